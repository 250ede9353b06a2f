"""Partes comunes a todo contenido: su entidad, sus firmas y sus cambios.

Un plan y un mapa de riesgos tienen lo mismo aquí, y lo dicen con las mismas clases.
"""

from enum import StrEnum
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import SIN_EXTRAS, ConForma, Extras, validar_por_tipo
from paac_reportes.imagenes import por_que_no
from paac_reportes.modelo import acepta

Orden = Literal["nacional", "territorial"]
"""De qué nivel es una entidad: de él dependen plazos de la ley."""
CodigoDeRegimen = Literal["paac-v1", "paac-v2", "ptep"]
"""Las reglas con que se hizo un plan; qué dice cada una, en ``plantillas/_regimenes``."""


CON_FORMA_DE_DIVIPOLA = ConForma(r"[0-9]{5}", "un código DIVIPOLA de 5 dígitos, como '05001'")


def es_imagen(_objeto: object, campo: "attrs.Attribute[bytes]", valor: bytes | None) -> None:
    """Validador de una imagen entera, de las que se admiten, y no enorme."""
    if valor is not None and (motivo := por_que_no(valor)):
        raise ErrorDeEntrada(Falla("imagen_invalida", campo.name, motivo))


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
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
        default=None, converter=acepta.imagen, validator=es_imagen, repr=False
    )
    """Una imagen; en un archivo de datos se escribe su ruta, junto al archivo."""
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)
    """Datos que sólo lleva el formato de una entidad: nombre y texto, número o fecha."""


class Resultado(StrEnum):
    """Resultado de control interno al buscar las evidencias."""

    VERIFICADA = "verificada"
    PARCIAL = "parcial"
    NO_VERIFICADA = "no_verificada"


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Verificacion:
    """La revisión que control interno hace de lo reportado."""

    resultado: Resultado = attrs.field(converter=acepta.resultado)
    nota: str | None = attrs.field(default=None, metadata={"no_se_publica": "nota"})


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CambioDocumento:
    """Un renglón del control de cambios."""

    version: str
    fecha: str
    razon: str


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Firma:
    """Quien elabora, revisa o aprueba."""

    rol: str
    nombre: str
    cargo: str | None = None
    nota: str | None = None
    imagen: bytes | None = attrs.field(
        default=None, converter=acepta.imagen, validator=es_imagen, repr=False
    )
    """La firma dibujada; en un archivo de datos se escribe su ruta, junto a él."""
