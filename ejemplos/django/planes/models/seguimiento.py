"""Lo que se reporta de una fila en un corte."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

import paac_reportes as paac
from planes.models.campos import ConDatos, EnOrden, Texto, tabla_de_nombres
from planes.models.matriz import Actividad, Tramite
from planes.models.plan import Corte

ESTADOS = {estado.value: estado.value.replace("_", " ").capitalize() for estado in paac.Estado}
RESULTADOS = {uno.value: uno.value.replace("_", " ").capitalize() for uno in paac.Resultado}
DECIMALES = 10


class Seguimiento(ConDatos):
    """Un reporte: de una actividad o de un trámite, y uno solo por corte."""

    clase = paac.Seguimiento

    corte = models.ForeignKey(Corte, models.RESTRICT, related_name="seguimientos")
    actividad = models.ForeignKey(
        Actividad, models.CASCADE, null=True, blank=True, related_name="seguimientos"
    )
    tramite = models.ForeignKey(
        Tramite, models.CASCADE, null=True, blank=True, related_name="seguimientos"
    )
    lugar = models.PositiveIntegerField(default=0)
    texto = Texto()
    avance = models.DecimalField(
        "avance (%)",
        max_digits=DECIMALES + 3,
        decimal_places=DECIMALES,
        null=True,
        blank=True,
        validators=(MinValueValidator(0), MaxValueValidator(100)),
    )
    estado = Texto(choices=ESTADOS.items())
    observaciones = Texto()
    monitoreo = Texto()
    observaciones_monitoreo = Texto()
    verificacion_resultado = Texto("verificación", choices=RESULTADOS.items())
    verificacion_nota = Texto("nota de la verificación")
    extras = tabla_de_nombres()

    class Meta:
        ordering = ("lugar", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(actividad=None) ^ models.Q(tramite=None),
                name="de_una_actividad_o_de_un_tramite",
                violation_error_message="Es de una actividad o de un trámite, y no de ambos.",
            ),
            models.UniqueConstraint(
                fields=("actividad", "corte"),
                name="un_seguimiento_por_actividad",
                violation_error_message="La actividad ya tiene un seguimiento en ese corte.",
            ),
            models.UniqueConstraint(
                fields=("tramite", "corte"),
                name="un_seguimiento_por_tramite",
                violation_error_message="El trámite ya tiene un seguimiento en ese corte.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.actividad or self.tramite} al {self.corte}"

    def clean(self) -> None:
        """Lo que un corte cerrado ya dijo no se toca, ni desde el administrador."""
        if self.corte_id and not self.corte.abierto and self._cambia():
            raise ValidationError(f"El corte del {self.corte} ya se cerró.")

    def _cambia(self) -> bool:
        guardado = type(self).objects.filter(pk=self.pk).values().first()
        return guardado != {
            campo.attname: getattr(self, campo.attname) for campo in self._meta.fields
        }


class Evidencia(EnOrden):
    """Un texto o una dirección que soporta lo reportado."""

    seguimiento = models.ForeignKey(Seguimiento, models.CASCADE, related_name="evidencias")
    texto = Texto(null=False, blank=False)

    def __str__(self) -> str:
        return self.texto
