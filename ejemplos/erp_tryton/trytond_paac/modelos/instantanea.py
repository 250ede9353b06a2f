"""La instantánea de un corte: el plan como estaba al cerrarlo, que ya nadie cambia."""

import json
from datetime import datetime

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, fields
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pool import Pool
from trytond.transaction import Transaction

from paac_reportes import anfitrion
from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.modelos.sostenido import Sostenido
from trytond_paac.puente import fallas

_DE_REABRIR = frozenset({"reabierta_por", "reabierta_el", "motivo"})


class Instantanea(Sostenido, ModelSQL, ModelView):
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
    filas = fields.Text(
        "Filas",
        required=True,
        readonly=True,
        help="Las que el plan tenía, por su tabla, en JSON: mientras el corte siga cerrado no se"
        " borran.",
    )
    cerrada_por = fields.Many2One(
        "res.user", "Cerró", required=True, readonly=True, ondelete="RESTRICT"
    )
    cerrada_el = fields.Timestamp("Cerrado el", required=True, readonly=True)
    reabierta_por = fields.Many2One("res.user", "Reabrió", readonly=True, ondelete="RESTRICT")
    reabierta_el = fields.Timestamp("Reabierto el", readonly=True)
    motivo = fields.Text("Por qué se reabrió", readonly=True)
    actas = fields.One2Many("paac.acta", "instantanea", "Lo que de ella se emitió", readonly=True)

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order.insert(0, ("cerrada_el", "DESC"))

    def get_nombre(self, name):
        return f"instantanea_corte-{self.corte.fecha.isoformat()}.json"

    def get_rec_name(self, name):
        return f"{self.corte.rec_name} ({self.huella[:12]})"

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("corte.rec_name", *clause[1:]), ("huella", *clause[1:])]

    @classmethod
    def filas_de(cls, plan):
        """``{tabla: ids}`` de todo lo que un plan tiene."""
        return {
            nombre: [uno.id for uno in modelo.search([(modelo.camino_al_plan(), "=", plan.id)])]
            for nombre, modelo in Pool().iterobject()
            if issubclass(modelo, DeUnPlan)
        }

    def sostiene(self, registro):
        """Si lo tenía el plan al cerrarse; al plan mismo y a su entidad, siempre."""
        filas = json.loads(self.filas)
        return registro.id in filas.get(registro.__name__, [registro.id])

    @classmethod
    def tomar(cls, cortes, plan, filas):
        """La de cada corte, del plan y las filas que se le dan."""
        guardada = anfitrion.instantanea(plan)
        suyos = {
            "datos": guardada.datos.encode(),
            "huella": guardada.huella,
            "filas": json.dumps(filas),
            "cerrada_por": Transaction().user,
            "cerrada_el": datetime.now(),  # noqa: DTZ005 - como Tryton guarda sus momentos
        }
        return cls.create([{"corte": corte.id, **suyos} for corte in cortes])

    @classmethod
    def vigente(cls, corte):
        """La que dice cómo quedó un corte cerrado; ``None`` si se reabrió o no la tiene."""
        halladas = cls.search([("corte", "=", corte.id), ("reabierta_el", "=", None)])
        return halladas[0] if halladas else None

    def dejar_de_regir(self, motivo):
        """El corte se reabre: lo que decía queda guardado, y quién, cuándo y por qué."""
        momento = datetime.now()  # noqa: DTZ005 - como Tryton guarda sus momentos
        quien = Transaction().user
        self.write(
            [self], {"reabierta_por": quien, "reabierta_el": momento, "motivo": motivo.strip()}
        )

    def plan(self):
        """El plan que guarda; un error de usuario si ya no es lo que se guardó."""
        datos = bytes(self.datos).decode("utf-8", "backslashreplace")
        with fallas.dichas(self.rec_name):
            return anfitrion.plan_de(anfitrion.Instantanea(datos=datos, huella=self.huella))

    @classmethod
    def validate(cls, instantaneas):
        super().validate(instantaneas)
        for instantanea in instantaneas:
            rigen = [("corte", "=", instantanea.corte.id), ("reabierta_el", "=", None)]
            if cls.search(rigen, count=True) > 1:
                raise ValidationError(
                    gettext("paac.msg_otra_instantanea", corte=instantanea.corte.rec_name)
                )

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        reabre = (
            mode == "write"
            and values.keys() <= _DE_REABRIR
            and not any(i.reabierta_el for i in records)
        )
        if external or not (reabre or mode == "create"):
            cls.comprobar_que_nada_lo_sostiene(records)

    @classmethod
    def comprobar_que_nada_lo_sostiene(cls, registros):
        """Ella es lo que sostiene a lo demás: no hay cuándo."""
        cortes = ", ".join(sorted({i.corte.rec_name for i in registros}))
        raise AccessError(gettext("paac.msg_instantanea_no_cambia", cortes=cortes))


def del_plan(plan, fecha=None):
    """La instantánea vigente de un corte del plan; sin fecha, del último con seguimientos.

    ``None`` si el corte no está cerrado, que sus reportes salen de las filas.
    """
    pool = Pool()
    if fecha is None:
        Seguimiento = pool.get("paac.seguimiento")
        ultimo = [("corte.fecha", "DESC")]
        hallados = Seguimiento.search([("corte.plan", "=", plan.id)], order=ultimo, limit=1)
        cortes = [s.corte for s in hallados]
    else:
        cortes = pool.get("paac.corte").search([("plan", "=", plan.id), ("fecha", "=", fecha)])
    for corte in cortes:
        if corte.estado == "cerrado":
            hallada = pool.get("paac.instantanea").vigente(corte)
            if hallada is None:
                raise ValidationError(gettext("paac.msg_sin_instantanea", corte=corte.rec_name))
            return hallada
    return None
