"""El banco de la casa: quien no hace el trabajo entero no se compara con nadie."""

import runpy
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac

_BANCO = runpy.run_path(str(RAIZ / "herramientas" / "banco" / "rivales.py"))
RIVALES, cota_word = _BANCO["RIVALES"], _BANCO["cota_word"]
faltan, filas, textos = _BANCO["faltan"], _BANCO["filas"], _BANCO["textos"]
DE_LA_CASA = [
    *(("word", rival) for rival in ("cota", "paac_reportes", "python-docx")),
    *(("excel", rival) for rival in ("cota", "paac_reportes", "openpyxl")),
]
"""Los que corren con lo que ya se instala; de los demás lo mira el banco al medirlos."""


@pytest.mark.parametrize(("clase", "rival"), DE_LA_CASA)
def test_cada_rival_escribe_todas_las_filas(clase: str, rival: str) -> None:
    doce = filas(12)
    preparar, escribir = RIVALES[clase][rival]

    assert faltan(escribir(preparar(doce)), doce) == []


def test_a_quien_se_salta_una_fila_se_le_nota() -> None:
    doce = filas(12)

    assert faltan(cota_word(textos(doce)[:-1]), doce) == list(textos(doce)[-1][2::4])


@pytest.mark.integracion
def test_los_planes_de_un_lote_son_del_tamano_de_los_reales_y_siete_vienen_rotos(
    tmp_path: Path,
) -> None:
    banco = runpy.run_path(str(RAIZ / "herramientas" / "banco" / "lotes.py"))
    menor, mayor, todas = banco["escribir_planes"](tmp_path, 20)

    assert 60 <= menor < mayor <= 400
    assert 20 * menor < todas < 20 * mayor
    encargos = [
        paac.Encargo(plan=ruta, formato=banco["FORMATO"], tipos=("csv",))
        for ruta in tmp_path.glob("*.json")
    ]
    hechos = [*paac.en_lote(encargos, tmp_path / "lote")]
    assert sum(hecho.falla is not None for hecho in hechos) == banco["ROTOS"]
    assert len({hecho.datos for hecho in hechos if hecho.datos}) == 13


def test_las_filas_son_las_que_se_piden() -> None:
    assert [len(filas(cuantas)) for cuantas in (1, 400)] == [1, 400]
