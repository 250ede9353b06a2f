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
"""Las de una columna o de una fila: los diccionarios de mil planes no caben en la memoria."""
Columnas = Mapping[str, Celdas]
"""Por la clave de cada una."""
Calculadas = Mapping[str, tuple[str, Celdas]]
"""Por la clave de cada una, su rótulo y sus celdas."""

_EN_BLANCO = (None, "")
_SOLO_TEXTOS = frozenset({str, type(None)})

_CLASES: tuple[tuple[type, Dato], ...] = (
    (date, "fecha"),
    (int, "numero"),
    (Decimal, "numero"),
    (object, "texto"),
)


def clase_de(valor: object) -> Dato:
    """La de lo que guarda una celda: un dato del plan es siempre de la misma."""
    return next(clase for tipo, clase in _CLASES if isinstance(valor, tipo))


@clases.frozen
class Resumen:
    """Lo que de una columna se sabe sin volver a mirar sus filas."""

    clase: Dato = "texto"
    largo: int = 0
    """Las letras de lo más largo que dice."""
    hay: bool = False
    """Si alguna fila dice algo."""

    def con(self, otro: "Resumen") -> "Resumen":
        """El de las filas de los dos, unas tras otras."""
        clase = self.clase if self.hay else otro.clase
        return Resumen(clase, max(self.largo, otro.largo), self.hay or otro.hay)


_NINGUNO = Resumen()


def resumen_de(valores: Iterable[object]) -> Resumen:
    """El de los valores de una columna."""
    valores = list(valores)
    if _SOLO_TEXTOS.issuperset(map(type, valores)):  # lo corriente: a lo más cientos son distintos
        largo = max(map(len, filter(None, {*valores})), default=0)  # type: ignore[arg-type]
        return Resumen("texto", largo, hay=True) if largo else _NINGUNO
    dichos = [valor for valor in valores if valor not in _EN_BLANCO]
    if not dichos:
        return _NINGUNO
    return Resumen(clase_de(dichos[0]), max(len(str(valor)) for valor in dichos), hay=True)


def en_textos(columna: Iterable[object]) -> Celdas:
    """Lo que diga cada celda de una columna, como texto."""
    return tuple([None if valor is None else como_texto(valor) for valor in columna])


class FilasDeVarios(Collection[Celdas]):
    """Las filas de muchos, uno tras otro, bajo las claves de todos (``poner_bajo``)."""

    def __init__(self, es_suelta: Callable[[str], bool]) -> None:
        """``es_suelta`` dice de qué claves puede haber datos de varias clases."""
        self._es_suelta = es_suelta
        self._guardados: list[_Guardado] = []
        self._distintas: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._clases: defaultdict[str, set[Dato]] = defaultdict(set)
        """De lo que dicen las claves sueltas."""
        self._claves: tuple[str, ...] = ()
        self._en_texto: frozenset[int] = frozenset()

    def agregar(self, columnas: Columnas) -> None:
        """Las de uno más, por columnas: alguna hay."""
        resumenes = tuple(map(resumen_de, columnas.values()))
        for clave, valores in columnas.items():
            if self._es_suelta(clave):
                self._clases[clave].update(clase_de(uno) for uno in valores if uno is not None)
        # De las que no dicen nada, que son las más, no se guarda ni una celda.
        dicen = [None if una.count(None) == len(una) else una for una in columnas.values()]
        # Las mismas claves son las mismas: de mil planes no quedan mil copias.
        claves = self._distintas.setdefault((*columnas,), (*columnas,))
        cuantas = len(next(iter(columnas.values())))
        self._guardados.append(_Guardado(claves, resumenes, cuantas, comprimir(dicen)))

    def poner_bajo(self, claves: tuple[str, ...]) -> None:
        """Bajo qué claves van; lo de una suelta que no es de una sola clase, en texto."""
        self._claves = claves
        self._en_texto = frozenset(
            lugar for lugar, clave in enumerate(claves) if len(self._clases.get(clave, ())) > 1
        )

    def resumenes(self) -> list[Resumen]:
        """El de cada columna."""
        de_todos = [_NINGUNO] * len(self._claves)
        for uno in self._guardados:
            lugares = self._lugares(uno.claves)
            puestos = [_NINGUNO if n is None else uno.resumenes[n] for n in lugares]
            if self._en_texto:
                columnas = self._columnas(uno)
                for lugar in self._en_texto:
                    puestos[lugar] = resumen_de(columnas[lugar])
            de_todos = [hasta.con(otro) for hasta, otro in zip(de_todos, puestos, strict=True)]
        return de_todos

    def __len__(self) -> int:
        return sum(uno.cuantas for uno in self._guardados)

    def __iter__(self) -> Iterator[Celdas]:
        for uno in self._guardados:
            yield from zip(*self._columnas(uno), strict=True)

    def __contains__(self, fila: object) -> bool:
        return any(una == fila for una in self)

    def _columnas(self, uno: "_Guardado") -> list[Celdas]:
        """Las suyas, bajo las claves de todos."""
        dicen: list[Celdas | None] = descomprimir(uno.columnas)
        en_blanco = (None,) * uno.cuantas
        lugares = self._lugares(uno.claves)
        columnas = [en_blanco if n is None else dicen[n] or en_blanco for n in lugares]
        for lugar in self._en_texto:
            columnas[lugar] = en_textos(columnas[lugar])
        return columnas

    def _lugares(self, suyas: tuple[str, ...]) -> list[int | None]:
        """Dónde está, en las columnas de uno, la de cada clave de todos."""
        en = {clave: lugar for lugar, clave in enumerate(suyas)}
        return [*map(en.get, self._claves)]


@clases.frozen
class _Guardado:
    """Las filas de uno, por columnas y comprimidas."""

    claves: tuple[str, ...]
    resumenes: tuple[Resumen, ...]
    """El de cada columna."""
    cuantas: int
    columnas: bytes
    """Las que dicen algo; por las demás, nada."""
