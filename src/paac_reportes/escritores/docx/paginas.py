"""En qué página queda cada título de un documento de Word: se dibuja y se mira."""

import re
from itertools import chain

from paac_reportes.errores import Aviso, ErrorDeEntorno
from paac_reportes.escritores import libreoffice

_HOJAS = re.compile(rb"/Type\s*/Pages\b[^>]*?/Kids\s*\[([^\]]*)\]")
_MARCADOR = re.compile(
    rb"/Title\s*(?:<[0-9A-F]*>|\((?:\\.|[^\\)])*\))\s*/Dest\s*\[\s*(\d+) 0 R", re.DOTALL
)
"""Un renglón de la navegación del PDF, que LibreOffice arma con los títulos, en su orden."""


def paginas_de_titulos(docx: bytes, cuantos: int, avisos: list[Aviso]) -> list[int | None]:
    """La página de cada uno de los ``cuantos`` títulos, desde 1.

    Sin LibreOffice, o si no se dejan contar, ninguna se sabe y queda un aviso.
    """
    try:
        paginas = _en_pdf(libreoffice.convertir(docx))
    except ErrorDeEntorno as error:
        return sin_saber(cuantos, str(error), avisos)
    if len(paginas) != cuantos:
        motivo = f"LibreOffice muestra {len(paginas)} títulos de {cuantos}"
        return sin_saber(cuantos, motivo, avisos)
    return list(paginas)


def _en_pdf(pdf: bytes) -> list[int]:
    listas = (re.findall(rb"(\d+) 0 R", lista) for lista in _HOJAS.findall(pdf))
    orden = {hoja: numero for numero, hoja in enumerate(chain.from_iterable(listas), 1)}
    return [orden[hoja] for hoja in _MARCADOR.findall(pdf) if hoja in orden]


def sin_saber(cuantos: int, motivo: str, avisos: list[Aviso]) -> list[int | None]:
    """Ninguna página, y el aviso con su motivo."""
    consejo = "la tabla de contenido sale sin números de página; en Word, F9 los pone"
    avisos.append(Aviso("contenido_sin_paginas", "", f"{consejo} ({motivo})"))
    return [None] * cuantos
