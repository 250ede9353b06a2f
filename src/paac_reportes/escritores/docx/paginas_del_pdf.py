"""Página en que LibreOffice dejó cada título, que dicen los marcadores de su PDF."""

import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise

_Objetos = Mapping[int, bytes]
"""Contenido de cada objeto de un PDF, por su número."""
_COMIENZO = re.compile(rb"(?:^|[\r\n])(\d{1,10}) 0 obj\b")
"""``12 0 obj``."""


def paginas_de_titulos(pdf: bytes) -> list[int]:
    """Página de cada título, en su orden."""
    objetos = _objetos(pdf)
    hojas = [o for o in objetos.values() if re.search(rb"/Type\s*/Pages\b", o)]
    paginas = [n for hoja in hojas for n in re.findall(rb"(\d+) 0 R", hoja.partition(b"/Kids")[2])]
    de_titulos = (
        re.search(rb"/Title\b.*/Dest\s*\[(\d+) 0 R", objetos[numero], re.DOTALL)
        for numero in sorted(objetos)
    )
    return [paginas.index(t[1]) + 1 for t in de_titulos if t is not None and t[1] in paginas]


def _objetos(pdf: bytes) -> _Objetos:
    """Objetos de un PDF, por su número, también los que van comprimidos juntos."""
    pedazos = ((pedazo, _COMIENZO.search(pedazo)) for pedazo in pdf.split(b"endobj")[:-1])
    objetos = {int(c[1]): pedazo[c.end() :].strip() for pedazo, c in pedazos if c is not None}
    for juntos in [o for o in objetos.values() if re.search(rb"/Type\s*/ObjStm\b", o)]:
        primero = re.search(rb"/First\s+(\d+)", juntos)
        extendidos, desde = _extendida(juntos), int(primero[1]) if primero else 0
        numeros = [*map(int, re.findall(rb"\d+", extendidos[:desde]))]
        lugares = [*numeros[1::2], len(extendidos)]
        for numero, (empieza, termina) in zip(numeros[::2], pairwise(lugares), strict=False):
            objetos[numero] = extendidos[desde + empieza : desde + termina]
    return objetos


def _extendida(objeto: bytes) -> bytes:
    """La corriente de un objeto, descomprimida si lo está."""
    diccionario, _, resto = objeto.partition(b"stream")
    corriente = resto[: max(resto.rfind(b"endstream"), 0)].strip(b"\r\n")
    if b"/FlateDecode" not in diccionario:
        return corriente
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(corriente)
    return b""
