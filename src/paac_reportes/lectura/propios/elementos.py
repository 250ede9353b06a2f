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
class Alias:
    """Los datos que una fila muestra con otro nombre que el del catálogo."""

    elemento: str
    """Cómo se nombran en el catálogo los de un elemento: ``control.residual``.

    Nada, si se calculan.
    """
    dueno: str = ""
    """Cómo se nombran si una sola celda es de todas las filas: los de quien lleva los elementos."""
    fijos: Mapping[str, str] = attrs.Factory(dict)
    """Los datos que se saben porque esté en esa columna: ``{"clase": "raiz"}``."""


@clases.frozen(eq=False)
class FilaDelObjeto:
    """Una de las filas de un objeto."""

    fila: FilaVista
    comienzos: Comienzos | None
    """Lo que su marca dice que comienza en ella."""
    es_copia: bool
    """Si otra del objeto ya llevaba esa marca."""
    comienzan: frozenset[str]
    """De qué raíces comienza algo en ella."""


def filas_cambiadas(renglones: Sequence[FilaDelObjeto]) -> Iterator[Aviso]:
    """Las filas que alguien agregó entre las de un objeto o, si no hay, las que quitó."""
    primera = next(n for n, renglon in enumerate(renglones) if renglon.fila.marca)
    sin_marca = [
        Aviso("documento_cambiado", renglon.fila.linea.lugar, _FILA_SIN_MARCA)
        for renglon in renglones[primera:]
        if not renglon.fila.marca
        and any(pieza.texto and not pieza.viene for pieza in renglon.fila.piezas)
    ]
    yield from sin_marca or _filas_quitadas(renglones)
    copias = (renglon.fila.linea.lugar for renglon in renglones if renglon.es_copia)
    yield from (Aviso("documento_cambiado", lugar, AGREGADA) for lugar in copias)


def _filas_quitadas(renglones: Sequence[FilaDelObjeto]) -> Iterator[Aviso]:
    """Dónde se salta la cuenta de las filas de un objeto, o no llega a la última."""
    con_marca = ((renglon.comienzos, renglon) for renglon in renglones if not renglon.es_copia)
    por_altura = {comienzos.altura: renglon for comienzos, renglon in con_marca if comienzos}
    for antes, altura in pairwise(sorted(por_altura)):
        if altura > antes + 1:
            lugar = por_altura[altura].fila.linea.lugar
            yield Aviso("documento_cambiado", lugar, _QUITADA.format(donde="antes"))
    ultima = por_altura[max(por_altura)] if por_altura else None
    if ultima is not None and ultima.comienzos is not None and not ultima.comienzos.es_la_ultima:
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


def comienza(pieza: Pieza, arriba: Pieza | None, *, marcada: bool = False) -> bool:
    """Si su celda es otra que la de arriba y dice algo; la que el formato repite no comienza.

    ``marcada``: la marca de la fila dice que comienza, aunque diga lo mismo que arriba.
    """
    if pieza.viene or not pieza.texto:
        return False
    esperada = pieza.columna.esperada
    repite = esperada is not None and esperada.definida.une != "grupo"
    return marcada or not (repite and arriba is not None and pieza.texto == arriba.texto)


class Elementos:
    """En cada fila de un objeto, cuál es de su lista el que va en las columnas de cada raíz."""

    def __init__(self, renglones: Sequence[FilaDelObjeto], alias: Mapping[str, Alias]) -> None:
        self._renglones = renglones
        self._alias = alias
        self._marcados = {
            (raiz, renglon.comienzos.altura)
            for renglon in renglones
            if renglon.comienzos
            for raiz in renglon.comienzos.raices
        }
        self._cuantos = Counter[str]()
        """De cada raíz, los que comienzan."""
        actuales: dict[str, Hashable] = {}
        self._en_cada_fila: list[Mapping[str, Hashable]] = []
        for renglon in renglones:
            # Cada lista, antes que lo que se ve de ella con otro nombre.
            for raiz in sorted(renglon.comienzan, key=lambda raiz: (raiz in self._alias, raiz)):
                actuales[raiz] = self._elemento_de(raiz, renglon, actuales)
            self._cuantos.update(renglon.comienzan)
            self._en_cada_fila.append({**actuales})

    def en(self, raiz: str, altura: int) -> Hashable:
        """La clave del elemento que va en una fila; de lo que no es de una lista hay uno solo."""
        return self._en_cada_fila[altura].get(raiz, 0)

    def de_quien(self, raiz: str, alias: Alias) -> str:
        """De cada elemento o de quien los lleva, si una celda es de todas sus filas."""
        comienzos = [renglon.comienzos for renglon in self._renglones if raiz in renglon.comienzan]
        marcada = any(comienzo is not None and raiz in comienzo.raices for comienzo in comienzos)
        comienza_abajo = any(raiz in renglon.comienzan for renglon in self._renglones[1:])
        if not alias.dueno or comienza_abajo or marcada:
            return alias.elemento
        if None not in comienzos:
            return alias.dueno
        lista, _, adentro = alias.elemento.partition(".")
        cuantos = self._cuantos[lista]
        if cuantos > 1:
            return alias.dueno if self._es_de_todas(raiz) else alias.elemento
        # De uno solo se ve lo mismo: la valoración es de quien lo lleva; quien responde, de él.
        return alias.dueno if adentro or not cuantos else alias.elemento

    def _elemento_de(
        self, raiz: str, renglon: FilaDelObjeto, actuales: Mapping[str, Hashable]
    ) -> Hashable:
        """El número de la fila si su marca dice que ahí comienza; si no, el que sigue.

        El que sigue no es ninguno de los que otras filas dicen: alguien lo agregó.
        """
        comienzos = renglon.comienzos
        if comienzos is not None and raiz in comienzos.raices and not renglon.es_copia:
            return comienzos.altura
        lista = self._alias[raiz].elemento.partition(".")[0] if raiz in self._alias else raiz
        if lista in actuales and lista != raiz:
            return actuales[lista]
        numero = self._cuantos[raiz]
        return renglon.fila.linea.lugar if (raiz, numero) in self._marcados else numero

    def _es_de_todas(self, raiz: str) -> bool:
        """Si una celda de ese objeto cubre todas las filas."""
        primera, ultima = self._renglones[0].fila, self._renglones[-1].fila
        return any(
            raiz == raiz_vista
            and arriba is not None
            and pieza.viene
            and pieza.grupo == arriba.grupo
            for raiz_vista, pieza, arriba in con_la_de_arriba(ultima, primera)
        )
