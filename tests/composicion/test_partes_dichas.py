"""Un formato que dice dónde se parte su tabla: en el papel, tantas tablas como partes.

Prueba ``composicion/tablas/pesadas``, ``maqueta/hoja/a_lo_ancho`` y ``maqueta/partes``.
"""

import io
import math
from decimal import Decimal
from itertools import takewhile
from typing import Any

import openpyxl
import pytest
from ayudas.lectores import tablas_de_word
from ayudas.mapas import mapa, riesgo
from openpyxl.utils import column_index_from_string, get_column_letter

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.estilos import (
    CONTRASTE,
    ESTILO_DE_INICIO,
    aire_entre_tablas,
    aire_tras_tabla,
    contraste,
)
from paac_reportes.maqueta.hoja.libro import disponer_con_contenido
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.normativa.riesgos import COLORES_DE_ZONA

FORMAS = ("mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa")


def partido(fijas: int | None = 1, **de_la_que_abre: Any) -> paac.Formato:
    """Un formato de un mapa que parte su tabla en la columna de los controles."""
    de_tabla = {} if fijas is None else {"fijas": fijas}
    columnas = [
        {"dato": "riesgo.referencia", "rotulo": ["Riesgo", "N.º"], "ancho": 10, "une": "grupo"},
        {"dato": "riesgo.descripcion", "rotulo": ["Riesgo", "Cuál"], "ancho": 40, "une": "grupo"},
        {
            "dato": "control.descripcion",
            "rotulo": ["Control", "Qué hace"],
            "ancho": 30,
            "une": "grupo",
            "abre_parte": True,
            **de_la_que_abre,
        },
        {"dato": "control.tipo", "rotulo": ["Control", "Tipo"], "ancho": 20, "une": "grupo"},
    ]
    tabla = {"descripcion": "Riesgos", "secciones": [{"recorre": "riesgos"}], "columnas": columnas}
    return paac.formato_desde_datos(
        {
            "codigo": "partido",
            "nombre": "Partido",
            "version": "1",
            "archivo": "partido",
            "de": "mapa",
            "propiedades": {"titulo": "Riesgos"},
            "pagina": {"papel": "carta", "orientacion": "vertical"},
            "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["riesgos"]}],
            "tablas": {"riesgos": {**tabla, **de_tabla}},
        }
    )


def de_dos() -> paac.MapaDeRiesgos:
    """Uno con dos controles y otro sin ninguno."""
    controles = [{"descripcion": f"Revisar {n}", "tipo": "preventivo"} for n in (1, 2)]
    return mapa(
        riesgo(referencia="R1", descripcion="Que se pierda", controles=controles),
        riesgo(referencia="R2", descripcion="Que se demore", controles=[]),
    )


def tablas_de(documento: Any) -> list[Tabla]:
    return [b for parte in documento.partes for b in parte.bloques if isinstance(b, Tabla)]


def test_cada_parte_repite_lo_fijo_y_sigue_en_el_orden_del_formato() -> None:
    una, otra = tablas_de_word(paac.emitir(de_dos(), partido(), "docx"))

    assert una[1] == ["N.º", "Cuál"]
    assert una[2:] == [["R1", "Que se pierda"], ["R2", "Que se demore"]]
    assert [fila[0] for fila in otra[2:]] == ["R1", "", "R2"]
    assert otra[1] == ["N.º", "Qué hace", "Tipo"]
    assert [fila[1:] for fila in otra[2:]] == [
        ["Revisar 1", "Preventivo"],
        ["Revisar 2", "Preventivo"],
        ["", ""],
    ]


