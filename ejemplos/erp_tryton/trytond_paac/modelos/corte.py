"""Los cortes de un plan: control interno los abre y los cierra, y cerrado es una instantánea."""

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, Workflow, fields
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pool import Pool
from trytond.pyson import Bool, Eval

from trytond_paac.modelos import turno
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
        cls._comprobar_que_es_el_unico(cortes, "por_abrir")

    @classmethod
    @ModelView.button_action("paac.asistente_cerrar")
    def cerrar(cls, cortes):
        pass

    @classmethod
    def congelar(cls, cortes):
        """Los cierra con su instantánea; quien guarda en ellos acaba antes, o ya no puede."""
        cls._exigir(cortes, "abierto")
        Instantanea = Pool().get("paac.instantanea")
        with turno.lo_ya_guardado():
            planes = [cls(corte.id).plan for corte in cortes]
            vistos = [(lectura.plan_de(plan), Instantanea.filas_de(plan)) for plan in planes]
        for corte, visto in zip(cortes, vistos, strict=True):
            cls._cerrar([corte], *visto)

    @classmethod
    @ModelView.button_action("paac.asistente_reabrir")
    def reabrir(cls, cortes):
        pass

    @classmethod
    def reabrir_por(cls, cortes, motivo):
        """Su instantánea deja de regir y queda con quién, cuándo y por qué."""
        if not (motivo or "").strip():
            raise ValidationError(gettext("paac.msg_sin_motivo"))
        cls._comprobar_que_es_el_unico(cortes, "cerrado")
        cls._reabrir(cortes, motivo)

    @classmethod
    @Workflow.transition("abierto")
    def _reabrir(cls, cortes, motivo):
        for corte in cortes:
            if vigente := Pool().get("paac.instantanea").vigente(corte):
                vigente.dejar_de_regir(motivo)

    @classmethod
    def cerrar_importados(cls, cortes, plan):
        """Los que un plan trae de antes, congelados como llegaron."""
        if cortes:
            cls._cerrar(cortes, plan, Pool().get("paac.instantanea").filas_de(cortes[0].plan))

    @classmethod
    @Workflow.transition("cerrado")
    def _cerrar(cls, cortes, plan, filas):
        Pool().get("paac.instantanea").tomar(cortes, plan, filas)

    @classmethod
    def _comprobar_que_es_el_unico(cls, cortes, estado):
        cls._exigir(cortes, estado)
        for corte in cortes:
            for otro, (fecha, suyo) in turno.estados(corte.plan.cortes, solo_uno=True).items():
                if suyo == "abierto" and otro != corte.id:
                    dichos = {"corte": corte.rec_name, "otro": f"{fecha:%d/%m/%Y}"}
                    raise AccessError(gettext("paac.msg_otro_abierto", **dichos))

    @classmethod
    def _exigir(cls, cortes, estado):
        """``AccessError`` si alguno no está así; hasta acabar, nadie más escribe en ellos."""
        for fecha, suyo in turno.estados(cortes, solo_uno=True).values():
            if suyo != estado:
                rotulos = dict(cls.estado.selection)
                dicho = {"esperado": rotulos[estado], "llego": rotulos[suyo]}
                corte = f"{fecha:%d/%m/%Y}"
                raise AccessError(gettext("paac.msg_estado_del_corte", corte=corte, **dicho))

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
        if mode == "write" and {"plan", "fecha"} & values.keys():
            cls._comprobar_que_no_se_cerraron(records)

    @classmethod
    def comprobar_que_nada_lo_sostiene(cls, registros):
        """Lo que en él se reportó se iría con él: ni cerrado, ni si alguna vez se cerró."""
        cls.comprobar_que_no_estan_cerrados(registros)
        cls._comprobar_que_no_se_cerraron(registros)

    @classmethod
    def _comprobar_que_no_se_cerraron(cls, cortes):
        if congelados := sorted(c.rec_name for c in cortes if c.instantaneas):
            dichos = ", ".join(congelados)
            raise AccessError(gettext("paac.msg_corte_con_instantanea", cortes=dichos))

    @classmethod
    def comprobar_que_no_estan_cerrados(cls, cortes):
        """``AccessError`` si alguno se cerró: lo que dice ya no cambia.

        Si ninguno, nadie los cierra hasta que acabe la transacción.
        """
        suyos = turno.estados(cortes).values()
        if cerrados := [fecha for fecha, estado in suyos if estado == "cerrado"]:
            raise AccessError(turno.dicho_de(cerrados, "paac.msg_cerrado", "paac.msg_cerrados"))
