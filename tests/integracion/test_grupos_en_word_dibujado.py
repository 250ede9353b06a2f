"""Las páginas de un documento real, dibujadas: qué filas traen, y cuáles no dicen de quién son.

Los grupos se cuentan en el XML del Word, y las páginas, en el texto de su PDF: no en lo nuestro.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import docx
import pypdf
import pytest
from ayudas.compartido import DATOS, con_datos_reales, con_libreoffice, convertidos
from ayudas.emitidos import EN_PAPEL
from docx.oxml.ns import qn

import paac_reportes as paac

pytestmark = [con_datos_reales, con_libreoffice, pytest.mark.integracion, pytest.mark.profundo]
_LETRAS = (90, 60, 40, 18)
"""Del texto más largo de una fila, cuánto se busca: lo más que una celda deje seguido."""


@pytest.mark.parametrize(
    ("formato", "datos", "continuan"),
    [
        ("MCCO.101.18.F.20", "cartago_2020.json", 3),
        ("informe-seguimiento", "cartago_2020.json", 5),
        ("california-plan", "california_plan.json", 2),
        ("cajica-plan", "cajica_plan_2022.json", 1),
    ],
)
def test_dice_que_continua_toda_pagina_que_corta_un_grupo_y_ninguna_otra(
    formato: str, datos: str, continuan: int, tmp_path: Path
) -> None:
    paginas = [*_paginas_de_las_filas(formato, datos, tmp_path)]

    continuadas = [p for p in paginas if any(t.endswith("(continúa)") for _, _, t in p.celdas)]
    assert [p.celdas for p in continuadas if not p.empieza] == []
    assert len(continuadas) == continuan
    # Ninguna empieza con la celda que nombra lo suyo en la de antes.
    primeras = [p.celdas[0] for p in paginas if p.empieza]
    assert [una for una in primeras if una[1] == "continue"] == []


@pytest.mark.parametrize("datos", sorted(ruta.name for ruta in DATOS.glob("*.json")))
def test_ninguna_fila_se_pierde(datos: str, tmp_path: Path) -> None:
    plan = paac.leer(DATOS / datos).sin_dudas()
    reportes = [paac.reporte(plan, codigo) for codigo in EN_PAPEL]
    emitidos = [
        (reporte.emitir("docx").contenido, tmp_path / f"{reporte.formato.codigo}.docx")
        for reporte in reportes
        if plan.cortes() or not reporte.formato.es_informe
    ]
    for contenido, ruta in emitidos:
        ruta.write_bytes(contenido)
    dibujados = convertidos([ruta for _, ruta in emitidos], "pdf", tmp_path)

    for (contenido, _), pdf in zip(emitidos, dibujados, strict=True):
        filas = _filas_en_sus_paginas(contenido, _textos_del_pdf(pdf))
        assert all(fila.celdas for fila in filas)


@attrs.frozen
class _Fila:
    """Una fila dibujada: sus celdas, y si es la primera de su tabla en otra página que la de antes."""

    celdas: list[tuple[int, str | None, str]]
    empieza: bool


def _paginas_de_las_filas(formato: str, datos: str, carpeta: Path) -> Iterator[_Fila]:
    contenido = paac.reporte(paac.leer(DATOS / datos).sin_dudas(), formato).emitir("docx").contenido
    ruta = carpeta / "suyo.docx"
    ruta.write_bytes(contenido)
    (dibujado,) = convertidos([ruta], "pdf", carpeta)
    yield from _filas_en_sus_paginas(contenido, _textos_del_pdf(dibujado))


def _filas_en_sus_paginas(contenido: bytes, textos: list[str]) -> Iterator[_Fila]:
    """Las filas de las tablas de un Word, en orden; falla si alguna no está en sus páginas."""
    paginas = list(map(_seguido, textos))
    pagina = desde = 0
    for tabla in docx.Document(io.BytesIO(contenido)).element.body.iter(qn("w:tbl")):
        anterior: int | None = None
        for fila in tabla.iter(qn("w:tr")):
            if fila.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                continue
            celdas = list(_celdas(fila))
            propias = [texto for _, union, texto in celdas if union is None]
            if not any(propias):
                continue
            pagina, desde = _lugar(propias, paginas, pagina, desde)
            yield _Fila(celdas, empieza=anterior is not None and pagina > anterior)
            anterior = pagina


def _celdas(fila: Any) -> Iterator[tuple[int, str | None, str]]:
    """De cada una: su columna, si se combina a lo alto y su texto."""
    columna = 0
    for celda in fila.iter(qn("w:tc")):
        propiedades = celda.find(qn("w:tcPr"))
        varias, union = (propiedades.find(qn(f"w:{una}")) for una in ("gridSpan", "vMerge"))
        texto = "".join(uno.text or "" for uno in celda.iter(qn("w:t")))
        dicho = None if union is None else union.get(qn("w:val"), "continue")
        yield columna, dicho, texto
        columna += 1 if varias is None else int(varias.get(qn("w:val")))


def _lugar(propias: list[str], paginas: list[str], pagina: int, desde: int) -> tuple[int, int]:
    """La página de una fila, y hasta dónde llega en ella: la primera que la dice tras la anterior.

    Se busca toda seguida y, si su texto se parte, el comienzo de lo más largo que dice.
    """
    largo = _seguido(max(propias, key=len))
    for clave in (_seguido("".join(propias)), *(largo[:letras] for letras in _LETRAS)):
        for una in range(pagina, min(pagina + 4, len(paginas))):
            hallada = paginas[una].find(clave, desde if una == pagina else 0)
            if hallada >= 0 and clave:
                return una, hallada + 1
    pytest.fail(f"ninguna página dice la fila {propias}")


def _textos_del_pdf(dibujado: Path) -> list[str]:
    """Sin el orden en que se ven: el de cada celda, seguido."""
    return [pagina.extract_text() for pagina in pypdf.PdfReader(dibujado).pages]


def _seguido(texto: str) -> str:
    """El texto sin blancos ni el número de las páginas a que remite, que LibreOffice vuelve a poner."""
    return re.sub(r"\s+|(?<=página)\s*\d+", "", texto)
