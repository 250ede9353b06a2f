"""Al comparar dos listas, lo que se corre se dice una vez y no en cada fila que sigue."""

from paac_reportes.prueba.comprobacion import comparar, emparejar
from paac_reportes.prueba.visible import Casilla, Cuadro, Texto, Zona


def pares(unos: str, otros: str) -> list[tuple[int | None, int | None]]:
    return list(emparejar(unos, otros, str))


def test_iguales_van_cada_uno_con_el_suyo() -> None:
    assert pares("abc", "abc") == [(0, 0), (1, 1), (2, 2)]


def test_uno_que_falta_no_corre_a_los_demas() -> None:
    assert pares("abcd", "acd") == [(0, 0), (1, None), (2, 1), (3, 2)]


def test_uno_de_mas_no_corre_a_los_demas() -> None:
    assert pares("acd", "abcd") == [(0, 0), (None, 1), (1, 2), (2, 3)]


def test_uno_distinto_se_compara_con_el_de_su_lugar() -> None:
    assert pares("abc", "axc") == [(0, 0), (1, 1), (2, 2)]


def test_dos_cambiados_de_lugar_son_uno_de_mas_y_uno_de_menos() -> None:
    assert sorted(pares("abc", "bac"), key=str) == [(0, 1), (2, 2), (None, 0), (1, None)] or (
        (None, 0) in pares("abc", "bac") or (0, None) in pares("abc", "bac")
    )


def hoja(*textos: str) -> Zona:
    filas = tuple({0: Casilla(texto)} if texto else {} for texto in textos)
    return Zona("hoja «H»", (Cuadro("hoja «H»", filas, de_hoja=True),))


def test_la_fila_que_falta_en_una_hoja_se_nombra_como_estaba() -> None:
    (una,) = comparar([hoja("a", "b", "c")], [hoja("a", "c")])
    assert str(una) == "hoja «H», fila 2: se esperaba «b», y no está"


def test_una_fila_en_blanco_de_mas_en_una_hoja_no_se_ve() -> None:
    assert list(comparar([hoja("a", "b")], [hoja("a", "", "b")])) == []


def test_una_zona_que_falta_es_todo_lo_que_decia() -> None:
    esperada = Zona("pie de la sección 2", (Texto("Hoja 1"),))
    (una,) = comparar([esperada], [])
    assert str(una) == "pie de la sección 2, bloque 1: se esperaba «Hoja 1», y no está"


def test_de_un_texto_largo_se_dice_lo_que_rodea_a_la_letra_distinta() -> None:
    largo = "x" * 300
    (una,) = comparar([hoja(f"{largo}a{largo}")], [hoja(f"{largo}b{largo}")])
    assert una.mensaje == (
        f"se esperaba «…{'x' * 40}a{'x' * 39}…», se encontró «…{'x' * 40}b{'x' * 39}…»"
    )
    assert una.esperado == f"{largo}a{largo}"
