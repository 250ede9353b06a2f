"""Lo que en una columna de textos escribe un programa se dice una vez, y queda como está."""

from datetime import timedelta
from typing import Any

import pytest
from ayudas.en_tablas import texto_de_tablas

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="Municipio")
DE_TEXTO = paac.formato_de_columnas(
    "Textos",
    [
        {"dato": "nombre", "rotulo": "Nombre"},
        {"dato": "nota", "rotulo": "Nota", "guarda": "texto"},
    ],
)


def dicho(notas: list[Any]) -> tuple[list[tuple[str, str]], list[str]]:
    """Los avisos de una columna de textos con esas notas, y lo que se escribió de cada una."""
    filas = [{"nombre": "uno", "nota": nota} for nota in notas]
    reporte = paac.reporte(ENTIDAD, DE_TEXTO, filas=filas)
    assert {aviso.codigo for aviso in reporte.avisos} <= {"texto_de_programa"}
    tabla = texto_de_tablas(reporte).split("\r\n")[2:-1]
    return (
        [(aviso.ruta, aviso.mensaje) for aviso in reporte.avisos],
        [renglon.partition(";")[2] for renglon in tabla],
    )


@pytest.mark.parametrize(
    "texto", ["nan", "NaN", "None", "NULL", "null", "NaT", "<NA>", "undefined"]
)
def test_la_palabra_de_un_programa_donde_no_hay_dato(texto: str) -> None:
    assert dicho(["bien", texto, texto]) == (
        [
            (
                "filas, columna 'nota'",
                f"trae «{texto}» en 2 celdas (la primera, filas[1]), como lo escribe un programa:"
                " va así",
            )
        ],
        ["bien", texto, texto],
    )


def test_un_texto_entero_de_html() -> None:
    assert dicho(["<p class='x'>Se <b>publicó</b></p>"]) == (
        [
            (
                "filas, columna 'nota'",
                "trae HTML en 1 celda (\"<p class='x'>Se <b>publicó</b></p>\" en filas[0]), como lo"
                " escribe un programa: va así",
            )
        ],
        ["<p class='x'>Se <b>publicó</b></p>"],
    )


@pytest.mark.parametrize(
    "texto",
    [
        "N/A",
        "n. a.",
        "nan y más",
        "None of these",
        "<b>Nota</b>: bien",
        "< 5 %",
        "<pendiente>",
    ],
)
def test_lo_que_escribe_una_persona_no_se_avisa(texto: str) -> None:
    assert dicho([texto])[0] == []


def test_un_diccionario_un_lapso_y_una_lista_de_listas_se_dicen_en_un_aviso() -> None:
    avisos, escritos = dicho([{"x": 1}, timedelta(days=1, hours=2), [[1], [2]], ["a", "b"], "bien"])

    assert avisos == [
        (
            "filas, columna 'nota'",
            "trae un dict en 1 celda (filas[0]), un timedelta en 1 celda (filas[1]) y un list en 1"
            " celda (filas[2]), como lo escribe un programa: va así",
        )
    ]
    assert escritos[:2] == ["{'x': 1}", "1 day, 2:00:00"]


@pytest.mark.integracion
def test_un_arreglo_se_dice_y_una_lista_de_textos_no() -> None:
    numpy = pytest.importorskip("numpy")

    assert dicho([numpy.array([1, 2]), ["a", "b"]])[0] == [
        (
            "filas, columna 'nota'",
            "trae un ndarray en 1 celda (filas[0]), como lo escribe un programa: va así",
        )
    ]


def test_en_las_filas_de_un_plan_se_dice_por_su_columna_y_queda() -> None:
    filas = [
        {"ACCION": "Publicar", "META": "nan"},
        {"ACCION": "<p>Socializar</p>", "META": "nan"},
    ]
    columnas = {"actividad.descripcion": "ACCION", "actividad.meta": "META"}
    leidas = paac.desde_filas(filas, entidad="Municipio", columnas=columnas)

    assert [(a.codigo, a.ruta, a.mensaje) for a in leidas.avisos] == [
        (
            "texto_de_programa",
            "filas, columna 'ACCION'",
            "trae HTML en 1 celda ('<p>Socializar</p>' en filas[1]), como lo escribe un programa:"
            " va así",
        ),
        (
            "texto_de_programa",
            "filas, columna 'META'",
            "trae «nan» en 2 celdas (la primera, filas[0]), como lo escribe un programa: va así",
        ),
    ]
    assert [fila["actividad.meta"] for fila in paac.filas_de(leidas.contenido)] == ["nan", "nan"]


def test_el_codigo_de_que_se_dijo_lo_que_vale_no_se_avisa() -> None:
    columnas = {
        "actividad.descripcion": "ACCION",
        "seguimiento.estado": {"columna": "EST", "valores": {"NULL": None, "H": "cumplida"}},
        "seguimiento.corte": "CORTE",
    }
    filas = [{"ACCION": "Publicar", "EST": "NULL", "CORTE": "2026-04-30"}]

    assert paac.desde_filas(filas, entidad="Municipio", columnas=columnas).avisos == ()
