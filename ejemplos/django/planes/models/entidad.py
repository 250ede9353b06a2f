"""La entidad que publica el plan."""

import paac_reportes as paac
from planes.models.campos import ConDatos, con_columnas


@con_columnas
class Entidad(ConDatos):
    """Como la nombra un plan; dos planes comparten una si la dicen igual."""

    objeto = paac.Entidad

    class Meta:
        ordering = ("nombre",)
        verbose_name_plural = "entidades"

    def __str__(self) -> str:
        return self.nombre
