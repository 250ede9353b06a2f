"""Los nodos del árbol neutro: lo que un documento dice y en qué orden, sin saber para qué programa.

    Documento → Parte → Marco
                      → Titulo | Parrafo | Tabla → Fila → Celda | Salto | Indice | Grafico

Un texto es ``str``, o una tupla de tramos cuando lleva un campo de página o una imagen.
"""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal, Self, assert_never

import attrs

from paac_reportes.maqueta.estilos import Estilo, estilo_de_titulo
from paac_reportes.maqueta.medida.medidas import Mm


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


@attrs.frozen
class Enfasis:
    """Un texto en negrita o en cursiva dentro de otro."""

    texto: str
    negrita: bool = False
    cursiva: bool = False


Tramo = str | Enfasis | Campo | Imagen
Contenido = str | tuple[Tramo, ...]


def solo_texto(contenido: Contenido) -> str:
    """El contenido sin sus campos ni imágenes."""
    if isinstance(contenido, str):
        return contenido
    return "".join(map(_texto, contenido))


def _texto(tramo: Tramo) -> str:
    match tramo:
        case str():
            return tramo
        case Enfasis():
            return tramo.texto
        case Campo() | Imagen():
            return ""
        case _:
            assert_never(tramo)


Operacion = Literal["promedio", "suma"]


@attrs.frozen
class Resumen:
    """De qué celdas de su columna sale una cifra."""

    operacion: Operacion
    grupos: tuple[tuple[int, int], ...]
    """Sus filas en la tabla, de una a otra sin incluirla; con varios, el promedio de los suyos."""


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


@attrs.frozen
class Parrafo:
    """Un párrafo suelto."""

    contenido: Contenido
    estilo: str = "texto"


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


@attrs.frozen(kw_only=True)
class Pagina:
    """Papel y márgenes, en milímetros; el ancho y el alto ya tienen en cuenta la orientación."""

    ancho: Mm
    alto: Mm
    superior: Mm
    inferior: Mm
    izquierdo: Mm
    derecho: Mm
    encabezado: Mm
    """Del borde del papel al encabezado; lo mismo abajo, al pie."""

    @property
    def ancho_util(self) -> Mm:
        """Entre márgenes."""
        return Mm(self.ancho - self.izquierdo - self.derecho)

    @property
    def alto_util(self) -> Mm:
        """Entre márgenes."""
        return Mm(self.alto - self.superior - self.inferior)

    @property
    def horizontal(self) -> bool:
        """Si el papel está apaisado."""
        return self.ancho > self.alto


@attrs.frozen(kw_only=True)
class Metadatos:
    """Propiedades del archivo; sin fecha no se escribe ninguna."""

    titulo: str
    asunto: str = ""
    autor: str = ""
    palabras_clave: str = ""
    idioma: str = "es-CO"
    fecha: date | None = None


Lado = Literal["izquierda", "centro", "derecha"]
Medio = Literal["documento", "libro"]
"""Seguido, como en Word, o repartido en hojas, como en Excel."""


@attrs.frozen(kw_only=True)
class AjustesDeHoja:
    """Lo que sólo tiene sentido en una hoja de cálculo."""

    bloque: Tabla | None = None
    """Encabezado en celdas, repetido al imprimir."""
    encabezado: dict[Lado, Contenido] = attrs.Factory(dict)
    pie: dict[Lado, Contenido] = attrs.Factory(dict)
    primera: tuple[dict[Lado, Contenido], dict[Lado, Contenido]] | None = None
    """El encabezado y el pie de la primera página, si no son los de las demás."""
    repetir_rotulos: bool = True
    """Poner los rótulos de una tabla otra vez donde empieza cada página impresa."""


@attrs.frozen(kw_only=True)
class PrimeraPagina:
    """El encabezado y el pie de la primera página de una parte, si no son los de las demás."""

    encabezado: Tabla | None = None
    pie: Tabla | None = None


@attrs.frozen(kw_only=True)
class Marco:
    """La página de una parte y lo que se repite en cada una."""

    pagina: Pagina
    encabezado: Tabla | None = None
    pie: Tabla | None = None
    primera: PrimeraPagina | None = None
    hoja: AjustesDeHoja = AjustesDeHoja()


@attrs.frozen
class Parte:
    """Un tramo con su propia página: una sección en un documento, y en un libro una hoja."""

    nombre: str
    bloques: tuple[Bloque, ...]
    marco: Marco


@attrs.frozen(kw_only=True)
class Documento:
    """El documento entero: lo único que un escritor necesita."""

    metadatos: Metadatos
    estilos: dict[str, Estilo]
    partes: tuple[Parte, ...]
