"""El texto para comparar: sin lo que no lo hace otro, los que más se parecen y su huella."""

import base64
import functools
import re
import struct
import unicodedata
from collections.abc import Iterable
from zlib import crc32

from paac_reportes.expresiones import expresion

_TILDES = ("\u0301", "\u0303", "\u0308")
"""La tilde, la de la eñe y la diéresis; de las demás, se mira cada una que el texto traiga."""


def en_plano(texto: str | None) -> str:
    """El texto sin mayúsculas, tildes ni espacios de sobra."""
    if not texto:
        return ""
    plano = texto.casefold()
    if not plano.isascii():
        plano = unicodedata.normalize("NFD", plano)
        for tilde in _TILDES:
            plano = plano.replace(tilde, "")
    if not plano.isascii():
        for marca in filter(unicodedata.combining, set(plano)):
            plano = plano.replace(marca, "")
    return " ".join(plano.split())


_CIFRAS = expresion(r"\d+")

PAGINA_DE_REMISION = expresion(r", página\s\d+$")
"""Dónde se imprime aquello a que un texto remite, como lo escribe ``maqueta.hoja.libro``.

Cambia con lo que va antes, y quien lee no lo cuenta.
"""


def sin_cifras(texto: str) -> str:
    """El texto con ``#`` en lugar de cada número: ``Página # de #``."""
    return _CIFRAS.sub("#", texto)


def conjunto(palabras: str) -> frozenset[str]:
    """Conjunto de unas palabras separadas por blancos."""
    return frozenset(palabras.split())


# ------------------------------------------------------------------ letra por letra

_SIN_VERSE = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffd"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_DIRECCION = re.compile(r"(?:https?://|www\.)[^\s<>\"]++", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def _plana(letra: str) -> str:
    """Letra sin la tilde, el signo ni el adorno que esa lleve."""
    clase = unicodedata.category(letra)
    if clase == "Nd":
        return str(unicodedata.decimal(letra))
    if clase == "Pd":
        return "-"
    if letra in "’´‘":
        return "'"
    if clase == "No":  # «½» no es un uno
        return letra
    return unicodedata.normalize("NFKD", letra)[0]


def letra_por_letra(texto: str) -> tuple[str, list[int] | None]:
    """El texto sin tildes ni lo que no se ve, y el lugar que cada letra tenía, si alguno cambia."""
    lugares = None
    if _SIN_VERSE.search(texto):
        lugares = [lugar for lugar, letra in enumerate(texto) if not _SIN_VERSE.match(letra)]
        texto = "".join([texto[lugar] for lugar in lugares])
        lugares.append((lugares[-1] if lugares else 0) + 1)
    return (texto if texto.isascii() else "".join(map(_plana, texto))), lugares


def en_el_texto(desde: int, hasta: int, lugares: list[int] | None) -> tuple[int, int]:
    """Lugar en el texto original de un tramo del de ``letra_por_letra``."""
    return (desde, hasta) if lugares is None else (lugares[desde], lugares[hasta - 1] + 1)


def direcciones(texto: str) -> list[tuple[int, int]]:
    """Lugares ``(desde, hasta)`` de las direcciones web de un texto."""
    return [hallada.span() for hallada in _DIRECCION.finditer(texto)]


def sin_direcciones(texto: str) -> str:
    """El texto con un blanco y rayas en lugar de cada dirección, del mismo largo."""
    return _DIRECCION.sub(lambda direccion: f" {'_' * (len(direccion[0]) - 1)}", texto)


def el_mas_cercano(texto: str, hay: Iterable[str], cutoff: float = 0.6) -> str | None:
    """El texto de ``hay`` que más se parece, o ninguno: ``difflib.get_close_matches``.

    Sólo carga a quien compara si hay qué comparar: casi nadie escribe nada mal.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    return next(iter(get_close_matches(texto, [*hay], n=1, cutoff=cutoff)), None)


def el_mas_parecido(
    texto: str, hay: Iterable[str], presentacion: str = "el más parecido es", cutoff: float = 0
) -> str:
    """Final de un mensaje: ``; el más parecido es 'meta'``; vacío si ninguno se parece."""
    cercano = el_mas_cercano(texto, hay, cutoff)
    return "" if cercano is None else f"; {presentacion} {cercano!r}"


_ENTRE_CELDAS = "\0"
_BYTES = 4
"""Los bytes de cada una."""


def huella_de(linea: Iterable[str]) -> int:
    """Huella de una línea, que es la de los textos de sus celdas a la letra."""
    return crc32(_ENTRE_CELDAS.join(linea).encode("utf-8", "replace"))


def huellas_en_breve(huellas: Iterable[int]) -> str:
    """Unas huellas, una tras otra, en base64."""
    todas = [*huellas]
    return base64.b64encode(struct.pack(f">{len(todas)}I", *todas)).decode("ascii")


def de_breve(texto: str) -> tuple[int, ...]:
    """Huellas que trae un texto en base64; ninguna, si no las trae."""
    try:
        crudas = base64.b64decode(texto, validate=True)
    except ValueError:
        return ()
    trozos = (crudas[lugar : lugar + _BYTES] for lugar in range(0, len(crudas), _BYTES))
    return tuple(map(int.from_bytes, trozos))
