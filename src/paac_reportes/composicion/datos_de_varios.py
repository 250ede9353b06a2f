"""Las filas de ``Datos`` de muchos planes: nunca están todas armadas a la vez.

Las de cada uno se guardan comprimidas; de ellas queda a la mano lo que pide una columna.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes import clases
from paac_reportes.comprimido import comprimir, descomprimir
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.textos.valores import como_texto

Celdas = tuple[Any, ...]
"""Los valores de una columna o de una fila: mil planes en diccionarios no caben en la memoria."""
Columnas = Mapping[str, Celdas]
"""Por su clave, ``actividad.meta``, las celdas de cada columna."""
Calculadas = Mapping[str, tuple[str, Celdas]]
"""Por su clave, el rótulo y las celdas de cada columna calculada."""

_EN_BLANCO = (None, "")
_SOLO_TEXTOS = frozenset({str, type(None)})

_CLASES: tuple[tuple[type, Dato], ...] = (
    (date, "fecha"),
    (int, "numero"),
    (Decimal, "numero"),
    (object, "texto"),
)


def dato_que_es(valor: object) -> Dato:
    """La clase de lo que guarda una celda: un dato del plan es siempre de la misma."""
    return next(clase for tipo, clase in _CLASES if isinstance(valor, tipo))


@clases.frozen
class ResumenDeColumna:
    """De una columna, lo que decide su clase y su ancho sin volver a mirar sus filas."""

    clase: Dato = "texto"
    largo: int = 0
    """Las letras de lo más largo que dice."""
    hay: bool = False
    """Si alguna fila dice algo."""

    def con(self, siguiente: "ResumenDeColumna") -> "ResumenDeColumna":
        """El resumen de las filas de este resumen y, después, las del siguiente."""
        clase = self.clase if self.hay else siguiente.clase
        return ResumenDeColumna(clase, max(self.largo, siguiente.largo), self.hay or siguiente.hay)


_NINGUNO = ResumenDeColumna()


def resumen_de(valores: Iterable[object]) -> ResumenDeColumna:
    """El resumen de los valores de una columna."""
    valores = list(valores)
    if _SOLO_TEXTOS.issuperset(map(type, valores)):  # lo corriente: a lo más cientos son distintos
        largo = max(map(len, filter(None, {*valores})), default=0)  # type: ignore[arg-type]
        return ResumenDeColumna("texto", largo, hay=True) if largo else _NINGUNO
    con_algo = [valor for valor in valores if valor not in _EN_BLANCO]
    if not con_algo:
        return _NINGUNO
    return ResumenDeColumna(
        dato_que_es(con_algo[0]), max(len(str(valor)) for valor in con_algo), hay=True
    )


def en_textos(columna: Iterable[object]) -> Celdas:
    """Textos de las celdas de una columna."""
    return tuple([None if valor is None else como_texto(valor) for valor in columna])


class FilasDeVarios(Collection[Celdas]):
    """Las filas de muchos, uno tras otro, bajo las claves de todos (``poner_bajo``)."""

    def __init__(self, es_suelta: Callable[[str], bool]) -> None:
        """``es_suelta`` dice de qué claves puede haber datos de varias clases."""
        self._es_suelta = es_suelta
        self._lotes: list[_Lote] = []
        self._distintas: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._clases: defaultdict[str, set[Dato]] = defaultdict(set)
        """Por cada clave suelta, las clases de lo que dice."""
        self._claves: tuple[str, ...] = ()
        self._en_texto: frozenset[int] = frozenset()

    def agregar(self, columnas: Columnas) -> None:
        """Agrega las filas de un contenido más, por columnas; al menos una fila."""
        resumenes = tuple(map(resumen_de, columnas.values()))
        for clave, valores in columnas.items():
            if self._es_suelta(clave):
                self._clases[clave].update(dato_que_es(v) for v in valores if v is not None)
        # De las que no dicen nada, que son las más, no se guarda ni una celda.
        con_datos = [None if c.count(None) == len(c) else c for c in columnas.values()]
        # Las mismas claves son las mismas: de mil planes no quedan mil copias.
        claves = self._distintas.setdefault((*columnas,), (*columnas,))
        cuantas = len(next(iter(columnas.values())))
        self._lotes.append(_Lote(claves, resumenes, cuantas, comprimir(con_datos)))

    def poner_bajo(self, claves: tuple[str, ...]) -> None:
        """Fija las claves de las columnas; lo de una suelta con varias clases va en texto."""
        self._claves = claves
        self._en_texto = frozenset(
            lugar for lugar, clave in enumerate(claves) if len(self._clases.get(clave, ())) > 1
        )

    def resumenes(self) -> list[ResumenDeColumna]:
        """El resumen de cada columna."""
        resumenes = [_NINGUNO] * len(self._claves)
        for lote in self._lotes:
            lugares = self._lugares(lote.claves)
            del_lote = [_NINGUNO if n is None else lote.resumenes[n] for n in lugares]
            if self._en_texto:
                columnas = self._columnas(lote)
                for lugar in self._en_texto:
                    del_lote[lugar] = resumen_de(columnas[lugar])
            resumenes = [uno.con(otro) for uno, otro in zip(resumenes, del_lote, strict=True)]
        return resumenes

    def __len__(self) -> int:
        return sum(lote.cuantas for lote in self._lotes)

    def __iter__(self) -> Iterator[Celdas]:
        for lote in self._lotes:
            yield from zip(*self._columnas(lote), strict=True)

    def __contains__(self, fila: object) -> bool:
        return any(otra == fila for otra in self)

    def _columnas(self, lote: "_Lote") -> list[Celdas]:
        """Las columnas de un lote, bajo las claves de todos los lotes."""
        con_datos: list[Celdas | None] = descomprimir(lote.columnas)
        en_blanco = (None,) * lote.cuantas
        lugares = self._lugares(lote.claves)
        columnas = [en_blanco if n is None else con_datos[n] or en_blanco for n in lugares]
        for lugar in self._en_texto:
            columnas[lugar] = en_textos(columnas[lugar])
        return columnas

    def _lugares(self, claves: tuple[str, ...]) -> list[int | None]:
        """El lugar, en las columnas de un lote, de cada clave de todos; ``None`` si no la trae."""
        lugares = {clave: lugar for lugar, clave in enumerate(claves)}
        return [*map(lugares.get, self._claves)]


@clases.frozen
class _Lote:
    """Las filas de un contenido, por columnas y comprimidas."""

    claves: tuple[str, ...]
    resumenes: tuple[ResumenDeColumna, ...]
    """Resumen de cada columna."""
    cuantas: int
    columnas: bytes
    """Las columnas que dicen algo, comprimidas; por las demás, nada."""
