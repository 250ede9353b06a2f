"""El mapa de riesgos de un plan: procesos, riesgos, lo suyo y lo que de ellos se sigue."""

import re
from collections import defaultdict
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

import paac_reportes as paac
from planes.models.campos import (
    ConDatos,
    Datos,
    EnOrden,
    Texto,
    con_partes,
    en_corto,
    lista,
    opciones_de,
    porcentaje,
    tabla_de_nombres,
)
from planes.models.entidad import Entidad
from planes.models.matriz import DeUnPlan
from planes.models.plan import REGIMENES, Corte, Plan, UnaFirma, UnCambio
from planes.models.seguimiento import DeUnCorte

_UN_PROCESO = "procesos[0]"
_UN_RIESGO = f"{_UN_PROCESO}.riesgos[0]"
_UN_SEGUIMIENTO = f"{_UN_RIESGO}.seguimientos[0]"
_MENORES: dict[str, Datos] = {
    "": {"entidad": {"nombre": "-"}},
    _UN_PROCESO: {"nombre": "-"},
    _UN_RIESGO: {"descripcion": "-"},
    _UN_SEGUIMIENTO: {"corte": "2000-01-01"},
}
"""Lo menos que la biblioteca pide en cada lugar de un mapa."""


class Comprobada(ConDatos):
    """Una fila que la biblioteca lee, en un mapa, antes de que un formulario la guarde."""

    donde: ClassVar[str] = ""
    """Su lugar en ese mapa, que no lleva más que lo que hace falta."""

    class Meta:
        abstract = True

    def de_la_duena(self) -> Datos:
        """Lo que además hay que saber de quien la lleva."""
        return {}

    def clean(self) -> None:
        """Lo que la biblioteca no admite, cada cosa en su campo."""
        super().clean()
        datos, donde, de_mas = self.datos(), self.donde, self.de_la_duena()
        while donde:
            donde, _, lista = donde.rpartition(".")
            datos = _MENORES[donde] | de_mas | {lista.removesuffix("[0]"): [datos]}
            de_mas = {}
        try:
            paac.mapa_desde_datos(_MENORES[""] | datos)
        except paac.ErrorDeEntrada as error:
            fallas = defaultdict(list)
            for falla in error.fallas:
                fallas[self._campo(falla.ruta)].append(falla.mensaje)
            raise ValidationError(fallas) from None

    def _campo(self, ruta: str) -> str:
        """``inherente.probabilidad_pct`` es una columna; ``cuestionario.16``, parte de otra."""
        dicho, *resto = re.split(r"[.[]", ruta.removeprefix(f"{self.donde}."), maxsplit=2)
        dicho = f"{dicho}_{resto[0]}" if dicho in self.partes and resto else dicho
        return dicho if dicho in {campo.name for campo in self._meta.fields} else NON_FIELD_ERRORS


class Congelable(Comprobada, DeUnCorte):
    """Lo que se dice en un corte, de la fecha que es."""

    class Meta:
        abstract = True

    def datos(self) -> Datos:
        """Con su corte."""
        return super().datos() | {"corte": self.corte.fecha if self.corte_id else None}


class Mapa(Comprobada):
    """El mapa de riesgos que un plan lleva."""

    objeto = paac.MapaDeRiesgos

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="mapa")
    entidad = models.ForeignKey(Entidad, models.PROTECT, related_name="mapas")
    vigencia = models.PositiveIntegerField(null=True, blank=True)
    regimen = Texto(choices=REGIMENES.items())
    metodologia = Texto()
    version = Texto()
    fecha_elaboracion = models.DateField(null=True, blank=True)
    fecha_publicacion = models.DateField(null=True, blank=True)
    fecha_actualizacion = models.DateField(null=True, blank=True)
    mision = Texto()
    textos = tabla_de_nombres()
    extras = tabla_de_nombres()

    class Meta:
        verbose_name = "mapa de riesgos"
        verbose_name_plural = "mapas de riesgos"

    def __str__(self) -> str:
        return en_corto("Mapa de riesgos", self.vigencia, "de", self.entidad)


