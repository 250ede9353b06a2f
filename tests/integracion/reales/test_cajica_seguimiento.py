"""El seguimiento real: cada texto en su fila, el total con su promedio y la página en cada hoja."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import (
    COMPARTIDO,
    con_datos_reales,
    con_libreoffice,
    con_sdk,
    dibujar,
    generar_en_word_y_excel,
    leer_real,
    validar,
)
from ayudas.lectores import hojas_de_excel, sin_vacios, tablas_de_word

import paac_reportes as paac

pytestmark = con_datos_reales

CODIGO = "EV-EGMC-PC-003-FM-002"


@pytest.fixture(scope="module")
def crudo() -> dict[str, Any]:
    return leer_real("cajica_seguimiento_2018.json")


@pytest.fixture(scope="module")
def archivos(crudo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return generar_en_word_y_excel(crudo, CODIGO, tmp_path_factory.mktemp("seguimiento"))


def esperadas(crudo: dict[str, Any]) -> list[list[str]]:
    claves = ("codigo", "descripcion", "meta", "responsable", "fecha_programada")
    filas = []
    for subcomponente in crudo["componentes"][0]["subcomponentes"]:
        for numero, actividad in enumerate(subcomponente["actividades"]):
            (seguimiento,) = actividad["seguimientos"]
            fila = [subcomponente["nombre"]] if numero == 0 else []
            fila += [actividad[clave] for clave in claves if clave in actividad]
            fila += [seguimiento["texto"]] if "texto" in seguimiento else []
            filas.append([*fila, str(seguimiento["avance"])])
    return filas


def test_cada_texto_esta_en_su_fila_y_en_orden(
    crudo: dict[str, Any], archivos: dict[str, Path]
) -> None:
    tabla, firma = tablas_de_word(archivos["docx"].read_bytes())
    (hoja,) = hojas_de_excel(archivos["xlsx"].read_bytes()).values()
    cuerpo = [sin_vacios(fila) for fila in tabla[3:]]
    total = ["Total 4. ATENCION AL CIUDADANO", "55"]

    assert cuerpo == [*esperadas(crudo), total]
    presentes = iter(map(sin_vacios, hoja))
    for fila in [*esperadas(crudo), total]:
        assert any(fila == presente for presente in presentes), fila
    (quien,) = crudo["firmas"]
    assert list(map(sin_vacios, firma)) == [[], ["{nombre}\n{cargo}".format(**quien)]]


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
    tabla, _ = tablas_de_word(paac.emitir(paac.plan_desde_datos(callado), CODIGO, "docx"))

    assert sin_vacios(tabla[-1]) == ["Total 4. ATENCION AL CIUDADANO"]


@con_sdk
def test_el_validador_no_halla_nada(archivos: dict[str, Path]) -> None:
    assert validar(*archivos.values()) == ""


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_cada_pagina_lleva_encabezado_y_numero(
    tipo: str, archivos: dict[str, Path], tmp_path: Path
) -> None:
    paginas = dibujar(archivos[tipo], tmp_path)

    assert len(paginas) >= 2
    for numero, pagina in enumerate(paginas, 1):
        assert f"Página {numero} de {len(paginas)}" in pagina
        for texto in (f"CÓDIGO:{CODIGO}", "VERSIÓN: 01", "FECHA: 09/09/2016"):
            assert texto in pagina
