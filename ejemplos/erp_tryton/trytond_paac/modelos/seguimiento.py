"""Lo que una oficina reporta de una fila en un corte."""

from sql import Null
from sql.conditionals import Case
from trytond.model import Check, ModelSQL, ModelView, Unique, fields
from trytond.pyson import Bool, Eval

import paac_reportes as paac
from trytond_paac.modelos.reportado import DeUnSeguimiento, Reportado
from trytond_paac.modelos.rotulos import columnas, rotulo


class Seguimiento(columnas(paac.modelo.Seguimiento), Reportado, ModelSQL, ModelView):
    __name__ = "paac.seguimiento"
    __string__ = "Seguimiento"
    _de_que_es = frozenset({"actividad", "tramite", "corte"})

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
        cls._sql_constraints += [
            ("de_una_fila", Check(tabla, cuantas == 1), "paac.msg_de_una_fila"),
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

    @property
    def fila(self):
        """La actividad o el trámite de que es."""
        return self.actividad or self.tramite

    def get_dependencia(self, name):
        dependencia = self.fila.dependencia
        return dependencia.id if dependencia else None

    @classmethod
    def search_dependencia(cls, name, clause):
        campo, *resto = clause
        return ["OR", (f"actividad.{campo}", *resto), (f"tramite.{campo}", *resto)]

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("actividad.rec_name", *clause[1:]), ("tramite.rec_name", *clause[1:])]


class Evidencia(DeUnSeguimiento, ModelSQL, ModelView):
    __name__ = "paac.evidencia"
    __string__ = "Evidencia"
    _rec_name = "texto"

    seguimiento = fields.Many2One(
        "paac.seguimiento", "Seguimiento", required=True, ondelete="CASCADE"
    )
    texto = fields.Text(rotulo("Seguimiento", "texto"), help="Un texto o una dirección web.")
