"""El mapa de riesgos de un plan: procesos, riesgos y lo que cada uno lleva."""

from trytond.cache import Cache
from trytond.model import ModelSQL, ModelView, Unique, fields, sequence_ordered
from trytond.pool import Pool
from trytond.transaction import Transaction, without_check_access

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.modelos.plan import REGIMENES
from trytond_paac.modelos.rotulos import columnas, con_partes, rotulo
from trytond_paac.puente import comprobacion

_DE_UN_CONTROL = (
    *("numero", "descripcion", "tipo", "responsable", "periodicidad", "proposito"),
    *("como_se_realiza", "desviaciones", "evidencia", "afecta", "implementacion"),
    *("documentacion", "frecuencia", "registro", "calificacion", "ejecucion"),
    *("disminuye_probabilidad", "disminuye_impacto"),
)


class DelMapa(DeUnPlan):
    """Lo que cuelga de un mapa; lo que la biblioteca halle mal se dice al guardarlo."""

    __slots__ = ()

    @classmethod
    def validate(cls, registros):
        super().validate(registros)
        for registro in registros:
            comprobacion.del_mapa(registro)


class Mapa(
    columnas(paac.MapaDeRiesgos, "metodologia", "version", "mision"), DelMapa, ModelSQL, ModelView
):
    __name__ = "paac.mapa"
    __string__ = "Mapa de riesgos"

    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")
    entidad = fields.Many2One("paac.entidad", "Entidad", required=True, ondelete="RESTRICT")
    vigencia = fields.Integer("Vigencia")
    regimen = fields.Selection(REGIMENES, "Régimen", sort=False, translate=False)
    fecha_elaboracion = fields.Date(rotulo("MapaDeRiesgos", "fecha_elaboracion"))
    fecha_publicacion = fields.Date(rotulo("MapaDeRiesgos", "fecha_publicacion"))
    fecha_actualizacion = fields.Date(rotulo("MapaDeRiesgos", "fecha_actualizacion"))
    textos = fields.Text("Textos del informe", help='En JSON, por su clave: {"alcance": "…"}.')
    procesos = fields.One2Many("paac.proceso", "mapa", "Procesos")
    seguimientos = fields.One2Many("paac.mapa.seguimiento", "mapa", "Seguimientos")
    control_cambios = fields.One2Many("paac.mapa.cambio", "mapa", "Control de cambios")
    firmas = fields.One2Many("paac.mapa.firma", "mapa", "Firmas")
    extras = fields.Dict("paac.extra", "Datos propios")

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

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("mapa")


class Cambio(_DeUnMapa, ModelSQL, ModelView):
    __name__ = "paac.mapa.cambio"
    __string__ = "Cambio del mapa"
    _rec_name = "version"

    version = fields.Text("Versión")
    fecha = fields.Text("Fecha")
    razon = fields.Text("Razón")


class Firma(_DeUnMapa, ModelSQL, ModelView):
    __name__ = "paac.mapa.firma"
    __string__ = "Firma del mapa"
    _rec_name = "rol"

    rol = fields.Text("Rol")
    nombre = fields.Text("Nombre")
    cargo = fields.Text("Cargo")
    nota = fields.Text("Nota")
    imagen = fields.Binary("Firma dibujada", help="Una imagen PNG o JPEG.")

    @classmethod
    def validate(cls, firmas):
        super().validate(firmas)
        for firma in firmas:
            comprobacion.firma(firma)


class Proceso(
    columnas(
        paac.Proceso,
        *("nombre", "codigo", "objetivo", "alcance", "tipo", "lider", "dependencia"),
    ),
    DelMapa,
    sequence_ordered("secuencia", "Orden"),
    ModelSQL,
    ModelView,
):
    __name__ = "paac.proceso"
    __string__ = "Proceso"
    _de_quien = "mapa"
    _rec_name = "nombre"
    _de_usuario = Cache("paac.proceso.de_usuario", context=False)

    mapa = fields.Many2One("paac.mapa", "Mapa de riesgos", required=True, ondelete="CASCADE")
    riesgos = fields.One2Many("paac.riesgo", "proceso", "Riesgos")
    usuarios = fields.Many2Many(
        "paac.proceso-res.user",
        "proceso",
        "usuario",
        "Usuarios",
        help="Quienes lo lideran: reportan sus riesgos en el corte abierto.",
    )

    @classmethod
    def del_usuario(cls):
        """Los id de los procesos que lidera quien está en la sesión."""
        usuario = Transaction().user
        if (suyos := cls._de_usuario.get(usuario)) is not None:
            return suyos
        with without_check_access():
            enlaces = Pool().get("paac.proceso-res.user").search([("usuario", "=", usuario)])
            suyos = tuple(sorted(enlace.proceso.id for enlace in enlaces))
        cls._de_usuario.set(usuario, suyos)
        return suyos


class ProcesoUsuario(ModelSQL):
    __name__ = "paac.proceso-res.user"
    __string__ = "Usuario de un proceso"

    proceso = fields.Many2One("paac.proceso", "Proceso", required=True, ondelete="CASCADE")
    usuario = fields.Many2One("res.user", "Usuario", required=True, ondelete="CASCADE")

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        Pool().get("paac.proceso")._de_usuario.clear()  # noqa: SLF001 - así lo hace Tryton


class Riesgo(
    columnas(
        paac.Riesgo,
        *("referencia", "descripcion", "tipo", "clasificacion", "afectacion"),
        *("criterio_impacto", "tratamiento", "indicador", "responsable", "documentos", "estado"),
    ),
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
    extras = fields.Dict("paac.extra", "Datos propios")

    def get_rec_name(self, name):
        return " ".join(filter(None, (self.referencia, self.descripcion))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("referencia", *clause[1:]), ("descripcion", *clause[1:])]


class _DeUnRiesgo(DelMapa, sequence_ordered("secuencia", "Orden")):
    __slots__ = ()
    _de_quien = "riesgo"
    riesgo = fields.Many2One("paac.riesgo", "Riesgo", required=True, ondelete="CASCADE")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("riesgo")


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


class Causa(columnas(paac.Causa, "texto", "clase", "factor"), _DeUnRiesgo, ModelSQL, ModelView):
    __name__ = "paac.causa"
    __string__ = "Causa"
    _rec_name = "texto"


class Control(
    columnas(paac.Control, *_DE_UN_CONTROL),
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
    columnas(
        paac.Accion,
        *("descripcion", "clase", "periodo", "fecha_inicio", "fecha_fin", "registro"),
        *("responsable", "indicador", "estado"),
    ),
    _DeUnRiesgo,
    ModelSQL,
    ModelView,
):
    __name__ = "paac.accion"
    __string__ = "Acción"
    _rec_name = "descripcion"
