"""Las hojas que son datos y no páginas: columnas con su clase y una fila por renglón.

Son para filtrar y contar, o para que alguien las llene (``LlenadoDeHoja``).
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, ErrorDeMaqueta, Falla
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.medida.tipografia import Mm

FILAS_DE_UNA_HOJA = 1_048_576
"""Filas que Excel admite, con las de su encabezado."""
FILAS_DE_ENCABEZADO = 2
"""Filas de encabezado, a lo sumo: la de las claves y la de los rótulos."""


def comprobar_que_caben(filas: Iterable[tuple[str, int]]) -> None:
    """``ErrorDeEntrada`` con cada ruta de más filas que las de una hoja de Excel con rótulos."""
    caben = FILAS_DE_UNA_HOJA - FILAS_DE_ENCABEZADO
    fallas = []
    for ruta, cuantas in filas:
        if cuantas > caben:
            son, admite = (f"{numero:_}".replace("_", ".") for numero in (cuantas, caben))
            motivo = f"son {son} filas, y una hoja de Excel admite {admite} con sus rótulos"
            fallas.append(Falla("no_cabe", ruta, f"{motivo}; en .csv caben todas"))
    if fallas:
        raise ErrorDeEntrada(fallas)


LETRAS_DE_UN_MENSAJE = 255
"""Letras que Excel muestra al señalar una celda, o al rechazar lo que se escribió en ella."""


@clases.frozen(kw_only=True)
class Opciones:
    """Opciones que se pueden escoger de una lista."""

    valores: tuple[str, ...]
    otras: bool = False
    """Si además se puede escribir otra cosa: la lista sólo propone."""


@clases.frozen(kw_only=True)
class Limites:
    """De dónde a dónde, ambos incluidos; ``None`` no limita por ese lado."""

    clase: Literal["entero", "numero", "fecha", "letras"]
    """``letras``: cuántas tiene el texto."""
    minimo: int | Decimal | date | None = None
    maximo: int | Decimal | date | None = None


Regla = Opciones | Limites


@clases.frozen(kw_only=True)
class Progreso:
    """«12 de 40», siempre al día: las filas que tienen algo en alguna de esas columnas."""

    antes: str
    """Texto que va antes de las cifras: ``Filas con seguimiento: ``."""
    columnas: tuple[str, ...]
    """Por su rótulo."""
    despues: str = ""
    """Texto que va tras ellas."""
    filas: int | None = None
    """Cuántas de las primeras se cuentan; todas, si no se dice."""


@clases.frozen(kw_only=True)
class Renglon:
    """Renglón que va sobre la tabla, a lo ancho de sus primeras columnas."""

    contenido: str | Progreso
    estilo: Literal["titulo", "progreso", "texto", "nota"] = "texto"


@clases.frozen(kw_only=True)
class Pintado:
    """Un relleno que aparece y se va solo: en las celdas en blanco, o en las filas completas."""

    cuando: Literal["falta", "completa"]
    """``completa``: si todas esas columnas tienen algo."""
    columnas: tuple[str, ...]
    """Columnas que se miran, que son las que se pintan; por su rótulo."""
    relleno: str


def mensaje_corto(_objeto: object, campo: "attrs.Attribute[str]", texto: str) -> None:
    """Validador: cabe en lo que Excel muestra junto a una celda; si no, ``ErrorDeMaqueta``."""
    if len(texto.encode("utf-16-le")) // 2 > LETRAS_DE_UN_MENSAJE:
        motivo = f"pasa de {LETRAS_DE_UN_MENSAJE} letras: {texto[:40]!r}…"
        raise ErrorDeMaqueta(f"{campo.name} de una columna {motivo}")


@clases.frozen(kw_only=True)
class CeldaConRegla:
    """Una celda que admite otra cosa que las demás de su columna."""

    fila: int
    """Desde 0."""
    columna: str
    """Por su rótulo."""
    regla: Regla
    ayuda: str = attrs.field(default="", validator=mensaje_corto)


@clases.frozen(kw_only=True)
class Destacada:
    """Una celda que se aparta de las de su columna, y bajo lo que guarda dice por qué."""

    fila: int
    """Desde 0."""
    columna: str
    """Por su rótulo."""
    dice: str
    """Palabra que se ve, ``vencida``, y no está en lo que la celda guarda."""


@clases.frozen(kw_only=True)
class LlenadoDeHoja:
    """Cómo se llena una hoja de datos."""

    arriba: tuple[Renglon, ...] = ()
    preparadas: int = 0
    """Filas en blanco al final, con todo lo que las demás tienen para llenarse."""
    protegida: bool = False
    """Si sólo se escribe en las columnas abiertas y en las filas preparadas; sin contraseña."""
    fijas: int = 0
    """Columnas de la izquierda que quedan a la vista al desplazarse."""
    en_cada_pagina: int = 0
    """Cuántas de ellas se repiten en cada página, si impresa es de varias de ancho."""
    impresas: int | None = None
    """Cuántas de sus primeras columnas se imprimen; todas, si no se dice."""
    pintados: tuple[Pintado, ...] = ()
    celdas: tuple[CeldaConRegla, ...] = ()
    destacadas: tuple[Destacada, ...] = ()
    con_su_fila: bool = False
    """Si la ayuda de cada celda abierta dice en qué fila salió: quien mueva la celda, la lleva."""

    @property
    def se_escribe(self) -> bool:
        """Si en la hoja se escriben filas, y no sólo se lee."""
        return self.protegida or self.preparadas > 0

    @property
    def fila_de_rotulos(self) -> int:
        """La fila de la hoja donde van los rótulos, desde 1."""
        return len(self.arriba) + 1


Valor = str | int | Decimal | date | None
"""Valor de una celda, de la clase de su columna; ``None`` es una celda en blanco."""


@clases.frozen(kw_only=True)
class ColumnaDeDatos:
    """Una columna: todo lo que guarda es de la misma clase."""

    rotulo: str
    """Su encabezado; en una hoja no se repite, ni con otras mayúsculas."""
    clave: str = ""
    """El nombre de su dato, para un programa; va sobre el rótulo, en la hoja que los lleve."""
    clase: Dato = "texto"
    ancho: Mm
    calculada: bool = False
    """Si la columna no es de los datos, sino que se calcula de ellos."""
    oculta: bool = False
    regla: Regla | None = None
    """Qué se puede escribir en ella."""
    ayuda: str = attrs.field(default="", validator=mensaje_corto)
    """Texto que se ve al señalar una de sus celdas."""
    reproche: str = attrs.field(default="", validator=mensaje_corto)
    """Texto que se ve si lo escrito no cumple la regla."""
    abierta: bool = False
    """Si, en una hoja protegida, se puede escribir en ella."""
    en_un_renglon: bool = False
    """Si muestra un renglón, y ninguna fila es más alta por ella: lo demás, al abrir la celda."""
    tono: str | None = None
    """El relleno de su rótulo, para distinguir un grupo de columnas de otro; ``RRGGBB``."""


@clases.frozen(kw_only=True)
class HojaDeDatos:
    """Una tabla de valores, para filtrar y contar o para llenar; no lleva página ni estilos."""

    nombre: str
    columnas: tuple[ColumnaDeDatos, ...]
    filas: Collection[tuple[Valor, ...]]
    """Filas con un valor por columna, en su orden; si son muchas, se arman al recorrerlas."""
    oculta: bool = False
    se_imprime: bool = False
    """Si es lo que de su libro se imprime: cada fila, con sus textos enteros."""
    fijas: int = 0
    """Cuántas de las primeras no se pierden de vista ni al imprimir: dicen cuál es la fila."""
    llenado: LlenadoDeHoja | None = None
    """Cómo se llena, si es para que alguien escriba en ella."""

    @clases.propiedad_recordada
    def encabezado(self) -> tuple[tuple[str, ...], ...]:
        """Filas de arriba de una hoja que no es para llenar: las claves, si hay, y los rótulos."""
        rotulos = tuple(columna.rotulo for columna in self.columnas)
        claves = tuple(columna.clave for columna in self.columnas)
        return (claves, rotulos) if any(claves) else (rotulos,)
