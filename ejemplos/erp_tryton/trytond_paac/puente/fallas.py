"""Las fallas de la biblioteca, como las muestra Tryton: todas a la vez y sin escribir nada."""

import contextlib

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError

import paac_reportes as paac


@contextlib.contextmanager
def dichas(donde="", registro=None):
    """Cada ``ErrorPaac`` de adentro sale como un error de usuario con todas sus fallas.

    De un ``registro``, cada una nombra su campo como lo muestra la pantalla de quien la ve.
    """
    try:
        yield
    except paac.ErrorPaac as error:
        dicho = str(error) if registro is None else "\n".join(_por_campo(error, registro))
        raise ValidationError(gettext("paac.msg_fallas", donde=donde), dicho) from error


def _por_campo(error, registro):
    """Las fallas, con el rótulo del campo, que Tryton traduce, en lugar de la ruta."""
    for falla in error.fallas:
        campo = falla.posicion.clave
        if campo in registro._fields:
            yield f"{registro.fields_get([campo])[campo]['string']}: {falla.mensaje}"
        else:
            yield str(falla)


def en_renglones(avisos, plan, *, publico=False):
    """Los avisos como texto, uno por renglón; del plan, la oficina y la fila, y no su ruta.

    De lo que se publica va la ruta: el texto de una fila puede repetir lo que no se publica.
    """
    if publico:
        return "\n".join(map(str, avisos))
    return "\n".join(en_palabras(aviso, plan) for aviso in avisos)


def en_palabras(aviso, plan):
    """Un aviso, con su lugar como lo conoce quien lo ha de corregir."""
    return f"{paac.donde(plan, aviso.ruta)}: {aviso.mensaje}" if aviso.ruta else aviso.mensaje


def texto_de(error):
    """Todo lo que dice un error: el de Tryton trae las fallas en su descripción."""
    return getattr(error, "description", "") or getattr(error, "message", "") or str(error)
