"""El plan real por componentes, a la letra, con su membrete y su pie en cada página."""

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

DE_TRAMITE = (
    "estado",
    "situacion_actual",
    "mejora",
    "beneficio",
    "tipo_racionalizacion",
    "accion",
    "fecha_inicio",
    "fecha_fin",
    "responsable",
)
DE_ACTIVIDAD = ("codigo", "descripcion", "meta", "responsable", "fecha_programada")


@pytest.fixture(scope="module")
def crudo() -> dict[str, Any]:
    return leer_real("cajica_plan_2022.json")


@pytest.fixture(scope="module")
def archivos(crudo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    carpeta = tmp_path_factory.mktemp("cajica")
    return generar_en_word_y_excel(crudo, "cajica-plan", carpeta)


def esperadas(crudo: dict[str, Any]) -> list[list[str]]:
    filas = [
        [cambio[c] for c in ("version", "fecha", "razon")] for cambio in crudo["control_cambios"]
    ]
    for componente in crudo["componentes"]:
        for subcomponente in componente.get("subcomponentes", ()):
            for i, actividad in enumerate(subcomponente["actividades"]):
                fila = [actividad[c] for c in DE_ACTIVIDAD if c in actividad]
                filas.append([subcomponente["nombre"], *fila] if i == 0 else fila)
        filas += [
            [t["tipo"], f"{t['codigo_suit']}/{t['nombre']}", *(t[c] for c in DE_TRAMITE)]
            for t in componente.get("tramites", ())
        ]
    return filas


def test_cada_texto_esta_en_su_fila_y_en_orden(
    crudo: dict[str, Any], archivos: dict[str, Path]
) -> None:
    de_word = [fila for tabla in tablas_de_word(archivos["docx"].read_bytes()) for fila in tabla]
    presentes = map(sin_vacios, de_word)

    assert len(esperadas(crudo)) > 40
    for fila in esperadas(crudo):
        assert any(fila == presente for presente in presentes), fila


def test_en_excel_cada_texto_esta_en_su_fila_y_en_orden(
    crudo: dict[str, Any], archivos: dict[str, Path]
) -> None:
    (hoja,) = hojas_de_excel(archivos["xlsx"].read_bytes()).values()
    presentes = map(sin_vacios, hoja)

    for fila in esperadas(crudo):
        assert any(fila == presente for presente in presentes), fila


@con_sdk
def test_el_validador_no_halla_nada(archivos: dict[str, Path]) -> None:
    assert validar(*archivos.values()) == ""


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_cada_pagina_lleva_membrete_y_contacto(
    tipo: str, crudo: dict[str, Any], archivos: dict[str, Path], tmp_path: Path
) -> None:
    entidad = crudo["entidad"]
    for pagina in dibujar(archivos[tipo], tmp_path):
        for dato in ("nombre", "direccion", "codigo_postal", "telefono", "correo", "certificado"):
            assert entidad[dato] in pagina, dato
