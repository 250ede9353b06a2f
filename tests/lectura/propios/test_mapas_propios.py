"""De un mapa de riesgos escrito aquí se lee lo que alguien cambió, si es de su lista."""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.emitidos import emitido

import paac_reportes as paac


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("escrito", "tipos"),
    [("Correctivo", ["correctivo", "detectivo"]), ("A veces", [None, "detectivo"])],
)
def test_lo_que_se_cambia_en_excel_se_lee_o_se_dice(escrito: str, tipos: list[str | None]) -> None:
    libro: Any = openpyxl.load_workbook(io.BytesIO(emitido("mapa-v5", "xlsx")))
    (celda,) = (c for fila in libro.worksheets[0] for c in fila if c.value == "Preventivo")
    celda.value, salida = escrito, io.BytesIO()
    libro.save(salida)
    lectura = paac.leer(io.BytesIO(salida.getvalue()), como=paac.MapaDeRiesgos)

    assert [control.tipo for control in lectura.contenido.procesos[0].riesgos[0].controles] == tipos
    assert any("A veces" in aviso.mensaje for aviso in lectura.avisos) == (None in tipos)
