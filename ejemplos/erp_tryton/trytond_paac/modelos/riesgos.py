"""El mapa de riesgos de un plan: procesos y riesgos."""

from trytond.model import ModelSQL, ModelView, Unique, fields

import paac_reportes as paac
from trytond_paac.modelos import encargados
from trytond_paac.modelos.pertenencia import DeUnPlan, EnOrden
from trytond_paac.modelos.plan import REGIMENES
from trytond_paac.modelos.rotulos import columnas
from trytond_paac.modelos.sostenido import Comprobado


class Mapa(columnas(paac.MapaDeRiesgos), Comprobado, DeUnPlan, ModelSQL, ModelView):
    __name__ = "paac.mapa"
    __string__ = "Mapa de riesgos"

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    entidad = fields.Many2One("paac.entidad", "Entidad", required=True, ondelete="RESTRICT")
    regimen = fields.Selection(REGIMENES, "Régimen", sort=False, translate=False)
    procesos = fields.One2Many("paac.proceso", "mapa", "Procesos")
    seguimientos = fields.One2Many("paac.mapa.seguimiento", "mapa", "Seguimientos")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(("del_plan", Unique(tabla, tabla.plan), "paac.msg_mapa_unico"))

    def get_rec_name(self, name):
        return self.plan.rec_name

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("plan.rec_name", *clause[1:])]


class Proceso(
    columnas(paac.modelo.Proceso), encargados.ConEncargados, EnOrden, ModelSQL, ModelView
):
    __name__ = "paac.proceso"
    __string__ = "Proceso"
    _de_quien = "mapa"
    _rec_name = "nombre"
    _de_usuario = encargados.recordados("paac.proceso")

    mapa = fields.Many2One("paac.mapa", "Mapa de riesgos", required=True, ondelete="CASCADE")
    riesgos = fields.One2Many("paac.riesgo", "proceso", "Riesgos")
    usuarios = fields.Many2Many(
        "paac.proceso-res.user",
        "proceso",
        "usuario",
        "Usuarios",
        help="Quienes lo lideran: reportan sus riesgos en el corte abierto.",
    )


class ProcesoUsuario(encargados.Encargo, ModelSQL):
    __name__ = "paac.proceso-res.user"
    __string__ = "Usuario de un proceso"
    _de_quien = "proceso"

    proceso = fields.Many2One("paac.proceso", "Proceso", required=True, ondelete="CASCADE")


class Riesgo(columnas(paac.modelo.Riesgo), EnOrden, ModelSQL, ModelView):
    __name__ = "paac.riesgo"
    __string__ = "Riesgo"
    _de_quien = "proceso"

    proceso = fields.Many2One("paac.proceso", "Proceso", required=True, ondelete="CASCADE")
    seguimientos = fields.One2Many("paac.riesgo.seguimiento", "riesgo", "Seguimientos")

    def get_rec_name(self, name):
        return " ".join(filter(None, (self.referencia, self.descripcion))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("referencia", *clause[1:]), ("descripcion", *clause[1:])]
