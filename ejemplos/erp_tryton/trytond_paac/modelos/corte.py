"""Los cortes de un plan: control interno los abre y los cierra, y cerrado es una instantánea."""

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, Workflow, fields
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pool import Pool
from trytond.pyson import Bool, Eval

from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.puente import lectura

PRIMERO, ULTIMO = 1900, 2999
_FIJA = {"readonly": Bool(Eval("instantaneas", []))}
"""Lo que dice de qué corte es una instantánea no cambia después de tomarla."""


class Corte(DeUnPlan, Workflow, ModelSQL, ModelView):
    __name__ = "paac.corte"
    __string__ = "Corte"
    _transition_state = "estado"

    plan = fields.Many2One(
        "paac.plan", "Plan", required=True, ondelete="CASCADE", states=dict(_FIJA)
    )
    fecha = fields.Date("Fecha", required=True, states=dict(_FIJA))
    estado = fields.Selection(
        [("por_abrir", "Por abrir"), ("abierto", "Abierto"), ("cerrado", "Cerrado")],
        "Estado",
        required=True,
        readonly=True,
        sort=False,
        translate=False,
    )
    seguimientos = fields.One2Many("paac.seguimiento", "corte", "Seguimientos", readonly=True)
    instantaneas = fields.One2Many("paac.instantanea", "corte", "Instantáneas", readonly=True)

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
            ("por_abrir", "cerrado"),  # los que un plan importado trae
            ("cerrado", "abierto"),
        }
        cls._buttons.update(
            {
                "abrir": {"invisible": Eval("estado") != "por_abrir", "depends": ["estado"]},
                "cerrar": {"invisible": Eval("estado") != "abierto", "depends": ["estado"]},
                "reabrir": {"invisible": Eval("estado") != "cerrado", "depends": ["estado"]},
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
        cls._comprobar_que_es_el_unico(cortes)

    @classmethod
    @ModelView.button_action("paac.asistente_cerrar")
    def cerrar(cls, cortes):
        pass

    @classmethod
    @Workflow.transition("cerrado")
    def congelar(cls, cortes):
        """Los cierra con su instantánea."""
        for corte in cortes:
            cls._congelar([corte], lectura.plan_de(corte.plan))

    @classmethod
    @ModelView.button_action("paac.asistente_reabrir")
    def reabrir(cls, cortes):
        pass

    @classmethod
    @Workflow.transition("abierto")
    def reabrir_por(cls, cortes, motivo):
        """Su instantánea deja de regir y queda con quién, cuándo y por qué."""
        if not (motivo or "").strip():
            raise ValidationError(gettext("paac.msg_sin_motivo"))
        cls._comprobar_que_es_el_unico(cortes)
        for corte in cortes:
            if vigente := Pool().get("paac.instantanea").vigente(corte):
                vigente.dejar_de_regir(motivo)

    @classmethod
    @Workflow.transition("cerrado")
    def cerrar_importados(cls, cortes, plan):
        """Los que un plan trae de antes, congelados como llegaron."""
        cls._congelar(cortes, plan)

    @classmethod
    def _congelar(cls, cortes, plan):
        Pool().get("paac.instantanea").tomar(cortes, plan)

    @classmethod
    def _comprobar_que_es_el_unico(cls, cortes):
        for corte in cortes:
            otros = cls.search(
                [("plan", "=", corte.plan.id), ("estado", "=", "abierto"), ("id", "!=", corte.id)]
            )
            if otros:
                otro = otros[0].rec_name
                raise AccessError(gettext("paac.msg_otro_abierto", corte=corte.rec_name, otro=otro))

    @classmethod
    def validate(cls, cortes):
        super().validate(cortes)
        Instantanea = Pool().get("paac.instantanea")
        for corte in cortes:
            if not PRIMERO <= corte.fecha.year <= ULTIMO:
                raise ValidationError(gettext("paac.msg_ano_del_corte", corte=corte.rec_name))
            # Ni un programa lo cierra sin congelarlo, ni lo abre sin que quede escrito.
            if (corte.estado == "cerrado") != bool(Instantanea.vigente(corte)):
                raise ValidationError(gettext("paac.msg_estado_a_mano", corte=corte.rec_name))

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        if mode == "delete":
            cls.comprobar_que_no_estan_cerrados(records)
        if mode == "delete" or (mode == "write" and {"plan", "fecha"} & values.keys()):
            congelados = sorted(c.rec_name for c in records if c.instantaneas)
            if congelados:
                dichos = ", ".join(congelados)
                raise AccessError(gettext("paac.msg_corte_con_instantanea", cortes=dichos))

    @classmethod
    def comprobar_que_no_estan_cerrados(cls, cortes):
        """``AccessError`` si alguno se cerró: lo que dice ya no cambia."""
        cerrados = sorted({c.fecha for c in cortes if c.estado == "cerrado"})
        if cerrados:
            nombrados = ", ".join(f"{fecha:%d/%m/%Y}" for fecha in cerrados)
            uno_o_varios = "paac.msg_cerrados" if len(cerrados) > 1 else "paac.msg_cerrado"
            raise AccessError(gettext(uno_o_varios, cortes=nombrados))
