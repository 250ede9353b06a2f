"""El plan, sus cortes y lo que lleva una sola vez."""

from collections import defaultdict

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

import paac_reportes as paac
from planes.models.campos import ConDatos, EnOrden, Texto, en_corto, tabla_de_nombres
from planes.models.entidad import Entidad

REGIMENES = {"paac-v1": "PAAC, versión 1", "paac-v2": "PAAC, versión 2", "ptep": "PTEP"}


class Plan(ConDatos):
    """El plan de una vigencia."""

    clase = paac.Plan

    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="planes")
    vigencia = models.PositiveIntegerField(null=True, blank=True)
    regimen = Texto("régimen", choices=REGIMENES.items())
    textos = tabla_de_nombres()
    metodologia = tabla_de_nombres()
    recomendaciones = models.JSONField(default=list, blank=True)
    """Las de todos los cortes, como van en los datos de un plan."""

    class Meta:
        ordering = ("-vigencia", "pk")
        verbose_name_plural = "planes"

    def __str__(self) -> str:
        return en_corto("Plan", self.vigencia, "de", self.entidad)

    def clean(self) -> None:
        """Lo que la biblioteca no admite, cada cosa en su campo."""
        datos = {nombre: getattr(self, nombre) or None for nombre in self.columnas()}
        try:
            paac.plan_desde_datos(datos | {"entidad": {"nombre": "-"}, "componentes": [{}]})
        except paac.ErrorDeEntrada as error:
            fallas = defaultdict(list)
            for falla in error.fallas:
                campo = falla.ruta.partition(".")[0]
                fallas[campo if campo in datos else NON_FIELD_ERRORS].append(str(falla))
            raise ValidationError(fallas) from None

    @property
    def corte_abierto(self) -> "Corte | None":
        """El corte en que las oficinas reportan ahora."""
        return self.cortes.filter(cerrado_en=None).first()


class Corte(models.Model):
    """Una fecha en que se reporta; mientras está abierto lo llenan las oficinas."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="cortes")
    fecha = models.DateField()
    cerrado_en = models.DateTimeField(null=True, blank=True, editable=False)
    cerrado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ("fecha",)
        permissions = (("cerrar_corte", "Puede cerrar un corte"),)
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

    @property
    def abierto(self) -> bool:
        """Si todavía se puede reportar."""
        return self.cerrado_en is None


class CambioDocumento(EnOrden):
    """Un renglón del control de cambios."""

    clase = paac.CambioDocumento

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="control_cambios")
    version = Texto("versión", null=False, blank=False)
    fecha = Texto(null=False, blank=False)
    razon = Texto("razón", null=False, blank=False)

    class Meta(EnOrden.Meta):
        verbose_name = "cambio del documento"
        verbose_name_plural = "control de cambios"

    def __str__(self) -> str:
        return en_corto(self.version, self.fecha)


class Firma(EnOrden):
    """Quien elabora, revisa o aprueba."""

    clase = paac.Firma

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="firmas")
    rol = Texto(null=False, blank=False)
    nombre = Texto(null=False, blank=False)
    cargo = Texto()
    nota = Texto()
    imagen = models.BinaryField(null=True, blank=True)

    def __str__(self) -> str:
        return en_corto(self.rol, self.nombre)
