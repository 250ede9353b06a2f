"""Cuánto cuesta un trabajo, contado y no cronometrado.

Cuesta una cada vez que se entra a una función de Python, y cada función de C que ella llama. Lo
cuenta el perfilador de Python, el de ``cProfile``: dos veces da lo mismo. No ve lo que pasa dentro
de C: comprimir, buscar con una expresión, leer XML.
"""

import gc
import re
import sys
from _lsprof import Profiler
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

CASA = "paac_reportes"
_DE_OTROS = "/site-packages/"
_LAS_PRUEBAS = Path(__file__).parents[1].as_posix()
_NO_SE_CUENTA = (
    *("<frozen importlib", "<frozen zipimport", _LAS_PRUEBAS),
    *("__editable__", "_distutils_hack", "_virtualenv", "_pytest", "pluggy", "pytest_cov"),
)
"""Buscar módulos, que cuesta según cómo se instalaron, y lo que corre las pruebas."""
_OTRA_VEZ = re.compile(r"(?:-\d+)?>$")
"""Como termina el nombre que attrs da a lo que escribe; con número, si de la clase ya escribió."""
_SE_OLVIDA = ("__subclasscheck__", "__subclasshook__")
"""Python recuerda quién es de qué clase abstracta, y lo olvida si alguien registra otra."""


def contar(trabajo: Callable[[], object]) -> Counter[str]:
    """Las llamadas de un trabajo, por quién: ``sala.modulo:funcion``, o una biblioteca."""
    perfilador = Profiler(subcalls=True, builtins=True)
    gc.collect()
    gc.disable()  # recoger basura llama a quien la esperaba
    perfilador.enable()
    try:
        trabajo()
    finally:
        perfilador.disable()
        gc.enable()
    llamadas: Counter[str] = Counter()
    for entrada in perfilador.getstats():
        if isinstance(entrada.code, CodeType) and (quien := _de_quien(entrada.code)):
            llamadas[quien] += entrada.callcount + _a_funciones_de_c(entrada)
    return llamadas


def contar_renglones(trabajo: Callable[[], object]) -> Counter[str]:
    """Los renglones que corre un trabajo, por función: ve el ciclo que a nadie llama.

    También los de las bibliotecas, cada una por su función. Es muchas veces más lento.
    """
    corridos: Counter[CodeType] = Counter()

    def cada_uno(marco: FrameType, _evento: str, _que: Any) -> Any:
        corridos[marco.f_code] += 1
        return cada_uno

    antes = sys.gettrace()
    sys.settrace(cada_uno)
    try:
        trabajo()
    finally:
        sys.settrace(antes)
    renglones: Counter[str] = Counter()
    for codigo, veces in corridos.items():
        if quien := _de_quien(codigo):
            renglones[quien if ":" in quien else f"{quien}:{codigo.co_qualname}"] += veces
    return renglones


def _a_funciones_de_c(entrada: Any) -> int:
    """Las que llamó de ellas: no tienen código, y el perfilador da su nombre."""
    return sum(una.callcount for una in entrada.calls or () if isinstance(una.code, str))


def _de_quien(codigo: CodeType) -> str:
    """De qué función de la casa o de qué biblioteca es un código; nada, si no se cuenta."""
    archivo = codigo.co_filename.replace("\\", "/")
    funcion = codigo.co_qualname.replace(".<locals>", "")
    if archivo.startswith("<attrs generated"):  # … methods paac_reportes.maqueta.nodos.Celda>
        modulo, _, clase = _OTRA_VEZ.sub("", archivo.split()[-1]).rpartition(".")
        de_la_casa = modulo.startswith(f"{CASA}.")
        return f"{modulo.removeprefix(f'{CASA}.')}:{clase}.{funcion}" if de_la_casa else "attr"
    de_otros = archivo.partition(_DE_OTROS)[2]
    if (de_otros or archivo).startswith(_NO_SE_CUENTA) or funcion.endswith(_SE_OLVIDA):
        return ""
    if f"/{CASA}/" in archivo:
        ruta = archivo.rpartition(f"/{CASA}/")[2].removesuffix(".py").removesuffix("/__init__")
        return f"{ruta.replace('/', '.')}:{funcion}"
    if archivo == "<template>":
        return "jinja2"
    return de_otros.partition("/")[0].removesuffix(".py") or "python"
