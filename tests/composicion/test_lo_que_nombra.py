"""Lo que el árbol dice de sus tablas para quien no las ve: qué nombra cada fila, y sus enlaces.

Prueba ``formatos/definicion/pagina``.
"""

import pytest
from ayudas.a_medida import formato, plan_de, tabla
from ayudas.documentos import documento_de, tablas_de
from ayudas.lectores import partes
from ayudas.planes import CORTE, actividad

import paac_reportes as paac
from paac_reportes.maqueta.contenido import Enlace, solo_texto
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda


def tabla_con(*datos: str, une: dict[str, str] | None = None, **fila: object) -> Tabla:
    """La de un plan de una actividad, con esas columnas."""
    definida = tabla("actividades", *datos)
    for columna in definida["columnas"]:
        columna["une"] = (une or {}).get(columna["dato"], "nunca")
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": definida})
    (hallada,) = tablas_de(documento_de(plan_de(actividad(**fila)), propio, CORTE))
    return hallada


def celda_con(texto: str) -> Celda:
    """La que muestra un texto, de un dato que puede traer direcciones y casi nunca las trae."""
    seguimiento = {"corte": CORTE.isoformat(), "texto": texto}
    tabla = tabla_con("seguimiento.texto", seguimientos=[seguimiento])
    return tabla.filas[0].celdas[0]


def test_la_fila_la_nombra_su_codigo_aunque_la_descripcion_este_antes() -> None:
    assert tabla_con("actividad.descripcion", "actividad.codigo").titulares == (1,)


def test_tambien_la_nombra_el_grupo_que_esta_a_su_izquierda() -> None:
    datos = ("subcomponente.nombre", "actividad.meta", "actividad.codigo", "actividad.descripcion")

    assert tabla_con(*datos, une={"subcomponente.nombre": "grupo"}).titulares == (0, 2)


def test_si_ninguna_columna_dice_cual_es_la_nombra_la_primera() -> None:
    assert tabla_con("actividad.meta", "actividad.responsable").titulares == (0,)


def test_los_datos_sueltos_son_una_ficha() -> None:
    propio = formato({"tipo": "datos", "filas": [{"rotulo": "Entidad", "texto": "M"}]})
    (ficha,) = tablas_de(documento_de(plan_de(), propio, CORTE))

    assert ficha.clase == "ficha"


def test_un_texto_recuerda_sus_direcciones_y_sigue_siendo_a_la_letra() -> None:
    contenido = celda_con("Acta 4: www.x.gov.co/4.").contenido

    assert contenido == ("Acta 4: ", Enlace("www.x.gov.co/4", "http://www.x.gov.co/4"), ".")
    assert solo_texto(contenido) == "Acta 4: www.x.gov.co/4."


@pytest.mark.parametrize("texto", ["javascript:alert(1)", "data:text/html,x", "Acta 4", "ww.x"])
def test_lo_que_no_es_una_direccion_web_no_lleva_a_ninguna_parte(texto: str) -> None:
    assert celda_con(texto).contenido == texto


def test_en_word_en_excel_y_en_la_pagina_la_direccion_lleva_a_ella() -> None:
    seguimiento = {"corte": CORTE.isoformat(), "texto": "https://x.gov.co"}
    plan = plan_de(actividad(seguimientos=[seguimiento]))
    tablas = {"t": tabla("actividades", "seguimiento.texto")}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas=tablas)

    for tipo, parte in (("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
        escrita = partes(paac.reporte(plan, propio, corte=CORTE).emitir(tipo).contenido)[parte]
        assert escrita.count(b"hyperlink ") == 1
