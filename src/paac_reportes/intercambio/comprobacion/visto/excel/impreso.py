"""El encabezado y el pie que una hoja lleva al imprimirse."""

import re
from collections.abc import Iterator

from paac_reportes.intercambio.comprobacion.visible import Texto, Zona, literal, marca, zona
from paac_reportes.intercambio.comprobacion.visto.paquete import Elemento, S

CLASES = {
    "oddHeader": "encabezado impreso",
    "oddFooter": "pie impreso",
    "firstHeader": "encabezado impreso de la primera página",
    "firstFooter": "pie impreso de la primera página",
    "evenHeader": "encabezado impreso de las páginas pares",
    "evenFooter": "pie impreso de las páginas pares",
}
_SE_DISTINGUEN = {"first": "differentFirst", "even": "differentOddEven"}
_LADOS = {"L": "izquierda", "C": "centro", "R": "derecha"}
_CODIGO = re.compile(
    r"&(?:(?P<lado>[LCR])|(?P<campo>[PNDTFAZG])|(?P<y>&)"
    r'|"[^"]*"|[0-9]+|K[0-9A-Fa-f]{6}|[BIUESXYOH])|(?P<letra>.)',
    re.DOTALL,
)
_CAMPOS = {"P": "página", "N": "páginas"}


def zonas_impresas(nombre: str, hoja: Elemento) -> Iterator[Zona]:
    """Lo impreso arriba y abajo de las páginas de una hoja."""
    impreso = hoja.find(f"{S}headerFooter")
    for clase, como in CLASES.items():
        ajuste = _SE_DISTINGUEN.get(clase.removesuffix("Header").removesuffix("Footer"))
        if ajuste and (impreso is None or impreso.get(ajuste, "0") not in {"1", "true"}):
            continue
        clave = "" if impreso is None else impreso.findtext(f"{S}{clase}", "")
        yield zona(f"{como} de la hoja «{nombre}»", lados_de(clave))


def lados_de(clave: str) -> Iterator[Texto]:
    """Lo que dice cada lado, de izquierda a derecha; la letra y su tamaño no se leen."""
    lado, textos = "C", dict.fromkeys(_LADOS, "")
    for codigo in _CODIGO.finditer(clave):
        if codigo["lado"]:
            lado = codigo["lado"]
        elif codigo["campo"]:
            textos[lado] += marca(_CAMPOS.get(codigo["campo"], f"&{codigo['campo']}"))
        else:
            textos[lado] += literal(codigo["letra"] or codigo["y"] or "")
    return (Texto(f"{_LADOS[cual]}: {texto}") for cual, texto in textos.items() if texto.strip())
