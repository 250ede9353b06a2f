"""Instrucciones que ejecuta cada trabajo, contadas con cachegrind y comparadas con su dorado.

    python -m herramientas.instrucciones                      los que van en .ci/run
    python -m herramientas.instrucciones --todos              también los que tardan
    python -m herramientas.instrucciones --solo 'banco/*'     unos
    python -m herramientas.instrucciones --aceptar 'banco/*'  lo de hoy es lo que cuestan

De cada uno, la primera vez (el proceso entero, sin lo que cuesta no hacer nada) y en caliente (otra
vez en él); de los de ``LLAMADAS``, cuántas son y los objetos que el recolector sigue, que no piden
cachegrind. Con el mismo Python y las mismas bibliotecas no dependen de la máquina ni de lo que
corra al lado. Termina con 1 si alguno cuesta otra cosa; donde no se pueden contar, lo dice.
"""

import argparse
import io
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

RAIZ = Path(__file__).resolve().parents[1]
DORADO = RAIZ / "tests/dorados/instrucciones.json"
CARTAGO = (
    Path(os.environ.get("PAAC_COMPARTIDO") or RAIZ.parent / "shared") / "datos/cartago_2020.json"
)
TOLERANCIA = 0.015
"""Más o menos: lo que baja también se acepta, o volvería a subir sin que nadie lo notara."""
TRABAJO = RAIZ / "herramientas/banco/trabajo.py"
CONTADOR = (
    *("valgrind", "--tool=cachegrind", "--cache-sim=no", "--branch-sim=no"),
    "--cachegrind-out-file=/dev/null",
)
_VECES, _TEXTO = 3, 40
"""Las que se repiten las dependencias del ejemplo, y desde qué largo se revuelve un texto."""
Millones = dict[str, float]
"""De la primera vez y en caliente; o sus llamadas, y lo demás que se cuente."""


_FORMATOS = {"matriz": "MCCO.101.18.F.20", "informe": "informe-seguimiento"}
TRABAJOS: dict[str, tuple[str, ...]] = {
    **{
        f"banco/{tipo}": ("emitir", "banco.json", str(RAIZ / "herramientas/banco/formato"), tipo)
        for tipo in ("docx", "xlsx")
    },
    **{
        f"cartago/{nombre}/{tipo}": ("emitir", str(CARTAGO), formato, tipo)
        for nombre, formato in _FORMATOS.items()
        for tipo in ("docx", "xlsx", "pdf", "html")
    },
    **{
        f"cartago/leer/{tipo}": ("leer", str(CARTAGO), f"cambiado.{tipo}")
        for tipo in ("docx", "xlsx")
    },
    "captura": ("capturar", "captura.json"),
}
"""Por nombre, lo que se le pide a ``herramientas/banco/trabajo.py``."""
_LIBROS = ("cartago/matriz/xlsx", "cartago/informe/xlsx")
LLAMADAS: dict[str, tuple[str, ...]] = {
    **{f"llamadas/{n}": TRABAJOS[n] for n in ("banco/docx", "banco/xlsx", *_LIBROS)},
    **{
        f"llamadas/cartago/{como}/{tipo}": ("leer", str(CARTAGO), f"{como}.{tipo}")
        for como in ("intacto", "cambiado")
        for tipo in ("docx", "xlsx")
    },
    "llamadas/diez/docx": ("varios", "captura.json", "informe-seguimiento", "docx"),
    "llamadas/cartago/capturar": ("capturar", str(CARTAGO)),
    "llamadas/cartago/reunir": ("reunir", str(CARTAGO), "libros"),
}
"""Los trabajos de los que se cuentan llamadas y objetos."""

EN_CADA_CORRIDA = ("banco/*", "llamadas/*")


