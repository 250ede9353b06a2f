"""Firmar un PDF ya escrito."""

import os
from datetime import UTC, datetime
from typing import IO

from paac_reportes.api.comprobaciones import comprobar_si_no
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.corrientes import puerta

Archivo = str | os.PathLike[str] | bytes | IO[bytes]
"""Uno por su ruta, sus bytes o un flujo abierto."""


@puerta
def firmar(
    pdf: Archivo,
    pkcs12: Archivo,
    clave: str | bytes,
    *,
    visible: bool = False,
    sello_de_tiempo: str | None = None,
) -> bytes:
    """El PDF firmado con la llave de un PKCS#12 (``.p12`` o ``.pfx``) y su clave.

    Lo que había queda byte por byte, y la firma va en una revisión agregada: el acta de un informe
    sigue valiendo después de firmarlo, y el que cumple PDF/UA y PDF/A los sigue cumpliendo. Uno ya
    firmado recibe otra firma. La firma es PAdES y, si no se pide ``visible``, no se ve en ninguna
    página; la visible va donde no tape lo escrito, y dice de quién es y cuándo se firmó. La hora es
    la de esta máquina; con ``sello_de_tiempo``, la dirección de una autoridad (RFC 3161), lleva
    además la de ella, y sólo entonces se usa la red.

    ``ErrorDeEntrada`` si el PDF o la llave no sirven, ``ErrorDeEntorno`` si falta el extra
    ``[firma]`` (o Typst, para la visible) o la autoridad no responde. La clave no sale en ninguno.
    """
    from paac_reportes.instalacion import hace_falta

    comprobar_si_no(visible=visible)
    _comprobar(clave, sello_de_tiempo)
    with hace_falta("firmar"):
        from paac_reportes.firma import firmado, llave
        from paac_reportes.firma.sello import Autoridad

    autoridad = None if sello_de_tiempo is None else Autoridad(sello_de_tiempo)
    nombre, contenido = _contenido(pdf, "pdf")
    nombre_de_la_llave, sobre = _contenido(pkcs12, "pkcs12")
    momento = datetime.now(UTC).astimezone().replace(microsecond=0)
    secreta = clave if isinstance(clave, bytes) else clave.encode("utf-8", "surrogatepass")
    firmante = llave.abrir(sobre, secreta, momento, nombre_de_la_llave)
    return firmado.firmar(
        contenido, firmante, momento, visible=visible, autoridad=autoridad, nombre=nombre
    )


def _comprobar(clave: object, sello_de_tiempo: object) -> None:
    """De la clave no se dice qué llegó."""
    if not isinstance(clave, str | bytes):
        motivo = f"se esperaba un texto o bytes, llegó {type(clave).__name__}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "clave", motivo))
    if sello_de_tiempo is not None and not isinstance(sello_de_tiempo, str):
        motivo = f"se esperaba la dirección de una autoridad, llegó {mostrar(sello_de_tiempo)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "sello_de_tiempo", motivo))


def _contenido(archivo: object, argumento: str) -> tuple[str, bytes]:
    """Cómo se nombra, y sus bytes."""
    from paac_reportes.opc.flujos import nombre_y_bytes

    return nombre_y_bytes(archivo, argumento)
