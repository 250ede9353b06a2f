"""La entidad que publica el plan."""

import paac_reportes as paac
from planes.models.campos import con_columnas
from planes.models.comprobada import Comprobada


@con_columnas()
class Entidad(Comprobada):
    """Como la nombra un plan; dos planes comparten una si la dicen igual."""

    objeto = paac.Entidad
    donde = "entidad"

    class Meta:
        ordering = ("nombre",)
        verbose_name_plural = "entidades"

    def __str__(self) -> str:
        return self.nombre
