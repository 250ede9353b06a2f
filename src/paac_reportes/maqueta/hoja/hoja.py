"""Una hoja de cálculo con todo en su sitio, lista para copiar."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja, FilaDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Resumen

# ------------------------------------------------------------------ llenado
# Lo que una hoja de datos lleva cuando alguien va a escribir en ella.

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


# ------------------------------------------------------------------ de datos
# Una hoja que es datos y no página: columnas con su clase y una fila por renglón.
#
# Puede ser para filtrar y contar, o para que alguien la llene: vea ``llenado``.

Valor = str | int | Decimal | date | None
"""Lo que guarda una celda, de la clase de su columna; ``None`` es una celda en blanco."""

_FILAS_A_LA_VISTA = 2


@attrs.frozen(kw_only=True)
class ColumnaDeDatos:
    """Una columna: todo lo que guarda es de la misma clase."""

    rotulo: str
    """Su encabezado; en una hoja no se repite, ni con otras mayúsculas."""
    clase: Dato = "texto"
    ancho: Mm
    calculada: bool = False
    """Si no es de los datos: sale de ellos."""
    oculta: bool = False
    regla: Regla | None = None
    """Qué se puede escribir en ella."""
    ayuda: str = attrs.field(default="", validator=mensaje_corto)
    """Lo que se lee al señalar una de sus celdas."""
    reproche: str = attrs.field(default="", validator=mensaje_corto)
    """Lo que se lee si lo escrito no cumple la regla."""
    abierta: bool = False
    """Si, en una hoja protegida, se puede escribir en ella."""
    tono: str | None = None
    """El relleno de su rótulo, para distinguir un grupo de columnas de otro; ``RRGGBB``."""


def _columnas_en_breve(columnas: tuple[ColumnaDeDatos, ...]) -> tuple[str, ...]:
    return tuple(map(_columna_en_breve, columnas))


def _columna_en_breve(columna: ColumnaDeDatos) -> str:
    clase = "" if columna.clase == "texto" else f" {columna.clase}"
    regla = f" de {_regla_en_breve(columna.regla)}" if columna.regla else ""
    dichas = (c for c in ("calculada", "oculta", "abierta") if getattr(columna, c))
    return " ".join((f"{columna.rotulo}{clase}{regla}", *dichas))


def _regla_en_breve(regla: Regla) -> str:
    if isinstance(regla, Opciones):
        return f"{len(regla.valores)} opciones{' o más' * regla.otras}"
    return f"{regla.clase} {regla.minimo}…{regla.maximo}"


def _filas_en_breve(filas: tuple[tuple[Valor, ...], ...]) -> tuple[str, ...]:
    primeras = (
        " · ".join(str(valor) for valor in fila if valor is not None)
        for fila in filas[:_FILAS_A_LA_VISTA]
    )
    return (f"{len(filas)} filas", *primeras)


@attrs.frozen(kw_only=True)
class HojaDeDatos:
    """Una tabla de valores, para filtrar y contar o para llenar; no lleva página ni estilos."""

    nombre: str
    columnas: tuple[ColumnaDeDatos, ...] = attrs.field(metadata={"volcado": _columnas_en_breve})
    filas: tuple[tuple[Valor, ...], ...] = attrs.field(metadata={"volcado": _filas_en_breve})
    """Cada una con un valor por columna, en su orden."""
    oculta: bool = False
    llenado: Llenado | None = None
    """Cómo se llena, si es para que alguien escriba en ella."""


# ------------------------------------------------------------------ hoja

SALTOS_MAXIMOS = 1022
"""Los cortes de página que Excel admite en una hoja."""


Compuestas = Sequence[tuple[int, CeldaDeHoja]]
"""Celdas y la fila de cada una, desde 0."""


@attrs.frozen
class GraficoEnHoja:
    """Un gráfico y dónde están sus datos: filas desde 1, columnas desde 0."""

    grafico: Grafico
    filas: tuple[int, int]
    """La primera y la última de los valores."""
    columnas: tuple[int, ...]
    """La de los nombres y, en orden, la de cada serie."""
    lugar: int
    """La fila donde empieza el dibujo."""


@attrs.frozen(kw_only=True)
class Filtro:
    """El de una tabla: del renglón de abajo de sus rótulos a su última fila de datos, desde 1."""

    desde: int
    hasta: int
    columnas: frozenset[int]
    """Las que llevan botón, desde 0: en las demás una celda es de varias filas, y mentiría."""


@attrs.frozen(kw_only=True)
class Hoja:
    """Una hoja lista para escribir."""

    nombre: str
    anchos: tuple[float, ...]
    filas: tuple[FilaDeHoja, ...]
    repetidas: int
    """Hasta qué fila (desde 1) se repite en cada página impresa; 0 si ninguna."""
    inmovilizadas: int
    """Cuántas filas de arriba quedan a la vista al desplazarse: las que valen para toda la hoja."""
    saltos: tuple[int, ...]
    """Filas (desde 1) después de las cuales empieza otra página."""
    graficos: tuple[GraficoEnHoja, ...] = ()
    resumenes: dict[tuple[int, int], Resumen] = attrs.Factory(dict)
    """Las celdas que resumen otras de su columna: fila (desde 1) y columna (desde 0) de cada una.

    Sus grupos son de filas de la hoja, desde 1 y sin incluir la última.
    """
    titulos: tuple[int, ...] = ()
    """Filas (desde 0) donde están los títulos que arman la navegación."""
    paginada: bool = False
    """Si los saltos son todos los que habrá al imprimir."""
    repetidas_desde: int = 0
    """Desde qué fila (desde 0): las de arriba o, en una hoja sin cortes propios, sus rótulos."""
    filtro: Filtro | None = None
    cortes_de_mas: int = 0
    """Los cortes de página que pedía, si son más de los que Excel admite."""

    @property
    def lleva_marcas(self) -> bool:
        """Si alguna fila lleva la suya, que va en una columna oculta después de la última."""
        return any(fila.marca for fila in self.filas)

    def compuestas(self) -> Compuestas:
        """Las que llevan enlaces o imágenes."""
        return [
            (numero, celda)
            for numero, fila in enumerate(self.filas)
            for celda in fila.celdas
            if isinstance(celda.contenido, tuple)
        ]

    def pagina_de(self, fila: int) -> int:
        """En qué página de la hoja, desde 0, queda una fila (desde 0)."""
        return bisect_right(self.saltos, fila)
