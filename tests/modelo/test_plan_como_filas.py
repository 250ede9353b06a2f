"""El plan como filas planas: nada se pierde y todas tienen las mismas claves."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.planes import actividad, componente, plan, tramite
from ayudas.situaciones import planes
from hypothesis import given

import paac_reportes as paac
from paac_reportes.modelo import Plan

REALES = {"cajica_plan_2022.json", "cajica_seguimiento_2018.json", "california_plan.json"}


def rehecho(filas: list[dict[str, Any]]) -> dict[str, Any]:
    """Las listas del plan, armadas otra vez desde sus filas."""
    raiz: dict[str, Any] = {}
    for fila in filas:
        objeto = raiz
        for lista, numero in re.findall(r"([a-z]+)\[(\d+)\]", fila["ruta"]):
            elementos = objeto.setdefault(lista, [])
            elementos.extend({} for _ in range(int(numero) + 1 - len(elementos)))
            objeto = elementos[int(numero)]
            objeto.update(datos_de_la_fila(fila, DE_LISTA[lista]))
        if fila["seguimiento.corte"] is not None:
            reporte = datos_de_la_fila(fila, "seguimiento")
            if verificacion := datos_de_la_fila(fila, "seguimiento.verificacion"):
                reporte["verificacion"] = verificacion
            objeto.setdefault("seguimientos", []).append(reporte)
    return raiz


DE_LISTA = {
    "dependencias": "dependencia",
    "componentes": "componente",
    "subcomponentes": "subcomponente",
    "actividades": "actividad",
    "tramites": "tramite",
    "intercambios": "tramite",
}


def datos_de_la_fila(fila: dict[str, Any], raiz: str) -> dict[str, Any]:
    pares = ((clave.rpartition("."), valor) for clave, valor in fila.items())
    return {
        campo: list(valor) if isinstance(valor, tuple) else valor
        for (antes, _, campo), valor in pares
        if antes == raiz and valor is not None and valor != ()
    }


def el_mismo(original: Plan) -> Plan:
    """El plan con las listas que salen de sus filas."""
    crudo = paac.datos_de(original)
    crudo.pop("dependencias", None)
    crudo.pop("componentes", None)
    return paac.desde_datos(crudo | rehecho(paac.filas_de(original))).contenido


@pytest.mark.integracion
@given(planes())
def test_de_las_filas_sale_el_mismo_plan(original: Plan) -> None:
    assert el_mismo(original) == original


@con_datos_reales
@pytest.mark.parametrize("archivo", sorted(REALES | {"cartago_2020.json"}))
def test_de_las_filas_de_un_plan_real_sale_el_mismo(archivo: str) -> None:
    original = paac.desde_datos(leer_real(archivo)).contenido
    assert el_mismo(original) == original


def test_hay_una_fila_por_corte_y_una_de_quien_no_ha_reportado() -> None:
    dos = [
        {"corte": "2026-04-30", "avance": "55.10"},
        {"corte": "2026-08-31", "estado": "cumplida"},
    ]
    de = plan(componente(actividad(seguimientos=dos), actividad(codigo="2", seguimientos=[])))

    filas = paac.filas_de(de)
    assert [(f["actividad.codigo"], f["seguimiento.corte"]) for f in filas] == [
        ("1.1", date(2026, 4, 30)),
        ("1.1", date(2026, 8, 31)),
        ("2", None),
    ]
    assert filas[0]["seguimiento.avance"] == Decimal("55.10")
    assert type(filas[1]["seguimiento.estado"]) is str


def test_lo_que_no_tiene_filas_conserva_la_suya() -> None:
    vacios = plan(
        {"numero": 1, "nombre": "Sin llenar"},
        {"numero": 2, "subcomponentes": [{"nombre": "Tampoco"}]},
    )
    assert [(f["ruta"], f["componente.nombre"], f["lista"]) for f in paac.filas_de(vacios)] == [
        ("dependencias[0].componentes[0]", "Sin llenar", None),
        ("dependencias[0].componentes[1].subcomponentes[0]", None, None),
    ]


def test_todas_las_filas_tienen_las_mismas_claves_en_el_mismo_orden() -> None:
    de = plan(componente(actividad()), {"numero": 2, "tramites": [tramite()]}, {"numero": 3})
    claves = [tuple(fila) for fila in paac.filas_de(de)]

    assert len(set(claves)) == 1
    assert claves[0][:8] == (
        "entidad.nombre",
        "entidad.departamento",
        "entidad.nit",
        "entidad.divipola",
        "vigencia",
        "ruta",
        "lista",
        "dependencia.nombre",
    )
    assert "seguimiento.verificacion.resultado" in claves[0]
    assert "componente.subcomponentes" not in claves[0]


def test_lo_que_no_es_un_plan_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="Plan"):
        paac.filas_de({"entidad": {}})
