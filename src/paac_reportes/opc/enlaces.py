"""A dónde lleva lo enlazado: «Ver carpeta» dice poco, y su dirección es la evidencia."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from paac_reportes import clases

_ESQUEMA = re.compile(r"(?:https?|mailto|tel):(?://)?", re.IGNORECASE)
_EN_CAMPO = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_EN_FORMULA = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")+)"\s*[,;)]', re.IGNORECASE)
_LLAMA = re.compile(r"HYPERLINK\(", re.IGNORECASE)


@clases.frozen
class EnlaceExterno:
    """Un texto que lleva fuera del archivo, a una dirección que él no dice."""

    texto: str
    """Texto que se ve."""
    direccion: str


def enlace(texto: str, direccion: str) -> EnlaceExterno | None:
    """Enlace de un texto a una dirección; ninguno si el texto ya la dice."""
    direccion = direccion.strip()
    if not direccion or _sin_adornos(direccion) in _sin_adornos(texto):
        return None
    return EnlaceExterno(texto.strip(), direccion)


def _sin_adornos(texto: str) -> str:
    """La dirección sin lo que un programa le pone o le quita al enlazarla."""
    sin_esquema = _ESQUEMA.sub("", unquote(texto))
    return "".join(sin_esquema.split()).casefold().rstrip("/")


def direccion_de_campo(instruccion: str) -> str:
    """Dirección de ``HYPERLINK "https://…"``; vacía si el campo es otro o lleva al documento."""
    coincidencia = _EN_CAMPO.match(instruccion)
    return coincidencia[1] if coincidencia else ""


def direccion_de_formula(formula: str) -> str | None:
    """Dirección de ``HYPERLINK("https://…"; "Ver")``; vacía si no hay; ``None``, calculada."""
    coincidencia = _EN_FORMULA.match(formula)
    if coincidencia is not None:
        direccion = coincidencia[1].replace('""', '"')
        return "" if direccion.startswith("#") else direccion
    return None if _LLAMA.search(formula) else ""


def con_direcciones_al_lado(texto: str, enlaces: Sequence[EnlaceExterno]) -> str:
    """El texto con cada dirección entre paréntesis tras las palabras enlazadas.

    ``Vea el plan aquí.``, con «el plan» enlazado → ``Vea el plan (https://…) aquí.``
    """
    if not enlaces:
        return texto
    trozos: list[str] = []
    desde = 0
    for enlace, siguiente in zip(enlaces, [*enlaces[1:], None], strict=True):
        if siguiente is not None and siguiente.direccion == enlace.direccion:
            continue  # un programa partió lo enlazado: la dirección va tras el último trozo
        lugar = texto.find(enlace.texto, desde) if enlace.texto else -1
        hasta = len(texto) if lugar < 0 else lugar + len(enlace.texto)
        direccion = f"({enlace.direccion})"
        trozos += [texto[desde:hasta], " " if texto[:hasta].strip() else "", direccion]
        desde = hasta
    return "".join((*trozos, texto[desde:]))
