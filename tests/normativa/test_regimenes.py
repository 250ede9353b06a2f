"""Los componentes de cada régimen, que se proponen y nunca se exigen."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.formatos.calendario import frases_de_los_cortes, origen_de_los_cortes
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.normativa.normas import (
    buscar_regimen,
    fecha_del_plan,
    regimen_de,
    regimen_de_las_fechas,
    regimen_del_plan,
    regimen_en_textos,
    regimen_vencido,
    regimenes,
    transicion,
)

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


def plan_de(vigencia: int | None, **cambios: Any) -> paac.Plan:
    base = {"entidad": {"nombre": "M", "orden": cambios.pop("orden", None)}, "vigencia": vigencia}
    return paac.desde_datos(base | {"componentes": [{"numero": 1}]} | cambios).contenido


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
        (plan_de(2025), date(2025, 4, 30), "Las entidades territoriales tienen hasta dos años"),
        (plan_de(2026, orden="territorial"), date(2026, 8, 30), "Las entidades territoriales"),
        (plan_de(2026, orden="territorial"), date(2026, 8, 31), ""),
        (plan_de(2025, orden="nacional"), date(2025, 4, 30), ""),
        (plan_de(2026, regimen="ptep"), date(2026, 4, 30), ""),
        (plan_de(2026, regimen="paac-v2"), date(2026, 4, 30), "La entidad sigue con el PAAC"),
        (plan_de(2026, regimen="paac-v2"), date(2026, 12, 31), "El plazo para adoptar el PTEP"),
        (plan_de(2025, regimen="paac-v2"), date(2027, 1, 31), "La entidad sigue con el PAAC"),
        (plan_de(2027), date(2027, 4, 30), ""),
        (
            plan_de(2025, regimen="paac-v2", orden="nacional"),
            date(2025, 8, 30),
            "La entidad sigue con el PAAC y aún no con el PTEP, que las entidades nacionales tienen"
            " hasta un año para adoptar. La ley no dice desde cuándo",
        ),
        (
            plan_de(2025, regimen="paac-v2", orden="nacional"),
            date(2025, 8, 31),
            "El plazo para adoptar el PTEP, contado desde el Decreto 1122 de 2024, se cumplió el 30"
            " de agosto de 2025; la entidad sigue con el PAAC.",
        ),
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

    assert "La ley no dice desde cuándo ni qué rige mientras tanto" in frase
    assert "pueden seguir con el PAAC" not in frase
    assert frase.endswith(
        "La entidad no ha declarado que siga con el PAAC: el seguimiento se hace al PTEP."
    )


@pytest.mark.parametrize(
    ("plan", "fecha", "vencido"),
    [
        (plan_de(2027, regimen="paac-v2", orden="territorial"), date(2027, 4, 30), True),
        (plan_de(2026, regimen="paac-v2"), date(2026, 8, 30), False),
        (plan_de(2026, regimen="paac-v2"), date(2026, 8, 31), True),
        (plan_de(2025, regimen="paac-v2", orden="nacional"), date(2025, 12, 31), True),
        (plan_de(2025, regimen="paac-v2", orden="territorial"), date(2027, 1, 31), False),
        (plan_de(2024, regimen="paac-v2"), date(2026, 12, 31), False),
        (plan_de(2027, regimen="ptep"), date(2027, 4, 30), False),
        (plan_de(2027), date(2027, 4, 30), False),
        (plan_de(None, regimen="paac-v2"), date(2027, 4, 30), True),
        (plan_de(None, regimen="paac-v2"), None, False),
    ],
)
def test_un_regimen_cuyo_plazo_paso_es_un_hallazgo(
    plan: paac.Plan,
    fecha: date | None,
    vencido: bool,  # noqa: FBT001
) -> None:
    hallazgo = regimen_vencido(plan, fecha)

    assert bool(hallazgo) == vencido
    assert not vencido or transicion(plan, fecha) == hallazgo
    assert regimen_en_textos(plan, fecha).vencido == hallazgo


def test_quien_llamo_ptep_a_su_plan_antes_de_reglamentarse_tiene_las_fechas_que_regian() -> None:
    ptep = buscar_regimen("ptep")

    assert [regimen_de_las_fechas(ptep, v).codigo for v in (2023, 2024, 2025)] == [
        *("paac-v2", "paac-v2", "ptep")
    ]
    assert regimen_de_las_fechas(buscar_regimen("paac-v2"), 2026).codigo == "paac-v2"


DE_LA_GUIA = (
    "de la guía del PAAC, versión 2, anexa al Decreto 124 de 2016. Son el 30 de abril, el 31 de"
    " agosto y el 31 de diciembre."
)


@pytest.mark.parametrize(
    ("serie", "dicha", "frase"),
    [
        (["12-31"], None, f"El 31 de diciembre es uno de los {DE_LA_GUIA}"),
        (["12-31"], "cuatrimestral", f"Los cortes cuatrimestrales son los {DE_LA_GUIA}"),
        (["12-31"], "anual", "El corte anual es decisión de la entidad. No reemplaza los de"),
        (["12-31"], (date(2023, 12, 31),), "El corte anual es decisión de la entidad"),
        (["04-30"], None, f"Los cortes cuatrimestrales son los {DE_LA_GUIA}"),
        (["04-30", "12-31"], None, "Los cortes cuatrimestrales son los de la guía"),
        (["06-30", "12-31"], None, "Los cortes semestrales son decisión de la entidad. No"),
        (["05-15"], None, "Los cortes son decisión de la entidad. No reemplazan los de la guía"),
    ],
)
def test_una_serie_se_llama_por_el_calendario_en_que_cabe(
    serie: list[str], dicha: Any, frase: str
) -> None:
    dias = [date.fromisoformat(f"2023-{dia}") for dia in serie]
    dichas = frases_de_los_cortes(buscar_regimen("paac-v2"), dias, dicha, dias[-1])

    assert len(dichas) == 1
    assert dichas[0].startswith(frase)


def test_desde_la_derogatoria_los_cortes_de_la_guia_son_decision_de_la_entidad() -> None:
    for serie in ([date(2024, 8, 31)], [date(2024, 12, 31)]):
        _, desde = frases_de_los_cortes(buscar_regimen("paac-v2"), serie, None, serie[-1])

        assert desde == "Desde el 30 de agosto de 2024 esos cortes son decisión de la entidad."


def test_lo_que_no_se_ha_leido_es_del_calendario_y_no_de_un_informe() -> None:
    """En el documento firmado va lo que obliga, o nada."""
    cuatrimestral = [date(2026, 4, 30), date(2026, 8, 31)]
    ptep, v1 = buscar_regimen("ptep"), buscar_regimen("paac-v1")

    assert ptep.cortes.nota.startswith("Ninguna norma leída manda hoy")
    assert frases_de_los_cortes(ptep, cuatrimestral, None, cuatrimestral[-1]) == (
        "Los cortes cuatrimestrales son decisión de la entidad: el articulado del Decreto 1122 de"
        " 2024 no los fija.",
    )
    assert v1.cortes.salvedad == "de memoria: confírmelos"
    assert frases_de_los_cortes(v1, [date(2014, 4, 30)], None, date(2014, 4, 30)) == ()
    del_calendario = origen_de_los_cortes(v1, "cuatrimestral", date(2014, 4, 30))
    assert "2641 de 2012 (de memoria: confírmelos). Son el 30 de abril" in del_calendario


@pytest.mark.parametrize(
    ("codigo", "periodicidad", "dia", "frase"),
    [
        (
            "paac-v2",
            "cuatrimestral",
            "2023-04-30",
            "Los cortes cuatrimestrales son los de la guía del PAAC, versión 2, anexa al Decreto 124"
            " de 2016. Son el 30 de abril, el 31 de agosto y el 31 de diciembre.",
        ),
        (
            "paac-v2",
            "trimestral",
            "2024-06-30",
            "Los cortes trimestrales son decisión de la entidad. No reemplazan los de la guía del"
            " PAAC, versión 2 (30 de abril, 31 de agosto y 31 de diciembre).",
        ),
        (
            "paac-v2",
            "trimestral",
            "2024-09-30",
            "Los cortes trimestrales son decisión de la entidad. También lo son, desde el 30 de agosto"
            " de 2024, los de la guía del PAAC, versión 2.",
        ),
        (
            "paac-v1",
            "trimestral",
            "2017-03-31",
            "Los cortes trimestrales son decisión de la entidad. No reemplazan los de la primera"
            " versión de la guía del PAAC (30 de abril, 31 de agosto y 31 de diciembre).",
        ),
        (
            "ptep",
            "anual",
            "2026-12-31",
            "El corte anual es decisión de la entidad: el articulado del Decreto 1122 de 2024 no lo"
            " fija.",
        ),
        (
            "ptep",
            "cuatrimestral",
            "2026-04-30",
            "Los cortes cuatrimestrales son decisión de la entidad: el articulado del Decreto 1122 de"
            " 2024 no los fija.",
        ),
        (
            "ptep",
            None,
            "2026-04-30",
            "Los cortes son decisión de la entidad: el articulado del Decreto 1122 de 2024 no los"
            " fija.",
        ),
    ],
)
def test_de_quien_son_los_cortes(codigo: str, periodicidad: Any, dia: str, frase: str) -> None:
    dicho = origen_de_los_cortes(buscar_regimen(codigo), periodicidad, date.fromisoformat(dia))

    assert dicho == frase


def test_los_plazos_inferidos_se_dicen_en_la_fuente() -> None:
    fuente = (RAIZ / "plantillas" / "_regimenes" / "FUENTE.md").read_text("utf-8")

    assert "**Inferencia nuestra**" in fuente
    assert "30 de agosto de 2025 y de 2026" in fuente
    assert "leído entero" not in fuente


def test_el_plan_en_blanco_trae_los_componentes_de_su_vigencia() -> None:
    paac_v2 = paac.en_blanco(ENTIDAD, vigencia=2022)
    ptep = paac.en_blanco(ENTIDAD, vigencia=2026)

    assert [c.numero for c in paac_v2.componentes] == [1, 2, 3, 4, 5, 6]
    assert len(paac_v2.componentes[0].subcomponentes) == 5
    assert paac_v2.componentes[1].tramites[0].numero == "1"
    assert paac_v2.componentes[3].subcomponentes[2].nombre == "3. Talento humano"
    assert [c.numero for c in ptep.componentes] == [None, 1, 2, 3, 4]
    assert [c.nombre for c in ptep.componentes][:3] == [
        *("Componente transversal", "Administración de riesgos", "Redes y articulación")
    ]
    assert ptep.componentes[0].subcomponentes[0].nombre == (
        "1. Monitoreo, administración y supervisión"
    )
    assert (paac_v2.regimen, ptep.regimen) == ("paac-v2", "ptep")


def test_el_codigo_elige_otro() -> None:
    por_codigo = paac.en_blanco(ENTIDAD, vigencia=2026, regimen="paac-v2")

    assert len(por_codigo.componentes) == 6


def test_un_regimen_que_no_existe() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba paac-v1, paac-v2, ptep; llegó 'v3'"):
        paac.en_blanco(ENTIDAD, vigencia=2026, regimen="v3")
    with pytest.raises(paac.ErrorDeEntrada, match="vigencia: se esperaba"):
        paac.en_blanco(ENTIDAD, vigencia=1)


def test_la_orden_nuevo_deja_un_plan_que_se_lee(tmp_path: Path) -> None:
    salida = tmp_path / "plan.json"
    orden = ["nuevo", "--entidad", "MUNICIPIO DE PRUEBA", "--vigencia", "2022"]

    assert main([*orden, "--salida", str(salida)]) == 0
    assert paac.leer(salida).sin_dudas() == paac.en_blanco(ENTIDAD, vigencia=2022)


def test_la_orden_nuevo_escribe_el_regimen_y_el_orden(tmp_path: Path) -> None:
    salida = tmp_path / "plan.json"
    orden = ["nuevo", "--entidad", "M", "--vigencia", "2026", "--orden", "territorial"]

    assert main([*orden, "--salida", str(salida)]) == 0
    plan = paac.leer(salida).sin_dudas()
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
