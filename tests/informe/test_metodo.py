"""Cómo se sacaron las cifras, dicho en el informe."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.api.cifras import metodologia_desde_datos


def metodo(corte: date | None = AGOSTO, de: paac.Plan | None = None, **elegida: Any) -> list[str]:
    plan = de or plan_de(con_avances("1", "x", abril=5, agosto=5), regimen="paac-v2")
    metodologia = paac.modelo.Metodologia(**elegida)
    return Prosa(hallazgos_de(plan, corte, metodologia)).metodologia.splitlines()


def test_en_un_ptep_las_zonas_de_la_guia_se_dicen_prestadas_y_las_propias_no() -> None:
    suya = {
        "codigo": "s",
        "nombre": "Suya",
        "zonas": [{"nombre": "z", "desde": 0, "color": "C00000"}],
    }
    ptep = plan_de(con_avances("1", "x", agosto=5), regimen="ptep")
    prestadas = "- Las zonas son las de la guía del PAAC, versión 2, que este informe usa como"

    def dicho(**cambios: Any) -> bool:
        return any(frase.startswith(prestadas) for frase in metodo(**cambios))

    assert dicho(de=ptep)
    assert not dicho(de=ptep, escala=metodologia_desde_datos({"escala": suya}).escala)
    assert not dicho()


def test_la_otra_opcion_y_lo_verificado_se_dicen_donde_los_hay() -> None:
    verificado = {"corte": "2026-08-31", "avance": 5, "verificacion": {"resultado": "verificada"}}
    dicho = metodo(
        de=plan_de(actividad(seguimientos=[verificado])), cumplida_sin_numero="desconocida"
    )

    assert (
        "- De lo que se declara cumplido sin un porcentaje no se conoce el avance: no entra en los"
        " promedios."
    ) in dicho
    assert [uno for uno in dicho if "Lo verificado sostiene" in uno]
    assert not [uno for uno in metodo() if "Lo verificado sostiene" in uno]


def test_los_cortes_que_nombran_los_datos_no_se_llaman_con_seguimiento() -> None:
    assert metodo(corte=date(2026, 6, 30), cortes="semestral")[-2] == (
        "- Los cortes de la vigencia son el 30 de junio y el 31 de diciembre."
    )


@pytest.mark.parametrize(
    ("cortes", "se_llaman"),
    [
        (("2026-04-30", "2026-12-31"), "Los cortes cuatrimestrales son los de la guía"),
        (("2026-03-31", "2026-09-30"), "Los cortes trimestrales"),
        (("2026-06-30",), "Los cortes semestrales"),
    ],
)
def test_los_cortes_se_llaman_por_el_calendario_en_que_caben(
    cortes: tuple[str, ...], se_llaman: str
) -> None:
    seguimientos = [{"corte": corte, "avance": 5} for corte in cortes]
    de = plan_de(actividad(seguimientos=seguimientos), regimen="paac-v2")

    dichas = metodo(corte=date.fromisoformat(cortes[-1]), de=de)
    assert [uno for uno in dichas if uno.startswith(f"- {se_llaman}")]


def test_sin_corte_no_se_dice_cuales_son() -> None:
    assert len(metodo(corte=None)) == 13


@pytest.mark.parametrize(
    ("pesos", "dicho"),
    [
        ({}, "Todos los componentes pesan lo mismo."),
        (
            {3: Decimal(2), 1: Decimal("1.5")},
            "El componente\xa01 pesa 1,5 y el componente\xa03 pesa 2; los demás, 1.",
        ),
        (
            {1: Decimal(2), 2: Decimal(2), 3: Decimal(2)},
            "El componente\xa01 pesa 2, el componente\xa02 pesa 2 y el componente\xa03 pesa 2.",
        ),
    ],
)
def test_con_pesos_se_dice_el_de_cada_componente(pesos: dict[int, Decimal], dicho: str) -> None:
    fila = [{"nombre": "S", "actividades": [con_avances("1", "x", agosto=5)]}]
    tres = [{"numero": n, "nombre": f"C{n}", "subcomponentes": fila} for n in (1, 2, 3)]
    de = plan_de(componentes=tres)

    assert metodo(de=de, metodo="ponderado", pesos=pesos)[1] == f"- {dicho}"
