"""El documento en una página web."""

from paac_reportes.instalacion import hace_falta

with hace_falta():
    from paac_reportes.escritores.html.escritor import escribir

__all__ = ["escribir"]
