"""Lo que un estilo de Excel dice de su celda: el formato del número y si se destaca."""

import attrs

from paac_reportes.entrada.documentos.excel.valores.formato import DE_FABRICA
from paac_reportes.entrada.documentos.paquete.xml import Elemento, S, encendido, entero

GENERAL = "General"
_BLANCOS = frozenset({"ffffff", "ffffffff", "00ffffff"})


@attrs.frozen
class EstiloDeCelda:
    """Lo que se necesita de uno."""

    formato: str = GENERAL
    destacado: bool = False


CORRIENTE = EstiloDeCelda()


def estilos(raiz: Elemento | None) -> tuple[EstiloDeCelda, ...]:
    """Los de un libro, en el orden en que las celdas los nombran."""
    if raiz is None:
        return ()
    formatos = {
        entero(uno.get("numFmtId"), -1): uno.get("formatCode", GENERAL)
        for uno in raiz.iterfind(f"{S}numFmts/{S}numFmt")
    }
    negritas = [encendido(uno.find(f"{S}b"), "val") for uno in raiz.iterfind(f"{S}fonts/{S}font")]
    rellenos = [_se_ve(uno) for uno in raiz.iterfind(f"{S}fills/{S}fill")]
    return tuple(
        EstiloDeCelda(
            _formato(entero(uno.get("numFmtId")), formatos),
            _en(negritas, uno.get("fontId")) or _en(rellenos, uno.get("fillId")),
        )
        for uno in raiz.iterfind(f"{S}cellXfs/{S}xf")
    )


def _formato(numero: int, formatos: dict[int, str]) -> str:
    return formatos.get(numero) or DE_FABRICA.get(numero, GENERAL)


def _en(lista: list[bool], numero: str | None) -> bool:
    cual = entero(numero)
    return 0 <= cual < len(lista) and lista[cual]


def _se_ve(relleno: Elemento) -> bool:
    """Si un relleno se ve: tiene trama y su color no es el blanco."""
    if relleno.find(f"{S}gradientFill") is not None:
        return True
    trama = relleno.find(f"{S}patternFill")
    if trama is None or trama.get("patternType", "none") in ("none", "gray125"):
        return False
    color = trama.find(f"{S}fgColor")
    if color is None:
        return True
    blanco_del_tema = color.get("theme") == "0" and not color.get("tint")
    return color.get("rgb", "").lower() not in _BLANCOS and not blanco_del_tema
