"""El certificado como página: lo que dice de un archivo, con el membrete de su entidad o sin él.

Prueba ``api/certificado``.
"""

import io
from datetime import date
from typing import Any

import attrs
import docx
from ayudas.alteraciones import cambiar
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac

PLAN = plan(entidad={"nombre": "MUNICIPIO DE PRUEBA", "nit": "890.000.000-1"})


def emitido() -> bytes:
    return paac.emitir(PLAN, FORMATO, "docx", corte=CORTE)


def certificado(contenido: bytes, **otras: Any) -> paac.Certificado:
    return paac.verificar(io.BytesIO(contenido), PLAN, FORMATO, corte=CORTE, **otras)


def tablas(de: paac.Certificado) -> list[list[list[str]]]:
    word = docx.Document(io.BytesIO(de.reporte().emitir("docx").contenido))
    return [[[c.text for c in fila.cells] for fila in tabla.rows] for tabla in word.tables]


def encabezado(de: paac.Certificado) -> str:
    word = docx.Document(io.BytesIO(de.reporte().emitir("docx").contenido))
    return " ".join(c.text for c in word.sections[0].header.tables[0].rows[0].cells)


def test_dice_el_veredicto_de_quien_es_y_el_dia_que_se_le_da() -> None:
    (verificado,) = tablas(certificado(emitido(), fecha=date(2026, 5, 4)))
    dicho = {fila[0]: fila[1] for fila in verificado}

    assert dicho["Veredicto"] == "Es el archivo que se emitió."
    assert (dicho["Entidad"], dicho["Vigencia"]) == ("MUNICIPIO DE PRUEBA", "2026")
    assert dicho["Formato"] == "MCCO.101.18.F.20, versión 3"
    assert (dicho["Corte"], dicho["Verificado el"]) == ("30 de abril de 2026", "4 de mayo de 2026")


def test_de_uno_distinto_lleva_cada_diferencia_con_su_lugar() -> None:
    otro = cambiar(emitido(), "word/document.xml", "Mapa publicado", "Otro mapa")
    _, diferencias = tablas(certificado(otro))

    assert diferencias[1:] == [["tabla 1, fila 4, columna 4", "Mapa publicado", "Otro mapa"]]


def test_de_miles_de_diferencias_la_pagina_lleva_doscientas_y_dice_cuantas_mas() -> None:
    distinto = certificado(cambiar(emitido(), "word/document.xml", "Mapa publicado", "Otro mapa"))
    (una,) = distinto.diferencias or ()
    _, diferencias = tablas(attrs.evolve(distinto, diferencias=(una,) * 1_500))

    assert len(diferencias) == 1 + 200 + 1
    assert diferencias[-1][0] == "y 1.300 más; están todas en el JSON"


def test_contra_los_datos_lleva_el_nit_de_la_entidad() -> None:
    assert "NIT 890.000.000-1" in encabezado(certificado(emitido()))


def test_con_un_acta_sola_va_sin_nit() -> None:
    pedido = paac.reporte(PLAN, FORMATO, corte=CORTE)
    contenido = pedido.emitir("docx").contenido
    solo = paac.verificar(io.BytesIO(contenido), acta=pedido.acta.en_json().encode())

    assert solo.pasa
    assert "MUNICIPIO DE PRUEBA" in encabezado(solo)
    assert "NIT" not in encabezado(solo)


def test_no_esta_entre_los_formatos_de_un_plan() -> None:
    codigos = {ficha.codigo for ficha in paac.formatos_disponibles()}
    assert "certificado-de-verificacion" not in codigos


def test_el_json_no_lleva_la_entidad_entera() -> None:
    assert "duena" not in certificado(emitido()).datos()
