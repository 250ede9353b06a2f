"""Llaves de prueba, y quién dice si una firma vale."""

import io
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.firma.hoja import Caja

CLAVE = "una clave de prueba"
PLAN = paac.plan_desde_datos(
    {
        "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
        "vigencia": 2026,
        "firmas": [
            {"rol": "Elaboró", "nombre": "Ana Pérez", "cargo": "Profesional"},
            {"rol": "Revisó", "nombre": "Luis Gómez", "cargo": "Profesional"},
            {"rol": "Aprobó", "nombre": "Eva Ruiz", "cargo": "Jefe de Oficina"},
        ],
        "componentes": [
            {
                "numero": 1,
                "nombre": "Gestión del riesgo",
                "subcomponentes": [
                    {
                        "nombre": "Política",
                        "actividades": [
                            {
                                "codigo": "1.1",
                                "descripcion": "Publicar el mapa",
                                "seguimientos": [{"corte": "2026-04-30", "avance": 50}],
                            }
                        ],
                    }
                ],
            }
        ],
    }
)


class Firmante:
    """Una persona con su llave y su certificado, firmado por ella misma."""

    def __init__(
        self,
        nombre: str = "Ana Pérez",
        desde: int = 2000,
        hasta: int = 2100,
        llave: rsa.RSAPrivateKey | None = None,
    ) -> None:
        self.llave = llave or ec.generate_private_key(ec.SECP256R1())
        suyo = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nombre)])
        usos = dict.fromkeys(_USOS, False) | {"digital_signature": True, "content_commitment": True}
        self.certificado = (
            x509.CertificateBuilder()
            .subject_name(suyo)
            .issuer_name(suyo)
            .public_key(self.llave.public_key())
            .serial_number(7)
            .not_valid_before(datetime(desde, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(hasta, 1, 1, tzinfo=UTC))
            .add_extension(x509.KeyUsage(**usos), critical=True)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
            )
            .sign(self.llave, hashes.SHA256())
        )

    def p12(self, clave: str | None = CLAVE, *, con_llave: bool = True) -> bytes:
        """Su llave en un PKCS#12; sin clave, sin protegerla."""
        proteccion = BestAvailableEncryption(clave.encode()) if clave else NoEncryption()
        if con_llave:
            return pkcs12.serialize_key_and_certificates(
                b"x", self.llave, self.certificado, None, proteccion
            )
        return pkcs12.serialize_key_and_certificates(
            b"x", None, None, [self.certificado], proteccion
        )

    @property
    def de_asn1(self) -> asn1.Certificate:
        (suyo,) = load_certs_from_pemder_data(self.certificado.public_bytes(Encoding.DER))
        return suyo

    @property
    def llave_en_der(self) -> bytes:
        return self.llave.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


_USOS = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
    *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


def estados(pdf: bytes, *firmantes: Firmante) -> list[Any]:
    """De cada firma, lo que dice el validador de pyHanko, que confía en esos firmantes."""
    confianza = ValidationContext(trust_roots=[uno.de_asn1 for uno in firmantes])
    lector = PdfFileReader(io.BytesIO(pdf))
    return [validate_pdf_signature(una, confianza) for una in lector.embedded_signatures]


def recuadros(pdf: bytes) -> dict[str, tuple[int, Caja]]:
    """De cada firma visible, por su campo, en qué página está, desde 1, y su caja."""
    puestos = {}
    for numero, pagina in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
        for nota in (una.get_object() for una in pagina.get("/Annots", ())):
            if nota.get("/FT") == "/Sig":
                izquierda, abajo, derecha, arriba = map(float, nota["/Rect"])
                puestos[str(nota["/T"])] = numero, (izquierda, abajo, derecha, arriba)
    return puestos


def emitido(*, con_datos: bool = False) -> bytes:
    """El PDF del plan de prueba."""
    return paac.reporte(PLAN, "paac-seguimiento", con_datos=con_datos).emitir("pdf").contenido
