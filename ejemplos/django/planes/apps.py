"""La aplicación de los planes."""

import warnings

from django.apps import AppConfig

import paac_reportes as paac


class Planes(AppConfig):
    """Los planes anticorrupción y sus seguimientos."""

    name = "planes"
    verbose_name = "Planes anticorrupción"

    def ready(self) -> None:
        """Los avisos van como valores en cada página; en el registro del servidor sobran."""
        warnings.simplefilter("ignore", paac.AvisoPaac)
