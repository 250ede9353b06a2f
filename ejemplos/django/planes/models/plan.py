"""El plan, sus cortes y lo que lleva una sola vez."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

import paac_reportes as paac
from planes.models.campos import ConDatos, Texto, con_columnas, en_corto, tabla_de_nombres
from planes.models.entidad import Entidad
from planes.models.sostenido import nombre_de

REGIMENES = {"paac-v1": "PAAC, versión 1", "paac-v2": "PAAC, versión 2", "ptep": "PTEP"}


@con_columnas
class Plan(ConDatos):
    """El plan de una vigencia."""

    objeto = paac.Plan
    de_otras_tablas: ClassVar = {"entidad": {"nombre": "-"}, "componentes": [{}]}

    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="planes")
    regimen = Texto("régimen", choices=REGIMENES.items())
    metodologia = tabla_de_nombres()

    class Meta:
        ordering = ("-vigencia", "pk")
        verbose_name_plural = "planes"

    def __str__(self) -> str:
        return en_corto("Plan", self.vigencia, "de", self.entidad)

    @property
    def corte_abierto(self) -> "Corte | None":
        """El corte en que las oficinas reportan ahora."""
        return self.cortes.filter(cerrado_en=None).first()


class Cortes(models.QuerySet):
    """De a muchos no se cierran ni se reabren, ni se le cambia la fecha a uno cerrado."""

    def update(self, **cambios: Any) -> int:
        """Lanza ``ValidationError`` si le quitaría la instantánea a un corte, o no la tomaría."""
        if "cerrado_en" in cambios or self.exclude(cerrado_en=None).exists():
            raise ValidationError(POR_EL_PUENTE)
        return super().update(**cambios)


POR_EL_PUENTE = (
    "Un corte se cierra con puente.cierre.cerrar, que guarda su instantánea, y se reabre con"
    " puente.cierre.reabrir, que deja rastro; mientras esté cerrado no se cambia."
)


class Corte(models.Model):
    """Una fecha en que se reporta; mientras está abierto lo llenan las oficinas.

    De uno cerrado habla su instantánea, que es de donde salen sus reportes.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="cortes")
    fecha = models.DateField()
    cerrado_en = models.DateTimeField(null=True, blank=True, editable=False)
    cerrado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False
    )

    objects = Cortes.as_manager()

    class Meta:
        ordering = ("fecha",)
        permissions = (
            ("cerrar_corte", "Puede cerrar un corte"),
            ("reabrir_corte", "Puede reabrir un corte"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "fecha"),
                name="un_corte_por_fecha",
                violation_error_message="El plan ya tiene un corte en esa fecha.",
            ),
            models.UniqueConstraint(
                fields=("plan",),
                condition=models.Q(cerrado_en=None),
                name="un_solo_corte_abierto",
                violation_error_message="El plan ya tiene un corte abierto: ciérrelo primero.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fecha:%d/%m/%Y}"

    def save(self, **opciones: Any) -> None:
        """Uno nuevo nace abierto, y uno cerrado no cambia: lanza ``ValidationError``."""
        guardado = type(self).objects.filter(pk=self.pk).values().first() or {"cerrado_en": None}
        cambia = any(getattr(self, nombre) != dicho for nombre, dicho in guardado.items())
        if self.cerrado_en != guardado["cerrado_en"] or (guardado["cerrado_en"] and cambia):
            raise ValidationError(POR_EL_PUENTE)
        super().save(**opciones)

    @property
    def abierto(self) -> bool:
        """Si todavía se puede reportar."""
        return self.cerrado_en is None

    def sostiene(self, fila: models.Model) -> bool:
        """Si, cerrado, su plan la tenía."""
        filas = self.instantaneas.filter(reabierta_en=None).values_list("filas", flat=True)
        tabla = nombre_de(fila)
        return any(fila.pk in de_una.get(tabla, ()) for de_una in filas)
