"""Una terminal de verdad para la orden: lo que se ve en ella, letra por letra."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

ORDEN = [sys.executable, "-m", "paac_reportes"]


def en_una_terminal(
    orden: Iterable[str],
    *,
    stdin: int | None = subprocess.DEVNULL,
    stdout: int | None = None,
    entorno: Mapping[str, str] | None = None,
    al_ver: tuple[bytes, Callable[[], None]] | None = None,
) -> tuple[str, int]:
    """Lo que la terminal recibió, y el código; sin ``stdout``, la salida también es la terminal.

    ``al_ver`` es lo que se hace cuando en la terminal aparece algo.
    """
    pty = pytest.importorskip("pty", reason="en Windows las terminales son otras")
    maestra, esclava = pty.openpty()
    variables = {c: v for c, v in os.environ.items() if c not in {"NO_COLOR", "TERM"}}
    proceso = subprocess.Popen(
        list(orden),
        stdin=stdin,
        stdout=esclava if stdout is None else stdout,
        stderr=esclava,
        env=variables | {"TERM": "xterm", "PYTHONUTF8": "1"} | dict(entorno or {}),
    )
    os.close(esclava)
    recibido = _todo(maestra, al_ver)
    return recibido.decode("utf-8"), proceso.wait(timeout=60)


def _todo(maestra: int, al_ver: tuple[bytes, Callable[[], None]] | None) -> bytes:
    recibido = b""
    try:
        while parte := os.read(maestra, 65536):
            recibido += parte
            if al_ver and al_ver[0] in recibido:
                al_ver[1]()
                al_ver = None
    except OSError:  # así termina en Linux
        pass
    finally:
        os.close(maestra)
    return recibido


def tras_el_tabulador(consola: list[str], preparar: str, escrito: str, carpeta: Path) -> str:
    """Lo que queda en el renglón de una consola después de escribir algo y pulsar el tabulador."""
    pty = pytest.importorskip("pty", reason="en Windows las terminales son otras")
    maestra, esclava = pty.openpty()
    camino = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    proceso = subprocess.Popen(
        consola,
        stdin=esclava,
        stdout=esclava,
        stderr=esclava,
        cwd=carpeta,
        start_new_session=True,
        env={"PATH": camino, "TERM": "dumb", "HOME": str(carpeta), "LC_ALL": "C.UTF-8"},
    )
    os.close(esclava)
    try:
        os.write(maestra, f"{preparar}; echo lis''to\n".encode())
        _hasta(maestra, b"listo\r\n")
        os.write(maestra, f"{escrito}\t".encode())
        time.sleep(0.2)
        os.write(maestra, b"\x01echo 'quedo<\x05>'\n")
        return _hasta(maestra, b">\r\n").decode().rpartition("quedo<")[2].partition(">")[0]
    finally:
        proceso.kill()
        proceso.wait()
        os.close(maestra)


def _hasta(maestra: int, fin: bytes, segundos: float = 30) -> bytes:
    import select

    recibido, limite = b"", time.monotonic() + segundos
    while fin not in recibido:
        listas, _, _ = select.select([maestra], [], [], max(limite - time.monotonic(), 0))
        assert listas, recibido
        recibido += os.read(maestra, 4096)
    return recibido
