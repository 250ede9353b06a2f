"""Varios archivos en un ZIP, que sale siempre igual."""

import io
import zipfile
from collections.abc import Mapping

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.paquete import NIVEL, entrada_de_zip


def escribir(partes: Mapping[str, bytes], _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.zip``, con cada parte por su nombre y en su orden."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino:
        for nombre, contenido in partes.items():
            destino.writestr(entrada_de_zip(nombre), contenido, compresslevel=NIVEL)
    return salida.getvalue()
