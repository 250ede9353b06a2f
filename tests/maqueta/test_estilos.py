"""Los estilos que todo documento tiene, y las medidas con unidad."""

import pytest

from paac_reportes.maqueta.contenido import Enlace, en_trozos
from paac_reportes.maqueta.estilos import (
    contraste,
    letra_sobre,
)
from paac_reportes.maqueta.medida.tipografia import Mm, emu, pt_de_mm, veinteavos


def test_las_medidas_cambian_de_unidad() -> None:
    assert pt_de_mm(Mm(25.4)) == 72
    assert veinteavos(Mm(25.4)) == 1440
    assert emu(Mm(2)) == 72_000
    assert veinteavos(Mm(1)) == 57


@pytest.mark.parametrize(
    ("uno", "otro", "razon"),
    [("000000", "FFFFFF", 21), ("777777", "FFFFFF", 4.48), ("0A0B0C", "0A0B0C", 1)],
)
def test_el_contraste_es_el_de_wcag(uno: str, otro: str, razon: float) -> None:
    assert contraste(uno, otro) == contraste(otro, uno) == pytest.approx(razon, abs=0.005)


def test_la_letra_que_no_se_lee_pasa_a_blanca_o_a_negra() -> None:
    assert letra_sobre("FFEB9C", None) is None
    assert letra_sobre("C00000", None) == "FFFFFF"
    assert letra_sobre("000000", "111111") == "FFFFFF"
    assert letra_sobre("FFFFFF", "EEEEEE") == "000000"


def test_un_contenido_partido_guarda_sus_enlaces() -> None:
    contenido = ("Acta ", Enlace("https://a.co/12", "https://a.co/12"), ".")

    assert en_trozos(contenido, ["Acta http", "s://a.co/12."]) == [
        ("Acta ", Enlace("http", "https://a.co/12")),
        (Enlace("s://a.co/12", "https://a.co/12"), "."),
    ]
