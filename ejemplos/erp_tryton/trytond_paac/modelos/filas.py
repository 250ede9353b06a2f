"""Las filas de la matriz: actividades y trámites."""

from trytond.model import ModelSQL, ModelView, fields, sequence_ordered

from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.modelos.rotulos import rotulo

_A_LA_LETRA = "Como está en el plan, a la letra."


class _Fila(DeUnPlan, sequence_ordered("secuencia", "Orden")):
    __slots__ = ()
    dependencia = fields.Function(
        fields.Many2One("paac.dependencia", "Dependencia"),
        "get_dependencia",
        searcher="search_dependencia",
    )
    extras = fields.Dict("paac.extra", "Datos propios")

    @classmethod
    def search_dependencia(cls, name, clause):
        campo, *resto = clause
        return [(f"{cls._del_componente}.{campo}", *resto)]


class Actividad(_Fila, ModelSQL, ModelView):
    __name__ = "paac.actividad"
    __string__ = "Actividad"
    _de_quien = "subcomponente"
    _del_componente = "subcomponente.componente"

    subcomponente = fields.Many2One(
        "paac.subcomponente", "Subcomponente", required=True, ondelete="CASCADE"
    )
    codigo = fields.Text(rotulo("Actividad", "codigo"))
    descripcion = fields.Text(rotulo("Actividad", "descripcion"))
    meta = fields.Text(rotulo("Actividad", "meta"))
    indicador = fields.Text(rotulo("Actividad", "indicador"))
    responsable = fields.Text(rotulo("Actividad", "responsable"))
    fecha_programada = fields.Text(
        rotulo("Actividad", "fecha_programada"), help="Como está en el plan, a la letra."
    )
    fecha_inicio = fields.Text(rotulo("Actividad", "fecha_inicio"))
    fecha_fin = fields.Text(rotulo("Actividad", "fecha_fin"))
    seguimientos = fields.One2Many("paac.seguimiento", "actividad", "Seguimientos")

    def get_dependencia(self, name):
        suya = self.subcomponente.componente.dependencia
        return suya.id if suya else None

    def get_rec_name(self, name):
        partes = (self.codigo, self.descripcion or self.meta)
        return " ".join(filter(None, partes)) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("codigo", *clause[1:]), ("descripcion", *clause[1:])]


class Tramite(_Fila, ModelSQL, ModelView):
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
    numero = fields.Text(rotulo("Tramite", "numero"))
    codigo_suit = fields.Text(rotulo("Tramite", "codigo_suit"))
    nombre = fields.Text(rotulo("Tramite", "nombre"))
    tipo = fields.Text(rotulo("Tramite", "tipo"))
    estado = fields.Text(rotulo("Tramite", "estado"))
    tipo_racionalizacion = fields.Text(rotulo("Tramite", "tipo_racionalizacion"))
    accion = fields.Text(rotulo("Tramite", "accion"))
    situacion_actual = fields.Text(rotulo("Tramite", "situacion_actual"))
    mejora = fields.Text(rotulo("Tramite", "mejora"))
    beneficio = fields.Text(rotulo("Tramite", "beneficio"))
    responsable = fields.Text(rotulo("Tramite", "responsable"))
    fecha_inicio = fields.Text(rotulo("Tramite", "fecha_inicio"))
    fecha_fin = fields.Text(rotulo("Tramite", "fecha_fin"))
    fecha_implementacion = fields.Text(rotulo("Tramite", "fecha_implementacion"))
    justificacion = fields.Text(rotulo("Tramite", "justificacion"))
    fecha_programada = fields.Text(
        rotulo("Tramite", "fecha_programada"), help="Como está en el plan, a la letra."
    )
    seguimientos = fields.One2Many("paac.seguimiento", "tramite", "Seguimientos")

    @classmethod
    def default_clase(cls):
        return "tramites"

    def get_dependencia(self, name):
        suya = self.componente.dependencia
        return suya.id if suya else None

    def get_rec_name(self, name):
        return " ".join(filter(None, (self.numero, self.nombre))) or str(self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("numero", *clause[1:]), ("nombre", *clause[1:])]
