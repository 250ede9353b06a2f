"""Varios mapas de una entidad en uno solo.

Prueba ``analisis/riesgos/union``.
"""

import datetime as dt
from typing import Any

import pytest
from ayudas.mapas import datos, riesgo
from ayudas.mapas_ajenos import f2_v5

import paac_reportes as paac


def mapa(proceso: str, *riesgos: dict[str, Any], **cambios: Any) -> paac.MapaDeRiesgos:
    suyos = datos(*riesgos, **cambios)
    suyos["procesos"][0]["nombre"] = proceso
    return paac.mapa_desde_datos(suyos)


def test_los_procesos_que_se_llaman_igual_son_el_mismo() -> None:
    uno = mapa("Gestión Jurídica", riesgo(referencia="1"))
    otro = mapa("GESTION  JURIDICA", riesgo(referencia="2"))
    tercero = mapa("Archivo", riesgo(referencia="3"))

    unido = paac.unir_mapas([uno, otro, tercero])

    assert [(p.nombre, [r.referencia for r in p.riesgos]) for p in unido.procesos] == [
        ("Gestión Jurídica", ["1", "2"]),
        ("Archivo", ["3"]),
    ]


def test_lo_que_uno_no_dice_se_toma_de_otro() -> None:
    corte = dt.date(2026, 4, 30)
    uno = mapa("A", seguimientos=[{"corte": corte, "elaboracion": "Enero"}], extras={"x": "1"})
    otro = mapa(
        "B", vigencia=2026, seguimientos=[{"corte": corte, "publicacion": "Marzo"}], extras={"y": 2}
    )

    unido = paac.unir_mapas([uno, otro])

    assert unido.vigencia == 2026
    assert dict(unido.extras) == {"x": "1", "y": 2}
    (seguido,) = unido.seguimientos
    assert (seguido.elaboracion, seguido.publicacion) == ("Enero", "Marzo")


def test_lo_que_dicen_distinto_se_dice_todo() -> None:
    uno = mapa("A", vigencia=2025, metodologia="guia-v5")
    otro = mapa("A", vigencia=2026, metodologia="guia-v7", entidad={"nombre": "Otra"})

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.unir_mapas([uno, otro])

    assert [falla.ruta for falla in error.value.fallas] == [
        "mapas[1].entidad.nombre",
        "mapas[1].vigencia",
        "mapas[1].metodologia",
    ]
    assert "dice 2026, y mapas[0].vigencia, 2025" in str(error.value)


def test_el_de_un_solo_mapa_es_el_mismo_y_sin_ninguno_es_un_error() -> None:
    solo = mapa("A", riesgo())

    assert paac.unir_mapas([solo]) == solo
    with pytest.raises(paac.ErrorDeEntrada, match="al menos un mapa"):
        paac.unir_mapas([])


@pytest.mark.integracion
def test_dos_partes_de_un_proceso_leidas_de_su_libro_son_un_mapa() -> None:
    partes = [
        paac.leer(f2_v5(primera=n), como=paac.MapaDeRiesgos, entidad="Municipio").contenido
        for n in (1, 3)
    ]

    unido = paac.unir_mapas(partes)

    (proceso,) = unido.procesos
    assert [uno.referencia for uno in proceso.riesgos] == ["1", "2", "3", "4"]
