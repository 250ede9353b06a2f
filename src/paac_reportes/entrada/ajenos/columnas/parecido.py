"""Cuánto se parece un rótulo a otro, de 0 a 1."""

import functools
import re
from collections.abc import Iterable

import attrs
from rapidfuzz.distance.Indel import normalized_similarity

from paac_reportes.analisis.plano import en_plano

UMBRAL = 0.8
"""Desde aquí un rótulo es el de un dato; por debajo, se dice a cuál se parece y no se usa."""
DUDA = 0.6
"""Desde aquí se dice a cuál se parece."""

_CORTO = 5
"""Un rótulo de menos letras no admite erratas: «meta» y «mes» no son lo mismo."""
_EMPIEZA = (UMBRAL, 0.99)
"""Entre qué y qué vale un rótulo que empieza por el esperado y dice algo más."""
_CONTIENE = (DUDA, UMBRAL - 0.01)
"""Lo mismo, si lo trae en otro lugar: nunca basta."""
_NUMERO = re.compile(r"\b(?:n[°ºo]\.?|num\.?|numero|#)(?=\W|$)", re.ASCII)
_SIGUE = re.compile(r" (?!del? )")
"""Lo que puede seguir a un rótulo sin que sea otro: «Fecha de aprobación» no es «Fecha»."""
_SIGNOS = re.compile(r"[^\w%]+")
_LLAMADA = re.compile(r"\[\d+\]|[¹²³*†]")


@attrs.frozen
class Rotulo:
    """Un rótulo, listo para comparar."""

    palabras: str
    """Sin tildes, mayúsculas ni signos."""
    letras: str
    """Lo mismo sin espacios: «Racionalizac ión» es «Racionalización»."""


@functools.lru_cache(maxsize=4096)
def rotulo_de(texto: str) -> Rotulo:
    """El de un texto."""
    sin_llamadas = _LLAMADA.sub(" ", texto)
    numerado = _NUMERO.sub(
        " numero ", en_plano(sin_llamadas).replace("º", "°").replace("n°", "num")
    )
    palabras = " ".join(_SIGNOS.sub(" ", numerado).split())
    return Rotulo(palabras, palabras.replace(" ", ""))


def parecido(visto: Rotulo, esperado: Rotulo) -> float:
    """1 si son el mismo; menos por cada letra de diferencia y por cada palabra de más."""
    if not visto.letras or not esperado.letras:
        return 0.0
    if visto.letras == esperado.letras:
        return 1.0
    largo = min(len(visto.letras), len(esperado.letras))
    erratas = 0.0
    if largo >= _CORTO:
        erratas = normalized_similarity(visto.letras, esperado.letras, score_cutoff=DUDA)
    return max(erratas, _con_mas_palabras(visto, esperado))


def _con_mas_palabras(visto: Rotulo, esperado: Rotulo) -> float:
    """Si lo visto trae las palabras del esperado y otras."""
    if len(esperado.letras) >= len(visto.letras):
        return 0.0
    parte = len(esperado.letras) / len(visto.letras)
    sigue = visto.palabras.removeprefix(esperado.palabras)
    if sigue != visto.palabras and _SIGUE.match(sigue):
        return _entre(_EMPIEZA, parte)
    if f" {esperado.palabras} " in f" {visto.palabras} ":
        return _entre(_CONTIENE, parte)
    return 0.0


def _entre(limites: tuple[float, float], parte: float) -> float:
    return limites[0] + (limites[1] - limites[0]) * parte


def mayor_parecido(texto: str, esperados: Iterable[Rotulo]) -> float:
    """El del más cercano."""
    visto = rotulo_de(texto)
    return max((parecido(visto, esperado) for esperado in esperados), default=0.0)


def empieza_por(texto: str, esperados: Iterable[str]) -> bool:
    """Si sus primeras palabras son uno de esos textos."""
    visto = f"{rotulo_de(texto).palabras} "
    return any(visto.startswith(f"{rotulo_de(uno).palabras} ") for uno in esperados)
