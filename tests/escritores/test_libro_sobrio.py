"""Cómo se ve en Excel lo que no es un formulario: aire, rayas y lo que se imprime arriba y abajo."""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import formato, plan_de, tabla
from ayudas.planes import actividad
from openpyxl.worksheet.worksheet import Worksheet

import paac_reportes as paac

TABLAS = {"a": tabla("actividades", "actividad.codigo", "actividad.descripcion")}
FRASE = {"tipo": "parrafo", "texto": "Frase"}
TABLA = {"tipo": "tabla", "tablas": ["a"]}


LARGA = 31
"""Filas: las de una tabla que no cabe de una mirada."""


def hoja_de(*cuerpo: dict[str, Any], filas: int = 2, **claves: Any) -> Worksheet:
    propio = formato(*cuerpo, tablas=TABLAS, aspecto={"base": "sobrio"}, **claves)
    plan = plan_de(*(actividad(descripcion=f"Fila {n}") for n in range(filas)))
    return openpyxl.load_workbook(
        io.BytesIO(paac.reporte(plan, propio).emitir("xlsx").contenido)
    ).worksheets[0]


def test_los_renglones_de_un_parrafo_llenan_su_fila_y_lo_que_los_sigue_va_en_otra() -> None:
    largo = {"tipo": "parrafo", "texto": "Un texto que sigue. " * 12}
    hoja = hoja_de(FRASE, largo, FRASE)

    assert [hoja[f"A{fila}"].alignment.vertical for fila in (1, 2, 4)] == ["top", "justify", "top"]
    assert hoja["A3"].value is None


def test_el_contenido_lista_cada_hoja_con_la_pagina_donde_se_imprime() -> None:
    indice = {"tipo": "contenido", "titulo": "Contenido"}
    otra = TABLA | {"leyenda": "Actividades", "hoja": "Todas", "cada": "plan"}
    titulo = {"tipo": "titulo", "nivel": 1, "texto": "Título"}
    hoja = hoja_de(indice, titulo, otra, filas=LARGA, numeracion={"titulos": True})
    renglones = [[celda.value for celda in fila if celda.value] for fila in hoja.iter_rows()]

    assert renglones[1:3] == [
        ['="1 Título"', '="1"'],
        ['="Hoja «Todas»: tabla 1"', '="2"'],
    ]
    assert hoja["A3"].hyperlink.location == "'Todas'!A1"


LISTAS = """Uno:

- dos
  - tres

10. diez
"""


def test_la_marca_de_una_lista_va_en_su_columna_y_el_texto_a_su_derecha() -> None:
    """Una celda no tiene sangría francesa: el segundo renglón volvía bajo la marca."""
    hoja = hoja_de({"tipo": "texto", "clave": "t", "texto": LISTAS}, TABLA)
    dichas = [
        [(celda.column, celda.value) for celda in fila if celda.value]
        for fila in hoja.iter_rows(max_row=4)
    ]
    en_mm = hoja.column_dimensions["A"].width * 6 / 96 * 25.4
    sangrias = [hoja[lugar].alignment.indent for lugar in ("A2", "A3", "C3")]

    assert dichas == [
        [(1, "Uno:")],
        [(1, "•"), (2, "dos")],
        [(1, "•"), (3, "tres")],
        [(1, "10."), (2, "diez")],
    ]
    # La más ancha, «10.», cabe; la de adentro se corre, y su texto va con ella.
    assert 5 < en_mm < 8
    assert sangrias == [0, 2, 0]


def test_una_tabla_corta_va_en_su_hoja_y_en_su_lugar_queda_la_leyenda() -> None:
    suya = TABLA | {"leyenda": "Actividades", "hoja": "Todas", "cada": "plan"}
    libro: Any = hoja_de(FRASE, suya, FRASE, filas=2).parent
    dichos = [celda.value for celda in libro.worksheets[0]["A"] if celda.value]

    assert libro.sheetnames == ["Matriz", "Todas", "Datos"]
    assert [dichos[0], dichos[-1], len(dichos)] == ["Frase", "Frase", 3]
    assert not libro["Todas"].merged_cells.ranges


def test_el_texto_que_no_cabe_en_la_fila_mas_alta_no_sigue_en_otra() -> None:
    """Con la fila en dos, unas celdas serían de las dos, y Excel no ordena."""
    suya = TABLA | {"leyenda": "Actividades", "hoja": "Todas", "cada": "plan"}
    largo = "palabra " * 3000
    propio = formato(FRASE, suya, tablas=TABLAS, aspecto={"base": "sobrio"})
    de = plan_de(actividad(descripcion=largo), actividad(descripcion="Otra"))
    libro: Any = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(de, propio).emitir("xlsx").contenido)
    )
    hoja = libro["Todas"]

    assert largo.strip() in [str(celda.value).strip() for celda in hoja[3]]
    assert hoja.max_row == 4
    assert hoja.auto_filter.ref == "A2:C4"
    assert hoja.row_dimensions[3].height <= 409


