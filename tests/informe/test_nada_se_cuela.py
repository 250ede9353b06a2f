"""Ley: lo que se reporta después de un corte no cambia nada de su informe."""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.ejemplos import ejemplos
from ayudas.situaciones import planes
from ayudas.variado import variado
from hypothesis import given

import paac_reportes as paac

"""Con los cortes nombrados, la serie no depende de cuáles traigan seguimientos."""


def solo_hasta(datos: Any, corte: date) -> Any:
    """Los mismos datos, sin los seguimientos posteriores al corte."""
    if isinstance(datos, list):
        return [solo_hasta(uno, corte) for uno in datos]
    if not isinstance(datos, dict):
        return datos
    limpios = {clave: solo_hasta(valor, corte) for clave, valor in datos.items()}
    if "seguimientos" in limpios:
        suyos = limpios["seguimientos"]
        limpios["seguimientos"] = [s for s in suyos if s["corte"] <= corte.isoformat()]
    return limpios


def emitido(de: paac.Plan, corte: date, formato: str) -> list[str]:
    """Los renglones del informe como sale, del título a la matriz."""
    return paac.reporte(de, formato, corte=corte).emitir("html").contenido.decode().splitlines()


@pytest.mark.parametrize("formato", ["informe-seguimiento", "MCCO.101.18.F.20-informe"])
def test_el_informe_de_abril_impreso_en_diciembre_no_cambia_una_palabra(formato: str) -> None:
    """Sin una serie dicha, que es como están los datos de casi todas las entidades."""
    de = variado()
    hasta_abril = paac.desde_datos(solo_hasta(paac.datos_de(de), ABRIL)).contenido

    assert emitido(de, ABRIL, formato) == emitido(hasta_abril, ABRIL, formato)


@pytest.mark.integracion
@given(planes())
@ejemplos(4)
def test_ningun_informe_impreso_despues_cambia_una_palabra(de: paac.Plan) -> None:
    for corte in de.cortes()[:-1]:
        hasta_ahi = paac.desde_datos(solo_hasta(paac.datos_de(de), corte)).contenido
        formato = "informe-seguimiento"
        assert emitido(de, corte, formato) == emitido(hasta_ahi, corte, formato)


def test_hasta_donde_llega_lo_que_vence_no_lo_mueve_un_corte_posterior() -> None:
    """Sin el de abril, el período de agosto no es de un calendario: vence hasta el fin del año."""
    una = con_avances("1", "x", agosto=5, fecha_programada="15/12/2026")
    una["seguimientos"].append({"corte": "2026-11-30", "avance": 10})

    assert paac.analizar(plan_de(una), corte=AGOSTO).siguiente == date(2026, 12, 31)
