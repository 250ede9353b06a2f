"""Los signos de las letras de dibujos (Wingdings, Webdings) que en un plan quieren decir algo.

Un ``ü`` en Wingdings es «✓»: lo que se ve no es la letra que el archivo guarda. Se traducen las
marcas de sí y de no, las casillas, las viñetas y las flechas, como las pone la tabla de Unicode de
cada letra, con el signo que casi toda letra trae; de otro signo se dice que está.
"""

import re
from collections.abc import Mapping, Sequence

# ------------------------------------------------------------------ lo que sube o baja del renglón


ARRIBA, ABAJO = "superscript", "subscript"
"""Las alturas, como las llaman Word y Excel."""
_CIFRAS = "0123456789+-−=()"
_EN_ALTURA = {
    ARRIBA: str.maketrans(_CIFRAS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    ABAJO: str.maketrans(_CIFRAS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_NUMERO = re.compile(r"(?<![(+−-])[(+−-]*+\d[\d()+−=-]*+", re.ASCII)
_FUERA_DEL_RENGLON = re.compile(r"[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾₀-₉₊₋₌₍₎√∑∫]|\)[/¦]\(|[\^_]\(")


def a_su_altura(texto: str, altura: str) -> str:
    """Texto de un tramo con sus cifras a la altura en que van: ``2`` arriba es ``²``."""
    tabla = _EN_ALTURA.get(altura)
    return texto if tabla is None else _NUMERO.sub(lambda n: n[0].translate(tabla), texto)


def es_de_altura(texto: str) -> bool:
    """Si todo un texto se escribe a otra altura."""
    return _NUMERO.fullmatch(texto) is not None


def sale_del_renglon(texto: str) -> bool:
    """Si un texto leído trae exponentes, llamadas de nota o una ecuación: ``1.1²``, ``(3)/(4)``."""
    return _FUERA_DEL_RENGLON.search(texto) is not None


# ------------------------------------------------------------------ los signos


_PRIMER_SIGNO = 0xF000
"""Carácter desde el que Office guarda dibujos: la ``ü`` de Wingdings es U+F0FC o U+00FC."""
SIGNOS_POR_LETRA = 0x100
"""Cuántos signos tiene una letra de dibujos: el número de uno va de 0x00 a 0xFF."""
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0x75: "◆",
    0x76: "❖",
    0x78: "☒",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "☐",
    0xAB: "★",
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
    0x99: "○",
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


_PROPIAS = re.compile(f"[{chr(_PRIMER_SIGNO)}-{chr(_PRIMER_SIGNO + SIGNOS_POR_LETRA - 1)}]")


def lleva_dibujos(texto: str) -> bool:
    """Si un texto guarda algún dibujo por su número, esté en la letra que esté."""
    return not texto.isascii() and _PROPIAS.search(texto) is not None


def es_de_dibujos(letra: str | None) -> bool:
    """Si un tipo de letra muestra dibujos donde otro muestra letras: ``Wingdings``."""
    return letra is not None and letra.lower() in _POR_LETRA


def signo_de(numero: int, letra: str) -> str:
    """Signo que una letra de dibujos, o de viñetas, muestra por un número; o vacío."""
    if _PRIMER_SIGNO <= numero < _PRIMER_SIGNO + SIGNOS_POR_LETRA:
        numero -= _PRIMER_SIGNO
    signos = _POR_LETRA.get(letra.lower())
    return (_SYMBOL | _WINGDINGS if signos is None else signos).get(numero, "")


def en_signos(texto: str, letra: str) -> tuple[str, str]:
    """El texto con sus dibujos cambiados por signos, y el mensaje de los que no se conocen."""
    visibles, desconocidos = "", ""
    todos = es_de_dibujos(letra)
    for caracter in texto:
        es_dibujo = _PROPIAS.match(caracter) or (todos and not caracter.isspace())
        signo = signo_de(ord(caracter), letra) if es_dibujo else caracter
        visibles += signo
        desconocidos += "" if signo else caracter
    return visibles, de_un_signo(desconocidos, letra) if desconocidos else ""


def de_un_signo(desconocidos: str, letra: str) -> str:
    """Mensaje de unos signos que no se conocen."""
    numeros = [f"{ord(signo) % SIGNOS_POR_LETRA:02X}" for signo in dict.fromkeys(desconocidos)]
    letra_dicha = f"de la letra {letra}" if letra else "de una letra de dibujos"
    return f"trae un dibujo {letra_dicha} ({', '.join(numeros)}), que no se lee"


class AspectoDelTramo:
    """Letra y altura del tramo que se lee de un texto de Excel; anota los que dicen su letra."""

    def __init__(self, con_letra: set[str], textos: Sequence[str]) -> None:
        self._con_letra = con_letra
        self._textos = textos
        """Los ya leídos: el que se lee es el que sigue."""
        self._letra = self._altura = ""

    def abrir(self, atributos: Mapping[str, str]) -> None:
        """Comienzo de un tramo: guarda su tipo de letra, si lo dice."""
        self._con_letra.add(str(len(self._textos)))
        letra = atributos.get("val", "")
        self._letra = letra if es_de_dibujos(letra) else ""

    def elevar(self, atributos: Mapping[str, str]) -> None:
        """Altura del tramo que empieza."""
        self._altura = atributos.get("val", "")

    def cerrar(self) -> None:
        """Final de un tramo: lo que siga no tiene su aspecto."""
        self._letra = self._altura = ""

    def vista(self, texto: str) -> str:
        """Un pedazo del tramo como se ve; el signo no conocido queda por su número."""
        if not self._letra:
            return a_su_altura(texto, self._altura) if self._altura else texto
        por_numero = (_por_su_numero(caracter) for caracter in texto)
        signos = (en_signos(caracter, self._letra)[0] or caracter for caracter in por_numero)
        return "".join(signos)


def _por_su_numero(caracter: str) -> str:
    """Letra en la zona en que los dibujos van por su número; un espacio, igual."""
    numero = ord(caracter)
    es_de_letra = numero < SIGNOS_POR_LETRA and not caracter.isspace()
    return chr(_PRIMER_SIGNO + numero) if es_de_letra else caracter
