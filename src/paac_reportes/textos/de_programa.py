"""Lo que en una columna de textos escribe un programa y no una persona: «nan», HTML, un lapso."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.corrientes import CON_COLUMNAS, biblioteca_de
from paac_reportes.expresiones import expresion
from paac_reportes.grupos import agrupadas
from paac_reportes.textos.valores import contar, lista

_SIN_DATO = frozenset({"nan", "nat", "none", "null", "undefined", "<na>"})
"""Lo que escribe un programa donde no hay dato, en minúsculas."""
_LARGO_SIN_DATO = max(map(len, _SIN_DATO))
_HTML, _LISTAS = "HTML", "una lista de listas"
_ABRE = expresion(r"<([A-Za-z][A-Za-z0-9]*+)(?:\s[^<>]*+)?+>")
_DE_LAPSO = frozenset({"Timedelta", "timedelta64"})
"""Las clases de pandas y de numpy, por su nombre: sus bibliotecas no se cargan."""


def avisos_de_programa(ruta: str, celdas: Iterable[tuple[str, Any]]) -> Iterator[Aviso]:
    """El aviso de una columna con algo que escribe un programa; ``celdas``: lugar y valor.

    «nan» en 2 celdas (la primera, filas[0]): lo que traen no cambia.
    """
    por_clase = agrupadas((que, (lugar, v)) for lugar, v in celdas if (que := _que_es(v)))
    if not por_clase:
        return
    partes = [
        f"{que} en {contar(len(casos), 'celda', 'celdas')} ({_la_primera(que, casos)})"
        for que, casos in por_clase.items()
    ]
    motivo = f"trae {lista(partes)}, como lo escribe un programa: va así"
    cuantos = {que: len(casos) for que, casos in por_clase.items()}
    yield Aviso("texto_de_programa", ruta, motivo, datos={"cuantos": cuantos})


def _la_primera(que: str, casos: list[tuple[str, Any]]) -> str:
    """``la primera, '<p>Hola</p>' en filas[0]``: el lugar, y el texto si no se ha dicho."""
    lugar, valor = casos[0]
    entre = "la primera, " if len(casos) > 1 else ""
    se_dice = que == _HTML or type(valor) is timedelta
    return f"{entre}{f'{mostrar(str(valor))} en ' if se_dice else ''}{lugar}"


def _que_es(valor: Any) -> str:
    """Qué trae un valor que una persona no escribe; vacío si nada."""
    if type(valor) is str:
        return _de_un_texto(valor)
    if isinstance(valor, Mapping):
        return "un diccionario"
    if isinstance(valor, timedelta) or type(valor).__name__ in _DE_LAPSO:
        return "un lapso"
    if hasattr(type(valor), "__len__") and biblioteca_de(valor) in CON_COLUMNAS | {"numpy"}:
        return "un arreglo"
    for parte in valor if type(valor) in {list, tuple} else ():
        if que := _LISTAS if isinstance(parte, list | tuple) else _que_es(parte):
            return que
    return ""


def _de_un_texto(texto: str) -> str:
    """«nan», o HTML si todo el texto va entre etiquetas, ``<p>…</p>``; vacío si es corriente."""
    if len(texto) <= _LARGO_SIN_DATO and texto.casefold() in _SIN_DATO:
        return f"«{texto}»"
    if not texto.startswith("<"):
        return ""
    entero = texto.rstrip()
    abre = _ABRE.match(entero)
    return _HTML if abre and entero.endswith(f"</{abre[1]}>") else ""
