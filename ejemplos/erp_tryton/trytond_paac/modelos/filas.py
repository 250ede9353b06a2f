"""Las filas de la matriz: actividades y trámites."""

from trytond.model import ModelSQL, ModelView, fields, sequence_ordered


class _Fila(sequence_ordered("secuencia", "Orden")):
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
    _del_componente = "subcomponente.componente"

    subcomponente = fields.Many2One(
        "paac.subcomponente", "Subcomponente", required=True, ondelete="CASCADE"
    )
    codigo = fields.Text("Código")
    descripcion = fields.Text("Actividad")
    meta = fields.Text("Meta o producto")
    indicador = fields.Text("Indicador")
    responsable = fields.Text("Responsable")
    fecha_programada = fields.Text("Fecha programada", help="Como está en el plan, a la letra.")
    fecha_inicio = fields.Text("Fecha de inicio")
    fecha_fin = fields.Text("Fecha de fin")
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
    _del_componente = "componente"

    componente = fields.Many2One("paac.componente", "Componente", required=True, ondelete="CASCADE")
    clase = fields.Selection(
        [("tramites", "Trámite"), ("intercambios", "Intercambio de información")],
        "Clase",
        required=True,
        sort=False,
        translate=False,
    )
    numero = fields.Text("Número")
    codigo_suit = fields.Text("Código SUIT")
    nombre = fields.Text("Nombre")
    tipo = fields.Text("Tipo")
    estado = fields.Text("Estado")
    tipo_racionalizacion = fields.Text("Tipo de racionalización")
    accion = fields.Text("Acción de racionalización")
    situacion_actual = fields.Text("Situación actual")
    mejora = fields.Text("Mejora por realizar")
    beneficio = fields.Text("Beneficio al ciudadano")
    responsable = fields.Text("Responsable")
    fecha_inicio = fields.Text("Fecha de inicio")
    fecha_fin = fields.Text("Fecha de fin")
    fecha_implementacion = fields.Text("Fecha de implementación")
    justificacion = fields.Text("Justificación")
    fecha_programada = fields.Text("Fecha programada", help="Como está en el plan, a la letra.")
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
