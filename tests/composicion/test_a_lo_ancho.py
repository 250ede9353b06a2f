"""Una tabla de más de una página de ancho: en Excel va entera; en papel no sale, y se dice.

Prueba ``composicion/tablas/pesadas``, ``formatos/pedido``, ``maqueta/hoja/a_lo_ancho`` y
``maqueta/nodos``.
"""

import io
import math
from typing import Any

import openpyxl
import pytest
from ayudas.lectores import tablas_de_word
from ayudas.mapas import mapa, riesgo
from openpyxl.utils import column_index_from_string, get_column_letter

import paac_reportes as paac
from paac_reportes.maqueta.hoja.libro import disponer_con_contenido

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


def de_dos() -> paac.MapaDeRiesgos:
    """Uno con dos controles y otro sin ninguno."""
    controles = [{"descripcion": f"Revisar {n}", "tipo": "preventivo"} for n in (1, 2)]
    return mapa(
        riesgo(referencia="R1", descripcion="Que se pierda", controles=controles),
        riesgo(referencia="R2", descripcion="Que se demore", controles=[]),
    )


def ancha(cuantas: int, fijas: int | None = None, **claves: Any) -> paac.Reporte:
    """Una matriz de una oficina y de otras tantas columnas de números, con su total."""
    columnas: list[paac.modelo.ColumnaDeMatriz] = [{"dato": "of", "rotulo": "Oficina"}]
    columnas += [
        {"dato": f"m{n}", "rotulo": f"Observaciones{n}", "total": "suma"} for n in range(1, cuantas)
    ]
    formato = paac.formato_de_columnas("Matriz", columnas, total="Total", fijas=fijas, **claves)
    filas = [
        {"of": oficina, **{f"m{n}": 10_000 * n for n in range(1, cuantas)}}
        for oficina in ("Salud", "Obras")
    ]
    return paac.reporte(ENTIDAD, formato, filas=filas)


def libro_de(reporte: paac.Reporte) -> Any:
    return openpyxl.load_workbook(io.BytesIO(reporte.emitir("xlsx").contenido))


# ------------------------------------------------------------------ en el papel


