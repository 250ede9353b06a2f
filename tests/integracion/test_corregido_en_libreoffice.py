"""Lo que alguien corrigió en un documento, guardado después por LibreOffice, se lee igual."""

import io
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import FILTROS, con_libreoffice, convertir
from ayudas.en_word import EnWord, _sin_marcadores
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac

pytestmark = [con_libreoffice, pytest.mark.integracion]
SEGUIDAS = plan(
    componente(
        *(
            actividad(
                codigo=f"1.{n}",
                descripcion=f"Hacer 1.{n}",
                seguimientos=[{"corte": CORTE, "avance": n}],
            )
            for n in range(30, 36)
        )
    )
)
ESCRITOS: dict[int, tuple[float | str, str]] = {
    30: (62.5, "0"),
    31: (99.6, "0"),
    32: (0.8, "0%"),
    33: ("15 %", "General"),
    34: (33.37, "0.0"),
}


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_corregido_y_guardado_en_libreoffice_es_lo_que_alguien_escribio(
    tipo: str, tmp_path: Path
) -> None:
    escrito = tmp_path / f"vuelve.{tipo}"
    escrito.write_bytes(paac.reporte(SEGUIDAS, "ptep-seguimiento").emitir(tipo).contenido)
    if tipo == "xlsx":
        libro = openpyxl.load_workbook(escrito)
        celdas = {celda.value: celda for fila in libro.worksheets[0] for celda in fila}
        for antes, (valor, formato) in ESCRITOS.items():
            celdas[antes].value, celdas[antes].number_format = valor, formato
        libro.save(escrito)
    else:
        word = EnWord(escrito.read_bytes())
        for fila, texto in enumerate(("62,5", "99,6", "80%", "15 %", "33,37"), 2):
            word.escribir(1, fila, 10, texto)
        copia = deepcopy(word.fila(1, 7))
        _sin_marcadores(copia)
        word.fila(1, 3).addnext(copia)
        escrito.write_bytes(word.guardado())
    (tmp_path / "guardado").mkdir()
    guardado = convertir(escrito, f"{tipo}:{FILTROS[tipo][0]}", tmp_path / "guardado")
    lectura: Any = paac.leer(io.BytesIO(guardado.read_bytes()), plan=SEGUIDAS)
    (subcomponente,) = lectura.contenido.dependencias[0].componentes[0].subcomponentes
    assert [una.seguimientos[0].avance for una in subcomponente.actividades] == [
        *(Decimal("62.5"), Decimal("99.6"), 80, 15, Decimal("33.37"), 35)
    ]
    sin_leer = [aviso.mensaje for aviso in lectura.avisos if aviso.codigo == "fila_sin_leer"]
    assert ["Hacer 1.35" in mensaje for mensaje in sin_leer] == ([True] if tipo == "docx" else [])
