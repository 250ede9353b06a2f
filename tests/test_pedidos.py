"""Lo que la puerta y la orden no hacen: perder un archivo o adivinar un dato."""

from pathlib import Path

import pytest
from ayudas.a_medida import plan
from ayudas.planes import componente

import paac_reportes as paac
from paac_reportes.cli import main

ENTIDAD = paac.Entidad(nombre="M")


def test_un_plan_en_blanco_pide_un_ano() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="vigencia: se esperaba un año, llegó vacío"):
        paac.en_blanco(ENTIDAD, vigencia=None)


def test_nuevo_no_reemplaza_un_plan_lleno(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "plan.json"
    salida.write_text("{}", "utf-8")
    orden = ["nuevo", "--entidad", "M", "--vigencia", "2026", "--salida", str(salida)]

    assert main(orden) == 1
    assert "ya existe; un plan lleno no se reemplaza" in capsys.readouterr().err
    assert salida.read_text("utf-8") == "{}"
    with pytest.raises(paac.ErrorDeEntrada, match=r"se esperaba \.json, \.yaml, \.xlsx o \.csv"):
        paac.guardar_datos(plan(componente()), tmp_path / "p.docx")
