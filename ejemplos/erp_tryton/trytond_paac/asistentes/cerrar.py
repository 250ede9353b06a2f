"""Cerrar un corte, que lo congela, y reabrirlo, que queda escrito."""

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.model.exceptions import AccessError
from trytond.pool import Pool
from trytond.wizard import Button, StateTransition, StateView, Wizard


class PideMotivo(ModelView):
    __name__ = "paac.reabrir.pide"
    __string__ = "Reabrir un corte"

    corte = fields.Many2One("paac.corte", "Corte", readonly=True)
    motivo = fields.Text(
        "Por qué se reabre",
        required=True,
        help="Queda con quién lo reabrió y cuándo, junto a la instantánea que deja de regir.",
    )


class Reabrir(Wizard):
    __name__ = "paac.reabrir"
    start_state = "pide"

    pide = StateView(
        "paac.reabrir.pide",
        "paac.reabrir_pide_form",
        [
            Button("Cancelar", "end", "tryton-cancel", default=True),
            Button("Reabrir", "reabre", "tryton-ok"),
        ],
    )
    reabre = StateTransition()

    def default_pide(self, campos):
        return {"corte": self.record.id}

    def transition_reabre(self):
        _comprobar_que_esta(self.record, "cerrado")
        Pool().get("paac.corte").reabrir_por([self.record], self.pide.motivo)
        return "end"


def _comprobar_que_esta(corte, estado):
    """Lo que el botón ya exige, para quien llega sin él."""
    if corte.estado != estado:
        rotulos = dict(type(corte).estado.selection)
        dicho = {"esperado": rotulos[estado], "llego": rotulos[corte.estado]}
        raise AccessError(gettext("paac.msg_estado_del_corte", corte=corte.rec_name, **dicho))
