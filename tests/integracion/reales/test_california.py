"""El plan real en una sola tabla, a la letra, en su fila y en orden."""

from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import (
    con_datos_reales,
    con_libreoffice,
    con_sdk,
    dibujar,
    generar_en_word_y_excel,
    leer_real,
    validar,
)
from ayudas.lectores import hojas_de_excel, sin_vacios, tablas_de_word

pytestmark = con_datos_reales


@pytest.fixture(scope="module")
def crudo() -> dict[str, Any]:
    return leer_real("california_plan.json")


@pytest.fixture(scope="module")
def archivos(crudo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    carpeta = tmp_path_factory.mktemp("california")
    return generar_en_word_y_excel(crudo, "california-plan", carpeta)


def esperadas(crudo: dict[str, Any]) -> list[list[str]]:
    claves = ("descripcion", "indicador", "fecha_programada", "responsable")
    filas = []
    for componente in crudo["componentes"]:
        for i, meta in enumerate(componente["subcomponentes"]):
            for j, actividad in enumerate(meta["actividades"]):
                fila = [componente["nombre"]] if i == j == 0 and "nombre" in componente else []
                fila += [meta["nombre"]] if j == 0 else []
                filas.append(fila + [actividad[c] for c in claves if c in actividad])
    return filas


def test_cada_texto_esta_en_su_fila_y_en_orden(
    crudo: dict[str, Any], archivos: dict[str, Path]
) -> None:
    tabla, firma = tablas_de_word(archivos["docx"].read_bytes())
    (hoja,) = hojas_de_excel(archivos["xlsx"].read_bytes()).values()
    presentes = iter(map(sin_vacios, hoja))

    assert tabla[0] == [
        "COMPONENTE",
        "META",
        "ACTIVIDADES",
        "INDICADOR",
        "CRONOGRAMA",
        "RESPONSABLE",
    ]
    assert [sin_vacios(fila) for fila in tabla[1:]] == esperadas(crudo)
    for fila in esperadas(crudo):
        assert any(fila == presente for presente in presentes), fila
    (quien,) = crudo["firmas"]
    assert list(map(sin_vacios, firma)) == [
        ["{rol} {nota}".format(**quien)],
        ["{nombre}\n{cargo}".format(**quien)],
    ]


@con_sdk
def test_el_validador_no_halla_nada(archivos: dict[str, Path]) -> None:
    assert validar(*archivos.values()) == ""


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_cada_pagina_dice_cual_es(
    tipo: str, archivos: dict[str, Path], tmp_path: Path
) -> None:
    paginas = dibujar(archivos[tipo], tmp_path)

    for numero, pagina in enumerate(paginas, 1):
        assert f"Página {numero} de {len(paginas)}" in pagina
        assert "COMPONENTE" in pagina
