"""Los cortes de un plan: control interno los abre y los cierra, y cerrado es una instantánea."""

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, Workflow, fields
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pool import Pool
from trytond.pyson import Eval

from paac_reportes import anfitrion
from trytond_paac.modelos import turno
from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.puente import fallas, lectura

PRIMERO, ULTIMO = 1900, 2999


class Corte(DeUnPlan, Workflow, ModelSQL, ModelView):
    __name__ = "paac.corte"
    __string__ = "Corte"
    _transition_state = "estado"

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    fecha = fields.Date("Fecha", required=True)
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
        with turno.lo_ya_guardado():
            planes = [lectura.plan_de(cls(corte.id).plan) for corte in cortes]
        for corte, plan in zip(cortes, planes, strict=True):
            cls.cerrar_con([corte], plan)

    @classmethod
    @Workflow.transition("cerrado")
    def cerrar_con(cls, cortes, plan):
        """Los cierra con la instantánea de un plan."""
        Pool().get("paac.instantanea").tomar(cortes, plan)

    @classmethod
    @ModelView.button
    @Workflow.transition("abierto")
    def reabrir(cls, cortes):
        """La instantánea deja de regir y se conserva: la base dice quién lo hizo, y cuándo."""
        cls._comprobar_que_es_el_unico(cortes, "cerrado")
        Instantanea = Pool().get("paac.instantanea")
        Instantanea.write([uno.vigente for uno in cortes if uno.vigente], {"rige": False})

    @property
    def vigente(self):
        """La instantánea de que salen sus reportes; ``None`` si no está cerrado."""
        return next((una for una in self.instantaneas if una.rige), None)

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
        for corte in cortes:
            if not PRIMERO <= corte.fecha.year <= ULTIMO:
                raise ValidationError(gettext("paac.msg_ano_del_corte", corte=corte.rec_name))
            # Ni un programa lo cierra sin congelarlo, ni lo abre con su instantánea.
            if (corte.estado == "cerrado") != bool(corte.vigente):
                raise ValidationError(gettext("paac.msg_estado_a_mano", corte=corte.rec_name))

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        cambia = mode == "delete" or (mode == "write" and {"plan", "fecha"} & values.keys())
        if cambia and (suyos := [corte for corte in records if corte.instantaneas]):
            cortes = ", ".join(corte.rec_name for corte in suyos)
            raise AccessError(gettext("paac.msg_corte_con_instantanea", cortes=cortes))

    @classmethod
    def comprobar_que_no_estan_cerrados(cls, cortes):
        """``AccessError`` si alguno se cerró: lo que dice ya no cambia.

        Si ninguno, nadie los cierra hasta que acabe la transacción.
        """
        suyos = turno.estados(cortes).values()
        if cerrados := sorted(fecha for fecha, estado in suyos if estado == "cerrado"):
            dichos = ", ".join(f"{fecha:%d/%m/%Y}" for fecha in cerrados)
            raise AccessError(gettext("paac.msg_cerrado", cortes=dichos))


class Instantanea(ModelSQL, ModelView):
    """El plan como estaba al cerrar un corte, que ya nadie cambia."""

    __name__ = "paac.instantanea"
    __string__ = "Instantánea de un corte"

    corte = fields.Many2One(
        "paac.corte", "Corte", required=True, readonly=True, ondelete="RESTRICT"
    )
    datos = fields.Binary(
        "Plan",
        required=True,
        readonly=True,
        filename="nombre",
        help="El plan en JSON, con la forma del contrato de datos.",
    )
    nombre = fields.Function(fields.Char("Nombre del archivo"), "get_nombre")
    huella = fields.Char("SHA-256", required=True, readonly=True)
    rige = fields.Boolean("Rige", readonly=True, help="Deja de regir si el corte se reabre.")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order.insert(0, ("id", "DESC"))

    def get_nombre(self, name):
        return f"instantanea_corte-{self.corte.fecha.isoformat()}.json"

    def get_rec_name(self, name):
        return f"{self.corte.rec_name} ({self.huella[:12]})"

    @classmethod
    def tomar(cls, cortes, plan):
        """La de cada corte."""
        guardada = anfitrion.instantanea(plan)
        suyos = {"datos": guardada.datos.encode(), "huella": guardada.huella, "rige": True}
        return cls.create([{"corte": corte.id, **suyos} for corte in cortes])

    def plan(self):
        """El plan que guarda; un error de usuario si ya no es lo que se guardó."""
        datos = bytes(self.datos).decode("utf-8", "backslashreplace")
        with fallas.dichas(self.rec_name):
            return anfitrion.plan_de(anfitrion.Instantanea(datos=datos, huella=self.huella))

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        reabre = mode == "write" and values == {"rige": False}
        if external or not (reabre or mode == "create"):
            cortes = ", ".join(sorted({una.corte.rec_name for una in records}))
            raise AccessError(gettext("paac.msg_instantanea_no_cambia", cortes=cortes))
