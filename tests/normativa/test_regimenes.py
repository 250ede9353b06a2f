"""Los componentes de cada régimen, que se proponen y nunca se exigen."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.formatos.calendario import origen_de_los_cortes
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.normativa.regimenes import (
    buscar_regimen,
    fecha_del_plan,
    regimen_de,
    regimen_del_plan,
    regimenes,
    transicion,
)

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


def plan_de(vigencia: int | None, **cambios: Any) -> paac.Plan:
    base = {"entidad": {"nombre": "M", "orden": cambios.pop("orden", None)}, "vigencia": vigencia}
    return paac.plan_desde_datos(base | {"componentes": [{"numero": 1}]} | cambios)


@pytest.mark.parametrize(
    ("fecha", "codigo"),
    [
        (date(2010, 1, 1), "paac-v1"),
        (date(2016, 1, 25), "paac-v1"),
        (date(2016, 1, 26), "paac-v2"),
        (date(2024, 8, 29), "paac-v2"),
        (date(2024, 8, 30), "ptep"),
    ],
)
def test_cada_dia_tiene_su_regimen(fecha: date, codigo: str) -> None:
    assert regimen_de(fecha).codigo == codigo


def test_un_regimen_empieza_donde_termina_el_anterior() -> None:
    assert [r.codigo for r in regimenes()] == ["paac-v1", "paac-v2", "ptep"]
    for antes, despues in zip(regimenes(), regimenes()[1:], strict=False):
        assert antes.hasta is not None
        assert (despues.desde - antes.hasta).days == 1


def test_cada_regimen_dice_su_fuente() -> None:
    fuente = (RAIZ / "plantillas" / "_regimenes" / "FUENTE.md").read_text("utf-8")

    assert all(f"`{regimen.codigo}`" in fuente for regimen in regimenes())


def test_los_codigos_son_los_que_un_plan_puede_declarar() -> None:
    assert tuple(r.codigo for r in regimenes()) == get_args(CodigoDeRegimen)


@pytest.mark.parametrize(
    ("vigencia", "corte", "sigla"),
    [
        (2023, date(2023, 12, 31), "PAAC"),
        (2023, date(2025, 1, 31), "PAAC"),
        (2024, date(2024, 12, 31), "PAAC"),
        (2025, date(2025, 4, 30), "PTEP"),
        (2026, None, "PTEP"),
        (2014, None, "PAAC"),
        (None, date(2024, 12, 31), "PAAC"),
        (None, date(2026, 4, 30), "PTEP"),
        (None, None, "PTEP"),
    ],
)
def test_la_vigencia_decide_el_regimen_y_el_corte_no_lo_cambia(
    vigencia: int | None, corte: date | None, sigla: str
) -> None:
    assert regimen_del_plan(plan_de(vigencia), corte).sigla == sigla


def test_el_regimen_que_el_plan_declara_manda() -> None:
    assert regimen_del_plan(plan_de(2026, regimen="paac-v2"), date(2026, 4, 30)).sigla == "PAAC"
    assert regimen_del_plan(plan_de(2024, regimen="ptep"), date(2024, 12, 31)).sigla == "PTEP"


def test_sin_corte_un_plan_se_mira_el_dia_de_publicarlo() -> None:
    assert fecha_del_plan(plan_de(2023), None) == date(2023, 1, 31)
    assert fecha_del_plan(plan_de(2016), None) == date(2016, 3, 31)
    assert fecha_del_plan(plan_de(None), None) is None
    assert fecha_del_plan(plan_de(2023), date(2023, 8, 31)) == date(2023, 8, 31)


@pytest.mark.parametrize(
    ("plan", "fecha", "dice"),
    [
        (plan_de(2023), date(2024, 12, 31), ""),
        (plan_de(2024), date(2024, 8, 29), ""),
        (
            plan_de(2024),
            date(2024, 8, 30),
            "El plan de la vigencia 2024 se adoptó como PAAC; desde",
        ),
        (
            plan_de(2024),
            date(2025, 1, 31),
            "El plan de la vigencia 2024 se adoptó como PAAC; desde",
        ),
        (plan_de(None), date(2024, 12, 31), "El plan de la vigencia 2024 se adoptó como PAAC"),
        (plan_de(2024, regimen="ptep"), date(2024, 12, 31), "La vigencia 2024 es de transición"),
        (plan_de(2025), date(2025, 4, 30), "Las entidades territoriales tienen dos años"),
        (plan_de(2026, orden="territorial"), date(2026, 8, 30), "Las entidades territoriales"),
        (plan_de(2026, orden="territorial"), date(2026, 8, 31), ""),
        (plan_de(2025, orden="nacional"), date(2025, 4, 30), ""),
        (plan_de(2026, regimen="ptep"), date(2026, 4, 30), ""),
        (plan_de(2026, regimen="paac-v2"), date(2026, 4, 30), "La entidad sigue con el PAAC"),
        (plan_de(2026, regimen="paac-v2"), date(2026, 12, 31), ""),
        (
            plan_de(2025, regimen="paac-v2", orden="nacional"),
            date(2025, 8, 30),
            "La entidad sigue con el PAAC y aún no con el PTEP, que las entidades nacionales",
        ),
        (plan_de(2025, regimen="paac-v2", orden="nacional"), date(2025, 8, 31), ""),
        (plan_de(None), None, ""),
        (plan_de(2024), None, ""),
    ],
)
def test_el_cambio_de_regimen_se_explica_en_su_tiempo(
    plan: paac.Plan, fecha: date | None, dice: str
) -> None:
    frase = transicion(plan, fecha)

    assert frase.startswith(dice)
    assert bool(frase) == bool(dice)


def test_sin_declararlo_la_frase_dice_que_se_sigue_el_ptep() -> None:
    frase = transicion(plan_de(2026), date(2026, 4, 30))

    assert "pueden seguir con el PAAC" in frase
    assert frase.endswith("Aquí se sigue el PTEP porque la entidad no declara otro régimen.")


@pytest.mark.parametrize(
    ("codigo", "periodicidad", "frase"),
    [
        (
            "paac-v2",
            "cuatrimestral",
            "Los cortes cuatrimestrales son los de la guía del PAAC, versión 2, anexa al Decreto 124"
            " de 2016: 30 de abril, 31 de agosto y 31 de diciembre.",
        ),
        (
            "paac-v2",
            "trimestral",
            "Los cortes trimestrales son decisión de la entidad; los de la guía del PAAC, versión 2,"
            " anexa al Decreto 124 de 2016, son cuatrimestrales (30 de abril, 31 de agosto y 31 de"
            " diciembre).",
        ),
        (
            "ptep",
            "cuatrimestral",
            "Los cortes cuatrimestrales son decisión de la entidad: el Decreto 1122 de 2024 no los"
            " fija.",
        ),
        (
            "ptep",
            None,
            "Los cortes son decisión de la entidad: el Decreto 1122 de 2024 no los fija.",
        ),
    ],
)
def test_de_quien_son_los_cortes(codigo: str, periodicidad: Any, frase: str) -> None:
    assert origen_de_los_cortes(buscar_regimen(codigo), periodicidad) == frase


def test_los_plazos_inferidos_se_dicen_en_la_fuente() -> None:
    fuente = (RAIZ / "plantillas" / "_regimenes" / "FUENTE.md").read_text("utf-8")

    assert "**Inferencia nuestra**" in fuente
    assert "30 de agosto de 2025 y de 2026" in fuente


def test_el_plan_en_blanco_trae_los_componentes_de_su_vigencia() -> None:
    paac_v2 = paac.plan_en_blanco(ENTIDAD, vigencia=2022)
    ptep = paac.plan_en_blanco(ENTIDAD, vigencia=2026)

    assert [c.numero for c in paac_v2.componentes] == [1, 2, 3, 4, 5, 6]
    assert len(paac_v2.componentes[0].subcomponentes) == 5
    assert paac_v2.componentes[1].tramites[0].numero == "1"
    assert paac_v2.componentes[3].subcomponentes[2].nombre == "3. Talento humano"
    assert [c.nombre for c in ptep.componentes][1] == "Redes y articulación"
    assert (paac_v2.regimen, ptep.regimen) == ("paac-v2", "ptep")


def test_el_corte_o_el_codigo_eligen_otro() -> None:
    por_corte = paac.plan_en_blanco(ENTIDAD, vigencia=2024, corte=date(2024, 12, 31))
    por_codigo = paac.plan_en_blanco(ENTIDAD, vigencia=2026, regimen="paac-v2")

    assert len(por_corte.componentes) == 4
    assert por_corte.regimen == "ptep"
    assert len(por_codigo.componentes) == 6


def test_un_corte_de_otro_ano_no_cambia_el_regimen_de_la_vigencia() -> None:
    assert paac.plan_en_blanco(ENTIDAD, vigencia=2023, corte=date(2025, 1, 31)).regimen == "paac-v2"


def test_un_regimen_que_no_existe() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba paac-v1, paac-v2, ptep; llegó 'v3'"):
        paac.plan_en_blanco(ENTIDAD, vigencia=2026, regimen="v3")
    with pytest.raises(paac.ErrorDeEntrada, match="vigencia: se esperaba"):
        paac.plan_en_blanco(ENTIDAD, vigencia=1)


def test_la_orden_nuevo_deja_un_plan_que_se_lee(tmp_path: Path) -> None:
    salida = tmp_path / "plan.json"
    orden = ["nuevo", "--entidad", "MUNICIPIO DE PRUEBA", "--vigencia", "2022"]

    assert main([*orden, "--salida", str(salida)]) == 0
    assert paac.leer_plan(salida) == paac.plan_en_blanco(ENTIDAD, vigencia=2022)


def test_la_orden_nuevo_escribe_el_regimen_y_el_orden(tmp_path: Path) -> None:
    salida = tmp_path / "plan.json"
    orden = ["nuevo", "--entidad", "M", "--vigencia", "2026", "--orden", "territorial"]

    assert main([*orden, "--salida", str(salida)]) == 0
    plan = paac.leer_plan(salida)
    assert (plan.regimen, plan.entidad.orden) == ("ptep", "territorial")


@pytest.mark.parametrize(
    "mal",
    [["--vigencia", "22"], ["--salida", "plan.txt"], ["--orden", "municipal"], ["--regimen", "x"]],
)
def test_la_orden_nuevo_mal_escrita(mal: list[str]) -> None:
    orden = ["nuevo", "--entidad", "M", "--vigencia", "2022", "--salida", "plan.json", *mal]
    with pytest.raises(SystemExit) as salida:
        main(orden)

    assert salida.value.code == 2
