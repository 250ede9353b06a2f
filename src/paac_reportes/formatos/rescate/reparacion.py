"""Un formato con la forma rota, hecho legible.

Lo que no se entiende se quita o se cambia por otra cosa cualquiera que sí, y se anota dónde.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, get_args

from paac_reportes.errores import ErrorDeEntrada, unir_ruta
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import CodigoDeRegimen

_COLUMNA: dict[str, Any] = {"dato": "actividad.descripcion", "rotulo": "x", "ancho": 1}
_SECCION: dict[str, Any] = {"recorre": "actividades"}
_MINIMO: dict[str, Any] = {
    "codigo": "x",
    "nombre": "x",
    "version": "1",
    "propiedades": {"titulo": "x"},
    "cuerpo": [],
}
"""Lo que un formato no puede dejar de traer."""

_RELLENO: dict[str, Any] = {
    **_MINIMO,
    **dict.fromkeys(("titulo", "texto", "rotulo", "texto_alternativo", "clave"), "x"),
    "dato": "actividad.descripcion",
    "ancho": 1,
    "recorre": "actividades",
    "columnas": [_COLUMNA],
    "secciones": [_SECCION],
    "tablas": [],
    "por": "dependencia",
    "anchos": [100],
    "filas": [[{}]],
    "tipo": "salto",
    "imagen": "entidad.escudo",
    "marca": "X",
    "cuando": "x",
}
"""Con qué se completa cada clave que no puede faltar."""

_RELLENO_DE_LISTA: dict[str, Any] = {
    **dict.fromkeys(("notas", "franjas", "rotulo", "dato", "tablas", "roles"), "x"),
    "columnas": _COLUMNA,
    "secciones": _SECCION,
    "cuerpo": {"tipo": "salto"},
    "anchos": 1,
    "subtotales": {"por": "dependencia", "rotulo": "x"},
    "en": "documento",
    "regimenes": get_args(CodigoDeRegimen)[0],
}
"""Con qué se cambia un elemento de cada lista: quitarlo correría los números de los demás."""

_DEMASIADAS = 500
"""Con más fallas de forma, las demás no ayudan a nadie y hallarlas tardaría."""

_VUELTAS = 8
"""Las que bastan para que lo puesto en una deje ver lo que falta en otra."""


class Reparacion:
    """Una copia de los datos a la que se le quita o se le cambia lo que no se entiende."""

    def __init__(self, datos: Mapping[Any, Any]) -> None:
        self._datos: dict[str, Any] = _copia(datos)
        self._veces: Counter[str] = Counter()

    @property
    def tocado(self) -> frozenset[str]:
        """Las rutas de lo que ya no es lo que se escribió."""
        return frozenset(self._veces)

    def hacer(self) -> Formato | None:
        """El formato, ya con todo en su forma; ``None`` si es demasiado lo que no se entiende."""
        for _ in range(_VUELTAS):
            try:
                return estructurar(self._datos, Formato)
            except ErrorDeEntrada as error:
                if len(error.fallas) + len(self._veces) > _DEMASIADAS:
                    return None
                for falla in error.fallas:
                    self._reparar(falla.ruta)
        return None

    def _reparar(self, ruta: str) -> None:
        """Quita o cambia lo que está en esa ruta; si ya se hizo y no bastó, lo que lo contiene."""
        pasos = _pasos(self._datos, ruta)
        while pasos:
            self._veces[_ruta_de(pasos)] += 1
            padre, paso = pasos[-1]
            lista = pasos[-2][1] if len(pasos) > 1 else ""
            primera = self._veces[_ruta_de(pasos)] <= 2  # noqa: PLR2004 - quitarlo, y ponerle otro
            if isinstance(padre, dict) and paso in padre:
                del padre[paso]
                return
            if isinstance(padre, dict) and paso in _RELLENO and primera:
                padre[paso] = _copia(_RELLENO[paso])
                return
            if isinstance(padre, list) and lista in _RELLENO_DE_LISTA and primera:
                padre[paso] = _copia(_RELLENO_DE_LISTA[lista])
                return
            pasos.pop()


def _copia(valor: Any) -> Any:
    """Los mismos datos en listas y diccionarios propios, sin las claves que no son un texto."""
    if isinstance(valor, Mapping):
        return {clave: _copia(v) for clave, v in valor.items() if isinstance(clave, str)}
    return [_copia(uno) for uno in valor] if isinstance(valor, list | tuple) else valor


def _pasos(datos: Any, ruta: str) -> list[tuple[Any, Any]]:
    """El camino de una ruta: en cada paso, dónde se está y qué clave o lugar sigue.

    Termina en una clave que puede faltar, o donde lo que hay ya no es lo que dice la ruta.
    """
    pasos: list[tuple[Any, Any]] = []
    donde, resto = datos, ruta
    while resto and isinstance(donde, dict | list):
        siguiente = _de_lista if isinstance(donde, list) else _de_tabla
        paso, resto = siguiente(donde, resto)
        if paso is None:
            break
        pasos.append((donde, paso))
        donde = donde.get(paso) if isinstance(donde, dict) else donde[paso]
    return pasos


def _de_lista(lista: Any, ruta: str) -> tuple[Any, str]:
    """El lugar con que empieza una ruta, si está, y lo que le sigue."""
    hallado = re.match(r"\[(\d+)\]", ruta)
    if hallado is None or int(hallado[1]) >= len(lista):
        return None, ruta
    return int(hallado[1]), ruta[hallado.end() :]


def _de_tabla(tabla: Any, ruta: str) -> tuple[Any, str]:
    """La clave con que empieza una ruta, y lo que le sigue; si lleva puntos, manda la más larga."""
    ruta = ruta.removeprefix(".")
    cortes = [hallado.start() for hallado in re.finditer(r"[.\[]", ruta)]
    for corte in (len(ruta), *reversed(cortes)):
        if ruta[:corte] in tabla:
            return ruta[:corte], ruta[corte:]
    if ruta.startswith(("'", '"')):  # así se escribe una que no es un nombre
        for clave in tabla:
            if mostrar(clave) == ruta:
                return clave, ""
    primero = min(cortes, default=len(ruta))
    return ruta[:primero], ruta[primero:]


def _ruta_de(pasos: list[tuple[Any, Any]]) -> str:
    ruta = ""
    for _, paso in pasos:
        ruta = unir_ruta(ruta, f"[{paso}]" if isinstance(paso, int) else paso)
    return ruta
