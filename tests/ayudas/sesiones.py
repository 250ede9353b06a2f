"""Las órdenes que una página manda escribir en la consola, y lo que dice que responden."""

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import attrs
import pytest

from ayudas.compartido import RAIZ, lanzar
from paac_reportes.cli import main

_BLOQUE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FIN = "@@fin"
_SOLO_LA_ORDEN = re.compile(r"paac-reportes (?!.*(?:[|<>$;&*`]|--procesos|--version))", re.DOTALL)
"""Lo que no le pide nada a la consola: ni tuberías, ni otros procesos, ni terminar el suyo."""
_PARA_LAS_QUE_SIGUEN = re.compile(r"cd |export (?!PATH)")


@attrs.frozen
class Orden:
    """Una orden, entera aunque ocupe varios renglones, y los renglones que la página le pone."""

    texto: str
    responde: tuple[str, ...] = ()


def ordenes_de(pagina: str) -> list[Orden]:
    """Con ``$`` por delante, lo que no lo lleva es la respuesta; sin él, todo son órdenes."""
    return [orden for bloque in _BLOQUE.findall(pagina) for orden in _del_bloque(bloque)]


def _del_bloque(bloque: str) -> list[Orden]:
    if not bloque.startswith("$ "):
        return [Orden(renglon) for renglon in bloque.splitlines()]
    partes = re.split(r"^\$ ", bloque, flags=re.MULTILINE)[1:]
    cortadas = (re.match(r"((?:.*\\\n)*.*)\n?", parte) for parte in partes)
    return [
        Orden(cortada[1], tuple(parte[cortada.end() :].splitlines()))
        for cortada, parte in zip(cortadas, partes, strict=True)
        if cortada is not None
    ]


def preparar(carpeta: Path) -> Path:
    """Una carpeta como la del proyecto después de ``make informe``."""
    # Una copia: lo que un ejemplo deja junto a sí, o en ../../salida, no cae en el proyecto.
    shutil.copytree(RAIZ / "ejemplos", carpeta / "ejemplos")
    (carpeta / "plantillas").symlink_to(RAIZ / "plantillas")
    (carpeta / "salida").mkdir()
    (entorno := carpeta / ".venv").mkdir()
    (entorno / "bin").symlink_to(Path(sys.executable).parent)
    return carpeta


def correr(ordenes: list[Orden], carpeta: Path) -> list[str]:
    """Lo que cada una dijo; la primera que falle hace fallar la prueba.

    Van en la misma consola si una deja algo para las que siguen. Si no, las que no le piden nada a
    la consola corren en este proceso, que ya cargó la biblioteca.
    """
    if any(_PARA_LAS_QUE_SIGUEN.match(orden.texto) for orden in ordenes):
        return _en_la_consola(ordenes, carpeta)
    return [
        _aqui(orden, carpeta)
        if _SOLO_LA_ORDEN.match(orden.texto)
        else _en_la_consola([orden], carpeta)[0]
        for orden in ordenes
    ]


def _aqui(orden: Orden, carpeta: Path) -> str:
    salida = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with (
        contextlib.chdir(carpeta),
        contextlib.redirect_stdout(salida),
        contextlib.redirect_stderr(salida),
    ):
        codigo = main(shlex.split(orden.texto.replace("\\\n", " "))[1:])
    dicho = salida.buffer.getvalue().decode("utf-8")
    if codigo:
        pytest.fail(f"{orden.texto}\n{dicho}")
    return dicho


def _en_la_consola(ordenes: list[Orden], carpeta: Path) -> list[str]:
    guion = "".join(f"{orden.texto}\necho; echo {_FIN}\n" for orden in ordenes)
    rutas = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    orden = ("bash", "-euo", "pipefail", "-c", f"exec 2>&1\n{guion}")
    corrido = lanzar(*orden, cwd=carpeta, env={**os.environ, "PATH": rutas})
    dicho = corrido.stdout.split(f"\n{_FIN}\n")
    if corrido.returncode:
        pytest.fail(f"{ordenes[len(dicho) - 1].texto}\n{dicho[-1]}")
    return dicho[:-1]


def faltan(orden: Orden, dicho: str) -> list[str]:
    """Los renglones que la página le pone y no dijo; «…» es lo que la página no copia."""
    renglones = dicho.splitlines()
    return [r for r in orden.responde if r != "…" and r not in renglones]
