"""Los bloques del árbol neutro: lo que un documento dice y en qué orden.

    Documento → Parte → Marco
    → Titulo | Parrafo | Tabla → Fila → Celda | Salto | Indice | Grafico

Primero lo que va dentro de un párrafo o de una celda: un contenido es ``str``, o una tupla de
tramos cuando lleva un campo, un enlace o una imagen. Al final, los párrafos seguidos de una lista
como elementos (``con_listas``), y los datos de un gráfico como tabla: sus celdas en un libro, y lo
que queda si no se dibuja.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from itertools import groupby
from typing import Literal, Self, TypeVar, assert_never

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.estilos import ESTILO_DE_LEYENDA, Estilo, estilo_de_titulo
from paac_reportes.maqueta.medida.tipografia import Mm


class Campo(Enum):
    """Un número que calcula el programa que muestra el documento."""

    PAGINA = "página"
    PAGINAS = "páginas"


@attrs.frozen
class Imagen:
    """Una imagen PNG o JPEG dentro de un texto, con su alto; el ancho guarda la proporción."""

    datos: bytes = attrs.field(repr=False)
    clase: Literal["png", "jpeg"]
    texto_alternativo: str
    ancho: Mm
    alto: Mm

    def reducida(self, cabe: Mm) -> Self:
        """La misma, sin pasar de ese ancho."""
        parte = min(1.0, cabe / self.ancho)
        return attrs.evolve(self, ancho=Mm(self.ancho * parte), alto=Mm(self.alto * parte))


@attrs.frozen
class Enfasis:
    """Un texto en negrita o en cursiva dentro de otro."""

    texto: str
    negrita: bool = False
    cursiva: bool = False


@attrs.frozen
class Enlace:
    """Un texto que lleva a una dirección web, siempre ``http`` o ``https``."""

    texto: str
    direccion: str


Tramo = str | Enfasis | Enlace | Campo | Imagen
Contenido = str | tuple[Tramo, ...]


def solo_texto(contenido: Contenido) -> str:
    """El contenido sin sus campos ni imágenes."""
    if isinstance(contenido, str):
        return contenido
    return "".join(map(_texto, contenido))


def se_parte(contenido: Contenido) -> bool:
    """Si puede seguir en otra celda: una imagen y un campo van enteros en la suya."""
    return isinstance(contenido, str) or not any(isinstance(t, Campo | Imagen) for t in contenido)


def en_trozos(contenido: Contenido, trozos: Iterable[str]) -> list[Contenido]:
    """El contenido partido por donde se partió su texto; un enlace partido sigue siéndolo."""
    if isinstance(contenido, str):
        return list(trozos)
    partidos: list[Contenido] = []
    desde = 0
    for trozo in trozos:
        partidos.append(tuple(_entre(contenido, desde, desde + len(trozo))))
        desde += len(trozo)
    return partidos


def _entre(tramos: Iterable[Tramo], desde: int, hasta: int) -> Iterator[Tramo]:
    """Lo que de unos tramos queda entre dos letras de su texto."""
    inicio = 0
    for tramo in tramos:
        texto = _texto(tramo)
        suyo = texto[max(desde - inicio, 0) : max(hasta - inicio, 0)]
        inicio += len(texto)
        if suyo:
            yield _con_texto(tramo, suyo)


def _con_texto(tramo: Tramo, texto: str) -> Tramo:
    match tramo:
        case str():
            return texto
        case Enfasis() | Enlace():
            return attrs.evolve(tramo, texto=texto)
        case Campo() | Imagen():
            return tramo
        case _:
            assert_never(tramo)


def _texto(tramo: Tramo) -> str:
    match tramo:
        case str():
            return tramo
        case Enfasis() | Enlace():
            return tramo.texto
        case Campo() | Imagen():
            return ""
        case _:
            assert_never(tramo)


class ConEnlaces(str):
    """Un texto en el que hay direcciones web, que recuerda cuáles de sus tramos llevan a ellas.

    Un documento oficial escribe el texto a la letra; una página hace de esos tramos enlaces.
    """

    __slots__ = ("tramos",)
    tramos: tuple[str | Enlace, ...]

    def __new__(cls, tramos: Iterable[str | Enlace]) -> Self:
        """El texto que los tramos hacen pegados."""
        puestos = tuple(tramos)
        texto = super().__new__(cls, solo_texto(puestos))
        texto.tramos = puestos
        return texto


Operacion = Literal["promedio", "suma", "promedio_de_promedios"]
"""``promedio_de_promedios``: primero el de cada grupo, y después el de ellos."""


@attrs.frozen
class Resumen:
    """De qué celdas de su columna sale una cifra."""

    operacion: Operacion
    grupos: tuple[tuple[int, int], ...]
    """Sus filas en la tabla, de una a otra sin incluirla; entre grupo y grupo puede haber otras."""


class Cifra(str):
    """Un número como se lee, que recuerda su valor sin redondear.

    Un documento escribe el texto; una hoja de cálculo guarda el valor y lo muestra como el texto.
    """

    __slots__ = ("resumen", "valor")
    valor: Decimal
    resumen: Resumen | None

    def __new__(cls, texto: str, valor: Decimal, resumen: Resumen | None = None) -> Self:
        """El texto y su valor; con ``resumen``, una hoja de cálculo lo escribe como fórmula."""
        cifra = super().__new__(cls, texto)
        cifra.valor, cifra.resumen = valor, resumen
        return cifra


PREFIJO_DE_MARCA = "_paac_"
"""Con lo que empieza una marca en un archivo; Word no muestra un marcador que empiece por ``_``."""


@attrs.frozen
class Celda:
    """Una celda; ``columnas`` y ``filas`` dicen cuántas cubre desde su esquina."""

    contenido: Contenido
    estilo: str
    columnas: int = 1
    filas: int = 1


@attrs.frozen
class Fila:
    """Las celdas que empiezan en esta fila; las cubiertas desde arriba no se repiten."""

    celdas: tuple[Celda, ...]
    marca: str = ""
    """Un nombre que no se ve, para que un programa sepa después qué fila es.

    Letras minúsculas, cifras y guiones bajos. En Word es un marcador vacío, ``_paac_`` y la marca,
    en la primera celda que empieza en la fila; el de una marca que ya salió lleva además ``__2``,
    ``__3``… En un libro es el texto de una columna oculta, la que sigue a la última; las filas en
    que una de la tabla continúa llevan la misma con un ``+``. Los demás no la escriben.
    """


ClaseDeTabla = Literal["filas", "ficha", "firmas"]
"""Filas bajo sus rótulos, rótulos con su valor al lado, o lugares donde se firma."""


COLUMNAS_MAXIMAS = 63
"""Las que Word admite en una tabla."""


@attrs.frozen(kw_only=True)
class Tabla:
    """Una tabla: ``anchos`` son partes del ancho útil y suman 1."""

    anchos: tuple[float, ...]
    rotulos: tuple[Fila, ...] = ()
    """Filas de encabezado, que se repiten en cada página."""
    filas: tuple[Fila, ...]
    descripcion: str = ""
    """Texto alternativo."""
    filas_se_parten: bool = True
    """Si una fila puede seguir en la página siguiente."""
    va_entera: bool = False
    """Si no se corta entre páginas ni se aparta de lo que está justo antes, como las firmas."""
    resumenes: tuple[int, ...] = ()
    """Las filas que resumen las de encima, de las que no se apartan al cortar la tabla."""
    clase: ClaseDeTabla = "filas"
    titulares: tuple[int, ...] = ()
    """Las columnas que nombran su fila, para quien la oye leer: el código, no la descripción."""

    @property
    def cierre(self) -> int:
        """Cuántas de sus filas, las últimas, resumen las demás."""
        seguidas = itertools.takewhile(
            lambda fila: fila in self.resumenes, reversed(range(len(self.filas)))
        )
        return sum(1 for _ in seguidas)


def lleva_marco(tabla: Tabla, estilos: Mapping[str, Estilo]) -> bool:
    """Si va enmarcada, donde el marco es de la tabla: lo decide el estilo de sus celdas."""
    primera = (tabla.filas or tabla.rotulos)[0]
    return any(estilos[celda.estilo].bordes for celda in primera.celdas)


@attrs.frozen(kw_only=True)
class Titulo:
    """Un título; ``nivel`` 0 es el del documento y del 1 en adelante arman la navegación."""

    texto: str
    nivel: int
    en_pagina_nueva: bool = False

    @property
    def estilo(self) -> str:
        """El nombre de su estilo."""
        return estilo_de_titulo(self.nivel)


@attrs.frozen(kw_only=True)
class Lista:
    """El lugar de un párrafo en una lista; la marca la pone quien lo muestra."""

    nivel: int
    """1 en una lista, 2 en la que va dentro de otra, 3 en la de más adentro."""
    numero: int | None = None
    """El de su elemento, en una lista numerada; sin él lleva una viñeta."""
    sigue: bool = False
    """Si es otro párrafo del elemento anterior: va a su margen y sin marca."""

    @property
    def marca(self) -> str:
        """``•`` o ``1.``; nada si sigue a otro."""
        if self.sigue:
            return ""
        return "•" if self.numero is None else f"{self.numero}."


@attrs.frozen
class Parrafo:
    """Un párrafo, suelto o de una lista."""

    contenido: Contenido
    estilo: str = "texto"
    lista: Lista | None = None

    @property
    def es_leyenda(self) -> bool:
        """Si nombra la tabla o el gráfico que sigue."""
        return self.estilo == ESTILO_DE_LEYENDA

    @property
    def con_marca(self) -> Contenido:
        """Lo que dice con la marca de su lista delante, para donde no hay listas."""
        if self.lista is None or self.lista.sigue:
            return self.contenido
        marca = f"{self.lista.marca} "
        if isinstance(self.contenido, str):
            return f"{marca}{self.contenido}"
        return (marca, *self.contenido)


@attrs.frozen
class Salto:
    """Lo que sigue empieza en otra página."""


@attrs.frozen(kw_only=True)
class Indice:
    """La tabla de contenido: los títulos del documento, del nivel 1 a ``niveles``, y su página."""

    titulo: str
    niveles: int


@attrs.frozen
class Serie:
    """Los valores de una serie, uno por categoría; ``None`` es lo que se desconoce."""

    nombre: str
    valores: tuple[float | None, ...]
    color: str
    colores: tuple[str, ...] = ()
    """El de cada valor, si no es el de la serie."""


@attrs.frozen(kw_only=True)
class Grafico:
    """Un gráfico: en un documento es una imagen, y en un libro, uno propio sobre sus celdas."""

    titulo: str
    clase: Literal["barras", "apiladas", "lineas"]
    categorias: tuple[str, ...]
    series: tuple[Serie, ...]
    es_porcentaje: bool
    etiquetas: tuple[str, ...] = ()
    """Lo que se escribe junto a cada categoría: su valor y su zona."""
    texto_alternativo: str
    alto: Mm


Bloque = Titulo | Parrafo | Tabla | Salto | Indice | Grafico


_P = TypeVar("_P")


@attrs.frozen
class Elemento:
    """Un elemento: su párrafo y lo que sigue adentro, otros párrafos o listas más hondas."""

    parrafo: Parrafo
    lista: Lista
    dentro: "tuple[Parrafo | EnLista, ...]" = ()


@attrs.frozen
class EnLista:
    """Elementos seguidos de la misma clase: todos con viñeta o todos con número."""

    elementos: tuple[Elemento, ...]


def con_listas(bloques: Iterable[_P]) -> "Iterator[_P | EnLista]":
    """Los bloques, con los párrafos de lista seguidos hechos listas."""
    seguidos: list[Parrafo] = []
    for bloque in bloques:
        if isinstance(bloque, Parrafo) and bloque.lista:
            seguidos.append(bloque)
            continue
        yield from _listas(seguidos)
        seguidos = []
        yield bloque
    yield from _listas(seguidos)


def _listas(parrafos: Sequence[Parrafo]) -> Iterator[EnLista]:
    """Las listas del nivel del primero; las más hondas van dentro de sus elementos."""
    juntos: list[list[Parrafo]] = []
    for parrafo in parrafos:
        lista = _lista(parrafo)
        if juntos and (lista.sigue or lista.nivel > _lista(parrafos[0]).nivel):
            juntos[-1].append(parrafo)
        else:
            juntos.append([parrafo])
    for _, iguales in groupby(map(_elemento, juntos), lambda uno: uno.lista.numero is None):
        yield EnLista(tuple(iguales))


def _elemento(parrafos: Sequence[Parrafo]) -> Elemento:
    primero, *otros = parrafos
    lista = _lista(primero)
    dentro: list[Parrafo | EnLista] = []
    for mas_hondos, seguidos in groupby(otros, lambda otro: _lista(otro).nivel > lista.nivel):
        suyos = list(seguidos)
        dentro += _listas(suyos) if mas_hondos else suyos
    return Elemento(primero, lista, tuple(dentro))


def _lista(parrafo: Parrafo) -> Lista:
    if parrafo.lista is None:
        raise ErrorDeMaqueta("un párrafo suelto no va en una lista")
    return parrafo.lista


_ANCHO_DE_NOMBRES = 0.5
_DECIMALES = Decimal("0.01")
ESTILO_DE_VALOR = "celda-derecha-numero"


def tabla_de_datos(grafico: Grafico) -> Tabla:
    """Una fila por categoría y una columna por serie; lo que se desconoce, en blanco."""
    de_serie = (1 - _ANCHO_DE_NOMBRES) / len(grafico.series)
    rotulos = Fila(tuple(Celda(t, "rotulo") for t in ("", *(s.nombre for s in grafico.series))))
    filas = tuple(
        Fila(
            (
                Celda(nombre, "celda"),
                *(Celda(_numero(s.valores[lugar]), ESTILO_DE_VALOR) for s in grafico.series),
            )
        )
        for lugar, nombre in enumerate(grafico.categorias)
    )
    return Tabla(
        anchos=(_ANCHO_DE_NOMBRES, *(de_serie for _ in grafico.series)),
        rotulos=(rotulos,),
        filas=filas,
        descripcion=grafico.titulo,
        filas_se_parten=False,
        titulares=(0,),
    )


def _numero(valor: float | None) -> str:
    """La mitad sube, como en la etiqueta: 82,125 es 82,13 en los dos lugares."""
    if valor is None:
        return ""
    redondo = Decimal(str(valor)).quantize(_DECIMALES, ROUND_HALF_UP)
    return f"{redondo:f}".rstrip("0").rstrip(".").replace(".", ",")
