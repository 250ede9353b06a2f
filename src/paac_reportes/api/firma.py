"""Con qué se firma un acta."""

import os
from typing import TYPE_CHECKING

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.sistema import Llave, es_ruta, leer_entrada

if TYPE_CHECKING:
    from paac_reportes.prueba.llaves import Firmante


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
