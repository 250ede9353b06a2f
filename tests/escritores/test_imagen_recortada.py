"""La imagen de una matriz propia es sólo de lo escrito, con el mismo margen por los cuatro lados."""

import io
from typing import Any

import pytest
from ayudas.planes import FORMATO, plan
from PIL import Image, ImageOps
from pypdf import PdfReader

import paac_reportes as paac

pytest.importorskip("typst", reason="falta Typst, que dibuja la página")

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")
ALTO_DE_CARTA, MARGEN = 935, 4 / 25.4 * 110
"""De la hoja apaisada y de la imagen, en sus puntos."""
COLUMNAS: list[paac.modelo.ColumnaDeMatriz] = [
    {"dato": "of", "rotulo": "Oficina"},
    {"dato": "v", "rotulo": "V", "total": "suma"},
]


def imagen(cuantas: int, **claves: Any) -> Image.Image:
    con_marco = {"base": "oficial"}  # hasta su raya llega lo escrito
    claves = {"aspecto": con_marco} | claves
    formato = paac.formato_de_columnas("Recaudo", COLUMNAS, total="Total", **claves)
    filas = [{"of": f"Oficina {n}", "v": n} for n in range(cuantas)]
    emision = paac.reporte(ENTIDAD, formato, filas=filas).emitir("png")
    return Image.open(io.BytesIO(emision.contenido)).convert("L")


def margenes(una: Image.Image) -> tuple[int, int, int, int]:
    """Los de lo escrito: izquierda, arriba, derecha y abajo."""
    desde_x, desde_y, hasta_x, hasta_y = ImageOps.invert(una).getbbox() or (0, 0, 0, 0)
    return desde_x, desde_y, una.width - hasta_x, una.height - hasta_y


@pytest.mark.parametrize("cuantas", [0, 1, 25])
def test_el_margen_es_parejo_por_los_cuatro_lados(cuantas: int) -> None:
    una = imagen(cuantas)

    assert [lado for lado in margenes(una) if abs(lado - MARGEN) > 4] == []
    assert una.height < ALTO_DE_CARTA


def test_una_fila_mas_es_un_poco_mas_de_alto() -> None:
    altos = [imagen(cuantas).height for cuantas in (5, 6, 7)]

    assert 10 < altos[1] - altos[0] < 30
    assert abs((altos[2] - altos[1]) - (altos[1] - altos[0])) <= 1


@pytest.mark.integracion
def test_de_la_que_no_cabe_en_una_hoja_es_la_primera_con_su_numero() -> None:
    una, sola = imagen(400), imagen(25)

    assert imagen(200).height == una.height < ALTO_DE_CARTA
    assert abs(margenes(una)[3] - MARGEN) < 8
    # Lo último es «MUNICIPIO DE PRUEBA», a un lado, y «1 de 11», al otro; de una hoja sola, la raya de la tabla.
    assert lo_ultimo(una) < una.width / 5
    assert lo_ultimo(sola) > una.width * 0.9


def lo_ultimo(una: Image.Image) -> int:
    """De lo escrito más abajo, las columnas de puntos donde hay tinta."""
    abajo = una.height - margenes(una)[3]
    franja = ImageOps.invert(una.crop((0, abajo - 3, una.width, abajo)))
    columnas = (franja.crop((x, 0, x + 1, franja.height)) for x in range(una.width))
    return sum(1 for columna in columnas if columna.getbbox())


@pytest.mark.parametrize("entre", [{"tipo": "salto"}, {"tipo": "seccion"}])
def test_la_que_trae_otra_hoja_tambien_sale(entre: dict[str, str]) -> None:
    tabla = {
        "secciones": [{"recorre": "filas"}],
        "columnas": [{"dato": "fila.of", "rotulo": "Oficina", "ancho": 100}],
    }
    suya = {"tipo": "tabla", "cada": "plan", "tablas": ["t"]}
    propio = {"codigo": "x", "nombre": "X", "version": "1", "propiedades": {"titulo": "T"}}
    formato = paac.formato_desde_datos(
        {**propio, "tablas": {"t": tabla}, "cuerpo": [suya, entre, suya]}
    )
    emision = paac.reporte(ENTIDAD, formato, filas=[{"of": "Una"}]).emitir("png")

    assert Image.open(io.BytesIO(emision.contenido)).height < ALTO_DE_CARTA


def test_el_pdf_de_la_misma_matriz_sigue_en_su_hoja() -> None:
    formato = paac.formato_de_columnas("Recaudo", COLUMNAS, total="Total")
    pdf = paac.reporte(ENTIDAD, formato, filas=[{"of": "Una", "v": 1}]).emitir("pdf").contenido

    assert PdfReader(io.BytesIO(pdf)).pages[0].mediabox[2:] == [792, 612]


def test_la_imagen_de_un_plan_es_la_de_su_hoja() -> None:
    emision = paac.reporte(plan(), FORMATO).emitir("png")

    assert Image.open(io.BytesIO(emision.contenido)).height == ALTO_DE_CARTA
