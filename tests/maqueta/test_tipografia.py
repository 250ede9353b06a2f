"""Medidas de letra: renglones y trozos."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta.medida import tipografia
from paac_reportes.maqueta.medida.tipografia import (
    Letra,
    Pt,
    palabras_en_dos,
    palabras_en_pixeles,
    palabras_medidas,
)


def letra(familia: str = "Arial", tamano: float = 8, *, negrita: bool = False) -> Letra:
    return Letra(palabras_medidas(familia, negrita=negrita), Pt(tamano))


ARIAL = letra()


@pytest.fixture(autouse=True)
def _sin_lo_que_se_recuerda() -> None:
    """Cada prueba lee otra vez los anchos, aunque otra ya los haya leído."""
    tipografia._metrica.cache_clear()
    tipografia._anchos.cache_clear()


# Arial mide, en 2048 partes de su tamaño: a 1139, espacio 569, W 1933.
LETRA_A = 1139 / 2048 * 8


def test_donde_un_programa_parte_tras_una_raya_lo_de_despues_va_en_otro_renglon() -> None:
    contar = ARIAL.contador(Pt(10 * LETRA_A + 0.01), tras_raya=True)

    # «aaaaaa/», «aaaaaa» y «aaaa»; cortada donde llega, de la palabra sobran dos letras.
    assert [contar("aaaaaa/aaaaaa aaaa"), contar("aaaaaa-aaaaaa aaaa")] == [3, 3]
    assert ARIAL.renglones("aaaaaa/aaaaaa aaaa", Pt(10 * LETRA_A + 0.01)) == 2
    assert contar("111111/111111 aaaa") == 2


@pytest.mark.parametrize(
    ("tamano", "alto"), [(8, 11.25), (9, 12), (11, 15), (12, 15.75), (13, 17.4), (16, 21)]
)
def test_en_una_hoja_el_de_calibri_es_el_que_excel_redondea(tamano: int, alto: float) -> None:
    assert letra("Calibri", tamano).alto_en_hoja == alto


def test_en_una_hoja_el_de_arial_es_el_de_la_pantalla_que_mas_le_da() -> None:
    """Al 100 %, Excel da 12,75 puntos al de diez; al 125 %, 13,2."""
    assert letra(tamano=8).alto_en_hoja == 11.25
    assert letra(tamano=10).alto_en_hoja == 13.2


def test_en_excel_un_texto_se_ensancha_segun_su_letra_y_nunca_lo_mismo() -> None:
    """Las letras miden píxeles enteros: las de Arial 8 crecen, y las de Arial 10 casi no."""
    assert letra(tamano=8).ensanche == pytest.approx(1.014, abs=0.001)
    assert letra(tamano=10).ensanche == pytest.approx(0.997, abs=0.001)


@given(
    st.text(st.sampled_from("ab \n😀é"), max_size=300),
    st.integers(1, 5),
    st.integers(2, 80),
)
def test_los_trozos_pegados_son_el_texto_y_cada_uno_cabe(
    texto: str, maximo: int, letras: int
) -> None:
    trozos = list(ARIAL.trozos(texto, Pt(40), maximo, letras))

    assert "".join(trozos) == texto
    for trozo in trozos:
        assert ARIAL.renglones(trozo, Pt(40)) <= maximo or len(trozo) == 1
        assert len(trozo.encode("utf-16-le")) // 2 <= letras


def test_se_recuerdan_las_palabras_y_no_las_larguisimas() -> None:
    palabras = palabras_medidas("Arial", negrita=False)
    palabras.clear()  # llenas por otras pruebas, olvidarían también ésta
    corta, larga = "recordada", "a" * 5_000
    ARIAL.renglones(f"{corta} {larga}", Pt(100))

    assert corta in palabras
    assert larga not in palabras


@pytest.mark.integracion
def test_las_palabras_recordadas_no_crecen_sin_fin_ni_dejan_de_recordarse() -> None:
    palabras = palabras_medidas("Arial", negrita=False)
    for numero in range(25_000):
        ARIAL.renglones(f"palabra{numero}", Pt(100))

    assert len(palabras) <= 20_000
    assert "palabra24999" in palabras


def test_cada_familia_tiene_sus_anchos() -> None:
    anchos = [
        letra(familia).ancho("Responsable")
        for familia in ("Arial", "ARIAL", "Verdana", "Times New Roman", "Calibri")
    ]

    assert anchos[0] == anchos[1] == anchos[2]
    assert anchos[3] < anchos[0]
    assert anchos[4] < anchos[0]
    # R 1479, e 1139, s 1024, p 1139, o 1139, n 1139, s 1024, a 1139, b 1139, l 455, e 1139.
    assert anchos[0] == 11955 / 2048 * 8


def test_una_letra_que_la_fuente_no_trae_mide_siete_decimos_y_un_ideograma_uno() -> None:
    assert ARIAL.ancho("\u0fff") == 1434 / 2048 * 8
    assert letra().ancho("\u1100") == 8


def _a_mano(parrafo: str, letra: Letra, ancho: Pt, de_mas: int) -> int:
    """Los renglones de un párrafo, puesta cada palabra tras la anterior."""
    palabras = palabras_medidas("Arial", negrita=False)
    libre = max(ancho, 1.0) / letra._tamano * letra._unidades
    cabe, renglones, usado = libre + palabras.espacio, 1, 0.0
    for palabra in parrafo.split(" "):
        pide: float = palabras[palabra]
        if usado and usado + pide > cabe:
            renglones, usado = renglones + 1, 0.0
        if pide > cabe:
            renglones += de_mas
        while pide > cabe:
            renglones, pide = renglones + 1, pide - libre
        usado += pide
    return renglones


TEXTOS = st.text(st.sampled_from("aiMW 漢1\n   "), max_size=80)


@given(TEXTOS, st.floats(1, 120), st.sampled_from([6.0, 8.0, 11.5]))
def test_los_renglones_son_los_que_salen_palabra_por_palabra(
    texto: str, ancho: float, tamano: float
) -> None:
    una = letra(tamano=tamano)

    holgada = Letra(palabras_medidas("Arial", negrita=False), Pt(tamano), de_mas=1)
    for suya, de_mas in ((una, 0), (holgada, 1)):
        # Justo en el borde, el redondeo decide: vale lo que da un ancho apenas mayor o menor.
        esperados = {
            sum(_a_mano(parrafo, suya, Pt(casi), de_mas) for parrafo in texto.split("\n"))
            for casi in (ancho * (1 - 1e-9), ancho, ancho * (1 + 1e-9))
        }
        assert suya.renglones(texto, Pt(ancho)) in esperados


@pytest.mark.parametrize("familia", ["Arial", "Calibri", "Times New Roman"])
@pytest.mark.parametrize("negrita", [False, True])
def test_todas_las_cifras_miden_lo_mismo(familia: str, *, negrita: bool) -> None:
    # De las fechas de una columna, un libro mide una.
    suya = letra(familia, negrita=negrita)

    assert len({suya.ancho(cifra) for cifra in "0123456789"}) == 1


def test_en_pixeles_cada_letra_mide_los_suyos_enteros_y_medio_es_uno() -> None:
    # Arial 10 son trece píxeles: su «c» mide seis y medio, y su «a» siete y cuarto.
    suyas = palabras_en_pixeles(Pt(10), "Arial", negrita=False)

    assert [suyas[una] - suyas.espacio for una in ("c", "a", "ca")] == [7, 7, 14]
    assert tipografia.en_pixeles(Pt(10)) == 9.75


@given(TEXTOS, st.floats(1, 120), st.floats(1, 120), st.sampled_from([6.0, 8.0, 11.5]))
def test_medido_de_una_vez_pide_los_renglones_de_cada_letra(
    texto: str, ancho: float, alli: float, tamano: float
) -> None:
    en_papel = letra(tamano=tamano)
    pixeles = palabras_en_pixeles(Pt(tamano), "Arial", negrita=False)
    en_pixeles = Letra(pixeles, tipografia.en_pixeles(Pt(tamano)), de_mas=1)
    en_dos = Letra(palabras_en_dos(Pt(tamano), "Arial", negrita=False), Pt(tamano))

    parrafo = texto.replace("\n", " ")
    contar = en_papel.en_dos(Pt(ancho), en_pixeles, Pt(alli))
    renglones, renglones_alli = contar(en_dos.hasta_cada_una(parrafo))
    esperados_alli = en_pixeles.renglones(parrafo, Pt(alli))
    assert renglones == en_papel.renglones(parrafo, Pt(ancho))
    # Allí son los suyos; si caben en los del papel, no se cuentan.
    assert renglones_alli == esperados_alli or esperados_alli < renglones_alli == renglones


@pytest.mark.parametrize("familia", ["Arial", "Calibri", "Times New Roman"])
def test_los_renglones_del_papel_son_mas_altos_que_tantos_de_alli_con_su_relleno(
    familia: str,
) -> None:
    # Por eso no hace falta contar los de allí si no son más: dos piden, al menos, dos puntos.
    for tamano in range(4, 60):
        suya = letra(familia, tamano)
        assert 2 * (suya.alto_en_hoja - suya.alto_en_libreoffice) >= 2
