"""El paquete ZIP de Office: se rellena el cascarón de una biblioteca y sale siempre igual.

python-docx y openpyxl arman el cascarón (partes, relaciones, estilos, secciones); lo voluminoso
entra aquí como texto, en el lugar de una marca. Las fechas del ZIP se fijan: con la misma entrada,
los mismos bytes.
"""

import io
import zipfile
from collections.abc import Callable, Mapping

from paac_reportes.errores import ErrorDeMaqueta

Arreglo = Callable[[str], str]
"""De la parte como salió del cascarón a la parte definitiva."""

_INICIO_DEL_ZIP = (1980, 1, 1, 0, 0, 0)
_NIVEL = 6


def sellar(
    cascaron: bytes, arreglos: Mapping[str, Arreglo], nuevas: Mapping[str, str] | None = None
) -> bytes:
    """El paquete con sus partes arregladas y las nuevas al final, sin fechas del momento."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(cascaron)) as origen,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED, compresslevel=_NIVEL) as destino,
    ):
        nombres = origen.namelist()
        if ajenas := arreglos.keys() - set(nombres):
            raise ErrorDeMaqueta(f"el cascarón no trae {', '.join(sorted(ajenas))}")
        for nombre in nombres:
            contenido = origen.read(nombre)
            if arreglo := arreglos.get(nombre):
                contenido = arreglo(contenido.decode("utf-8")).encode("utf-8")
            destino.writestr(_entrada(nombre), contenido)
        for nombre, texto in (nuevas or {}).items():
            destino.writestr(_entrada(nombre), texto.encode("utf-8"))
    return salida.getvalue()


def en_lugar_de(marca: str, texto: str) -> Arreglo:
    """Pone ``texto`` donde está ``marca``, que debe estar una sola vez."""

    def arreglar(parte: str) -> str:
        antes, hallada, despues = parte.partition(marca)
        if not hallada or marca in despues:
            raise ErrorDeMaqueta(f"se esperaba {marca!r} una vez en el cascarón")
        return f"{antes}{texto}{despues}"

    return arreglar


def _entrada(nombre: str) -> zipfile.ZipInfo:
    entrada = zipfile.ZipInfo(nombre, _INICIO_DEL_ZIP)
    entrada.compress_type = zipfile.ZIP_DEFLATED
    entrada.create_system = 0  # que no dependa del sistema operativo
    return entrada