class Proceso(DeUnPlan, Comprobada):
    """Un proceso de la entidad, y quiénes reportan por él: su líder."""

    objeto = paac.Proceso
    donde = _UN_PROCESO
    reportes_de = ("riesgo__proceso",)
    en_un_corte = "seguimientos_de_riesgos"

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="procesos")
    nombre = Texto(null=False, blank=False)
    codigo = Texto()
    objetivo = Texto()
    alcance = Texto()
    tipo = Texto(choices=opciones_de(paac.Proceso, "tipo"))
    lider = Texto()
    dependencia = Texto()
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="procesos"
    )

    def __str__(self) -> str:
        return en_corto(self.codigo, self.nombre)

    def plan_de_que_cuelga(self) -> Plan:
        """El de su mapa."""
        return self.mapa.plan


class Riesgo(DeUnPlan, con_partes(paac.Riesgo, "definicion", "inherente", "residual"), Comprobada):
    """Un riesgo del mapa."""

    objeto = paac.Riesgo
    donde = _UN_RIESGO
    reportes_de = ("riesgo",)
    en_un_corte = "seguimientos_de_riesgos"

    proceso = models.ForeignKey(Proceso, models.CASCADE, related_name="riesgos")
    referencia = Texto()
    descripcion = Texto(null=False, blank=False)
    tipo = Texto(choices=opciones_de(paac.Riesgo, "tipo"))
    clasificacion = Texto()
    afectacion = Texto()
    factores = lista()
    consecuencias = lista()
    frecuencia = models.PositiveIntegerField(null=True, blank=True)
    criterio_impacto = Texto()
    cuestionario = tabla_de_nombres()
    tratamiento = Texto()
    indicador = Texto()
    responsable = Texto()
    documentos = Texto()
    estado = Texto(choices=opciones_de(paac.Riesgo, "estado"))
    extras = tabla_de_nombres()

    def __str__(self) -> str:
        return en_corto(self.referencia, self.descripcion)

    def plan_de_que_cuelga(self) -> Plan:
        """El de su proceso."""
        return self.proceso.mapa.plan


class Causa(EnOrden, Comprobada):
    """Por qué puede pasar."""

    objeto = paac.Causa
    donde = f"{_UN_RIESGO}.causas[0]"

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="causas")
    texto = Texto(null=False, blank=False)
    clase = Texto(choices=opciones_de(paac.Causa, "clase"))
    factor = Texto()

    def __str__(self) -> str:
        return en_corto(self.texto)


class Control(EnOrden, con_partes(paac.Control, "residual"), Comprobada):
    """Lo que se hace para que no pase, o pese menos."""

    objeto = paac.Control
    donde = f"{_UN_RIESGO}.controles[0]"

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="controles")
    numero = Texto()
    descripcion = Texto()
    tipo = Texto(choices=opciones_de(paac.Control, "tipo"))
    responsable = Texto()
    periodicidad = Texto()
    proposito = Texto()
    como_se_realiza = Texto()
    desviaciones = Texto()
    evidencia = Texto()
    afecta = Texto(choices=opciones_de(paac.Control, "afecta"))
    implementacion = Texto(choices=opciones_de(paac.Control, "implementacion"))
    documentacion = Texto(choices=opciones_de(paac.Control, "documentacion"))
    frecuencia = Texto(choices=opciones_de(paac.Control, "frecuencia"))
    registro = Texto(choices=opciones_de(paac.Control, "registro"))
    calificacion = Texto()
    criterios = tabla_de_nombres()
    ejecucion = Texto(choices=opciones_de(paac.Control, "ejecucion"))
    disminuye_probabilidad = Texto(choices=opciones_de(paac.Control, "disminuye_probabilidad"))
    disminuye_impacto = Texto(choices=opciones_de(paac.Control, "disminuye_impacto"))
    causas_que_ataca = lista()

    class Meta(EnOrden.Meta):
        verbose_name_plural = "controles"

    def __str__(self) -> str:
        return en_corto(self.numero, self.descripcion or self.tipo)

    def de_la_duena(self) -> Datos:
        """Cuántas causas tiene el riesgo: de ellas dice cuáles ataca."""
        cuantas = self.riesgo.causas.count() if self.riesgo_id else 0
        return {"causas": [{"texto": "-"}] * cuantas}


