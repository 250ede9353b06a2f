"""``firmar``: un PDF ya escrito, con una firma electrónica agregada."""

import getpass
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator

import paac_reportes as paac
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.cli.consola import va
from paac_reportes.cli.flujos import Salidas, abierto, nombre_de
from paac_reportes.cli.ordenes import comunes

_CLAVE = "PAAC_CLAVE"


def pedir(orden: ArgumentParser) -> None:
    """Sus argumentos; la clave no es uno: en la línea de la orden la vería cualquiera."""
    orden.add_argument("pdf", metavar="PDF", help="el que se firma; - es la entrada")
    orden.add_argument(
        "--llave",
        required=True,
        metavar="ARCHIVO",
        help="PKCS#12 (.p12 o .pfx) con el certificado y su llave privada; su clave se toma de la"
        f" variable {_CLAVE} o, si no está, se pregunta",
    )
    comunes.con_salida(orden, "el PDF firmado; - es la salida", ".pdf")
    orden.set_defaults(tipo="pdf")
    orden.add_argument(
        "--visible",
        action="store_true",
        help="que se vea, en el renglón de firmas del formato",
    )
    orden.add_argument(
        "--caja",
        type=_caja,
        metavar="PÁGINA,X,Y,ANCHO,ALTO",
        help="que se vea ahí: la página desde 1, y lo demás en milímetros desde su esquina de abajo"
        " a la izquierda, como 2,20,30,60,15",
    )
    orden.add_argument(
        "--sello-de-tiempo",
        metavar="URL",
        help="la autoridad a la que se le pide el sello (RFC 3161); si falta, no se usa la red",
    )


def cumplir(argumentos: Namespace, salidas: Salidas) -> Iterator[str]:
    """Escribe el firmado."""
    clave = _clave()
    va(f"firmando {nombre_de(argumentos.pdf)}")
    firmado = paac.firmar(
        abierto(argumentos.pdf),
        abierto(argumentos.llave),
        clave,
        visible=argumentos.visible,
        caja=argumentos.caja,
        sello_de_tiempo=argumentos.sello_de_tiempo,
    )
    yield from comunes.escrito(
        argumentos, salidas, lambda destino: guardar_bytes([(destino, firmado)]), argumentos.tipo
    )


def _caja(texto: str) -> tuple[float, ...]:
    """Los números como están escritos: lo que digan lo juzga quien firma."""
    try:
        pagina, izquierda, abajo, ancho, alto = texto.split(",")
        return int(pagina), float(izquierda), float(abajo), float(ancho), float(alto)
    except ValueError:
        motivo = f"se esperaba PÁGINA,X,Y,ANCHO,ALTO, como 2,20,30,60,15; llegó {texto!r}"
        raise ArgumentTypeError(motivo) from None


def _clave() -> str:
    """La de la variable o la que se escriba; ninguna si no hay a quién preguntarle."""
    if _CLAVE in os.environ:
        return os.environ[_CLAVE]
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        return ""
    try:
        return getpass.getpass("Clave de la llave: ")
    except EOFError:
        return ""
