"""Las fallas de la biblioteca, como las muestra Tryton: todas a la vez y sin escribir nada."""

import contextlib

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError

import paac_reportes as paac
from paac_reportes import anfitrion
from trytond_paac.puente.campos import CLASES, de_las_filas, todas


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


def comprobar(registro):
    """Un error de usuario si la biblioteca no admite lo que un registro dice."""
    clase = CLASES[registro.__name__]
    # Lo que la biblioteca pide además de lo que va en las columnas.
    datos = {"entidad": {"nombre": "-"}, "componentes": [{}]} if clase is paac.Plan else {}
    with dichas(registro.rec_name, registro):
        datos |= de_las_filas(
            clase, {columna: getattr(registro, columna) for columna in todas(clase)}
        )
        if clase is paac.modelo.Seguimiento:
            datos["corte"] = registro.corte.fecha
        anfitrion.armar(clase, datos)


def en_renglones(avisos, plan):
    """Los avisos, uno por renglón, con su lugar como lo conoce quien lo ha de corregir."""
    return "\n".join(
        f"{paac.donde(plan, aviso.ruta)}: {aviso.mensaje}" if aviso.ruta else aviso.mensaje
        for aviso in avisos
    )
