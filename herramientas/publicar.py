"""Hace la rueda y la fuente de una versión y las comprueba instaladas en un entorno nuevo.

    python herramientas/publicar.py [--ensayo] [--carpeta salida/publicar]

Sale de lo que está guardado en git (``HEAD``), no de la carpeta: lo que falte por guardar no va.
No sube nada. Con ``--ensayo`` se hace también de una versión de desarrollo, para probar el camino.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

RAIZ = Path(__file__).parents[1]
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_TITULO = re.compile(r"^## \[([0-9][^\]]*)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_SIN_PUBLICAR = re.compile(r"^## \[Sin publicar\]\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LO_INSTALADO = """
import json, sys, tempfile, warnings
from pathlib import Path
import paac_reportes as paac

warnings.simplefilter("ignore")
plan = paac.leer(sys.argv[1]).sin_dudas()
suyo = paac.reporte(plan, "informe-seguimiento")
with tempfile.TemporaryDirectory() as carpeta:
    for tipo in ("docx", "xlsx", "html", "pdf", "json", "csv"):
        suyo.guardar(Path(carpeta, f"a.{tipo}"))
huella = paac.anfitrion.huella()
print(json.dumps({"version": paac.__version__, "huella": huella, "donde": paac.__file__}))
"""
"""Lo que ha de poder quien la instala: leer y hacer cada salida."""


def por_que_no(version: str, cambios: str) -> Iterator[str]:
    """Lo que le falta a una versión para publicarse, según su número y su historial."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield f"{version} es de desarrollo: ponga el número en src/paac_reportes/__init__.py"
        return
    titulos = _TITULO.findall(cambios)
    if not titulos or titulos[0][0] != version:
        yield f"CHANGELOG.md no tiene arriba el título «## [{version}] - AAAA-MM-DD»"
    sin_publicar = _SIN_PUBLICAR.search(cambios)
    if sin_publicar and sin_publicar[1].strip():
        yield "CHANGELOG.md todavía tiene algo en «Sin publicar»: pase sus cambios a la versión"


def sacar_lo_guardado(a: Path) -> None:
    """Lo que hay en ``HEAD``, en una carpeta."""
    orden = ["git", "-C", str(RAIZ), "archive", "--format=tar", "HEAD"]
    hecho = subprocess.run(orden, check=True, capture_output=True)
    with tarfile.open(fileobj=BytesIO(hecho.stdout)) as paquete:
        paquete.extractall(a, filter="data")


def comprobar_instalada(archivo: Path, fuente: Path, version: str) -> str:
    """La huella de lo que se instala de un archivo, en un entorno nuevo, después de usarlo."""
    with tempfile.TemporaryDirectory() as aparte:
        entorno = Path(aparte, "entorno")
        subprocess.run([sys.executable, "-m", "venv", str(entorno)], check=True)
        python = str(entorno / "bin" / "python")
        # Sin lo que haga ver otras bibliotecas que las que se instalan.
        limpio = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_TARGET"))}
        instalar = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pedido = f"paac-reportes[todo] @ {archivo.as_uri()}"
        subprocess.run([*instalar, pedido], check=True, env=limpio)
        plan = str(fuente / "ejemplos" / "informe_trimestral" / "plan.yaml")
        orden = [python, "-I", "-c", _LO_INSTALADO, plan]
        dicho = json.loads(
            subprocess.run(orden, check=True, capture_output=True, cwd=aparte, env=limpio).stdout
        )
        if dicho["version"] != version or not Path(dicho["donde"]).is_relative_to(entorno):
            sys.exit(f"{archivo.name}: se instaló {dicho}, y se esperaba la {version} en {entorno}")
        orden = [str(entorno / "bin" / "paac-reportes"), "analizar", plan, "--silencio"]
        subprocess.run(orden, check=True, capture_output=True, cwd=aparte, env=limpio)
        return str(dicho["huella"])


def main() -> None:
    """Hace, comprueba y dice."""
    pide = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    pide.add_argument("--ensayo", action="store_true", help="aunque no se pueda publicar")
    pide.add_argument("--carpeta", type=Path, default=RAIZ / "salida" / "publicar")
    pedido = pide.parse_args()
    with tempfile.TemporaryDirectory() as aparte:
        fuente = Path(aparte)
        sacar_lo_guardado(fuente)
        hallada = _VERSION.search((fuente / "src/paac_reportes/__init__.py").read_text("utf-8"))
        version = hallada[1] if hallada else ""
        faltas = list(por_que_no(version, (fuente / "CHANGELOG.md").read_text("utf-8")))
        print("\n".join(faltas), file=sys.stderr)
        if faltas and not pedido.ensayo:
            sys.exit("No se hizo nada. Para probar el camino: make publicar ENSAYO=1")
        shutil.rmtree(pedido.carpeta, ignore_errors=True)
        hacer = [sys.executable, "-m", "build", "--outdir", str(pedido.carpeta), str(fuente)]
        subprocess.run(hacer, check=True, stdout=subprocess.DEVNULL)
        archivos = sorted(pedido.carpeta.resolve().iterdir())
        huellas = {comprobar_instalada(uno, fuente, version) for uno in archivos}
    if len(archivos) != 2 or len(huellas) != 1:  # noqa: PLR2004 - la rueda y la fuente
        sys.exit(f"La rueda y la fuente no instalan lo mismo: {archivos}, {huellas}")
    for uno in archivos:
        print(f"{hashlib.sha256(uno.read_bytes()).hexdigest()}  {uno}")
    print(f"paac-reportes {version}, huella {huellas.pop()}: instaladas y probadas; nada se subió")


if __name__ == "__main__":
    main()
