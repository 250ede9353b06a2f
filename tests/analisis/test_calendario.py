"""Los deberes del año: qué fecha fija la norma, cuál decide la entidad y cuál no cae en día hábil.

Prueba ``api/calendario`` y ``libros/escritura``.
"""

import io
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import paac_reportes as paac
from paac_reportes.analisis.calendario import festivos
from paac_reportes.cli import main
from paac_reportes.modelo.metodologia import CORTES

DE_LA_ENTIDAD = "según lo adopte la entidad"


def dias(*argumentos: Any, **opciones: Any) -> list[str]:
    return [deber.dia.isoformat() for deber in paac.calendario(*argumentos, **opciones)]


def de(titulo: str, *argumentos: Any, **opciones: Any) -> list[paac.tipos.Deber]:
    return [d for d in paac.calendario(*argumentos, **opciones) if d.titulo.startswith(titulo)]


PLAZOS = {
    2018: ("2018-05-16", "2018-09-14", "2019-01-16"),
    2019: ("2019-05-15", "2019-09-13", "2020-01-16"),
    2020: ("2020-05-15", "2020-09-14", "2021-01-18"),
    2021: ("2021-05-14", "2021-09-14", "2022-01-17"),
    2022: ("2022-05-13", "2022-09-14", "2023-01-16"),
    2024: ("2024-05-16", "2024-09-13", "2025-01-16"),
    2025: ("2025-05-15", "2025-09-12", "2026-01-16"),
    2026: ("2026-05-15", "2026-09-14", "2027-01-18"),
}
"""El décimo día hábil después de cada corte."""


@pytest.mark.parametrize("vigencia", PLAZOS)
def test_el_decimo_dia_habil_despues_de_cada_corte(vigencia: int) -> None:
    publicaciones = de("Publicar el seguimiento", vigencia, regimen="paac-v2", dias_habiles=10)

    assert tuple(deber.dia.isoformat() for deber in publicaciones) == PLAZOS[vigencia]


def test_el_festivo_de_la_ley_de_2026_ya_no_se_trabajaba() -> None:
    opciones: dict[str, Any] = {"periodicidad": "semestral", "dias_habiles": 10}
    (con,), (sin,) = (
        de("Publicar el seguimiento del primer semestre", 2026, cierres=cierres, **opciones)
        for cierres in ([date(2026, 7, 13)], [])
    )

    assert con.dia == sin.dia


