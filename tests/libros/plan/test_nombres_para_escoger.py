"""Lo que el libro de un plan deja escoger en Dependencia y en Componente: los nombres que hay.

Prueba ``libros/comunes``.
"""

import io
from typing import Any

import openpyxl
import pytest

import paac_reportes as paac


def listas(*dependencias: dict[str, Any]) -> dict[str, str]:
    """Por el rótulo de su columna, las de la hoja de las actividades."""
    datos = {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": list(dependencias)}
    libro = io.BytesIO()
    paac.guardar_datos(paac.desde_datos(datos).contenido, libro, tipo="xlsx")
    hoja = openpyxl.load_workbook(libro)["Actividades"]
    return {
        str(hoja.cell(3, rango.min_col).value): str(lista.formula1)
        for lista in hoja.data_validations.dataValidation
        for rango in lista.sqref.ranges
    }


def dependencia(nombre: str, componente: str) -> dict[str, Any]:
    actividad = {"codigo": "1.1", "descripcion": f"Hacer lo de {componente or nombre}"}
    del_plan = {"numero": 1, "nombre": componente, "subcomponentes": [{"actividades": [actividad]}]}
    return {"nombre": nombre, "componentes": [del_plan]}


@pytest.mark.parametrize("sin_nombre", ["", " "])
def test_lo_que_no_tiene_nombre_no_esta_entre_lo_que_se_escoge(sin_nombre: str) -> None:
    hay = listas(dependencia(sin_nombre, sin_nombre), dependencia("Hacienda", "Riesgos"))

    assert (hay["Dependencia"], hay["Componente"]) == ('"Hacienda"', '"Riesgos"')
