"""Un archivo hecho para que ``verificar`` no termine, o no quepa, se juzga pronto y se dice corto."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from ayudas import contador
from ayudas.alteraciones import con_partes, partes_de
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.prueba.leido import leer

_CUERPO, _HOJA = "word/document.xml", "xl/worksheets/sheet1.xml"


@cache
def escrito(tipo: str) -> bytes:
    return paac.emitir(plan(), FORMATO, tipo, corte=CORTE)


def _con(tipo: str, parte: str, antes: str, ahora: str) -> bytes:
    return con_partes(escrito(tipo), {parte: partes_de(escrito(tipo))[parte].replace(antes, ahora)})


def claves(cuantas: int, *otras: str) -> bytes:
    suyas = ",".join([*(f'"k{n}": 1' for n in range(cuantas)), *otras])
    return escrito("json").replace(b"{", f"{{{suyas},".encode(), 1)


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
    "claves, y la última dos veces": ("json", lambda: claves(500_000, '"z": 1', '"z": 2')),
    "claves que no van": ("json", lambda: claves(500_000)),
    "filas de más": ("csv", lambda: escrito("csv") + b"a;b\r\n" * 900_000),
    "una fila muy ancha": ("csv", lambda: escrito("csv") + b";" * 3_000_000 + b"\r\n"),
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
    "párrafos de una página": (
        "html",
        lambda: escrito("html").replace(b"<body", b"<p>a" * 900_000),
    ),
}
_HIJO = """
import datetime, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
import paac_reportes as paac
archivo, datos, formato, corte = sys.argv[1:]
suyo = paac.leer_plan(datos)
visto = paac.verificar(archivo, suyo, formato, corte=datetime.date.fromisoformat(corte))
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


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    ("tipo", "traido"),
    [
        ("csv", lambda: escrito("csv") + b"a;b\r\n" * 6_000),
        ("json", lambda: claves(12_000)),
        ("docx", ENORMES["párrafos de más"][1]),
    ],
)
def test_de_muchas_diferencias_se_dicen_las_primeras_y_cuantas_son(
    tipo: str, traido: Callable[[], bytes]
) -> None:
    juicio = juzgar(tipo, escrito(tipo), traido())

    assert len(juicio.diferencias or ()) == 10_000
    otras = {"csv": 2_000, "json": 2_000, "docx": 50_000}[tipo]
    assert juicio.motivos == (f"y otras {otras} diferencias",)


def test_una_clave_repetida_entre_muchas_se_nombra() -> None:
    juicio = juzgar("json", escrito("json"), claves(1_000, '"z": 1', '"z": 2'))
    assert juicio.motivos == ("trae dos veces la clave «z» en un mismo objeto",)


@pytest.mark.integracion
def test_el_encabezado_que_mil_secciones_nombran_se_lee_una_vez() -> None:
    def leidas(cuantas: int) -> int:
        return contador.contar(lambda: leer(secciones(cuantas)))["prueba.leido:_filas"]

    assert leidas(1) == leidas(1_000)
