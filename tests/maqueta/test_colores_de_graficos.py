"""Los colores de lo que se dibuja: lo escrito encima se lee, y en gris se distinguen."""

from itertools import pairwise

import pytest

from paac_reportes.informe.figuras import _CON_FILO, _EN_NEGRITA, _VENCIAN
from paac_reportes.maqueta.colores_de_graficos import color_de_filo, tinta_sobre
from paac_reportes.maqueta.estilos import CONTRASTE, contraste

POR_FIGURA = [[color for _, color, *_ in figura] for figura in (_VENCIAN,)]
PAPEL = "FFFFFF"


def gris(color: str) -> float:
    """Como lo imprime una impresora sin color (Rec. 601), de 0 a 255."""
    rojo, verde, azul = (int(color[lugar : lugar + 2], 16) for lugar in (0, 2, 4))
    return 0.299 * rojo + 0.587 * verde + 0.114 * azul


@pytest.mark.parametrize("color", sorted({color for figura in POR_FIGURA for color in figura}))
def test_lo_escrito_se_lee_sobre_el_color_y_su_filo_se_ve(color: str) -> None:
    assert contraste(tinta_sobre(color), color) >= CONTRASTE
    if color in _CON_FILO:
        assert abs(gris(color) - gris(color_de_filo(color))) > 40


@pytest.mark.parametrize("figura", POR_FIGURA)
def test_en_gris_cada_uno_es_otro_por_lo_claro_por_su_filo_o_por_su_negrita(
    figura: list[str],
) -> None:
    lisos = sorted(gris(c) for c in (*figura, PAPEL) if c not in _CON_FILO | _EN_NEGRITA)
    assert all(otro - uno > 25 for uno, otro in pairwise(lisos))
    assert len(_EN_NEGRITA.intersection(figura)) <= 1
    assert len(_CON_FILO.intersection(figura)) <= 1
