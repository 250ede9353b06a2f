"""Dos planes, o dos cortes de uno, y lo que cambió entre ellos."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import paac_reportes as paac
from ayudas.planes import actividad

ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)


def con_avances(codigo: str, descripcion: str, **datos: Any) -> dict[str, Any]:
    """Una actividad con su avance en abril (``abril``) y en agosto (``agosto``)."""
    cortes = {"abril": ABRIL, "agosto": AGOSTO}
    seguimientos = [
        {"corte": corte.isoformat(), "avance": datos.pop(mes)}
        for mes, corte in cortes.items()
        if mes in datos
    ]
    return actividad(codigo=codigo, descripcion=descripcion, seguimientos=seguimientos, **datos)


def comparar(antes: paac.Plan, despues: paac.Plan) -> paac.tipos.Comparacion:
    """Lo que cambió de un plan a otro, sin corte."""
    return paac.comparar(paac.analizar(antes), paac.analizar(despues))


def codigos(filas: Iterable[Any]) -> list[str]:
    """El código de cada fila analizada."""
    return [fila.fila.codigo for fila in filas]
