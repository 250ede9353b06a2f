"""``comparar`` con mapas de riesgos: los reconoce por su raíz, y dice qué cambió de uno a otro.

Prueba ``cli/consola``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.mapas import datos, riesgo
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.cli import main

EJEMPLO = "ejemplos/mapa_de_riesgos/mapa.yaml"


def guardado(ruta: Path, *riesgos: dict[str, Any], **cambios: Any) -> str:
    mapa = datos(*riesgos, **{"metodologia": "guia-v7", **cambios})
    ruta.write_text(json.dumps({"version_contrato": 1, "mapa": mapa}), "utf-8")
    return str(ruta)


@pytest.fixture
def dos(tmp_path: Path) -> tuple[str, str]:
    return (
        guardado(tmp_path / "a.json", riesgo(residual={"zona": "Alto"})),
        guardado(tmp_path / "b.json", riesgo(residual={"zona": "Bajo"}), riesgo(referencia="R2")),
    )


def test_dos_archivos(dos: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comparar", *dos]) == 0
    dicho = capsys.readouterr().out.splitlines()
    assert dicho[0].endswith("1 riesgo vigente antes y 2 después; 1 en los dos")
    assert "Zona residual: 1 baja, 0 quedan igual, 0 suben." in dicho
    assert "  R2 Que se pierda (Contratación)" in dicho


def test_en_json(dos: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comparar", *dos, "--json"]) == 0
    dicho = json.loads(capsys.readouterr().out)
    assert dicho["nuevos"] == ["procesos[0].riesgos[1]"]
    assert dicho["residual"]["bajan"] == [
        {
            "ruta": "procesos[0].riesgos[0]",
            "ruta_antes": "procesos[0].riesgos[0]",
            "antes": "alto",
            "despues": "bajo",
        }
    ]


def test_dos_cortes_de_un_archivo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comparar", EJEMPLO]) == 0
    assert "de 2026 (corte 30/06/2026) a 2026 (corte 31/12/2026)" in capsys.readouterr().out
    assert main(["comparar", EJEMPLO, "--corte", "2026-06-30"]) == 1
    dicho = capsys.readouterr().err
    assert "se esperaban dos cortes que comparar, y el 2026-06-30 es el primero" in dicho
    assert main(["comparar", EJEMPLO, "--corte", "2020-06-30"]) == 1
    assert "el mapa no tiene el del 2020-06-30" in capsys.readouterr().err


def test_uno_sin_cortes_no_se_compara_con_el_mismo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["comparar", guardado(tmp_path / "a.json", riesgo())]) == 1
    assert "se esperaban dos cortes que comparar, y no tiene ninguno" in capsys.readouterr().err


def test_un_plan_y_un_mapa_no_se_comparan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    de_plan = str(tmp_path / "plan.json")
    paac.reporte(plan(), FORMATO, corte=CORTE).guardar(de_plan)
    assert main(["comparar", de_plan, EJEMPLO]) == 1
    dicho = capsys.readouterr().err
    assert f"{EJEMPLO}: es un mapa de riesgos, y {de_plan} es un plan: se comparan dos" in dicho
    assert main(["comparar", EJEMPLO, de_plan]) == 1
    assert f"{de_plan}: es un plan, y {EJEMPLO} es un mapa de riesgos" in capsys.readouterr().err


def test_lo_que_solo_cuenta_con_un_plan_se_dice(
    dos: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["comparar", *dos, "--con", "metodo=ponderado"]) == 1
    assert "--con metodo: sólo cuenta con un plan, y llegó un mapa" in capsys.readouterr().err


def test_las_fallas_de_los_dos_a_la_vez(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    malos = [guardado(tmp_path / f"{n}.json", riesgo(tipo="grave")) for n in "ab"]
    assert main(["comparar", *malos]) == 1
    dicho = capsys.readouterr().err
    assert all(f"{malo}: mapa.procesos[0].riesgos[0].tipo" in dicho for malo in malos)


def test_con_una_metodologia_propia(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    propia = tmp_path / "plantillas" / "_riesgos" / "mia.toml"
    propia.parent.mkdir(parents=True)
    de_la_casa = Path("plantillas/_riesgos/guia-v7.toml").read_text("utf-8")
    propia.write_text(de_la_casa.replace('"guia-v7"', '"mia"', 1), "utf-8")
    niveles = {"probabilidad": "Alta", "impacto": "Mayor"}
    dos = [
        guardado(tmp_path / "a.json", riesgo(residual=niveles), metodologia="mia"),
        guardado(tmp_path / "b.json", riesgo(residual={"zona": "Bajo"}), metodologia="mia"),
    ]
    assert main(["comparar", *dos]) == 0
    assert "Zona residual: 1 riesgo sin comparar." in capsys.readouterr().out
    assert main(["comparar", *dos, "--con", f"plantillas={tmp_path / 'plantillas'}"]) == 0
    assert "Zona residual: 1 baja, 0 quedan igual, 0 suben." in capsys.readouterr().out
