"""El lugar de una fila del plan, en corto: ``componentes[1].tramites[4]`` es ``c1t4``."""

import re

_LETRAS = {
    "dependencias": "d",
    "componentes": "c",
    "subcomponentes": "s",
    "actividades": "a",
    "tramites": "t",
    "intercambios": "i",
}
_LISTAS = {letra: lista for lista, letra in _LETRAS.items()}
_PASO = re.compile(r"([a-z]+)\[(\d+)\]")
_CORTA = re.compile(r"(?:d\d+)?c\d+(?:s\d+a\d+|[ti]\d+)")
_PASO_CORTO = re.compile(r"([a-z])(\d+)")


def en_corto(ruta: str) -> str:
    """``d0c1s2a3``."""
    return "".join(f"{_LETRAS[lista]}{numero}" for lista, numero in _PASO.findall(ruta))


def en_largo(corta: str) -> str | None:
    """La ruta de una fila en el plan; ``None`` si no lo es."""
    if not _CORTA.fullmatch(corta):
        return None
    return ".".join(f"{_LISTAS[letra]}[{numero}]" for letra, numero in _PASO_CORTO.findall(corta))


def de_la_dependencia(ruta: str) -> int | None:
    """El número de la dependencia de una ruta; ``None`` si el plan no las tiene."""
    hallada = re.match(r"dependencias\[(\d+)\]", ruta)
    return int(hallada[1]) if hallada else None
