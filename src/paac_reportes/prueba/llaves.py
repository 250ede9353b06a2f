"""Firmar un acta y comprobar su firma, con Ed25519 (extra ``[firma]``).

La firma va dentro del mismo registro y cubre todo lo demás, también de qué llave es, en JSON
canónico: así el acta se puede sangrar o poner en un diario y la firma sigue valiendo. Una llave
nunca se muestra: ni ella ni lo que dijo quien no la pudo leer.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.instalacion import hace_falta
from paac_reportes.prueba.renglon import FIRMA, RenglonIlegibleError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

ALGORITMO = "Ed25519"
_HUELLA, _VALOR = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")
_MARCA_PRIVADA = b"PRIVATE KEY-----"


@clases.frozen
class Firmante:
    """Una llave privada lista para firmar actas."""

    _privada: "Ed25519PrivateKey"
    huella: str
    """La de su llave pública."""

    def firmado(self, registro: Mapping[str, Any]) -> dict[str, Any]:
        """El mismo registro, con su firma."""
        firma = {"algoritmo": ALGORITMO, "llave": self.huella}
        sin_valor = {**registro, FIRMA: firma}
        valor = self._privada.sign(_canonico(sin_valor)).hex()
        return {**registro, FIRMA: {**firma, "valor": valor}}

    def __repr__(self) -> str:
        return f"<Firmante {self.huella}>"


@clases.frozen
class Comprobante:
    """Una llave pública lista para comprobar firmas de actas."""

    _publica: "Ed25519PublicKey"
    huella: str

    def comprobar(self, registro: Mapping[str, Any]) -> None:
        """Nada, si el registro es a la letra lo que se firmó con su privada.

        ``RenglonIlegibleError`` si no está firmado, si lo está con otra llave o si cambió después.
        """
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - es de un extra

        if FIRMA not in registro:
            motivo = "no está firmado, y se pidió comprobar su firma"
            raise RenglonIlegibleError("acta_sin_firma", motivo)
        valor, llave = firma_de(registro)
        if llave != self.huella:
            motivo = (
                f"está firmado con la llave {llave[:16]}…, y la pública que se dio es la"
                f" {self.huella[:16]}…"
            )
            raise RenglonIlegibleError("acta_de_otra_llave", motivo)
        firma = {clave: dicho for clave, dicho in registro[FIRMA].items() if clave != "valor"}
        try:
            self._publica.verify(bytes.fromhex(valor), _canonico({**registro, FIRMA: firma}))
        except InvalidSignature:
            motivo = "su firma no corresponde a lo que dice: se alteró después de firmado"
            raise RenglonIlegibleError("acta_alterada", motivo) from None


def firma_de(registro: Mapping[str, Any]) -> tuple[str, str]:
    """El valor de la firma de un registro y la huella de su llave, bien formados los dos."""
    match registro[FIRMA]:
        case {"algoritmo": str(algoritmo), "llave": str(llave), "valor": str(valor), **demas}:
            formados = _HUELLA.fullmatch(llave) and _VALOR.fullmatch(valor)
            if algoritmo == ALGORITMO and formados and not demas:
                return valor, llave
    raise RenglonIlegibleError("acta_danada", f"su firma no es como una de {ALGORITMO}")


def _canonico(registro: Mapping[str, Any]) -> bytes:
    """En JSON con las claves en orden y sin espacios: lo que se firma."""
    texto = json.dumps(registro, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return texto.encode("utf-8", "backslashreplace")


# ------------------------------------------------------------------ llaves


def firmante(pem: bytes, nombre: str) -> Firmante:
    """El de una llave privada Ed25519 (PEM, PKCS#8, sin contraseña); ``nombre`` es de dónde llegó.

    ``ErrorDeEntrada`` si no lo es, ``ErrorDeEntorno`` si falta cryptography.
    """
    serialization, ed25519 = _criptografia("firmar un acta")
    try:
        privada = serialization.load_pem_private_key(pem, password=None)
    except TypeError:
        raise _invalida(nombre, "pide contraseña; guárdela sin ella (PKCS#8)") from None
    except Exception:  # noqa: BLE001 - quien la lee falla de muchos modos, y ninguno se repite
        motivo = f"no es una llave privada {ALGORITMO} en PEM (PKCS#8)"
        raise _invalida(nombre, motivo) from None
    if not isinstance(privada, ed25519.Ed25519PrivateKey):
        raise _invalida(nombre, f"es una llave privada de otra clase; se esperaba {ALGORITMO}")
    return Firmante(privada, _huella(serialization, privada.public_key()))


def comprobante(pem: bytes, nombre: str) -> Comprobante:
    """El de una llave pública Ed25519 en PEM; lanza lo mismo que ``firmante``."""
    serialization, ed25519 = _criptografia("comprobar la firma de un acta")
    if _MARCA_PRIVADA in pem:
        raise _invalida(nombre, "trae una llave privada; para comprobar se da sólo la pública")
    try:
        publica = serialization.load_pem_public_key(pem)
    except Exception:  # noqa: BLE001 - quien la lee falla de muchos modos, y ninguno se repite
        raise _invalida(nombre, f"no es una llave pública {ALGORITMO} en PEM") from None
    if not isinstance(publica, ed25519.Ed25519PublicKey):
        raise _invalida(nombre, f"es una llave pública de otra clase; se esperaba {ALGORITMO}")
    return Comprobante(publica, _huella(serialization, publica))


def _huella(serialization: Any, publica: "Ed25519PublicKey") -> str:
    """El sha256 de una llave pública en DER, como lo da ``openssl pkey -pubin -outform DER``."""
    der = publica.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return sha256(der).hexdigest()


def _criptografia(para_que: str) -> tuple[Any, Any]:
    with hace_falta(para_que):
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - es de un extra
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415
    return serialization, ed25519


def _invalida(nombre: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("llave_invalida", nombre, motivo))
