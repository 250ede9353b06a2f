"""Lo que se reporta de una fila en un corte."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

import paac_reportes as paac
from planes.models.campos import Datos, EnOrden, Texto, con_columnas
from planes.models.matriz import Actividad, Tramite
from planes.models.plan import Corte

ESTADOS = {estado.value: estado.value.replace("_", " ").capitalize() for estado in paac.Estado}


class DeUnCorte(EnOrden):
    """Lo que alguien dijo en un corte."""

    class Meta(EnOrden.Meta):
        abstract = True

    def clean(self) -> None:
        """Lo que un corte cerrado ya dijo no se toca, ni desde el administrador."""
        super().clean()
        guardado = type(self).objects.filter(pk=self.pk).first()
        cortes = [uno.corte for uno in (guardado, self) if uno and uno.corte_id]
        cerrado = next((corte for corte in cortes if not corte.abierto), None)
        if cerrado and (guardado is None or guardado.como_esta() != self.como_esta()):
            raise ValidationError(f"El corte del {cerrado} ya se cerró.")

    def datos(self) -> Datos:
        """Con su corte."""
        return super().datos() | {"corte": self.corte.fecha if self.corte_id else None}

    def como_esta(self) -> dict[str, Any]:
        """Lo que dice en cada columna."""
        return {campo.attname: getattr(self, campo.attname) for campo in self._meta.fields}


@con_columnas
class Seguimiento(DeUnCorte):
    """Un reporte: de una actividad o de un trámite, y uno solo por corte."""

    objeto = paac.Seguimiento

    corte = models.ForeignKey(Corte, models.RESTRICT, related_name="seguimientos")
    actividad = models.ForeignKey(
        Actividad, models.CASCADE, null=True, blank=True, related_name="seguimientos"
    )
    tramite = models.ForeignKey(
        Tramite, models.CASCADE, null=True, blank=True, related_name="seguimientos"
    )
    estado = Texto(choices=ESTADOS.items())

    class Meta(DeUnCorte.Meta):
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
