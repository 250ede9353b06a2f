"""Lo que una hoja de datos lleva cuando alguien va a escribir en ella."""

from datetime import date
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.errores import ErrorDeMaqueta

LETRAS_DE_UN_MENSAJE = 255
"""Las que Excel muestra al señalar una celda, o al rechazar lo que se escribió en ella."""


@attrs.frozen(kw_only=True)
class Opciones:
    """Lo que se puede escoger de una lista."""

    valores: tuple[str, ...]
    otras: bool = False
    """Si además se puede escribir otra cosa: la lista sólo propone."""


@attrs.frozen(kw_only=True)
class Limites:
    """De dónde a dónde, ambos incluidos; ``None`` no limita por ese lado."""

    clase: Literal["entero", "numero", "fecha", "letras"]
    """``letras``: cuántas tiene el texto."""
    minimo: int | Decimal | date | None = None
    maximo: int | Decimal | date | None = None


Regla = Opciones | Limites


@attrs.frozen(kw_only=True)
class Progreso:
    """«12 de 40», siempre al día: las filas que tienen algo en todas esas columnas."""

    antes: str
    """Lo que se lee antes de las cifras: ``Filas con seguimiento: ``."""
    columnas: tuple[str, ...]
    """Por su rótulo."""


@attrs.frozen(kw_only=True)
class Renglon:
    """Uno de los que van sobre la tabla, a lo ancho de sus primeras columnas."""

    contenido: str | Progreso
    estilo: Literal["titulo", "texto", "nota"] = "texto"


@attrs.frozen(kw_only=True)
class Pintado:
    """Un relleno que aparece y se va solo: en las celdas en blanco, o en las filas completas."""

    cuando: Literal["falta", "completa"]
    """``completa``: si todas esas columnas tienen algo."""
    columnas: tuple[str, ...]
    """Las que se miran, que son las que se pintan; por su rótulo."""
    relleno: str


def mensaje_corto(_objeto: object, campo: "attrs.Attribute[str]", texto: str) -> None:
    """Validador: cabe en lo que Excel muestra junto a una celda; si no, ``ErrorDeMaqueta``."""
    if len(texto.encode("utf-16-le")) // 2 > LETRAS_DE_UN_MENSAJE:
        motivo = f"pasa de {LETRAS_DE_UN_MENSAJE} letras: {texto[:40]!r}…"
        raise ErrorDeMaqueta(f"{campo.name} de una columna {motivo}")


@attrs.frozen(kw_only=True)
class CeldaConRegla:
    """Una celda que admite otra cosa que las demás de su columna."""

    fila: int
    """Desde 0."""
    columna: str
    """Por su rótulo."""
    regla: Regla
    ayuda: str = attrs.field(default="", validator=mensaje_corto)


@attrs.frozen(kw_only=True)
class Llenado:
    """Cómo se llena una hoja de datos."""

    arriba: tuple[Renglon, ...] = ()
    preparadas: int = 0
    """Filas en blanco al final, con todo lo que las demás tienen para llenarse."""
    protegida: bool = False
    """Si sólo se escribe en las columnas abiertas y en las filas preparadas; sin contraseña."""
    ejemplos: tuple[int, ...] = ()
    """Las filas que muestran cómo se llena, desde 0."""
    fijas: int = 0
    """Columnas de la izquierda que quedan a la vista al desplazarse."""
    pintados: tuple[Pintado, ...] = ()
    celdas: tuple[CeldaConRegla, ...] = ()

    @property
    def fila_de_rotulos(self) -> int:
        """La de la hoja donde van los rótulos, desde 1."""
        return len(self.arriba) + 1
