"""Lo que a un plan le falta para publicarse: lo grave y lo que sólo conviene revisar.

Prueba ``analisis/revision`` y ``api/cifras``.
"""

from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import actividad

import paac_reportes as paac
from paac_reportes.cli import main

COMPLETA = {
    "responsable": "Planeación",
    "meta": "2 informes",
    "fecha_programada": "30/06/2023",
    "seguimientos": [],
}
DE_LA_GUIA = [
    "Gestión del Riesgo de Corrupción",
    "Racionalización de Trámites",
    "Rendición de Cuentas",
    "Servicio al Ciudadano",
    "Transparencia y Acceso a la Información",
]


def plan(*filas: dict[str, Any], nombres: list[str] = DE_LA_GUIA, **demas: Any) -> paac.Plan:
    """Uno de 2023 con los componentes que se nombren, y esas filas en el primero."""
    actividades = [actividad(**(COMPLETA | una)) for una in filas] or [actividad(**COMPLETA)]
    componentes: list[dict[str, Any]] = [
        {"numero": n, "nombre": nombre} for n, nombre in enumerate(nombres, 1)
    ]
    componentes[0]["subcomponentes"] = [{"nombre": "Política", "actividades": actividades}]
    crudo = {"entidad": {"nombre": "MUNICIPIO"}, "vigencia": 2023, "componentes": componentes}
    return paac.desde_datos(crudo | demas).contenido


def graves(base: paac.Plan) -> list[tuple[str, str]]:
    return [(una.ruta, una.mensaje) for una in paac.revisar(base).graves]


def avisos(base: paac.Plan, codigo: str) -> list[str]:
    revision = paac.revisar(base)
    return [una.mensaje for una in revision.avisos if una.codigo == codigo]


def test_uno_completo_pasa() -> None:
    revision = paac.revisar(plan())
    assert (revision.pasa, revision.graves) == (True, ())


def test_el_componente_que_pide_la_guia_y_no_esta_es_grave() -> None:
    assert graves(plan(nombres=DE_LA_GUIA[:2] + DE_LA_GUIA[3:])) == [
        (
            "componentes",
            "falta «Rendición de Cuentas», que pide la guía del PAAC (versión 2 de la guía)",
        )
    ]


def test_los_del_ptep_no_se_comprueban_y_se_dice() -> None:
    base = plan(nombres=["Otra cosa"], regimen="ptep")
    assert graves(base) == []
    assert avisos(base, "componente_sin_comprobar") == [
        "los componentes del PTEP no se comprobaron: nombres por confirmar en el Anexo Técnico."
    ]


def test_la_fila_que_no_dice_quien_cuando_ni_cuanto_es_grave() -> None:
    base = plan({"responsable": "—", "meta": "–", "fecha_programada": None, "indicador": "N.A."})
    assert graves(base) == [
        (
            "componentes[0].subcomponentes[0].actividades[0]",
            "no dice su responsable, ni su fecha, ni su meta ni indicador",
        )
    ]


def test_el_blanco_bajo_otra_que_lo_dice_puede_ser_su_celda() -> None:
    base = plan({}, {"responsable": None})
    assert graves(base) == []
    assert avisos(base, "fila_en_blanco") == [
        "no dice su responsable: si es de la celda de arriba, escríbalo"
    ]


NADA = {"responsable": None, "meta": "-", "fecha_programada": None, "indicador": None}


def test_la_fila_sin_quien_cuando_ni_que_es_grave_tambien_bajo_otra_que_los_dice() -> None:
    base = plan({"codigo": "1.1"}, {"codigo": "1.2", **NADA}, {"codigo": "1.3", **NADA})
    motivo = (
        "no dice su responsable, ni su fecha, ni su meta ni indicador: si son los de 1.1, de"
        " arriba, escríbalos también en esta fila"
    )

    filas = "componentes[0].subcomponentes[0].actividades"
    assert graves(base) == [(f"{filas}[1]", motivo), (f"{filas}[2]", motivo)]
    assert avisos(base, "fila_en_blanco") == []


