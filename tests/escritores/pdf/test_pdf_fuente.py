"""Lo que se le da a Typst de un documento pequeño, a la letra.

Prueba ``escritores/pdf/estilos``.
"""

import pytest
from ayudas.con_de_todo import con_de_todo
from ayudas.dorados import comparar
from ayudas.en_pdf import documento, fuente

from paac_reportes.maqueta.nodos import Parrafo


def test_la_fuente_de_un_documento_con_de_todo(pytestconfig: pytest.Config) -> None:
    comparar("fuente-de-typst.txt", fuente(con_de_todo()), pytestconfig)


@pytest.mark.parametrize(
    ("direccion", "partida"),
    [
        (
            "https://a.test/ptep/plan-anticorrupcion-y-de-atencion-al-ciudadano",
            '"Vea https://a.test/ptep/plan-";box();"anticorrupcion-";box();"y-";box();"de-";box();'
            '"atencion-";box();"al-";box();"ciudadano"',
        ),
        (
            f"https://a.test/{'m' * 60}/{'n' * 9}",
            f'"Vea https://";box();"a.test/";box();"{"m" * 60}/";box();"{"n" * 9}"',
        ),
    ],
)
def test_una_direccion_se_parte_tras_sus_guiones_y_si_no_cabe_tambien_tras_sus_barras(
    direccion: str, partida: str
) -> None:
    assert f"par({{{partida}}})" in fuente(documento(Parrafo(f"Vea {direccion}")))
