"""El mapa que va en otra hoja del libro del plan se lee si se pide, o se nombra su hoja."""

from typing import Any

import openpyxl
import pytest
from ayudas.paquetes_a_mano import en_bytes

import paac_reportes as paac

PLAN = [
    ["PLAN ANTICORRUPCIÓN 2023"],
    ["MUNICIPIO DE CALIFORNIA"],
    ["Componente 1: Gestión del riesgo"],
    ["Código", "Actividades", "Meta o producto", "Responsable", "Fecha programada"],
    ["1.1", "Publicar la política", "Una política", "Planeación", "30/04/2023"],
]
MAPA = [
    ["MAPA DE RIESGOS DE CORRUPCIÓN"],
    ["Proceso", "Causas", "Riesgo", "Probabilidad", "Impacto", "Controles", "Acciones"],
    [None, None, None, None, None, None, "Acción", "Responsable", "Fecha"],
    [
        *("Contratación", "Falta de control", "Direccionar contratos", "Posible", "Mayor"),
        *("Revisar pliegos", "Publicar los pliegos", "Jurídica", "30/06/2023"),
    ],
]


@pytest.fixture(scope="module")
def libro() -> bytes:
    excel = openpyxl.Workbook()
    una: Any = excel.active
    una.title = "PAAC"
    otra = excel.create_sheet("Mapa")
    for hoja, filas in ((una, PLAN), (otra, MAPA)):
        for fila in filas:
            hoja.append(fila)
    otra.merge_cells("G2:I2")
    for columna in "ABCDEF":
        otra.merge_cells(f"{columna}2:{columna}3")
    return en_bytes(excel)


def test_sin_pedir_nada_va_el_plan_y_se_dice_como_se_lee_el_mapa(libro: bytes) -> None:
    lectura = paac.leer(libro, como=None)
    [aviso] = [uno for uno in lectura.avisos if uno.codigo == "tabla_omitida"]
    assert isinstance(lectura.contenido, paac.Plan)
    assert 'se lee con como="mapa", o con hoja= y su nombre (--como, --hoja)' in aviso.mensaje


@pytest.mark.parametrize("pedido", [{"como": "mapa"}, {"hoja": "Mapa"}, {"hoja": "MAPA "}])
def test_si_se_pide_va_el_mapa(libro: bytes, pedido: dict[str, Any]) -> None:
    mapa: Any = paac.leer(libro, **{"como": None, **pedido}).contenido
    assert (mapa.entidad.nombre, mapa.vigencia) == ("MUNICIPIO DE CALIFORNIA", 2023)
    assert [riesgo.descripcion for p in mapa.procesos for riesgo in p.riesgos] == [
        "Direccionar contratos"
    ]


def test_de_una_hoja_lo_de_las_otras_no_se_echa_de_menos(libro: bytes) -> None:
    lectura = paac.leer(libro, como=None, hoja="PAAC")
    assert isinstance(lectura.contenido, paac.Plan)
    assert lectura.avisos == ()


def test_la_fecha_bajo_acciones_es_la_de_la_accion(libro: bytes) -> None:
    mapa = paac.leer(libro, como="mapa").contenido
    [accion] = mapa.procesos[0].riesgos[0].acciones
    assert (accion.descripcion, accion.responsable, accion.fecha_fin) == (
        *("Publicar los pliegos", "Jurídica", "30/06/2023"),
    )


def test_la_hoja_que_no_esta_es_una_falla_con_las_que_hay(libro: bytes) -> None:
    dice = "^hoja: se esperaba una de sus hojas: PAAC, Mapa, llegó 'Riesgos'$"
    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        paac.leer(libro, como=None, hoja="Riesgos")
