"""Bytes a texto: UTF-8, y si no lo es, dónde deja de serlo."""

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.sistema import por_que_no_se_lee


def decodificar(contenido: bytes, nombre: str = "") -> str:
    """El texto UTF-8 (con o sin marca de orden); ``ErrorDeEntrada`` con línea y columna si no."""
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ErrorDeEntrada(Falla(nombre, por_que_no_se_lee(error))) from None
