"""El texto sin lo que no lo hace otro, para comparar."""

import re
import unicodedata

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


class _Planas(dict[int, str]):
    """De cada letra, la que va en su lugar."""

    def __missing__(self, letra: int) -> str:
        """Letra sin tilde, signo ni adorno de esa letra; la anota para la próxima vez."""
        simple, clase = chr(letra), unicodedata.category(chr(letra))
        if clase == "Nd":
            simple = str(unicodedata.decimal(simple))
        elif clase == "Pd":
            simple = "-"
        elif simple in "’´‘":
            simple = "'"
        elif clase != "No":  # «½» no es un uno
            simple = unicodedata.normalize("NFKD", simple)[0]
        self[letra] = simple
        return simple


_PLANAS = _Planas()


def letra_por_letra(texto: str) -> tuple[str, list[int] | None]:
    """El texto sin tildes ni lo que no se ve, y el lugar que cada letra tenía, si alguno cambia."""
    lugares = None
    if _SIN_VERSE.search(texto):
        lugares = [lugar for lugar, letra in enumerate(texto) if not _SIN_VERSE.match(letra)]
        texto = "".join([texto[lugar] for lugar in lugares])
        lugares.append((lugares[-1] if lugares else 0) + 1)
    return (texto if texto.isascii() else texto.translate(_PLANAS)), lugares


def en_el_texto(desde: int, hasta: int, lugares: list[int] | None) -> tuple[int, int]:
    """Lugar en el texto original de un tramo del de ``letra_por_letra``."""
    return (desde, hasta) if lugares is None else (lugares[desde], lugares[hasta - 1] + 1)


def direcciones(texto: str) -> list[tuple[int, int]]:
    """Lugares ``(desde, hasta)`` de las direcciones web de un texto."""
    return [hallada.span() for hallada in _DIRECCION.finditer(texto)]


def sin_direcciones(texto: str) -> str:
    """El texto con un blanco y rayas en lugar de cada dirección, del mismo largo."""
    return _DIRECCION.sub(lambda direccion: f" {'_' * (len(direccion[0]) - 1)}", texto)
