"""Las órdenes con el plan en un libro o en YAML: de uno por llenar al documento.

Prueba ``cli/ordenes``.
"""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import con_libreoffice, convertir
from ayudas.danos import HojaConRotulos
from ayudas.de_todo import de_todo
from ayudas.lectores import tablas_de_word

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.formatos.lectura.catalogo import hallar_formato

DE_QUIEN_Y_CUANDO = {
    "Meta o producto": "Un mapa publicado",
    "Responsable": "Planeación",
    "Fecha programada": "30/06/2026",
}


def nuevo(salida: Path) -> None:
    orden = ["nuevo", "--entidad", "Municipio de Prueba", "--vigencia", "2026"]
    assert main([*orden, "--salida", str(salida)]) == 0


@pytest.fixture
def libro(tmp_path: Path) -> Path:
    """Uno nuevo, con la primera actividad llena: nada grave."""
    ruta = tmp_path / "plan.xlsx"
    nuevo(ruta)
    abierto: Any = openpyxl.load_workbook(ruta)
    hoja = HojaConRotulos(abierto["Actividades"])
    hoja.celda(2, "Actividad").value = "Publicar el mapa de riesgos"
    hoja.celda(2, "30/04/2026: Avance (%)").value = 40
    for rotulo, valor in DE_QUIEN_Y_CUANDO.items():
        hoja.celda(2, rotulo).value = valor
    abierto.save(ruta)
    return ruta


@pytest.mark.parametrize("tipo", ["xlsx", "yaml", "json"])
def test_un_plan_nuevo_es_el_mismo_en_cualquier_archivo(tmp_path: Path, tipo: str) -> None:
    nuevo(tmp_path / f"plan.{tipo}")

    esperado = paac.en_blanco(paac.Entidad(nombre="Municipio de Prueba"), vigencia=2026)
    assert paac.leer(tmp_path / f"plan.{tipo}").sin_dudas() == esperado


def test_el_yaml_nuevo_dice_como_se_llena(tmp_path: Path) -> None:
    nuevo(tmp_path / "plan.yaml")
    texto = (tmp_path / "plan.yaml").read_text("utf-8")

    assert texto.startswith("# Plan por llenar. Se revisa con:  paac-reportes revisar")
    assert "\nentidad:\n" in texto


def test_el_libro_nuevo_abre_por_las_instrucciones(tmp_path: Path) -> None:
    nuevo(tmp_path / "plan.xlsx")
    hojas = openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames

    assert hojas[:10] == [
        *("Instrucciones", "Plan", "Componentes", "Actividades", "Trámites"),
        *("Recomendaciones", "Filas recomendadas", "Firmas", "Control de cambios", "Textos"),
    ]


@pytest.mark.integracion
def test_de_un_libro_lleno_sale_el_documento(libro: Path) -> None:
    salida = libro.with_suffix(".docx")
    orden = ["generar", str(libro), "--formato", "ptep-plan", "--salida", str(salida)]

    assert main(orden) == 0
    celdas = [celda for tabla in tablas_de_word(salida.read_bytes()) for f in tabla for celda in f]
    assert "Publicar el mapa de riesgos" in celdas


@con_libreoffice
def test_despues_de_libreoffice_un_libro_con_de_todo_dice_lo_mismo(tmp_path: Path) -> None:
    formato, _ = hallar_formato("paac-seguimiento")
    plan = de_todo(formato).contenido
    paac.guardar_datos(plan, tmp_path / "plan.xlsx")
    guardado = tmp_path / "otra"
    guardado.mkdir()

    assert paac.leer(convertir(tmp_path / "plan.xlsx", "xlsx", guardado)).sin_dudas() == plan


@pytest.mark.integracion
def test_validar_dice_la_celda_de_lo_que_se_contradice(
    libro: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    abierto: Any = openpyxl.load_workbook(libro)
    HojaConRotulos(abierto["Actividades"]).celda(2, "30/04/2026: Estado").value = "Cumplida"
    abierto.save(libro)

    assert main(["revisar", str(libro)]) == 0
    [aviso] = [r for r in capsys.readouterr().out.splitlines() if "se declara cumplida" in r]
    assert aviso.startswith("nota: hoja «Actividades», fila 5: ")
