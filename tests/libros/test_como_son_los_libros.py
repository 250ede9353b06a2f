"""Los libros que se llenan, con sus anchos, sus reglas y sus avisos, son los de siempre.

Prueba ``libros/tablas`` y ``modelo/libro``.
"""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.como_es_un_libro import como_es
from ayudas.compartido import con_libreoffice, convertir
from ayudas.dorados import comparar
from ayudas.planes import CORTE, actividad, componente, plan, tramite
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.libros.escritura import libro_de

REPORTE = {
    "corte": str(CORTE),
    "texto": "Publicada",
    "avance": 40,
    "estado": "en_proceso",
    "evidencias": ["Acta 1"],
    "observaciones": "Ninguna",
    "monitoreo": "Va bien",
    "observaciones_monitoreo": "Sin más",
    "verificacion": {"resultado": "parcial", "nota": "Falta el acta"},
}
LLENA = actividad(
    indicador="Mapas publicados",
    fecha_inicio="01/02/2026",
    fecha_fin="31/03/2026",
    seguimientos=[REPORTE],
)
LLENO = tramite(
    codigo_suit="26483",
    tipo="Único",
    estado="Inscrito",
    fecha_implementacion="31/07/2026",
    justificacion="Lo piden mucho",
    fecha_programada="Junio",
    seguimientos=[REPORTE],
)
ANTES = actividad(codigo="1.2", seguimientos=[{"corte": "2026-01-31", "texto": "Empezó"}])
RECOMENDADA = {
    "id": "R-1",
    "corte": str(CORTE),
    "texto": "Publicar lo pendiente",
    "responsable": "Secretaría de Planeación",
    "filas": [{"codigo": "1.1", "texto": "Publicar el mapa"}, {"texto": "Otra"}],
    "estado": "en_curso",
    "respuesta": "Se citó al comité.",
}
PLAN = plan(
    componente(LLENA, ANTES),
    {"numero": 2, "nombre": "Trámites", "tramites": [LLENO], "intercambios": [tramite(numero="2")]},
    recomendaciones=[RECOMENDADA],
    firmas=[{"rol": "Aprobó", "nombre": "Ana Pérez", "cargo": "Jefa"}],
    control_cambios=[{"version": "2", "fecha": "01/03/2026", "razon": "Ajuste de la meta"}],
)


def test_el_libro_del_plan_es_el_de_siempre(pytestconfig: pytest.Config) -> None:
    libro, _ = libro_de(PLAN)

    comparar("libro-del-plan.txt", como_es(libro), pytestconfig)


def test_el_libro_de_captura_es_el_de_siempre(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    [libro] = paac.capturar(PLAN, CORTE, tmp_path).archivos

    comparar("libro-de-captura.txt", como_es(libro.read_bytes()), pytestconfig)


@pytest.mark.integracion
@con_libreoffice
def test_un_libro_imprime_las_filas_y_los_cortes_que_dicen_algo(tmp_path: Path) -> None:
    libro = tmp_path / "plan.xlsx"
    paac.guardar_datos(paac.en_blanco(paac.Entidad(nombre="M"), vigencia=2026), libro)
    abierto: Any = openpyxl.load_workbook(libro)
    nuevas = len(PdfReader(convertir(libro, "pdf", tmp_path)).pages)
    hoja = abierto["Actividades"]
    for fila in range(20, 60):
        hoja.cell(fila, 6).value = "Publicar el mapa de riesgos"
    abierto.save(libro)

    assert nuevas == 9
    assert hoja.print_area == "'Actividades'!$A$1:$L$1048576"
    assert len(PdfReader(convertir(libro, "pdf", tmp_path)).pages) == 10