# ------------------------------------------------------------------ contar
def por_que_no_se_cuenta(versiones: Path = RAIZ / "versiones.txt") -> str:
    """Lo que aquí falta para contar lo mismo; vacío si nada."""
    if not shutil.which("valgrind"):
        return "no está valgrind (apt install valgrind)"
    otras = []
    for renglon in versiones.read_text("utf-8").splitlines():
        if renglon.startswith("#"):
            continue
        pedida = Requirement(renglon)
        if pedida.marker and not pedida.marker.evaluate():
            return f"se cuentan con {pedida.marker}"
        esta = _instalada(pedida.name)
        if f"=={esta}" != str(pedida.specifier):
            hay = f"hay {esta}" if esta else "no está"
            otras.append(f"{pedida.name}{pedida.specifier}, y {hay}")
    return f"se cuentan con {'; '.join(otras)}" if otras else ""


def _instalada(biblioteca: str) -> str:
    try:
        return version(biblioteca)
    except PackageNotFoundError:
        return ""


def este_python() -> str:
    """Con el que se cuenta: otro, u otra compilación de él, cuenta otra cosa."""
    compilado = f"{platform.python_version()} ({platform.python_compiler()})"
    return f"{compilado}, {platform.machine()}, {' '.join(platform.libc_ver())}"


