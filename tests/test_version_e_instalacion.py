"""Una sola versión, y órdenes de instalación que sirven donde la biblioteca esté instalada."""

import re
from importlib import metadata
from pathlib import Path

import pytest

import paac_reportes as paac
from paac_reportes import instalacion
from paac_reportes.cli import main

RAIZ = Path(__file__).parents[1]


def test_la_version_es_la_instalada_la_de_la_orden_y_la_ultima_del_historial(
    capsys: pytest.CaptureFixture[str],
) -> None:
    titulos = re.findall(
        r"^## \[([\d.]+)\]", (RAIZ / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    with pytest.raises(SystemExit):
        main(["--version"])

    assert capsys.readouterr().out == f"paac-reportes {paac.__version__}\n"
    assert titulos[0] == paac.__version__
    assert metadata.version("paac-reportes") == paac.__version__


def test_el_proyecto_no_repite_la_version() -> None:
    proyecto = (RAIZ / "pyproject.toml").read_text("utf-8")

    assert 'version = { attr = "paac_reportes.__version__" }' in proyecto
    assert f'"{paac.__version__}"' not in proyecto


@pytest.mark.parametrize(
    ("extra", "programa"),
    [
        ("pdf", "typst"),
        ("graficos", "matplotlib"),
        ("paginas", "pypdf"),
        ("parquet", "pyarrow"),
        ("orden", "argcomplete"),
    ],
)
def test_lo_que_se_dice_instala_lo_que_el_extra_pide(extra: str, programa: str) -> None:
    dicho = instalacion.como_instalar(extra)

    assert re.fullmatch(
        rf'del extra \[{extra}\]: «python -m pip install "{programa}[<>=.,\d]+"»', dicho
    )


def test_sin_la_ficha_de_la_biblioteca_se_nombra_el_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_esta(nombre: str) -> None:
        raise metadata.PackageNotFoundError(nombre)

    monkeypatch.setattr(metadata, "requires", no_esta)

    assert instalacion.como_instalar("pdf") == (
        'del extra [pdf]: «python -m pip install "paac-reportes[pdf]"»'
    )
