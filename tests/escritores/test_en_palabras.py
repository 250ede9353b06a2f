"""Lo que una tabla muestra con su color, dicho en palabras, y lo que dice si no se ve el color."""

import re
from html import unescape

import attrs
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import ESTILOS, documento, en_pdf, fila, tabla
from ayudas.tablas_de_pdf import elementos_de
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html import escritor as html
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Parrafo, Tabla
from paac_reportes.maqueta.rejilla import Celda

ROTULOS = (fila("Probabilidad", "Leve", estilo="rotulo"),)
PINTADA = "celda-extremo"
DICHO = "Mapa de calor: R1 está en «Extremo» & <nadie> más"


def pintada(texto_alternativo: str = DICHO) -> Tabla:
    return tabla(
        fila("Alta", Celda("E\nExtremo\nR1", PINTADA)),
        rotulos=ROTULOS,
        descripcion="Mapa de calor",
        texto_alternativo=texto_alternativo,
        titulares=(0,),
    )


def con(*bloques: Parrafo | Tabla) -> Documento:
    rojo = attrs.evolve(ESTILOS["celda"], relleno="C00000", color="FFFFFF")
    return attrs.evolve(documento(*bloques), estilos={**ESTILOS, PINTADA: rojo})


@pytest.mark.parametrize("leyenda", [(), (Parrafo("Tabla 1. Calor", "leyenda"),)])
def test_en_html_la_tabla_lo_lleva_sin_que_se_vea(leyenda: tuple[Parrafo, ...]) -> None:
    pagina = html.escribir(con(*leyenda, pintada()), Escritura()).decode()
    (nombre,) = re.findall(r'<table [^>]*aria-describedby="([^"]+)"', pagina)
    (dicho,) = re.findall(rf'<p id="{nombre}" hidden>(.*?)</p>', pagina)

    assert unescape(dicho) == DICHO
    assert "aria-describedby" not in html.escribir(con(pintada("")), Escritura()).decode()


@pytest.mark.parametrize("estilo", ["celda", "firma"])
def test_en_pdf_es_el_resumen_de_la_tabla_con_marco_o_sin_el(estilo: str) -> None:
    suya = tabla(fila("Alta", "R1", estilo=estilo), texto_alternativo=DICHO)
    (etiqueta,) = [uno for uno in elementos_de(en_pdf(con(suya))) if uno["/S"] == "/Table"]
    assert [uno["/Summary"] for uno in etiqueta["/A"] if "/Summary" in uno] == [DICHO]


@ejemplos(10)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40))
def test_en_pdf_a_la_letra(dicho: str) -> None:
    leido = en_pdf(con(pintada(dicho)))
    (etiqueta,) = [uno for uno in elementos_de(leido) if uno["/S"] == "/Table"]
    assert etiqueta["/A"][0]["/Summary"] == dicho
