"""Los archivos de un lote se llaman como su clave, y ninguno queda fuera de su carpeta."""

from pathlib import Path

import attrs
import pytest
from ayudas.encargos import encargos, nombres
from ayudas.planes import FORMATO, plan
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.lotes import nombre_seguro


@pytest.mark.parametrize(
    ("clave", "nombre"),
    [
        ("cartago_2020", "cartago_2020"),
        ("Cartago-2020", "Cartago-2020"),
        ("76147.v2", "76147-v2"),
        ("Bogotá, D.C.", "bogota-d-c"),
        ("../../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("-rf", "rf"),
        ("CON", "_CON"),
        ("nul.", "_nul"),
        ("COM1", "_COM1"),
        ("comedor", "comedor"),
        ("a\0b\nc", "a-b-c"),
        ("plan.tablas", "plan-tablas"),
        ("plan.acta", "plan-acta"),
        ("..", "clave-5ec1f7e7"),
        ("北京", "clave-68c77e15"),
    ],
)
def test_la_clave_queda_como_un_nombre_que_todo_sistema_admite(clave: str, nombre: str) -> None:
    assert nombre_seguro(clave) == nombre


def test_una_de_trescientas_letras_se_corta_y_no_se_confunde_con_otra() -> None:
    una, otra = (nombre_seguro("municipio " * 30 + fin) for fin in ("a", "b"))

    assert una != otra
    assert max(len(una), len(otra)) <= 100


@given(st.text(min_size=1, max_size=400))
def test_cualquier_clave_es_un_solo_nombre_corto_y_ascii(clave: str) -> None:
    nombre = nombre_seguro(clave)

    assert nombre.isascii()
    assert 0 < len(nombre) <= 101
    assert not set(nombre) & set('/\\:*?"<>|\0 ')
    assert nombre.strip(".-") == nombre
    assert Path("lote", f"{nombre}.docx").resolve().parent == Path("lote").resolve()


@pytest.mark.integracion
def test_lo_que_una_entidad_se_llame_no_saca_archivos_de_la_carpeta(tmp_path: Path) -> None:
    claves = ["../../x", "/etc/y", "C:\\z", "CON", "n" * 300, "Bogotá", "a/../../b"]
    dados = [
        paac.modelo.Encargo(
            contenido=plan(entidad={"nombre": clave}), formato=FORMATO, tipos=("csv",), clave=clave
        )
        for clave in claves
    ]
    destino = tmp_path / "a" / "b" / "lote"
    hechos = [*paac.en_lote(dados, destino)]

    assert [hecho.falla for hecho in hechos] == [None] * len(claves)
    assert [hecho.clave for hecho in hechos] == claves
    assert {nombre for hecho in hechos for nombre in hecho.archivos} == {
        uno for uno in nombres(destino) if not uno.endswith(".acta.json")
    }
    assert [ruta.name for ruta in tmp_path.rglob("*") if ruta.is_file()].count("x.csv") == 1
    assert [*tmp_path.iterdir()] == [tmp_path / "a"]


@pytest.mark.parametrize(("una", "otra"), [("x", "x"), ("x", "../x"), ("Cali", "CALI")])
def test_dos_claves_que_dan_el_mismo_nombre_son_iguales(
    una: str, otra: str, tmp_path: Path
) -> None:
    dados = [
        paac.modelo.Encargo(contenido=plan(), formato=FORMATO, tipos=("csv",), clave=clave)
        for clave in (una, "distinta", otra)
    ]
    hechos = [*paac.en_lote(dados, tmp_path)]

    assert [hecho.falla and hecho.falla.codigo for hecho in hechos] == [
        "dato_repetido",
        None,
        "dato_repetido",
    ]
    assert "clave: otro encargo dejaría los mismos archivos" in str(hechos[0].falla)
    assert nombres(tmp_path) == ["distinta.acta.json", "distinta.csv"]


def test_ninguno_escribe_sobre_un_archivo_que_el_lote_lee(tmp_path: Path) -> None:
    uno, otro = encargos(tmp_path, 2)
    de_uno = (tmp_path / "m00.json").read_bytes()
    dados = [
        attrs.evolve(uno, tipos=("json",)),  # sobre el suyo
        attrs.evolve(otro, tipos=("csv", "json"), clave="m00."),  # igual a la del primero
        attrs.evolve(otro, tipos=("csv", "json")),
        attrs.evolve(otro, tipos=("json",), clave="libre"),
    ]
    (tmp_path / "enlace").symlink_to(tmp_path)
    hechos = [*paac.en_lote(dados, tmp_path / "enlace")]

    assert [[falla.codigo for falla in hecho.fallas] for hecho in hechos] == [
        ["dato_repetido", "destino_ocupado"],
        ["dato_repetido", "destino_ocupado"],
        ["destino_ocupado"],
        [],
    ]
    assert (tmp_path / "m00.json").read_bytes() == de_uno
    assert nombres(tmp_path) == ["enlace", "libre.acta.json", "libre.json", "m00.json", "m01.json"]


@pytest.mark.parametrize("clave", [None, "", "  "])
def test_sin_clave_es_la_del_plan_y_sin_ruta_se_dice(clave: str | None, tmp_path: Path) -> None:
    (hecho,) = paac.en_lote(
        [paac.modelo.Encargo(contenido=plan(), formato=FORMATO, clave=clave)], tmp_path
    )

    assert hecho.clave == "encargos[0]"
    assert hecho.falla is not None
    assert hecho.falla.codigo == "dato_faltante"
