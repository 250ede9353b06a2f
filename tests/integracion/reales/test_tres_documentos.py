"""Tres planes reales, dibujados: cada página dice cuál es. Lo que dice cada uno está congelado."""

from pathlib import Path
from typing import NamedTuple

import pytest
from ayudas.compartido import (
    con_datos_reales,
    con_libreoffice,
    dibujar,
    generar_en_word_y_excel,
    leer_real,
)

pytestmark = con_datos_reales


class Real(NamedTuple):
    """Un documento real: de dónde sale, su formato y lo que dice cada página."""

    archivo: str
    formato: str
    en_cada_pagina: tuple[str, ...]
    """Con los datos de la entidad y con ``{pagina}`` y ``{paginas}``."""


REALES = (
    Real(
        "cajica_plan_2022.json",
        "cajica-plan",
        ("{nombre}", "{direccion}", "{codigo_postal}", "{telefono}", "{correo}", "{certificado}"),
    ),
    Real(
        "cajica_seguimiento_2018.json",
        "EV-EGMC-PC-003-FM-002",
        (
            *("Página {pagina} de {paginas}", "CÓDIGO:EV-EGMC-PC-003-FM-002"),
            *("VERSIÓN: 01", "FECHA: 09/09/2016"),
        ),
    ),
    Real(
        "california_plan.json",
        "california-plan",
        ("Página {pagina} de {paginas}", "COMPONENTE"),
    ),
)


@pytest.fixture(scope="module", params=REALES, ids=lambda real: real.formato)
def real(request: pytest.FixtureRequest) -> Real:
    documento: Real = request.param
    return documento


@pytest.fixture(scope="module")
def archivos(real: Real, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    carpeta = tmp_path_factory.mktemp("reales")
    return generar_en_word_y_excel(leer_real(real.archivo), real.formato, carpeta)


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_cada_pagina_dice_cual_es(
    real: Real, tipo: str, archivos: dict[str, Path], tmp_path: Path
) -> None:
    paginas = dibujar(archivos[tipo], tmp_path)
    entidad = leer_real(real.archivo)["entidad"]

    for numero, pagina in enumerate(paginas, 1):
        for texto in real.en_cada_pagina:
            assert texto.format(pagina=numero, paginas=len(paginas), **entidad) in pagina
