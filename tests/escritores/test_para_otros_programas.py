"""Lo que otros programas piden de cada formato para verlo entero, sin tener esos programas."""

import re

import pytest
from ayudas.emitidos import EN_PAPEL, emitido
from ayudas.lectores import W, partes, xml
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

import paac_reportes as paac

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_hoja_dice_hasta_donde_llegan_sus_celdas(codigo: str) -> None:
    hojas = {
        nombre: contenido.decode()
        for nombre, contenido in partes(emitido(codigo, "xlsx")).items()
        if nombre.startswith("xl/worksheets/sheet")
    }

    assert hojas
    for nombre, hoja in hojas.items():
        (dicha,) = re.findall(r'<dimension ref="([^"]+)"/>', hoja)
        celdas = [coordinate_to_tuple(lugar) for lugar in re.findall(r'<c r="([A-Z]+\d+)"', hoja)]
        fusiones = [range_boundaries(r) for r in re.findall(r'<mergeCell ref="([^"]+)"', hoja)]
        ultimas = [(columna, fila) for fila, columna in celdas]
        ultimas += [(hasta or 0, abajo or 0) for _, _, hasta, abajo in fusiones]
        ultima = (max(columna for columna, _ in ultimas), max(fila for _, fila in ultimas))

        assert range_boundaries(dicha) == (1, 1, *ultima), nombre


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_normal_es_el_primer_estilo_y_cada_uno_va_tras_el_que_lo_sostiene(codigo: str) -> None:
    contenido = emitido(codigo, "docx")
    vistos: list[str] = []
    for estilo in xml(contenido, "word/styles.xml").iter(W + "style"):
        base = estilo.find(W + "basedOn")
        assert base is None or base.get(W + "val") in vistos, estilo.attrib
        vistos.append(estilo.get(W + "styleId", ""))

    assert vistos[:2] == ["Normal", "TableNormal"]
    assert len(vistos) == len(set(vistos))
