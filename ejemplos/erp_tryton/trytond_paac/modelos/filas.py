"""Las filas de la matriz: actividades y trámites."""

from trytond.model import ModelSQL, ModelView, fields

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import EnOrden
from trytond_paac.modelos.rotulos import columnas, rotulo

_A_LA_LETRA = "Como está en el plan, a la letra."


class _Fila(EnOrden):
    __slots__ = ()
    dependencia = fields.Function(
        fields.Many2One("paac.dependencia", "Dependencia"),
        "get_dependencia",
        searcher="search_dependencia",
    )

    @classmethod
    def search_dependencia(cls, name, clause):
        campo, *resto = clause
        return [(f"{cls._del_componente}.{campo}", *resto)]


class Actividad(columnas(paac.modelo.Actividad), _Fila, ModelSQL, ModelView):
    __name__ = "paac.actividad"
    __string__ = "Actividad"
    _de_quien = "subcomponente"
    _del_componente = "subcomponente.componente"

    subcomponente = fields.Many2One(
        "paac.subcomponente", "Subcomponente", required=True, ondelete="CASCADE"
    )
    fecha_programada = fields.Text(rotulo("Actividad", "fecha_programada"), help=_A_LA_LETRA)
    seguimientos = fields.One2Many("paac.seguimiento", "actividad", "Seguimientos")

    def get_dependencia(self, name):
        dependencia = self.subcomponente.componente.dependencia
        return dependencia.id if dependencia else None

    def get_rec_name(self, name):
        partes = (self.codigo, self.descripcion or self.meta)
        return " ".join(filter(None, partes)) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("codigo", *clause[1:]), ("descripcion", *clause[1:])]


class Tramite(columnas(paac.modelo.Tramite), _Fila, ModelSQL, ModelView):
    __name__ = "paac.tramite"
    __string__ = "Trámite"
    _de_quien = "componente"
    _del_componente = "componente"

    componente = fields.Many2One("paac.componente", "Componente", required=True, ondelete="CASCADE")
    clase = fields.Selection(
        [("tramites", "Trámite"), ("intercambios", "Intercambio de información")],
        "Clase",
        required=True,
        sort=False,
        translate=False,
    )
    fecha_programada = fields.Text(rotulo("Tramite", "fecha_programada"), help=_A_LA_LETRA)
    seguimientos = fields.One2Many("paac.seguimiento", "tramite", "Seguimientos")

    @classmethod
    def default_clase(cls):
        return "tramites"

    def get_dependencia(self, name):
        dependencia = self.componente.dependencia
        return dependencia.id if dependencia else None

    def get_rec_name(self, name):
        return " ".join(filter(None, (self.numero, self.nombre))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("numero", *clause[1:]), ("nombre", *clause[1:])]
