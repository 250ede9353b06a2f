"""El plan de una vigencia."""

from trytond.model import ModelSQL, ModelView, fields

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import Comprobado
from trytond_paac.modelos.rotulos import columnas


class Plan(columnas(paac.Plan), Comprobado, ModelSQL, ModelView):
    __name__ = "paac.plan"
    __string__ = "Plan"

    entidad = fields.Many2One("paac.entidad", "Entidad", required=True, ondelete="RESTRICT")
    regimen = fields.Selection(
        [
            (None, "El de la vigencia"),
            ("paac-v1", "PAAC, primera versión"),
            ("paac-v2", "PAAC, segunda versión"),
            ("ptep", "PTEP"),
        ],
        "Régimen",
        sort=False,
        translate=False,
    )
    dependencias = fields.One2Many("paac.dependencia", "plan", "Dependencias")
    componentes = fields.One2Many(
        "paac.componente",
        "plan",
        "Componentes",
        help="Los de todas las dependencias o, si el plan no las tiene, los suyos.",
    )
    cortes = fields.One2Many("paac.corte", "plan", "Cortes")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order.insert(0, ("vigencia", "DESC NULLS LAST"))

    def get_rec_name(self, name):
        return f"{self.vigencia or 's. f.'} · {self.entidad.rec_name}"

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("entidad.rec_name", *clause[1:])]
