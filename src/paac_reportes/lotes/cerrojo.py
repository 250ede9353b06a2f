"""El cerrojo de la carpeta de un lote: dos a la vez mezclarían sus archivos y su diario.

Es el del sistema operativo sobre el diario ya abierto, así que no deja nada en la carpeta y se
suelta solo si muere quien lo tiene, aunque sea con ``kill -9``.
"""

import errno
import os
import sys

_SIN_CERROJOS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""Errores de un disco de red que no admite cerrojos: ahí nadie puede saber si hay otro."""
_tomados: set[int] = set()


def tomar(abierto: int) -> bool:
    """Si nadie más lo tiene; tomado hasta ``cerrar_cerrojo``. ``OSError`` si el disco falla."""
    try:
        _tomar(abierto)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _SIN_CERROJOS:
            raise
    _tomados.add(abierto)
    return True


def cerrar_cerrojo(abierto: int) -> None:
    """Cierra el archivo, y con eso lo suelta; en quien sólo lo heredó, nada."""
    if abierto in _tomados:
        _tomados.discard(abierto)
        os.close(abierto)


if sys.platform == "win32":
    import msvcrt

    _MAS_ALLA = 2**31 - 2
    """Lejos de lo escrito: en Windows lo que se cierra no se puede leer."""

    def _tomar(abierto: int) -> None:
        os.lseek(abierto, _MAS_ALLA, os.SEEK_SET)
        msvcrt.locking(abierto, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _tomar(abierto: int) -> None:
        fcntl.flock(abierto, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _soltar_lo_heredado() -> None:
        """Un proceso bifurcado hereda el archivo, y lo tendría tomado aunque muera quien manda."""
        while _tomados:
            os.close(_tomados.pop())

    os.register_at_fork(after_in_child=_soltar_lo_heredado)
