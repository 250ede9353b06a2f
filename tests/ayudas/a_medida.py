"""Planes y formatos mínimos, hechos a la medida de una prueba."""

from decimal import Decimal
from typing import Any

import paac_reportes as paac
from ayudas.planes import componente


def plan(*componentes: dict[str, Any], **cambios: Any) -> paac.Plan:
    base = {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": list(componentes)}
    return paac.desde_datos(base | cambios).contenido


def plan_de(*actividades: dict[str, Any], **cambios: Any) -> paac.Plan:
    """Un plan de un componente con esas actividades."""
    return plan(componente(*actividades), **cambios)


def plan_en(dependencia: str, *componentes: dict[str, Any], **cambios: Any) -> paac.Plan:
    """Un plan de una dependencia con esos componentes."""
    suya = {"nombre": dependencia, "componentes": list(componentes)}
    return plan(dependencias=[suya], **cambios)


def formato(*cuerpo: dict[str, Any], tablas: dict[str, Any] | None = None, **claves: Any) -> Any:
    base = {"codigo": "x", "nombre": "N", "version": "1", "propiedades": {"titulo": "T"}}
    return paac.formato_desde_datos(
        base | {"cuerpo": list(cuerpo), "tablas": tablas or {}} | claves
    )


def tabla(recorre: str, *datos: str, **claves: Any) -> dict[str, Any]:
    ancho = Decimal(100) / len(datos)
    columnas = [{"dato": dato, "rotulo": dato, "ancho": ancho} for dato in datos]
    return {"secciones": [{"recorre": recorre}], "columnas": columnas} | claves
