"""Cuánto cuesta un trabajo, contado y no cronometrado; como programa, el primer reporte de todos.

Cuesta una cada vez que se entra a una función de Python, y cada función de C que ella llama. Lo
cuenta el perfilador de Python, el de ``cProfile``: dos veces da lo mismo. No ve lo que pasa dentro
de C: comprimir, buscar con una expresión, leer XML.

    python contador.py DATOS FORMATO TIPO    lo que llama y lo que carga hacerlo, en JSON
"""

import gc
import json
import re
import sys
from _lsprof import Profiler
from collections import Counter
from collections.abc import Callable, Iterable
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


def terminar_clases(desde: type = object) -> None:
    """Compila el constructor de toda clase de la casa: lo que cuesta no depende de lo de antes."""
    clases: list[type] = type.__subclasses__(desde)
    for clase in clases:
        if "__molde__" in vars(clase):
            getattr(clase, "__init__")  # noqa: B009 - mirarlo lo compila
        terminar_clases(clase)


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


def modulos_por_sala(cargados: Iterable[str]) -> Counter[str]:
    """Cuántos módulos de cada sala de la casa, y de cada biblioteca de otros."""
    cuentas: Counter[str] = Counter()
    for modulo in cargados:
        primero, _, adentro = modulo.partition(".")
        if primero == CASA:
            cuentas[f"{CASA}.{adentro.partition('.')[0]}".rstrip(".")] += 1
        else:
            de_python = primero in sys.stdlib_module_names or primero.startswith("_")
            cuentas["python" if de_python else primero] += 1
    return cuentas


def primer_reporte(datos: str, formato: str, tipo: str) -> dict[str, Counter[str]]:
    """Lo que llama y lo que carga, de importar la biblioteca a los bytes."""
    antes = set(sys.modules)

    def hacerlo() -> None:
        import paac_reportes as paac

        paac.reporte(paac.leer_plan(datos), formato).emitir(tipo)

    llamadas = contar(hacerlo)
    cargados = modulos_por_sala(set(sys.modules) - antes)
    de_la_casa = Counter({sala: n for sala, n in cargados.items() if sala.startswith(CASA)})
    return {
        "llamadas": llamadas,
        "módulos de la casa": de_la_casa,
        "módulos de otros": cargados - de_la_casa,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(primer_reporte(*sys.argv[1:])))
