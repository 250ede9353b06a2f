"""La matriz: dependencias, componentes y subcomponentes."""

from trytond.cache import Cache
from trytond.model import ModelSQL, ModelView, fields, sequence_ordered
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.transaction import Transaction, without_check_access

from trytond_paac.modelos.pertenencia import DeUnPlan


class Dependencia(DeUnPlan, sequence_ordered("secuencia", "Orden"), ModelSQL, ModelView):
    __name__ = "paac.dependencia"
    __string__ = "Dependencia"
    _rec_name = "nombre"
    _de_usuario = Cache("paac.dependencia.de_usuario", context=False)

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    nombre = fields.Text("Nombre", required=True)
    nombre_corto = fields.Text("Nombre corto")
    componentes = fields.One2Many("paac.componente", "dependencia", "Componentes")
    usuarios = fields.Many2Many(
        "paac.dependencia-res.user",
        "dependencia",
        "usuario",
        "Usuarios",
        help="Quienes reportan por esta oficina en el corte abierto.",
    )

    @classmethod
    def del_usuario(cls):
        """Los id de las oficinas por las que reporta quien está en la sesión."""
        usuario = Transaction().user
        if (suyas := cls._de_usuario.get(usuario)) is not None:
            return suyas
        with without_check_access():
            enlaces = Pool().get("paac.dependencia-res.user").search([("usuario", "=", usuario)])
            suyas = tuple(sorted(enlace.dependencia.id for enlace in enlaces))
        cls._de_usuario.set(usuario, suyas)
        return suyas


class DependenciaUsuario(ModelSQL):
    __name__ = "paac.dependencia-res.user"
    __string__ = "Usuario de una dependencia"

    dependencia = fields.Many2One(
        "paac.dependencia", "Dependencia", required=True, ondelete="CASCADE"
    )
    usuario = fields.Many2One("res.user", "Usuario", required=True, ondelete="CASCADE")

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        Pool().get("paac.dependencia")._de_usuario.clear()  # noqa: SLF001 - así lo hace Tryton


class Componente(DeUnPlan, sequence_ordered("secuencia", "Orden"), ModelSQL, ModelView):
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
    nombre = fields.Text("Nombre")
    etiqueta_seguimiento = fields.Text("Rótulo del seguimiento")
    subcomponentes = fields.One2Many("paac.subcomponente", "componente", "Subcomponentes")
    tramites = fields.One2Many("paac.tramite", "componente", "Trámites e intercambios")
    extras = fields.Dict("paac.extra", "Datos propios")

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


class Subcomponente(DeUnPlan, sequence_ordered("secuencia", "Orden"), ModelSQL, ModelView):
    __name__ = "paac.subcomponente"
    __string__ = "Subcomponente"
    _de_quien = "componente"

    componente = fields.Many2One("paac.componente", "Componente", required=True, ondelete="CASCADE")
    nombre = fields.Text("Nombre")
    actividades = fields.One2Many("paac.actividad", "subcomponente", "Actividades")

    def get_rec_name(self, name):
        return self.nombre or self.componente.rec_name

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("nombre", *clause[1:])]
