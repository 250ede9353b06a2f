"""El PDF y el Word de un documento real traen las mismas palabras, leídos por otros programas."""

import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from ayudas.compartido import DATOS, con_datos_reales, lanzar
from ayudas.emitidos import EN_PAPEL
from docx.oxml.ns import qn

import paac_reportes as paac

pytestmark = [
    con_datos_reales,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="falta poppler-utils, que lee el PDF"),
]
_SE_PARTE = re.compile(r"\S*(?:\w[/.@_-]\w\S*){2,}|\S*://\S*")
"""Una dirección o un correo: el PDF los parte donde puede si no caben en su celda."""
_REPETIDO = re.compile(r"\w+-\n-\w+")
"""El guion con que termina un renglón, otra vez en el que sigue."""
_BLANCOS = {qn("w:tab"): "\t", qn("w:br"): " "}


@pytest.mark.una_de_cada
@pytest.mark.parametrize("archivo", sorted(ruta.name for ruta in DATOS.glob("*.json")))
def test_el_pdf_y_el_word_dicen_lo_mismo(archivo: str, tmp_path: Path) -> None:
    plan = paac.leer(DATOS / archivo).sin_dudas()
    distintas = {}
    for codigo in EN_PAPEL:
        reporte = paac.reporte(plan, codigo)
        if reporte.formato.es_informe and not plan.cortes():
            continue
        cuerpo, marcos = _del_word(reporte.emitir("docx").contenido)
        del_pdf = _del_pdf(reporte.emitir("pdf").contenido, tmp_path / "leido.pdf")
        # Cada uno repite un nombre donde le hace falta; y el que no cabe va recortado.
        cuerpo = re.sub(r"^.*\(continúa\)$", "", cuerpo, flags=re.MULTILINE)
        del_pdf = re.sub(r"(?:\S*…)?\s\((?:continúa|cont\.)\)", "", del_pdf)
        palabras = Counter(_palabras(del_pdf))
        conocidas = set(_palabras(marcos)) | set(_palabras(cuerpo))
        pedazos = " ".join(_SE_PARTE.findall(cuerpo))
        distintas[codigo] = {
            "faltan": set(Counter(_palabras(cuerpo)) - palabras),
            "sobran": {
                una
                for una in palabras
                if not (una in conocidas or una in pedazos or una.isdecimal())
            },
            "guiones que nadie escribió": set(_REPETIDO.findall(del_pdf)),
        }

    assert not {codigo: suyas for codigo, suyas in distintas.items() if any(suyas.values())}


def _del_word(contenido: bytes) -> tuple[str, str]:
    """El cuerpo; y lo que un PDF puede decir más veces: encabezados y pies."""
    documento = docx.Document(io.BytesIO(contenido))
    for tabla in documento.element.body.iter(qn("w:tbl")):
        _quitar_lo_que_sigue(tabla)
    marcos = [
        _texto(marco._element)
        for seccion in documento.sections
        for marco in (
            *(seccion.header, seccion.footer),
            *(seccion.first_page_header, seccion.first_page_footer),
        )
    ]
    return _texto(documento.element.body), "\n".join(marcos)


def _quitar_lo_que_sigue(tabla: Any) -> None:
    """Lo breve que una celda dice otra vez en la página que la corta, como lo decía en la de antes."""
    unidas: dict[int, str] = {}
    for fila in tabla.iter(qn("w:tr")):
        empieza_pagina = fila.find(f".//{qn('w:pageBreakBefore')}") is not None
        for lugar, celda in enumerate(fila.iter(qn("w:tc"))):
            union = celda.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if union is not None and union.get(qn("w:val")) != "restart":
                continue
            texto = _texto(celda)
            if empieza_pagina and unidas.get(lugar) == texto:
                for pieza in celda.iter(qn("w:t")):
                    pieza.text = ""
            unidas.pop(lugar, None)
            if union is not None:
                unidas[lugar] = texto


def _texto(elemento: Any) -> str:
    """Párrafos de un elemento, sin las páginas a que remite: cada salida tiene las suyas."""
    return "\n".join("".join(_piezas(parrafo)) for parrafo in elemento.iter(qn("w:p")))


def _piezas(parrafo: Any) -> Iterator[str]:
    remite = False
    for pieza in parrafo.iter():
        if pieza.tag == qn("w:instrText"):
            remite = "PAGEREF" in pieza.text
        elif pieza.tag == qn("w:fldChar") and pieza.get(qn("w:fldCharType")) == "end":
            remite = False
        elif not remite:
            yield pieza.text or "" if pieza.tag == qn("w:t") else _BLANCOS.get(pieza.tag, "")


def _del_pdf(contenido: bytes, ruta: Path) -> str:
    ruta.write_bytes(contenido)
    hecho = lanzar("pdftotext", "-raw", ruta, "-", check=True)
    return hecho.stdout


def _palabras(texto: str) -> list[str]:
    return re.findall(r"\w+", _SE_PARTE.sub(" ", texto))
