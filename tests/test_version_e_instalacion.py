"""Una sola versión, y órdenes de instalación que sirven donde la biblioteca esté instalada."""

import re
from importlib import metadata
from pathlib import Path

import pytest

import paac_reportes as paac
from paac_reportes import instalacion
from paac_reportes.cli import main
from paac_reportes.prueba import acta

RAIZ = Path(__file__).parents[1]


def test_la_version_es_la_de_la_orden_y_la_instalada(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])

    assert capsys.readouterr().out == f"paac-reportes {paac.__version__}\n"
    # La ficha de una instalación editable es la del día en que se instaló.
    instalada = metadata.distribution("paac-reportes")
    es_editable = '"editable": true' in (instalada.read_text("direct_url.json") or "")
    assert es_editable or instalada.version == paac.__version__


def test_el_proyecto_no_repite_la_version() -> None:
    proyecto = (RAIZ / "pyproject.toml").read_text("utf-8")

    assert 'version = { attr = "paac_reportes.__version__" }' in proyecto
    assert f'"{paac.__version__}"' not in proyecto


@pytest.mark.parametrize(
    ("extra", "programa"),
    [
        ("pdf", "typst"),
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


def test_la_huella_es_de_todo_el_codigo_y_de_lo_que_usan_todos_los_formatos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copia() -> str:
        raices = {"paac_reportes": tmp_path, "paac_reportes.plantillas": tmp_path / "plantillas"}
        monkeypatch.setattr(acta, "files", raices.__getitem__)
        return acta.huella_del_codigo.__wrapped__()

    (tmp_path / "textos").mkdir()
    (tmp_path / "plantillas/_normas").mkdir(parents=True)
    (tmp_path / "plantillas/paac-plan").mkdir()
    huellas = [copia()]
    for archivo in ("uno.py", "textos/dos.py", "plantillas/_normas/normas.toml"):
        (tmp_path / archivo).write_text("x = 1\n", "utf-8")
        huellas.append(copia())
    (tmp_path / "plantillas/paac-plan/formato.toml").write_text("x = 1\n", "utf-8")

    assert len({*huellas}) == len(huellas)
    assert copia() == huellas[-1]
    assert re.fullmatch(r"[0-9a-f]{64}", paac.anfitrion.huella())


@pytest.mark.parametrize(
    ("version", "cambios", "falta"),
    [
        ("0.3.0", "## [Sin publicar]\n\n## [0.3.0] - 2026-12-01\n\n- Algo\n", []),
        ("0.3.0", "## [0.3.0] - 2026-12-01\n", []),
        ("0.3.0.dev0", "## [0.2.0] - 2026-11-21\n", ["0.3.0.dev0 es de desarrollo"]),
        ("0.3.0", "## [0.2.0] - 2026-11-21\n", ["CHANGELOG.md no tiene arriba"]),
        ("0.3.0", "## [Sin publicar]\n- x\n## [0.3.0] - 2026-12-01\n", ["CHANGELOG.md todavía"]),
    ],
)
def test_una_version_se_publica_con_su_numero_y_sus_cambios(
    version: str, cambios: str, falta: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(RAIZ)
    from herramientas import publicar

    dichas = list(publicar.por_que_no(version, cambios))

    assert [dicha.startswith(una) for dicha, una in zip(dichas, falta, strict=True)] == [
        True for _ in falta
    ]
