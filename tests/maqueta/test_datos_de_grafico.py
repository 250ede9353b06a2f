"""Los datos de un gráfico, como tabla."""

import pytest

from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import ESTILO_DE_SERIE, Grafico, Serie, Tabla, tabla_de_datos


def tabla(*series: Serie) -> Tabla:
    return tabla_de_datos(
        Grafico(
            titulo="Avance",
            clase="barras",
            categorias=("Uno", "Dos"),
            series=series,
            es_porcentaje=True,
            texto_alternativo="",
            alto=Mm(75),
        )
    )


def test_cada_categoria_es_una_fila_y_cada_serie_una_columna() -> None:
    hecha = tabla(Serie("A", (1.0, 2.0), "000000"), Serie("B", (3.0, 4.0), "000000"))

    assert [[c.contenido for c in f.celdas] for f in (*hecha.rotulos, *hecha.filas)] == [
        ["", "A", "B"],
        ["Uno", "1", "3"],
        ["Dos", "2", "4"],
    ]
    assert [c.estilo for c in hecha.rotulos[0].celdas] == ["rotulo", *[ESTILO_DE_SERIE] * 2]


def test_los_nombres_llevan_la_mitad_del_ancho_y_lo_demas_se_reparte() -> None:
    una = tabla(Serie("A", (1.0, 2.0), "000000"))
    dos = tabla(Serie("A", (1.0, 2.0), "000000"), Serie("B", (3.0, 4.0), "000000"))

    assert una.anchos == (0.5, 0.5)
    assert dos.anchos == (0.5, 0.25, 0.25)


def test_la_tabla_se_describe_como_el_grafico_y_sus_filas_no_se_parten() -> None:
    hecha = tabla(Serie("A", (1.0, 2.0), "000000"))

    assert (hecha.descripcion, hecha.filas_se_parten) == ("Avance", False)


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (None, ""),
        (0.0, "0"),
        (100.0, "100"),
        (45.5, "45,5"),
        (57.22, "57,22"),
        (10.0, "10"),
        (82.125, "82,13"),
    ],
)
def test_un_valor_lleva_los_decimales_que_tenga_y_la_mitad_sube(
    valor: float | None, texto: str
) -> None:
    hecha = tabla(Serie("A", (valor, None), "000000"))

    assert hecha.filas[0].celdas[1].contenido == texto


def test_de_lo_que_se_apila_se_dice_tambien_el_total() -> None:
    hecha = tabla_de_datos(
        Grafico(
            titulo="Estados",
            clase="apiladas",
            categorias=("Uno", "Dos"),
            series=(Serie("A", (1.0, None), "000000"), Serie("B", (3.0, 4.0), "000000")),
            es_porcentaje=False,
            texto_alternativo="",
            alto=Mm(75),
        )
    )

    assert [[c.contenido for c in f.celdas] for f in (*hecha.rotulos, *hecha.filas)] == [
        ["", "A", "B", "Total"],
        ["Uno", "1", "3", "4"],
        ["Dos", "", "4", "4"],
    ]


@pytest.mark.parametrize(("cuantas", "es_tabla"), [(25, False), (26, True)])
def test_mas_de_veinticinco_barras_no_se_dibujan(cuantas: int, *, es_tabla: bool) -> None:
    uno = Grafico(
        titulo="Avance",
        clase="barras",
        categorias=tuple(map(str, range(cuantas))),
        series=(Serie("A", (1.0,) * cuantas, "000000"),),
        es_porcentaje=True,
        texto_alternativo="",
        alto=Mm(75),
    )

    assert uno.en_su_lugar == (tabla_de_datos(uno) if es_tabla else None)
