"""Lo que una oficina reporta de una fila en un corte."""

from sql import Null
from sql.conditionals import Case
from trytond.i18n import gettext
from trytond.model import Check, ModelSQL, ModelView, Unique, fields, sequence_ordered
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pool import Pool
from trytond.pyson import Bool, Eval
from trytond.transaction import Transaction, without_check_access

from trytond_paac.modelos.rotulos import rotulo

ESTADOS = [
    (None, ""),
    ("cumplida", "Cumplida"),
    ("en_proceso", "En proceso"),
    ("sin_avance", "Sin avance"),
    ("no_aplica", "No aplica"),
    ("sin_reporte", "Sin reporte"),
]
RESULTADOS = [
    (None, ""),
    ("verificada", "Verificada"),
    ("parcial", "Verificada en parte"),
    ("no_verificada", "No verificada"),
]
_DE_QUE_ES = frozenset({"actividad", "tramite", "corte"})
"""Lo que dice de qué fila y de qué corte es."""


class Seguimiento(sequence_ordered("secuencia", "Orden"), ModelSQL, ModelView):
    __name__ = "paac.seguimiento"
    __string__ = "Seguimiento"

    actividad = fields.Many2One(
        "paac.actividad",
        "Actividad",
        ondelete="CASCADE",
        states={"invisible": Bool(Eval("tramite")), "required": ~Eval("tramite")},
    )
    tramite = fields.Many2One(
        "paac.tramite",
        "Trámite",
        ondelete="CASCADE",
        states={"invisible": Bool(Eval("actividad")), "required": ~Eval("actividad")},
    )
    corte = fields.Many2One("paac.corte", "Corte", required=True, ondelete="CASCADE")
    texto = fields.Text(rotulo("Seguimiento", "texto"))
    avance = fields.Numeric(
        "Avance (%)",
        domain=["OR", ("avance", "=", None), [("avance", ">=", 0), ("avance", "<=", 100)]],
        help="De 0 a 100; en blanco, si se desconoce, que no es 0.",
    )
    estado = fields.Selection(ESTADOS, "Estado", sort=False, translate=False)
    evidencias = fields.One2Many("paac.evidencia", "seguimiento", "Evidencias")
    observaciones = fields.Text(rotulo("Seguimiento", "observaciones"))
    monitoreo = fields.Text(rotulo("Seguimiento", "monitoreo"))
    observaciones_monitoreo = fields.Text(rotulo("Seguimiento", "observaciones_monitoreo"))
    resultado = fields.Selection(RESULTADOS, "Verificación", sort=False, translate=False)
    nota = fields.Text(rotulo("Verificacion", "nota"))
    extras = fields.Dict("paac.extra", "Datos propios")
    dependencia = fields.Function(
        fields.Many2One("paac.dependencia", "Dependencia"),
        "get_dependencia",
        searcher="search_dependencia",
    )
    estado_corte = fields.Function(
        fields.Selection("get_estados_corte", "Estado del corte"), "on_change_with_estado_corte"
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        uno = Case((tabla.actividad == Null, 0), else_=1) + Case(
            (tabla.tramite == Null, 0), else_=1
        )
        cls._sql_constraints += [
            ("de_una_fila", Check(tabla, uno == 1), "paac.msg_de_una_fila"),
            (
                "actividad_y_corte",
                Unique(tabla, tabla.actividad, tabla.corte),
                "paac.msg_uno_por_corte",
            ),
            (
                "tramite_y_corte",
                Unique(tabla, tabla.tramite, tabla.corte),
                "paac.msg_uno_por_corte",
            ),
        ]
        cerrado = Eval("estado_corte") == "cerrado"
        for nombre in (
            *("actividad", "tramite", "corte", "texto", "avance", "estado", "evidencias"),
            *(
                "observaciones",
                "monitoreo",
                "observaciones_monitoreo",
                "resultado",
                "nota",
                "extras",
            ),
        ):
            getattr(cls, nombre).states["readonly"] = cerrado

    @classmethod
    def get_estados_corte(cls):
        return Pool().get("paac.corte").estado.selection

    @fields.depends("corte", "_parent_corte.estado")
    def on_change_with_estado_corte(self, name=None):
        return self.corte.estado if self.corte else None

    @property
    def fila(self):
        """La actividad o el trámite de que es."""
        return self.actividad or self.tramite

    def get_dependencia(self, name):
        suya = self.fila.dependencia
        return suya.id if suya else None

    @classmethod
    def search_dependencia(cls, name, clause):
        campo, *resto = clause
        return ["OR", (f"actividad.{campo}", *resto), (f"tramite.{campo}", *resto)]

    def get_rec_name(self, name):
        return f"{self.fila.rec_name} ({self.corte.rec_name})"

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("actividad.rec_name", *clause[1:]), ("tramite.rec_name", *clause[1:])]

    @classmethod
    def validate(cls, seguimientos):
        super().validate(seguimientos)
        for seguimiento in seguimientos:
            fila = seguimiento.fila
            if fila.de_que_plan != seguimiento.corte.plan:
                raise ValidationError(gettext("paac.msg_corte_de_otro_plan", fila=fila.rec_name))

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        cls._comprobar_cortes(records)

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        if mode == "write" and "corte" in (field_names or ()):  # al que se pasó
            cls._comprobar_cortes(records)

    @classmethod
    def write(cls, *args):
        acciones = iter(args)
        for seguimientos, valores in zip(acciones, acciones, strict=True):
            if valores.keys() & _DE_QUE_ES:
                cls._comprobar_de_quien_es(seguimientos)
        super().write(*args)

    @classmethod
    def delete(cls, seguimientos):
        cls._comprobar_de_quien_es(seguimientos)
        super().delete(seguimientos)

    @classmethod
    def _comprobar_de_quien_es(cls, seguimientos):
        """``AccessError`` si alguno lleva lo que quien lo borra o lo mueve no puede escribir.

        Lo que no se deja escribir tampoco se quita con su registro ni se pasa a otra fila: los
        permisos de cada campo dicen también quién lo borra.
        """
        if not Transaction().check_access:
            return
        Acceso = Pool().get("ir.model.field.access")
        suyos = Acceso.get_access([cls.__name__])[cls.__name__]
        ajenos = sorted(campo for campo, permiso in suyos.items() if not permiso["delete"])
        with without_check_access():
            for seguimiento in cls.browse(seguimientos):
                for campo in ajenos:
                    if getattr(seguimiento, campo):
                        fila, dato = seguimiento.fila.rec_name, cls.__names__(campo)["field"]
                        raise AccessError(
                            gettext("paac.msg_lleva_lo_de_otros", fila=fila, dato=dato)
                        )

    @classmethod
    def _comprobar_cortes(cls, seguimientos):
        Corte = Pool().get("paac.corte")
        Corte.comprobar_que_no_estan_cerrados([s.corte for s in seguimientos])


class Evidencia(sequence_ordered("secuencia", "Orden"), ModelSQL, ModelView):
    __name__ = "paac.evidencia"
    __string__ = "Evidencia"
    _rec_name = "texto"

    seguimiento = fields.Many2One(
        "paac.seguimiento", "Seguimiento", required=True, ondelete="CASCADE"
    )
    texto = fields.Text(rotulo("Seguimiento", "texto"), help="Un texto o una dirección web.")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("seguimiento")

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        cls._comprobar_cortes(records)

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        if mode == "write" and "seguimiento" in (field_names or ()):
            cls._comprobar_cortes(records)

    @classmethod
    def _comprobar_cortes(cls, evidencias):
        Corte = Pool().get("paac.corte")
        Corte.comprobar_que_no_estan_cerrados([e.seguimiento.corte for e in evidencias])
