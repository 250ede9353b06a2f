"""Lo que conviene revisar de un plan: cada cosa con su ruta, y ninguna por sospecha."""

import functools
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad

import paac_reportes as paac
from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos
from paac_reportes.cli import main

plan_del_2023 = functools.partial(plan_de, vigencia=2023)
_DE_LA_FILA = "1. Gestión del riesgo › Política › 1.1 Publicar el mapa de riesgos"
_SIN_CODIGO = _DE_LA_FILA.replace("1.1 ", "")
_FILA = "componentes[0].subcomponentes[0].actividades[{}]"


def con(*seguimientos: dict[str, Any], fecha: str = "30/11/2023") -> dict[str, Any]:
    cortes = ("2023-04-30", "2023-08-31", "2023-12-31")
    puestos = [{"corte": c} | s for c, s in zip(cortes, seguimientos, strict=False)]
    return actividad(fecha_programada=fecha, seguimientos=puestos)


def dichas(de: paac.Plan) -> list[str]:
    """Lo que se duda de sus datos; de sus filas, en ``test_remanentes`` y ``test_publicable``."""
    de_filas = {"fila_repetida", "codigo_repetido", "fila_sin_texto"}
    de_publicar = {"componente_ausente", "componente_sin_comprobar", "fila_incompleta"}
    de_publicar |= {"fila_en_blanco", "meta_sin_medida", "plan_sin_filas"}
    sobran = de_filas | de_publicar
    return [str(aviso) for aviso in paac.revisar(de).avisos if aviso.codigo not in sobran]


@pytest.mark.parametrize(
    ("seguimientos", "lugar", "motivo"),
    [
        ([{"avance": 40, "estado": "cumplida"}], 0, "se declara cumplida con 40 % de avance"),
        ([{"avance": 100, "estado": "en_proceso"}], 0, "se declara en proceso con 100 % de avance"),
        ([{"avance": 5, "estado": "sin_reporte"}], 0, "se declara sin reporte con 5 % de avance"),
        ([{"avance": 5, "estado": "no_aplica"}], 0, "se declara que no aplica con 5 % de avance"),
        ([{"avance": 60}, {"avance": 33.5}], 1, "el avance baja de 60 a 33,5 %"),
        (
            [{"estado": "cumplida"}, {"estado": "sin_avance"}],
            1,
            "se declara sin avance, sin porcentaje, después de terminada: sigue terminada",
        ),
        (
            [{"avance": 100}, {"estado": "no_aplica"}],
            1,
            "se declara que no aplica después de terminada: se toma como nada reportado",
        ),
    ],
)
def test_lo_que_se_contradice_se_dice_con_su_ruta(
    seguimientos: list[dict[str, Any]], lugar: int, motivo: str
) -> None:
    assert dichas(plan_del_2023(con(*seguimientos))) == [
        f"{_FILA.format(0)}.seguimientos[{lugar}]: {motivo}"
    ]


def test_un_plan_sin_dudas_no_dice_nada() -> None:
    sano = plan_del_2023(
        con({"avance": 40, "estado": "en_proceso"}, {"avance": 100, "estado": "cumplida"})
    )

    assert dichas(sano) == []


def test_los_porcentajes_que_parecen_fracciones_se_avisan_por_corte() -> None:
    fracciones = plan_del_2023(con({"avance": 0.5}), con({"avance": 1}))

    assert dichas(fracciones) == [
        "los 2 avances del corte 30/04/2023 son de 1 o menos y alguno no es entero: se leen como"
        " porcentajes de 0 a 100; si son fracciones, multiplíquelos por 100"
    ]
    assert dichas(plan_del_2023(con({"avance": 0.5}))) == [
        "el único avance del corte 30/04/2023 es de menos de 1: se lee como porcentaje de 0 a 100;"
        " si es una fracción, multiplíquelo por 100"
    ]
    assert dichas(plan_del_2023(con({"avance": 0.5}), con({"avance": 40}))) == []
    assert dichas(plan_del_2023(con({"avance": 0}), con({"avance": 1}))) == []


def test_las_fechas_dudosas_se_dicen_y_la_ambiguedad_una_vez() -> None:
    de = plan_del_2023(con(fecha="31/04/2023"), con(fecha="04/30/2023"), con(fecha="02/07/2023"))

    assert dichas(de) == [
        "hay una fecha que sólo existe como mes/día («04/30/2023»); otra podría leerse de los dos"
        " modos y se leyó día/mes",
        f"{_FILA.format(0)}: fecha: «31/04/2023» es imposible",
        f"{_FILA.format(1)}: fecha: «04/30/2023» es imposible en día/mes: se lee mes/día",
    ]
    assert dichas(plan_del_2023(con(fecha="02/07/2023"))) == []


def test_sin_vigencia_el_ano_que_falta_se_dice_una_vez() -> None:
    de = plan_del_2023(con(fecha="Mayo"), con(fecha="Junio"), vigencia=None)

    assert dichas(de) == [
        "vigencia: falta, y hay 2 fechas que no dicen el año: no se sabe cuándo vencen"
    ]


def test_revisar_nombra_las_filas_contradictorias_y_las_dudosas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datos = tmp_path / "plan.json"
    paac.guardar_datos(
        plan_del_2023(
            con({"avance": 40, "estado": "cumplida"}), con(fecha="31/04/2023") | {"codigo": None}
        ),
        datos,
    )

    assert main(["revisar", str(datos)]) == 1
    *_, primera, segunda, _cuenta = capsys.readouterr().out.splitlines()
    assert [primera, segunda] == [
        f"nota: {_DE_LA_FILA} › corte 30/04/2023 ({_FILA.format(0)}.seguimientos[0]): se declara"
        " cumplida con 40 % de avance",
        f"nota: {_SIN_CODIGO} ({_FILA.format(1)}): fecha: «31/04/2023» es imposible",
    ]


def test_basta_un_seguimiento_del_periodo_para_que_haya_que_narrar() -> None:
    de = plan_de(con({"texto": "Va."}), con(), vigencia=2023)

    assert comprobar_que_hay_seguimientos(paac.analizar(de)) is None  # type: ignore[func-returns-value]


def test_sin_vigencia_lo_demas_de_una_fecha_si_se_dice() -> None:
    (una,) = dichas(plan_del_2023(con(fecha="31/04/2023"), vigencia=None))

    assert una.startswith(f"{_FILA.format(0)}: fecha: ")


def test_la_contradiccion_dice_el_lugar_del_seguimiento_y_no_su_orden() -> None:
    alreves = actividad(
        fecha_programada="30/11/2023",
        seguimientos=[{"corte": "2023-08-31", "avance": 10}, {"corte": "2023-04-30", "avance": 50}],
    )

    assert dichas(plan_del_2023(alreves)) == [
        f"{_FILA.format(0)}.seguimientos[0]: el avance baja de 50 a 10 %"
    ]
