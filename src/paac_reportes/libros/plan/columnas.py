"""Las columnas de cada hoja del libro: qué dato guardan, cómo se llaman y qué admiten.

Las comparten quien escribe el libro y quien lo lee.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import Limites, Opciones, Regla
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo import Estado, Resultado

CLASE = "plan"
"""La del libro, en su propiedad ``paac.clase``."""

INSTRUCCIONES, PLAN, COMPONENTES = "Instrucciones", "Plan", "Componentes"
ACTIVIDADES, TRAMITES = "Actividades", "Trámites"
FIRMAS, CAMBIOS, TEXTOS, IMAGENES = "Firmas", "Control de cambios", "Textos", "Imágenes"
HOJAS = (PLAN, COMPONENTES, ACTIVIDADES, TRAMITES, FIRMAS, CAMBIOS, TEXTOS, IMAGENES)
"""Las que se leen."""

NOTAS = "paac.notas"
"""Una columna oculta con lo que las celdas no pueden decir de su fila; nunca textos del plan.

Un dato por renglón: el de un texto que está y no dice nada (``actividad.meta``); ``actividad``,
``subcomponente`` o ``tramite``, que lo hay aunque todo esté en blanco; ``sin_componente``, que no
tiene; ``componente#1``, el segundo que se llama igual; ``seguimiento@2026-04-30``, los cortes que
no van en el orden de las columnas o no traen nada.
"""
EN_EL_LIBRO = "(guardada en este libro: {})"
"""Lo que se lee donde va una imagen que el libro ya trae."""
SIGUE = " (sigue)"
"""Lo que se agrega a la clave de un texto que pasa de lo que cabe en una celda."""


_ANCHO = Mm(35)


@attrs.frozen(kw_only=True)
class ColumnaDelLibro:
    """Un dato del plan y la columna donde está."""

    dato: str
    """``actividad.meta``; el de un seguimiento, con su corte: ``seguimiento.texto@2026-04-30``."""
    rotulo: str
    ancho: Mm = _ANCHO
    clase: Dato = "texto"
    regla: Regla | None = None
    ayuda: str = ""
    reproche: str = ""
    tono: str | None = None
    otros: tuple[str, ...] = ()
    """Otros nombres con que se la reconoce."""


def _texto(dato: str, rotulo: str, ancho: float, ayuda: str = "") -> ColumnaDelLibro:
    return ColumnaDelLibro(dato=dato, rotulo=rotulo, ancho=Mm(ancho), ayuda=ayuda)


def _opciones(nombres: Iterable[str]) -> Opciones:
    return Opciones(valores=tuple(nombre.replace("_", " ").capitalize() for nombre in nombres))


ESTADOS, RESULTADOS = _opciones(Estado), _opciones(Resultado)
_LISTA_DE_OPCIONES = "Escoja una opción de la lista."
_FECHA = (
    "Como la dice el plan: 30/04/2026, «Mensual», «Marzo a octubre»… Queda a la letra; si es"
    " imposible, se avisa."
)

ACTIVIDADES_O_TRAMITES = Opciones(valores=("Trámites", "Intercambios"))

DE_LA_DEPENDENCIA = ColumnaDelLibro(
    dato="dependencia.nombre",
    rotulo="Dependencia",
    ancho=Mm(38),
    ayuda="La oficina responsable. En blanco si el plan va sólo por componentes.",
    otros=("oficina", "secretaría"),
)
DEL_COMPONENTE = (
    ColumnaDelLibro(
        dato="componente.numero",
        rotulo="N.º",
        ancho=Mm(11),
        clase="numero",
        regla=Limites(clase="entero", minimo=0, maximo=999),
        reproche="Se espera el número del componente: un entero de 0 a 999.",
        otros=("número del componente", "no"),
    ),
    ColumnaDelLibro(
        dato="componente.nombre",
        rotulo="Componente",
        ancho=Mm(45),
        ayuda="Uno de los de la hoja Componentes, escrito igual.",
        otros=("nombre del componente",),
    ),
)
DE_ACTIVIDADES = (
    ColumnaDelLibro(
        dato="subcomponente.nombre",
        rotulo="Subcomponente o proceso",
        ancho=Mm(38),
        otros=("subcomponente", "proceso"),
    ),
    _texto("actividad.codigo", "Código", 21, "Como texto: 1.10 no es 1.1."),
    ColumnaDelLibro(
        dato="actividad.descripcion",
        rotulo="Actividad",
        ancho=Mm(65),
        otros=("actividades", "descripción", "actividad programada"),
    ),
    ColumnaDelLibro(
        dato="actividad.meta", rotulo="Meta o producto", ancho=Mm(45), otros=("meta", "producto")
    ),
    ColumnaDelLibro(
        dato="actividad.indicador", rotulo="Indicador", ancho=Mm(38), otros=("indicadores",)
    ),
    ColumnaDelLibro(
        dato="actividad.responsable", rotulo="Responsable", ancho=Mm(38), otros=("responsables",)
    ),
    ColumnaDelLibro(
        dato="actividad.fecha_programada",
        rotulo="Fecha programada",
        ancho=Mm(30),
        ayuda=_FECHA,
        otros=("fecha",),
    ),
    ColumnaDelLibro(
        dato="actividad.fecha_inicio",
        rotulo="Fecha de inicio",
        ancho=Mm(24),
        ayuda="Sólo donde el plan da dos fechas en lugar de una.",
        otros=("inicio", "fecha inicial"),
    ),
    ColumnaDelLibro(
        dato="actividad.fecha_fin",
        rotulo="Fecha de fin",
        ancho=Mm(24),
        otros=("fin", "fecha final"),
    ),
)


def _de_tramite(campo: str, rotulo: str, ancho: float = 32, ayuda: str = "") -> ColumnaDelLibro:
    return _texto(f"tramite.{campo}", rotulo, ancho, ayuda)


DE_TRAMITES = (
    ColumnaDelLibro(
        dato="lista",
        rotulo="Tabla",
        ancho=Mm(22),
        regla=ACTIVIDADES_O_TRAMITES,
        ayuda="Trámites, o Intercambios si es un intercambio de información con otra entidad.",
        reproche=_LISTA_DE_OPCIONES,
    ),
    _de_tramite("numero", "Número", 16),
    _de_tramite(
        "codigo_suit", "Código SUIT", 20, "El del Sistema Único de Información de Trámites."
    ),
    _de_tramite("nombre", "Trámite, proceso o procedimiento", 50),
    _de_tramite("tipo", "Tipo", 24),
    _de_tramite("estado", "Estado del trámite", 24),
    _de_tramite("tipo_racionalizacion", "Tipo de racionalización"),
    _de_tramite("accion", "Acción específica de racionalización", 38),
    _de_tramite("situacion_actual", "Situación actual", 45),
    _de_tramite("mejora", "Mejora por implementar", 45),
    _de_tramite("beneficio", "Beneficio al ciudadano o la entidad", 45),
    _de_tramite("responsable", "Responsable"),
    _de_tramite("fecha_inicio", "Fecha de inicio", 24, _FECHA),
    _de_tramite("fecha_fin", "Fecha de fin", 24),
    _de_tramite("fecha_implementacion", "Fecha de implementación", 26),
    _de_tramite("justificacion", "Justificación", 38),
    _de_tramite("fecha_programada", "Fecha programada", 26),
)
DE_SEGUIMIENTO = (
    ColumnaDelLibro(
        dato="seguimiento.texto", rotulo="Seguimiento", ancho=Mm(60), otros=("avance reportado",)
    ),
    ColumnaDelLibro(
        dato="seguimiento.avance",
        rotulo="Avance (%)",
        ancho=Mm(24),
        clase="numero",
        regla=Limites(clase="numero", minimo=0, maximo=100),
        ayuda="De 0 a 100. En blanco si no se conoce, que no es lo mismo que 0.",
        reproche="Se espera un número de 0 a 100.",
        otros=("avance", "% de avance", "porcentaje de avance"),
    ),
    ColumnaDelLibro(
        dato="seguimiento.estado",
        rotulo="Estado",
        ancho=Mm(24),
        regla=ESTADOS,
        ayuda=_LISTA_DE_OPCIONES,
        reproche=_LISTA_DE_OPCIONES,
    ),
    ColumnaDelLibro(
        dato="seguimiento.evidencias",
        rotulo="Evidencias",
        ancho=Mm(58),
        ayuda="Textos o direcciones web, cada una en un renglón de la celda (Alt+Intro).",
        otros=("evidencia", "soportes"),
    ),
    _texto("seguimiento.observaciones", "Observaciones", 45),
    ColumnaDelLibro(dato="seguimiento.monitoreo", rotulo="Monitoreo", ancho=Mm(45)),
    _texto("seguimiento.observaciones_monitoreo", "Observaciones del monitoreo", 38),
    ColumnaDelLibro(
        dato="seguimiento.verificacion.resultado",
        rotulo="Verificación",
        ancho=Mm(24),
        regla=RESULTADOS,
        ayuda="Lo que control interno halló al buscar las evidencias.",
        reproche=_LISTA_DE_OPCIONES,
    ),
    ColumnaDelLibro(
        dato="seguimiento.verificacion.nota", rotulo="Nota de la verificación", ancho=Mm(38)
    ),
)
SIEMPRE = frozenset(
    f"seguimiento.{campo}" for campo in ("texto", "avance", "estado", "evidencias", "observaciones")
)
"""Lo que todo corte tiene en el libro; lo demás, si el plan lo trae."""

DE_COMPONENTES = (
    _texto(
        "dependencia.nombre_corto",
        "Nombre corto de la dependencia",
        32,
        "Con el que se la nombra donde hay poco lugar: una hoja, un gráfico.",
    ),
    ColumnaDelLibro(
        dato="componente.etiqueta_seguimiento",
        rotulo="Rótulo del seguimiento",
        ancho=Mm(45),
        ayuda="El de la columna de seguimiento en esta tabla, si no es el del formato.",
    ),
)
DE_FIRMAS = (
    ColumnaDelLibro(
        dato="rol",
        rotulo="Rol",
        regla=Opciones(valores=("Elaboró", "Revisó", "Aprobó", "Vo. Bo."), otras=True),
        ayuda="Elaboró, revisó, aprobó…",
    ),
    ColumnaDelLibro(dato="nombre", rotulo="Nombre", ancho=Mm(50)),
    ColumnaDelLibro(dato="cargo", rotulo="Cargo", ancho=Mm(50)),
    ColumnaDelLibro(dato="nota", rotulo="Nota", ancho=Mm(50)),
    ColumnaDelLibro(
        dato="imagen",
        rotulo="Imagen de la firma",
        ancho=Mm(45),
        ayuda="El nombre de un archivo PNG o JPEG que esté junto a este libro.",
        otros=("imagen", "firma"),
    ),
)
DE_CAMBIOS = (
    ColumnaDelLibro(dato="version", rotulo="Versión", ancho=Mm(25)),
    ColumnaDelLibro(dato="fecha", rotulo="Fecha", ancho=Mm(30)),
    ColumnaDelLibro(
        dato="razon",
        rotulo="Razón del cambio",
        ancho=Mm(110),
        otros=("razón", "descripción del cambio"),
    ),
)
DE_TEXTOS = (
    ColumnaDelLibro(
        dato="clave",
        rotulo="Clave",
        ancho=Mm(45),
        ayuda="Cuál párrafo del informe es: la orden «formatos CODIGO» dice las que usa.",
    ),
    ColumnaDelLibro(dato="texto", rotulo="Texto", ancho=Mm(150)),
)
DE_IMAGENES = (
    ColumnaDelLibro(dato="clave", rotulo="Imagen", ancho=Mm(40)),
    ColumnaDelLibro(dato="trozo", rotulo="Contenido", ancho=Mm(60)),
)
DEL_PLAN = (
    ColumnaDelLibro(dato="dato", rotulo="Dato", ancho=Mm(60)),
    ColumnaDelLibro(dato="valor", rotulo="Valor", ancho=Mm(90)),
    ColumnaDelLibro(dato="ayuda", rotulo="Qué es", ancho=Mm(100), otros=("explicación",)),
)


def en_corte(columna: ColumnaDelLibro, corte: date, tono: str | None = None) -> ColumnaDelLibro:
    """La misma columna, de los seguimientos de un corte."""
    return attrs.evolve(
        columna,
        dato=f"{columna.dato}@{corte.isoformat()}",
        rotulo=f"{corte:%d/%m}/{corte.year:04d}: {columna.rotulo}",
        tono=tono,
    )
