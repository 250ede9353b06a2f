"""Los resúmenes de una matriz propia: varios por grupo, con su base, y lo que no resume nada."""

import io
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from ayudas.lectores import tablas_de_word
from hypothesis import given, settings
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.textos.valores import numero_escrito

ENTIDAD = paac.Entidad(nombre="Municipio")
COLUMNAS: list[Any] = [
    {"dato": "zona", "rotulo": "Zona"},
    {"dato": "pago", "rotulo": "Pago"},
    {"dato": "valor", "rotulo": "Valor", "total": ["suma", "promedio"]},
    {"dato": "avance", "rotulo": "Avance", "total": "promedio"},
]
FORMATO = paac.formato_de_columnas("Pagos", COLUMNAS, total="Total", subtotales=["zona"])
FILAS = [
    {"zona": "Norte", "pago": 1, "valor": 10, "avance": 12},
    {"zona": "Sur", "pago": 2, "valor": 40, "avance": 70},
    {"zona": "Norte", "pago": 3, "valor": 20, "avance": 96},
    {"zona": "Sur", "pago": 4, "valor": 50, "avance": None},
]


def escrita(formato: paac.Formato, filas: list[dict[str, Any]]) -> list[list[str]]:
    return tablas_de_word(paac.reporte(ENTIDAD, formato, filas=filas).emitir("docx").contenido)[0][
        1:
    ]


def resumenes(filas: list[list[str]]) -> list[list[str]]:
    return [fila for fila in filas if fila[0].startswith(("Subtotal", "Total"))]


def test_cada_metodo_es_una_fila_con_su_rotulo_y_el_promedio_dice_su_base() -> None:
    assert resumenes(escrita(FORMATO, FILAS)) == [
        ["Subtotal Norte: suma", "", "30", ""],
        ["Subtotal Norte: promedio", "", "15", "54"],
        ["Subtotal Sur: suma", "", "90", ""],
        ["Subtotal Sur: promedio", "", "45", "70 (1 de 2)"],
        ["Total: suma", "", "120", ""],
        ["Total: promedio", "", "30", "59,33 (3 de 4)"],
    ]


def test_en_excel_cada_uno_es_su_formula() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(ENTIDAD, FORMATO, filas=FILAS).emitir("xlsx").contenido)
    )
    hoja = libro.worksheets[0]
    de_valor = [celda.value for celda in hoja["C"] if str(celda.value).startswith("=")]
    de_avance = [celda.value for celda in hoja["D"] if str(celda.value).startswith("=")]

    assert de_valor == [
        *("=SUM(C3:C4)", "=AVERAGE(C3:C4)"),
        *("=SUM(C7:C8)", "=AVERAGE(C7:C8)"),
        *("=SUM(C3:C4,C7:C8)", "=AVERAGE(C3:C4,C7:C8)"),
    ]
    assert de_avance == ["=AVERAGE(D3:D4)", "=AVERAGE(D7:D8)", "=AVERAGE(D3:D4,D7:D8)"]


def test_un_subtotal_puede_decir_varios_de_cada_columna() -> None:
    formato = paac.formato_de_columnas(
        "Pagos",
        {"zona": "Zona", "pago": "Pago", "valor": "Valor"},
        subtotales=[{"por": "zona", "resumen": {"valor": ["minimo", "maximo"]}}],
    )

    assert [[fila[0], fila[2]] for fila in resumenes(escrita(formato, FILAS))] == [
        ["Subtotal Norte: mínimo", "10"],
        ["Subtotal Norte: máximo", "20"],
        ["Subtotal Sur: mínimo", "40"],
        ["Subtotal Sur: máximo", "50"],
    ]


def test_una_columna_sin_ningun_numero_dice_que_no_se_sabe() -> None:
    filas = [{**fila, "avance": None} for fila in FILAS]

    assert [fila[-1] for fila in resumenes(escrita(FORMATO, filas))][-1] == "sin dato"


def test_el_total_en_que_nada_se_resume_no_sale_y_se_avisa() -> None:
    formato = paac.formato_de_columnas("Pagos", {"pago": "Pago"}, total="Gran total")

    hecho = paac.reporte(ENTIDAD, formato, filas=[{"pago": 1}])

    assert [aviso.codigo for aviso in hecho.avisos] == ["total_sin_columnas"]
    assert tablas_de_word(hecho.emitir("docx").contenido)[0] == [["Pago"], ["1"]]


@pytest.mark.parametrize(
    ("total", "dice"),
    [
        ("sumas", "¿quiso decir 'suma'?"),
        (["suma", "Median"], "¿quiso decir 'mediana'?"),
        (["suma", "suma"], "se esperaba cada uno una vez: suma"),
    ],
)
def test_un_metodo_que_no_hay_dice_el_que_se_quiso_decir(total: Any, dice: str) -> None:
    columnas: list[Any] = [*COLUMNAS[:2], {"dato": "valor", "rotulo": "Valor", "total": total}]

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("Pagos", columnas, total="Total")

    (falla,) = error.value.fallas
    assert falla.ruta == "tablas.tabla.columnas[2].total"
    assert falla.mensaje.endswith(dice)


CANTIDADES = st.one_of(st.none(), st.integers(-1000, 1000))
GRUPOS = st.lists(st.tuples(st.sampled_from("ABC"), CANTIDADES), min_size=1, max_size=12)


@pytest.mark.integracion
@settings(max_examples=25, deadline=None)
@given(GRUPOS)
def test_lo_que_se_escribe_es_lo_que_da_contarlo_de_otro_modo(pares: list[Any]) -> None:
    """La suma y el promedio de cada grupo, con fracciones y sin mirar cómo los saca la tabla."""
    columnas: list[Any] = [
        {"dato": "grupo", "rotulo": "Grupo"},
        {"dato": "n", "rotulo": "N", "total": ["suma", "promedio", "cuenta"]},
    ]
    formato = paac.formato_de_columnas("P", columnas, total="Total", subtotales=["grupo"])
    filas = [{"grupo": grupo, "n": n} for grupo, n in pares]

    dicho = {fila[0]: fila[1] for fila in resumenes(escrita(formato, filas))}

    de_cada = {g: [n for otro, n in pares if otro == g] for g, _ in pares}
    for rotulo, todas in [
        *((f"Subtotal {g}", suyas) for g, suyas in de_cada.items()),
        ("Total", [n for _, n in pares]),
    ]:
        hay = [n for n in todas if n is not None]
        assert dicho[f"{rotulo}: cuántos hay"] == str(len(hay))
        if not hay:
            assert dicho[f"{rotulo}: suma"] == dicho[f"{rotulo}: promedio"] == "sin dato"
            continue
        escrito, _, base = dicho[f"{rotulo}: promedio"].partition(" (")
        assert numero(dicho[f"{rotulo}: suma"]) == sum(hay)
        assert abs(numero(escrito) - Fraction(sum(hay), len(hay))) <= Fraction(1, 200)
        assert base == (f"{len(hay)} de {len(todas)})" if len(hay) < len(todas) else "")


def numero(escrito: str) -> Fraction:
    leido = numero_escrito(escrito.replace("−", "-"))
    assert leido is not None
    return Fraction(leido)
