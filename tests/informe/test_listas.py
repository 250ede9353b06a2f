"""Cada cuenta del informe se sigue a sus actividades: en su hoja y por una letra en la matriz."""

import io
from collections import Counter
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import AGOSTO, con_avances
from ayudas.emitidos import ejemplo
from ayudas.planes import actividad
from ayudas.variado import Hallazgos, hallazgos_de

import paac_reportes as paac
from paac_reportes.formatos.definicion.filas import FilaDeLista
from paac_reportes.informe import listas

FORMATO = "informe-seguimiento"
VENCIDA = con_avances("1.1", "Publicar", abril=20, agosto=50, fecha_programada="30/06/2026")
HECHA = con_avances("1.2", "Capacitar", agosto=100, fecha_programada="31/08/2026")


def de(*filas: dict[str, Any]) -> Hallazgos:
    return hallazgos_de(plan_de(*filas, vigencia=2026), AGOSTO)


def de_la_cuenta(hallazgos: Hallazgos, nombre: str) -> list[FilaDeLista]:
    return [una for una in listas.listas(hallazgos) if una.nombre == nombre]


def test_lo_terminado_antes_de_su_ultimo_dia_va_con_lo_que_lo_declaro() -> None:
    dos = actividad(
        codigo="1.4",
        fecha_programada="30/06/2026 y 30/11/2026",
        seguimientos=[{"corte": "2026-08-31", "estado": "cumplida", "texto": "Las dos"}],
    )
    (una,) = de_la_cuenta(de(dos), "Terminadas antes de su último día")

    assert una.detalle == "31/08/2026: cumplida, «Las dos»"


def test_cada_letra_dice_que_cuenta_y_cuantas_son() -> None:
    dichas = {una.letra: (una.cuenta, una.cuantas) for una in listas.letras(de(VENCIDA, HECHA))}

    assert dichas["R"] == ("Con reporte en el período", 2)
    assert dichas["V"] == ("Vencidas", 1)


def test_lo_vencido_lo_dice_tambien_una_palabra_junto_a_sus_letras() -> None:
    assert [*listas.letras_de(de(VENCIDA, HECHA)).values()] == ["RAYVE vencida", "RAYTHE"]


@pytest.mark.integracion
def test_la_hoja_de_las_listas_se_filtra_y_guarda_dias_y_numeros() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(ejemplo(), FORMATO).emitir("xlsx").contenido)
    )
    hoja = libro["Listas"]
    rotulos, *filas = [[celda.value for celda in fila] for fila in hoja.iter_rows()]
    vencidas = [dict(zip(rotulos, fila, strict=True)) for fila in filas if fila[0] == "Vencidas"]

    assert hoja.auto_filter.ref is not None
    assert [una["Último día"] for una in vencidas] == [
        datetime(2023, 6, 30),
        datetime(2023, 9, 30),
    ]
    assert [una["Días desde entonces"] for una in vencidas] == [92, 0]


@pytest.mark.integracion
@pytest.mark.parametrize("formato", [FORMATO, "MCCO.101.18.F.20-informe"])
def test_los_avances_de_las_listas_son_todos_numeros(formato: str) -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(ejemplo(), formato).emitir("xlsx").contenido)
    )
    rotulos, *filas = [[celda.value for celda in fila] for fila in libro["Listas"].iter_rows()]
    de_avance = [rotulos.index(rotulo) for rotulo in ("Avance anterior", "Avance")]
    avances = [v for fila in filas for lugar in de_avance if (v := fila[lugar]) is not None]

    assert Counter(map(type, avances)) == {int: 785, float: 69}


def test_las_letras_de_un_plan_variado_suman_lo_que_dice_su_leyenda() -> None:
    hallazgos = hallazgos_de()
    juntas = "".join(listas.letras_de(hallazgos).values())

    for cuenta in listas.cuentas(hallazgos):
        if cuenta.letra:
            assert juntas.count(cuenta.letra) == len(cuenta.filas), cuenta.nombre
