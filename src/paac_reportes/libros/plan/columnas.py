"""Las columnas de cada hoja del libro: qué dato guardan, cómo se llaman y qué admiten.

Las comparten quien escribe el libro y quien lo lee. De ellas, lo que dice el catálogo; las de las
hojas de la matriz; y las demás.
"""

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import Limites, Opciones, Regla
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo import (
    Estado,
    EstadoDeRecomendacion,
    OrigenDeRecomendacion,
    Resultado,
)
from paac_reportes.modelo.campos import Catalogo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.plano import en_plano

CLASE = "plan"
"""La del libro, en su propiedad ``paac.clase``."""

INSTRUCCIONES, PLAN, COMPONENTES = "Instrucciones", "Plan", "Componentes"
ACTIVIDADES, TRAMITES = "Actividades", "Trámites"
RECOMENDACIONES = "Recomendaciones"
FIRMAS, CAMBIOS, TEXTOS, IMAGENES = "Firmas", "Control de cambios", "Textos", "Imágenes"

MAPA = "Mapa de riesgos"
"""La primera de las del mapa, si el libro lo lleva."""
CON_MAPA = "paac.mapa"
"""La propiedad del libro que lo lleva."""

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
_ANCHOS: Mapping[str, float] = {
    "dependencia.nombre": 38,
    "dependencia.nombre_corto": 32,
    "componente.numero": 11,
    "componente.nombre": 45,
    "componente.etiqueta_seguimiento": 45,
    "subcomponente.nombre": 38,
    "actividad.codigo": 21,
    "actividad.descripcion": 65,
    "actividad.meta": 45,
    "actividad.indicador": 38,
    "actividad.responsable": 38,
    "actividad.fecha_programada": 30,
    "actividad.fecha_inicio": 24,
    "actividad.fecha_fin": 24,
    "tramite.numero": 16,
    "tramite.codigo_suit": 20,
    "tramite.nombre": 50,
    "tramite.tipo": 24,
    "tramite.estado": 24,
    "tramite.tipo_racionalizacion": 32,
    "tramite.accion": 38,
    "tramite.situacion_actual": 45,
    "tramite.mejora": 45,
    "tramite.beneficio": 45,
    "tramite.responsable": 32,
    "tramite.fecha_inicio": 24,
    "tramite.fecha_fin": 24,
    "tramite.fecha_implementacion": 26,
    "tramite.justificacion": 38,
    "tramite.fecha_programada": 26,
    "seguimiento.texto": 60,
    "seguimiento.avance": 24,
    "seguimiento.estado": 24,
    "seguimiento.evidencias": 58,
    "seguimiento.observaciones": 45,
    "seguimiento.monitoreo": 45,
    "seguimiento.observaciones_monitoreo": 38,
    "seguimiento.verificacion.resultado": 24,
    "seguimiento.verificacion.nota": 38,
    "firma.nombre": 50,
    "firma.cargo": 50,
    "firma.nota": 50,
    "firma.imagen": 45,
    "recomendacion.id": 40,
    "recomendacion.corte": 24,
    "recomendacion.texto": 80,
    "recomendacion.responsable": 45,
    "recomendacion.origen": 24,
    "recomendacion.estado": 28,
    "recomendacion.respuesta": 65,
    "fila_recomendada.codigo": 21,
    "fila_recomendada.texto": 60,
    "cambio.version": 25,
    "cambio.fecha": 30,
    "cambio.razon": 110,
}
"""Milímetros de las que no llevan el de siempre."""


@clases.frozen(kw_only=True, slots=False)
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
    suyos: tuple[str, ...] = ()
    """Otros rótulos que son suyos: se lee sin avisar."""
    otros: tuple[str, ...] = ()
    """Otros nombres con que se la reconoce."""

    @functools.cached_property
    def suyos_en_plano(self) -> frozenset[str]:
        """Lo que, escrito en su rótulo, es suyo y de nadie más."""
        return frozenset((self.dato, *map(en_plano, (self.rotulo, *self.suyos))))

    @functools.cached_property
    def todos_en_plano(self) -> tuple[str, ...]:
        """Todo a lo que un rótulo se le puede parecer."""
        return tuple(dict.fromkeys(map(en_plano, (self.rotulo, *self.suyos, *self.otros))))


def _columnas(datos: Iterable[str], raiz: str = "") -> tuple[ColumnaDelLibro, ...]:
    """Las de unos datos del modelo; los de una hoja que es de una sola cosa van sin su ``raiz``."""
    return tuple(
        ColumnaDelLibro(
            dato=dato.removeprefix(raiz),
            rotulo=rotulo,
            ancho=Mm(_ANCHOS[dato]) if dato in _ANCHOS else _ANCHO,
            clase=CLASES_DE_CELDA.get(CATALOGO.tipo(dato), "texto"),
            regla=regla,
            ayuda=CATALOGO[dato].ayuda,
            reproche=reproche_de(regla),
            suyos=(*CATALOGO[dato].rotulos, *CATALOGO[dato].antes),
            otros=CATALOGO[dato].otros,
        )
        for dato, rotulo in CATALOGO.rotulos(datos).items()
        for regla in (regla_de(dato),)
    )


