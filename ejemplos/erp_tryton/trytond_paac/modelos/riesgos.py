"""El mapa de riesgos de un plan: procesos, riesgos y lo que cada uno lleva."""

from trytond.model import ModelSQL, ModelView, Unique, fields, sequence_ordered

import paac_reportes as paac
from trytond_paac.modelos import encargados
from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.modelos.plan import REGIMENES, UnaFirma, UnCambio
from trytond_paac.modelos.rotulos import columnas, con_partes, rotulo
from trytond_paac.puente import comprobacion


class Comprobado:
    """Lo que la biblioteca halle mal se dice al guardarlo."""

    __slots__ = ()

    @classmethod
    def validate(cls, registros):
        super().validate(registros)
        for registro in registros:
            comprobacion.del_mapa(registro)


class DelMapa(Comprobado, DeUnPlan):
    """Lo que cuelga de un mapa."""

    __slots__ = ()


class Mapa(columnas(paac.MapaDeRiesgos), DelMapa, ModelSQL, ModelView):
    __name__ = "paac.mapa"
    __string__ = "Mapa de riesgos"

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    entidad = fields.Many2One("paac.entidad", "Entidad", required=True, ondelete="RESTRICT")
    regimen = fields.Selection(REGIMENES, "Régimen", sort=False, translate=False)
    textos = fields.Text("Textos del informe", help='En JSON, por su clave: {"alcance": "…"}.')
    procesos = fields.One2Many("paac.proceso", "mapa", "Procesos")
    seguimientos = fields.One2Many("paac.mapa.seguimiento", "mapa", "Seguimientos")
    control_cambios = fields.One2Many("paac.mapa.cambio", "mapa", "Control de cambios")
    firmas = fields.One2Many("paac.mapa.firma", "mapa", "Firmas")

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


class _DeUnMapa(DeUnPlan, sequence_ordered("secuencia", "Orden")):
    __slots__ = ()
    _de_quien = "mapa"
    mapa = fields.Many2One("paac.mapa", "Mapa de riesgos", required=True, ondelete="CASCADE")


class Cambio(UnCambio, _DeUnMapa, ModelSQL, ModelView):
    __name__ = "paac.mapa.cambio"
    __string__ = "Cambio del mapa"


class Firma(UnaFirma, _DeUnMapa, ModelSQL, ModelView):
    __name__ = "paac.mapa.firma"
    __string__ = "Firma del mapa"


class Proceso(
    columnas(paac.Proceso),
    encargados.ConEncargados,
    DelMapa,
    sequence_ordered("secuencia", "Orden"),
    ModelSQL,
    ModelView,
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


class Riesgo(
    columnas(paac.Riesgo),
    con_partes(paac.Riesgo, "definicion", "inherente", "residual"),
    DelMapa,
    sequence_ordered("secuencia", "Orden"),
    ModelSQL,
    ModelView,
):
    __name__ = "paac.riesgo"
    __string__ = "Riesgo"
    _de_quien = "proceso"

    proceso = fields.Many2One("paac.proceso", "Proceso", required=True, ondelete="CASCADE")
    frecuencia = fields.Integer(rotulo("Riesgo", "frecuencia"), help="Veces al año.")
    cuestionario = fields.Text(
        rotulo("Riesgo", "cuestionario"),
        help='En JSON, por el número de la pregunta: {"1": "si", "2": "no"}.',
    )
    renglones = fields.One2Many("paac.riesgo.renglon", "riesgo", "Factores y consecuencias")
    causas = fields.One2Many("paac.causa", "riesgo", "Causas")
    controles = fields.One2Many("paac.control", "riesgo", "Controles")
    acciones = fields.One2Many("paac.accion", "riesgo", "Acciones")
    seguimientos = fields.One2Many("paac.riesgo.seguimiento", "riesgo", "Seguimientos")

    def get_rec_name(self, name):
        return " ".join(filter(None, (self.referencia, self.descripcion))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("referencia", *clause[1:]), ("descripcion", *clause[1:])]


class _DeUnRiesgo(DelMapa, sequence_ordered("secuencia", "Orden")):
    __slots__ = ()
    _de_quien = "riesgo"
    riesgo = fields.Many2One("paac.riesgo", "Riesgo", required=True, ondelete="CASCADE")


class Renglon(_DeUnRiesgo, ModelSQL, ModelView):
    __name__ = "paac.riesgo.renglon"
    __string__ = "Factor o consecuencia"
    _rec_name = "texto"

    lista = fields.Selection(
        [("factores", "Factor"), ("consecuencias", "Consecuencia")],
        "Qué es",
        required=True,
        sort=False,
        translate=False,
    )
    texto = fields.Text("Texto")


class Causa(columnas(paac.Causa), _DeUnRiesgo, ModelSQL, ModelView):
    __name__ = "paac.causa"
    __string__ = "Causa"
    _rec_name = "texto"


class Control(
    columnas(paac.Control),
    con_partes(paac.Control, "residual"),
    _DeUnRiesgo,
    ModelSQL,
    ModelView,
):
    __name__ = "paac.control"
    __string__ = "Control"

    criterios = fields.Text(
        rotulo("Control", "criterios"), help='En JSON, por su código: {"B": "si"}.'
    )
    causas_que_ataca = fields.Text(
        rotulo("Control", "causas_que_ataca"), help="En JSON, por su lugar: [1, 2]."
    )

    def get_rec_name(self, name):
        return " ".join(filter(None, (self.numero, self.descripcion or self.tipo))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("numero", *clause[1:]), ("descripcion", *clause[1:])]


class Accion(
    columnas(paac.Accion),
    _DeUnRiesgo,
    ModelSQL,
    ModelView,
):
    __name__ = "paac.accion"
    __string__ = "Acción"
    _rec_name = "descripcion"
