"""Un PostgreSQL propio, que se hace para unas pruebas y se borra con ellas."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_CARPETAS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_DUENO = "postgres"


def por_que_no() -> str:
    """Por qué no se puede hacer uno aquí; en blanco, si se puede."""
    if _programa("initdb") is None:
        return "falta PostgreSQL (apt-get install postgresql)"
    if os.getuid() == 0 and not (_hay_dueno() and shutil.which("setpriv")):
        return "PostgreSQL no corre como root, y no hay un usuario postgres al que pasar"
    return ""


@contextlib.contextmanager
def servidor(base: str) -> Iterator[str]:
    """La dirección de un servidor con una base de datos vacía, sólo para quien está aquí."""
    with tempfile.TemporaryDirectory(prefix="pg") as carpeta:
        if os.getuid() == 0:
            shutil.chown(carpeta, _DUENO, _DUENO)
        datos = f"{carpeta}/datos"
        _correr("initdb", "-D", datos, "-A", "trust", "-U", "tryton", "-E", "UTF8", "-N")
        opciones = f"-F -k {carpeta} -c listen_addresses="
        _correr("pg_ctl", "-D", datos, "-w", "-l", f"{carpeta}/bitacora", "-o", opciones, "start")
        try:
            _correr("createdb", "-h", carpeta, "-U", "tryton", base)
            yield f"postgresql:///?host={carpeta}&user=tryton"
        finally:
            _correr("pg_ctl", "-D", datos, "-w", "-m", "immediate", "stop")


def _correr(programa: str, *orden: str) -> None:
    como = ["setpriv", f"--reuid={_DUENO}", f"--regid={_DUENO}", "--clear-groups"]
    antes = como if os.getuid() == 0 else []
    # Un servidor hereda las salidas: sin un archivo de por medio, se esperaría a que termine.
    with tempfile.TemporaryFile() as dicho:
        hecho = subprocess.run(
            [*antes, str(_programa(programa)), *orden],
            stdout=dicho,
            stderr=dicho,
            cwd="/",
            check=False,
        )
        dicho.seek(0)
        assert hecho.returncode == 0, dicho.read().decode("utf-8", "replace")


def _programa(nombre: str) -> Path | None:
    return next((c / nombre for c in _CARPETAS if (c / nombre).exists()), None) or (
        Path(hallado) if (hallado := shutil.which(nombre)) else None
    )


def _hay_dueno() -> bool:
    try:
        return bool(pwd.getpwnam(_DUENO))
    except KeyError:
        return False
