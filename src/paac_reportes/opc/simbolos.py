"""Los signos de las letras de dibujos (Wingdings, Webdings) que en un plan quieren decir algo.

Un ``ü`` en Wingdings es «✓»: lo que se ve no es la letra que el archivo guarda. Se traducen las
marcas de sí y de no, las casillas, las viñetas y las flechas; de otro signo se dice que está.
"""

from collections.abc import Mapping, Sequence

_PROPIA = 0xF000
"""Desde donde Office guarda sus letras de dibujos: la ``ü`` de Wingdings es U+F0FC o U+00FC."""
_LETRAS = 0x100
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0x76: "❖",
    0x78: "☒",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF1: "⇧",
    0xF2: "⇩",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x96: "•",
    0x97: "•",
    0x98: "●",
    0xA2: "■",
    0xA3: "☐",
}
_WEBDINGS = {
    0x33: "◀",
    0x34: "▶",
    0x35: "▲",
    0x36: "▼",
    0x61: "✓",
    0x63: "☐",
    0x67: "■",
    0x6E: "●",
    0x72: "✗",
}
_SYMBOL = {0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB7: "•", 0xD6: "√"}
_POR_LETRA: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
}


def es_de_dibujos(letra: str | None) -> bool:
    """Si una letra muestra dibujos donde otra muestra letras."""
    return letra is not None and letra.lower() in _POR_LETRA


def signo_de(numero: int, letra: str) -> str:
    """El signo que una letra de dibujos muestra por ese número; vacío si no se conoce.

    La letra que no se dice, o que se llama Symbol, es una de las dos en que van las viñetas.
    """
    numero = numero - _PROPIA if _PROPIA <= numero < _PROPIA + _LETRAS else numero
    signos = _POR_LETRA.get(letra.lower())
    return (_SYMBOL | _WINGDINGS if signos is None else signos).get(numero, "")


def en_signos(texto: str, letra: str) -> tuple[str, str]:
    """Lo que se ve de un texto en una letra de dibujos, y sus letras sin signo conocido."""
    vistos, sin_saber = "", ""
    for caracter in texto:
        signo = caracter if caracter.isspace() else signo_de(ord(caracter), letra)
        vistos += signo
        sin_saber += "" if signo else caracter
    return vistos, sin_saber


def de_un_signo(sin_saber: str, letra: str) -> str:
    """Lo que se dice de unos signos que no se conocen."""
    numeros = ", ".join(f"{ord(caracter) & 0xFF:02X}" for caracter in dict.fromkeys(sin_saber))
    return f"trae un dibujo de la letra {letra or 'Symbol'} ({numeros}), que no se lee"


class LetraDelTramo:
    """La del tramo que se lee de un texto de Excel; anota los textos que dicen la de alguno."""

    def __init__(self, con_letra: set[str], textos: Sequence[str]) -> None:
        self._con_letra = con_letra
        self._textos = textos
        """Los ya leídos: el que se lee es el que sigue."""
        self._letra = ""

    def abrir(self, atributos: Mapping[str, str]) -> None:
        """La de un tramo que la dice."""
        self._con_letra.add(str(len(self._textos)))
        letra = atributos.get("val", "")
        self._letra = letra if es_de_dibujos(letra) else ""

    def cerrar(self) -> None:
        """El final de un tramo."""
        self._letra = ""

    def vista(self, texto: str) -> str:
        """Lo que se ve de un pedazo suyo."""
        return en_signos(texto, self._letra)[0] if self._letra else texto
