"""El dígito de verificación de un NIT: el de la Orden Administrativa 4 de 1989 de la DIAN."""

_PESOS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)
"""Pesos de cada cifra, de la última a la primera."""
_POR_RESIDUO = "01987654321"


def digito_de_verificacion(cifras: str) -> str:
    """Dígito que corresponde a las cifras de un NIT, que van sin él."""
    suma = sum(peso * int(cifra) for peso, cifra in zip(_PESOS, reversed(cifras), strict=False))
    return _POR_RESIDUO[suma % 11]
