"""Archivos que aparecen enteros o no aparecen."""

import json
import os
import stat
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, Falla
from paac_reportes.estructura import imagen_como_datos

Destino = str | Path | IO[bytes]


def tipo_de(destino: Destino) -> str:
    """La extensión de un destino, sin punto y en minúsculas; ``ErrorDeEntrada`` si no la tiene."""
    nombre = destino if isinstance(destino, str | Path) else getattr(destino, "name", "")
    sufijo = Path(nombre).suffix if isinstance(nombre, str | Path) else ""
    if not sufijo:
        raise ErrorDeEntrada(
            Falla(str(nombre), "sin extensión no se sabe qué escribir; en un flujo, dígalo en tipo")
        )
    return sufijo[1:].lower()


def como_json(datos: dict[str, Any]) -> bytes:
    """Los datos de un plan como JSON; las imágenes van como ``data:`` para caber en un texto."""
    # Un sustituto suelto no cabe en UTF-8, pero su escape sí es JSON y se lee igual.
    texto = json.dumps(datos, ensure_ascii=False, indent=1, default=imagen_como_datos)
    return f"{texto}\n".encode("utf-8", "backslashreplace")


def guardar(contenidos: Sequence[tuple[Destino, bytes]]) -> None:
    """Escribe todos los contenidos, o ninguno; ``ErrorDeEntorno`` dice qué lo impidió.

    Primero quedan completos en archivos temporales junto a sus destinos, y sólo entonces toman su
    nombre: si algo falla antes (disco lleno, Ctrl-C), lo que había sigue intacto y nada sobra.
    """
    pendientes: list[tuple[Path, Path]] = []
    try:
        for destino, contenido in contenidos:
            if isinstance(destino, str | Path):
                ruta = _ruta_de(Path(destino))
                temporal = ruta.parent / f".paac-{uuid.uuid4().hex}.tmp"
                pendientes.append((temporal, ruta))
                _escribir(temporal, contenido, ruta)
        for destino, contenido in contenidos:
            if not isinstance(destino, str | Path):
                destino.write(contenido)
        while pendientes:
            temporal, ruta = pendientes[0]
            temporal.replace(ruta)
            del pendientes[0]
    except OSError as error:
        lugar = pendientes[-1][1] if pendientes else ""
        raise ErrorDeEntorno(Falla(str(lugar), _por_que(error))) from error
    finally:
        _borrar(temporal for temporal, _ in pendientes)


def _ruta_de(destino: Path) -> Path:
    """Adónde va de verdad: un enlace se sigue, y sólo se reemplaza un archivo corriente."""
    ruta = destino.resolve()
    if not ruta.parent.is_dir():
        raise ErrorDeEntorno(Falla(str(destino), f"no existe la carpeta {destino.parent}"))
    if ruta.exists() and not ruta.is_file():
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


def _borrar(temporales: Iterable[Path]) -> None:
    for temporal in temporales:
        temporal.unlink(missing_ok=True)


def _por_que(error: OSError) -> str:
    motivos: dict[type[OSError], str] = {PermissionError: "no hay permiso para escribir ahí"}
    return motivos.get(type(error), f"no se pudo escribir ({error.strerror or error})")
