"""Cuánto se parecen dos textos, palabra por palabra, y cuáles vale la pena comparar.

«Publicar» y «publicación» son la misma palabra; las que están en cualquier texto no cuentan. Y qué
hace distintos a dos que comparten casi todas: «Evaluar el mapa de riesgos» y «Publicar el mapa de
riesgos» no son la misma actividad, ni lo son el informe del primer trimestre y el del segundo.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from paac_reportes.grupos import agrupadas
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo.fechas import MESES

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


# ------------------------------------------------------------------ qué dicen que se hace

_PREFIJO = 5
"""Las letras que comparten un verbo y el nombre de lo que hace: evaluar, evaluación."""
_DE_UNA_LETRA = 2
"""Diferencia de dos palabras si en una hay una letra cambiada."""
_LARGA = 6
"""Las letras desde las que lo que tiene una cambiada sigue siendo lo mismo."""

_CIFRA = re.compile(r"\d")
_ORDINAL = re.compile(
    r"primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|i{1,3}|iv|vi?"
    rf"|{'|'.join(MESES)}"
)
_VERBO = re.compile(r"[a-z]+(?:ar|er|ir)(?:se|an?)?")
_LO_MISMO = (
    "publi divul difun",
    "socia divul comun dar infor",
    "reali adela efect hacer ejecu lleva desar cumpl",
    "elabo const formu disen crear prepa proye",
    "actua ajust revis modif",
    "capac forma sensi entre",
    "imple poner puest adopt",
    "segui monit verif contr hacer",
    "evalu medir medic valor anali",
    "ident deter estab defin",
    "forta mejor optim",
)
"""Los verbos que una oficina usa unos por otros, por como empiezan."""
_GRUPOS = {
    inicio: {numero for numero, suyos in enumerate(_LO_MISMO) if inicio in suyos.split()}
    for grupo in _LO_MISMO
    for inicio in grupo.split()
}


class Redaccion(NamedTuple):
    """De un texto, por lo que empieza, qué dice que se hace y las veces de que habla."""

    cabeza: str
    verbos: frozenset[str]
    """Como empieza cada uno, y la primera palabra."""
    ordinales: frozenset[str]


def redaccion_de(plano: str) -> Redaccion:
    """Redacción de un texto en plano."""
    palabras = _palabras(plano)
    return Redaccion(
        palabras[0] if palabras else "",
        frozenset(p[:_PREFIJO] for n, p in enumerate(palabras) if not n or _VERBO.fullmatch(p)),
        frozenset(p[:_PREFIJO].rstrip("oa") for p in palabras if _ORDINAL.fullmatch(p)),
    )


def se_contradicen(redaccion: Redaccion, otra_redaccion: Redaccion) -> bool:
    """Si dicen hacer cosas distintas, o lo mismo en distinta ocasión."""
    solo_una, solo_otra = (
        redaccion.ordinales - otra_redaccion.ordinales,
        otra_redaccion.ordinales - redaccion.ordinales,
    )
    if solo_una and solo_otra:
        return True
    comunes = (
        redaccion.verbos
        & otra_redaccion.verbos
        & {redaccion.cabeza[:_PREFIJO], otra_redaccion.cabeza[:_PREFIJO]}
    )
    return not comunes and not _dicen_lo_mismo(redaccion.cabeza, otra_redaccion.cabeza)


def _dicen_lo_mismo(verbo: str, otro_verbo: str) -> bool:
    """Si dos verbos son de un grupo de ``_LO_MISMO``, o difieren en una letra."""
    grupos, otros_grupos = (
        _GRUPOS.get(palabra[:_PREFIJO], set[int]()) for palabra in (verbo, otro_verbo)
    )
    return bool(grupos & otros_grupos) or difieren_en_una_letra(verbo, otro_verbo)


def difieren_en_una_letra(texto: str, otro_texto: str) -> bool:
    """Si a un texto le falta, sobra o cambia una letra, no un número; los muy cortos no cuentan."""
    if min(len(texto), len(otro_texto)) < _LARGA or abs(len(texto) - len(otro_texto)) > 1:
        return False
    if Indel.distance(texto, otro_texto, score_cutoff=_DE_UNA_LETRA) > _DE_UNA_LETRA:
        return False
    return _CIFRA.findall(texto) == _CIFRA.findall(otro_texto)
