"""El mapa de riesgos en el administrador: cada tabla con lo que cuelga de ella."""

from typing import Any

from django.contrib import admin

from planes import models
from planes.admin.datos import FormularioDeFirma
from planes.admin.matriz import MientrasEsteAbierto, en_linea, para_mirar, sin_reportes

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
        en_linea(models.CambioDelMapa),
        en_linea(models.FirmaDelMapa, apilada=True, form=FormularioDeFirma),
    )
    list_display = ("__str__", "metodologia")
    list_select_related = ("entidad",)


@admin.register(models.Proceso)
class Proceso(admin.ModelAdmin):
    """Los procesos y quién reporta por cada uno."""

    inlines = (
        con_lo_reportado(models.Riesgo, "riesgo__proceso", apilada=False, fields=_A_LA_VISTA),
    )
    list_display = ("__str__", "lider", "mapa")
    list_select_related = ("mapa__entidad",)
    filter_horizontal = ("encargados",)


@admin.register(models.Riesgo)
class Riesgo(admin.ModelAdmin):
    """Un riesgo, con lo suyo y lo que de él se ha dicho."""

    inlines = (
        en_linea(models.Causa),
        en_linea(models.Control, apilada=True),
        en_linea(models.Accion, apilada=True),
        para_mirar(
            models.SeguimientoDeRiesgo, "corte", "quien", "avance", "materializacion_ocurrio"
        ),
    )
    list_display = ("__str__", "inherente_zona", "residual_zona", "proceso")
    list_select_related = ("proceso",)
    search_fields = ("referencia", "descripcion")


@admin.register(models.SeguimientoDeRiesgo)
class SeguimientoDeRiesgo(MientrasEsteAbierto):
    """Lo que alguien dijo de un riesgo en un corte."""

    inlines = (en_linea(models.ControlSeguido),)
    list_display = ("__str__", "avance", "materializacion_ocurrio")
    list_select_related = ("riesgo", "corte")
    raw_id_fields = ("riesgo",)


@admin.register(models.SeguimientoDelMapa)
class SeguimientoDelMapa(MientrasEsteAbierto):
    """Lo que control interno dice del mapa entero en un corte."""

    list_display = ("__str__", "fecha")
    list_select_related = ("mapa__entidad", "corte")
