"""Archivos para otros programas: los datos en JSON y en CSV, las tablas, el paquete.

Los datos no pasan por la maqueta: son los del plan, para volver a leerlos. Las tablas de un
documento, sí: un CSV impreso, con sus títulos, para abrirlo sin Word; un texto que una hoja de
cálculo tomaría por fórmula lleva un apóstrofo delante.
"""

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, assert_never

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.limites import comprobar_que_cabe_lo_de_texto
from paac_reportes.escritores.paquete import NIVEL, entrada_de_zip
from paac_reportes.formulas import PARECE_FORMULA
from paac_reportes.imagenes import clase_de_imagen
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import (
    Bloque,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
)
from paac_reportes.maqueta.rejilla import resolver


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


def escribir_csv(filas: Iterable[Sequence[str]], _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.csv`` de unas filas ya puestas como deben ir, con sus rótulos en la primera.

    En UTF-8 con marca y separado por punto y coma, como lo espera Excel en Colombia.
    """
    salida = io.BytesIO()
    escribir_csv_en(salida, filas)
    return salida.getvalue()


def escribir_csv_en(
    flujo: IO[bytes], filas: Iterable[Sequence[str]], _escritura: Escritura | None = None
) -> None:
    """Escribe un CSV en un flujo vacío, fila por fila: las de mil planes no se juntan."""
    texto = io.TextIOWrapper(flujo, "utf-8-sig", newline="")
    csv.writer(texto, delimiter=";", lineterminator="\r\n").writerows(filas)
    texto.detach()


def escribir_zip(partes: Mapping[str, bytes], _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.zip``, siempre los mismos, con cada parte por su nombre y en su orden."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino:
        for nombre, contenido in partes.items():
            destino.writestr(entrada_de_zip(nombre), contenido, compresslevel=NIVEL)
    return salida.getvalue()


_NUMERO = re.compile(
    r"\s*[+-](?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)(?:\s?%)?\s*"
)
"""Un número con signo, como se escribe en Colombia, y quizá su porcentaje: se calcula solo."""


def escribir_tablas(documento: Documento, _escritura: Escritura) -> bytes:
    """Los bytes del ``.csv``: títulos, rótulos y filas en el orden del documento."""
    return escribir_csv(
        renglon
        for parte in documento.partes
        for bloque in parte.bloques
        for renglon in _renglones(bloque)
    )


def _renglones(bloque: Bloque) -> Iterator[list[str]]:
    """Renglones de un bloque en el CSV, cada uno con sus celdas; ninguno, si sólo es de páginas."""
    match bloque:
        case Titulo():
            yield [_sin_formula(bloque.con_numero)]
        case Parrafo():
            if texto := solo_texto(bloque.con_marca):
                yield [_sin_formula(texto)]
        case Tabla():
            yield from _filas(bloque)
        case Salto() | Indice():
            pass  # aquí no hay páginas
        case _:
            assert_never(bloque)


def _filas(tabla: Tabla) -> Iterator[list[str]]:
    """Renglones de una tabla, primero sus rótulos; una celda de varias se dice donde empieza."""
    columnas = len(tabla.anchos)
    for rejilla in (resolver(tabla.rotulos, columnas), tabla.rejilla):
        for numero, lugares in enumerate(rejilla):
            renglon = [""] * columnas
            for columna, celda, origen in lugares:
                if origen == numero:
                    renglon[columna] = _sin_formula(solo_texto(celda.contenido))
            yield renglon


def _sin_formula(texto: str) -> str:
    """Texto con un apóstrofo delante, si parece fórmula; un guion solo y un número, igual."""
    if not PARECE_FORMULA.match(texto) or texto.strip() == "-" or _NUMERO.fullmatch(texto):
        return texto
    return f"'{texto}"