class Accion(EnOrden, Comprobada):
    """Lo que se va a hacer con un riesgo."""

    objeto = paac.Accion
    donde = f"{_UN_RIESGO}.acciones[0]"

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="acciones")
    descripcion = Texto(null=False, blank=False)
    clase = Texto(choices=opciones_de(paac.Accion, "clase"))
    periodo = Texto()
    fecha_inicio = Texto()
    fecha_fin = Texto()
    registro = Texto()
    responsable = Texto()
    indicador = Texto()
    estado = Texto(choices=opciones_de(paac.Accion, "estado"))

    class Meta(EnOrden.Meta):
        verbose_name = "acción"
        verbose_name_plural = "acciones"

    def __str__(self) -> str:
        return en_corto(self.descripcion)


class SeguimientoDelMapa(Congelable):
    """Lo que control interno dice del mapa entero en un corte."""

    objeto = paac.riesgos.SeguimientoDelMapa
    donde = "seguimientos[0]"

    mapa = models.ForeignKey(Mapa, models.CASCADE, related_name="seguimientos")
    corte = models.ForeignKey(Corte, models.RESTRICT, related_name="seguimientos_del_mapa")
    lugar = models.PositiveIntegerField(default=0)
    elaboracion = Texto()
    publicacion = Texto()
    elaborado_por = Texto()
    fecha = Texto()
    extras = tabla_de_nombres()

    class Meta:
        ordering = ("lugar", "pk")
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


class SeguimientoDeRiesgo(
    con_partes(paac.SeguimientoDeRiesgo, "verificacion", "materializacion", "valoracion"),
    Congelable,
):
    """Lo que alguien dijo de un riesgo en un corte: uno solo por cada quien."""

    objeto = paac.SeguimientoDeRiesgo
    donde = _UN_SEGUIMIENTO

    riesgo = models.ForeignKey(Riesgo, models.CASCADE, related_name="seguimientos")
    corte = models.ForeignKey(Corte, models.RESTRICT, related_name="seguimientos_de_riesgos")
    lugar = models.PositiveIntegerField(default=0)
    quien = Texto(
        null=False,
        blank=False,
        default="oci",
        choices=opciones_de(paac.SeguimientoDeRiesgo, "quien"),
    )
    efectividad = Texto()
    acciones_adelantadas = Texto()
    avance = porcentaje("avance (%)")
    estado = Texto()
    evidencias = lista()
    observaciones = Texto()

    class Meta:
        ordering = ("lugar", "pk")
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


class ControlSeguido(EnOrden, Comprobada):
    """Lo que en un seguimiento se halló de un control."""

    objeto = paac.riesgos.ControlSeguido
    donde = f"{_UN_SEGUIMIENTO}.controles[0]"

    seguimiento = models.ForeignKey(SeguimientoDeRiesgo, models.CASCADE, related_name="controles")
    control = Texto(null=False, blank=False)
    aplicado = Texto(choices=opciones_de(paac.riesgos.ControlSeguido, "aplicado"))
    adecuado = Texto(choices=opciones_de(paac.riesgos.ControlSeguido, "adecuado"))
    efectivo = Texto(choices=opciones_de(paac.riesgos.ControlSeguido, "efectivo"))
    nota = Texto()

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
