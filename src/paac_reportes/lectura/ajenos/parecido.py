"""A qué datos se parece un texto, comparado de una vez con todos los rótulos que se conocen."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from paac_reportes import clases
from paac_reportes.instalacion import hace_falta
from paac_reportes.lectura.ajenos.vocabulario import (
    CORTO,
    DUDA,
    EN_OTRO_LUGAR,
    SIGNOS,
    ClaseDeTabla,
    Papel,
    Rotulo,
    con_mas_palabras,
    papeles_de_clase,
    rotulo_de,
)

with hace_falta():
    from rapidfuzz.distance.Indel import normalized_similarity
    from rapidfuzz.process import extract

_PRIMERA = re.compile(r"[\w%]+")
Parecidos = Mapping[Papel, float]
"""De 0.6 a 1, cuánto se parece a cada uno; al que no está, nada."""


@clases.frozen(eq=False)
class IndiceDeRotulos:
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
    """Palabras del texto más largo."""
    letras: int
    """Letras del texto que más tiene."""

    @classmethod
    def de(cls, rotulos: Iterable[tuple[Rotulo, Papel]]) -> "IndiceDeRotulos":
        """Índice de unos rótulos, cada uno con su papel."""
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
            {rotulo.palabras: rotulo for rotulo in papeles},
            frozenset(del_rotulo[0] for del_rotulo in palabras),
            max(map(len, palabras), default=0),
            max(map(len, por_letras), default=0),
        )

    def puede(self, plano: str, desde: float) -> bool:
        """Si un texto en plano, a primera vista, puede parecerse tanto a alguno de los rótulos."""
        if not plano.isascii() or "[" in plano or "*" in plano:  # sus llamadas no cuentan
            return True
        if len(SIGNOS.sub("", plano)) <= self._letras_a_lo_mas(desde):
            return True
        primera = _PRIMERA.search(plano)
        # «N.º» es «número».
        return primera is not None and (primera[0] in self.primeras or primera[0][0] == "n")

    def _letras_a_lo_mas(self, desde: float) -> float:
        """Letras desde las que un texto no se parece tanto ni al más largo de los rótulos."""
        return self.letras * (2 / desde - 1) + 1

    def parecidos(self, texto: str, desde: float) -> Parecidos:
        """Papeles a que se parece un texto al menos en ``desde``, y cuánto, hasta 1."""
        parecidos: dict[Papel, float] = {}
        for rotulo, parecido in self._cercanos(rotulo_de(texto), desde):
            for papel in self.papeles[rotulo]:
                parecidos[papel] = max(parecido, parecidos.get(papel, 0.0))
        return parecidos

    def _cercanos(self, rotulo: Rotulo, desde: float) -> Iterator[tuple[Rotulo, float]]:
        """Rótulos que se parecen a ese, y cuánto: por iguales, por sus letras y por palabras.

        «Indicadores» → «Indicador», 0.9; «Responsables del área» → «Responsables», 0.72. Uno mismo
        puede salir por más de un camino.
        """
        if not rotulo.letras:
            return
        yield from ((igual, 1.0) for igual in self.por_letras.get(rotulo.letras, ()))
        if CORTO <= len(rotulo.letras) <= self._letras_a_lo_mas(desde):
            for letras, parecido, _ in extract(
                rotulo.letras,
                self.por_letras.keys(),
                scorer=normalized_similarity,
                processor=None,
                score_cutoff=desde,
                limit=None,
            ):
                if len(letras) >= CORTO:
                    yield from ((cercano, parecido) for cercano in self.por_letras[letras])
        for trozo in self._trozos(rotulo.palabras.split(" "), desde):
            esperado = self.por_palabras.get(trozo)
            if esperado is not None and (parecido := con_mas_palabras(rotulo, esperado)):
                yield esperado, parecido

    def _trozos(self, palabras: list[str], parecido: float) -> Iterator[str]:
        """Palabras seguidas que pueden ser uno de los rótulos."""
        # El que no está al comienzo nunca se parece mucho.
        lugares = range(len(palabras) if parecido <= EN_OTRO_LUGAR else 1)
        for desde in (lugar for lugar in lugares if palabras[lugar] in self.primeras):
            for hasta in range(desde + 1, min(len(palabras), desde + self.palabras) + 1):
                yield " ".join(palabras[desde:hasta])


@functools.cache
def _papeles() -> list[Papel]:
    clases: tuple[ClaseDeTabla, ...] = ("actividades", "tramites")
    return list(dict.fromkeys(papel for clase in clases for papel in papeles_de_clase(clase)))


@functools.cache
def _indice_de_nombres() -> IndiceDeRotulos:
    return IndiceDeRotulos.de(
        (rotulo, papel) for papel in _papeles() for rotulo in papel.comparables
    )


@functools.cache
def _indice_de_grupos() -> IndiceDeRotulos:
    return IndiceDeRotulos.de((rotulo, papel) for papel in _papeles() for rotulo in papel.bajo)


@functools.lru_cache(maxsize=8192)
def parecidos(texto: str, desde: float = DUDA) -> Parecidos:
    """Papeles a cuyos rótulos se parece un texto, y cuánto; los de menos pueden no estar."""
    return _indice_de_nombres().parecidos(texto, desde)


def puede_ser_rotulo(plano: str, desde: float) -> bool:
    """Si vale la pena buscar a qué se parece un texto en plano; es más barato que buscarlo."""
    return _indice_de_nombres().puede(plano, desde)


@functools.lru_cache(maxsize=2048)
def parecidos_de_arriba(texto: str) -> Parecidos:
    """Papeles a cuyos rótulos de encima se parece un texto, y cuánto."""
    return _indice_de_grupos().parecidos(texto, DUDA)
