"""La aplicación de los planes."""

import warnings

from django.apps import AppConfig

import paac_reportes as paac


class Planes(AppConfig):
    """Los planes anticorrupción y sus seguimientos."""

    name = "planes"

    def ready(self) -> None:
        """Calla los avisos que van por ``warnings``: en un servidor nadie los lee."""
        warnings.simplefilter("ignore", paac.AvisoPaac)
