"""Los colores de lo que se dibuja: lo escrito encima se lee, y en gris se distinguen."""

from itertools import pairwise

import pytest

from paac_reportes.informe.figuras import _DE_REPORTE, _ESTADOS, _VENCIAN
from paac_reportes.maqueta.colores_de_graficos import color_de_trama, tinta_sobre
from paac_reportes.maqueta.estilos import CONTRASTE, contraste

POR_FIGURA = [[pinta for _, pinta, *_ in figura] for figura in (_VENCIAN, _DE_REPORTE, _ESTADOS)]


def gris(color: str) -> float:
    """Como lo imprime una impresora sin color (Rec. 601), de 0 a 255."""
    rojo, verde, azul = (int(color[lugar : lugar + 2], 16) for lugar in (0, 2, 4))
    return 0.299 * rojo + 0.587 * verde + 0.114 * azul


@pytest.mark.parametrize("pinta", sorted({pinta for una in POR_FIGURA for pinta in una}))
def test_lo_escrito_se_lee_sobre_el_color_y_sobre_sus_rayas(pinta: tuple[str, str]) -> None:
    color, trama = pinta
    assert contraste(tinta_sobre(color), color) >= CONTRASTE
    if trama != "lisa":
        assert contraste(tinta_sobre(color), color_de_trama(color)) >= CONTRASTE
        assert abs(gris(color) - gris(color_de_trama(color))) > 40


@pytest.mark.parametrize("figura", POR_FIGURA)
def test_en_gris_cada_uno_es_otro_por_lo_claro_o_por_su_trama(
    figura: list[tuple[str, str]],
) -> None:
    lisos = sorted(gris(color) for color, trama in figura if trama == "lisa")
    assert all(otro - uno > 25 for uno, otro in pairwise(lisos))
    tramas = [trama for _, trama in figura if trama != "lisa"]
    assert len(tramas) == len(set(tramas))
