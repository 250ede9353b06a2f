"""Cuánto se parecen dos textos, palabra por palabra, y cuáles vale la pena comparar.

«Publicar» y «publicación» son la misma palabra; las que están en cualquier texto no cuentan.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from paac_reportes.analisis.redaccion import Redaccion, redaccion_de
from paac_reportes.grupos import agrupadas
from paac_reportes.instalacion import hace_falta

with hace_falta():
    from rapidfuzz.distance import Indel

_VACIA = re.compile(
    r"a|al|ante|como|con|cual|cuales|cuyo|de|del|desde|e|el|en|entre|es|esta|este|la|las|le"
    r"|les|lo|los|mas|ni|no|o|para|por|que|se|segun|ser|si|sin|sobre|su|sus|u|un|una|uno|y|ya"
    r"|vigencia|20\d\d"
)
"""Palabras de cualquier texto, que no hacen parecidos a dos; el año cambia con el plan."""
_RAIZ = 7
_PALABRA = re.compile(r"\w+")
_LETRAS = 0x110000
HOLGURA = 0.01
"""La cota se compara aquí: la biblioteca, al acotar, puede perder lo que llega justo a ella."""


def _palabras(plano: str) -> list[str]:
    """Palabras de un texto en plano, sin las que están en cualquiera."""
    return [palabra for palabra in _PALABRA.findall(plano) if not _VACIA.fullmatch(palabra)]


def redaccion_del_texto(plano: str) -> Redaccion:
    """Redacción de un texto en plano: qué dice que se hace, y cuándo."""
    return redaccion_de(_palabras(plano))


def palabras_en_letras(planos: Iterable[str]) -> list[str]:
    """Cada texto con una letra por palabra, para compararlos por palabras y no por letras."""
    textos = [[_raiz(palabra) for palabra in _palabras(plano)] for plano in planos]
    raices = sorted(set(chain.from_iterable(textos)))
    # Si hubiera más raíces que letras, las que sobran repiten letra.
    letra = {raiz: chr(numero % _LETRAS) for numero, raiz in enumerate(raices)}
    return ["".join([letra[raiz] for raiz in raices_del_texto]) for raices_del_texto in textos]


def _raiz(palabra: str) -> str:
    """Comienzo de la palabra, sin el plural: ``actividades`` → ``activid``."""
    # Lo que trae cifras va entero: 10000001 y 10000002 no son lo mismo.
    return (palabra.rstrip("es") or palabra)[:_RAIZ] if palabra.isalpha() else palabra


def parecido_de_textos(letras: str, otras_letras: str, desde: float) -> float:
    """Parte que dos textos, una letra por palabra, comparten en orden: de ``desde`` a 1, o 0.

    Vale lo mismo en cualquier orden en que se den los dos; los que no tienen palabras, nada.
    """
    if not letras:
        return 0.0
    grado = Indel.normalized_similarity(
        letras, otras_letras, score_cutoff=max(desde - HOLGURA, 0.0)
    )
    return grado if grado >= desde else 0.0


_VECINOS = 64
"""Con cuántos se compara cada texto, a lo sumo."""
_SEGUIDAS = 3
_LARGO = 1_000_000
"""El cuadrado del largo desde el que un texto se compara con menos: la mitad, un tercio…"""


def por_palabras(letras: str) -> Iterator[str]:
    """Claves de un texto: cada letra, y cada dos y tres seguidas; de uno enorme, sólo las letras.

    Las seguidas son más raras, y dicen más de a cuál se parece.
    """
    yield from letras
    for seguidas in range(2, _SEGUIDAS + 1) if len(letras) ** 2 < _LARGO else ():
        yield from (letras[i : i + seguidas] for i in range(len(letras) - seguidas + 1))


def candidatos(viejos: Sequence[str], nuevos: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pares de posiciones (viejo, nuevo) de textos, en letras, que comparten alguna palabra.

    De cada texto se miran antes los que comparten su clave más rara y, con la misma clave, los más
    cercanos, hasta que se acaben o sean bastantes. Son los mismos pares mirados al revés.
    """
    claves = [[dict.fromkeys(por_palabras(texto)) for texto in lado] for lado in (viejos, nuevos)]
    donde = [
        agrupadas((clave, puesto) for puesto, suyas in enumerate(lado) for clave in suyas)
        for lado in claves
    ]
    comunes = sorted(
        donde[0].keys() & donde[1].keys(),
        key=lambda clave: (len(donde[0][clave]) + len(donde[1][clave]), clave),
    )
    rareza = {clave: orden for orden, clave in enumerate(comunes)}
    puestos = [[lado[clave] for clave in comunes] for lado in donde]
    # Por texto: un conjunto de cientos de miles de pares le daría qué hacer al recolector.
    cerca = [dict.fromkeys(u) for u in _de_cada_texto(viejos, claves[0], rareza, puestos[1])]
    for nuevo, de_vuelta in enumerate(_de_cada_texto(nuevos, claves[1], rareza, puestos[0])):
        for viejo in de_vuelta:
            cerca[viejo][nuevo] = None
    return ((viejo, nuevo) for viejo, otros in enumerate(cerca) for nuevo in otros)


def _de_cada_texto(
    textos: Sequence[str],
    claves: Sequence[Iterable[str]],
    rareza: Mapping[str, int],
    puestos: Sequence[Sequence[int]],
) -> Iterator[Iterator[int]]:
    """Puestos, en el otro lado, de los cercanos a cada texto."""
    for puesto, (texto, suyas) in enumerate(zip(textos, claves, strict=True)):
        raras = sorted(rareza[clave] for clave in suyas if clave in rareza)
        yield _cercanos(puesto, len(texto), raras, puestos)


def _cercanos(
    puesto: int, largo: int, claves: Iterable[int], puestos: Sequence[Sequence[int]]
) -> Iterator[int]:
    """Puestos de los textos que comparten claves con uno; de los enormes, que cuestan, menos."""
    faltan = max(1, _VECINOS // (1 + largo**2 // _LARGO))
    for clave in claves:
        cercanos = puestos[clave]
        if len(cercanos) > faltan:
            centro = bisect_left(cercanos, puesto)
            cercanos = cercanos[max(0, centro - faltan) : centro + faltan]
            cercanos = sorted(cercanos, key=lambda cercano: abs(cercano - puesto))[:faltan]
        yield from cercanos
        faltan -= len(cercanos)
        if not faltan:
            return


def los_mejores(puntajes: Iterable[tuple[float, ...]]) -> Iterator[tuple[int, int]]:
    """Pares (i, j) de unos ``(…, i, j)``, los menores primero, y cada i y cada j una sola vez."""
    usados: tuple[set[float], set[float]] = set(), set()
    for *_, viejo, nuevo in sorted(puntajes):
        if viejo not in usados[0] and nuevo not in usados[1]:
            usados[0].add(viejo)
            usados[1].add(nuevo)
            yield int(viejo), int(nuevo)
