"""Qué datos hay en cada celda que junta varios: cuáles y en cuántos pedazos, nunca qué dicen."""

import itertools
from collections.abc import Callable, Iterator, Sequence

from paac_reportes.composicion.tablas.columnas import ColumnaPuesta
from paac_reportes.composicion.tablas.lectores import Lector, lector_de_dato
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.recorridos import FilaDeTabla
from paac_reportes.maqueta.nodos import PREFIJO_DE_MARCA

_DIGITOS = "0123456789abcdefghijklmnopqrstuv"
_POR_LETRA = 5
"""Los datos que caben en una: ``7`` es que están los tres primeros."""
_CONTADOS, _SIN_CONTAR = "w", "x"
_INCONTABLES = len(_DIGITOS)
"""Más de los que una letra dice."""
_CABEN = 35 - len(PREFIJO_DE_MARCA)
"""Word admite 40 letras en un marcador, y el que se repite termina en ``__2``."""

Completar = Callable[[str, FilaDeTabla], str]
"""La marca de una fila, con lo que dice de sus celdas juntas."""


def junta_varios(columna: Columna) -> bool:
    """Si cada celda de una columna es de varios datos a la letra."""
    return len(columna.dato) > 1 and columna.marca is None and bool(columna.entre)


def completar_con(rotulos: str, columnas: Sequence[ColumnaPuesta]) -> Completar:
    """``c0t1_p1_3w312``, de ``c0t1``: en las tablas con rótulos ``t1``, qué datos trae cada celda.

    Por columna que junta, un bit por dato, el primero el menor: ``3``, los dos primeros. Con ``w``
    delante, detrás van los pedazos que separa en cada uno lo que los une; con ``x``, alguno trae
    más de uno y no se dice cuántos; sin nada, cada uno es un solo pedazo.
    """
    juntas = [_Junta(puesta) for puesta in columnas if junta_varios(puesta.definida)]
    if not juntas:
        return lambda marca, _fila: marca
    prefijo = f"_p{rotulos[1:]}_"

    def completar(marca: str, fila: FilaDeTabla) -> str:
        cuentas = [junta.contar(fila) for junta in juntas]
        if not marca or not any(map(any, cuentas)):
            return marca
        for como in (_CONTADOS, _SIN_CONTAR):
            entera = f"{marca}{prefijo}{''.join(_en_breve(suyas, como) for suyas in cuentas)}"
            if len(entera) <= _CABEN:
                return entera
        return marca

    return completar


class _Junta:
    """Una columna que junta, y cómo se lee cada dato suyo."""

    def __init__(self, puesta: ColumnaPuesta) -> None:
        columna = puesta.definida
        self._entre = columna.entre
        self._lectores: list[Lector] = [
            lector_de_dato(dato, puesta.informe, columna.numero) for dato in columna.dato
        ]

    def contar(self, fila: FilaDeTabla) -> list[int]:
        """Los pedazos de cada dato; ninguno si está en blanco, que no deja separador."""
        textos = [leer(fila) or "" for leer in self._lectores]
        juntos = self._entre.join(filter(None, textos))
        pedazos = [texto.split(self._entre) if texto else [] for texto in textos]
        if juntos.split(self._entre) != [*itertools.chain.from_iterable(pedazos)] and juntos:
            # La punta de un texto y el separador forman otro: contados, se cortaría donde no es.
            return [_INCONTABLES if suyos else 0 for suyos in pedazos]
        return [*map(len, pedazos)]


def _en_breve(cuentas: Sequence[int], como: str) -> str:
    bits = "".join(_bits(cuentas))
    if max(cuentas) <= 1:
        return bits
    if como == _CONTADOS and max(cuentas) < _INCONTABLES:
        return f"{_CONTADOS}{bits}{''.join(_DIGITOS[n] for n in cuentas if n)}"
    return f"{_SIN_CONTAR}{bits}"


def _bits(cuentas: Sequence[int]) -> Iterator[str]:
    for desde in range(0, len(cuentas), _POR_LETRA):
        suyas = cuentas[desde : desde + _POR_LETRA]
        yield _DIGITOS[sum(bool(cuantos) << n for n, cuantos in enumerate(suyas))]
