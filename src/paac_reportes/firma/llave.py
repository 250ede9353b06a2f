"""La llave con que se firma: un PKCS#12 con su clave privada y el certificado de quien firma."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from asn1crypto import pkcs12 as asn1
from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner

from paac_reportes.errores import ErrorDeEntrada, Falla

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


def abrir(contenido: bytes, clave: bytes, momento: datetime, nombre: str) -> SimpleSigner:
    """Quien firma con esa llave en ese momento; ``ErrorDeEntrada`` si no se puede.

    ``nombre`` es el del archivo; la clave no se dice en ningún mensaje.
    """
    _comprobar_que_es_una(contenido, nombre)
    certificado = _leida(contenido, clave, nombre)
    _comprobar_vigencia(certificado, momento, nombre)
    firmante: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
        contenido, other_certs=[], passphrase=clave or None
    )
    if firmante is None:
        raise _invalida(nombre, "la llave que trae no es de una clase con que se pueda firmar")
    return firmante


def nombre_de(certificado: x509.Certificate) -> str:
    """De quién es, en un renglón: su nombre corriente o, si no lo trae, el que trae."""
    nombres: Any = certificado.subject.native
    corriente = nombres.get("common_name") or certificado.subject.human_friendly
    return " ".join(str(corriente).split())


def _comprobar_que_es_una(contenido: bytes, nombre: str) -> None:
    try:
        sobre = asn1.Pfx.load(contenido, strict=True)
        version = sobre["version"].native
    except (ValueError, TypeError):
        version = None
    if version != "v3":
        raise _invalida(
            nombre, "se esperaba un PKCS#12 (.p12 o .pfx), con el certificado y su llave privada"
        )


def _leida(contenido: bytes, clave: bytes, nombre: str) -> "Certificate":
    """El certificado de la llave privada."""
    try:
        privada, certificado, _ = pkcs12.load_key_and_certificates(contenido, clave or None)
    except UnsupportedAlgorithm:
        raise _invalida(
            nombre, "está protegida de un modo que ya no se usa; expórtela otra vez"
        ) from None
    except ValueError:
        raise ErrorDeEntrada(_no_abre(nombre, con_clave=bool(clave))) from None
    if privada is None:
        raise _invalida(nombre, "no trae una llave privada: sólo con el certificado no se firma")
    if certificado is None:
        raise _invalida(nombre, "no trae el certificado de su llave privada")
    return certificado


def _no_abre(nombre: str, *, con_clave: bool) -> Falla:
    motivo = "no se abre con esa clave" if con_clave else "pide su clave, y no se dio"
    return Falla("clave_equivocada", nombre, motivo)


def _comprobar_vigencia(certificado: "Certificate", momento: datetime, nombre: str) -> None:
    desde, hasta = certificado.not_valid_before_utc, certificado.not_valid_after_utc
    if momento > hasta:
        motivo = f"el certificado venció el {hasta:%d/%m/%Y}"
    elif momento < desde:
        motivo = f"el certificado rige desde el {desde:%d/%m/%Y}"
    else:
        return
    raise ErrorDeEntrada(Falla("certificado_sin_vigencia", nombre, motivo))


def _invalida(nombre: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("llave_invalida", nombre, motivo))
