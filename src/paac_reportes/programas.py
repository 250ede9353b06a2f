"""Un programa de otros, y cómo se termina con todo lo que lanzó."""

import os
import signal
import subprocess
import sys
from contextlib import suppress


def terminar(proceso: "subprocess.Popen[bytes]") -> None:
    """Termina un proceso y lo que lanzó; se lanzó con ``start_new_session``."""
    if sys.platform == "win32":
        _terminar_en_windows(proceso)
    elif proceso.poll() is None:  # si ya se recogió, su número puede ser de otro
        with suppress(ProcessLookupError):
            os.killpg(proceso.pid, signal.SIGKILL)
    proceso.wait()


def _terminar_en_windows(proceso: "subprocess.Popen[bytes]") -> None:
    """Termina un proceso y lo que lanzó con ``taskkill``: en Windows no hay grupos."""
    orden = ["taskkill", "/T", "/F", "/PID", str(proceso.pid)]
    with suppress(OSError):
        subprocess.run(  # noqa: S603 - es del sistema
            orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    proceso.kill()
