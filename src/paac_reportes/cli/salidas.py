"""Los archivos que una orden escribe, para no decir de ellos lo que no es."""

from collections.abc import Iterable
from pathlib import Path


class Salidas:
    """Los archivos que una orden va a escribir, y cómo estaban antes."""

    def __init__(self) -> None:
        self._antes: dict[Path, object] = {}

    def van_a_ser(self, rutas: Iterable[Path]) -> None:
        """Se dice antes de escribirlos."""
        self._antes |= {ruta: _estado(ruta) for ruta in rutas}

    def que_se_escribio(self) -> str:
        """``no se escribió nada``, o qué archivos ya no están como antes."""
        cambiaron = [str(ruta) for ruta, antes in self._antes.items() if _estado(ruta) != antes]
        return f"ya estaba escrito: {', '.join(cambiaron)}" if cambiaron else "no se escribió nada"


def _estado(ruta: Path) -> object:
    try:
        estado = ruta.stat()
    except OSError:
        return None
    return estado.st_ino, estado.st_mtime_ns, estado.st_size
