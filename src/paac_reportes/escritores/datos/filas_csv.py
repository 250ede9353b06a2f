"""CSV de datos: una tabla de textos ya puestos como deben ir, con sus rótulos en la primera fila.

Va en UTF-8 con marca y separado por punto y coma, como lo espera Excel en Colombia.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from paac_reportes.escritores.escritura import Escritura


def escribir(filas: Iterable[Sequence[str]], _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.csv``."""
    salida = io.StringIO(newline="")
    csv.writer(salida, delimiter=";", lineterminator="\r\n").writerows(filas)
    return salida.getvalue().encode("utf-8-sig")
