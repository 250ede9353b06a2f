"""Los bloques del árbol neutro: lo que un documento dice y en qué orden.

Documento → Parte → Marco
→ Titulo | Parrafo | Tabla → Fila → Celda | Salto | Indice | Grafico
"""

import itertools
from typing import Literal

import attrs

from paac_reportes.maqueta.contenidos import Contenido
from paac_reportes.maqueta.estilos import ESTILO_DE_LEYENDA, estilo_de_titulo
from paac_reportes.maqueta.medida.medidas import Mm

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
