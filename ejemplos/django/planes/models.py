"""Las tablas: un plan, sus oficinas, las filas que reportan, sus cortes y lo reportado."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

import paac_reportes as paac
from paac_reportes import anfitrion

TODAS = "planes.todas_las_dependencias"
"""Ver lo de cualquier oficina, y corregirlo: es de control interno."""
CERRAR = "planes.cerrar_corte"


class DeQuien(models.QuerySet):
    """Las filas de una tabla; toda vista parte de las que quien mira puede ver."""

    def de(self, usuario: Any) -> "DeQuien":
        """Las de las dependencias de que está encargado; quien ve ``TODAS``, todas."""
        if usuario.has_perm(TODAS):
            return self
        return self.filter(**{self.model.SUS_ENCARGADOS: usuario}).distinct()


class Plan(models.Model):
    """El plan de una vigencia. Lo que las oficinas no reportan no cambia desde que se carga."""

    SUS_ENCARGADOS: ClassVar = "dependencias__encargados"

    entidad = models.TextField()
    vigencia = models.PositiveSmallIntegerField(null=True)
    datos = models.TextField()
    """El JSON del plan como lo escribe la biblioteca, con los cortes que ya traía."""

    objects = DeQuien.as_manager()

    def __str__(self) -> str:
        return f"Plan {self.vigencia or ''} de {self.entidad}".replace("  ", " ")


class Dependencia(models.Model):
    """Una oficina del plan, y quiénes reportan por ella."""

    SUS_ENCARGADOS: ClassVar = "encargados"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dependencias")
    lugar = models.PositiveSmallIntegerField()
    """El suyo entre las dependencias del plan, desde 0."""
    nombre = models.TextField()
    encargados = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="dependencias")

    objects = DeQuien.as_manager()

    class Meta:
        ordering = ("plan", "lugar")
        permissions = (("todas_las_dependencias", "Ver y corregir lo de todas"),)

    def __str__(self) -> str:
        return self.nombre


class Fila(models.Model):
    """Una actividad, un trámite o un intercambio del plan, de que una oficina reporta."""

    SUS_ENCARGADOS: ClassVar = "dependencia__encargados"

    dependencia = models.ForeignKey(Dependencia, models.CASCADE, related_name="filas")
    ruta = models.CharField(max_length=200)
    """Su lugar en los datos del plan: ``dependencias[1].componentes[0].tramites[2]``."""
    codigo = models.TextField()
    texto = models.TextField()
    fecha = models.TextField()

    objects = DeQuien.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("dependencia", "ruta"), name="una_fila_por_ruta"),
        )

    def __str__(self) -> str:
        return f"{self.codigo} {self.texto}".strip()


class Corte(models.Model):
    """Una fecha en que se reporta. Al cerrarse guarda el plan entero, y de él sale lo suyo."""

    SUS_ENCARGADOS: ClassVar = "plan__dependencias__encargados"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="cortes")
    fecha = models.DateField()
    cerrado_en = models.DateTimeField(null=True)
    cerrado_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    datos = models.TextField(blank=True)
    """De uno cerrado, el JSON del plan; es un texto porque ``jsonb`` le cambiaría la huella."""
    huella = models.CharField(max_length=64, blank=True)

    objects = DeQuien.as_manager()

    class Meta:
        ordering = ("plan", "fecha")
        permissions = (("cerrar_corte", "Cerrar un corte"),)
        constraints = (
            models.UniqueConstraint(fields=("plan", "fecha"), name="un_corte_por_fecha"),
            models.UniqueConstraint(
                fields=("plan",),
                condition=models.Q(cerrado_en=None),
                name="un_solo_corte_abierto",
            ),
            models.CheckConstraint(
                condition=models.Q(cerrado_en=None) ^ ~models.Q(huella=""),
                name="cerrado_con_su_plan",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fecha:%d/%m/%Y}"

    @property
    def abierto(self) -> bool:
        """Si todavía se reporta en él."""
        return self.cerrado_en is None


class Texto(models.TextField):
    """Uno que cualquier base guarda: PostgreSQL no admite el carácter nulo."""

    default_validators: ClassVar = [
        RegexValidator(
            "[\0\ud800-\udfff]",
            "Trae un carácter nulo, o la mitad de otro: bórrelo.",
            inverse_match=True,
        )
    ]


class Avance(models.DecimalField):
    """Un porcentaje sin los ceros que la columna agrega, que el formulario mostraría."""

    def from_db_value(self, valor: Decimal | None, *_: Any) -> Decimal | None:
        """``62.500000000000000`` → ``62.5``; ``100`` no se vuelve ``1E+2``."""
        return None if valor is None else valor.normalize() + 0


class Reporte(models.Model):
    """Lo que una oficina dice de una fila en un corte."""

    fila = models.ForeignKey(Fila, models.CASCADE, related_name="reportes")
    corte = models.ForeignKey(Corte, models.PROTECT, related_name="reportes")
    texto = Texto("seguimiento", blank=True)
    avance = Avance(
        "avance (%)",
        max_digits=18,
        decimal_places=15,  # los que un tercio trae en una celda de Excel
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    estado = models.CharField(
        max_length=20,
        blank=True,
        choices=[(uno.value, anfitrion.en_palabras(uno.value)) for uno in paac.modelo.Estado],
    )
    evidencias = Texto(blank=True, help_text="Una por renglón.")
    observaciones = Texto(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("fila", "corte"), name="un_reporte_por_fila_y_corte"),
        )

    def __str__(self) -> str:
        return f"{self.fila} al {self.corte}"

    def seguimiento(self) -> dict[str, Any]:
        """Lo mismo, con las claves de los datos del plan; un blanco es ``None``."""
        return {
            "corte": self.corte.fecha,
            "texto": self.texto or None,
            "avance": self.avance,
            "estado": self.estado or None,
            "evidencias": [una for una in self.evidencias.split("\n") if una.strip()],
            "observaciones": self.observaciones or None,
        }
