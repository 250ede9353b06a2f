"""La entidad pública que publica el plan."""

from typing import Literal

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import (
    SIN_EXTRAS,
    ConForma,
    Extras,
    imagen_o_datos,
    leer_extras,
    validar_por_tipo,
)
from paac_reportes.imagenes import por_que_no

Orden = Literal["nacional", "territorial"]
"""De qué nivel es una entidad: de él dependen plazos de la ley."""


CON_FORMA_DE_DIVIPOLA = ConForma(r"[0-9]{5}", "un código DIVIPOLA de 5 dígitos, como '05001'")


def es_imagen(_objeto: object, campo: "attrs.Attribute[bytes]", valor: bytes | None) -> None:
    """Validador: una imagen PNG o JPEG entera, y no enorme."""
    if valor is not None and (motivo := por_que_no(valor)):
        raise ErrorDeEntrada(Falla(campo.name, motivo))


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Entidad:
    """Alcaldía, gobernación o institución; los textos van como ella los escribe."""

    nombre: str
    orden: Orden | None = None
    departamento: str | None = None
    nit: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    """Literal, con su puntuación; el dígito de verificación se revisa y sólo produce un aviso."""
    divipola: str | None = attrs.field(
        default=None,
        validator=CON_FORMA_DE_DIVIPOLA,
        metadata={"es_codigo": True},
    )
    """Código del DANE, cinco dígitos en texto: los dos primeros son el departamento."""
    direccion: str | None = None
    codigo_postal: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    telefono: str | None = attrs.field(default=None, metadata={"no_se_publica": "telefono"})
    correo: str | None = attrs.field(default=None, metadata={"no_se_publica": "correo"})
    sitio_web: str | None = None
    certificado: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    """Número del certificado de calidad que va en el pie, como ``CO-SC-CER-000000``."""
    escudo: bytes | None = attrs.field(
        default=None, validator=es_imagen, repr=False, metadata={"leer": imagen_o_datos}
    )
    """Imagen PNG o JPEG; en un archivo de datos se escribe su ruta, junto al archivo."""
    extras: Extras = attrs.field(default=SIN_EXTRAS, metadata={"leer": leer_extras})
    """Lo que sólo lleva el formato de una entidad: nombre y texto, número o fecha."""
