"""Un exponente, una llamada de nota o una ecuación se leen como se ven, en todo lector.

En una redacción quedan; en un número, una fecha o un código la celda se dice y no se toma.
"""

import io
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.matrices import en_excel, en_word
from ayudas.oficinas import oficina
from ayudas.paquetes_a_mano import en_bytes
from ayudas.planes import CORTE, actividad, componente, plan
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

import paac_reportes as paac

PLAN = plan(
    componente(
        actividad(
            meta="Meta",
            fecha_programada="30/06/2026",
            seguimientos=[{"corte": "2026-04-30", "avance": "100", "texto": "Se hizo"}],
        )
    )
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
TRES_CUARTOS = (
    f'<m:oMath xmlns:m="{_M}"><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num>'
    "<m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>"
)


def con_exponente(texto: str, exponente: str) -> str:
    """Los tramos de Word de un texto y lo que va más arriba."""
    arriba = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f"<w:r><w:t>{texto}</w:t></w:r><w:r>{arriba}<w:t>{exponente}</w:t></w:r>"


def campo(pide: str) -> str:
    """Un campo de Word que no guarda lo que muestra."""
    abre, cierra = (f'<w:r><w:fldChar w:fldCharType="{m}"/></w:r>' for m in ("begin", "end"))
    return f"{abre}<w:r><w:instrText>{pide}</w:instrText></w:r>{cierra}"


def enriquecido(texto: str, exponente: str) -> CellRichText:
    """El valor de una celda de Excel con lo que va más arriba."""
    return CellRichText(texto, TextBlock(InlineFont(vertAlign="superscript"), exponente))


def word_con(contenido: bytes, antes: str, adentro: str) -> bytes:
    """El Word con otra cosa en la celda de una tabla que decía ``antes``."""
    word = docx.Document(io.BytesIO(contenido))
    parrafos = (p for tabla in word.element.body.iter(qn("w:tbl")) for p in tabla.iter(qn("w:p")))
    parrafo: Any = next(p for p in parrafos if "".join(p.itertext(qn("w:t"))) == antes)
    for tramo in parrafo.findall(qn("w:r")):
        parrafo.remove(tramo)
    parrafo.extend(parse_xml(f'<w:p xmlns:w="{_W}">{adentro}</w:p>'))
    return en_bytes(word)


def excel_con(contenido: bytes, antes: str, ahora: object) -> bytes:
    """El libro con otra cosa en la primera celda que decía ``antes``, fuera de la hoja Datos."""
    libro = openpyxl.load_workbook(io.BytesIO(contenido), rich_text=True)
    hojas = (hoja for hoja in libro.worksheets if hoja.title != "Datos")
    celdas = (celda for hoja in hojas for fila in hoja.iter_rows() for celda in fila)
    celda: Any = next(celda for celda in celdas if _dice(celda.value) == antes)
    celda.value = ahora
    return en_bytes(libro)


def _dice(valor: object) -> str:
    return f"{valor:%d/%m/%Y}" if isinstance(valor, datetime) else str(valor)


@cache
def emitido(tipo: str) -> bytes:
    return paac.reporte(PLAN, "ptep-seguimiento", corte=CORTE).emitir(tipo).contenido


def leido(contenido: bytes) -> paac.Lectura[Any]:
    return paac.leer(io.BytesIO(contenido), como=None, plan=PLAN)


def la_actividad(contenido: Any) -> paac.modelo.Actividad:
    [(_, tabla)] = contenido.tablas()
    primera, *_ = tabla.filas()
    assert isinstance(primera, paac.modelo.Actividad)
    return primera


# ------------------------------------------------------------------ los nuestros, con su plan

NO_SE_TOMAN = [
    ("100", con_exponente("8", "2"), "8²"),
    ("100", TRES_CUARTOS, "(3)/(4)"),
    ("1.1", con_exponente("1.1", "2"), "1.1²"),
    ("1.1", TRES_CUARTOS, "(3)/(4)"),
    ("30/06/2026", con_exponente("30/06/2026", "1"), "30/06/2026¹"),
]


@pytest.mark.parametrize(("antes", "adentro", "ahora"), NO_SE_TOMAN)
def test_del_word_que_vuelve_no_se_toma_y_se_dice(antes: str, adentro: str, ahora: str) -> None:
    lectura = leido(word_con(emitido("docx"), antes, adentro))

    assert lectura.contenido == PLAN
    [cambio] = lectura.cambios
    assert (cambio.antes, cambio.ahora, cambio.aplicado) == (antes, ahora, False)
    assert lectura.avisos[0].mensaje.startswith(f"decía «{antes}» y dice «{ahora}»: ")


@pytest.mark.parametrize(
    ("antes", "valor", "exponente", "ahora"),
    [
        ("100", "8", "2", "8²"),
        ("1.1", "1.1", "2", "1.1²"),
        ("30/06/2026", "30/06/2026", "1", "30/06/2026¹"),
    ],
)
def test_del_excel_que_vuelve_tampoco(antes: str, valor: str, exponente: str, ahora: str) -> None:
    lectura = leido(excel_con(emitido("xlsx"), antes, enriquecido(valor, exponente)))

    assert lectura.contenido == PLAN
    [cambio] = lectura.cambios
    assert (cambio.antes, cambio.ahora, cambio.aplicado) == (antes, ahora, False)
    assert lectura.avisos[0].mensaje.startswith(f"decía «{antes}» y dice «{ahora}»: ")


def test_en_una_redaccion_quedan_como_se_ven() -> None:
    word = word_con(emitido("docx"), "Meta", con_exponente("8 m", "2"))
    va_en = "<w:r><w:t>Va en </w:t></w:r>"
    word = word_con(word, "Se hizo", f"{va_en}{TRES_CUARTOS}")
    de_word = la_actividad(leido(word).contenido)
    excel = excel_con(emitido("xlsx"), "Meta", enriquecido("8 m", "2"))
    de_excel = la_actividad(leido(excel).contenido)

    assert (de_word.meta, de_excel.meta) == ("8 m²", "8 m²")
    assert de_word.seguimientos[0].texto == "Va en (3)/(4)"


def test_el_campo_sin_resultado_no_borra_el_dato_y_se_dice() -> None:
    lectura = leido(word_con(emitido("docx"), "100", campo("REF meta")))

    assert (lectura.contenido, lectura.cambios) == (PLAN, ())
    [aviso] = lectura.avisos
    assert aviso.codigo == "formula_sin_resultado"
    assert aviso.mensaje.startswith("trae un campo de Word sin su resultado («REF meta»)")


# ------------------------------------------------------------------ los de otros

ROTULOS = "Código|Actividad|Meta|Fecha programada|Avance (%) 30/04/2026"
FILAS = [f"1.{n}|Hacer {n}|Meta {n}|3{n - 1}/12/2026|{n}0" for n in (1, 2)]


def ajena(antes: str, adentro: str, valor: CellRichText, tipo: str) -> paac.Lectura[Any]:
    """Una matriz con un exponente en la celda que decía ``antes``."""
    if tipo == "docx":
        contenido = word_con(en_word([ROTULOS, *FILAS]).getvalue(), antes, adentro)
    else:
        contenido = excel_con(en_excel({"H": [ROTULOS, *FILAS]}).getvalue(), antes, valor)
    return paac.leer(io.BytesIO(contenido), entidad="X", vigencia=2026)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("antes", "texto", "exponente", "ahora"),
    [
        ("10", "8", "2", "8²"),
        ("1.1", "1.1", "2", "1.1²"),
        ("30/12/2026", "30/12/2026", "1", "30/12/2026¹"),
    ],
)
def test_de_la_matriz_de_otro_no_se_toma_y_se_dice(
    tipo: str, antes: str, texto: str, exponente: str, ahora: str
) -> None:
    adentro, valor = con_exponente(texto, exponente), enriquecido(texto, exponente)
    lectura = ajena(antes, adentro, valor, tipo)

    leida = la_actividad(lectura.contenido)
    [seguimiento] = leida.seguimientos
    quedo = {"10": seguimiento.avance, "1.1": leida.codigo, "30/12/2026": leida.fecha_programada}
    assert quedo[antes] is None
    [dicho] = [aviso.mensaje for aviso in lectura.avisos if ahora in aviso.mensaje]
    assert f"llegó '{ahora}'" in dicho


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("rotulo", ROTULOS.split("|"))
def test_la_llamada_de_un_rotulo_no_lo_hace_otro(tipo: str, rotulo: str) -> None:
    lectura = ajena(rotulo, con_exponente(rotulo, "4"), enriquecido(rotulo, "4"), tipo)

    leida = la_actividad(lectura.contenido)
    assert (leida.codigo, leida.descripcion, leida.meta) == ("1.1", "Hacer 1", "Meta 1")
    assert leida.fecha_programada == "30/12/2026"
    assert [(uno.corte, uno.avance) for uno in leida.seguimientos] == [(CORTE, Decimal(10))]


