"""Las actas de lo que se emitió de un corte cerrado."""

from django.conf import settings
from django.db import models

from planes.models.instantanea import Constancia, Instantanea


class Acta(Constancia):
    """La de un archivo que alguien descargó de un corte cerrado: una vez por archivo distinto."""

    no_cambia = "Un acta no se cambia."
    no_se_borra = "Un acta no se borra."

    instantanea = models.ForeignKey(Instantanea, models.PROTECT, related_name="actas")
    archivo = models.CharField(max_length=150)
    """Cómo se llamaba: quien lo recibe puede llamarlo de otro modo, y se busca por su huella."""
    sha256 = models.CharField("SHA-256", max_length=64)
    acta = models.TextField()
    """El JSON como lo da la biblioteca, firmado si el sitio tiene con qué."""
    emitida_en = models.DateTimeField()
    emitida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta(Constancia.Meta):
        ordering = ("emitida_en", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("instantanea", "sha256"), name="un_acta_por_archivo_de_un_corte"
            ),
        )

    def __str__(self) -> str:
        return f"Acta de {self.archivo}, {self.sha256[:12]}"
