"""Contenido de un párrafo o de una celda: su texto, o sus tramos.

Un contenido es ``str``, o una tupla de tramos cuando lleva un campo, un enlace o una imagen.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import groupby
from typing import Literal, Self, assert_never

import attrs

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.medida.tipografia import Mm


class CampoCalculado(Enum):
    """Un número que calcula el programa que muestra el documento."""

    PAGINA = "página"
    PAGINAS = "páginas"


@clases.frozen
class Imagen:
    """Una imagen PNG o JPEG dentro de un texto, con su alto; el ancho guarda la proporción."""

    datos: bytes = attrs.field(repr=False)
    clase: Literal["png", "jpeg"]
    texto_alternativo: str
    ancho: Mm
    alto: Mm

    def reducida(self, ancho_maximo: Mm) -> Self:
        """Imagen igual que no pasa de ese ancho y guarda la proporción."""
        parte = min(1.0, ancho_maximo / self.ancho)
        return attrs.evolve(self, ancho=Mm(self.ancho * parte), alto=Mm(self.alto * parte))


@clases.frozen
class Enfasis:
    """Un texto en negrita o en cursiva dentro de otro."""

    texto: str
    negrita: bool = False
    cursiva: bool = False
    color: str | None = None
    """``RRGGBB``, en el papel, si no es el del texto que lo rodea."""


@clases.frozen
class Enlace:
    """Un texto que lleva a una dirección web, siempre ``http`` o ``https``."""

    texto: str
    direccion: str


ESPACIO_DURO = "\xa0"
"""Espacio que un programa no deja al final de un renglón: entre un nombre y su número."""


_NEXO = expresion(r"\b(?i:al?|con|del?|e[ln]?|l[ao]s?|[ouy]|por) (?=\S)")


def con_nexos_pegados(texto: str) -> str:
    """«Plan y de Atención» → sus nexos van con lo que sigue: ningún renglón termina en «y de»."""
    return _NEXO.sub(lambda nexo: f"{nexo[0][:-1]}{ESPACIO_DURO}", texto)


@clases.frozen
class NumeroDeLeyenda:
    """``Tabla 6``, en la leyenda de lo que nombra: en Word, un campo que sigue las ediciones."""

    clase: str
    """``Tabla`` o ``Figura``: cada una lleva su cuenta."""
    numero: int
    ancla: str = ""
    """Nombre con que se llega a la leyenda, ``tabla_6``, si algún texto la nombra."""

    @property
    def delante(self) -> str:
        """Palabra que va antes del número, con el espacio duro que no la aparta de él."""
        return f"{self.clase}{ESPACIO_DURO}"

    @property
    def texto(self) -> str:
        """``Tabla 6``."""
        return f"{self.delante}{self.numero}"


@clases.frozen
class Remision:
    """El nombre de otra parte del documento, que lleva a ella: ``Tabla 6``, ``4.2``."""

    texto: str
    ancla: str
    """Ancla de esa parte."""
    dice: Literal["leyenda", "numero", "titulo", "pagina"]
    """Qué se escribe de esa parte: el número de su leyenda, el de su título, el título o su página.

    De la página se escribe ``página 38``; donde no hay páginas, el texto.
    """


LA_PAGINA = f"página{ESPACIO_DURO}"
"""Palabra que va antes del número con que se remite a una página."""


@clases.frozen
class Barra:
    """Un pedazo de una barra dentro de una celda: dibuja una cuenta que está escrita al lado.

    No dice nada que los números de su fila no digan: quien lee en voz alta no la encuentra.
    """

    largo: Mm
    color: str
    """``RRGGBB`` o, mientras el formato no lo diga, la cuenta que dibuja: ``terminadas``."""


Tramo = str | Enfasis | Enlace | NumeroDeLeyenda | Remision | CampoCalculado | Imagen | Barra
Contenido = str | tuple[Tramo, ...]


def solo_texto(contenido: Contenido) -> str:
    """El contenido como texto: el de sus tramos, sin campos ni imágenes."""
    if isinstance(contenido, str):
        return contenido
    texto = ""
    for tramo in contenido:
        texto += tramo if isinstance(tramo, str) else _texto_del_tramo(tramo)
    return texto


def barras_en(contenido: Contenido) -> list["Barra"]:
    """Las barras que un contenido dibuja; ninguna en un texto."""
    return [] if isinstance(contenido, str) else [t for t in contenido if isinstance(t, Barra)]


def con_textos_unidos(tramos: Iterable[Tramo]) -> Iterator[Tramo]:
    """``("a", "", "b", énfasis, "c")`` → ``("ab", énfasis, "c")``: los textos seguidos, en uno."""
    for es_texto, seguidos in groupby(tramos, lambda tramo: isinstance(tramo, str)):
        if not es_texto:
            yield from seguidos
        elif texto := "".join(map(str, seguidos)):
            yield texto


def se_parte(contenido: Contenido) -> bool:
    """Si un contenido puede seguir en otra celda: una imagen y un campo van enteros en la suya."""
    enteros = (CampoCalculado, Imagen, Barra)
    return isinstance(contenido, str) or not any(isinstance(tramo, enteros) for tramo in contenido)


def lleva_negrita(tramos: Iterable[Tramo]) -> bool:
    """Si algún tramo va en negrita."""
    return any(isinstance(tramo, Enfasis) and tramo.negrita for tramo in tramos)


def en_trozos(contenido: Contenido, trozos: Iterable[str]) -> list[Contenido]:
    """El contenido partido por donde se partió su texto; un enlace partido sigue siéndolo."""
    if isinstance(contenido, str):
        return list(trozos)
    partidos: list[Contenido] = []
    desde = 0
    for trozo in trozos:
        partidos.append(tuple(_tramos_entre(contenido, desde, desde + len(trozo))))
        desde += len(trozo)
    return partidos


def _tramos_entre(tramos: Iterable[Tramo], desde: int, hasta: int) -> Iterator[Tramo]:
    """Los tramos, o sus pedazos, que van de una letra a otra, contadas desde 0."""
    inicio = 0
    for tramo in tramos:
        texto = _texto_del_tramo(tramo)
        trozo = texto[max(desde - inicio, 0) : max(hasta - inicio, 0)]
        inicio += len(texto)
        if trozo:
            yield _con_texto(tramo, trozo)


def _con_texto(tramo: Tramo, texto: str) -> Tramo:
    """Tramo de la misma clase con sólo un pedazo de su texto."""
    match tramo:
        case str():
            return texto
        case Enfasis() | Enlace() | Remision():
            return attrs.evolve(tramo, texto=texto)
        case NumeroDeLeyenda():  # partido ya no es uno
            return tramo if texto == tramo.texto else texto
        case CampoCalculado() | Imagen() | Barra():
            return tramo
        case _:
            assert_never(tramo)


def _texto_del_tramo(tramo: Tramo) -> str:
    """Texto que se lee de un tramo; vacío, el de una imagen, un campo o una barra."""
    match tramo:
        case str():
            return tramo
        case Enfasis() | Enlace() | NumeroDeLeyenda() | Remision():
            return tramo.texto
        case CampoCalculado() | Imagen() | Barra():
            return ""
        case _:
            assert_never(tramo)


class ConTramos(str):
    """Un texto con sus tramos ya hechos: un nombre en negrita, o los pedazos de una barra."""

    __slots__ = ("tramos",)
    tramos: tuple[Tramo, ...]

    def __new__(cls, tramos: Iterable[Tramo]) -> Self:
        """El texto que se lee en ellos; en blanco si sólo se ven."""
        juntos = tuple(tramos)
        nuevo = super().__new__(cls, solo_texto(juntos) or ESPACIO_DURO)
        nuevo.tramos = juntos
        return nuevo


Operacion = Literal[
    "promedio", "suma", "promedio_de_promedios", "cuenta", "minimo", "maximo", "mediana"
]
"""``promedio_de_promedios``: primero el de cada grupo, y después el de ellos."""


@clases.frozen
class Resumen:
    """De qué celdas de su columna sale una cifra."""

    operacion: Operacion
    grupos: tuple[tuple[int, int], ...]
    """Filas que suma, por grupos, sin la última de cada par: ``((0, 4), (5, 9))``."""


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

    def con_texto(self, texto: str) -> "Cifra":
        """Cifra con el mismo valor, escrita de otro modo."""
        return Cifra(texto, self.valor, self.resumen)


MIL = 1000
"""El largo de una barra entera, en las partes en que se mide."""


class ConBarra(Cifra):
    """Una cifra con una barra debajo, tan larga como ella ante la mayor de su columna.

    La barra no dice nada que la cifra no diga: quien lee en voz alta no la encuentra.
    """

    __slots__ = ("parte", "tope")
    parte: int
    """Parte de la barra que va llena, de 0 a ``MIL``."""
    tope: Decimal
    """Valor de la barra entera."""

    @classmethod
    def de(cls, cifra: Cifra, tope: Decimal) -> Self:
        """Cifra con su barra, de largo ``cifra / tope``; la de un número negativo, de ninguno."""
        barra = cls(cifra, cifra.valor, cifra.resumen)
        barra.parte = int(max(Decimal(0), min(cifra.valor / tope, Decimal(1))) * MIL)
        barra.tope = tope
        return barra

    def con_texto(self, texto: str) -> "ConBarra":
        """Cifra escrita de otro modo, con su barra."""
        return self.de(super().con_texto(texto), self.tope)


def barra_de(contenido: Contenido) -> int:
    """Largo de la barra que un contenido lleva debajo, de 0 a ``MIL``; 0, si no lleva ninguna."""
    return contenido.parte if isinstance(contenido, ConBarra) else 0


class Dia(str):
    """Una fecha como se lee con palabras, que recuerda qué día es.

    Un documento escribe el texto; una hoja de cálculo guarda la fecha y la muestra como el texto.
    """

    __slots__ = ("forma", "valor")
    valor: date
    forma: Literal["larga", "mes"]

    def __new__(cls, texto: str, valor: date, forma: Literal["larga", "mes"]) -> Self:
        """El texto, su día y cómo está escrito: ``larga``, con el día; ``mes``, sin él."""
        dia = super().__new__(cls, texto)
        dia.valor, dia.forma = valor, forma
        return dia


class Copia(str):
    """Texto que repite el de otra celda de su fila, más a la izquierda.

    Una hoja de cálculo la escribe como una fórmula: cambia con ella, y de vuelta no se lee.
    """

    __slots__ = ()


class SinDato(str):
    """Texto de un dato que no se sabe o no aplica (``sin dato``), que recuerda que lo es.

    Una columna que no dice otra cosa no dice nada, se escriba como se escriba.
    """

    __slots__ = ()


def con_su_valor(texto: str, valor: Decimal | None) -> str:
    """El texto con el número que es, que en una hoja de cálculo va sin redondear."""
    return SinDato(texto) if valor is None else Cifra(texto, valor)


CONTINUA = ("(continúa)", "(cont.)")
"""Cómo se dice que algo viene de la página anterior; lo segundo, donde no cabe lo primero."""
_LETRAS_DE_LO_QUE_SIGUE = 120
"""Letras, cuando más, del nombre de lo que sigue."""


def que_sigue(
    nombre: str, letras: int = _LETRAS_DE_LO_QUE_SIGUE, continua: str = CONTINUA[0]
) -> str:
    """``Hacienda (continúa)``: de un nombre largo, las palabras que quepan en ``letras``."""
    breve = " ".join(nombre.split())
    if len(breve) > letras:
        breve = f"{breve[:letras].rpartition(' ')[0] or breve[: letras - 1]}…"
    return f"{breve} {continua}".strip()


PREFIJO_DE_MARCA = "_paac_"
"""Comienzo de una marca en un archivo; Word no muestra un marcador que empiece por ``_``."""
