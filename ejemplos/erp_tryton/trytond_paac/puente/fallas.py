"""Las fallas de la biblioteca, como las muestra Tryton: todas a la vez y sin escribir nada."""

import contextlib

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError

import paac_reportes as paac


@contextlib.contextmanager
def dichas(donde=""):
    """Cada ``ErrorPaac`` de adentro sale como un error de usuario con todas sus fallas."""
    try:
        yield
    except paac.ErrorPaac as error:
        raise ValidationError(gettext("paac.msg_fallas", donde=donde), str(error)) from error


def en_renglones(avisos):
    """Los avisos como texto, uno por renglón."""
    return "\n".join(map(str, avisos))


def texto_de(error):
    """Todo lo que dice un error: el de Tryton trae las fallas en su descripción."""
    return getattr(error, "description", "") or getattr(error, "message", "") or str(error)
