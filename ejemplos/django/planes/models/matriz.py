"""La matriz: dependencias, componentes, subcomponentes, actividades y trámites."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

import paac_reportes as paac
from planes.models.campos import EnOrden, Texto, en_corto, tabla_de_nombres
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


class Dependencia(EnOrden):
    """Una oficina, y quiénes reportan por ella."""

    objeto = paac.Dependencia

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dependencias")
    nombre = Texto(null=False, blank=False)
    nombre_corto = Texto()
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="dependencias"
    )

    def __str__(self) -> str:
        return self.nombre


class Componente(DeUnPlan):
    """Una tabla del plan; de una dependencia, si el plan las tiene."""

    objeto = paac.Componente
    reportes_de = ("actividad__subcomponente__componente", "tramite__componente")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="componentes")
    dependencia = models.ForeignKey(
        Dependencia, models.CASCADE, null=True, blank=True, related_name="componentes"
    )
    numero = models.PositiveIntegerField("número", null=True, blank=True)
    nombre = Texto()
    etiqueta_seguimiento = Texto()
    extras = tabla_de_nombres()

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


class Subcomponente(DeUnPlan):
    """Las actividades que comparten la celda de subcomponente."""

    objeto = paac.Subcomponente
    reportes_de = ("actividad__subcomponente",)

    componente = models.ForeignKey(Componente, models.CASCADE, related_name="subcomponentes")
    nombre = Texto()

    def __str__(self) -> str:
        return en_corto(self.nombre)


class Actividad(DeUnPlan):
    """Una fila de la matriz."""

    objeto = paac.Actividad
    reportes_de = ("actividad",)

    subcomponente = models.ForeignKey(Subcomponente, models.CASCADE, related_name="actividades")
    codigo = Texto()
    descripcion = Texto()
    meta = Texto()
    indicador = Texto()
    responsable = Texto()
    fecha_programada = Texto()
    fecha_inicio = Texto()
    fecha_fin = Texto()
    extras = tabla_de_nombres()

    class Meta(EnOrden.Meta):
        verbose_name_plural = "actividades"

    def __str__(self) -> str:
        return en_corto(self.codigo, self.descripcion or self.meta)

    @property
    def componente(self) -> Componente:
        """La tabla en que está."""
        return self.subcomponente.componente


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
    numero = Texto()
    codigo_suit = Texto()
    nombre = Texto()
    tipo = Texto()
    estado = Texto()
    tipo_racionalizacion = Texto()
    accion = Texto()
    situacion_actual = Texto()
    mejora = Texto()
    beneficio = Texto()
    responsable = Texto()
    fecha_inicio = Texto()
    fecha_fin = Texto()
    fecha_implementacion = Texto()
    justificacion = Texto()
    fecha_programada = Texto()
    extras = tabla_de_nombres()

    class Meta(EnOrden.Meta):
        verbose_name = "trámite"

    def __str__(self) -> str:
        return en_corto(self.numero, self.nombre)