def test_la_llamada_sola_en_la_columna_de_los_codigos_se_dice() -> None:
    filas = [f"{n}|Hacer {n}|Meta {n}|30/04/2026" for n in range(1, 6)]
    libro = en_excel({"H": ["Código|Actividad|Meta|Fecha programada", *filas, "²|Hacer 6||"]})
    lectura = paac.leer(libro, entidad="X", vigencia=2026)

    [(_, tabla)] = lectura.contenido.tablas()
    assert [fila.identificador for fila in tabla.filas()] == [*"12345", None]
    [dicho] = [a.mensaje for a in lectura.avisos if a.ruta == "hoja «H», celda A7"]
    assert "llegó '²'" in dicho


def test_del_mapa_de_otro_tampoco() -> None:
    rotulos = "Proceso|Referencia|Riesgo|Probabilidad|Impacto|Zona|Acción|Fecha fin"
    filas = [f"Compras|R{n}|Pedir {n}|Baja|Mayor|Alta|Hacer {n}|3{n - 1}/12/2026" for n in (1, 2)]
    libro = en_excel({"Mapa": ["MAPA DE RIESGOS 2026", rotulos, *filas]}).getvalue()
    for antes, exponente in (("R1", "1"), ("30/12/2026", "3")):
        libro = excel_con(libro, antes, enriquecido(antes, exponente))
    lectura = paac.leer(io.BytesIO(libro), como="mapa", entidad="X", vigencia=2026)

    riesgo, _ = lectura.contenido.procesos[0].riesgos
    assert (riesgo.referencia, riesgo.acciones[0].fecha_fin) == (None, None)
    assert riesgo.extras == {"referencia": "R1¹", "accion_fecha_fin": "30/12/2026³"}
    ilegibles = [a.ruta for a in lectura.avisos if a.codigo == "celda_ilegible"]
    assert ilegibles == ["hoja «Mapa», celda B3", "hoja «Mapa», celda H3"]


# ------------------------------------------------------------------ los libros


def test_del_libro_de_captura_la_celda_se_dice_y_lo_demas_se_toma(tmp_path: Path) -> None:
    [libro] = paac.capturar(PLAN, date(2026, 8, 31), tmp_path).archivos
    with oficina(libro) as hoja:
        hoja.llenar(1, enriquecido("Va en 8 m", "2"), enriquecido("8", "2"))
    reunion = paac.reunir([libro], base=PLAN)

    _, ultimo = la_actividad(reunion.contenido).seguimientos
    assert (ultimo.texto, ultimo.avance) == ("Va en 8 m²", None)
    [dicho] = [a.mensaje for a in reunion.avisos if a.codigo == "celda_ilegible"]
    assert dicho.startswith("se esperaba un número, llegó '8²'")


# ------------------------------------------------------------------ lo diseñado en Word