def test_la_parte_que_sigue_dice_cual_es_y_va_con_su_tabla() -> None:
    documento = paac.reporte(de_dos(), partido())._documento[0]
    bloques = documento.partes[0].bloques

    # La primera la abre la tabla misma.
    (inicio,) = (b for b in bloques if isinstance(b, Parrafo))
    assert inicio.contenido == "Continúa: columnas 3 a 4 de 4"
    estilo = documento.estilos[inicio.estilo]
    assert estilo.con_el_siguiente
    # Se aparta de la tabla de encima más que de la suya, y se lee como ella.
    celda = documento.estilos["celda"]
    assert estilo.antes > 2 * estilo.despues
    assert (estilo.tamano, estilo.color, estilo.horizontal) == (celda.tamano, None, "izquierda")
    assert [t.descripcion for t in tablas_de(documento)] == [
        "Riesgos (Parte 1 de 2: columna 2 de 4)",
        "Riesgos (Parte 2 de 2: columnas 3 a 4 de 4)",
    ]


def test_los_anchos_de_cada_parte_llenan_la_hoja_en_su_proporcion() -> None:
    una, otra = tablas_de(paac.reporte(de_dos(), partido())._documento[0])

    assert una.anchos == pytest.approx((0.2, 0.8))
    assert otra.anchos == pytest.approx((1 / 6, 3 / 6, 2 / 6))


def test_en_excel_la_tabla_va_entera() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(paac.emitir(de_dos(), partido(), "xlsx")))
    textos = [c.value for fila in libro.worksheets[0].iter_rows() for c in fila if c.value]

    assert not any("Parte 1 de 2" in str(texto) for texto in textos)
    assert textos.count("N.º") == 1


@pytest.mark.parametrize(
    ("fijas", "claves", "falla"),
    [
        (None, {}, "tablas.riesgos.columnas[2].abre_parte: falta fijas"),
        (2, {}, "tablas.riesgos.columnas[2].abre_parte: se esperaba después de la columna 3"),
        (1, {"omite_vacia": True}, "la columna que abre una parte ni se omite"),
        (1, {"abre_parte": False}, "en otra, diga en qué columnas empieza cada parte"),
        (9, {}, "se esperaban menos que sus 4 columnas, llegó 9"),
    ],
)
def test_unas_partes_que_no_se_pueden_escribir_son_una_falla(
    fijas: int | None, claves: dict[str, Any], falla: str
) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        partido(fijas, **claves)

    assert falla in str(error.value)


# ------------------------------------------------------------------ el mapa en el papel


@pytest.mark.parametrize("forma", FORMAS)
def test_en_el_papel_ninguna_letra_baja_de_siete_puntos(forma: str) -> None:
    for medio in ("documento", "libro"):
        documento = paac.reporte(de_dos(), forma).arbol(medio)
        assert min(estilo.tamano for estilo in documento.estilos.values()) >= 7


def test_en_la_herramienta_nada_va_de_abajo_arriba() -> None:
    (tabla,) = hallar_formato("mapa-v5")[0].tablas.values()

    assert {columna.texto_vertical for columna in tabla.columnas} == {None}


def test_bajo_el_mapa_de_calor_la_tabla_que_sigue_no_toca_su_nota() -> None:
    documento = paac.reporte(de_dos(), "mapa-v5").arbol("documento")

    assert float(documento.estilos["nota"].despues) == 8


def test_entre_dos_procesos_queda_mas_aire_que_entre_las_partes_de_uno() -> None:
    estilos = paac.reporte(de_dos(), "mapa-v5").arbol("documento").estilos

    assert float(aire_entre_tablas(estilos)) == 16
    assert float(aire_tras_tabla(estilos[ESTILO_DE_INICIO], estilos)) == 9


def test_entre_los_dos_mapas_de_calor_no_se_ve_ninguna_raya() -> None:
    documento = paac.reporte(de_dos(), "mapa-v5").arbol("documento")
    bordes = documento.estilos["celda-entre_paneles"].bordes

    assert bordes is not None
    assert {raya and raya.color for raya in (bordes.arriba, bordes.abajo)} == {"FFFFFF"}


