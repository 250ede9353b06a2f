"""Las filas de un objeto que lleva listas, y los elementos que comienzan en cada una.

Lo dice la marca de la fila; sin ella, que la celda es otra que la de arriba.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.lectura.propios.escondido import Comienzos
from paac_reportes.lectura.propios.piezas import FilaVista, Pieza, con_columna
from paac_reportes.lectura.propios.recorridos import AGREGADA

_FILA_SIN_MARCA = (
    "la fila no tiene su marca escondida: alguien la agregó, o la perdió; se leyó con las de encima"
)
_QUITADA = "{donde} de esta fila iba otra de lo mismo, y alguien la quitó con lo que decía"


@clases.frozen
class Vista:
    """Los datos que una fila muestra con otro nombre que el del catálogo."""

    de: str
    """La raíz con que se nombran: ``control.residual``; ninguna si se calculan."""
    o: str = ""
    """La de quien los lleva enteros, donde una sola celda es de todas sus filas."""
    fijos: Mapping[str, str] = attrs.Factory(dict)
    """Los que además dice que esté ahí."""


@clases.frozen(eq=False)
class Renglon:
    """Una de las filas de un objeto."""

    fila: FilaVista
    escrito: Comienzos | None
    """Lo que su marca dice que comienza en ella."""
    es_copia: bool
    """Si otra del objeto ya llevaba esa marca."""
    comienzan: frozenset[str]
    """De qué raíces comienza algo en ella."""


def filas_cambiadas(renglones: Sequence[Renglon]) -> Iterator[Aviso]:
    """Las que alguien agregó entre las de un objeto y, si no hay ninguna, las que quitó."""
    primera = next(n for n, uno in enumerate(renglones) if uno.fila.marca)
    sin_marca = [
        Aviso("documento_cambiado", uno.fila.linea.lugar, _FILA_SIN_MARCA)
        for uno in renglones[primera:]
        if not uno.fila.marca and any(pieza.texto and not pieza.viene for pieza in uno.fila.piezas)
    ]
    yield from sin_marca or _filas_quitadas(renglones)
    copias = (uno.fila.linea.lugar for uno in renglones if uno.es_copia)
    yield from (Aviso("documento_cambiado", lugar, AGREGADA) for lugar in copias)


def _filas_quitadas(renglones: Sequence[Renglon]) -> Iterator[Aviso]:
    """Dónde se salta la cuenta de las filas de un objeto, o no llega a la última."""
    de_cada = {uno.escrito.altura: uno for uno in renglones if uno.escrito and not uno.es_copia}
    for antes, altura in pairwise(sorted(de_cada)):
        if altura > antes + 1:
            lugar = de_cada[altura].fila.linea.lugar
            yield Aviso("documento_cambiado", lugar, _QUITADA.format(donde="antes"))
    ultima = de_cada[max(de_cada)] if de_cada else None
    if ultima is not None and ultima.escrito is not None and not ultima.escrito.es_la_ultima:
        motivo = _QUITADA.format(donde="después")
        yield Aviso("documento_cambiado", ultima.fila.linea.lugar, motivo)


def raiz_de(columna: Columna) -> str:
    """De quién es el primero de sus datos: ``control``."""
    return columna.dato[0].partition(".")[0] if columna.dato else ""


def con_la_de_arriba(
    fila: FilaVista, anterior: FilaVista | None
) -> Iterator[tuple[str, Pieza, Pieza | None]]:
    """Cada pieza con la raíz de lo que trae y, si hay otra fila encima, la de allá."""
    de_arriba = [pieza for pieza, _ in con_columna(anterior)] if anterior else []
    for numero, (pieza, columna) in enumerate(con_columna(fila)):
        yield raiz_de(columna), pieza, de_arriba[numero] if de_arriba else None


def comienza(pieza: Pieza, arriba: Pieza | None, *, dicha: bool = False) -> bool:
    """Si su celda es otra que la de arriba y dice algo; la que el formato repite no comienza.

    ``dicha``: la marca de la fila dice que comienza, aunque diga lo mismo que arriba.
    """
    if pieza.viene or not pieza.texto:
        return False
    esperada = pieza.columna.esperada
    repite = esperada is not None and esperada.definida.une != "grupo"
    return dicha or not (repite and arriba is not None and pieza.texto == arriba.texto)


class Elementos:
    """En cada fila de un objeto, cuál es de su lista el que va en las columnas de cada raíz."""

    def __init__(self, renglones: Sequence[Renglon], vistas: Mapping[str, Vista]) -> None:
        self._renglones = renglones
        self._vistas = vistas
        self._dichos = {
            (raiz, uno.escrito.altura)
            for uno in renglones
            if uno.escrito
            for raiz in uno.escrito.raices
        }
        self._cuantos = Counter[str]()
        """De cada raíz, los que comienzan."""
        va: dict[str, Hashable] = {}
        self._en_cada_fila: list[Mapping[str, Hashable]] = []
        for renglon in renglones:
            for raiz in self._en_orden(renglon):
                va[raiz] = self._cual(raiz, renglon, va)
            self._cuantos.update(renglon.comienzan)
            self._en_cada_fila.append({**va})

    def en(self, raiz: str, altura: int) -> Hashable:
        """El que va en una fila; de lo que no es de una lista hay uno solo."""
        return self._en_cada_fila[altura].get(raiz, 0)

    def de_quien(self, raiz: str, vista: Vista) -> str:
        """De cada elemento o de quien los lleva, si una celda es de todas sus filas."""
        suyos = [uno.escrito for uno in self._renglones if raiz in uno.comienzan]
        dicha = any(escrito is not None and raiz in escrito.raices for escrito in suyos)
        comienza_abajo = any(raiz in uno.comienzan for uno in self._renglones[1:])
        if not vista.o or comienza_abajo or dicha:
            return vista.de
        if None not in suyos:
            return vista.o
        lista, _, adentro = vista.de.partition(".")
        cuantos = self._cuantos[lista]
        if cuantos > 1:
            return vista.o if self._es_de_todas(raiz) else vista.de
        # De uno solo se ve lo mismo: la valoración es de quien lo lleva; quien responde, de él.
        return vista.o if adentro or not cuantos else vista.de

    def _en_orden(self, renglon: Renglon) -> list[str]:
        """Las raíces que comienzan, cada lista antes que lo que se ve de ella con otro nombre."""
        return sorted(renglon.comienzan, key=lambda raiz: (raiz in self._vistas, raiz))

    def _cual(self, raiz: str, renglon: Renglon, va: Mapping[str, Hashable]) -> Hashable:
        """El número de la fila si su marca dice que ahí comienza; si no, el que sigue.

        El que sigue no es ninguno de los que otras filas dicen: alguien lo agregó.
        """
        escrito = renglon.escrito
        if escrito is not None and raiz in escrito.raices and not renglon.es_copia:
            return escrito.altura
        lista = self._vistas[raiz].de.partition(".")[0] if raiz in self._vistas else raiz
        if lista in va and lista != raiz:
            return va[lista]
        numero = self._cuantos[raiz]
        return renglon.fila.linea.lugar if (raiz, numero) in self._dichos else numero

    def _es_de_todas(self, raiz: str) -> bool:
        """Si una sola celda suya es de todas las filas."""
        primera, ultima = self._renglones[0].fila, self._renglones[-1].fila
        return any(
            raiz == suya and otra is not None and pieza.viene and pieza.grupo == otra.grupo
            for suya, pieza, otra in con_la_de_arriba(ultima, primera)
        )
