"""La cuenta cuadra, y lo que alguien escribe en un documento sale usado o sin usar, nunca en silencio."""

import datetime as dt
import functools
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.editados import PLAN, emitido
from ayudas.ejemplos import ejemplos
from ayudas.libros_ajenos import PLANES
from ayudas.matrices import en_excel, en_word
from ayudas.planes_completos import planes_completos
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

import paac_reportes as paac
from paac_reportes.datos import DestinoDeLectura

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

TEXTO = "Zorzal 7341 quimera"
"""Uno que ningún documento trae."""
FORMATO = "MCCO.101.18.F.20"
REALES = {
    "cartago_2020.json": FORMATO,
    "cajica_plan_2022.json": "cajica-plan",
    "cajica_seguimiento_2018.json": "paac-seguimiento",
    "california_plan.json": "california-plan",
}
DE_OTRO = {"entidad": "Alcaldía de Palmar", "vigencia": 2026}


def leida(contenido: bytes, **pedido: Any) -> paac.Lectura[Any]:
    lectura = paac.leer(io.BytesIO(contenido), **pedido)
    assert lectura.cuenta is not None
    assert lectura.cuenta.cuadra
    return lectura


def libro_de(plan: paac.Plan) -> bytes:
    flujo = io.BytesIO()
    paac.guardar(plan, flujo, tipo="xlsx")
    return flujo.getvalue()


# ------------------------------------------------------------------ lo que nadie tocó
@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_de_un_informe_de_un_corte_lo_calculado_es_nuestro(tipo: str) -> None:
    plan = paac.leer_plan("ejemplos/informe_trimestral/plan.yaml")
    primero = min(plan.cortes())
    de_un_corte = paac.plan_desde_filas(
        [f for f in paac.filas_de(plan) if f["seguimiento.corte"] in (None, primero)]
    )

    cuenta = leida(paac.emitir(de_un_corte, "informe-seguimiento", tipo, corte=primero)).cuenta

    assert cuenta is not None
    assert cuenta.sin_usar == ()


@pytest.mark.integracion
def test_de_un_informe_en_excel_con_cortes_anteriores_solo_sobran_los_textos_del_plan() -> None:
    plan = paac.leer_plan("ejemplos/informe_trimestral/plan.yaml")
    lectura = leida(paac.emitir(plan, "informe-seguimiento", "xlsx", corte=dt.date(2023, 9, 30)))
    escritos = " ".join(plan.textos.values())

    assert lectura.cuenta is not None
    ajenos = [
        cosa.texto
        for cosa in lectura.cuenta.sin_usar
        if " ".join(cosa.texto.lstrip("• ").split()) not in " ".join(escritos.split())
        and not cosa.texto.isdecimal()
    ]
    # El número de un título cuenta con las partes que esos textos abren, y su página también.
    assert len(ajenos) <= 12, ajenos


def celdas_de_excel(contenido: bytes) -> int:
    """Las que otro lector ve con algo escrito."""
    libro = openpyxl.load_workbook(io.BytesIO(contenido), data_only=True)
    return sum(
        bool(str(celda.value).strip())
        for hoja in libro.worksheets
        for fila in hoja.iter_rows()
        for celda in fila
        if celda.value is not None
    )


@pytest.mark.integracion
@ejemplos(5)
@given(planes_completos())
def test_lo_que_nadie_toco_cuadra_con_otro_lector_y_se_usa_entero(plan: paac.Plan) -> None:
    libro = libro_de(plan)
    cuenta = leida(libro).cuenta
    assert cuenta is not None

    celdas = sum(cosa.cuantas for cosa in cuenta.cosas if cosa.clase == "celda")
    assert celdas == celdas_de_excel(libro)
    assert cuenta.sin_usar == ()


@pytest.mark.una_de_cada
@con_datos_reales
@pytest.mark.parametrize("archivo", REALES)
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "libro"])
def test_los_reales_cuadran_y_se_usan_enteros(archivo: str, tipo: str) -> None:
    plan = paac.leer_plan(DATOS / archivo)
    contenido = libro_de(plan) if tipo == "libro" else paac.emitir(plan, REALES[archivo], tipo)
    lectura = leida(contenido)

    assert lectura.cuenta is not None
    assert [cosa for cosa in lectura.cuenta.sin_usar if not cosa.por] == []
    assert [aviso for aviso in lectura.avisos if aviso.codigo == "sin_usar"] == []


# ------------------------------------------------------------------ lo que alguien escribe
class Documento(NamedTuple):
    """Uno donde se escribe, y cómo se lee."""

    contenido: bytes
    pedido: dict[str, Any]


def de_otro(nombre: str, tipo: str) -> Documento:
    hojas = PLANES[nombre].hojas
    suyo = en_excel(hojas) if tipo == "Excel" else en_word(*hojas.values())
    return Documento(suyo.getvalue(), DE_OTRO)


def propio(tipo: str) -> Documento:
    return Documento(libro_de(PLAN) if tipo == "libro" else emitido(tipo), {})


@functools.cache
def informe(tipo: str) -> Documento:
    return Documento(paac.emitir(PLAN, "informe-seguimiento", tipo, corte=PLAN.cortes()[-1]), {})


