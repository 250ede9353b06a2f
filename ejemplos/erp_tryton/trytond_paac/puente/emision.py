"""De un ``paac.plan`` a un reporte por emitir."""

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError

import paac_reportes as paac
from trytond_paac.puente import lectura


def reporte(plan, formato, corte):
    """El reporte de un corte del plan: el de uno cerrado sale de su instantánea.

    Lanza ``ErrorPaac``, o el error de usuario de un plan que no se puede armar.
    """
    return paac.reporte(_plan_en(plan, corte), formato, corte=corte.fecha)


def _plan_en(plan, corte):
    if corte.plan != plan:  # el abierto de otro no sirve para pasar por el cerrado de éste
        raise ValidationError(gettext("paac.msg_corte_de_otro_plan", fila=plan.rec_name))
    if corte.estado != "cerrado":
        return lectura.plan_de(plan)
    if corte.vigente is None:
        raise ValidationError(gettext("paac.msg_sin_instantanea", corte=corte.rec_name))
    return corte.vigente.plan()
