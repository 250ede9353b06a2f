"""La aplicación de los planes."""

import warnings

from django.apps import AppConfig
from django.db.models.signals import pre_delete

import paac_reportes as paac


class Planes(AppConfig):
    """Los planes anticorrupción y sus seguimientos."""

    name = "planes"
    verbose_name = "Planes anticorrupción"

    def ready(self) -> None:
        """Calla los avisos, que van como valores en cada página, y pone la guarda de lo cerrado."""
        from planes.models.sostenido import exigir_que_se_borre  # noqa: PLC0415 - ya hay tablas

        warnings.simplefilter("ignore", paac.AvisoPaac)
        for tabla in self.get_models():
            pre_delete.connect(exigir_que_se_borre, sender=tabla)