@pytest.mark.parametrize(("filas", "escala"), [(LARGA, 100), (54, 96)])
def test_impreso_un_libro_lleva_una_sola_escala(filas: int, escala: int) -> None:
    """La de la hoja que más pide por no pasar a otra página; si ninguna, la entera."""
    larga = TABLA | {"leyenda": "Actividades", "hoja": "Todas", "cada": "plan"}
    libro: Any = hoja_de(FRASE, larga, filas=filas).parent

    assert [hoja.page_setup.scale for hoja in libro.worksheets[:2]] == [escala, escala]


def test_un_texto_llena_su_fila_en_los_dos_programas_o_va_algo_mas_angosto() -> None:
    """Donde uno hace un renglón de más, el otro lo dejaba en blanco bajo los suyos, juntos."""
    datos = [("actividad.descripcion", 92), ("actividad.codigo", 8)]
    columnas = [{"dato": dato, "rotulo": "N", "ancho": ancho} for dato, ancho in datos]
    suya = {"secciones": [{"recorre": "actividades"}], "columnas": columnas}
    textos = [{"tipo": "parrafo", "texto": "palabra " * n + "fin."} for n in range(22, 70)]
    propio = formato(*textos, TABLA, tablas={"a": suya}, aspecto={"base": "sobrio"})
    excel = (
        paac.reporte(plan_de(actividad(descripcion="Una " * 60)), propio).emitir("xlsx").contenido
    )
    hoja: Any = openpyxl.load_workbook(io.BytesIO(excel)).worksheets[0]
    de_uno, *de_varios = [c for c in hoja["A"] if str(c.value).endswith("fin.")]
    enteras = {str(rango) for rango in hoja.merged_cells.ranges}
    angostas = [c for c in de_varios if f"{c.coordinate}:B{c.row}" not in enteras]

    assert de_uno.alignment.vertical == "top"
    # A uno, ni más angosto le hacen los dos los mismos.
    sueltas = [c.value.count("palabra") for c in de_varios if c.alignment.vertical != "justify"]
    assert sueltas == [45, 67, 68]
    assert [str(celda.value).count("palabra") for celda in angostas] == [23, 46, 69]


FILAS_DE_UNA_PAGINA = 26
"""De una tabla sobria: las que caben con sus rótulos."""


def con_filas(cuantas: int, **claves: Any) -> Worksheet:
    propio = formato(TABLA, tablas=TABLAS, aspecto={"base": "sobrio"}, **claves)
    plan = plan_de(*(actividad(descripcion=f"Fila {n}") for n in range(cuantas)))
    return openpyxl.load_workbook(
        io.BytesIO(paac.reporte(plan, propio).emitir("xlsx").contenido)
    ).worksheets[0]


@pytest.mark.parametrize(
    ("de_mas", "paginas", "escala"),
    [(0, 1, 100), (2, 1, 96), (3, 1, 92), (4, 2, 100), (29, 2, 96), (32, 2, 92), (35, 3, 100)],
)
def test_la_hoja_que_pasa_por_poco_a_otra_pagina_se_imprime_sin_ella(
    de_mas: int, paginas: int, escala: int
) -> None:
    hoja: Any = con_filas(FILAS_DE_UNA_PAGINA + de_mas)

    assert len(hoja.row_breaks.brk) + 1 == paginas
    assert hoja.page_setup.scale == escala


@pytest.mark.parametrize(
    ("palabras", "tras", "salto", "escala"), [(260, 15, 19, 94), (300, 12, 17, 96)]
)
def test_si_la_mayor_escala_deja_media_pagina_en_blanco_va_un_paso_menor_que_la_llene(
    palabras: int, tras: int, salto: int, escala: int
) -> None:
    """Un párrafo alto que a 96 pasa por poco a la segunda; si a 94 tampoco cabe, queda la mayor."""
    alto = FRASE | {"texto": "palabra " * palabras}
    hoja: Any = hoja_de(*[FRASE] * 17, alto, *[FRASE] * tras, TABLA)

    assert [corte.id for corte in hoja.row_breaks.brk] == [salto]
    assert hoja.page_setup.scale == escala