@pytest.mark.parametrize(
    ("escrita", "zona"),
    [
        ("Bajo", "bajo"),
        ("Zona de riesgo MODERADA", "moderado"),
        ("ALTA - 30", "alto"),
        ("60 Extrema", "extremo"),
        ("Por definir", None),
    ],
)
@pytest.mark.parametrize("forma", ["mapa-corrupcion-2015", "mapa-v5"])
@pytest.mark.parametrize("medio", ["documento", "libro"])
def test_la_zona_lleva_su_palabra_y_el_color_que_tiene_en_el_mapa_de_calor(
    forma: str, medio: Any, escrita: str, zona: Any
) -> None:
    suyo = mapa(riesgo(referencia="R1", inherente={"zona": escrita}, residual={"zona": escrita}))
    documento = paac.reporte(suyo, forma).arbol(medio)
    del_mapa = takewhile(
        lambda bloque: not isinstance(bloque, Titulo) or bloque.texto != "Mapa de calor",
        documento.partes[0].bloques,
    )
    estilos = [
        documento.estilos[celda.estilo]
        for tabla in del_mapa
        if isinstance(tabla, Tabla)
        for fila in tabla.filas
        for celda in fila.celdas
        if celda.contenido == escrita
    ]

    assert len(estilos) == 2
    for estilo in estilos:
        assert estilo.relleno == (COLORES_DE_ZONA[zona] if zona else None)
        assert contraste(estilo.color or "000000", estilo.relleno or "FFFFFF") >= CONTRASTE


def test_por_zona_de_riesgo_solo_se_colorea_una_zona() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        partido(colores="zona_de_riesgo")

    assert "por zona de riesgo se colorea la de una valoración" in str(error.value)


def test_el_mapa_de_calor_va_en_su_hoja_y_en_papel_donde_quepa() -> None:
    suyo = paac.reporte(de_dos(), "mapa-v5")
    libro = openpyxl.load_workbook(io.BytesIO(suyo.emitir("xlsx").contenido))

    assert libro.sheetnames[:2] == ["Mapa de riesgos", "Mapa de calor"]
    (unica,) = suyo.arbol("documento").partes
    titulos = [bloque for bloque in unica.bloques if isinstance(bloque, Titulo)]
    assert titulos[-1].texto == "Mapa de calor"
    assert not titulos[-1].en_pagina_nueva


def test_sin_mapa_no_hay_pagina_de_calor() -> None:
    plan = paac.plan_desde_datos(
        {
            "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
            "vigencia": 2026,
            "componentes": [{"nombre": "C", "subcomponentes": []}],
        }
    )

    assert len(paac.reporte(plan, "mapa-v5").arbol("documento").partes) == 1


def test_lo_que_un_formato_parte_se_reparte_sin_perder_ninguna_columna() -> None:
    (definida,) = hallar_formato("mapa-v5")[0].tablas.values()
    una, otra, *_ = tablas_de(paac.reporte(de_dos(), "mapa-v5").arbol("documento"))

    assert len(una.anchos) + len(otra.anchos) == len(definida.columnas) + (definida.fijas or 0)
    assert sum(map(Decimal, una.anchos)) == pytest.approx(Decimal(1))
    # De cada riesgo van en una parte y en la otra las filas donde comienza algo de ella.
    riesgos, en_la_otra = (
        dict.fromkeys(marca.partition("_e")[0] for marca in parte.filas.marcas)
        for parte in (una, otra)
    )
    assert riesgos == en_la_otra


def test_el_objetivo_y_el_alcance_van_una_vez_por_proceso() -> None:
    una, otra, *_ = tablas_de_word(paac.emitir(de_dos(), "mapa-v5", "docx"))

    rotulos_de_franjas = ("Proceso", "Objetivo", "Alcance")
    franjas = [
        [fila[0].partition(":")[0] for fila in tabla if fila[0].startswith(rotulos_de_franjas)]
        for tabla in (una, otra)
    ]
    assert franjas == [["Proceso", "Objetivo", "Alcance"], ["Proceso"]]


# ------------------------------------------------------------------ la hoja de cálculo, impresa


