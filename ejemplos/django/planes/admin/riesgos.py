"""El mapa de riesgos en el administrador: cada tabla con lo que cuelga de ella."""

from django.contrib import admin

from planes import models
from planes.admin.datos import FormularioDeFirma
from planes.admin.matriz import MientrasEsteAbierto, SinReportes, SoloParaMirar


class Cambios(admin.TabularInline):
    """El control de cambios de un mapa."""

    model = models.CambioDelMapa
    extra = 0


class Firmas(admin.StackedInline):
    """Las firmas de un mapa, con su dibujo."""

    model = models.FirmaDelMapa
    form = FormularioDeFirma
    extra = 0


class Procesos(SinReportes, admin.StackedInline):
    """Los procesos de un mapa, y quién reporta los riesgos de cada uno."""

    model = models.Proceso
    reportes = models.SeguimientoDeRiesgo
    reportes_de = "riesgo__proceso__mapa"
    extra = 0
    filter_horizontal = ("encargados",)
    show_change_link = True


class Riesgos(SinReportes, admin.TabularInline):
    """Los de un proceso; lo demás de cada uno, en su página."""

    model = models.Riesgo
    reportes = models.SeguimientoDeRiesgo
    reportes_de = "riesgo__proceso"
    fields = ("lugar", "referencia", "descripcion", "tipo", "inherente_zona", "residual_zona")
    extra = 0
    show_change_link = True


class Causas(admin.TabularInline):
    """Las de un riesgo."""

    model = models.Causa
    extra = 0


class Controles(admin.StackedInline):
    """Los de un riesgo."""

    model = models.Control
    extra = 0


class Acciones(admin.StackedInline):
    """Las de un riesgo."""

    model = models.Accion
    extra = 0


class Seguimientos(SoloParaMirar):
    """Los de un riesgo."""

    model = models.SeguimientoDeRiesgo
    fields = readonly_fields = ("corte", "quien", "avance", "materializacion_ocurrio")


class ControlesSeguidos(admin.TabularInline):
    """Lo que en un seguimiento se halló de cada control."""

    model = models.ControlSeguido
    extra = 0


@admin.register(models.Mapa)
class Mapa(admin.ModelAdmin):
    """Los mapas de riesgos."""

    inlines = (Procesos, Cambios, Firmas)
    list_display = ("__str__", "metodologia")
    list_select_related = ("entidad",)


@admin.register(models.Proceso)
class Proceso(admin.ModelAdmin):
    """Los procesos y quién reporta por cada uno."""

    inlines = (Riesgos,)
    list_display = ("__str__", "lider", "mapa")
    list_select_related = ("mapa__entidad",)
    filter_horizontal = ("encargados",)


@admin.register(models.Riesgo)
class Riesgo(admin.ModelAdmin):
    """Un riesgo, con lo suyo y lo que de él se ha dicho."""

    inlines = (Causas, Controles, Acciones, Seguimientos)
    list_display = ("__str__", "inherente_zona", "residual_zona", "proceso")
    list_select_related = ("proceso",)
    search_fields = ("referencia", "descripcion")


@admin.register(models.SeguimientoDeRiesgo)
class SeguimientoDeRiesgo(MientrasEsteAbierto):
    """Lo que alguien dijo de un riesgo en un corte."""

    inlines = (ControlesSeguidos,)
    list_display = ("__str__", "avance", "materializacion_ocurrio")
    list_select_related = ("riesgo", "corte")
    raw_id_fields = ("riesgo",)


@admin.register(models.SeguimientoDelMapa)
class SeguimientoDelMapa(MientrasEsteAbierto):
    """Lo que control interno dice del mapa entero en un corte."""

    list_display = ("__str__", "fecha")
    list_select_related = ("mapa__entidad", "corte")
