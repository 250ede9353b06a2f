"""Lo que una oficina reporta de una fila en un corte."""

from sql import Null
from sql.conditionals import Case
from trytond.i18n import gettext
from trytond.model import Check, ModelSQL, ModelView, Unique, fields, sequence_ordered
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.pyson import Bool, Eval
from trytond.transaction import without_check_access

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import Comprobado
from trytond_paac.modelos.rotulos import columnas, rotulo


class EnUnCorte(sequence_ordered("secuencia", "Orden")):
    """Lo que se dice en un corte: cerrado, ya no se agrega, no se cambia y no se borra."""

    __slots__ = ()
    _de_quien = "corte"
    """El campo que dice de qué corte es, o de quién que lo sabe."""

    @classmethod
    def create(cls, nuevos):
        # Antes que los permisos: quien llega tarde debe saber que el corte se cerró.
        cls._comprobar_abiertos([nuevo.get(cls._de_quien) for nuevo in nuevos])
        return super().create(nuevos)

    @classmethod
    def write(cls, *args):
        for registros in args[::2]:
            cls._comprobar(registros)
        super().write(*args)

    @classmethod
    def delete(cls, registros):
        cls._comprobar(registros)
        super().delete(registros)

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        if mode == "write" and cls._de_quien in (field_names or ()):  # al que se pasó
            cls._comprobar(records)

    @classmethod
    def _comprobar(cls, registros):
        with without_check_access():
            cls._comprobar_abiertos([getattr(r, cls._de_quien) for r in cls.browse(registros)])

    @classmethod
    def _comprobar_abiertos(cls, duenos):
        Corte = Pool().get("paac.corte")
        Dueno = Pool().get(getattr(cls, cls._de_quien).model_name)
        with without_check_access():
            suyos = [Dueno(dueno) for dueno in duenos if dueno is not None]
            cortes = suyos if Dueno is Corte else [dueno.corte for dueno in suyos]
        Corte.comprobar_que_no_estan_cerrados(cortes)


class Seguimiento(columnas(paac.modelo.Seguimiento), Comprobado, EnUnCorte, ModelSQL, ModelView):
    __name__ = "paac.seguimiento"
    __string__ = "Seguimiento"

    corte = fields.Many2One("paac.corte", "Corte", required=True, ondelete="CASCADE")
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
    evidencias = fields.One2Many("paac.evidencia", "seguimiento", "Evidencias")
    dependencia = fields.Function(
        fields.Many2One("paac.dependencia", "Dependencia"),
        "get_dependencia",
        searcher="search_dependencia",
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cuantas = Case((tabla.actividad == Null, 0), else_=1) + Case(
            (tabla.tramite == Null, 0), else_=1
        )
        por_corte = {
            fila: Unique(tabla, getattr(tabla, fila), tabla.corte)
            for fila in ("actividad", "tramite")
        }
        cls._sql_constraints += [
            ("de_una_fila", Check(tabla, cuantas == 1), "paac.msg_de_una_fila"),
            *((f"{f}_y_corte", una, "paac.msg_uno_por_corte") for f, una in por_corte.items()),
        ]

    @property
    def fila(self):
        """La actividad o el trámite de que es."""
        return self.actividad or self.tramite

    @classmethod
    def camino_al_plan(cls):
        """El de una búsqueda."""
        return "corte.plan"

    def get_dependencia(self, name):
        dependencia = self.fila.dependencia
        return dependencia.id if dependencia else None

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
        for suyo in seguimientos:
            if suyo.fila.de_que_plan != suyo.corte.plan:
                raise ValidationError(gettext("paac.msg_corte_de_otro_plan", fila=suyo.rec_name))


class Evidencia(EnUnCorte, ModelSQL, ModelView):
    __name__ = "paac.evidencia"
    __string__ = "Evidencia"
    _rec_name = "texto"
    _de_quien = "seguimiento"

    seguimiento = fields.Many2One(
        "paac.seguimiento", "Seguimiento", required=True, ondelete="CASCADE"
    )
    texto = fields.Text(rotulo("Seguimiento", "texto"), help="Un texto o una dirección web.")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("seguimiento")

    @classmethod
    def camino_al_plan(cls):
        """El de una búsqueda."""
        return "seguimiento.corte.plan"
