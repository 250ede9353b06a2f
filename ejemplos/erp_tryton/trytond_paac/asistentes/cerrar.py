"""Cerrar un corte, que lo congela: antes se ve lo que falta."""

from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.wizard import Button, StateTransition, StateView, Wizard

from paac_reportes import anfitrion
from trytond_paac.puente import fallas, lectura


class Revisa(ModelView):
    __name__ = "paac.cerrar.revisa"
    __string__ = "Antes de cerrar un corte"

    corte = fields.Many2One("paac.corte", "Corte", readonly=True)
    falta = fields.Text("Lo que falta", readonly=True)
    filas = fields.Text("Filas sin reporte, por oficina", readonly=True)


class Cerrar(Wizard):
    __name__ = "paac.cerrar"
    start_state = "revisa"

    revisa = StateView(
        "paac.cerrar.revisa",
        "paac.cerrar_revisa_form",
        [
            Button("Todavía no", "end", "tryton-cancel", default=True),
            Button("Cerrar el corte", "cierra", "tryton-ok"),
        ],
    )
    cierra = StateTransition()

    def default_revisa(self, campos):
        corte = self.record
        with fallas.dichas(corte.rec_name):
            plan = lectura.plan_de(corte.plan)
            hoy = anfitrion.hoy_en_colombia()
            falta = anfitrion.antes_de_cerrar(plan, corte.fecha, hoy=hoy)
        return {
            "corte": corte.id,
            "falta": "\n".join(falta.frases),
            "filas": "\n".join(_por_oficina(falta)),
        }

    def transition_cierra(self):
        Pool().get("paac.corte").congelar([self.record])
        return "end"


def _por_oficina(falta):
    """Cada oficina y debajo sus filas; al final, las que no se sabe si se debían."""
    for oficina in falta.oficinas:
        yield f"{oficina.nombre or 'Todo el plan'}:"
        yield from (f"  - {fila}" for fila in oficina.filas)
    if falta.por_confirmar:
        yield "Por confirmar:"
        for fila in falta.por_confirmar:
            yield "  - " + " · ".join(filter(None, (fila.dependencia, str(fila))))
