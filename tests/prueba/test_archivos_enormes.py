"""Un archivo hecho para que ``verificar`` no termine, o no quepa, se juzga pronto y se dice corto."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from ayudas.alteraciones import con_partes, partes_de
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.prueba.verificacion import juzgar

_CUERPO, _HOJA = "word/document.xml", "xl/worksheets/sheet1.xml"


@cache
def escrito(tipo: str) -> bytes:
    return paac.reporte(plan(), FORMATO, corte=CORTE).emitir(tipo).contenido


def _con(tipo: str, parte: str, antes: str, ahora: str) -> bytes:
    return con_partes(escrito(tipo), {parte: partes_de(escrito(tipo))[parte].replace(antes, ahora)})


def secciones(cuantas: int) -> bytes:
    cuerpo = partes_de(escrito("docx"))[_CUERPO]
    desde, hasta = cuerpo.rindex("<w:sectPr"), cuerpo.rindex("</w:sectPr>") + len("</w:sectPr>")
    suya = cuerpo[desde:hasta]
    return _con("docx", _CUERPO, suya, f"<w:p><w:pPr>{suya}</w:pPr></w:p>" * cuantas + suya)


def filas_de_excel(cuantas: int, dice: str = "<v>2</v>") -> bytes:
    suyas = (
        f'<row r="{n}"><c r="A{n}" t="s">{dice}</c></row>' for n in range(9000, 9000 + cuantas)
    )
    return _con("xlsx", _HOJA, "</sheetData>", f"{''.join(suyas)}</sheetData>")


ENORMES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "párrafos de más": (
        "docx",
        lambda: _con(
            "docx",
            _CUERPO,
            "<w:sectPr",
            "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000 + "<w:sectPr",
        ),
    ),
    "celdas de más": ("xlsx", lambda: filas_de_excel(100_000)),
    "filas de más, en blanco": ("xlsx", lambda: filas_de_excel(100_000, "<v>1</v>")),
    "secciones": ("docx", lambda: secciones(3_000)),
}
_HIJO = """
import datetime, logging, resource, sys
logging.getLogger("paac_reportes").setLevel("ERROR")
resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
import paac_reportes as paac
archivo, datos, formato, corte = sys.argv[1:]
suyo = paac.leer(datos).sin_dudas()
suyo = paac.reporte(suyo, formato, corte=datetime.date.fromisoformat(corte))
visto = paac.verificar(archivo, suyo)
print(visto.pasa, len(visto.diferencias or ()) <= 10_000, len(visto.motivos) <= 210)
"""


@pytest.mark.integracion
@pytest.mark.skipif(sys.platform != "linux", reason="los límites de un proceso son de Linux")
@pytest.mark.una_de_cada
@pytest.mark.parametrize(("cual", "tipo"), [(cual, tipo) for cual, (tipo, _) in ENORMES.items()])
def test_se_juzga_pronto_y_en_poca_memoria(cual: str, tipo: str, tmp_path: Path) -> None:
    _, armar = ENORMES[cual]
    archivo, datos = tmp_path / f"plan.{tipo}", tmp_path / "datos.json"
    archivo.write_bytes(armar())
    datos.write_bytes(escrito("json"))
    hecho = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _HIJO, archivo, datos, FORMATO, str(CORTE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert hecho.stdout == "False True True\n"


def test_de_muchas_diferencias_se_dicen_las_primeras_y_cuantas_son() -> None:
    juicio = juzgar("docx", escrito("docx"), ENORMES["párrafos de más"][1]())

    assert len(juicio.diferencias or ()) == 10_000
    assert juicio.motivos == ("y otras 50000 diferencias",)
