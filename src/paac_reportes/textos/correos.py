"""Los correos que trae un texto, también los escritos para que una máquina no los lea.

Cada patrón recorre el texto una vez: un pedazo que puede ser un nombre se toma entero, sin volver
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
_ANTES = rf"(?<![\w{_INVISIBLES}.+'’-])"
_NOMBRE = rf"{_ANTES}(?P<nombre>[\w{_INVISIBLES}.+'’-]++)"
_LA_ARROBA = r"(?:[\\*]{0,2}[@＠﹫][\\*]{0,2}|&#0{0,4}64;|&#x0{0,4}40;|&commat;)"
"""También como la escriben HTML y Markdown."""
_NO_ES_UNA_VERSION = r"(?!v?\d++\.\d)"
_CORREO = re.compile(
    rf"{_NOMBRE}{_LA_ARROBA}{_NO_ES_UNA_VERSION}(?P<servidor>{_LETRA}++(?:\.{_LETRA}++)++)",
    re.IGNORECASE,
)
_EN_DIRECCION = re.compile(
    r"(?<![\w.+%-])(?P<nombre>(?:[\w.+-]|%(?!40)[0-9A-Fa-f]{2})++)%40"
    r"(?P<servidor>[\w-]++(?:\.[\w-]++)++)"
)
"""Como va dentro de una dirección web: ``%40`` en lugar de la arroba."""
_ARROBA = (
    r"(?:\s?[\[({<]\s?(?:at|arroba|@)\s?[\])}>]\s?|\s[@＠]\s|[@＠]\s|\s++arroba\s++"
    r"|\s[@＠](?=(?:gmail|hotmail|outlook|yahoo|live|icloud)\.|[\w-]++\.(?:gov|edu|com|org|net|mil)\.co\b))"
)
"""Con sólo un espacio antes es el nombre de una cuenta, salvo que termine como un correo."""
_SEPARADOR = r"(?:\s?[\[({]\s?(?:dot|punto)\s?[\])}]\s?|\s++punto\s++|\s\.\s|\.)"
_FINALES = r"(?:com|co|net|org|gov|edu|mil|info)"
_DISFRAZADO = re.compile(
    rf"{_NOMBRE}{_ARROBA}{_NO_ES_UNA_VERSION}(?P<servidor>{_LETRA}++(?:{_SEPARADOR}{_LETRA}++){{0,3}}?"
    rf"{_SEPARADOR}{_FINALES}(?!\w)(?:{_SEPARADOR}co(?!\w))?)",
    re.IGNORECASE,
)
"""Con ``(at)``, «arroba» o la arroba suelta, sólo si termina como terminan casi todos."""
_MAL_ESCRITO = re.compile(
    rf"{_NOMBRE}{_LA_ARROBA}(?P<servidor>(?:gmail|hotmail|outlook|yahoo|live|icloud)(?:\s?,\s?|\s\.\s?|\.\s|\s)"
    r"(?:com|co|es)(?!\w)(?:[.,]co(?!\w))?)",
    re.IGNORECASE,
)
"""«x@gmail,com», «x@gmail .com», «x@gmail com»: del servidor que se conoce."""
_EN_LETRAS = re.compile(
    rf"{_NOMBRE}\s++at\s++{_NO_ES_UNA_VERSION}(?P<servidor>{_LETRA}++"
    rf"(?:\s++(?:dot|punto)\s++{_LETRA}++){{0,2}}?\s++(?:dot|punto)\s++{_FINALES}(?!\w))",
    re.IGNORECASE,
)
_NO_SON_NOMBRES = frozenset(
    ("en", "a", "de", "la", "el", "y", "o", "por", "como", "usuario", "cuenta", "twitter", "x")
) | {"instagram", "facebook", "tiktok", "youtube"}
"""«Síganos en @…»."""
_PUEDE_HABER = re.compile(
    r"[@＠﹫]|%40|&#0{0,4}64;|&#x0{0,4}40;|&commat;|arroba|\sat\s|[\[({<]\s?at\s?[\])}>]",
    re.IGNORECASE,
)
_CON_PUNTO = re.compile(r"[.,\s]|punto|dot", re.IGNORECASE)
_PROTOCOLO = "mailto:"
_FINAL_MINIMO = 2
_GENERICOS = frozenset(("com", "net", "org", "gov", "edu", "mil", "info", "gob"))


def correos(texto: str) -> Iterator[Tramo]:
    """Dónde está cada correo, con su ``mailto:`` si lo trae."""
    if not _PUEDE_HABER.search(texto):
        return
    for patron in (_CORREO, _EN_DIRECCION, _DISFRAZADO, _MAL_ESCRITO, _EN_LETRAS):
        for hallado in patron.finditer(texto):
            inicio, fin = _inicio(texto, hallado), _fin(hallado)
            if patron is _DISFRAZADO and hallado["nombre"].lower() in _NO_SON_NOMBRES:
                continue
            if inicio < hallado.end("nombre") and fin:
                yield inicio, fin


def _inicio(texto: str, hallado: re.Match[str]) -> int:
    """Sin la viñeta ni los puntos suspensivos que el nombre tenga pegados."""
    nombre = hallado["nombre"].rpartition("..")[2]
    inicio = hallado.end("nombre") - len(nombre.lstrip(".+-'’"))
    if texto[max(inicio - len(_PROTOCOLO), 0) : inicio].lower() == _PROTOCOLO:
        inicio -= len(_PROTOCOLO)
    return inicio


def _fin(hallado: re.Match[str]) -> int:
    """Hasta la última parte del servidor que puede serlo; 0 si no queda un servidor."""
    servidor = _sin_la_frase(hallado["servidor"])
    while "." in servidor:
        ultima = re.sub(f"[{_INVISIBLES}]", "", servidor.rpartition(".")[2]).strip()
        if len(ultima) >= _FINAL_MINIMO and ultima[:_FINAL_MINIMO].isalpha():
            break
        servidor = servidor.rpartition(".")[0]
    con_punto = _CON_PUNTO.search(servidor) is not None
    return hallado.start("servidor") + len(servidor) if con_punto else 0


def _sin_la_frase(servidor: str) -> str:
    """Sin lo que empieza otra frase: «x@y.co.Luego», que no es el final de «X@Y.Gov.Co»."""
    partes = servidor.split(".")
    for lugar in range(2, len(partes)):
        anterior, suya = partes[lugar - 1], partes[lugar]
        termina = anterior in _GENERICOS or len(anterior) == _FINAL_MINIMO
        es_otro_final = suya.lower() in _GENERICOS or (
            anterior.lower() in _GENERICOS and len(suya) == _FINAL_MINIMO
        )
        if termina and anterior.islower() and suya[:1].isupper() and not es_otro_final:
            return ".".join(partes[:lugar])
    return servidor
