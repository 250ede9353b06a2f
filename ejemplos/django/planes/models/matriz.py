"""La matriz: dependencias, componentes, subcomponentes, actividades y trámites."""

from django.conf import settings
from django.db import models

import paac_reportes as paac
from planes.models.campos import EnOrden, Texto, en_corto, tabla_de_nombres
from planes.models.plan import Plan


class Dependencia(EnOrden):
    """Una oficina, y quiénes reportan por ella."""

    clase = paac.Dependencia

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dependencias")
    nombre = Texto(null=False, blank=False)
    nombre_corto = Texto()
    encargados = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="dependencias"
    )

    def __str__(self) -> str:
        return self.nombre


class Componente(EnOrden):
    """Una tabla del plan; de una dependencia, si el plan las tiene."""

    clase = paac.Componente

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


class Subcomponente(EnOrden):
    """Las actividades que comparten la celda de subcomponente."""

    clase = paac.Subcomponente

    componente = models.ForeignKey(Componente, models.CASCADE, related_name="subcomponentes")
    nombre = Texto()

    def __str__(self) -> str:
        return en_corto(self.nombre)


class Actividad(EnOrden):
    """Una fila de la matriz."""

    clase = paac.Actividad

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


class Tramite(EnOrden):
    """Un trámite por racionalizar, o un intercambio de información."""

    clase = paac.Tramite

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
