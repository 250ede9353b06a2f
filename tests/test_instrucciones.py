"""Quien compara las instrucciones que cuesta cada trabajo con las de su dorado."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from herramientas import instrucciones


@pytest.fixture
def contado(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, instrucciones.Millones]:
    """Lo que cuenta quien cuenta, y en el dorado dos trabajos de cien millones."""
    cuenta = {n: {"la primera": 100.0, "en caliente": 100.0} for n in instrucciones.TRABAJOS}
    cuenta |= {n: {"llamadas": 1000.0} for n in instrucciones.LLAMADAS}
    dorado = {
        "python": instrucciones.este_python(),
        "millones": {n: cuenta[n] for n in ("banco/docx", "banco/xlsx", *instrucciones.LLAMADAS)},
    }
    (tmp_path / "instrucciones.json").write_text(json.dumps(dorado), "utf-8")
    monkeypatch.setattr(instrucciones, "DORADO", tmp_path / "instrucciones.json")
    monkeypatch.setattr(instrucciones, "CARTAGO", tmp_path)  # está, aunque aquí no se cuenta
    monkeypatch.setattr(instrucciones, "preparar", lambda _carpeta: None)
    monkeypatch.setattr(instrucciones, "por_que_no_se_cuenta", lambda: "")
    monkeypatch.setattr(instrucciones, "contar", lambda nombre, **_carpeta: cuenta[nombre])
    return cuenta


def en_el_dorado() -> Any:
    return json.loads(instrucciones.DORADO.read_text("utf-8"))["millones"]


@pytest.mark.parametrize(
    ("ahora", "dicho"), [(101.5, False), (98.5, False), (101.6, True), (98.4, True)]
)
def test_hasta_el_uno_y_medio_por_ciento_es_lo_mismo(ahora: float, *, dicho: bool) -> None:
    antes, despues = ({"banco/docx": {"en caliente": m}} for m in (100.0, ahora))

    assert bool([*instrucciones.cambios(antes, despues)]) == dicho


def test_lo_que_cuesta_otra_cosa_se_dice_con_lo_que_costaba(
    contado: dict[str, instrucciones.Millones], capsys: pytest.CaptureFixture[str]
) -> None:
    contado["banco/xlsx"] = {"la primera": 100.0, "en caliente": 110.0}

    assert instrucciones.main([]) == 1
    assert "banco/xlsx, en caliente: 110.0 M y era 100.0 (+10.0%)" in capsys.readouterr().out


def test_se_acepta_por_su_nombre_y_lo_demas_queda(
    contado: dict[str, instrucciones.Millones],
) -> None:
    for nombre in ("banco/docx", "banco/xlsx"):
        contado[nombre] = {"la primera": 200.0, "en caliente": 50.0}

    assert instrucciones.main(["--aceptar", "banco/xlsx"]) == 0
    assert {n: m for n, m in en_el_dorado().items() if n not in instrucciones.LLAMADAS} == {
        "banco/docx": {"la primera": 100.0, "en caliente": 100.0},
        "banco/xlsx": {"la primera": 200.0, "en caliente": 50.0},
    }


def test_con_otro_python_se_omite_y_se_dice(
    contado: dict[str, instrucciones.Millones],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    contado["banco/xlsx"] = {"la primera": 900.0, "en caliente": 900.0}
    cuenta = instrucciones.este_python()
    monkeypatch.setattr(instrucciones, "este_python", lambda: "2.7")

    assert instrucciones.main([]) == 0
    assert f"se cuentan con Python {cuenta}, y éste es 2.7" in capsys.readouterr().out


def test_cada_biblioteca_de_todo_reporte_tiene_su_version() -> None:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]
    pedidas = {canonicalize_name(Requirement(una).name) for una in proyecto["dependencies"]}
    renglones = (RAIZ / "versiones.txt").read_text("utf-8").splitlines()
    fijas = {Requirement(uno).name for uno in renglones if not uno.startswith("#")}

    assert pedidas <= {canonicalize_name(fija) for fija in fijas}
