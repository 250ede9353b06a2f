"""El banco de la casa: quien no hace el trabajo entero no se compara con nadie."""

import runpy

import pytest
from ayudas.compartido import RAIZ

_BANCO = runpy.run_path(str(RAIZ / "banco" / "rivales.py"))
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


def test_las_filas_son_las_que_se_piden() -> None:
    assert [len(filas(cuantas)) for cuantas in (1, 400)] == [1, 400]
