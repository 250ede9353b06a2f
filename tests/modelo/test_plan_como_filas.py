"""El plan como filas planas: nada se pierde y todas tienen las mismas claves."""

from datetime import date
from decimal import Decimal

import pytest
from ayudas.planes import actividad, componente, plan, tramite

import paac_reportes as paac


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
