"""Un Word de un cuerpo diseñado que LibreOffice guardó otra vez se lee igual, dato por dato."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import (
    con_datos_reales,
    con_libreoffice,
    con_sdk,
    convertir,
    leer_real,
    validar,
)
from ayudas.cuerpos import cuerpo

import paac_reportes as paac

pytestmark = [con_libreoffice, con_datos_reales, pytest.mark.integracion, pytest.mark.profundo]

CORTE = date(2020, 8, 31)
CARTAGO = cuerpo(
    "Seguimiento de {{ entidad.nombre }}, {{ vigencia }}",
    "{{ cada dependencia }}",
    "{{ dependencia.nombre }}",
    [
        ["N.º", "Actividad", "Responde", "Reporte"],
        ["{{ componente.nombre }}", "", "", ""],
        ["{{ subcomponente.nombre }}", "", "", ""],
        [
            "{{ actividad.codigo }}",
            "{{ actividad.descripcion }} ({{ actividad.meta }})",
            "{{ actividad.responsable }}, {{ actividad.fecha_programada }}",
            "{{ seguimiento.texto }}",
        ],
    ],
    "{{ fin }}",
)


@pytest.fixture(scope="module")
def escrito() -> bytes:
    plan = paac.desde_datos(leer_real("cartago_2020.json")).contenido
    return (
        paac.reporte(plan, paac.formato_desde_word(CARTAGO), corte=CORTE).emitir("docx").contenido
    )


def dichos(plan: paac.Plan) -> list[tuple[Any, ...]]:
    return [
        (
            dependencia.nombre if dependencia else "",
            componente.nombre,
            *(una.codigo, una.descripcion, una.meta, una.responsable, una.fecha_programada),
            *(uno.texto for uno in una.seguimientos if uno.corte == CORTE and uno.texto),
        )
        for dependencia, componente in plan.tablas()
        for grupo in componente.subcomponentes
        for una in grupo.actividades
    ]


def test_cartago_se_lee_igual_antes_y_despues(escrito: bytes, tmp_path: Path) -> None:
    (hecho := tmp_path / "cartago.docx").write_bytes(escrito)
    (tmp_path / "guardado").mkdir()
    guardado = convertir(hecho, "docx", tmp_path / "guardado")
    debidos = dichos(paac.desde_datos(leer_real("cartago_2020.json")).contenido)

    assert len(debidos) > 300
    for docx in (escrito, guardado.read_bytes()):
        leido: Any = paac.leer(io.BytesIO(docx), por_rotulos=True)
        assert dichos(leido.contenido) == debidos
        assert (leido.contenido.entidad.nombre, leido.contenido.vigencia) == (
            "MUNICIPIO DE CARTAGO",
            2020,
        )
        assert not [uno for uno in leido.avisos if uno.codigo == "documento_cambiado"]


@con_sdk
def test_word_lo_admite(escrito: bytes, tmp_path: Path) -> None:
    (hecho := tmp_path / "cartago.docx").write_bytes(escrito)
    assert validar(hecho) == ""
