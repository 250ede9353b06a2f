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
NIVEL = 4
"""Menos de la mitad del tiempo que con 6, por archivos una sexta parte más grandes, o menos."""


def sellar(
    cascaron: bytes, arreglos: Mapping[str, Arreglo], nuevas: Mapping[str, str] | None = None
) -> bytes:
    """El paquete con sus partes arregladas y las nuevas al final, sin fechas del momento."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(cascaron)) as origen,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino,
    ):
        nombres = origen.namelist()
        if ajenas := arreglos.keys() - set(nombres):
            raise ErrorDeMaqueta(f"el cascarón no trae {', '.join(sorted(ajenas))}")
        for nombre in nombres:
            contenido = origen.read(nombre)
            if arreglo := arreglos.get(nombre):
                contenido = arreglo(contenido.decode("utf-8")).encode("utf-8")
            destino.writestr(entrada_de_zip(nombre), contenido, compresslevel=NIVEL)
        for nombre, texto in (nuevas or {}).items():
            destino.writestr(entrada_de_zip(nombre), texto.encode("utf-8"), compresslevel=NIVEL)
    return salida.getvalue()


def en_lugar_de(textos: Mapping[str, str]) -> Arreglo:
    """Pone cada texto donde está su marca, que debe estar una sola vez en el cascarón."""

    def arreglar(parte: str) -> str:
        trozos = [parte]
        for marca, texto in textos.items():
            veces = parte.count(marca)
            if veces != 1:
                raise ErrorDeMaqueta(
                    f"{marca!r} está {veces} veces en el cascarón, se esperaba una"
                )
            # Sólo se busca en lo que era del cascarón, nunca en un texto ya puesto.
            cual = next(n for n, trozo in enumerate(trozos) if n % 2 == 0 and marca in trozo)
            antes, _, despues = trozos[cual].partition(marca)
            trozos[cual : cual + 1] = [antes, texto, despues]
        return "".join(trozos)

    return arreglar


def entrada_de_zip(nombre: str) -> zipfile.ZipInfo:
    """La de una parte, sin nada del momento ni de la máquina."""
    entrada = zipfile.ZipInfo(nombre, _INICIO_DEL_ZIP)
    entrada.compress_type = zipfile.ZIP_DEFLATED
    entrada.create_system = 0  # que no dependa del sistema operativo
    return entrada
