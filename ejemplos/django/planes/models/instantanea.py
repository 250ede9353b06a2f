"""Lo que un corte dijo al cerrarse, congelado."""

import hashlib
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from planes.models.campos import Texto
from planes.models.plan import Corte

MOMENTOS = {
    "cierre": "al cerrar el corte",
    "carga": "al cargar el plan, que ya traía ese corte",
}


_AL_REABRIR = {"reabierta_en", "reabierta_por_id", "motivo"}


class NoCambia(TypeError):
    """Alguien quiso cambiar o borrar una instantánea o un acta."""


class Constancias(models.QuerySet):
    """Ni de a muchas se cambian o se borran."""

    def update(self, **_: Any) -> NoReturn:
        """Lo que se cambia de una (que se reabrió) se cambia de a una."""
        raise NoCambia(self.model.no_cambia)

    def delete(self) -> NoReturn:
        """Es la constancia de lo que se reportó o se entregó."""
        raise NoCambia(self.model.no_se_borra)


class Constancia(models.Model):
    """Lo que se escribe una vez, y ni se cambia ni se borra."""

    no_cambia: ClassVar[str]
    no_se_borra: ClassVar[str]
    objects = Constancias.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("view",)

    def save(self, **opciones: Any) -> None:
        """La primera vez; después, sólo lo que admita."""
        if not self._state.adding and not self.admite_el_cambio():
            raise NoCambia(self.no_cambia)
        super().save(**opciones)

    def admite_el_cambio(self) -> bool:
        """Si, ya guardada, puede quedar como está."""
        return False

    def delete(self, **_: Any) -> NoReturn:
        """Es la constancia de lo que se reportó o se entregó."""
        raise NoCambia(self.no_se_borra)


class Instantanea(Constancia):
    """El plan y los formatos propios como estaban al cerrar un corte: de aquí sale lo suyo.

    Se escribe una vez. Reabrir el corte no la borra: le anota quién, cuándo y por qué; al cerrarlo
    de nuevo se guarda otra.
    """

    no_cambia = "Una instantánea no se cambia: reabra el corte, y deja rastro."
    no_se_borra = "Una instantánea no se borra."

    corte = models.ForeignKey(Corte, models.PROTECT, related_name="instantaneas")
    momento = models.CharField(max_length=6, choices=MOMENTOS.items(), default="cierre")
    hecha_en = models.DateTimeField()
    hecha_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    plan = models.TextField()
    """El JSON del plan, como lo escribe la biblioteca; su huella es la de estos bytes."""
    sha256 = models.CharField("SHA-256", max_length=64)
    formatos = models.TextField()
    """Los formatos propios, por su código, en JSON."""
    sha256_formatos = models.CharField(max_length=64)
    filas = models.JSONField(editable=False)
    """Las que el plan tenía, por su tabla: mientras el corte siga cerrado no se borran."""
    biblioteca = models.CharField(max_length=40)
    """La versión con que se hizo: con la misma, los bytes de un reporte son los mismos."""
    reabierta_en = models.DateTimeField(null=True)
    reabierta_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    motivo = Texto()

    class Meta(Constancia.Meta):
        ordering = ("hecha_en", "pk")
        verbose_name = "instantánea"
        constraints = (
            models.UniqueConstraint(
                fields=("corte",),
                condition=models.Q(reabierta_en=None),
                name="una_instantanea_vigente_por_corte",
            ),
        )

    def __str__(self) -> str:
        return f"Instantánea del corte del {self.corte}, {self.sha256[:12]}"

    def admite_el_cambio(self) -> bool:
        """Sólo que se reabrió, y una sola vez."""
        guardada = type(self).objects.filter(pk=self.pk).values().get()
        cambian = {nombre for nombre, dicho in guardada.items() if getattr(self, nombre) != dicho}
        return not (guardada["reabierta_en"] or cambian - _AL_REABRIR)

    @property
    def esta_entera(self) -> bool:
        """Si dice lo que dijo al guardarse: alguien pudo escribir en la base sin pasar por aquí."""
        dichas = ((self.plan, self.sha256), (self.formatos, self.sha256_formatos))
        return all(huella_de(texto) == huella for texto, huella in dichas)


def huella_de(texto: str) -> str:
    """El SHA-256 de sus bytes: el que ``sha256sum`` da del archivo descargado."""
    return hashlib.sha256(texto.encode()).hexdigest()
