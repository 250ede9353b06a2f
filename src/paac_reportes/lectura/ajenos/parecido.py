"""A qué datos se parece un texto, comparado de una vez con todos los rótulos que se conocen."""

import functools
from collections.abc import Iterable, Iterator, Mapping

import attrs
from rapidfuzz.distance.Indel import normalized_similarity
from rapidfuzz.process import extract

from paac_reportes.lectura.ajenos.vocabulario import (
    CORTO,
    DUDA,
    ClaseDeTabla,
    Papel,
    Rotulo,
    con_mas_palabras,
    papeles_de,
    rotulo_de,
)

Parecidos = Mapping[Papel, float]
"""De 0.6 a 1, cuánto se parece a cada uno; al que no está, nada."""


@attrs.frozen(eq=False)
class _Indice:
    """Unos rótulos, y los papeles que se llaman así.

    Da lo mismo que ``parecido`` uno por uno, sin mirar los que no pueden parecerse: una hoja puede
    traer decenas de miles de celdas que parezcan rótulos.
    """

    papeles: Mapping[Rotulo, list[Papel]]
    por_letras: Mapping[str, list[Rotulo]]
    por_palabras: Mapping[str, Rotulo]
    primeras: frozenset[str]
    """Las palabras con que empiezan."""
    palabras: int
    """Las del más largo."""

    @classmethod
    def de(cls, rotulos: Iterable[tuple[Rotulo, Papel]]) -> "_Indice":
        """El de unos rótulos, cada uno con su papel."""
        papeles: dict[Rotulo, list[Papel]] = {}
        por_letras: dict[str, list[Rotulo]] = {}
        for rotulo, papel in rotulos:
            if rotulo not in papeles:
                por_letras.setdefault(rotulo.letras, []).append(rotulo)
            papeles.setdefault(rotulo, []).append(papel)
        palabras = [rotulo.palabras.split() for rotulo in papeles if rotulo.palabras]
        return cls(
            papeles,
            por_letras,
            {uno.palabras: uno for uno in papeles},
            frozenset(suyas[0] for suyas in palabras),
            max(map(len, palabras), default=0),
        )

    def parecidos(self, texto: str, desde: float) -> Parecidos:
        """A cuáles se parece un texto, y cuánto, si es lo bastante."""
        halla: dict[Papel, float] = {}
        for rotulo, cuanto in self._cercanos(rotulo_de(texto), desde):
            for papel in self.papeles[rotulo]:
                halla[papel] = max(cuanto, halla.get(papel, 0.0))
        return halla

    def _cercanos(self, visto: Rotulo, desde: float) -> Iterator[tuple[Rotulo, float]]:
        if not visto.letras:
            return
        yield from ((uno, 1.0) for uno in self.por_letras.get(visto.letras, ()))
        if len(visto.letras) >= CORTO:
            for letras, cuanto, _ in extract(
                visto.letras,
                self.por_letras.keys(),
                scorer=normalized_similarity,
                processor=None,
                score_cutoff=desde,
                limit=None,
            ):
                yield from ((u, cuanto) for u in self.por_letras[letras] if len(letras) >= CORTO)
        for trozo in self._trozos(visto.palabras.split(" ")):
            esperado = self.por_palabras.get(trozo)
            if esperado is not None and (cuanto := con_mas_palabras(visto, esperado)):
                yield esperado, cuanto

    def _trozos(self, palabras: list[str]) -> Iterator[str]:
        """Las palabras seguidas que pueden ser uno de los rótulos."""
        for desde in (n for n, palabra in enumerate(palabras) if palabra in self.primeras):
            for hasta in range(desde + 1, min(len(palabras), desde + self.palabras) + 1):
                yield " ".join(palabras[desde:hasta])


@functools.cache
def _todos() -> list[Papel]:
    clases: tuple[ClaseDeTabla, ...] = ("actividades", "tramites")
    return list(dict.fromkeys(papel for clase in clases for papel in papeles_de(clase)))


@functools.cache
def _de_su_nombre() -> _Indice:
    return _Indice.de((rotulo, papel) for papel in _todos() for rotulo in papel.comparables)


@functools.cache
def _de_encima() -> _Indice:
    return _Indice.de((rotulo, papel) for papel in _todos() for rotulo in papel.bajo)


@functools.lru_cache(maxsize=8192)
def parecidos(texto: str, desde: float = DUDA) -> Parecidos:
    """A los rótulos de qué papeles se parece un texto; los que se parecen menos pueden no estar."""
    return _de_su_nombre().parecidos(texto, desde)


@functools.lru_cache(maxsize=2048)
def parecidos_de_arriba(texto: str) -> Parecidos:
    """A los rótulos que van encima de los de qué papeles se parece un texto."""
    return _de_encima().parecidos(texto, DUDA)
