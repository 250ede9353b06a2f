"""En qué página queda cada título de un documento de Word: se dibuja y se mira."""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from paac_reportes.errores import Aviso, ErrorDeEntorno
from paac_reportes.escritores.docx.paginas import libreoffice

_SEGUNDOS = 60
"""LibreOffice tarda como el cuadrado de las filas, y unos números que F9 pone no valen minutos."""
_SIN_PYPDF = 'falta pypdf: «pip install "paac-reportes[paginas]"»'


def paginas_de_titulos(docx: bytes, cuantos: int, avisos: list[Aviso]) -> list[int | None]:
    """La página de cada uno de los ``cuantos`` títulos, desde 1.

    Sin LibreOffice, sin pypdf o si no se dejan contar, ninguna se sabe y queda un aviso.
    """
    # Dibujar toma segundos: no se hace si después no hay con qué mirar.
    if libreoffice.programa() and find_spec("pypdf") is None:
        return sin_saber(cuantos, _SIN_PYPDF, avisos)
    try:
        paginas = _en_pdf(libreoffice.convertir(docx, _SEGUNDOS))
    except ErrorDeEntorno as error:
        return sin_saber(cuantos, str(error), avisos)
    if len(paginas) != cuantos:
        motivo = f"LibreOffice muestra {len(paginas)} títulos de {cuantos}"
        return sin_saber(cuantos, motivo, avisos)
    return list(paginas)


def _en_pdf(pdf: bytes) -> list[int]:
    """La página de cada marcador, que LibreOffice arma con los títulos y en su orden."""
    from pypdf import PdfReader  # noqa: PLC0415 - se carga si hay una tabla de contenido
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        lector = PdfReader(io.BytesIO(pdf))
        lugares = map(lector.get_destination_page_number, _marcadores(lector.outline))
        return [lugar + 1 for lugar in lugares if lugar is not None]
    except PyPdfError as error:
        raise ErrorDeEntorno("no se pudo leer el PDF que hizo LibreOffice") from error


def _marcadores(nivel: list[Any]) -> Iterator[Any]:
    """Los de un nivel, cada uno con los de adentro detrás: pypdf los da como listas anidadas."""
    for marcador in nivel:
        if isinstance(marcador, list):
            yield from _marcadores(marcador)
        else:
            yield marcador


def sin_saber(cuantos: int, motivo: str, avisos: list[Aviso]) -> list[int | None]:
    """Ninguna página, y el aviso con su motivo."""
    consejo = "la tabla de contenido sale sin números de página; en Word, F9 los pone"
    avisos.append(Aviso("contenido_sin_paginas", "", f"{consejo} ({motivo})"))
    return [None] * cuantos
