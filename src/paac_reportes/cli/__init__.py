"""La orden ``paac-reportes``: argumentos, códigos de salida y mensajes."""

from paac_reportes.cli.orden import main

__all__ = ["main"]
