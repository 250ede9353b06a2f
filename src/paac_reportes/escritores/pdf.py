"""PDF: el documento de Word, convertido por LibreOffice con etiquetas de accesibilidad."""

import re

import attrs

from paac_reportes.escritores import docx, libreoffice
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.maqueta.documento import Documento

_CEROS = b"0" * 32
_DEL_MOMENTO = (
    (re.compile(rb"(/CreationDate\(D:)\d{14}"), rb"\g<1>20000101000000"),
    (re.compile(rb"(<xmp:\w+Date>)[\d:T-]{19}"), rb"\g<1>2000-01-01T00:00:00"),
    (re.compile(rb"(/ID \[ <)\w{32}(>\s<)\w{32}"), rb"\g<1>%b\g<2>%b" % (_CEROS, _CEROS)),
    (re.compile(rb"(/DocChecksum /)\w{32}"), rb"\g<1>%b" % _CEROS),
)
"""Lo que LibreOffice pone distinto cada vez y un valor fijo, del mismo largo: el PDF guarda la
posición de cada objeto."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.pdf``; ``ErrorDeEntorno`` si no hay LibreOffice o no pudo."""
    # Un PDF no se recalcula: sus páginas se cuentan siempre.
    contando = attrs.evolve(escritura, contar_paginas=True)
    return _sin_la_hora(libreoffice.convertir(docx.escribir(documento, contando)))


def _sin_la_hora(pdf: bytes) -> bytes:
    for patron, fijo in _DEL_MOMENTO:
        pdf = patron.sub(fijo, pdf)
    return pdf
