"""Los correos electrónicos que trae un texto, también los escritos para que una máquina no los lea.

Todo patrón recorre el texto una vez: un pedazo que puede ser un nombre se toma entero, sin volver
atrás (``++``), y sólo se prueba desde su comienzo.
"""

import re
from collections.abc import Iterator

Tramo = tuple[int, int]
"""Desde qué letra y hasta cuál, sin ella."""

_INVISIBLES = (
    "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\ufffd\x00-\x08\x0e-\x1f\x7f"
)
"""Tildes sueltas y lo que no se ve: un correo copiado de otro programa los trae adentro."""
_LETRA = rf"[\w{_INVISIBLES}-]"
_ANTES = rf"(?<![\w{_INVISIBLES}.+-])"
_NOMBRE = rf"{_ANTES}(?P<nombre>[\w{_INVISIBLES}.+-]++)"
# «x@y.co.Luego»: un punto pegado a una mayúscula es el de la frase.
_PUNTO = r"\.(?!(?<=[a-z]\.)[A-ZÁÉÍÓÚÑ])"
_CORREO = re.compile(rf"{_NOMBRE}(?:[@＠﹫]|&#64;)(?P<servidor>{_LETRA}++(?:{_PUNTO}{_LETRA}++)++)")
_EN_DIRECCION = re.compile(
    r"(?<![\w.+%-])(?P<nombre>(?:[\w.+-]|%(?!40)[0-9A-Fa-f]{2})++)%40"
    r"(?P<servidor>[\w-]++(?:\.[\w-]++)++)"
)
"""Como va dentro de una dirección web: ``%40`` en lugar de la arroba."""
_ARROBA = r"(?:\s?[\[({<]\s?(?:at|arroba|@)\s?[\])}>]\s?|\s[@＠]\s?|[@＠]\s|\s++arroba\s++)"
_SEPARADOR = r"(?:\s?[\[(]\s?(?:dot|punto)\s?[\])]\s?|\s++punto\s++|\s?\.\s?)"
_FINALES = r"(?:com|co|net|org|gov|edu|mil|info|es)"
_DISFRAZADO = re.compile(
    rf"{_NOMBRE}{_ARROBA}(?P<servidor>{_LETRA}++(?:{_SEPARADOR}{_LETRA}++){{0,3}}?"
    rf"{_SEPARADOR}{_FINALES}(?!\w)(?:\.co(?!\w))?)",
    re.IGNORECASE,
)
"""Con ``(at)``, «arroba» o la arroba suelta, sólo si termina como terminan casi todos."""
_PUEDE_HABER = re.compile(r"[@＠﹫]|%40|&#64;|arroba|[\[({<]\s?at\s?[\])}>]", re.IGNORECASE)
_PROTOCOLO = "mailto:"
_FINAL_MINIMO = 2


def correos(texto: str) -> Iterator[Tramo]:
    """Dónde está cada correo, con su ``mailto:`` si lo trae."""
    if not _PUEDE_HABER.search(texto):
        return
    for patron in (_CORREO, _EN_DIRECCION, _DISFRAZADO):
        for hallado in patron.finditer(texto):
            inicio, fin = _inicio(texto, hallado), _fin(hallado)
            if inicio < hallado.end("nombre") and fin:
                yield inicio, fin


def _inicio(texto: str, hallado: re.Match[str]) -> int:
    """Sin la viñeta ni los puntos suspensivos que el nombre tenga pegados."""
    nombre = hallado["nombre"].rpartition("..")[2]
    inicio = hallado.end("nombre") - len(nombre.lstrip(".+-"))
    if texto[max(inicio - len(_PROTOCOLO), 0) : inicio].lower() == _PROTOCOLO:
        inicio -= len(_PROTOCOLO)
    return inicio


def _fin(hallado: re.Match[str]) -> int:
    """Hasta la última parte del servidor que puede serlo; 0 si no queda un servidor."""
    servidor = hallado["servidor"]
    while "." in servidor:
        ultima = re.sub(f"[{_INVISIBLES}]", "", servidor.rpartition(".")[2]).strip()
        if len(ultima) >= _FINAL_MINIMO and ultima[:_FINAL_MINIMO].isalpha():
            break
        servidor = servidor.rpartition(".")[0]
    con_punto = "." in servidor or "punto" in servidor.lower() or "dot" in servidor.lower()
    return hallado.start("servidor") + len(servidor) if con_punto else 0
