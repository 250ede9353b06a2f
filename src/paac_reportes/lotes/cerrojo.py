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


def tomar(descriptor: int) -> bool:
    """Si quedó tomado, porque nadie más lo tiene. ``OSError`` si el disco falla."""
    try:
        _tomar(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _SIN_CERROJOS:
            raise
    _tomados.add(descriptor)
    return True


def cerrar_cerrojo(descriptor: int) -> None:
    """Cierra el archivo, y con eso suelta el cerrojo; en quien sólo lo heredó, nada."""
    if descriptor in _tomados:
        _tomados.discard(descriptor)
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    _MAS_ALLA = 2**31 - 2
    """Lejos de lo escrito: en Windows lo que se cierra no se puede leer."""

    def _tomar(descriptor: int) -> None:
        os.lseek(descriptor, _MAS_ALLA, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _tomar(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _soltar_lo_heredado() -> None:
        """Cierra lo que un proceso bifurcado heredó: seguiría tomado aunque muera quien manda."""
        while _tomados:
            os.close(_tomados.pop())

    os.register_at_fork(after_in_child=_soltar_lo_heredado)
