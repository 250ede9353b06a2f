"""Un enlace, una imagen o un gráfico que el escritor pierde, o escribe mal, también se halla."""

import functools
import re

import pytest
from ayudas.alteraciones import con_partes, partes_de
from ayudas.emitidos import emitido, formato_de, muestra

import paac_reportes as paac
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.recien_escrito import comprobado

INFORME = "informe-seguimiento"
DEFECTOS = {
    "un enlace a otra parte": (
        *("docx", r"word/_rels/document\.xml\.rels", r'Target="(https?://[^"]+)"'),
        *(r'Target="\1x"', r"⟦enlace: https?://[^⟧]+x⟧"),
    ),
    "una imagen perdida": (
        *("docx", r"word/header\d+\.xml", r"<w:drawing>.*?</w:drawing>", ""),
        r"se esperaba «⟦imagen: .+⟧»",
    ),
    "otra imagen": (
        *("docx", r"word/_rels/header\d+\.xml\.rels", r'Target="media/[^"]+"'),
        *('Target="media/falta.png"', r"dice ⟦imagen: .+ que no está⟧"),
    ),
    "una imagen diminuta": (
        *("docx", r"word/header\d+\.xml", r"<wp:extent [^>]*>"),
        *('<wp:extent cx="1" cy="1"/>', r"dice ⟦imagen: .+ diminuta⟧"),
    ),
    "el valor de un gráfico": (
        *("docx", r"word/charts/chart1\.xml", r"(<c:numCache>.*?<c:v>)[^<]*", r"\g<1>77"),
        r"⟦gráfico: .+ = 77",
    ),
    "la leyenda de un gráfico": (
        *("docx", r"word/drawings/chart1\.xml", r"<a:t>[^<]*</a:t>", "<a:t>otra</a:t>"),
        r"⟦gráfico: .+· otra",
    ),
    "el valor de un gráfico de un libro": (
        *("xlsx", r"xl/charts/chart1\.xml", r"(<c:numCache>.*?<c:v>)[^<]*", r"\g<1>77"),
        r"⟦en sus celdas no dice lo mismo: ",
    ),
    "un gráfico de otras celdas": (
        *("xlsx", r"xl/charts/chart1\.xml", r"(<c:val>.*?<c:f>[^<]*?\$[A-Z]+\$)\d+:", r"\g<1>1:"),
        r"⟦en sus celdas no dice lo mismo: ",
    ),
    "un enlace de un libro": (
        *("xlsx", r"xl/worksheets/_rels/sheet\d+\.xml\.rels", r'Target="(https?://[^"]+)"'),
        *(r'Target="\1x"', r"celda [A-Z]+\d+: (?s:.+)⟦enlace: https?://[^⟧]+x⟧"),
    ),
}


@functools.cache
def pedido() -> paac.Reporte:
    suya = muestra(INFORME)
    return paac.reporte(suya.contenido, formato_de(INFORME), corte=suya.corte)


def halladas(contenido: bytes, tipo: str) -> list[str]:
    suyo = pedido()
    diferencias = comprobado(suyo, suyo.debido, contenido, "alterado", f".{tipo}")
    return [
        f"{una.lugar}: se esperaba «{una.esperado}», y dice {una.hallado}" for una in diferencias
    ]


@pytest.mark.parametrize("cual", DEFECTOS)
def test_se_halla_con_su_lugar(cual: str) -> None:
    tipo, parte, antes, ahora, dicho = DEFECTOS[cual]
    contenido = emitido(INFORME, tipo)
    cambiadas = {
        nombre: re.sub(antes, ahora, xml, count=1, flags=re.DOTALL)
        for nombre, xml in partes_de(contenido).items()
        if re.fullmatch(parte, nombre) and re.search(antes, xml, re.DOTALL)
    }
    assert cambiadas

    dichas = halladas(con_partes(contenido, cambiadas), tipo)
    assert any(re.search(dicho, una) for una in dichas), dichas


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_bueno_no_difiere(tipo: str) -> None:
    assert halladas(emitido(INFORME, tipo), tipo) == []


def test_de_un_texto_largo_se_dice_lo_que_rodea_a_la_letra_distinta() -> None:
    largo = "x" * 300
    assert Diferencia("aquí", f"{largo}a{largo}", f"{largo}b{largo}").mensaje == (
        f"se esperaba «…{'x' * 40}a{'x' * 39}…», se encontró «…{'x' * 40}b{'x' * 39}…»"
    )
