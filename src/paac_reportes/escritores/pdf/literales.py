"""Los valores de Typst: un texto es siempre una cadena entre comillas, nunca marcas."""

import re

from paac_reportes.maqueta.medida.medidas import Mm, pt_de_mm

_IMPOSIBLES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Los que no se dibujan ni caben en un archivo; del modelo no llegan, de un formato podrían."""
_REEMPLAZO = "\ufffd"


def cadena(texto: str) -> str:
    """El texto como cadena de Typst; un retorno, como fin de renglón."""
    if "\r" in texto:
        texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    texto = _IMPOSIBLES.sub(_REEMPLAZO, texto)
    return f'"{texto.replace(_BARRA, _BARRA * 2).replace(_COMILLA, _BARRA + _COMILLA)}"'


_BARRA, _COMILLA = "\\", '"'
_NO_ASCII = re.compile(r"[^\x20-\x7e]")


def cadena_que_no_se_dibuja(texto: str) -> str:
    """La de lo que se lee y no se ve: no le hace falta que la letra tenga el dibujo."""
    return _NO_ASCII.sub(lambda una: f"\\u{{{ord(una[0]):x}}}", cadena(texto))


def puntos(medida: float) -> str:
    """Una medida en puntos, como ``12.5pt``."""
    return f"{round(medida, 3):.3f}".rstrip("0").rstrip(".") + "pt"


def puntos_de(medida: Mm) -> str:
    """Una medida en milímetros, dicha en puntos."""
    return puntos(pt_de_mm(medida))


def color(codigo: str) -> str:
    """Un color ``RRGGBB``."""
    return f'rgb("{codigo}")'


def si_o_no(*, valor: bool) -> str:
    """``true`` o ``false``."""
    return "true" if valor else "false"


def en_orden(expresiones: list[str]) -> str:
    """Unas expresiones, una detrás de otra; una suma de miles agotaría la pila de Typst."""
    if len(expresiones) == 1:
        return expresiones[0]
    return f"{{{';'.join(expresiones)}}}" if expresiones else "none"
