"""El mapa de riesgos de un plan: procesos, riesgos, lo suyo y lo que de ellos se sigue."""

from typing import ClassVar

from django.conf import settings
from django.db import models

import paac_reportes as paac
from planes.models.campos import Datos, EnOrden, Texto, con_columnas, en_corto
from planes.models.comprobada import Comprobada
from planes.models.entidad import Entidad
from planes.models.matriz import DeUnPlan
from planes.models.plan import REGIMENES, Corte, Plan, UnaFirma, UnCambio
from planes.models.seguimiento import DeUnCorte

_UN_PROCESO = "procesos[0]"
_UN_RIESGO = f"{_UN_PROCESO}.riesgos[0]"
_UN_SEGUIMIENTO = f"{_UN_RIESGO}.seguimientos[0]"


class EnUnMapa(Comprobada):
    """Una fila que va en un mapa."""

    leer = staticmethod(paac.mapa_desde_datos)
    menores: ClassVar = {
        "": {"entidad": {"nombre": "-"}},
        _UN_PROCESO: {"nombre": "-"},
        _UN_RIESGO: {"descripcion": "-"},
        _UN_SEGUIMIENTO: {"corte": "2000-01-01"},
    }

    class Meta:
        abstract = True


@con_columnas()
class Mapa(EnUnMapa):
    """El mapa de riesgos que un plan lleva."""

    objeto = paac.MapaDeRiesgos

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="mapa")
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="mapas")
    regimen = Texto(choices=REGIMENES.items())

    class Meta:
        verbose_name = "mapa de riesgos"
        verbose_name_plural = "mapas de riesgos"

    def __str__(self) -> str:
        return en_corto("Mapa de riesgos", self.vigencia, "de", self.entidad)


@con_columnas()
class Proceso(DeUnPlan, EnUnMapa):
    """Un proceso de la entidad, y quiénes reportan por él: su líder."""

    objeto = paac.Proceso
    donde = _UN_PROCESO
    reportes_de = ("riesgo__proceso",)
    en_un_corte = "seguimientos_de_riesgos"

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="procesos")
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="procesos"
    )

    def __str__(self) -> str:
        return en_corto(self.codigo, self.nombre)

    def plan_de_que_cuelga(self) -> Plan:
        """El de su mapa."""
        return self.mapa.plan


@con_columnas("definicion", "inherente", "residual")
class Riesgo(DeUnPlan, EnUnMapa):
    """Un riesgo del mapa."""

    objeto = paac.Riesgo
    donde = _UN_RIESGO
    reportes_de = ("riesgo",)
    en_un_corte = "seguimientos_de_riesgos"

    proceso = models.ForeignKey(Proceso, models.CASCADE, related_name="riesgos")

    def __str__(self) -> str:
        return en_corto(self.referencia, self.descripcion)

    def plan_de_que_cuelga(self) -> Plan:
        """El de su proceso."""
        return self.proceso.mapa.plan


@con_columnas()
class Causa(EnOrden, EnUnMapa):
    """Por qué puede pasar."""

    objeto = paac.Causa
    donde = f"{_UN_RIESGO}.causas[0]"

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="causas")

    def __str__(self) -> str:
        return en_corto(self.texto)


@con_columnas("residual")
class Control(EnOrden, EnUnMapa):
    """Lo que se hace para que no pase, o pese menos."""

    objeto = paac.Control
    donde = f"{_UN_RIESGO}.controles[0]"

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="controles")

    class Meta(EnOrden.Meta):
        verbose_name_plural = "controles"

    def __str__(self) -> str:
        return en_corto(self.numero, self.descripcion or self.tipo)

    def de_la_duena(self) -> Datos:
        """Cuántas causas tiene el riesgo: de ellas dice cuáles ataca."""
        cuantas = self.riesgo.causas.count() if self.riesgo_id else 0
        return {"causas": [{"texto": "-"}] * cuantas}


@con_columnas()
class Accion(EnOrden, EnUnMapa):
    """Lo que se va a hacer con un riesgo."""

    objeto = paac.Accion
    donde = f"{_UN_RIESGO}.acciones[0]"

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="acciones")

    class Meta(EnOrden.Meta):
        verbose_name = "acción"
        verbose_name_plural = "acciones"

    def __str__(self) -> str:
        return en_corto(self.descripcion)


@con_columnas()
class SeguimientoDelMapa(EnUnMapa, DeUnCorte):
    """Lo que control interno dice del mapa entero en un corte."""

    objeto = paac.riesgos.SeguimientoDelMapa
    donde = "seguimientos[0]"

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


@con_columnas("verificacion", "materializacion", "valoracion")
class SeguimientoDeRiesgo(EnUnMapa, DeUnCorte):
    """Lo que alguien dijo de un riesgo en un corte: uno solo por cada quien."""

    objeto = paac.SeguimientoDeRiesgo
    donde = _UN_SEGUIMIENTO

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


@con_columnas()
class ControlSeguido(EnOrden, EnUnMapa):
    """Lo que en un seguimiento se halló de un control."""

    objeto = paac.riesgos.ControlSeguido
    donde = f"{_UN_SEGUIMIENTO}.controles[0]"

    seguimiento = models.ForeignKey(SeguimientoDeRiesgo, models.CASCADE, related_name="controles")

    class Meta(EnOrden.Meta):
        verbose_name = "control seguido"
        verbose_name_plural = "controles seguidos"
        constraints = (
            models.UniqueConstraint(
                fields=("seguimiento", "control"),
                name="una_vez_por_control",
                violation_error_message="De ese control ya se respondió en ese seguimiento.",
            ),
        )

    def __str__(self) -> str:
        return en_corto(self.control, self.get_aplicado_display())


class CambioDelMapa(UnCambio):
    """Uno de su mapa."""

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="control_cambios")


class FirmaDelMapa(UnaFirma):
    """Una de su mapa."""

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="firmas")
