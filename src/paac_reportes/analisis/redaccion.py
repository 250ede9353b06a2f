"""Qué hace distintos a dos textos que comparten casi todas las palabras.

«Evaluar el mapa de riesgos» y «Publicar el mapa de riesgos» no son la misma actividad, ni lo son el
informe del primer trimestre y el del segundo.
"""

import re
from collections.abc import Sequence

from paac_reportes import clases
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo.fechas import MESES

with hace_falta():
    from rapidfuzz.distance import Indel

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


@clases.frozen
class Redaccion:
    """De un texto, por lo que empieza, qué dice que se hace y las veces de que habla."""

    cabeza: str
    verbos: frozenset[str]
    """Como empieza cada uno, y la primera palabra."""
    ordinales: frozenset[str]


def redaccion_de(palabras: Sequence[str]) -> Redaccion:
    """Redacción de un texto, por sus palabras en plano y sin las que no dicen nada."""
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
