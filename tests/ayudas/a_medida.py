"""Planes y formatos mínimos, hechos a la medida de una prueba."""

from decimal import Decimal
from typing import Any

import paac_reportes as paac


def plan(*componentes: dict[str, Any], **cambios: Any) -> paac.Plan:
    base = {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": list(componentes)}
    return paac.plan_desde_datos(base | cambios)


def formato(*cuerpo: dict[str, Any], tablas: dict[str, Any] | None = None, **claves: Any) -> Any:
    base = {"codigo": "x", "nombre": "N", "version": "1", "propiedades": {"titulo": "T"}}
    return paac.formato_desde_datos(
        base | {"cuerpo": list(cuerpo), "tablas": tablas or {}} | claves
    )


def tabla(recorre: str, *datos: str, **claves: Any) -> dict[str, Any]:
    ancho = Decimal(100) / len(datos)
    columnas = [{"dato": dato, "rotulo": dato, "ancho": ancho} for dato in datos]
    return {"secciones": [{"recorre": recorre}], "columnas": columnas} | claves
