"""Lo que no se entendió al leer, en una hoja del libro del plan o del mapa, y nada al volver."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import openpyxl
import pytest
from ayudas.matrices import en_excel
from ayudas.paquetes_a_mano import en_bytes

import paac_reportes as paac

ROTULOS = "Código|Actividades|Meta|Responsable|Fecha programada|% de avance|Seguimiento"
CORTE = dt.date(2026, 8, 31)


def leida(origen: Any, como: Any = "plan") -> paac.Lectura[Any]:
    return paac.leer(origen, como=como, entidad="Municipio", vigencia=2026, corte=CORTE)


def guardado(lectura: paac.Lectura[Any]) -> io.BytesIO:
    flujo = io.BytesIO()
    flujo.name = "plan.xlsx"
    paac.guardar_datos(lectura, flujo, tipo="xlsx")
    flujo.seek(0)
    return flujo


def dudas(libro: Any) -> list[tuple[Any, ...]]:
    filas = openpyxl.load_workbook(libro).worksheets[0].iter_rows(min_row=4, values_only=True)
    return [tuple(fila) for fila in filas]


def es_el_plan(libro: Any, contenido: Any) -> None:
    libro.seek(0)
    vuelta = paac.leer(libro, como=None)
    assert vuelta.contenido == contenido
    assert vuelta.avisos == ()


PLAN = [
    ROTULOS,
    "1.1|Publicar|Un mapa|Planeación|30/06/2026|50%|Va",
    "||Una lista|Jurídica|30/09/2026||Suelta",
    "1.2|Divulgar|Dos|Jurídica|30/09/2026|casi|Va",
]


def test_cada_duda_va_en_la_primera_hoja_con_su_lugar_y_primero_lo_que_quedo_por_fuera() -> None:
    libro = guardado(leida(en_excel({"Matriz": PLAN})))
    fila = "Una lista | Jurídica | 30/09/2026 | Suelta"
    assert dudas(libro) == [
        ("hoja «Matriz», fila 3", fila, f"no dice su actividad, y no se leyó: '{fila}'"),
        (
            "hoja «Matriz», celda F4",
            "casi",
            "se esperaba un porcentaje, llegó 'casi': quedó en extras.avance",
        ),
    ]
    assert openpyxl.load_workbook(libro).worksheets[0].title == "Dudas de la lectura"


def test_el_libro_con_dudas_es_el_plan_y_lo_que_se_corrige_tambien() -> None:
    lectura = leida(en_excel({"Matriz": PLAN}))
    libro = guardado(lectura)
    es_el_plan(libro, lectura.contenido)
    corregido = openpyxl.load_workbook(libro)
    corregido["Actividades"]["W5"] = "95 por ciento"
    otro = io.BytesIO(en_bytes(corregido))
    vuelta = paac.leer(otro)
    assert vuelta.avisos == ()
    _, segunda = vuelta.contenido.componentes[0].subcomponentes[0].actividades
    assert segunda.seguimientos[0].extras["avance"] == "95 por ciento"


def con(lectura: paac.Lectura[Any], avisos: Iterable[paac.Aviso]) -> paac.Lectura[Any]:
    """La misma lectura, con otros avisos."""
    contenido, lugares = lectura.contenido, lectura.lugares
    return paac.Lectura(contenido=contenido, avisos=tuple(avisos), lugares=lugares)


@pytest.mark.parametrize(
    "texto", ["=1+1", "x" * 10_000, "😀" * 20_000, "_x0007_ <b> & \x0b\n", "'comilla"]
)
def test_una_duda_de_cualquier_texto_se_escribe(texto: str) -> None:
    fila = ("1.1", "Publicar", "Meta", "Ana", "30/06/2026", "50%", "Va")
    lectura = leida(en_excel({"Matriz": [ROTULOS, fila]}))
    lugar = "hoja «Matriz», celda F2"
    aviso = paac.Aviso("celda_ilegible", lugar, texto, datos={"lugares": {lugar: texto}})
    libro = guardado(con(lectura, [aviso]))
    ((_, dice, motivo),) = dudas(libro)
    assert dice == motivo
    assert str(dice).startswith(texto[:5].replace("\x0b", "\ufffd").replace("_x0007_", "_"))
    es_el_plan(libro, lectura.contenido)


def test_sin_dudas_no_hay_hoja() -> None:
    lectura = leida(en_excel({"Matriz": PLAN[:2]}))
    assert lectura.dudas == ()
    libro = guardado(lectura)
    assert openpyxl.load_workbook(libro).sheetnames[0] == "Instrucciones"
