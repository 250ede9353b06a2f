"""Cómo salió un documento cuyos datos cambiaron después: qué cambió quien lo tuvo y qué, ellos."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from paac_reportes import clases
from paac_reportes.cotejo.visto import Linea, va_en_otra_pagina
from paac_reportes.textos.huellas import huella_de

_SE_PRUEBAN = 10
"""Las celdas distintas de una fila de las que se busca cuáles cambió cada uno."""


@clases.frozen(kw_only=True, eq=False, slots=False)
class AlSalir:
    """Lo que un documento dijo al salir, por las huellas de sus líneas.

    De una línea que no dice lo mismo que la emitida hoy se sabe qué celdas cambió quien lo tuvo:
    las que, como se emiten hoy y con las demás como volvieron, dan lo que la línea dijo.
    """

    huellas: tuple[int, ...]
    """En el orden en que salieron."""
    de_varias: Mapping[tuple[str, str, int], frozenset[int]]
    """Por la marca de una línea emitida hoy, sus rótulos y su vez, sus celdas que son de varias."""
    aparte: frozenset[str] = frozenset()
    """Las hojas, por su lugar, de cuyas líneas no hay huellas."""
    completo: bool
    """Si el que volvió conserva tantas filas como salieron: las que no trae, no las traía."""

    @cached_property
    def _orden(self) -> dict[int, int]:
        return {huella: lugar for lugar, huella in reversed([*enumerate(self.huellas)])}

    def va_aparte(self, linea: Linea) -> bool:
        """Si es de una hoja de cuyas líneas no hay huellas."""
        return linea.tabla is not None and linea.tabla.lugar in self.aparte

    def comunes(self, linea: Linea, vez: int) -> frozenset[int]:
        """Las celdas de una línea emitida que son de varias."""
        return self.de_varias.get((linea.marca, linea.rotulos, vez), frozenset())

    def textos_suyos(self, linea: Linea, vez: int, textos: Sequence[str]) -> list[str]:
        """Textos de las celdas que son sólo de la línea; los de las que son de varias, vacíos."""
        comunes = self.comunes(linea, vez)
        return ["" if n in comunes else texto for n, texto in enumerate(textos)]

    def sigue_igual(self, hoy: str, vuelto: str) -> bool:
        """Si una celda de varias líneas volvió como salió, o es lo suyo en otra página."""
        return self.salio((vuelto,)) or va_en_otra_pagina(vuelto, hoy)

    def se_explica(self, emitida: Linea, recibida: Linea) -> bool:
        """Si dos líneas son la misma, cambiada en los datos o en el documento."""
        if len(emitida.textos) != len(recibida.textos):
            return False
        hoy, vuelto = (self.textos_suyos(emitida, 0, una.textos) for una in (emitida, recibida))
        son_otras = self.salio(hoy) and self.salio(vuelto)
        return not son_otras and self.cambiadas(hoy, vuelto) is not None

    def salio(self, textos: Sequence[str]) -> bool:
        """Si una línea salió diciendo eso."""
        return huella_de(textos) in self._orden

    def cambiadas(self, hoy: Sequence[str], vuelto: Sequence[str]) -> frozenset[int] | None:
        """Las celdas que cambió quien tuvo el documento; nada si no se sabe."""
        distintas = [
            n for n, (uno, otro) in enumerate(zip(hoy, vuelto, strict=True)) if uno != otro
        ]
        for del_documento in _combinaciones(distintas):
            if self.salio(
                [hoy[n] if n in del_documento else texto for n, texto in enumerate(vuelto)]
            ):
                return frozenset(del_documento)
        return None

    def en_su_orden(self, lineas: Iterable[Sequence[str]]) -> bool:
        """Si las líneas que nadie tocó van en el orden en que salieron."""
        huellas = map(huella_de, lineas)
        orden = [self._orden[huella] for huella in huellas if huella in self._orden]
        return orden == sorted(orden)


def _combinaciones(distintas: Sequence[int]) -> Iterator[Sequence[int]]:
    """Primero ninguna, luego todas, y después las demás: las que menos son, antes."""
    yield ()
    yield distintas
    if len(distintas) <= _SE_PRUEBAN:
        for cuantas in range(1, len(distintas)):
            yield from combinations(distintas, cuantas)