@pytest.mark.parametrize("forma", ["mapa-v5", "partido"])
def test_en_excel_se_imprime_en_dos_hojas_con_lo_fijo_en_cada_una(forma: str) -> None:
    formato: Any = partido() if forma == "partido" else forma
    documento = paac.reporte(de_dos(), formato).arbol("libro")
    _, _, (hoja, *_) = disponer_con_contenido(documento)
    util = documento.partes[0].marco.pagina.ancho_util / 0.8
    (corte,) = hoja.paginas_a_lo_ancho
    fijas = math.fsum(hoja.anchos[: hoja.columnas_repetidas])

    assert math.fsum(hoja.anchos[:corte]) <= util + 0.01
    assert fijas + math.fsum(hoja.anchos[corte:]) <= util + 0.01

    excel = openpyxl.load_workbook(io.BytesIO(paac.emitir(de_dos(), formato, "xlsx")))
    impresa = excel.worksheets[0]
    assert [corte_de.id for corte_de in impresa.col_breaks.brk] == [corte]
    assert impresa.print_title_cols == f"$A:${get_column_letter(hoja.columnas_repetidas)}"
    assert impresa.page_setup.pageOrder == "overThenDown"
    assert impresa.page_setup.scale == 80


def test_en_excel_cada_pagina_impresa_dice_de_quien_es_lo_suyo() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(paac.emitir(de_dos(), "mapa-v5", "xlsx")))
    hoja = libro.worksheets[0]
    (corte,) = (corte.id for corte in hoja.col_breaks.brk)
    fijas = column_index_from_string(str(hoja.print_title_cols).rpartition("$")[2])

    de_lado_a_lado = [
        [c for c in fila if c.value is not None]
        for fila in hoja.iter_rows(max_row=8, max_col=hoja.max_column - 1)
        if any(str(c.value).startswith(("MAPA", "Proceso", "Objetivo")) for c in fila)
    ]
    assert len(de_lado_a_lado) == 3
    for en_la_primera, en_la_segunda in de_lado_a_lado:
        assert fijas < en_la_primera.column <= corte < en_la_segunda.column
        # Cambia con la otra: quien la corrige la corrige en las dos páginas.
        assert en_la_segunda.value == f"={en_la_primera.coordinate}"
    # Ninguna celda pasa de una página a otra, ni de lo fijo a lo demás.
    for combinada in hoja.merged_cells.ranges:
        es_rotulo = combinada.min_col == 1 and combinada.max_col > fijas
        assert not combinada.min_col <= corte < combinada.max_col
        assert not es_rotulo or hoja.cell(combinada.min_row, 1).value == "Identificación del riesgo"


def test_en_excel_las_franjas_corren_desde_la_primera_columna() -> None:
    """Sobre las fijas, del mismo color y sin raya entre ellas: era una muesca sin pintar."""
    libro = openpyxl.load_workbook(io.BytesIO(paac.emitir(de_dos(), "mapa-v5", "xlsx")))
    hoja = libro.worksheets[0]
    fila = next(n for n in range(1, 9) if str(hoja.cell(n, 2).value).startswith("Proceso"))

    for de_franja in range(fila, fila + 3):
        esquina, franja = hoja.cell(de_franja, 1), hoja.cell(de_franja, 2)
        assert esquina.value is None
        assert esquina.fill.fgColor.rgb == franja.fill.fgColor.rgb
        assert esquina.border.left.style
        assert not any(raya and raya.style for raya in (esquina.border.right, franja.border.left))


def test_en_excel_la_nota_del_mapa_de_calor_no_topa_con_su_tabla() -> None:
    """A medio alto de su fila, lo que deja antes y después la aparta de las dos."""
    documento = paac.reporte(de_dos(), "mapa-v5").arbol("libro")

    assert documento.estilos["nota"].vertical == "centro"


def test_una_tabla_de_una_hoja_no_pasa_a_otra() -> None:
    excel = openpyxl.load_workbook(
        io.BytesIO(paac.emitir(de_dos(), "mapa-corrupcion-2015", "xlsx"))
    )

    assert excel.worksheets[0].col_breaks.brk == []
    assert excel.worksheets[0].print_title_cols is None
