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


def test_la_metodologia_de_siempre_se_dice_entera() -> None:
    assert metodo() == [
        "- El avance acumulado es el promedio de las actividades. Sólo entra lo que aplica y cuyo"
        " porcentaje se conoce: lo que se desconoce no cuenta como cero.",
        "- Vale el último avance o estado declarado hasta el corte, aunque venga de uno anterior; un"
        " texto no lo cambia.",
        "- Lo que se declara cumplido sin un porcentaje cuenta 100\xa0%. Donde nadie declaró un"
        " porcentaje no hay promedio: sólo se declararon estados.",
        "- Un estado sin porcentaje deja el último que se conocía, si es menos de 100\xa0%, y se dice"
        " de qué corte es.",
        "- Lo que se hace más de una vez y se declara cumplido queda al día hasta su siguiente fecha."
        " Si desde ella no se vuelve a reportar, su avance no se conoce, y no se da por vencido.",
        "- Para decir entre qué dos valores está el avance del plan, lo que falta por conocer se"
        " cuenta en 0\xa0% y en 100\xa0%.",
        "- El cambio del período, en puntos, se promedia por el mismo método. Sólo entra lo que se"
        " conoce en este corte y en el anterior.",
        "- Es exigible lo continuo y lo que tiene en el período uno de sus días o un rango que se"
        " cruza con él. También, lo que quedó sin terminar o sin reportar de antes.",
        "- El cumplimiento es lo que se sabe terminado entre aquello cuyo último día ya llegó.",
        "- Lo que tiene varias fechas escritas y se declaró terminado antes de la última no vence.",
        "- Lo que ya debía estar terminado y se declaró sin terminar está vencido. Si nada se ha"
        " reportado, está vencido sin reporte. Si sólo trae textos, está por determinar: de ellos nada"
        " se deduce.",
        "- Una celda en blanco bajo un texto puede ser la misma celda de la matriz. Va aparte: no se"
        " cuenta como vencida ni sin reporte. Bajo un porcentaje o un estado solos, sí se cuenta.",
        "- Las zonas son las de «Niveles de cumplimiento de la guía del PAAC, versión 2», sobre"
        " el valor sin redondear. Baja, desde el 0\xa0% y menos del 60\xa0%; media, desde el 60\xa0% y"
        " menos del 80\xa0%; alta, desde el 80\xa0%. Para dar una se pide conocer al menos el 50\xa0% de lo que aplica y de lo que no está terminado. Ese mínimo es de esta"
        " metodología: la guía no lo fija.",
        "- Los cortes de la vigencia con seguimiento, hasta éste, son el 30 de abril y el 31 de agosto.",
        "- Los cortes cuatrimestrales son los de la guía del PAAC, versión 2, anexa al Decreto 124"
        " de 2016. Son el 30 de abril, el 31 de agosto y el 31 de diciembre.",
        "- Desde el 30 de agosto de 2024 esos cortes son decisión de la entidad.",
        "- Este seguimiento no se cruzó con el plan que sustentó el del 30 de abril de 2026. Por"
        " eso no se ve si lo que ya debía estar terminado se corrió de fecha, se retiró o se"
        " reescribió. Lo que se declaró no aplicable y lo que terminó se dice con los"
        " datos de hoy.",
    ]


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
