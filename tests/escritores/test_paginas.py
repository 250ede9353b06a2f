"""Páginas, secciones, márgenes e imágenes en casos de borde."""

from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from ayudas.a_medida import formato, plan, tabla
from ayudas.avisos import dicen
from ayudas.imagenes import png
from ayudas.lectores import W, hojas_de_excel, partes, xml
from ayudas.planes import actividad, componente

import paac_reportes as paac

SECCION = {"tipo": "seccion"}


def test_mas_columnas_de_las_que_word_admite_es_un_error() -> None:
    cortes = [date(2026, 1, dia).isoformat() for dia in range(1, 31)]
    de = plan(componente(actividad(seguimientos=[{"corte": c, "texto": "x"} for c in cortes])))
    for tipo in ("docx", "xlsx"):
        with pytest.raises(paac.ErrorDeEntrada, match=r"30 cortes.* Word admite 63"):
            paac.reporte(de, "EV-EGMC-PC-003-FM-002").emitir(tipo)


def test_una_seccion_igual_a_la_anterior_tambien_empieza_pagina() -> None:
    propio = formato({"tipo": "parrafo", "texto": "A"}, SECCION, {"tipo": "parrafo", "texto": "B"})
    documento = xml(
        paac.reporte(plan(componente()), propio).emitir("docx").contenido, "word/document.xml"
    )

    assert len(list(documento.iter(W + "sectPr"))) == 2


def test_encabezados_con_y_sin_marco_no_se_mezclan() -> None:
    def seccion(marco: bool) -> dict[str, Any]:  # noqa: FBT001
        encabezado = {"anchos": [100], "marco": marco, "filas": [[{"texto": "E"}]]}
        return SECCION | {"encabezado": encabezado}

    parrafo = {"tipo": "parrafo", "texto": "A"}
    propio = formato(seccion(marco=True), parrafo, seccion(marco=False), parrafo)
    contenido = partes(paac.reporte(plan(componente()), propio).emitir("docx").contenido)
    estilos = [
        b"TableGrid" in contenido[nombre]
        for nombre in sorted(contenido)
        if nombre.startswith("word/header")
    ]

    assert sorted(estilos) == [False, True]


def test_los_margenes_del_libro_se_revisan_en_cada_seccion() -> None:
    margenes = {"izquierdo": 110, "derecho": 110}
    vertical = SECCION | {"orientacion": "vertical"}
    with pytest.raises(paac.ErrorDeFormato, match=r"libro\.margenes en cuerpo\[0\]: dejan"):
        formato(vertical, {"tipo": "parrafo", "texto": "A"}, libro={"margenes": margenes})


def test_una_imagen_cabe_en_su_pagina_y_en_sus_filas() -> None:
    alta = {"tipo": "imagen", "imagen": png(10, 400), "texto_alternativo": "T", "alto": 300}
    propio = formato(alta, pagina={"papel": "carta", "orientacion": "vertical"})
    hoja = partes(paac.reporte(plan(componente()), propio).emitir("xlsx").contenido)[
        "xl/worksheets/sheet1.xml"
    ]
    altos = [
        float(fila.get("ht", "0"))
        for fila in ET.fromstring(hoja).iter()
        if fila.tag.endswith("}row")
    ]

    assert max(altos) <= 409
    assert sum(altos) > 500


def libro_en_cuadros(*filas_por_hoja: int, **claves: Any) -> list[Any]:
    """Las hojas de un formulario con una dependencia en cada una, de tantas filas."""
    dependencias = [
        {
            "nombre": f"Oficina {numero}",
            "componentes": [componente(*[actividad(codigo=f"1.{n}") for n in range(filas)])],
        }
        for numero, filas in enumerate(filas_por_hoja)
    ]
    propio = formato(
        {"tipo": "tabla", "cada": "dependencia", "tablas": ["a"]},
        tablas={"a": tabla("actividades", "actividad.codigo", "actividad.descripcion")},
        libro={"hojas": "dependencia", "nombre": "{{ dependencia.nombre }}"},
        **claves,
    )
    lo_escrito = paac.reporte(plan(dependencias=dependencias), propio).emitir("xlsx").contenido
    return openpyxl.load_workbook(BytesIO(lo_escrito)).worksheets[: len(filas_por_hoja)]


def test_de_un_formulario_solo_se_reduce_la_hoja_que_asi_ahorra_una_pagina() -> None:
    """Y sólo hasta que la nota, que es de siete puntos, no baja de ellos."""
    hojas = libro_en_cuadros(5, 40, 39, 41)

    assert [hoja.page_setup.scale for hoja in hojas] == [80, 78, 80, 80]
    assert [len(hoja.row_breaks.brk) for hoja in hojas] == [0, 0, 0, 1]


def test_una_imagen_de_lado_a_lado_no_se_asoma_a_otra_columna() -> None:
    ancha = {"tipo": "imagen", "imagen": png(400, 10), "texto_alternativo": "T", "alto": 30}
    propio = formato(ancha, pagina={"papel": "carta", "orientacion": "vertical"})
    dibujo = partes(paac.reporte(plan(componente()), propio).emitir("xlsx").contenido)[
        "xl/drawings/drawing1.xml"
    ]
    (ancho,) = {nodo.get("cx", "0") for nodo in ET.fromstring(dibujo).iter() if nodo.get("cx")}

    assert int(ancho) / 36_000 * 0.8 == pytest.approx((216 - 40) * 0.97, abs=0.1)


def test_un_salto_al_final_no_cuenta_otra_pagina() -> None:
    cuerpo = (
        {"tipo": "contenido"},
        {"tipo": "titulo", "texto": "UNO"},
        {"tipo": "salto"},
        SECCION,
        {"tipo": "titulo", "texto": "DOS"},
    )
    libro = hojas_de_excel(
        paac.reporte(plan(componente()), formato(*cuerpo)).emitir("xlsx").contenido
    )

    assert ["DOS", "2"] in [[c for c in fila if c] for fila in next(iter(libro.values()))]


def test_el_html_lleva_el_encabezado_oficial_aunque_la_primera_tenga_otro() -> None:
    encabezado = {"anchos": [100], "filas": [[{"texto": "CÓDIGO: RB-1"}]]}
    primera = {"encabezado": {"anchos": [100], "filas": [[{"texto": "PORTADA"}]]}}
    propio = formato(
        {"tipo": "parrafo", "texto": "A"}, encabezado=encabezado, primera_pagina=primera
    )
    html = paac.reporte(plan(componente()), propio).emitir("html").contenido.decode()

    assert html.index("PORTADA") < html.index("CÓDIGO: RB-1")


def test_un_pie_de_excel_que_no_cabe_se_avisa() -> None:
    propio = formato({"tipo": "parrafo", "texto": "A"}, libro={"pie": {"izquierda": "largo " * 60}})
    assert dicen(
        paac.reporte(plan(componente()), propio).emitir("xlsx").avisos, "pasa de 255 letras"
    )


def test_el_anuncio_del_numero_en_otra_celda_tampoco_queda() -> None:
    celdas = [{"texto": "X"}, {"texto": "PÁGINA"}, {"texto": "{{ pagina }} de {{ paginas }}"}]
    encabezado = {"anchos": [50, 25, 25], "filas": [celdas]}
    propio = formato({"tipo": "parrafo", "texto": "A"}, encabezado=encabezado)
    hoja = next(
        iter(
            hojas_de_excel(
                paac.reporte(plan(componente()), propio).emitir("xlsx").contenido
            ).values()
        )
    )

    assert [celda for celda in hoja[0] if celda] == ["X"]
