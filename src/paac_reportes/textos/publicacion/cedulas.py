"""Los números de un texto que parecen una cédula: sólo se avisan, que un número no dice de qué es.

Seguras son las que una palabra nombra. Sin ella lo parecen dos clases: las de diez cifras, de
1.000.000.000 a 1.299.999.999, y las de siete u ocho con puntos detrás de un nombre propio. Un NIT,
un valor o el número de un contrato no lo son.
"""

import re
from collections.abc import Iterator

from paac_reportes.textos.publicacion.grupos import ES_DINERO
from paac_reportes.textos.publicacion.nombres import nombra_otra_cosa, nombra_una_cedula

_NUMERO = re.compile(
    r"(?:(?<![\w./,'’-])|(?<=[Cc][Cc])|(?<=[Cc]\.))(?:\d{1,3}(?:[.,'’\s]\d{3}){1,3}|\d{6,10})(?![\w/])(?![.,'’]\d)"
)
_SEIS_CIFRAS = re.compile(r"(?:\d\D?){5}\d")
_VERIFICACION = re.compile(r"\s?[-–]\s?(\d)(?!\d)")
"""El dígito de verificación de un NIT."""
_DE_DIEZ = re.compile(r"1[0-2]\d{8}")
_CON_PUNTOS = re.compile(r"\d{1,2}\.\d{3}\.\d{3}")
_TRAS_UN_NOMBRE = re.compile(r"(?:\b[A-ZÁÉÍÓÚÑ][\w'’]+[ ,(:-]{1,3}){2}$")
_PALABRAS_ENTRE = 2
_LETRAS_ATRAS = 60
_SON_COSAS = re.compile(r"\s?(?:de\s)?(?:[a-záéíóúñ]|%|m2|m²)", re.IGNORECASE)
"""Lo que se cuenta: «12.345.678 habitantes»."""
_CIFRAS = range(6, 11)
_REDONDO = "00000"


def cedulas(texto: str) -> Iterator[str]:
    """Las cifras de cada número que parece una cédula."""
    if not _SEIS_CIFRAS.search(texto):  # casi todos
        return
    for hallado in _NUMERO.finditer(texto):
        cifras = re.sub(r"\D", "", hallado[0])
        if len(cifras) in _CIFRAS and cifras.isascii() and _lo_parece(texto, hallado, cifras):
            yield cifras


def es_de_cedula(rotulo: str) -> bool:
    """Si lo que va bajo ese rótulo es una cédula."""
    return nombra_una_cedula(rotulo, len(rotulo), _PALABRAS_ENTRE)


def _lo_parece(texto: str, hallado: re.Match[str], cifras: str) -> bool:
    inicio, fin = hallado.span()
    if nombra_una_cedula(texto, inicio, _PALABRAS_ENTRE):
        return True
    if nombra_otra_cosa(texto, inicio) or cifras.endswith(_REDONDO):
        return False
    if _es_nit(texto, fin, cifras):
        return False
    if _DE_DIEZ.fullmatch(cifras):
        return not ES_DINERO.match(texto, fin)
    atras = texto[max(inicio - _LETRAS_ATRAS, 0) : inicio]
    if atras.endswith("omitido] (") and texto[fin : fin + 1] == ")":
        return True
    va_tras_un_nombre = _CON_PUNTOS.fullmatch(hallado[0]) and _TRAS_UN_NOMBRE.search(atras)
    return va_tras_un_nombre is not None and not _SON_COSAS.match(texto, fin)


def _es_nit(texto: str, fin: int, cifras: str) -> bool:
    """Si le sigue el dígito de verificación que le corresponde."""
    digito = _VERIFICACION.match(texto, fin)
    if digito is None:
        return False
    # La lista de países de stdnum se carga sólo cuando hay un NIT que revisar.
    from stdnum.co import nit  # noqa: PLC0415

    return str(nit.calc_check_digit(cifras)) == digito[1]
