"""Las claves de ``formato.toml`` como las escribe quien hace un formato en un programa."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Required, TypedDict

from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.modelo.periodos import Periodicidad


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
