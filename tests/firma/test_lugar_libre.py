"""Dónde una página no dice nada: lo que dibuja ocupa al menos lo que se ve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    StreamObject,
    pdf_name,
)

from paac_reportes.firma.libre import Caja, esta_libre, lugar_libre, ocupado
from paac_reportes.firma.ordenes import Texto, ordenes


def numeros(*dichos: float) -> ArrayObject:
    return ArrayObject([FloatObject(uno) for uno in dichos])


FUENTES = {
    "/S": DictionaryObject({pdf_name("/Subtype"): pdf_name("/TrueType")}),
    "/D": DictionaryObject({pdf_name("/Subtype"): pdf_name("/Type0")}),
}


def pagina(dibujo: str, **claves: object) -> DictionaryObject:
    """Una de 400 por 300 que dibuja eso."""
    imagen = StreamObject({pdf_name("/Subtype"): pdf_name("/Image")}, stream_data=b"x")
    forma = StreamObject(
        {pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): numeros(0, 0, 10, 20)},
        stream_data=b"",
    )
    recursos = DictionaryObject(
        {
            pdf_name("/Font"): DictionaryObject({pdf_name(n): f for n, f in FUENTES.items()}),
            pdf_name("/XObject"): DictionaryObject({pdf_name("/I"): imagen, pdf_name("/F"): forma}),
        }
    )
    suya = DictionaryObject(
        {
            pdf_name("/MediaBox"): numeros(0, 0, 400, 300),
            pdf_name("/Resources"): recursos,
            pdf_name("/Contents"): StreamObject(stream_data=dibujo.encode("latin-1")),
        }
    )
    suya.update({pdf_name(f"/{clave}"): valor for clave, valor in claves.items()})
    return suya


@pytest.mark.parametrize(
    ("dibujo", "cajas"),
    [
        ("", []),
        ("10 20 30 40 re f", [(10, 20, 40, 60)]),
        ("10 20 m 50 5 l S", [(10, 5, 50, 20)]),
        ("10 20 30 40 re W n", []),
        ("q 2 0 0 2 100 50 cm 0 0 10 10 re f Q 0 0 5 5 re f", [(100, 50, 120, 70), (0, 0, 5, 5)]),
        ("q 30 0 0 40 5 6 cm /I Do Q", [(5, 6, 35, 46)]),
        ("1 0 0 1 7 8 cm /F Do", [(7, 8, 17, 28)]),
        ("BT /S 10 Tf 1 0 0 1 50 60 Tm (abc) Tj ET", [(50, 56, 80, 72)]),
        ("BT /D 10 Tf 1 0 0 1 50 60 Tm <00010002> Tj ET", [(50, 56, 70, 72)]),
        ("BT /S 10 Tf 1 0 0 1 50 60 Tm [(a) -1000 (b) 500 (c)] TJ ET", [(45, 56, 90, 72)]),
        ("BT /S 10 Tf 50 60 Td (a) Tj 0 -20 Td (b) Tj ET", [(50, 56, 60, 72), (50, 36, 60, 52)]),
        ("BT /S 10 Tf 12 TL 50 60 Td (a) ' ET", [(50, 44, 60, 60)]),
        ("BT 0 1 -1 0 50 60 Tm /S 10 Tf (ab) Tj ET", [(38, 60, 54, 80)]),
        ("/Span <</Alt (a (b) f) /X [1 2]>> BDC 1 2 3 4 re f EMC", [(1, 2, 4, 6)]),
        ("% 1 2 3 4 re f\n5 5 1 1 re f", [(5, 5, 6, 6)]),
    ],
)
def test_lo_que_ocupa_cada_cosa(dibujo: str, cajas: list[Caja]) -> None:
    dichas = ocupado(pagina(dibujo))

    assert dichas is not None
    assert [tuple(round(n, 3) for n in una) for una in dichas] == cajas


@pytest.mark.parametrize(
    "dibujo", ["BI /W 1 ID x EI", "Q", "/No Do", "/No 3 Tf", "1 2 3 re f", "zz", "(sin cerrar", "}"]
)
def test_de_una_que_no_se_entiende_no_se_dice_que_tenga_lugar(dibujo: str) -> None:
    suya = pagina(dibujo)

    assert ocupado(suya) is None
    assert lugar_libre(suya, 10, 10) is None
    assert not esta_libre(suya, (0, 0, 1, 1))


def test_de_una_girada_tampoco() -> None:
    assert lugar_libre(pagina("", Rotate=NumberObject(90)), 10, 10) is None


def test_una_anotacion_tambien_ocupa() -> None:
    nota = DictionaryObject({pdf_name("/Rect"): numeros(0, 0, 400, 300)})
    # Como la que está en el archivo, detrás de una referencia.
    assert lugar_libre(pagina("", Annots=ArrayObject([nota])), 10, 10) is None


cajas = st.tuples(*[st.integers(0, 350)] * 2, *[st.integers(1, 200)] * 2)


@given(st.lists(cajas, max_size=6), st.integers(20, 150), st.integers(10, 80))
def test_el_lugar_esta_en_la_hoja_y_no_toca_nada(
    rectangulos: list[tuple[int, int, int, int]], ancho: int, alto: int
) -> None:
    suya = pagina(" ".join(f"{x} {y} {w} {h} re f" for x, y, w, h in rectangulos))
    lugar = lugar_libre(suya, ancho, alto)
    if lugar is None:
        return
    izquierda, abajo, derecha, arriba = lugar

    assert esta_libre(suya, lugar)
    assert 0 <= izquierda < derecha <= 400
    assert 0 <= abajo < arriba <= 300
    assert (round(derecha - izquierda, 2), round(arriba - abajo, 2)) == (ancho, alto)
    for x, y, w, h in rectangulos:
        assert derecha <= x or x + w <= izquierda or arriba <= y or y + h <= abajo


@given(st.text("()\\ab\r\n", max_size=12).filter(lambda uno: "\\" not in uno))
def test_un_texto_se_cuenta_entero(texto: str) -> None:
    escrito = texto.replace("(", "\\(").replace(")", "\\)")
    assert list(ordenes(f"({escrito}) Tj".encode())) == [("Tj", [Texto(len(texto))])]


@given(st.binary(max_size=60))
def test_cualquier_cosa_se_entiende_o_no_y_nada_mas(dibujo: bytes) -> None:
    ocupado(pagina(dibujo.decode("latin-1")))
