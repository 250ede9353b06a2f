"""El plan en el administrador, y lo que cada corte dijo al cerrarse."""

from django.contrib import admin

from planes import models
from planes.admin.matriz import nadie, sin_reportes


class Cortes(admin.TabularInline):
    """Los cortes: uno nuevo queda abierto; se cierran desde la página del plan.

    La fecha de un corte es la de todos sus reportes: ni se cambia ni se borra.
    """

    model = models.Corte
    extra = 0
    readonly_fields = ("cerrado_en", "cerrado_por")
    has_change_permission = has_delete_permission = nadie


@admin.register(models.Plan)
class Plan(admin.ModelAdmin):
    """Los planes."""

    inlines = (
        Cortes,
        sin_reportes(
            models.Dependencia,
            "corte__plan",
            show_change_link=False,
            filter_horizontal=("encargados",),
        ),
    )


@admin.register(models.Instantanea)
class Instantanea(admin.ModelAdmin):
    """Lo que cada corte dijo al cerrarse: sólo se mira."""

    list_display = ("corte", "momento", "hecha_en", "hecha_por", "sha256", "reabierta_en")
    list_select_related = ("corte", "hecha_por")
    exclude = ("plan", "formatos")
    has_add_permission = has_change_permission = has_delete_permission = nadie
