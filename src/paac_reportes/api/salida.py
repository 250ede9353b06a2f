"""Archivos que aparecen enteros o no aparecen."""

import errno
import os
import stat
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, Falla

Destino = str | os.PathLike[str] | IO[bytes]

_MOTIVOS = {
    errno.EACCES: "no hay permiso para escribir ahí",
    errno.EPERM: "no hay permiso para escribir ahí",
    errno.EROFS: "ahí sólo se puede leer",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "se acabó la cuota de disco",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ELOOP: "los enlaces dan vueltas",
}


def tipo_de(destino: Destino) -> str:
    """La extensión de un destino, sin punto y en minúsculas; ``ErrorDeEntrada`` si no la tiene."""
    nombre = destino if isinstance(destino, str | os.PathLike) else getattr(destino, "name", "")
    sufijo = Path(nombre).suffix if isinstance(nombre, str | os.PathLike) else ""
    if not sufijo:
        raise ErrorDeEntrada(
            Falla(str(nombre), "sin extensión no se sabe qué escribir; en un flujo, dígalo en tipo")
        )
    return sufijo[1:].lower()


def guardar(contenidos: Sequence[tuple[Destino, bytes]]) -> None:
    """Escribe todos los contenidos, o ninguno; ``ErrorDeEntorno`` dice qué lo impidió.

    Primero quedan completos en archivos temporales junto a sus destinos, y sólo entonces toman su
    nombre: si algo falla antes (disco lleno, Ctrl-C), lo que había sigue intacto y nada sobra.
    """
    pendientes: list[tuple[Path, Path]] = []
    lugar: object = ""
    try:
        for destino, contenido in contenidos:
            if isinstance(destino, str | os.PathLike):
                lugar = destino
                ruta = _ruta_de(Path(destino))
                temporal = ruta.parent / f".paac-{uuid.uuid4().hex}.tmp"
                pendientes.append((temporal, ruta))
                _escribir(temporal, contenido, ruta)
        for destino, contenido in contenidos:
            if not isinstance(destino, str | os.PathLike):
                lugar = ""
                _en_flujo(destino, contenido)
        while pendientes:
            temporal, ruta = pendientes[0]
            lugar = ruta
            temporal.replace(ruta)
            del pendientes[0]
    except OSError as error:
        raise ErrorDeEntorno(Falla(str(lugar), por_que_no_se_escribe(error))) from error
    finally:
        for temporal, _ in pendientes:
            temporal.unlink(missing_ok=True)


def por_que_no_se_escribe(error: OSError) -> str:
    """El motivo de un error al escribir, en español."""
    return _MOTIVOS.get(error.errno or 0, f"no se pudo escribir ({error.strerror or error})")


def _ruta_de(destino: Path) -> Path:
    """Adónde va de verdad: un enlace se sigue, y sólo se reemplaza un archivo corriente."""
    try:
        ruta = destino.resolve()
        hay_carpeta, hay_otra_cosa = ruta.parent.is_dir(), ruta.exists() and not ruta.is_file()
    except (RuntimeError, ValueError) as error:  # enlaces en círculo; un carácter nulo
        raise ErrorDeEntorno(Falla(str(destino), f"no sirve como ruta ({error})")) from None
    if not hay_carpeta:
        raise ErrorDeEntorno(Falla(str(destino), f"no existe la carpeta {destino.parent}"))
    if hay_otra_cosa:
        raise ErrorDeEntorno(Falla(str(destino), "ya existe y no es un archivo"))
    return ruta


def _escribir(temporal: Path, contenido: bytes, ruta: Path) -> None:
    # Abierto por su nombre y no con ``tempfile``, para que salga con los permisos de siempre.
    with temporal.open("xb") as archivo:
        archivo.write(contenido)
        archivo.flush()
        os.fsync(archivo.fileno())
    if ruta.exists():
        temporal.chmod(stat.S_IMODE(ruta.stat().st_mode))


def _en_flujo(flujo: IO[bytes], contenido: bytes) -> None:
    try:
        escritos = flujo.write(contenido)
    except (AttributeError, TypeError, ValueError) as error:
        raise ErrorDeEntrada(
            f"se esperaba una ruta o un flujo de bytes abierto para escribir ({error})"
        ) from None
    if escritos is not None and escritos != len(contenido):
        raise ErrorDeEntorno(f"el flujo sólo recibió {escritos} de {len(contenido)} bytes")