CLASES_DE_CELDA: Mapping[type, Dato] = {int: "numero", Decimal: "numero", date: "fecha"}
"""De qué es la celda de los datos que no son un texto."""


def regla_de(dato: str) -> Opciones | Limites | None:
    """Lo que la celda de un dato admite, si no es cualquier texto."""
    if opciones := CATALOGO.opciones(dato):
        es_enumeracion = issubclass(CATALOGO.tipo(dato), Enum)
        return Opciones(
            valores=tuple(map(como_opcion, opciones)) if es_enumeracion else opciones,
            otras=len(CATALOGO.tipos(dato)) > 1,
        )
    return limites_de(CATALOGO, dato)


def limites_de(catalogo: Catalogo, dato: str) -> Limites | None:
    """De dónde a dónde va un número, si su campo lo dice."""
    entre, es_entero = catalogo.limites(dato), catalogo.tipo(dato) is int
    if entre is None:
        return None
    clase: Literal["entero", "numero"] = "entero" if es_entero else "numero"
    return Limites(clase=clase, minimo=entre.minimo, maximo=entre.maximo)


def como_opcion(valor: str) -> str:
    """``en_proceso``, como se escoge: «En proceso»."""
    return valor.replace("_", " ").capitalize()


_LISTA_DE_OPCIONES = "Escoja una opción de la lista."


def reproche_de(regla: Opciones | Limites | None) -> str:
    """Lo que se lee si lo escrito no sirve."""
    if isinstance(regla, Opciones):
        return "" if regla.otras else _LISTA_DE_OPCIONES
    if regla is None:
        return ""
    numero = "entero" if regla.clase == "entero" else "número"
    return f"Se espera un {numero} de {regla.minimo} a {regla.maximo}."


ENUMERADOS: Mapping[type[StrEnum], Opciones] = {
    clase: Opciones(valores=tuple(map(como_opcion, clase)))
    for clase in (Estado, Resultado, OrigenDeRecomendacion, EstadoDeRecomendacion)
}
"""Lo que se da a escoger de cada uno."""
ACTIVIDADES_O_TRAMITES = Opciones(valores=("Trámites", "Intercambios"))
_DE_LA_LISTA = ColumnaDelLibro(
    dato="lista",
    rotulo="Tabla",
    ancho=Mm(22),
    regla=ACTIVIDADES_O_TRAMITES,
    ayuda="Trámites, o Intercambios si es un intercambio de información con otra entidad.",
    reproche=_LISTA_DE_OPCIONES,
)
_DE_LA_TABLA = ("dependencia.nombre", "componente.numero", "componente.nombre")
_DEL_SEGUIMIENTO = (
    *(
        dato
        for dato in CATALOGO.datos("seguimiento")
        if dato not in {"seguimiento.corte", "seguimiento.verificacion"}
    ),
    *CATALOGO.datos("seguimiento.verificacion"),
)


def _de_una_matriz(raices: Iterable[str]) -> tuple[ColumnaDelLibro, ...]:
    """Las de sus filas: se llaman distinto de las de su tabla y las de sus seguimientos."""
    suyos = [dato for raiz in raices for dato in CATALOGO.datos(raiz)]
    todas = _columnas((*_DE_LA_TABLA, *suyos, *_DEL_SEGUIMIENTO))
    return tuple(columna for columna in todas if columna.dato in suyos)


DE_LA_DEPENDENCIA, *DEL_COMPONENTE = _columnas(_DE_LA_TABLA)
DE_ACTIVIDADES = _de_una_matriz(("subcomponente", "actividad"))
DE_TRAMITES = (_DE_LA_LISTA, *_de_una_matriz(("tramite",)))
DE_SEGUIMIENTO = _columnas(_DEL_SEGUIMIENTO)
SIEMPRE = frozenset(dato for dato in _DEL_SEGUIMIENTO if CATALOGO[dato].reporta)
"""Lo que todo corte tiene en el libro; lo demás, si el plan lo trae."""

DE_COMPONENTES = tuple(
    columna
    for columna in _columnas((*CATALOGO.datos("dependencia"), *CATALOGO.datos("componente")))
    if columna.dato not in _DE_LA_TABLA
)


_ROLES = Opciones(valores=("Elaboró", "Revisó", "Aprobó", "Vo. Bo."), otras=True)
DE_FIRMAS = tuple(
    attrs.evolve(columna, regla=_ROLES) if columna.dato == "rol" else columna
    for columna in _columnas(CATALOGO.datos("firma"), "firma.")
)
DE_CAMBIOS = _columnas(CATALOGO.datos("cambio"), "cambio.")
DE_RECOMENDACIONES = _columnas(
    (*CATALOGO.datos("recomendacion"), *CATALOGO.datos("fila_recomendada"))
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
