"""Encargos pequeños, y ejecutores que se portan mal a propósito."""

import json
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import paac_reportes as paac
from ayudas.planes import FORMATO, actividad, componente, datos


def en_archivo(carpeta: Path, nombre: str, **cambios: Any) -> Path:
    """Un plan pequeño, distinto de los demás, en su JSON."""
    suyo = datos(componente(actividad(meta=f"Meta de {nombre}")), **cambios)
    ruta = carpeta / f"{nombre}.json"
    ruta.parent.mkdir(exist_ok=True)
    ruta.write_text(json.dumps(suyo), "utf-8")
    return ruta


def encargos(carpeta: Path, cuantos: int, **demas: Any) -> list[paac.modelo.Encargo]:
    """Uno por municipio, en CSV si no se dice otra cosa."""
    demas = {"tipos": ("csv",), **demas}
    return [
        paac.modelo.Encargo(contenido=en_archivo(carpeta, f"m{n:02}"), formato=FORMATO, **demas)
        for n in range(cuantos)
    ]


def archivos(hechos: list[paac.tipos.Hecho]) -> dict[str, dict[str, str]]:
    """Por clave, las huellas de lo que salió."""
    return {
        hecho.clave: {nombre: uno.sha256 for nombre, uno in hecho.archivos.items()}
        for hecho in hechos
    }


def nombres(carpeta: Path) -> list[str]:
    """Lo que hay en una carpeta."""
    return sorted(ruta.name for ruta in carpeta.iterdir())


def estado(carpeta: Path) -> dict[str, tuple[int, int]]:
    """De cada archivo, cuál es y de cuándo: si algo se tocó, cambia."""
    return {
        ruta.name: (ruta.stat().st_ino, ruta.stat().st_mtime_ns)
        for ruta in sorted(carpeta.iterdir())
    }


class DeAUno(Executor):
    """Uno que hace cada cosa al mandársela, y se rompe después de algunas."""

    def __init__(self, aguanta: int = 1_000) -> None:
        self.recibidos = 0
        self._aguanta = aguanta

    def submit(self, obra: Callable[..., Any], /, *argumentos: Any, **claves: Any) -> "Future[Any]":
        self.recibidos += 1
        futuro: Future[Any] = Future()
        if self.recibidos > self._aguanta:
            futuro.set_exception(BrokenExecutor("murió un proceso"))
            return futuro
        try:
            futuro.set_result(obra(*argumentos, **claves))
        except Exception as error:  # noqa: BLE001 - como los de verdad
            futuro.set_exception(error)
        return futuro
