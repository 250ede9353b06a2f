"""Los mensajes que la documentación enseña son los que salen."""

import contextlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from ayudas.compartido import RAIZ

from paac_reportes.cli import main

PLAN = RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml"
PROPIO = RAIZ / "ejemplos" / "formato_propio" / "plantillas"


@pytest.fixture
def carpeta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Una con el plan del ejemplo, que cada prueba tuerce."""
    for archivo in PLAN.parent.iterdir():
        shutil.copy(archivo, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def dice(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Lo que una orden dice, renglón por renglón."""

    def decir(*orden: str) -> list[str]:
        with contextlib.suppress(SystemExit):  # una opción mal escrita
            main(list(orden))
        dicho = capsys.readouterr()
        return (dicho.out + dicho.err).splitlines()

    return decir


def ensena(pagina: str) -> list[str]:
    """Los renglones de los bloques de texto de una página."""
    escrito = (RAIZ / pagina).read_text("utf-8")
    bloques = re.findall(r"^```text\n(.*?)^```", escrito, re.MULTILINE | re.DOTALL)
    return "\n".join(bloques).splitlines()


def con(archivo: Path, viejo: str, nuevo: str) -> None:
    escrito = archivo.read_text("utf-8")
    assert viejo in escrito
    archivo.write_text(escrito.replace(viejo, nuevo, 1), "utf-8")


def comunes(pagina: str, dicho: list[str], palabra: str) -> list[str]:
    """Lo que la página enseña con esa palabra, si salió."""
    ensenado = [renglon for renglon in ensena(pagina) if palabra in renglon]
    assert ensenado
    return [renglon for renglon in ensenado if renglon not in dicho]


@pytest.mark.parametrize(
    ("orden", "palabra"),
    [
        (["generar", "plan.yaml", "--formatto", "x"], "--formatto"),
        (["analizar", "plan.yaml", "--con", "blancos=propia"], "'propia'"),
        (["analizar", "plan.yaml", "--corte", "2023-05-15"], "el del 15/05/2023"),
    ],
)
@pytest.mark.usefixtures("carpeta")
def test_los_de_la_orden(dice: Callable[..., list[str]], orden: list[str], palabra: str) -> None:
    assert comunes("docs/orden.md", dice(*orden), palabra) == []


def test_los_avisos_y_las_cuentas_de_la_orden(
    dice: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(RAIZ)
    suyos = [
        uno for uno in ensena("docs/orden.md") if uno.startswith("nota: ") or "nada grave, " in uno
    ]
    dicho = dice("revisar", PLAN.relative_to(RAIZ).as_posix())

    assert len(suyos) == 2
    assert [uno for uno in suyos if uno not in dicho] == []


@pytest.mark.integracion
def test_la_clave_que_no_existe(carpeta: Path, dice: Callable[..., list[str]]) -> None:
    con(carpeta / "plan.yaml", "nombre:", "nombr:")

    assert comunes("docs/api.md", dice("revisar", "plan.yaml"), "nombr:") == []


@pytest.mark.parametrize("pagina", ["docs/api.md", "docs/oficinas.md"])
def test_la_celda_de_un_libro(carpeta: Path, dice: Callable[..., list[str]], pagina: str) -> None:
    dice("nuevo", "--entidad", "M", "--vigencia", "2026", "--salida", "plan.xlsx")
    libro = openpyxl.load_workbook("plan.xlsx")
    libro["Actividades"]["N5"] = 400
    libro.save(carpeta / "plan.xlsx")

    assert comunes(pagina, dice("revisar", "plan.xlsx"), "llegó 400") == []


@pytest.mark.parametrize(
    ("viejo", "nuevo", "palabra"),
    [
        ("ancho = 18", "ancho = 48", "sumaran 100"),
        ('dato = "actividad.meta"', 'dato = "actividad.metas"', "actividad.metas"),
    ],
)
def test_los_de_un_formato_mal_escrito(
    carpeta: Path, dice: Callable[..., list[str]], viejo: str, nuevo: str, palabra: str
) -> None:
    shutil.copytree(PROPIO, carpeta / "plantillas")
    con(carpeta / "plantillas" / "CI-FO-031" / "formato.toml", viejo, nuevo)

    dicho = dice("revisar", "plantillas/CI-FO-031")
    assert comunes("docs/agregar_un_formato.md", dicho, palabra) == []


@pytest.mark.integracion
def test_el_de_un_formato_de_otro_regimen(carpeta: Path, dice: Callable[..., list[str]]) -> None:
    con(carpeta / "plan.yaml", "vigencia: 2023", "vigencia: 2027")

    dicho = dice("generar", "plan.yaml", "--formato", "paac-seguimiento", "--salida", "x.docx")
    assert any(ensenado in renglon for ensenado in ensena("docs/formatos.md") for renglon in dicho)
