"""El seguimiento real: sus rótulos, un grupo de columnas por corte y el total con su promedio."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import (
    COMPARTIDO,
    con_datos_reales,
    generar_en_word_y_excel,
    leer_real,
)
from ayudas.lectores import sin_vacios, tablas_de_word

import paac_reportes as paac

pytestmark = con_datos_reales

CODIGO = "EV-EGMC-PC-003-FM-002"


@pytest.fixture(scope="module")
def crudo() -> dict[str, Any]:
    return leer_real("cajica_seguimiento_2018.json")


@pytest.fixture(scope="module")
def archivos(crudo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return generar_en_word_y_excel(crudo, CODIGO, tmp_path_factory.mktemp("seguimiento"))


def test_los_rotulos_son_los_del_documento(archivos: dict[str, Path]) -> None:
    tabla, _ = tablas_de_word(archivos["docx"].read_bytes())
    impreso = (COMPARTIDO / "semillas" / "cajica_seguimiento_2018.txt").read_text("utf-8")

    for rotulo in {texto for fila in tabla[:3] for texto in sin_vacios(fila)}:
        assert rotulo in impreso


def test_cada_corte_de_la_vigencia_repite_su_grupo(crudo: dict[str, Any], tmp_path: Path) -> None:
    tercero = copy.deepcopy(crudo)
    primera = tercero["componentes"][0]["subcomponentes"][0]["actividades"][0]
    primera["seguimientos"].append({"corte": "2018-12-31", "texto": "Terminada.", "avance": 100})
    rutas = generar_en_word_y_excel(tercero, CODIGO, tmp_path)
    tabla, _ = tablas_de_word(rutas["docx"].read_bytes())

    assert [re.match(r"\w+ Informe", texto)[0] for texto in sin_vacios(tabla[1])[-3:]] == [  # type: ignore[index]
        "Primer Informe",
        "Segundo Informe",
        "Tercer Informe",
    ]
    assert tabla[2].count("Actividad Cumplida") == 3
    assert sin_vacios(tabla[3])[-3:] == ["60", "Terminada.", "100"]
    assert sin_vacios(tabla[-1]) == ["Total 4. ATENCION AL CIUDADANO", "55", "100"]


def test_sin_avances_el_total_queda_en_blanco(crudo: dict[str, Any]) -> None:
    callado = copy.deepcopy(crudo)
    for subcomponente in callado["componentes"][0]["subcomponentes"]:
        for actividad in subcomponente["actividades"]:
            del actividad["seguimientos"][0]["avance"]
    tabla, _ = tablas_de_word(
        paac.reporte(paac.desde_datos(callado).contenido, CODIGO).emitir("docx").contenido
    )

    assert sin_vacios(tabla[-1]) == ["Total 4. ATENCION AL CIUDADANO"]
