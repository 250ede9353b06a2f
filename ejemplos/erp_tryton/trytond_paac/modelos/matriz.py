"""La matriz: dependencias, componentes y subcomponentes."""

from trytond.model import ModelSQL, ModelView, fields
from trytond.pool import PoolMeta
from trytond.pyson import Eval
from trytond.transaction import Transaction

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import EnOrden
from trytond_paac.modelos.rotulos import columnas


class Dependencia(columnas(paac.modelo.Dependencia), EnOrden, ModelSQL, ModelView):
    __name__ = "paac.dependencia"
    __string__ = "Dependencia"
    _rec_name = "nombre"

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    nombre = fields.Text("Nombre", required=True)
    componentes = fields.One2Many("paac.componente", "dependencia", "Componentes")
    usuarios = fields.Many2Many(
        "paac.dependencia-res.user",
        "dependencia",
        "usuario",
        "Usuarios",
        help="Quienes reportan por esta oficina en el corte abierto.",
    )


class DependenciaUsuario(ModelSQL):
    __name__ = "paac.dependencia-res.user"
    __string__ = "Usuario de una dependencia"

    dependencia = fields.Many2One(
        "paac.dependencia", "Dependencia", required=True, ondelete="CASCADE"
    )
    usuario = fields.Many2One("res.user", "Usuario", required=True, ondelete="CASCADE")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("dependencia")


class Regla(metaclass=PoolMeta):
    """Las reglas de acceso saben quién está en la sesión."""

    __name__ = "ir.rule"

    @classmethod
    def _get_context(cls, model_name):
        return super()._get_context(model_name) | {"usuario": Transaction().user}

    @classmethod
    def _get_cache_key(cls, model_names):
        return (*super()._get_cache_key(model_names), Transaction().user)


class Componente(columnas(paac.modelo.Componente), EnOrden, ModelSQL, ModelView):
    __name__ = "paac.componente"
    __string__ = "Componente"

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    dependencia = fields.Many2One(
        "paac.dependencia",
        "Dependencia",
        ondelete="CASCADE",
        domain=[("plan", "=", Eval("plan", -1))],
        help="En blanco, si el plan no se reparte por dependencias.",
    )
    numero = fields.Integer("Número", domain=["OR", ("numero", "=", None), ("numero", ">=", 0)])
    subcomponentes = fields.One2Many("paac.subcomponente", "componente", "Subcomponentes")
    tramites = fields.One2Many("paac.tramite", "componente", "Trámites e intercambios")

    @fields.depends("dependencia", "_parent_dependencia.plan", "plan", "_parent_plan.id")
    def on_change_dependencia(self):
        if self.dependencia and not self.plan:
            self.plan = self.dependencia.plan

    def get_rec_name(self, name):
        numero = "" if self.numero is None else str(self.numero)
        return " · ".join(filter(None, (numero, self.nombre))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("nombre", *clause[1:])]


class Subcomponente(columnas(paac.modelo.Subcomponente), EnOrden, ModelSQL, ModelView):
    __name__ = "paac.subcomponente"
    __string__ = "Subcomponente"
    _de_quien = "componente"

    componente = fields.Many2One("paac.componente", "Componente", required=True, ondelete="CASCADE")
    actividades = fields.One2Many("paac.actividad", "subcomponente", "Actividades")

    def get_rec_name(self, name):
        return self.nombre or self.componente.rec_name

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("nombre", *clause[1:])]
