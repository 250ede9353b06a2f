"""El mapa de riesgos de un plan: procesos, riesgos y lo que de ellos se sigue."""

from typing import ClassVar

from django.conf import settings
from django.db import models

import paac_reportes as paac
from planes.models.campos import ConDatos, EnOrden, Texto, con_columnas, en_corto
from planes.models.entidad import Entidad
from planes.models.plan import REGIMENES, Corte, Plan
from planes.models.seguimiento import DeUnCorte


@con_columnas
class Mapa(ConDatos):
    """El mapa de riesgos que un plan lleva."""

    objeto = paac.MapaDeRiesgos
    de_otras_tablas: ClassVar = {"entidad": {"nombre": "-"}}

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="mapa")
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="mapas")
    regimen = Texto(choices=REGIMENES.items())

    class Meta:
        verbose_name = "mapa de riesgos"
        verbose_name_plural = "mapas de riesgos"

    def __str__(self) -> str:
        return en_corto("Mapa de riesgos", self.vigencia, "de", self.entidad)


@con_columnas
class Proceso(EnOrden):
    """Un proceso de la entidad, y quiénes reportan por él: su líder."""

    objeto = paac.Proceso

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="procesos")
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="procesos"
    )

    def __str__(self) -> str:
        return en_corto(self.codigo, self.nombre)


@con_columnas
class Riesgo(EnOrden):
    """Un riesgo del mapa."""

    objeto = paac.Riesgo

    proceso = models.ForeignKey(Proceso, models.CASCADE, related_name="riesgos")

    def __str__(self) -> str:
        return en_corto(self.referencia, self.descripcion)


@con_columnas
class SeguimientoDelMapa(DeUnCorte):
    """Lo que control interno dice del mapa entero en un corte."""

    objeto = paac.riesgos.SeguimientoDelMapa

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="seguimientos")
    corte = models.ForeignKey(Corte, models.RESTRICT, related_name="seguimientos_del_mapa")

    class Meta(DeUnCorte.Meta):
        verbose_name = "seguimiento del mapa de riesgos"
        verbose_name_plural = "seguimientos del mapa de riesgos"
        constraints = (
            models.UniqueConstraint(
                fields=("mapa", "corte"),
                name="un_seguimiento_del_mapa_por_corte",
                violation_error_message="El mapa ya tiene un seguimiento en ese corte.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mapa} al {self.corte}"


@con_columnas
class SeguimientoDeRiesgo(DeUnCorte):
    """Lo que alguien dijo de un riesgo en un corte: uno solo por cada quien."""

    objeto = paac.SeguimientoDeRiesgo

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="seguimientos")
    corte = models.ForeignKey(Corte, models.RESTRICT, related_name="seguimientos_de_riesgos")

    class Meta(DeUnCorte.Meta):
        verbose_name = "seguimiento de un riesgo"
        verbose_name_plural = "seguimientos de riesgos"
        constraints = (
            models.UniqueConstraint(
                fields=("riesgo", "corte", "quien"),
                name="un_seguimiento_de_riesgo_por_quien",
                violation_error_message="De ese riesgo ya dijo lo suyo en ese corte.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.riesgo} al {self.corte}, {self.get_quien_display()}"