def contar(nombre: str, carpeta: Path) -> Millones:
    """Los millones de instrucciones de un trabajo, o sus llamadas."""
    orden = [sys.executable, "-W", "ignore", str(TRABAJO)]
    entorno = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    llamar = partial(
        subprocess.run, cwd=carpeta, env=entorno, check=True, stdout=subprocess.DEVNULL
    )
    if nombre in LLAMADAS:
        pedido = [*orden, "llamadas", *LLAMADAS[nombre]]
        hecho = llamar(pedido, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return dict(json.loads(hecho.stdout))
    orden += TRABAJOS[nombre]
    llamar(orden)  # deja compilado lo que usa
    dicho = llamar([*CONTADOR, *orden], stderr=subprocess.PIPE, text=True).stderr
    cuentas = re.findall(r"I\s+refs:\s+([\d,]+)", dicho)
    nada, una, dos = sorted(int(cuenta.replace(",", "")) / 1e6 for cuenta in cuentas)
    return {"la primera": round(una - nada, 1), "en caliente": round(dos - una, 1)}


def preparar(carpeta: Path) -> None:
    """Deja los archivos que los trabajos leen."""
    import paac_reportes as paac  # noqa: PLC0415 - quien corre lo contado lo importa después

    datos = paac.datos_de(paac.leer(RAIZ / "ejemplos/informe_trimestral/plan.yaml").sin_dudas())
    azar = random.Random(20)  # noqa: S311 - siempre los mismos textos
    datos["dependencias"] = [
        _revuelto(una, azar) | {"nombre": f"{una['nombre']} {vez}"}
        for vez in range(_VECES)
        for una in datos["dependencias"]
    ]
    paac.guardar_datos(paac.desde_datos(datos).contenido, carpeta / "banco.json")
    una = datos | {"dependencias": datos["dependencias"][:1]}
    paac.guardar_datos(paac.desde_datos(una).contenido, carpeta / "captura.json")
    if CARTAGO.exists():
        plan = paac.leer(CARTAGO).sin_dudas()
        reporte = paac.reporte(plan, _FORMATOS["matriz"])
        for tipo in ("docx", "xlsx"):
            contenido = reporte.emitir(tipo).contenido
            (carpeta / f"intacto.{tipo}").write_bytes(contenido)
            (carpeta / f"cambiado.{tipo}").write_bytes(_con_otra_palabra(contenido))
        paac.capturar(plan, max(plan.cortes()), carpeta / "libros")


def _con_otra_palabra(contenido: bytes) -> bytes:
    """Un documento en que alguien escribió en una celda: se coteja entero."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as uno, zipfile.ZipFile(salida, "w") as otro:
        for nombre in uno.namelist():
            parte = uno.read(nombre)
            if nombre in _DONDE_SE_ESCRIBE:
                antes, _, despues = parte.partition(_DECIA)
                parte = b"".join((antes, _DICE, despues))
            otro.writestr(nombre, parte)
    return salida.getvalue()


_DONDE_SE_ESCRIBE = ("word/document.xml", "xl/sharedStrings.xml")
_DECIA, _DICE = b"Se realiza", b"Ya se realiza"


def _revuelto(dato: Any, azar: random.Random) -> Any:
    """Los mismos datos, con las palabras de cada texto largo en otro orden: ninguno se repite."""
    if isinstance(dato, dict):
        return {clave: _revuelto(valor, azar) for clave, valor in dato.items()}
    if isinstance(dato, list):
        return [_revuelto(uno, azar) for uno in dato]
    if not isinstance(dato, str) or len(dato) < _TEXTO:
        return dato
    palabras = dato.split()
    return " ".join(azar.sample(palabras, len(palabras)))


# ------------------------------------------------------------------ comparar
def cambios(antes: Mapping[str, Millones], ahora: Mapping[str, Millones]) -> Iterator[str]:
    """Los trabajos que cuestan otra cosa, con cuánto costaban."""
    for nombre, millones in ahora.items():
        for vez, cuesta in millones.items():
            costaba = antes.get(nombre, {}).get(vez, 0.0)
            if abs(cuesta - costaba) > costaba * TOLERANCIA:
                parte = f" ({(cuesta - costaba) / costaba:+.1%})" if costaba else ""
                yield f"{nombre}, {vez}: {cuesta:.1f}{_unidad(vez)} y era {costaba:.1f}{parte}"


def _unidad(vez: str) -> str:
    return " M" if vez in {"la primera", "en caliente"} else ""


def main(argumentos: list[str] | None = None) -> int:
    """La orden."""
    lector = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    lector.add_argument("--todos", action="store_true")
    lector.add_argument("--solo", metavar="PATRÓN")
    lector.add_argument("--aceptar", metavar="PATRÓN")
    pedido = lector.parse_args(argumentos)
    dorado = json.loads(DORADO.read_text("utf-8")) if DORADO.exists() else {"millones": {}}
    razon = por_que_no_se_cuenta()
    if not pedido.aceptar and (otro := dorado.get("python")) != este_python():
        razon = razon or f"se cuentan con Python {otro}, y éste es {este_python()}"
    if razon:
        print(f"Se omiten las instrucciones: {razon}")
        return 0
    patrones = [pedido.solo or pedido.aceptar] if pedido.solo or pedido.aceptar else EN_CADA_CORRIDA
    nombres = [
        n
        for n in (*TRABAJOS, *LLAMADAS)
        if pedido.todos or any(fnmatch(n, patron) for patron in patrones)
    ]
    if not CARTAGO.exists() and (sin_datos := [n for n in nombres if "cartago" in n]):
        print(f"Se omiten {', '.join(sin_datos)}: no está {CARTAGO}")
        nombres = [n for n in nombres if n not in sin_datos]
    with tempfile.TemporaryDirectory() as carpeta, ThreadPoolExecutor(os.cpu_count()) as a_la_vez:
        preparar(Path(carpeta))
        ahora = dict(
            zip(nombres, a_la_vez.map(partial(contar, carpeta=Path(carpeta)), nombres), strict=True)
        )
    for nombre, millones in ahora.items():
        dichos = (f"{cuanto:10.1f}{_unidad(vez)} {vez}" for vez, cuanto in millones.items())
        print(f"{nombre:32}", *dichos)
    otros = list(cambios(dorado["millones"], ahora))
    print(*otros, sep="\n")
    if pedido.aceptar:
        siguen = {n: m for n, m in dorado["millones"].items() if n in {**TRABAJOS, **LLAMADAS}}
        millones = dict(sorted((siguen | ahora).items()))
        escrito = {"python": este_python(), "versiones": "versiones.txt", "millones": millones}
        DORADO.write_text(json.dumps(escrito, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return 0
    if otros:
        print("Si está bien así, --aceptar PATRÓN, y la razón en el commit")
    return bool(otros)


if __name__ == "__main__":
    sys.exit(main())
