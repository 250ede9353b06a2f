"""Documento como una persona lo ve al abrirlo: textos y tablas, sin lo que significan.

DocumentoVisto → ParteVista → TextoVisto | TablaVista → CeldaVista
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, Self
from urllib.parse import unquote

import attrs

from paac_reportes import clases
from paac_reportes.columnas import letra_de_columna
from paac_reportes.decimales import con_su_ruido
from paac_reportes.errores import Aviso
from paac_reportes.opc.presupuesto import Presupuesto

# ------------------------------------------------------------------ los enlaces


_ESQUEMA = re.compile(r"(?:https?|mailto|tel):(?://)?", re.IGNORECASE)
_EN_CAMPO = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_EN_FORMULA = re.compile(
    r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"(?P<a>(?:[^"]|"")+)"\s*[,;)]', re.IGNORECASE
)
_LLAMA = re.compile(r"HYPERLINK\(", re.IGNORECASE)


@clases.frozen
class EnlaceExterno:
    """Un texto que lleva fuera del archivo, a una dirección que él no dice."""

    texto: str
    """Texto que se ve."""
    direccion: str


def enlace(texto: str, direccion: str) -> EnlaceExterno | None:
    """Enlace de un texto a una dirección; ninguno si el texto ya la dice."""
    direccion = direccion.strip()
    if not direccion or _sin_adornos(direccion) in _sin_adornos(texto):
        return None
    return EnlaceExterno(texto.strip(), direccion)


def _sin_adornos(texto: str) -> str:
    """La dirección sin lo que un programa le pone o le quita al enlazarla."""
    sin_esquema = _ESQUEMA.sub("", unquote(texto))
    return "".join(sin_esquema.split()).casefold().rstrip("/")


def direccion_de_campo(instruccion: str) -> str:
    """Dirección de ``HYPERLINK "https://…"``; vacía si el campo es otro o lleva al documento."""
    coincidencia = _EN_CAMPO.match(instruccion)
    return coincidencia[1] if coincidencia else ""


def direccion_de_formula(formula: str) -> str | None:
    """Dirección de ``HYPERLINK("https://…"; "Ver")``; vacía si no hay; ``None``, calculada."""
    coincidencia = _EN_FORMULA.match(formula)
    if coincidencia is not None:
        direccion = coincidencia["a"].replace('""', '"')
        return "" if direccion.startswith("#") else direccion
    return None if _LLAMA.search(formula) else ""


def con_direcciones_al_lado(texto: str, enlaces: Sequence[EnlaceExterno]) -> str:
    """El texto con cada dirección entre paréntesis tras las palabras enlazadas.

    ``Vea el plan aquí.``, con «el plan» enlazado → ``Vea el plan (https://…) aquí.``
    """
    if not enlaces:
        return texto
    trozos: list[str] = []
    desde = 0
    for enlace, siguiente in zip(enlaces, [*enlaces[1:], None], strict=True):
        if siguiente is not None and siguiente.direccion == enlace.direccion:
            continue  # un programa partió lo enlazado: la dirección va tras el último trozo
        lugar = texto.find(enlace.texto, desde) if enlace.texto else -1
        hasta = len(texto) if lugar < 0 else lugar + len(enlace.texto)
        direccion = f"({enlace.direccion})"
        trozos += [texto[desde:hasta], " " if texto[:hasta].strip() else "", direccion]
        desde = hasta
    return "".join((*trozos, texto[desde:]))


# ------------------------------------------------------------------ lo que se ve


PREFIJO_DE_MARCA = "_paac_"
"""Comienzo de lo nuestro que va escondido: un marcador de Word, un texto de una hoja."""


class PorCiento(Decimal):
    """El número que guarda una celda cuyo formato lo muestra por cien: 0,5 es «50 %»."""


class Mes(date):
    """Mes que muestra una celda que no dice el día: «oct-20» guarda el 1 de octubre de 2020."""


class LugarDelArchivo(str):
    """Dónde está algo, como se dice: ``tabla 7, fila 3, columna 2``, ``hoja «Salud», celda F14``.

    Es ese texto, y sabe de qué se hizo: nadie lo vuelve a partir. Lo da ``TablaVista.lugar_de``.
    """

    __slots__ = ("columna", "fila", "tabla")
    tabla: str
    """``tabla 7`` u ``hoja «Salud»``."""
    fila: int | None
    """Fila como la ve una persona, desde 1; ``None`` si el lugar es toda una columna."""
    columna: int | str | None
    """Número de columna en una tabla, desde 1, o letra en una hoja; ``None`` si es toda una
    fila."""

    @classmethod
    def de(cls, texto: str, tabla: str, columna: int | str | None = None) -> Self:
        """El lugar de una tabla o de una columna entera, que se dice con ese texto."""
        lugar = cls(texto)
        lugar.tabla, lugar.fila, lugar.columna = tabla, None, columna
        return lugar

    @property
    def en_su_tabla(self) -> str:
        """El lugar dentro de su tabla: ``fila 3, columna 2`` o ``celda F14``."""
        return self[len(self.tabla) + 2 :]

    @property
    def alrededor(self) -> str:
        """Lugar que lo contiene: la fila de una celda de Word, la hoja de una de Excel."""
        es_de_word = self.fila is not None and isinstance(self.columna, int)
        return f"{self.tabla}, fila {self.fila}" if es_de_word else self.tabla


@clases.frozen(eq=False)
class CeldaVista:
    """Una celda; la combinada con otras es una sola, y está en cada lugar que cubre."""

    texto: str
    """Texto de la celda como se lee, con sus renglones; vacío si está en blanco."""
    fila: int
    """Fila de su esquina en la tabla, desde 0; lo mismo la columna."""
    columna: int
    valor: Decimal | date | None = None
    """Valor que guarda una hoja de cálculo en lugar de un texto."""
    cuantas_filas: int = 1
    """Filas que cubre desde su esquina."""
    cuantas_columnas: int = 1
    """Columnas que cubre desde su esquina."""
    destacada: bool = False
    """Si va en negrita o con relleno, como suele ir un rótulo."""
    enlaces: tuple[EnlaceExterno, ...] = ()
    """Enlaces de sus textos que llevan a una dirección que ellos no dicen."""

    @property
    def dia(self) -> date | None:
        """Día que la celda muestra, si guarda una fecha; la que se ve «oct-20» no dice cuál."""
        valor = self.valor
        return valor if isinstance(valor, date) and not isinstance(valor, Mes) else None

    @property
    def numero(self) -> Decimal | None:
        """Número que la celda guarda, o ``None``; si su formato muestra por cien, de 0 a 100."""
        if not isinstance(self.valor, Decimal):
            return None
        # El ``+ 0`` deshace el 5E+1 en que ``normalize`` deja un 50.
        por_cien = isinstance(self.valor, PorCiento)
        return con_su_ruido((self.valor * 100).normalize() + 0 if por_cien else self.valor)

    @property
    def con_direcciones(self) -> str:
        """Texto de la celda con la dirección a que lleva: ``Ver carpeta (https://…)``."""
        return con_direcciones_al_lado(self.texto, self.enlaces)


@clases.frozen
class TablaDeAdentro:
    """Una tabla de Word que va en una celda de otra, donde también se lee como texto."""

    celda: tuple[int, int]
    """Fila y columna de la celda, desde 0."""
    texto: str
    """Texto suyo en la celda."""
    tabla: "TablaVista"


SE_LEYO_COMO_TEXTO = "trae otra tabla dentro; se leyó como texto de la celda"


@clases.frozen(eq=False)
class TablaVista:
    """Una tabla de Word, o todo lo escrito en una hoja de un libro."""

    lugar: str
    """``tabla 7`` u ``hoja «Salud»``."""
    filas: tuple[tuple[CeldaVista | None, ...], ...]
    """Filas igual de largas; ``None`` donde no hay celda. La combinada está en todo lo que
    cubre."""
    filas_ocultas: frozenset[int] = frozenset()
    columnas_ocultas: frozenset[int] = frozenset()
    filas_de_rotulos: int = 0
    """Cuántas filas, de las primeras, repite el documento en cada página."""
    marcas: Mapping[int, str] = attrs.Factory(dict)
    """Nombre del marcador escondido de cada fila que lo lleva, sin lo que lo distingue de otros."""
    primera: tuple[int, int] | None = None
    """Fila y columna de la hoja donde empieza, desde 0; ``None`` en un Word."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    """Las celdas que son una fórmula, de las que se ve el resultado que guardan, si lo hay; en un
    Word, las que traen un campo que no lo guarda."""
    tachadas: frozenset[tuple[int, int]] = frozenset()
    """Las celdas cuyo texto va tachado de principio a fin."""
    colores: Mapping[tuple[int, int], str] = attrs.Factory(dict)
    """Relleno, si se ve, de las celdas de un libro que dicen algo: distingue uno de otro."""
    ayudas: Mapping[tuple[int, int], str] = attrs.Factory(dict)
    """Título de la ayuda de las celdas de un libro que tienen una propia."""
    adentro: tuple[TablaDeAdentro, ...] = ()
    """Las tablas de Word que van en sus celdas."""

    def lugar_de(self, fila: int, columna: int | None = None) -> LugarDelArchivo:
        """Lugar de una celda o de una fila de la tabla, que se dan desde 0.

        ``columna``: con ``None``, el lugar es toda la fila.
        """
        primera_fila, primera_columna = self.primera or (0, 0)
        numero = primera_fila + fila + 1
        if columna is None:
            lugar = LugarDelArchivo(f"{self.lugar}, fila {numero}")
            lugar.columna = None
        elif self.primera is None:
            lugar = LugarDelArchivo(f"{self.lugar}, fila {numero}, columna {columna + 1}")
            lugar.columna = columna + 1
        else:
            letra = letra_de_columna(primera_columna + columna + 1)
            lugar = LugarDelArchivo(f"{self.lugar}, celda {letra}{numero}")
            lugar.columna = letra
        lugar.tabla, lugar.fila = self.lugar, numero
        return lugar

    def lugar_de_columna(self, columna: int) -> LugarDelArchivo:
        """Lugar de una columna, desde 0: ``tabla 7, columna 3`` u ``hoja «Salud», columna F``."""
        _, primera_columna = self.primera or (0, 0)
        numero = primera_columna + columna + 1
        nombre = numero if self.primera is None else letra_de_columna(numero)
        return LugarDelArchivo.de(f"{self.lugar}, columna {nombre}", self.lugar, nombre)


@clases.frozen
class TextoVisto:
    """Un párrafo fuera de las tablas."""

    texto: str
    lugar: str
    nivel: int | None = None
    """0 el título del documento, del 1 en adelante los de sus partes; ``None`` si no es título."""
    enlaces: tuple[EnlaceExterno, ...] = ()
    marca: str = ""
    """El nombre del marcador escondido que lleva, como el de una fila (``TablaVista.marcas``)."""


@clases.frozen(kw_only=True)
class ParteVista:
    """Una hoja de un libro; un documento de Word es una sola."""

    nombre: str = ""
    oculta: bool = False
    bloques: tuple[TextoVisto | TablaVista, ...]


@clases.frozen
class DatoMarcado:
    """Texto de un documento de Word entre dos marcas nuestras."""

    marca: str
    """``h3_c0s1a2``: el número de su dato, y de quién es."""
    texto: str
    lugar: str


@clases.frozen(kw_only=True)
class DocumentoVisto:
    """Un documento entero."""

    tipo: Literal["docx", "xlsx"]
    partes: tuple[ParteVista, ...]
    encabezados: tuple[str, ...] = ()
    """Los textos de los encabezados y pies de página, sin repetir."""
    encabezados_marcados: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """La marca de cada fila suya que la lleva, y lo que dicen sus celdas."""
    propiedades: Mapping[str, str] = attrs.Factory(dict)
    """Propiedades que le puso el programa que lo escribió (``docProps/custom.xml``)."""
    marcados: tuple[DatoMarcado, ...] = ()
    """Los datos de un cuerpo diseñado en Word, en su orden."""
    avisos: tuple[Aviso, ...] = ()
    """Cosas que el documento trae y aquí no se ven: cambios sin aceptar, cuadros de texto…"""
    presupuesto: Presupuesto = attrs.field(factory=Presupuesto, repr=False, eq=False)
    """Presupuesto de lectura que queda, para quien lo entienda."""

    def tablas(self) -> Iterator[TablaVista]:
        """Tablas de todas las partes, en su orden."""
        for parte in self.partes:
            yield from (bloque for bloque in parte.bloques if isinstance(bloque, TablaVista))

    def texto_en(self, lugar: str) -> str:
        """El texto de una celda, o los de una fila, por su lugar; vacío si el lugar es otro."""
        if not isinstance(lugar, LugarDelArchivo) or lugar.fila is None:
            return ""
        tabla = next(tabla for tabla in self.tablas() if tabla.lugar == lugar.tabla)
        fila = lugar.fila - 1 - (tabla.primera or (0, 0))[0]
        celdas = {
            celda: celda.texto
            for columna, celda in enumerate(tabla.filas[fila])
            if celda and lugar.columna in {None, tabla.lugar_de(fila, columna).columna}
        }
        return " | ".join(filter(None, celdas.values()))
