"""Archivos para otros programas: los datos en JSON y en CSV, y el paquete.

No pasan por la maqueta: son los del plan, para volver a leerlos.
"""

import base64
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.limites import avisar_de_la_celda, comprobar_que_cabe_lo_de_texto
from paac_reportes.escritores.paquete import NIVEL, entrada_de_zip
from paac_reportes.imagenes import clase_de_imagen


def escribir_json(datos: dict[str, Any], escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.json``; una imagen va como ``data:`` para caber en un texto.

    ``ErrorDeEntrada`` si con ``escritura`` es para volver a leerlo y pesa más de lo que se lee.
    """
    # Un sustituto suelto no cabe en UTF-8, pero su escape sí es JSON y se lee igual.
    texto = json.dumps(datos, ensure_ascii=False, indent=1, default=imagen_como_texto)
    archivo = f"{texto}\n".encode("utf-8", "backslashreplace")
    if escritura is None or not escritura.de_datos:
        return archivo
    return comprobar_que_cabe_lo_de_texto(archivo, ".json")


def imagen_como_texto(imagen: bytes) -> str:
    """``data:image/png;base64,…``."""
    clase = clase_de_imagen(imagen) or "png"
    return f"data:image/{clase};base64,{base64.b64encode(imagen).decode('ascii')}"


def escribir_csv(filas: Iterable[Sequence[str]], escritura: Escritura) -> bytes:
    """Los bytes del ``.csv`` de unas filas ya puestas como deben ir, con sus rótulos en la primera.

    En UTF-8 con marca y separado por punto y coma, como lo espera Excel en Colombia.
    """
    salida = io.BytesIO()
    escribir_csv_en(salida, filas, escritura)
    return salida.getvalue()


def escribir_csv_en(flujo: IO[bytes], filas: Iterable[Sequence[str]], escritura: Escritura) -> None:
    """Escribe un CSV en un flujo vacío, fila por fila: las de mil planes no se juntan."""
    texto = io.TextIOWrapper(flujo, "utf-8-sig", newline="")
    escritor, larga = csv.writer(texto, delimiter=";", lineterminator="\r\n"), 0
    for fila in filas:
        escritor.writerow(fila)
        larga = max((larga, *map(len, fila)))
    avisar_de_la_celda(larga, escritura)
    texto.detach()


def escribir_zip(partes: Mapping[str, bytes], _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.zip``, siempre los mismos, con cada parte por su nombre y en su orden."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino:
        for nombre, contenido in partes.items():
            destino.writestr(entrada_de_zip(nombre), contenido, compresslevel=NIVEL)
    return salida.getvalue()
