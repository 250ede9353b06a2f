"""De un documento propio, las imágenes que puso su formato no se dicen; las que alguien pegó en una fila, sí."""

import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.imagenes import png
from ayudas.planes import actividad, componente, datos
from openpyxl.drawing.image import Image

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = date(2026, 4, 30)


def escrito(tipo: str) -> io.BytesIO:
    reporte = {"corte": CORTE.isoformat(), "texto": "Se hizo", "avance": 40}
    una = actividad(codigo="1.1", descripcion="Hacer", seguimientos=[reporte])
    todo = datos(componente(una))
    plan = paac.plan_desde_datos(todo | {"entidad": {**todo["entidad"], "escudo": png(9, 9)}})
    return io.BytesIO(paac.emitir(plan, "paac-seguimiento", tipo, corte=CORTE))


def dichas(documento: Any) -> list[str]:
    guardado = io.BytesIO()
    documento.save(guardado)
    lectura = paac.leer(io.BytesIO(guardado.getvalue()))
    return [aviso.ruta for aviso in lectura.avisos if aviso.codigo == "imagen_sin_leer"]


@pytest.mark.integracion
def test_en_excel() -> None:
    libro = openpyxl.load_workbook(escrito("xlsx"))
    assert dichas(libro) == []

    libro = openpyxl.load_workbook(escrito("xlsx"))
    hoja = libro.worksheets[0]
    celda = next(c for fila in hoja.iter_rows() for c in fila if c.value == "Se hizo")
    hoja.add_image(Image(io.BytesIO(png(9, 9))), celda.coordinate)
    assert dichas(libro) == [f"hoja «{hoja.title}», celda {celda.coordinate}"]


def test_en_word() -> None:
    documento = docx.Document(escrito("docx"))
    assert dichas(documento) == []

    celdas = [c for tabla in documento.tables for fila in tabla.rows for c in fila.cells]
    [celda] = [c for c in celdas if c.text == "Se hizo"]
    celda.paragraphs[0].add_run().add_picture(io.BytesIO(png(9, 9)))
    [lugar] = dichas(documento)
    assert ", fila " in lugar
