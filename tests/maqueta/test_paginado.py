"""Dónde se corta una tabla y cuánto mide cada fila."""

import attrs

from paac_reportes.maqueta.hoja.paginado import (
    SIN_REPARTO,
    AltosSinCortes,
    FilasDePagina,
    RepartoEnPaginas,
    altos_sin_cortes,
    altos_y_tramos,
)
from paac_reportes.maqueta.medida.tipografia import Pt


@attrs.frozen
class TablaDePrueba:
    propios: list[Pt]
    combinadas: dict[int, list[tuple[int, Pt]]] = attrs.Factory(dict)
    con_la_siguiente: frozenset[int] = frozenset()

    @property
    def sin_cortes(self) -> AltosSinCortes:
        return altos_sin_cortes(self)


def paginar(  # noqa: PLR0913 - lo que se varía
    propios: list[int],
    pagina: int,
    combinadas: dict[int, list[tuple[int, int]]] | None = None,
    juntas: frozenset[int] = frozenset(),
    *,
    primera: int | None = None,
    reparto: RepartoEnPaginas = SIN_REPARTO,
) -> tuple[list[float], list[tuple[int, int]]]:
    tabla = TablaDePrueba(
        [Pt(p) for p in propios],
        {k: [(h, Pt(a)) for h, a in v] for k, v in (combinadas or {}).items()},
        juntas,
    )
    altos, tramos = altos_y_tramos(tabla, Pt(primera or pagina), Pt(pagina), reparto=reparto)
    return list(map(float, altos)), [(t.desde, t.hasta) for t in tramos]


def test_una_tabla_que_cabe_es_un_tramo() -> None:
    assert paginar([10, 10, 10], 30) == ([10, 10, 10], [(0, 3)])


def test_se_corta_antes_de_la_fila_que_no_cabe() -> None:
    assert paginar([10, 10, 10, 10], 25) == ([10] * 4, [(0, 2), (2, 4)])


def test_la_primera_pagina_puede_estar_empezada() -> None:
    assert paginar([10, 10, 10], 30, primera=10) == ([10] * 3, [(0, 1), (1, 3)])


def test_una_fila_mas_alta_que_la_pagina_va_sola() -> None:
    assert paginar([10, 99, 10], 30)[1] == [(0, 1), (1, 2), (2, 3)]


def test_la_ultima_fila_crece_para_el_texto_de_la_celda_combinada() -> None:
    assert paginar([10, 10, 10], 100, {0: [(2, 35)]}) == ([10, 25, 10], [(0, 3)])


def test_una_celda_combinada_cortada_muestra_su_texto_en_el_primer_tramo() -> None:
    altos, tramos = paginar([10, 10, 10, 10], 45, {0: [(4, 40)]}, primera=45)
    assert (altos, tramos) == ([10] * 4, [(0, 4)])

    # Caben tres filas de 10 si la tercera crece hasta completar los 40 que pide el texto.
    altos, tramos = paginar([10, 10, 10, 20], 45, {0: [(4, 40)]})
    assert (altos, tramos) == ([10, 10, 20, 20], [(0, 3), (3, 4)])


def test_la_fila_que_va_con_la_siguiente_no_queda_al_pie() -> None:
    assert paginar([10, 10, 10, 10], 30, juntas=frozenset({2}))[1] == [(0, 2), (2, 4)]


def test_sin_filas_hay_un_tramo_vacio() -> None:
    assert altos_y_tramos(TablaDePrueba([]), Pt(10), Pt(10)) == ([], [FilasDePagina(0, 0)])


def test_cada_pagina_deja_en_blanco_lo_que_le_toca_menos_la_ultima() -> None:
    de_a_diez = RepartoEnPaginas(paginas=2, por_pagina=10, saldo=10)

    assert paginar([10] * 7, 50, reparto=de_a_diez)[1] == [(0, 4), (4, 7)]
    assert paginar([10] * 9, 50, reparto=de_a_diez)[1] == [(0, 4), (4, 9)]


def test_la_pagina_que_deja_de_mas_se_lo_ahorra_a_la_que_sigue() -> None:
    de_a_diez = RepartoEnPaginas(paginas=3, por_pagina=10, saldo=10)

    assert paginar([30, 30, *[10] * 5], 50, reparto=de_a_diez)[1] == [(0, 1), (1, 4), (4, 7)]


def test_por_dejar_en_blanco_no_se_aparta_lo_que_va_junto() -> None:
    de_a_veinte = RepartoEnPaginas(paginas=2, por_pagina=20, saldo=20)

    assert paginar([10] * 6, 50, juntas=frozenset({2}), reparto=de_a_veinte)[1] == [(0, 4), (4, 6)]


def test_por_dejar_en_blanco_no_se_aparta_la_ultima_fila() -> None:
    de_a_diez = RepartoEnPaginas(paginas=2, por_pagina=10, saldo=10)

    assert paginar([10] * 5, 50, reparto=de_a_diez)[1] == [(0, 5)]
    assert paginar([10] * 6, 50, reparto=de_a_diez)[1] == [(0, 4), (4, 6)]
