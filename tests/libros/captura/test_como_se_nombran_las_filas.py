"""Cómo nombran los avisos de reunir las filas y las columnas que una oficina movió, quitó o rebautizó."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.oficinas import HojaDeOficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
CORTE = date(2026, 8, 31)


def plan(*descripciones: str) -> paac.Plan:
    actividades = (actividad(codigo=None, descripcion=dicha) for dicha in descripciones)
    return paac.plan_desde_datos(datos(componente(*actividades)))


def dichos(base: paac.Plan, libro: Path, codigo: str) -> list[str]:
    reunion = paac.reunir(libro, base=base)
    return [aviso.mensaje for aviso in reunion.avisos if aviso.codigo == codigo]


@pytest.mark.parametrize(
    ("nombre", "dicho"), [("x" * 60, "x" * 60), ("x" * 61, f"{'x' * 60}…")], ids=["cabe", "no cabe"]
)
def test_una_fila_quitada_se_nombra_con_sesenta_letras(
    nombre: str, dicho: str, tmp_path: Path
) -> None:
    base = plan("Publicar el mapa", nombre)
    [libro] = paac.capturar(base, CORTE, tmp_path)
    abierto: Any = openpyxl.load_workbook(libro)
    hoja = HojaDeOficina(abierto["Actividades"])
    hoja.excel.delete_rows(hoja.rotulos + 2)
    abierto.save(libro)

    assert dichos(base, libro, "filas_borradas") == [f"1 fila que salió en él no está: {dicho}"]