DOCUMENTOS: list[Callable[[], Documento]] = [
    *(partial(propio, tipo) for tipo in ("docx", "xlsx", "libro")),
    *(partial(informe, tipo) for tipo in ("docx", "xlsx")),
    *(partial(de_otro, nombre, tipo) for nombre in PLANES for tipo in ("Excel", "Word")),
]
Escribir = Callable[[], bytes]


def donde_se_puede_escribir(contenido: bytes) -> Iterator[Escribir]:
    """Cada celda y cada párrafo que se ve, y las de alrededor, con el texto puesto en ella."""
    if b"word/document.xml" in contenido:
        yield from _en_word(contenido)
    else:
        yield from _en_excel(contenido)


def _en_word(contenido: bytes) -> Iterator[Escribir]:
    def escribir(*lugar: int) -> bytes:
        documento = docx.Document(io.BytesIO(contenido))
        donde = (
            documento.paragraphs[lugar[0]]
            if len(lugar) == 1
            else documento.tables[lugar[0]].rows[lugar[1]].cells[lugar[2]]
        )
        donde.text = TEXTO
        return _guardado(documento)

    documento = docx.Document(io.BytesIO(contenido))
    for numero in range(len(documento.paragraphs)):
        yield partial(escribir, numero)
    for t, tabla in enumerate(documento.tables):
        for f, fila in enumerate(tabla.rows):
            for c in range(len(fila.cells)):
                yield partial(escribir, t, f, c)


def _en_excel(contenido: bytes) -> Iterator[Escribir]:
    def escribir(hoja: str, fila: int, columna: int) -> bytes:
        libro = openpyxl.load_workbook(io.BytesIO(contenido))
        libro[hoja].cell(fila, columna).value = TEXTO
        return _guardado(libro)

    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    for hoja in libro.worksheets:
        if hoja.sheet_state != "visible" or hoja.title == "Datos":
            continue
        for f in range(1, hoja.max_row + 3):
            for c in range(1, hoja.max_column + 3):
                escondida = hoja.column_dimensions[get_column_letter(c)].hidden
                if not escondida and not isinstance(hoja.cell(f, c), MergedCell):
                    yield partial(escribir, hoja.title, f, c)


def _guardado(documento: Any) -> bytes:
    flujo = io.BytesIO()
    documento.save(flujo)
    return flujo.getvalue()


def que_paso(contenido: bytes, pedido: dict[str, Any]) -> str:
    """A dónde fue lo escrito: al plan, a la cuenta con su aviso, o a una falla con su celda."""
    try:
        lectura = leida(contenido, **pedido)
    except paac.ErrorDeEntrada:
        return "rechazado"
    plan = json.dumps(paac.datos_de(lectura.contenido), ensure_ascii=False)
    en_el_plan = all(palabra in plan for palabra in TEXTO.split())
    assert lectura.cuenta is not None
    suyas = [cosa for cosa in lectura.cuenta.cosas if TEXTO in cosa.texto]
    destinos = {cosa.destino for cosa in suyas if cosa.clase != "enlace"}
    if en_el_plan:
        return "usado" if destinos - {DestinoDeLectura.SIN_USAR} else "usado, y se dice que no"
    if destinos == {DestinoDeLectura.SIN_USAR}:
        return "sin usar" if all(map(_se_dice(lectura), suyas)) else "sin usar, y nadie lo avisa"
    if destinos == {DestinoDeLectura.MARCO}:
        es_columna = any(TEXTO in columna.rotulo for columna in lectura.columnas)
        return "rótulo de una columna" if es_columna else "rótulo, y no está en las columnas"
    return f"en silencio: {', '.join(destinos)}"


def _se_dice(lectura: paac.Lectura[Any]) -> Callable[[paac.datos.CosaLeida], bool]:
    def se_dice(cosa: paac.datos.CosaLeida) -> bool:
        codigo = cosa.por or "sin_usar"
        return any(aviso.codigo == codigo for aviso in lectura.avisos)

    return se_dice


BIEN = {"usado", "sin usar", "rechazado", "rótulo de una columna"}


@pytest.mark.integracion
@ejemplos(15)
@given(st.data())
def test_lo_que_alguien_escribe_nunca_queda_en_silencio(datos: st.DataObject) -> None:
    hacer = datos.draw(st.sampled_from(DOCUMENTOS))
    contenido, pedido = hacer()
    lugares = list(donde_se_puede_escribir(contenido))
    cual = datos.draw(st.integers(0, len(lugares) - 1))

    assert que_paso(lugares[cual](), pedido) in BIEN, (hacer, cual)


def test_la_ley_puede_fallar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Con todo por mobiliario, lo escrito al lado de la tabla se calla, y la ley lo ve."""
    from paac_reportes.lectura import cuentas

    monkeypatch.setattr(cuentas, "lo_escribe_el_formato", lambda *_: lambda _texto: True)
    libro = openpyxl.load_workbook(io.BytesIO(emitido("xlsx")))
    libro.worksheets[0]["CX30"] = TEXTO

    assert que_paso(_guardado(libro), {}) not in BIEN
