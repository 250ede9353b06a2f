"""Llaves de firma para las pruebas: las mismas cada vez."""

from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519


def privada(llave: Any, cifrado: Any = None) -> bytes:
    """En PEM, PKCS#8."""
    pem: bytes = llave.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        cifrado or serialization.NoEncryption(),
    )
    return pem


def publica(llave: Any) -> bytes:
    """La que le corresponde, en PEM."""
    pem: bytes = llave.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem


LLAVE, AJENA = (
    ed25519.Ed25519PrivateKey.from_private_bytes(bytes([numero]) * 32) for numero in (1, 2)
)
PRIVADA, PUBLICA = privada(LLAVE), publica(LLAVE)