def test_sin_la_biblioteca_de_festivos_se_dice_como_conseguirla(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    festivos.cache_clear()
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(paac.ErrorDeEntorno, match='pip install "holidays>='):
        paac.calendario(2026)


def test_el_ptep_no_tiene_plazo_y_sus_cortes_los_adopta_la_entidad() -> None:
    deberes = paac.calendario(2026, orden="nacional")

    assert [d.titulo for d in deberes] == [
        "Publicar el programa 2026",
        *(f"Corte del {cual} cuatrimestre de 2026" for cual in ("primer", "segundo", "tercer")),
    ]
    assert [d.marcas for d in deberes[1:]] == [(DE_LA_ENTIDAD,)] * 3
    assert deberes[1].detalle == (
        "Las dependencias reportan lo hecho hasta este día. Los cortes cuatrimestrales son decisión"
        " de la entidad: el articulado del Decreto 1122 de 2024 no los fija. Ninguna norma leída"
        " manda hoy el seguimiento cuatrimestral del PAAC; hay entidades que lo conservan y otras que"
        " pasaron al semestral. Vea el Concepto 654781 de 2024 de Función Pública. El articulado del"
        " Decreto 1122 de 2024 no fija plazo para publicar el seguimiento; vea el Anexo Técnico y el"
        " programa de la entidad."
    )


def test_el_plazo_que_la_entidad_se_da_es_suyo() -> None:
    (primero, *_) = de("Publicar el seguimiento", 2026, dias_habiles=15, orden="nacional")

    assert primero.dia == date(2026, 5, 25)
    assert primero.marcas == (DE_LA_ENTIDAD,)
    assert primero.detalle == (
        "Vence 15 días hábiles después del corte. El plazo es decisión de la entidad. El"
        " articulado del Decreto 1122 de 2024 no fija plazo para publicar el seguimiento; vea el"
        " Anexo Técnico y el programa de la entidad."
    )


@pytest.mark.parametrize("periodicidad", ["trimestral", "semestral", "anual"])
@pytest.mark.parametrize("vigencia", [2014, 2016, 2019, 2023, 2024])
def test_los_seguimientos_que_la_guia_manda_estan_siempre(vigencia: int, periodicidad: Any) -> None:
    de_la_guia = paac.calendario(vigencia)
    todos = paac.calendario(vigencia, periodicidad=periodicidad)
    propios = [deber for deber in todos if deber not in de_la_guia]

    assert [deber for deber in todos if deber in de_la_guia] == list(de_la_guia)
    assert [d.titulo.partition(" ")[0] for d in propios] == ["Corte"] * len(propios)
    assert len(propios) == len(CORTES[periodicidad])
    assert all(DE_LA_ENTIDAD in deber.marcas for deber in propios)


def test_los_cortes_propios_no_reemplazan_los_de_la_guia_ni_tienen_plazo() -> None:
    (marzo,) = de("Corte del primer trimestre", 2023, periodicidad="trimestral")

    assert marzo.marcas == (DE_LA_ENTIDAD,)
    assert marzo.detalle == (
        "Las dependencias reportan lo hecho hasta este día. Los cortes trimestrales son decisión de"
        " la entidad. No reemplazan los de la guía del PAAC, versión 2 (30 de abril, 31 de agosto y"
        " 31 de diciembre). La guía no da plazo para cortes que no son los suyos; dé el suyo"
        " con --con plazo-habiles=N (en Python, dias_habiles=)."
    )


def test_el_plazo_que_se_pide_es_de_los_cortes_propios_y_no_de_los_de_la_guia() -> None:
    publicaciones = de("Publicar el", 2023, periodicidad="semestral", dias_habiles=15)

    assert [(d.dia.isoformat(), d.marcas) for d in publicaciones[1:4]] == [
        ("2023-05-15", ()),
        ("2023-07-25", (DE_LA_ENTIDAD,)),
        ("2023-09-14", ()),
    ]
    assert "El plazo es decisión de la entidad." in publicaciones[2].detalle


@pytest.mark.parametrize("dias_habiles", [5, 10])
def test_un_plazo_que_cabe_en_el_de_la_guia_no_avisa(dias_habiles: int) -> None:
    (mayo, *_) = de("Publicar el seguimiento", 2023, dias_habiles=dias_habiles)

    assert paac.calendario(2023, dias_habiles=dias_habiles).avisos == ()
    assert mayo.marcas == (DE_LA_ENTIDAD,)
    assert f"La entidad se dio {dias_habiles} días hábiles; la guía" in mayo.detalle


def test_un_plazo_mayor_que_el_de_la_guia_se_avisa_y_no_se_llama_decision_de_la_entidad() -> None:
    (mayo, *_) = de("Publicar el seguimiento", 2023, dias_habiles=30)
    avisos = paac.calendario(2023, dias_habiles=30).avisos

    assert [str(aviso) for aviso in avisos] == [
        "dias_habiles: La entidad se dio 30 días hábiles; la guía del PAAC, versión 2, da diez"
    ]
    assert mayo.marcas == ("pasa del plazo de la guía",)
    assert mayo.detalle == (
        "Vence 30 días hábiles después del corte. La entidad se dio 30 días hábiles; la guía del"
        " PAAC, versión 2, da diez."
    )


def test_en_2024_los_cortes_de_despues_de_la_derogatoria_los_decide_la_entidad() -> None:
    deberes = paac.calendario(2024)
    desde = "Desde el 30 de agosto de 2024 esos cortes y ese plazo son decisión de la entidad."

    assert [DE_LA_ENTIDAD in d.marcas for d in deberes] == [False] * 3 + [True] * 4
    assert [desde in d.detalle for d in deberes] == [False] * 3 + [True] * 4


@pytest.mark.parametrize("vigencia", [2022, 2023, 2024])
def test_un_ptep_de_antes_de_reglamentarse_tiene_las_fechas_que_regian(vigencia: int) -> None:
    deberes = paac.calendario(vigencia, regimen="ptep")

    assert [(d.dia, d.marcas) for d in deberes] == [
        (d.dia, d.marcas) for d in paac.calendario(vigencia)
    ]
    assert deberes[0].titulo == f"Publicar el programa {vigencia}"
    assert all("El PTEP aún no estaba reglamentado: hasta el 29 de" in d.detalle for d in deberes)
    assert not any("no los fija" in d.detalle for d in deberes)


def test_pasado_el_plazo_el_calendario_dice_que_se_cumplio() -> None:
    deberes = paac.calendario(2027, regimen="paac-v2", orden="territorial")

    assert all("se cumplió el 30 de agosto de 2026" in deber.detalle for deber in deberes)


def test_en_2024_se_dice_la_transicion_desde_el_dia_en_que_empezo() -> None:
    dicho = ["se adoptó como PAAC" in deber.detalle for deber in paac.calendario(2024)]

    assert dicho == [False, False, False, True, True, True, True]


def test_quien_sigue_con_el_paac_conserva_sus_fechas_y_ya_son_suyas() -> None:
    deberes = paac.calendario(2026, regimen="paac-v2", orden="territorial")

    assert deberes[2].dia == date(2026, 5, 15)
    assert deberes[2].marcas == (DE_LA_ENTIDAD,)
    assert "derogó el 30 de agosto de 2024" in deberes[2].detalle
    assert deberes[0].titulo == "Publicar el plan 2026"


def test_sin_los_articulos_derogados_el_31_de_enero_sigue_teniendo_norma() -> None:
    (publicar, *_) = de("Publicar el plan", 2026, regimen="paac-v2", orden="territorial")

    assert publicar.dia == date(2026, 1, 31)
    assert "Decreto 1083 de 2015, artículo 2.2.22.3.14, numeral 9." in publicar.detalle


def test_con_la_primera_version_de_la_guia_no_se_conoce_plazo() -> None:
    assert dias(2014) == ["2014-01-31", "2014-04-30", "2014-08-31", "2014-12-31"]


def test_el_plan_de_2016_se_publico_en_marzo() -> None:
    assert dias(2016)[0] == "2016-03-31"


@pytest.mark.parametrize(
    ("vigencia", "titulo", "marca"),
    [
        (2026, "Publicar el programa", "cae en sábado"),
        (2028, "Corte del primer cuatrimestre", "cae en domingo"),
    ],
)
def test_un_deber_en_fin_de_semana_lo_dice(vigencia: int, titulo: str, marca: str) -> None:
    (deber,) = de(titulo, vigencia)

    assert deber.marcas[-1] == marca
    assert f"C{marca[1:]}." in deber.detalle
    assert deber.renglon.endswith(f"{marca})")


def test_un_deber_en_festivo_o_en_un_cierre_lo_dice() -> None:
    (cierre,) = de("Corte", 2025, periodicidad="anual", cierres=[date(2025, 12, 31)])
    (festivo,) = de("Corte del primer semestre", 2025, periodicidad="semestral")

    assert cierre.marcas[-1] == "cae en un cierre de la entidad"
    assert festivo.marcas[-1].startswith("cae en festivo (")
    assert "San Pedro" in festivo.marcas[-1]


def test_los_cierres_corren_el_plazo_y_pueden_ser_la_medianoche_de_excel() -> None:
    for cierre in (date(2023, 5, 15), datetime(2023, 5, 15)):
        assert dias(2023, cierres=[cierre])[2] == "2023-05-16"


@pytest.mark.parametrize(
    ("vigencia", "opciones", "rutas"),
    [
        (1900, {"periodicidad": "anual"}, ["vigencia"]),
        (2012, {}, ["vigencia"]),
        (2101, {}, ["vigencia"]),
        (True, {}, ["vigencia"]),
        ("2026", {"periodicidad": "mensual"}, ["vigencia", "periodicidad"]),
        (2026, {"periodicidad": ["anual"], "regimen": "paac"}, ["periodicidad", "regimen"]),
        (2026, {"orden": "municipal", "cierres": 5}, ["orden", "cierres"]),
        (2026, {"dias_habiles": 0}, ["dias_habiles"]),
        (2026, {"dias_habiles": "10"}, ["dias_habiles"]),
    ],
)
def test_un_calendario_imposible_dice_todo_lo_que_esta_mal(
    vigencia: Any, opciones: dict[str, Any], rutas: list[str]
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.calendario(vigencia, **opciones)

    assert [falla.ruta for falla in error.value.fallas] == rutas


def test_hay_calendario_desde_el_primer_plan_hasta_los_festivos_conocidos() -> None:
    assert dias(2013)[0] == "2013-01-31"
    assert dias(2100)[-1] == "2100-12-31"


def test_los_deberes_se_guardan_en_json_y_en_un_libro(tmp_path: Path) -> None:
    deber = paac.tipos.Deber(
        date(2026, 1, 31), "Uno", "Del \x07 todo", ("cae en sábado", "otra"), ("Ley",)
    )
    deberes, flujo = paac.tipos.Calendario((deber,)), io.BytesIO()
    en_libro = deberes.guardar(tmp_path / "a.xlsx", entidad="MUNICIPIO  DE UNO")
    deberes.guardar(flujo, entidad="MUNICIPIO DE UNO")

    assert json.loads(flujo.getvalue()) == {
        "entidad": "MUNICIPIO DE UNO",
        "deberes": [
            {
                "dia": "2026-01-31",
                "titulo": "Uno",
                "detalle": "Del \x07 todo",
                "marcas": ["cae en sábado", "otra"],
                "fuentes": ["Ley"],
            }
        ],
    }
    libro = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert libro.properties.title == "MUNICIPIO DE UNO · Los deberes del año"
    assert [[celda.value for celda in fila] for fila in libro["Deberes"]] == [
        ["Día", "Qué", "Conviene saber", "Detalle"],
        [datetime(2026, 1, 31), "Uno", "cae en sábado; otra", "Del \ufffd todo"],
    ]
    assert en_libro.archivos == (tmp_path / "a.xlsx",)
    assert [aviso.codigo for aviso in en_libro.avisos] == ["caracter_cambiado"]


def test_el_libro_de_un_calendario_se_imprime_con_sus_textos_y_sus_dias_enteros(
    tmp_path: Path,
) -> None:
    """Es la única hoja de su libro: en blanco, o con cada texto en un renglón, no servía."""
    largo = "Publicar en la página web el avance de cada dependencia. " * 8
    deberes = [paac.tipos.Deber(date(2026, 1, 31), "Uno", detalle) for detalle in ("Breve", largo)]
    paac.tipos.Calendario(tuple(deberes)).guardar(tmp_path / "a.xlsx")
    hoja = openpyxl.load_workbook(tmp_path / "a.xlsx")["Deberes"]

    assert not hoja.print_area
    assert hoja.row_dimensions[3].height > 5 * hoja.row_dimensions[2].height
    assert hoja.column_dimensions["A"].width >= len("31/01/2026") + 2


def test_un_calendario_sin_deberes_no_se_guarda(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="el calendario no tiene deberes"):
        paac.tipos.Calendario(()).guardar(tmp_path / "a.xlsx")


@pytest.mark.parametrize("entidad", ["", "  ", 5])
def test_una_entidad_sin_nombre_se_dice(entidad: Any, tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="entidad: se esperaba el nombre de la entidad"):
        paac.calendario(2026).guardar(tmp_path / "a.json", entidad=entidad)


def test_la_orden_calendario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    salida = tmp_path / "deberes.json"
    orden = ["calendario", "--vigencia", "2026", "--cierre", "2026-05-15", "--salida", str(salida)]

    assert main([*orden, "--con", "plazo-habiles=10", "--con", "entidad=MUNICIPIO DE UNO"]) == 0
    dicho = capsys.readouterr().out
    assert "31/01/2026  Publicar el programa 2026 (cae en sábado)\n" in dicho
    assert (
        f"19/05/2026  Publicar el seguimiento del primer cuatrimestre de 2026 ({DE_LA_ENTIDAD})"
        in dicho
    )
    assert dicho.count("- Los cortes cuatrimestrales son decisión de la entidad") == 1
    guardado = json.loads(salida.read_bytes())
    assert guardado["entidad"] == "MUNICIPIO DE UNO"
    assert len(guardado["deberes"]) == 7


def test_la_orden_calendario_avisa_una_vez_de_un_plazo_mayor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orden = ["calendario", "--vigencia", "2023", "--con", "plazo-habiles=30"]

    assert main([*orden, "--salida", str(tmp_path / "a.json")]) == 0
    assert capsys.readouterr().err == (
        "aviso: dias_habiles: La entidad se dio 30 días hábiles; la guía del PAAC, versión 2, da"
        " diez\n"
    )


@pytest.mark.parametrize(
    "mal", [["--con", "plazo-habiles=0"], ["--con", "orden=municipal"], ["--periodicidad", "x"]]
)
def test_la_orden_calendario_mal_escrita(mal: list[str]) -> None:
    with pytest.raises(SystemExit) as salida:
        main(["calendario", "--vigencia", "2026", *mal])

    assert salida.value.code == 2
