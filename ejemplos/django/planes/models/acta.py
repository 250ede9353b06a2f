"""Las actas de lo que se emitió de un corte cerrado."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from planes.models.instantanea import Instantanea, NoCambia


class Escritas(models.QuerySet):
    """Ni de a muchas se cambian o se borran."""

    def update(self, **_: Any) -> NoReturn:
        """Es la constancia de lo que se entregó."""
        raise NoCambia("Un acta no se cambia.")

    def delete(self) -> NoReturn:
        """Es la constancia de lo que se entregó."""
        raise NoCambia("Un acta no se borra.")


class Acta(models.Model):
    """La de un archivo que alguien descargó de un corte cerrado: una vez por archivo distinto."""

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

    objects = Escritas.as_manager()

    class Meta:
        ordering = ("emitida_en", "pk")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=("instantanea", "sha256"), name="un_acta_por_archivo_de_un_corte"
            ),
        )

    def __str__(self) -> str:
        return f"Acta de {self.archivo}, {self.sha256[:12]}"

    def save(self, **opciones: Any) -> None:
        """Una sola vez."""
        if not self._state.adding:
            raise NoCambia("Un acta no se cambia.")
        super().save(**opciones)

    def delete(self, **_: Any) -> NoReturn:
        """Es la constancia de lo que se entregó."""
        raise NoCambia("Un acta no se borra.")
