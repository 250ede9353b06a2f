"""La orden ``verificar``: 0 si pasa, 1 si difiere, y cada diferencia en su renglón."""

import json
from pathlib import Path

import pytest
from ayudas.alteraciones import cambiar
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos, plan

import paac_reportes as paac
from paac_reportes.cli import main


@pytest.fixture
def guardado(tmp_path: Path) -> Path:
    return paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]


@pytest.fixture
def informe(tmp_path: Path) -> Path:
    guardado = paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "informe.docx")
    return guardado.archivos[0]


def orden(informe: Path, guardado: Path, *otras: str) -> list[str]:
    return ["verificar", str(informe), "--contra", str(guardado), "--formato", FORMATO, *otras]


def test_lo_que_pasa_termina_en_cero_con_su_certificado(
    informe: Path, guardado: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(orden(informe, guardado)) == 0
    assert json.loads(capsys.readouterr().out)["pasa"] is True


def test_lo_que_difiere_termina_en_uno_y_dice_donde(
    informe: Path, guardado: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    informe.write_bytes(
        cambiar(informe.read_bytes(), "word/document.xml", "Mapa publicado", "Mapa público")
    )

    assert main(orden(informe, guardado)) == 1
    salida = capsys.readouterr()
    certificado = json.loads(salida.out)
    assert (certificado["pasa"], certificado["motivos"]) == (False, [])
    assert (
        f"{informe}: tabla 1, fila 4, columna 4: se esperaba «Mapa publicado», se encontró"
        " «Mapa público»"
    ) in salida.err.splitlines()


def test_el_certificado_puede_ir_a_un_archivo(
    informe: Path, guardado: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certificado = tmp_path / "certificado.json"
    salida = ("--salida", str(certificado), "--con", "fecha=2026-05-04")

    assert main(orden(informe, guardado, *salida)) == 0
    assert capsys.readouterr().out == f"{certificado}\n"
    assert json.loads(certificado.read_text("utf-8"))["fecha"] == "2026-05-04"


@pytest.mark.integracion
def test_de_muchas_diferencias_se_dicen_cien_y_cuantas_mas(
    guardado: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actividades = [actividad(codigo=f"1.{n}", meta=f"Meta {n}") for n in range(150)]
    otro = paac.desde_datos(datos(componente(*actividades))).contenido
    informe = paac.reporte(otro, FORMATO, corte=CORTE).guardar(tmp_path / "otro.docx").archivos[0]

    assert main(orden(Path(str(informe)), guardado)) == 1
    renglones = [r for r in capsys.readouterr().err.splitlines() if not r.startswith("aviso")]
    assert len(renglones) == 101
    assert "no es el archivo que se emitió; en lo que se lee hay" in renglones[0]
    assert renglones[-1].endswith(" más")
