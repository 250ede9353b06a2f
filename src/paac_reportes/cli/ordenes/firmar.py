"""``firmar``: un PDF ya escrito, con una firma electrónica agregada."""

import getpass
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator

import paac_reportes as paac
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.cli.consola import va
from paac_reportes.cli.flujos import Salidas, abierto, destino, nombre_de
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
    orden.add_argument(
        "--salida",
        required=True,
        type=comunes.archivo(".pdf"),
        metavar="ARCHIVO",
        help="el PDF firmado; - es la salida",
    )
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


def cumplir(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    """Escribe el firmado."""
    clave = _clave()
    va(f"firmando {nombre_de(pedido.pdf)}")
    firmado = paac.firmar(
        abierto(pedido.pdf),
        abierto(pedido.llave),
        clave,
        visible=pedido.visible,
        caja=pedido.caja,
        sello_de_tiempo=pedido.sello_de_tiempo,
    )
    salidas.van_a_ser([pedido.salida])
    guardar_bytes([(destino(pedido.salida, pedido.tipo), firmado)])
    if not pedido.por_la_salida:
        yield str(pedido.salida)


def _caja(texto: str) -> tuple[float, ...]:
    """Los números como están escritos: lo que digan lo juzga quien firma."""
    try:
        pagina, x, y, ancho, alto = texto.split(",")
        return int(pagina), float(x), float(y), float(ancho), float(alto)
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
