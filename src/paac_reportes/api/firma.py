"""Firmar un PDF ya escrito, y con qué se firma un acta."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from paac_reportes.api.comprobaciones import comprobar_si_no
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.sistema import Llave, es_ruta, leer_entrada

if TYPE_CHECKING:
    from paac_reportes.prueba.llaves import Firmante

Archivo = str | os.PathLike[str] | bytes | IO[bytes]
"""Uno por su ruta, sus bytes o un flujo abierto."""


@puerta
def firmar(  # noqa: PLR0913 - las demás se dicen por su nombre
    pdf: Archivo,
    pkcs12: Archivo,
    clave: str | bytes,
    *,
    visible: bool = False,
    caja: Sequence[float] | None = None,
    sello_de_tiempo: str | None = None,
) -> bytes:
    """El PDF firmado con la llave de un PKCS#12 (``.p12`` o ``.pfx``) y su clave.

    Lo que había queda byte por byte, y la firma va en una revisión agregada: el acta de un informe
    sigue valiendo después de firmarlo, y el que cumple PDF/UA y PDF/A los sigue cumpliendo. Uno ya
    firmado recibe otra firma. La firma es PAdES y, si no se pide, no se ve en ninguna página. La
    ``visible`` dice de quién es y cuándo se firmó, y va en el renglón de firmas del formato: sobre
    el nombre de quien firma o, si no está o ya tiene firma, en el primer lugar libre. En otra parte
    va con ``caja=(página, x, y, ancho, alto)``: la página desde 1, y lo demás en milímetros desde
    su esquina de abajo a la izquierda. Nunca tapa lo escrito ni otra firma. La hora es la de esta
    máquina; con ``sello_de_tiempo``, la dirección de una autoridad (RFC 3161), lleva además la de
    ella, y sólo entonces se usa la red.

    ``ErrorDeEntrada`` si el PDF, la llave o el lugar no sirven; ``ErrorDeEntorno`` si falta el
    extra ``[firma]`` (o Typst, para la visible) o la autoridad no responde. La clave no sale en
    ninguno.
    """
    from paac_reportes.firma.caja import fallas_de_la_caja
    from paac_reportes.instalacion import hace_falta

    comprobar_si_no(visible=visible)
    if fallas := [*_de_la_clave(clave), *fallas_de_la_caja(caja), *_del_sello(sello_de_tiempo)]:
        raise ErrorDeEntrada(fallas)
    with hace_falta("firmar"):
        from paac_reportes.firma import firmado, llave
        from paac_reportes.firma.sello import Autoridad

    autoridad = None if sello_de_tiempo is None else Autoridad(sello_de_tiempo)
    nombre, contenido = _contenido(pdf, "pdf")
    nombre_de_la_llave, sobre = _contenido(pkcs12, "pkcs12")
    momento = datetime.now(UTC).astimezone().replace(microsecond=0)
    secreta = clave if isinstance(clave, bytes) else clave.encode("utf-8", "surrogatepass")
    firmante = llave.abrir(sobre, secreta, momento, nombre_de_la_llave)
    donde: Any = None if caja is None else tuple(caja)
    return firmado.firmar(
        contenido,
        firmante,
        momento,
        visible=visible or donde is not None,
        caja=donde,
        autoridad=autoridad,
        nombre=nombre,
    )


def _de_la_clave(clave: object) -> Iterator[Falla]:
    """De la clave no se dice qué llegó."""
    if not isinstance(clave, str | bytes):
        motivo = f"se esperaba un texto o bytes, llegó {type(clave).__name__}"
        yield Falla("argumento_invalido", "clave", motivo)


def _del_sello(sello_de_tiempo: object) -> Iterator[Falla]:
    if sello_de_tiempo is not None and not isinstance(sello_de_tiempo, str):
        yield falla_de_argumento(
            "sello_de_tiempo", "la dirección de una autoridad", sello_de_tiempo
        )


def _contenido(archivo: object, argumento: str) -> tuple[str, bytes]:
    """Cómo se nombra, y sus bytes."""
    from paac_reportes.opc.flujos import nombre_y_bytes

    return nombre_y_bytes(archivo, argumento)


def comprobar_clave_de_acta(llave: Llave, nombre: str = "clave_acta") -> None:
    """Nada, si con esa llave se puede firmar un acta; ``nombre`` es de dónde llegaron sus bytes."""
    from paac_reportes.prueba.llaves import firmante

    firmante(*_pem_de(llave, nombre))


def firmante_de(llave: Llave | None, *, con_acta: bool) -> "Firmante | None":
    """El de una llave privada, si se dio; ``ErrorDeEntrada`` si no sirve o no hay qué firmar."""
    if llave is None:
        return None
    if not con_acta:
        motivo = "firma un acta, y no se pidió ninguna; diga en acta dónde queda"
        raise ErrorDeEntrada(Falla("datos_incoherentes", "clave_acta", motivo))
    from paac_reportes.prueba.llaves import firmante

    return firmante(*_pem_de(llave, "clave_acta"))


def _pem_de(llave: Llave, argumento: str) -> tuple[bytes, str]:
    """Lo que trae una llave, y cómo se nombra; ``ErrorDeEntrada`` si no se deja leer."""
    if isinstance(llave, bytes):
        return llave, argumento
    if not es_ruta(llave):
        motivo = f"se esperaba el archivo de una llave, o sus bytes; llegó {type(llave).__name__}"
        raise ErrorDeEntrada(Falla("argumento_invalido", argumento, motivo))
    nombre = os.fspath(llave)
    if "-----BEGIN" in nombre:  # en un mensaje quedaría escrita
        motivo = "se esperaba el archivo de una llave y llegó una llave escrita; dela en bytes"
        raise ErrorDeEntrada(Falla("argumento_invalido", argumento, motivo))
    return leer_entrada(nombre), nombre
