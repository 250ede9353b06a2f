"""El mapa de riesgos en el administrador: cada tabla con lo que cuelga de ella."""

from typing import Any

from django.contrib import admin

from planes import models
from planes.admin.matriz import MientrasEsteAbierto, sin_reportes

_A_LA_VISTA = ("lugar", "referencia", "descripcion", "tipo", "inherente_zona", "residual_zona")
"""De un riesgo, en la página de su proceso; lo demás, en la suya."""


def con_lo_reportado(tabla: Any, reportes_de: str, **opciones: Any) -> Any:
    """Las que se borran mientras nada se haya dicho de sus riesgos."""
    return sin_reportes(tabla, reportes_de, reportes=models.SeguimientoDeRiesgo, **opciones)


@admin.register(models.Mapa)
class Mapa(admin.ModelAdmin):
    """Los mapas de riesgos."""

    inlines = (
        con_lo_reportado(
            models.Proceso, "riesgo__proceso__mapa", filter_horizontal=("encargados",)
        ),
    )
    list_select_related = ("entidad",)


@admin.register(models.Proceso)
class Proceso(admin.ModelAdmin):
    """Los procesos y quién reporta por cada uno."""

    inlines = (
        con_lo_reportado(
            models.Riesgo, "riesgo__proceso", forma=admin.TabularInline, fields=_A_LA_VISTA
        ),
    )
    filter_horizontal = ("encargados",)


@admin.register(models.SeguimientoDeRiesgo, models.SeguimientoDelMapa)
class DeUnRiesgo(MientrasEsteAbierto):
    """Lo que alguien dijo de un riesgo, o del mapa entero, en un corte."""

    list_select_related = ("corte",)


admin.site.register(models.Riesgo)
