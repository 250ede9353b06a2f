"""Las filas de ``Datos`` de muchos planes: nunca están todas armadas a la vez.

Las de cada uno se guardan comprimidas; de ellas queda a la mano lo que pide una columna.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.composicion.calculo import Celdas
from paac_reportes.comprimido import comprimir, descomprimir
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.textos.valores import como_texto

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


def resumen_de(valores: Iterable[object]) -> Resumen:
    """El de los valores de una columna."""
    valores = list(valores)
    if _SOLO_TEXTOS.issuperset(map(type, valores)):  # lo corriente: a lo más cientos son distintos
        largo = max(map(len, filter(None, {*valores})), default=0)  # type: ignore[arg-type]
        return Resumen("texto", largo, hay=largo > 0)
    dichos = [valor for valor in valores if valor not in _EN_BLANCO]
    if not dichos:
        return Resumen()
    return Resumen(clase_de(dichos[0]), max(len(str(valor)) for valor in dichos), hay=True)


class FilasDeVarios(Collection[Celdas]):
    """Las filas de muchos, uno tras otro, bajo las claves de todos (``poner_bajo``)."""

    def __init__(self, calculadas: int, es_suelta: Callable[[str], bool]) -> None:
        """``es_suelta`` dice de qué claves puede haber datos de varias clases."""
        self._calculadas = calculadas
        """Cuántas celdas siguen, en cada fila, a las de sus claves."""
        self._es_suelta = es_suelta
        self._guardadas: list[tuple[tuple[str, ...], bytes]] = []
        self._distintas: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._resumidas: list[list[Resumen]] = []
        self._clases: defaultdict[str, set[Dato]] = defaultdict(set)
        """De lo que dicen las claves sueltas."""
        self._cuantas = 0
        self._claves: tuple[str, ...] = ()
        self._en_texto: frozenset[int] = frozenset()

    def agregar(self, claves: tuple[str, ...], filas: Sequence[Celdas]) -> None:
        """Las de uno más."""
        if not filas:
            return
        # Las mismas claves son las mismas: de mil planes no quedan mil copias.
        self._guardadas.append((self._distintas.setdefault(claves, claves), comprimir(filas)))
        columnas = list(zip(*filas, strict=True))
        self._resumidas.append(list(map(resumen_de, columnas)))
        for clave, valores in zip(claves, columnas, strict=False):
            if self._es_suelta(clave):
                self._clases[clave].update(clase_de(uno) for uno in valores if uno is not None)
        self._cuantas += len(filas)

    @property
    def claves(self) -> Iterator[tuple[str, ...]]:
        """Las de cada uno."""
        return (claves for claves, _ in self._guardadas)

    def poner_bajo(self, claves: tuple[str, ...]) -> None:
        """Bajo qué claves van; lo de una suelta que no es de una sola clase, en texto."""
        self._claves = claves
        self._en_texto = frozenset(
            lugar for lugar, clave in enumerate(claves) if len(self._clases.get(clave, ())) > 1
        )

    def resumenes(self) -> list[Resumen]:
        """El de cada columna."""
        de_todos = [Resumen()] * (len(self._claves) + self._calculadas)
        for (suyas, _), resumidas in zip(self._guardadas, self._resumidas, strict=True):
            lugares = self._lugares(suyas)
            puestas = resumidas
            if lugares is not None:
                puestas = [Resumen() if n is None else resumidas[n] for n in lugares]
            de_todos = [uno.con(otro) for uno, otro in zip(de_todos, puestas, strict=True)]
        for lugar in self._en_texto:
            de_todos[lugar] = resumen_de(fila[lugar] for fila in self)
        return de_todos

    def __len__(self) -> int:
        return self._cuantas

    def __iter__(self) -> Iterator[Celdas]:
        for suyas, guardadas in self._guardadas:
            filas: list[Celdas] = descomprimir(guardadas)
            lugares = self._lugares(suyas)
            if lugares is not None:
                filas = [tuple([None if n is None else f[n] for n in lugares]) for f in filas]
            yield from map(self._con_texto, filas) if self._en_texto else filas

    def __contains__(self, fila: object) -> bool:
        return any(una == fila for una in self)

    def _lugares(self, suyas: tuple[str, ...]) -> list[int | None] | None:
        """Dónde está, en las filas de uno, lo de cada clave de todos; nada si es donde mismo."""
        if suyas == self._claves:
            return None
        en = {clave: lugar for lugar, clave in enumerate(suyas)}
        calculos = range(len(suyas), len(suyas) + self._calculadas)
        return [*map(en.get, self._claves), *calculos]

    def _con_texto(self, fila: Celdas) -> Celdas:
        return tuple(
            como_texto(valor) if lugar in self._en_texto and valor is not None else valor
            for lugar, valor in enumerate(fila)
        )
