"""Bytes a texto: UTF-8, y si no lo es, dónde deja de serlo."""

from paac_reportes.errores import ErrorDeEntrada, Falla


def decodificar(contenido: bytes, nombre: str = "") -> str:
    """El texto UTF-8 (con o sin marca de orden); ``ErrorDeEntrada`` con línea y columna si no."""
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        previas = contenido[: error.start].split(b"\n")
        columna = len(previas[-1].decode("utf-8", "replace")) + 1
        mensaje = (
            f"línea {len(previas)}, columna {columna}: se esperaba UTF-8, llegó el byte"
            f" 0x{contenido[error.start]:02X}; guarde el archivo como UTF-8"
        )
        raise ErrorDeEntrada(Falla(nombre, mensaje)) from None
