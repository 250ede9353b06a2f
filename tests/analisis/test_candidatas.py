"""Qué textos se comparan, y cómo se casan."""

import pytest

from paac_reportes.analisis.emparejamiento import (
    TextoPorComparar,
    candidatas,
    casar,
    palabras_en_letras,
    parecido_de_textos,
    pares_en_orden,
    por_palabras,
)
from paac_reportes.analisis.tramos import tramos_cambiados
from paac_reportes.textos.plano import en_plano


def textos(*claves: str) -> list[TextoPorComparar]:
    """Un texto por palabra, con una clave por letra."""
    return [TextoPorComparar(suyas, suyas) for suyas in claves]


def test_un_texto_se_busca_por_cada_letra_y_por_las_seguidas() -> None:
    assert list(por_palabras("abcd")) == ["a", "b", "c", "d", "ab", "bc", "cd", "abc", "bcd"]
    assert list(por_palabras("a")) == ["a"]
    assert list(por_palabras("")) == []


def test_de_uno_enorme_solo_se_miran_las_letras() -> None:
    assert len(list(por_palabras("a" * 999))) == 999 + 998 + 997
    assert len(list(por_palabras("a" * 1000))) == 1000


def test_se_comparan_los_que_comparten_alguna_clave() -> None:
    assert sorted(candidatas(textos("ab", "cd"), textos("bx", "yz", "dc"))) == [(0, 0), (1, 2)]


def test_los_pares_son_los_mismos_mirados_al_reves() -> None:
    unos, otros = textos("abc", "bcd", "xyz"), textos("cde", "xab", "b")

    assert sorted(candidatas(unos, otros)) == sorted((i, j) for j, i in candidatas(otros, unos))


def test_un_par_que_comparte_varias_claves_sale_una_vez() -> None:
    assert list(candidatas(textos("abc"), textos("abc"))) == [(0, 0)]


@pytest.mark.parametrize(("lugar", "vecinos"), [(0, range(64)), (100, range(68, 133))])
def test_de_muchos_iguales_se_comparan_los_sesenta_y_cuatro_mas_cercanos(
    lugar: int, vecinos: range
) -> None:
    muchos = textos(*["a"] * 200)

    # El 132 no está entre los 64 del 100, pero el 100 sí entre los del 132.
    assert sorted(j for i, j in candidatas(muchos, muchos) if i == lugar) == list(vecinos)


@pytest.mark.parametrize(
    ("largo", "vecinos"), [(1, 64), (999, 64), (1000, 32), (1500, 21), (9000, 1)]
)
def test_un_texto_enorme_se_compara_con_menos(largo: int, vecinos: int) -> None:
    assert TextoPorComparar("a" * largo, "a").vecinos == vecinos


def test_lo_que_sobra_de_cada_lado_queda_en_su_orden() -> None:
    iguales = [lambda viejos, nuevos: pares_en_orden(viejos, nuevos, clave=str.lower)]

    assert casar(["b", "a", "c"], ["A", "x", "y"], iguales) == (
        [("a", "A")],
        ["b", "c"],
        ["x", "y"],
    )


def test_los_de_igual_clave_se_casan_el_primero_con_el_primero() -> None:
    def largo(texto: str) -> int | None:
        return len(texto) or None

    assert list(pares_en_orden(["aa", "", "bb"], ["cc", "dd", "ee", ""], clave=largo)) == [
        ("aa", "cc"),
        ("bb", "dd"),
    ]


@pytest.mark.parametrize(
    ("texto", "plano"),
    [(None, ""), ("", ""), ("  El\nMAPA ", "el mapa"), ("Gestión  pública", "gestion publica")],
)
def test_en_plano_no_hay_mayusculas_ni_tildes_ni_espacios_de_sobra(
    texto: str | None, plano: str
) -> None:
    assert en_plano(texto) == plano


def test_dos_palabras_de_la_misma_raiz_son_la_misma_letra() -> None:
    publicar, publicacion, otra = palabras_en_letras(
        ["publicar", "publicaciones de", "mapas 10000001"]
    )

    assert publicar == publicacion
    assert (len(publicar), len(otra)) == (1, 2)
    uno, dos = palabras_en_letras(["10000001", "10000002"])
    assert uno != dos


@pytest.mark.parametrize(
    ("uno", "otro", "desde", "cuanto"),
    [
        ("abcde", "abcxy", 0.6, 0.6),
        ("abcde", "abcxy", 0.61, 0.0),
        ("abc", "abc", 0.6, 1.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_el_parecido_es_la_parte_que_se_comparte(
    uno: str, otro: str, desde: float, cuanto: float
) -> None:
    assert parecido_de_textos(uno, otro, desde) == cuanto


def test_lo_que_se_quita_va_antes_de_lo_que_se_pone_en_su_lugar() -> None:
    assert list(tramos_cambiados(["a", "b", "c", "d"], ["a", "x", "y", "d", "e"])) == [
        ("igual", "a"),
        ("quitó", "b c"),
        ("puso", "x y"),
        ("igual", "d"),
        ("puso", "e"),
    ]