@pytest.mark.parametrize("tipo", ["docx", "pdf"])
def test_la_matriz_que_ni_en_siete_puntos_cabe_dice_que_columnas_sobran(tipo: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        ancha(40).emitir(tipo)

    (falla,) = error.value.fallas
    assert falla.codigo == "medida_imposible"
    assert falla.mensaje == (
        "de las 40 columnas caben 12 en una hoja carta horizontal con letra de 7 puntos, y no"
        " «Observaciones12» a «Observaciones39»; ponga pagina = { papel = 'doble carta',"
        " orientacion = 'horizontal' }, menos columnas, o pídala en Excel con fijas = 1, donde cada"
        " columna tiene el ancho que pide"
    )


def test_la_que_cabe_con_menos_letra_sale_y_se_avisa() -> None:
    hecha = ancha(12).emitir("docx")

    (aviso,) = hecha.avisos
    assert (aviso.codigo, len(tablas_de_word(hecha.contenido))) == ("palabras_partidas", 1)
    assert "con letra más pequeña o menos columnas, o pídala en Excel" in aviso.mensaje


def test_la_que_no_cabe_sale_como_pagina_y_como_datos() -> None:
    hecha = ancha(40)
    assert all(b"Observaciones39" in hecha.emitir(t).contenido for t in ("html",))
    assert b"m39" in hecha.emitir("csv").contenido


@pytest.mark.parametrize("tipo", ["docx", "pdf"])
def test_el_mapa_de_la_herramienta_no_sale_en_papel_y_dice_en_cual_pedirlo(tipo: str) -> None:
    reporte = paac.reporte(de_dos(), "mapa-v5")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        reporte.emitir(tipo)

    (falla,) = error.value.fallas
    assert falla.codigo == "tipo_no_admitido"
    assert falla.mensaje == (
        f"mapa-v5 no se lee en papel: llegó .{tipo}; sale en"
        f" {', '.join(f'.{otro}' for otro in reporte.tipos)}. En Word y en PDF, pida"
        " mapa-corrupcion-2015 o seguimiento-mapa"
    )


@pytest.mark.parametrize(
    ("forma", "medio"),
    [
        ("mapa-corrupcion-2015", "documento"),
        ("mapa-corrupcion-2015", "libro"),
        ("mapa-v5", "libro"),
        ("seguimiento-mapa", "documento"),
        ("seguimiento-mapa", "libro"),
    ],
)
def test_en_el_papel_ninguna_letra_baja_de_siete_puntos(forma: str, medio: Any) -> None:
    documento = paac.reporte(de_dos(), forma).arbol(medio)

    assert min(estilo.tamano for estilo in documento.estilos.values()) >= 7


# ------------------------------------------------------------------ lo que se declara


def de_un_mapa(fijas: int | None = 1, **de_la_tercera: Any) -> paac.Formato:
    """Un formato de un mapa, con su tercera columna como se diga."""
    datos = ("riesgo.referencia", "riesgo.descripcion", "control.descripcion", "control.tipo")
    columnas: list[dict[str, Any]] = [
        {"dato": dato, "rotulo": dato, "ancho": 25, "une": "grupo"} for dato in datos
    ]
    columnas[2] |= de_la_tercera
    return paac.formato_de_columnas("M", columnas, recorre="riesgos", fijas=fijas)


@pytest.mark.parametrize(
    ("fijas", "claves", "falla"),
    [
        (None, {"abre_pagina": True}, "columnas[2].abre_pagina: falta fijas"),
        (2, {"abre_pagina": True}, "columnas[2].abre_pagina: se esperaba después de la columna 3"),
        (9, {}, "se esperaban menos que sus 4 columnas, llegó 9"),
        (0, {}, "de 1 a 10"),
        (1, {"abre_parte": True}, "clave desconocida; la más parecida es 'abre_pagina'"),
        (1, {"colores": "zona_de_riesgo"}, "por zona de riesgo se colorea la de una valoración"),
    ],
)
def test_lo_que_no_se_puede_escribir_es_una_falla(
    fijas: int | None, claves: dict[str, Any], falla: str
) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        de_un_mapa(fijas, **claves)

    assert falla in str(error.value)


# ------------------------------------------------------------------ la hoja de cálculo


def test_una_matriz_con_fijas_va_en_una_hoja_con_cada_columna_a_su_ancho() -> None:
    (hoja,) = libro_de(ancha(40, fijas=1)).worksheets

    assert (hoja.freeze_panes, hoja.print_title_cols) == ("B3", "$A:$A")
    assert [corte.id for corte in hoja.col_breaks.brk] == [10, 18, 26, 34]
    assert {hoja.cell(5, columna).value for columna in (2, 40)} == {"=SUM(B3:B4)", "=SUM(AN3:AN4)"}
    assert min(hoja.column_dimensions[letra].width for letra in "BCJK") > 14


def test_sin_columnas_dichas_tambien_hay_fijas() -> None:
    formato = paac.formato_de_columnas("M", None, fijas=1)
    de = paac.reporte(ENTIDAD, formato, filas=[{"oficina": "Salud", "valor": 5}])

    assert libro_de(de).worksheets[0].freeze_panes == "B3"


@pytest.mark.parametrize("forma", ["mapa-v5", "de anchos dichos"])
def test_en_excel_se_imprime_en_dos_hojas_con_lo_fijo_en_cada_una(forma: Any) -> None:
    formato = forma if forma == "mapa-v5" else de_un_mapa(abre_pagina=True)
    de = paac.reporte(de_dos(), formato)
    documento = de.arbol("libro")
    _, _, (hoja, *_) = disponer_con_contenido(documento)
    util = documento.partes[0].marco.pagina.ancho_util / 0.8
    (corte,) = hoja.paginas_a_lo_ancho
    fijas = math.fsum(hoja.anchos[: hoja.columnas_repetidas])

    assert math.fsum(hoja.anchos[:corte]) <= util + 0.01
    assert fijas + math.fsum(hoja.anchos[corte:]) <= util + 0.01
    impresa = libro_de(de).worksheets[0]
    assert [corte_de.id for corte_de in impresa.col_breaks.brk] == [corte]
    assert impresa.print_title_cols == f"$A:${get_column_letter(hoja.columnas_repetidas)}"
    assert impresa.page_setup.pageOrder == "overThenDown"


def test_en_excel_cada_pagina_impresa_dice_de_quien_es_lo_suyo() -> None:
    hoja = libro_de(paac.reporte(de_dos(), "mapa-v5")).worksheets[0]
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
    hoja = libro_de(paac.reporte(de_dos(), "mapa-v5")).worksheets[0]
    fila = next(n for n in range(1, 9) if str(hoja.cell(n, 2).value).startswith("Proceso"))

    for de_franja in range(fila, fila + 3):
        esquina, franja = hoja.cell(de_franja, 1), hoja.cell(de_franja, 2)
        assert esquina.value is None
        assert esquina.fill.fgColor.rgb == franja.fill.fgColor.rgb
        assert esquina.border.left.style
        assert not any(raya and raya.style for raya in (esquina.border.right, franja.border.left))


def test_el_mapa_de_calor_va_en_su_hoja_y_la_tabla_de_una_pagina_no_pasa_a_otra() -> None:
    (de_una, *_) = libro_de(paac.reporte(de_dos(), "mapa-corrupcion-2015")).worksheets

    nombres = libro_de(paac.reporte(de_dos(), "mapa-v5")).sheetnames
    assert nombres[:2] == ["Mapa de riesgos", "Mapa de calor"]
    assert (de_una.col_breaks.brk, de_una.print_title_cols) == ([], None)


# ------------------------------------------------------------------ las zonas