def test_de_varias_filas_de_arriba_se_nombra_cada_una() -> None:
    base = plan(
        {"codigo": None, "descripcion": "Publicar", "fecha_programada": None},
        {"codigo": "1.2", "responsable": None, "meta": None, "indicador": None},
        {"codigo": "1.3", **NADA},
    )

    assert graves(base)[-1][1].endswith(
        ": si son los de «Publicar» y 1.2, de arriba, escríbalos también en esta fila"
    )


@pytest.mark.parametrize("regimen", ["paac-v2", "ptep"])
def test_un_plan_sin_una_sola_fila_es_grave(regimen: str) -> None:
    crudo = {"entidad": {"nombre": "M"}, "vigencia": 2023, "regimen": regimen}
    base = paac.desde_datos(crudo | {"componentes": [{"nombre": n} for n in DE_LA_GUIA]}).contenido

    assert graves(base) == [("componentes", "no trae ninguna actividad ni ningún trámite")]


def test_la_meta_que_no_dice_cuanto_se_avisa() -> None:
    metas = ("Un informe", "100 %", "12 actas", "Quince actas", "La totalidad", "Veintiún actas")
    for meta in (*metas, "Servidores capacitados"):
        se_dice = meta not in metas
        assert bool(avisos(plan({"meta": meta, "indicador": None}), "meta_sin_medida")) is se_dice


def test_la_fecha_de_otro_ano_se_avisa_una_vez() -> None:
    revision = paac.revisar(plan({"fecha_programada": "30/06/2024"}))
    assert [aviso.mensaje for aviso in revision.avisos if "2024" in aviso.mensaje] == [
        "fecha: «30/06/2024» es posterior a la vigencia 2023"
    ]


def test_la_orden_termina_con_1_si_algo_es_grave_y_dice_donde(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo, bueno = tmp_path / "malo.json", tmp_path / "bueno.json"
    paac.guardar_datos(plan({"responsable": None}), malo)
    paac.guardar_datos(plan(), bueno)

    assert (main(["revisar", str(malo)]), main(["revisar", str(bueno)])) == (1, 0)
    primero, *_ = capsys.readouterr().out.splitlines()
    assert primero.startswith("grave: 1. Gestión del Riesgo de Corrupción › Política › ")
    assert primero.endswith(": no dice su responsable")


def test_un_word_nuestro_sin_su_plan_se_revisa_como_el_de_cualquiera(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = str(tmp_path / "plan.docx")
    paac.reporte(plan({"responsable": None}), "paac-plan").guardar(word)
    main(
        [
            "revisar",
            word,
            "--con",
            "por-rotulos=si",
            "--con",
            "entidad=MUNICIPIO",
            "--con",
            "vigencia=2023",
        ]
    )

    assert "no dice su responsable" in capsys.readouterr().out


def test_lo_que_no_es_un_plan_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="plan"):
        paac.revisar("plan.xlsx")


def test_lo_mismo_de_muchas_filas_se_dice_una_vez_y_sus_lugares_por_componente(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sin_medida = [{"codigo": f"1.{n}", "meta": f"Informe {'a' * n}"} for n in range(1, 4)]
    paac.guardar_datos(plan(*sin_medida), tmp_path / "plan.json")

    main(["revisar", str(tmp_path / "plan.json")])
    assert (
        "nota: la meta no dice cuánto, y no se puede comprobar (3 lugares)\n"
        "  1. Gestión del Riesgo de Corrupción › Meta o producto: 1.1; 1.2; 1.3\n"
    ) in capsys.readouterr().out


def test_dos_filas_que_se_llaman_igual_se_dicen_enteras_con_su_ruta(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filas = [{"codigo": codigo, "meta": "Informe"} for codigo in ("1.1", "1.1", "1.2")]
    paac.guardar_datos(plan(*filas), tmp_path / "plan.json")

    main(["revisar", str(tmp_path / "plan.json")])
    renglones = capsys.readouterr().out.splitlines()
    desde = next(n for n, uno in enumerate(renglones) if "no dice cuánto" in uno)
    lugares = renglones[desde + 1 : desde + 4]
    assert [lugar.rpartition("(")[2] for lugar in lugares] == [
        "componentes[0].subcomponentes[0].actividades[0].meta)",
        "componentes[0].subcomponentes[0].actividades[1].meta)",
        "  1. Gestión del Riesgo de Corrupción › Meta o producto: 1.2",
    ]
