"""La matriz en el administrador: cada tabla con lo que cuelga de ella."""

from typing import Any

from django.contrib import admin

from planes import models


class Subcomponentes(admin.TabularInline):
    """Los de un componente."""

    model = models.Subcomponente
    extra = 0
    show_change_link = True


class Tramites(admin.StackedInline):
    """Los trámites de un componente."""

    model = models.Tramite
    extra = 0
    show_change_link = True


class Actividades(admin.StackedInline):
    """Las de un subcomponente."""

    model = models.Actividad
    extra = 0
    show_change_link = True


class Evidencias(admin.TabularInline):
    """Las de un seguimiento."""

    model = models.Evidencia
    extra = 0


class Seguimientos(admin.TabularInline):
    """Los de una fila, para mirarlos; cada uno se corrige en su página."""

    model = models.Seguimiento
    extra = 0
    fields = ("corte", "texto", "avance", "estado")
    readonly_fields = fields
    show_change_link = True

    def has_add_permission(self, *_: Any) -> bool:
        """Se agregan donde se ve si su corte está abierto."""
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        """Lo reportado no se borra."""
        return False


@admin.register(models.Componente)
class Componente(admin.ModelAdmin):
    """Las tablas de los planes."""

    inlines = (Subcomponentes, Tramites)
    list_display = ("__str__", "dependencia", "plan")
    list_filter = ("plan",)
    list_select_related = ("dependencia", "plan__entidad")


@admin.register(models.Subcomponente)
class Subcomponente(admin.ModelAdmin):
    """Sus actividades."""

    inlines = (Actividades,)


@admin.register(models.Actividad, models.Tramite)
class Fila(admin.ModelAdmin):
    """Una fila de la matriz y lo que se ha reportado de ella."""

    inlines = (Seguimientos,)
    search_fields = ("responsable",)


@admin.register(models.Seguimiento)
class Seguimiento(admin.ModelAdmin):
    """Un seguimiento y sus evidencias; el de un corte cerrado sólo se mira."""

    inlines = (Evidencias,)
    list_display = ("__str__", "avance", "estado")
    list_select_related = ("actividad", "tramite", "corte")
    raw_id_fields = ("actividad", "tramite")

    def has_change_permission(self, request: Any, obj: models.Seguimiento | None = None) -> bool:
        """Sólo mientras su corte está abierto."""
        return super().has_change_permission(request, obj) and (obj is None or obj.corte.abierto)

    def has_delete_permission(self, *_: Any) -> bool:
        """Lo reportado no se borra."""
        return False
