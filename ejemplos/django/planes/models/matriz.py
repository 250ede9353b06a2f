"""La matriz: dependencias, componentes, subcomponentes, actividades y trámites."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

import paac_reportes as paac
from planes.models.campos import EnOrden, con_columnas, en_corto
from planes.models.plan import Corte, Plan


class DeUnPlan(EnOrden):
    """Lo que cuelga de un plan: con reportes no se pasa a otro, que se quedarían sin su corte."""

    reportes_de: tuple[str, ...]
    """Los caminos de un seguimiento hasta ella."""
    en_un_corte = "seguimientos"
    """Cómo llama un corte a los suyos."""

    class Meta(EnOrden.Meta):
        abstract = True

    def plan_de_que_cuelga(self) -> Plan:
        """El suyo, como va a quedar."""
        return self.componente.plan

    def clean(self) -> None:
        """Sólo lo dice un formulario: un corte cerrado, de todos modos, sale de su instantánea."""
        super().clean()
        suyos = Q(
            *(Q((f"{self.en_un_corte}__{uno}", self.pk)) for uno in self.reportes_de),
            _connector=Q.OR,
        )
        ajeno = Corte.objects.filter(suyos).exclude(plan=self.plan_de_que_cuelga()).first()
        if self.pk and ajeno:
            raise ValidationError(
                f"«{self}» ya tiene reportes del {ajeno.plan}: no pasa a otro plan."
            )


@con_columnas()
class Dependencia(EnOrden):
    """Una oficina, y quiénes reportan por ella."""

    objeto = paac.Dependencia

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dependencias")
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="dependencias"
    )

    def __str__(self) -> str:
        return self.nombre


@con_columnas()
class Componente(DeUnPlan):
    """Una tabla del plan; de una dependencia, si el plan las tiene."""

    objeto = paac.Componente
    reportes_de = ("actividad__subcomponente__componente", "tramite__componente")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="componentes")
    dependencia = models.ForeignKey(
        Dependencia, models.CASCADE, null=True, blank=True, related_name="componentes"
    )

    def __str__(self) -> str:
        return en_corto(self.numero, self.nombre)

    def plan_de_que_cuelga(self) -> Plan:
        """El que dice."""
        return self.plan

    def clean(self) -> None:
        """La dependencia es del mismo plan, o el componente no saldría en ninguno."""
        super().clean()
        if self.dependencia and self.dependencia.plan_id != self.plan_id:
            raise ValidationError(f"«{self.dependencia}» es una dependencia de otro plan.")


@con_columnas()
class Subcomponente(DeUnPlan):
    """Las actividades que comparten la celda de subcomponente."""

    objeto = paac.Subcomponente
    reportes_de = ("actividad__subcomponente",)

    componente = models.ForeignKey(Componente, models.CASCADE, related_name="subcomponentes")

    def __str__(self) -> str:
        return en_corto(self.nombre)


@con_columnas()
class Actividad(DeUnPlan):
    """Una fila de la matriz."""

    objeto = paac.Actividad
    reportes_de = ("actividad",)

    subcomponente = models.ForeignKey(Subcomponente, models.CASCADE, related_name="actividades")

    class Meta(EnOrden.Meta):
        verbose_name_plural = "actividades"

    def __str__(self) -> str:
        return en_corto(self.codigo, self.descripcion or self.meta)

    @property
    def componente(self) -> Componente:
        """La tabla en que está."""
        return self.subcomponente.componente


@con_columnas()
class Tramite(DeUnPlan):
    """Un trámite por racionalizar, o un intercambio de información."""

    objeto = paac.Tramite
    reportes_de = ("tramite",)

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
