"""Las direcciones web que trae un texto, para que se pueda ir a ellas."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from paac_reportes.expresiones import expresion

_ESCRITA = expresion(
    r"(?<!\w)(?:javascript|vbscript|file|mailto|data(?!:https?://)):\S*"
    r"|(?<![\w@/.-])((?:https?://|www\.)(?:(?![,;]https?://)[^\s<>\"'«»“”|\\^`{}])+)",
    re.IGNORECASE,
)
"""Hasta el espacio, la comilla o la dirección que sigue; la que no es de la web, entera, para que
nada de lo que lleve adentro se tome por una."""

_PUNTUACION = ".,;:!?…"
_CIERRES = {")": "(", "]": "["}
_SERVIDOR = expresion(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.IGNORECASE)
_PORCIENTO_SUELTO = expresion(r"%(?![0-9A-Fa-f]{2})")
_RESERVADOS = "/:@!$&'()*+,;=~-._%"
_LETRA = r"(?:[A-Za-z0-9/:@!$&'()*+,;=~._-]|%[0-9A-Fa-f]{2})"
_YA_ES = expresion(
    r"https?://[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*"
    rf"(?:/{_LETRA}*)?(?:\?(?:{_LETRA}|\?)+)?(?:#(?:{_LETRA}|\?)+)?"
)
"""Dirección que se escribe como es, que son casi todas: leerla por partes toma diez veces más."""


def partido_en_direcciones(texto: str) -> Iterator[tuple[str, str | None]]:
    """Pedazos que, pegados, son el texto, y la dirección a que lleva cada uno, si es una."""
    desde = 0
    for coincidencia in _ESCRITA.finditer(texto):
        texto_de_la_direccion = _sin_puntuacion(coincidencia[1] or "")
        direccion = direccion_de(texto_de_la_direccion) if texto_de_la_direccion else None
        if direccion is None:
            continue
        if coincidencia.start() > desde:
            yield texto[desde : coincidencia.start()], None
        yield texto_de_la_direccion, direccion
        desde = coincidencia.start() + len(texto_de_la_direccion)
    if desde < len(texto):
        yield texto[desde:], None


def direccion_de(texto: str) -> str | None:
    """La dirección ``http`` o ``https`` que un texto es, como la admite cualquier programa.

    ``None`` si no lo es, o si lleva usuario y contraseña. A ``www.…`` se le pone ``http``, como
    hacen Word y Excel.
    """
    entera = texto if "://" in texto else f"http://{texto}"
    return entera if _YA_ES.fullmatch(entera) else _armada(entera)


def _armada(entera: str) -> str | None:
    """La misma dirección, leída por partes y escrita en ASCII; nada si no es de la web."""
    try:
        partes = urlsplit(entera)
        servidor = (partes.hostname or "").encode("idna").decode("ascii")
        puerto = f":{partes.port}" if partes.port else ""
        resto = [_en_ascii(parte) for parte in (partes.path, partes.query, partes.fragment)]
    except ValueError:  # un puerto que no es un número, un servidor imposible…
        return None
    es_web = partes.scheme in {"http", "https"} and "@" not in partes.netloc
    if not es_web or not _SERVIDOR.fullmatch(servidor):
        return None
    return urlunsplit((partes.scheme, servidor + puerto, *resto))


def _en_ascii(parte: str) -> str:
    return quote(_PORCIENTO_SUELTO.sub("%25", parte), safe=f"{_RESERVADOS}?")


def _sin_puntuacion(direccion: str) -> str:
    """La dirección sin el punto o el paréntesis que es de la frase."""
    while direccion:
        ultima = direccion[-1]
        abre = _CIERRES.get(ultima)
        suelto = abre is not None and direccion.count(abre) < direccion.count(ultima)
        if not suelto and ultima not in _PUNTUACION:
            break
        direccion = direccion[:-1]
    return direccion
