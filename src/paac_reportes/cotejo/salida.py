"""Cómo salió un documento cuyos datos cambiaron después: qué cambió quien lo tuvo y qué, ellos."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from paac_reportes import clases
from paac_reportes.cotejo.visto import Linea, va_en_otra_pagina
from paac_reportes.textos.plano import huella_de

_SE_PRUEBAN = 10
"""Las celdas distintas de una fila de las que se busca cuáles cambió cada uno."""


@clases.frozen(kw_only=True, eq=False, slots=False)
class AlSalir:
    """Lo que un documento decía al salir, por las huellas de sus líneas.

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

    @clases.propiedad_recordada
    def _orden(self) -> dict[int, int]:
        return {huella: lugar for lugar, huella in reversed([*enumerate(self.huellas)])}

    def va_aparte(self, linea: Linea) -> bool:
        """Si la línea es de una hoja de cuyas líneas no hay huellas."""
        return linea.tabla is not None and linea.tabla.lugar in self.aparte

    def comunes(self, linea: Linea, vez: int) -> frozenset[int]:
        """Los números de columna de una línea emitida cuya celda es de varias líneas."""
        return self.de_varias.get((linea.marca, linea.rotulos, vez), frozenset())

    def textos_solos(self, linea: Linea, vez: int, textos: Sequence[str]) -> list[str]:
        """Los textos de las celdas que son sólo de la línea; los de varias, vacíos."""
        comunes = self.comunes(linea, vez)
        return ["" if n in comunes else texto for n, texto in enumerate(textos)]

    def sigue_igual(self, hoy: str, recibido: str) -> bool:
        """Si una celda de varias líneas volvió como salió, o es su texto de hoy en otra página."""
        return self.salio((recibido,)) or va_en_otra_pagina(recibido, hoy)

    def se_explica(self, emitida: Linea, recibida: Linea) -> bool:
        """Si dos líneas son la misma, cambiada en los datos o en el documento."""
        if len(emitida.textos) != len(recibida.textos):
            return False
        hoy, recibido = (self.textos_solos(emitida, 0, r.textos) for r in (emitida, recibida))
        son_otras = self.salio(hoy) and self.salio(recibido)
        return not son_otras and self.cambiadas(hoy, recibido) is not None

    def salio(self, textos: Sequence[str]) -> bool:
        """Si una línea salió diciendo esos textos."""
        return huella_de(textos) in self._orden

    def cambiadas(self, hoy: Sequence[str], recibido: Sequence[str]) -> frozenset[int] | None:
        """Los números de las celdas que cambió quien tuvo el documento; ``None`` si no se sabe."""
        distintas = [n for n, (a, b) in enumerate(zip(hoy, recibido, strict=True)) if a != b]
        for cambiadas in _combinaciones(distintas):
            if self.salio(
                [hoy[n] if n in cambiadas else texto for n, texto in enumerate(recibido)]
            ):
                return frozenset(cambiadas)
        return None

    def en_su_orden(self, lineas: Iterable[Sequence[str]]) -> bool:
        """Si las líneas que nadie tocó van en el orden en que salieron."""
        huellas = map(huella_de, lineas)
        orden = [self._orden[huella] for huella in huellas if huella in self._orden]
        return orden == sorted(orden)


def _combinaciones(distintas: Sequence[int]) -> Iterator[Sequence[int]]:
    """Las combinaciones de celdas: ninguna, todas y después las demás, de menos a más."""
    yield ()
    yield distintas
    if len(distintas) <= _SE_PRUEBAN:
        for cuantas in range(1, len(distintas)):
            yield from combinations(distintas, cuantas)
