"""La entidad que publica el plan."""

from django.db import models

import paac_reportes as paac
from planes.models.campos import ConDatos, Texto, tabla_de_nombres


class Entidad(ConDatos):
    """Como la nombra un plan; dos planes comparten una si la dicen igual."""

    objeto = paac.Entidad

    nombre = Texto(null=False, blank=False)
    orden = Texto(choices=[("nacional", "nacional"), ("territorial", "territorial")])
    departamento = Texto()
    nit = Texto("NIT")
    divipola = Texto("código DIVIPOLA")
    direccion = Texto("dirección")
    codigo_postal = Texto("código postal")
    telefono = Texto("teléfono")
    correo = Texto()
    sitio_web = Texto()
    certificado = Texto()
    escudo = models.BinaryField(null=True, blank=True)
    extras = tabla_de_nombres()

    class Meta:
        ordering = ("nombre",)
        verbose_name_plural = "entidades"

    def __str__(self) -> str:
        return self.nombre
