"""Los cortes de un plan: control interno los abre y los cierra."""

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, Workflow, fields
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pyson import Eval

PRIMERO, ULTIMO = 1900, 2999


class Corte(Workflow, ModelSQL, ModelView):
    __name__ = "paac.corte"
    __string__ = "Corte"
    _transition_state = "estado"

    plan = fields.Many2One(
        "paac.plan",
        "Plan",
        required=True,
        ondelete="CASCADE",
        states={"readonly": Eval("estado") == "cerrado"},
    )
    fecha = fields.Date("Fecha", required=True, states={"readonly": Eval("estado") == "cerrado"})
    estado = fields.Selection(
        [("por_abrir", "Por abrir"), ("abierto", "Abierto"), ("cerrado", "Cerrado")],
        "Estado",
        required=True,
        readonly=True,
        sort=False,
        translate=False,
    )
    seguimientos = fields.One2Many("paac.seguimiento", "corte", "Seguimientos", readonly=True)

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._order.insert(0, ("fecha", "ASC"))
        cls._sql_constraints.append(
            ("fecha_unica", Unique(tabla, tabla.plan, tabla.fecha), "paac.msg_corte_unico")
        )
        cls._transitions |= {
            ("por_abrir", "abierto"),
            ("abierto", "cerrado"),
            ("cerrado", "abierto"),
        }
        cls._buttons.update(
            {
                "abrir": {"invisible": Eval("estado") == "abierto", "depends": ["estado"]},
                "cerrar": {"invisible": Eval("estado") != "abierto", "depends": ["estado"]},
            }
        )

    @classmethod
    def default_estado(cls):
        return "por_abrir"

    def get_rec_name(self, name):
        return self.fecha.strftime("%d/%m/%Y")

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("fecha", *clause[1:])]

    @classmethod
    @ModelView.button
    @Workflow.transition("abierto")
    def abrir(cls, cortes):
        for corte in cortes:
            otros = cls.search(
                [("plan", "=", corte.plan.id), ("estado", "=", "abierto"), ("id", "!=", corte.id)]
            )
            if otros:
                otro = otros[0].rec_name
                raise AccessError(gettext("paac.msg_otro_abierto", corte=corte.rec_name, otro=otro))

    @classmethod
    @ModelView.button
    @Workflow.transition("cerrado")
    def cerrar(cls, cortes):
        pass

    @classmethod
    def validate(cls, cortes):
        super().validate(cortes)
        for corte in cortes:
            if not PRIMERO <= corte.fecha.year <= ULTIMO:
                raise ValidationError(gettext("paac.msg_ano_del_corte", corte=corte.rec_name))

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        if mode == "delete":
            cls.comprobar_que_no_estan_cerrados(records)

    @classmethod
    def comprobar_que_no_estan_cerrados(cls, cortes):
        """``AccessError`` si alguno se cerró: lo que dice ya no cambia."""
        cerrados = sorted({c.fecha for c in cortes if c.estado == "cerrado"})
        if cerrados:
            nombrados = ", ".join(f"{fecha:%d/%m/%Y}" for fecha in cerrados)
            uno_o_varios = "paac.msg_cerrados" if len(cerrados) > 1 else "paac.msg_cerrado"
            raise AccessError(gettext(uno_o_varios, cortes=nombrados))
