"""Lo que ``--comprobar`` halla en un archivo ya escrito."""

import os
from pathlib import Path
from typing import IO, Any

import paac_reportes as paac
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.recien_escrito import comprobado


def comprobar(
    archivo: "str | os.PathLike[str] | IO[bytes]", plan: Any, formato: Any, **opciones: Any
) -> tuple[Diferencia, ...]:
    """En qué difiere de lo que debe decir; ``ErrorDeEntrada`` si no se deja comprobar."""
    if isinstance(archivo, str | os.PathLike):
        ruta = Path(archivo)
        nombre, contenido, extension = str(archivo), ruta.read_bytes(), "".join(ruta.suffixes)
    else:
        nombre, contenido, extension = "archivo", archivo.read(), ""
    reporte = paac.reporte(plan, formato, **opciones)
    return comprobado(reporte, reporte.debido, contenido, nombre, extension)
