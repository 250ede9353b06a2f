"""Los formatos que nombran un dato como se llamó antes: se leen igual, y se dice cómo se llama hoy.

Sólo los de un mapa de riesgos, que decían ``inherente.zona`` por ``riesgo.inherente.zona``.
"""

import re
from typing import Any

from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.recorridos import DEL_MAPA

DE_ANTES = {
    "inherente": "riesgo.inherente",
    "residual": "control.residual",
    "seguimiento": "seguimiento_de_riesgo",
}
"""Las raíces de antes y lo que hoy son; en una fila, ``residual`` era la del riesgo."""
_EN_UN_TEXTO = expresion(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)
_DE_ANTES = expresion(
    rf"""'[^']*'|"[^"]*"|(?<![\w.])(?P<dato>(?:{"|".join(DE_ANTES)})(?:\.[a-z_]+)?)(?![\w(])"""
)
"""Un dato o el objeto entero (``if inherente``); lo que va entre comillas no es ninguno."""


def con_los_de_hoy(datos: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Los datos de un formato, y cada nombre de antes con el suyo; lo mal formado queda igual."""
    hallados: dict[str, str] = {}
    tablas = datos.get("tablas")
    if not isinstance(tablas, dict):
        return datos, hallados
    suyas = {
        nombre: _la_tabla(tabla, hallados) if _es_de_un_mapa(tabla) else tabla
        for nombre, tabla in tablas.items()
    }
    return ({**datos, "tablas": suyas}, hallados) if hallados else (datos, hallados)


def el_de_hoy(dato: object) -> object:
    """El nombre de hoy de un dato que un formato de mapa pudo llamar de otro modo."""
    if not isinstance(dato, str):
        return dato
    raiz, punto, campo = dato.partition(".")
    return f"{DE_ANTES.get(raiz, raiz)}{punto}{campo}"


def _es_de_un_mapa(tabla: object) -> bool:
    secciones = tabla.get("secciones") if isinstance(tabla, dict) else None
    recorren = [
        seccion.get("recorre")
        for seccion in (secciones if isinstance(secciones, list) else ())
        if isinstance(seccion, dict)
    ]
    return bool(recorren) and all(isinstance(r, str) and r in DEL_MAPA for r in recorren)


def _la_tabla(tabla: dict[str, Any], hallados: dict[str, str]) -> dict[str, Any]:
    de_hoy = dict(tabla)
    if isinstance(columnas := tabla.get("columnas"), list):
        de_hoy["columnas"] = [
            _la_columna(una, hallados) if isinstance(una, dict) else una for una in columnas
        ]
    if "si_hay" in tabla:
        de_hoy["si_hay"] = _los_datos(tabla["si_hay"], hallados)
    return de_hoy


def _la_columna(columna: dict[str, Any], hallados: dict[str, str]) -> dict[str, Any]:
    de_hoy = dict(columna)
    if "dato" in columna:
        de_hoy["dato"] = _los_datos(columna["dato"], hallados)
    if isinstance(texto := columna.get("texto"), str):
        de_hoy["texto"] = _EN_UN_TEXTO.sub(lambda h: _lo_nombrado(h[0], hallados), texto)
    return de_hoy


def _lo_nombrado(plantilla: str, hallados: dict[str, str]) -> str:
    """Lo que va entre llaves, con los datos que nombra como se llaman hoy."""
    return _DE_ANTES.sub(
        lambda h: str(_los_datos(h["dato"], hallados)) if h["dato"] else h[0], plantilla
    )


def _los_datos(datos: Any, hallados: dict[str, str]) -> Any:
    if isinstance(datos, list):
        return [_los_datos(uno, hallados) for uno in datos]
    hoy = el_de_hoy(datos)
    if hoy != datos:
        hallados[datos] = str(hoy)
    return hoy
