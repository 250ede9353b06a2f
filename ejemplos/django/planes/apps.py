"""La aplicación de los planes."""

from django.apps import AppConfig


class Planes(AppConfig):
    """Los planes anticorrupción y sus seguimientos."""

    name = "planes"
