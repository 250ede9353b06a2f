"""Un formato contado: a una persona, qué lleva, qué muestra cada columna y de dónde sale.

Y a quien escribe uno, qué claves admite y qué va en cada una.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Required, TypedDict

from paac_reportes.formatos.definicion.columnas import Columna, que_muestra
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.modelo.periodos import Periodicidad
from paac_reportes.textos.valores import lista

_UNIONES = {
    "nunca": "",
    "iguales": "; une las iguales",
    "blancos": "; une los blancos con el texto de arriba",
    "grupo": "; una por grupo",
}
_GUARDA = {"texto": "", "auto": "; en Excel guarda lo que sean sus valores"}
_HOJAS = {
    "dependencia": "una hoja por dependencia",
    "componente": "una hoja por componente",
    "unica": "una sola hoja",
}


def describir(formato: Formato) -> Iterator[str]:
    """Descripción de un formato para la terminal, renglón por renglón."""
    pagina = formato.pagina
    yield f"{formato.codigo}, versión {formato.version}: {formato.nombre}"
    if formato.regimenes:
        yield f"Régimen: {', '.join(formato.regimenes)}"
    if formato.entidad:
        yield f"Hecho para: {formato.entidad.nombre}"
    yield f"Página: {pagina.papel}, {pagina.lado}, {formato.familia} {pagina.tamano}"
    if formato.membrete:
        yield f"Membrete: {'; '.join(map(_pagina_escrita, formato.membrete.paginas))}"
    yield f"Excel: {_HOJAS[formato.libro.hojas]}"
    for nombre, tabla in formato.tablas.items():
        recorre = ", ".join(seccion.recorre for seccion in tabla.secciones)
        yield ""
        yield f"Tabla {nombre} ({recorre})"
        yield from map(_columna, tabla.columnas)


def _pagina_escrita(pagina: Pagina) -> str:
    lado = "horizontal" if pagina.horizontal else "vertical"
    medidas = f"{pagina.ancho:g} x {pagina.alto:g} mm, {pagina.ancho_util:g} de ancho útil"
    return f"{lado}, {medidas.replace('.', ',')}"


def _columna(columna: Columna) -> str:
    """Renglón de una columna: ancho, dato, rótulo, si une, marca y qué guarda en Excel."""
    guarda = _GUARDA.get(columna.guarda, f"; en Excel guarda {columna.guarda}")
    rotulo = " / ".join(columna.rotulo)
    union = _UNIONES[columna.une]
    marca = f"; {columna.marca} si es {lista(columna.cuando)}" if columna.marca else ""
    muestra = f"{que_muestra(columna):<32}"
    return f"  {_ancho(columna)}  {muestra} {rotulo}{union}{marca}{guarda}"


def _ancho(columna: Columna) -> str:
    """``  12 %``, o ``  auto`` con sus límites."""
    if columna.ancho != "auto":
        return f"{columna.ancho:>5} %"
    desde = f" de {columna.minimo}" if columna.minimo is not None else ""
    hasta = f" a {columna.maximo}" if columna.maximo is not None else ""
    limites = f"{desde}{hasta} %" if desde or hasta else ""
    return f"   auto{limites}"


class ClavesDeFormato(TypedDict, total=False):
    """Las claves de ``formato.toml`` con que se cambia lo que trae una matriz propia."""

    nombre: str
    version: str
    archivo: str | None
    vigente_desde: date | None
    vigente_hasta: date | None
    regimenes: Sequence[CodigoDeRegimen]
    equivalentes: Mapping[str, str]
    de: str
    entidad: Mapping[str, Any] | None
    periodicidad: Periodicidad
    metodologia: Mapping[str, Any] | None
    propiedades: Mapping[str, Any]
    en_papel: bool
    pagina: Mapping[str, Any]
    aspecto: Mapping[str, Any]
    estilos: Mapping[str, Mapping[str, Any]]
    numeracion: Mapping[str, Any] | None
    textos: Mapping[str, str]
    membrete: bytes | str | None
    encabezado: Mapping[str, Any] | None
    pie: Mapping[str, Any] | None
    primera_pagina: Mapping[str, Any] | None
    libro: Mapping[str, Any]
    cuerpo: Sequence[Mapping[str, Any]]
    cuerpo_en_word: bytes | str | None
    tablas: Mapping[str, Mapping[str, Any]]


class SubtotalDeMatriz(TypedDict, total=False):
    """Un subtotal de una matriz propia, con las claves de ``formato.toml``."""

    por: Required[str]
    rotulo: str
    banda: str
    columna: str
    resumen: Mapping[str, str | Sequence[str]]


class NumeroDeMatriz(TypedDict, total=False):
    """Cómo se escriben los números de una columna, con las claves de ``formato.toml``."""

    moneda: str | None
    """El código de la moneda, como ``COP`` o ``USD``."""
    miles: bool | Literal["auto"]
    decimales: int | None
    porcentaje: bool


class ColumnaDeMatriz(TypedDict, total=False):
    """Una columna de una matriz propia, con las claves de ``formato.toml``."""

    dato: str | Sequence[str]
    """De las filas que se dan o, con su raíz, de lo que se recorra; varios van en una celda."""
    texto: str | None
    marca: str | None
    cuando: str | Sequence[str]
    entre: str
    rotulo: Required[str | Sequence[str]]
    ancho: float | Decimal | Literal["auto"]
    minimo: float | Decimal | None
    maximo: float | Decimal | None
    horizontal: Literal["izquierda", "centro", "derecha", "justificada", "auto"]
    numero: NumeroDeMatriz | None
    mismos_decimales: bool
    fecha: Literal["larga", "mes", "corta"] | None
    guarda: Literal["texto", "numero", "fecha", "auto"]
    une: Literal["nunca", "iguales", "blancos", "grupo"]
    por_corte: bool
    omite_vacia: bool
    al_omitir: str | None
    abre_pagina: bool
    estilo: Mapping[str, Any]
    colores: (
        Literal["zona", "zona_de_riesgo", "vencido"]
        | Mapping[str, Any]
        | Sequence[Mapping[str, Any]]
    )
    barra: bool
    grafico: (
        Literal["terminadas", "vencidas_sin_reporte", "vencidas_con_reporte", "no_se_sabe"] | None
    )
    en: Sequence[Literal["documento", "libro"]]
    texto_vertical: Literal["rotulo", "celda", "ambos"] | None
    total: str | Sequence[str] | None
    """``suma``, ``promedio``…; con varios, la tabla lleva una fila de total por cada uno."""


Columnas = Mapping[str, str | Sequence[str]] | Sequence[ColumnaDeMatriz]
"""Columnas de una tabla: ``{dato: rótulo}``, o una por una."""


class TablaDeMatriz(TypedDict, total=False):
    """Tabla de una matriz propia que muestra varias."""

    titulo: str
    """Título que va sobre ella y nombra su hoja en un libro; sin él, su nombre."""
    columnas: Required[Columnas]
    total: str | None
    subtotales: Sequence[str | SubtotalDeMatriz]
    notas: Sequence[str]
    fijas: int | None
