"""La matriz: dependencias, componentes, subcomponentes, actividades y trámites."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

import paac_reportes as paac
from planes.models.campos import EnOrden, con_columnas, en_corto
from planes.models.plan import Plan


@con_columnas
class Dependencia(EnOrden):
    """Una oficina, y quiénes reportan por ella."""

    objeto = paac.Dependencia

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dependencias")
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="dependencias"
    )

    def __str__(self) -> str:
        return self.nombre


@con_columnas
class Componente(EnOrden):
    """Una tabla del plan; de una dependencia, si el plan las tiene."""

    objeto = paac.Componente

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="componentes")
    dependencia = models.ForeignKey(
        Dependencia, models.CASCADE, null=True, blank=True, related_name="componentes"
    )

    def __str__(self) -> str:
        return en_corto(self.numero, self.nombre)

    def clean(self) -> None:
        """La dependencia es del mismo plan, o el componente no saldría en ninguno."""
        super().clean()
        if self.dependencia and self.dependencia.plan_id != self.plan_id:
            raise ValidationError(f"«{self.dependencia}» es una dependencia de otro plan.")


@con_columnas
class Subcomponente(EnOrden):
    """Las actividades que comparten la celda de subcomponente."""

    objeto = paac.Subcomponente

    componente = models.ForeignKey(Componente, models.CASCADE, related_name="subcomponentes")

    def __str__(self) -> str:
        return en_corto(self.nombre)


@con_columnas
class Actividad(EnOrden):
    """Una fila de la matriz."""

    objeto = paac.Actividad

    subcomponente = models.ForeignKey(Subcomponente, models.CASCADE, related_name="actividades")

    class Meta(EnOrden.Meta):
        verbose_name_plural = "actividades"

    def __str__(self) -> str:
        return en_corto(self.codigo, self.descripcion or self.meta)

    @property
    def componente(self) -> Componente:
        """La tabla en que está."""
        return self.subcomponente.componente


@con_columnas
class Tramite(EnOrden):
    """Un trámite por racionalizar, o un intercambio de información."""

    objeto = paac.Tramite

    componente = models.ForeignKey(Componente, models.CASCADE, related_name="tramites")
    lista = models.CharField(
        max_length=12,
        choices=[("tramites", "trámites"), ("intercambios", "intercambios")],
        default="tramites",
    )

    class Meta(EnOrden.Meta):
        verbose_name = "trámite"

    def __str__(self) -> str:
        return en_corto(self.numero, self.nombre)
