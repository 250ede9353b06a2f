"""Cuándo dos textos dicen lo mismo, y cuánto se parecen los que no."""

import re
from collections.abc import Iterable
from itertools import chain

from rapidfuzz.distance import Indel

PARECIDO = 0.6
"""Desde aquí dos textos son la misma fila escrita de otro modo: comparten tres de cada cinco."""
PARECIDO_CON_CODIGO = 0.5
"""Desde aquí lo son los de dos filas del mismo código: la mitad de las palabras."""

_VACIA = re.compile(
    r"a|al|ante|como|con|cual|cuales|cuyo|de|del|desde|e|el|en|entre|es|esta|este|la|las|le"
    r"|les|lo|los|mas|ni|no|o|para|por|que|se|segun|ser|si|sin|sobre|su|sus|u|un|una|uno|y|ya"
)
"""Las palabras que están en cualquier texto: que dos las tengan no los hace parecidos."""
_RAIZ = 7
_PALABRA = re.compile(r"\w+")
_LETRAS = 0x110000
_HOLGURA = 0.01
"""La cota se compara aquí: la biblioteca, al acotar, puede perder lo que llega justo a ella."""


def en_letras(planos: Iterable[str]) -> list[str]:
    """Cada texto con una letra por palabra, para compararlos por palabras y no por letras.

    Las que no dicen nada se van, y a las demás se les quita el plural y la terminación: «publicar»
    y «publicación» son la misma letra.
    """
    textos = [_raices(plano) for plano in planos]
    todas = sorted(set(chain.from_iterable(textos)))
    # Si hubiera más raíces que letras, las que sobran repiten letra.
    letra = {raiz: chr(puesto % _LETRAS) for puesto, raiz in enumerate(todas)}
    return ["".join([letra[raiz] for raiz in suyas]) for suyas in textos]


def _raices(plano: str) -> list[str]:
    return [_raiz(palabra) for palabra in _PALABRA.findall(plano) if not _VACIA.fullmatch(palabra)]


def _raiz(palabra: str) -> str:
    # Lo que trae cifras va entero: 10000001 y 10000002 no son lo mismo.
    return (palabra.rstrip("es") or palabra)[:_RAIZ] if palabra.isalpha() else palabra


def parecido(uno: str, otro: str, desde: float) -> float:
    """La parte que dos textos comparten en el mismo orden, de 0 a 1; 0 si no llega a ``desde``.

    Vale lo mismo en cualquier orden en que se den los dos; los que no tienen palabras, nada.
    """
    if not uno:
        return 0.0
    cuanto = Indel.normalized_similarity(uno, otro, score_cutoff=desde - _HOLGURA)
    return cuanto if cuanto >= desde else 0.0
