"""La matriz en el administrador: cada tabla con lo que cuelga de ella."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied

from planes import models
from planes.models.sostenido import YaSeCerro


def nadie(*_: Any) -> bool:
    """El permiso de lo que en el administrador no hace nadie."""
    return False


class SinReportes(InlineModelAdmin):
    """Se borra mientras nada se haya reportado: con ella se iría también lo de un corte cerrado."""

    reportes: type[models.DeUnCorte] = models.Seguimiento
    reportes_de: str
    """El camino de un seguimiento a la fila de la que esto cuelga."""

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Django lo mira al borrar una fila en su página, pero no al borrarla desde su dueña."""
        reportado = self.reportes.objects.filter(**{self.reportes_de: obj})
        return super().has_delete_permission(request, obj) and not reportado.exists()


def sin_reportes(
    tabla: Any, reportes_de: str, *, forma: type = admin.StackedInline, **opciones: Any
) -> Any:
    """Las que se borran mientras nada se haya reportado; cada una se abre en su página."""
    propias = {"model": tabla, "extra": 0, "reportes_de": reportes_de, "show_change_link": True}
    return type(f"{tabla.__name__}s", (SinReportes, forma), propias | opciones)


@admin.register(models.Componente)
class Componente(admin.ModelAdmin):
    """Las tablas de los planes."""

    inlines = (
        sin_reportes(
            models.Subcomponente,
            "actividad__subcomponente__componente",
            forma=admin.TabularInline,
        ),
        sin_reportes(models.Tramite, "tramite__componente"),
    )
    list_display = ("__str__", "dependencia", "plan")
    list_select_related = ("dependencia", "plan__entidad")


@admin.register(models.Subcomponente)
class Subcomponente(admin.ModelAdmin):
    """Sus actividades."""

    inlines = (sin_reportes(models.Actividad, "actividad__subcomponente"),)


class MientrasEsteAbierto(admin.ModelAdmin):
    """Lo que se dijo en un corte: si ya se cerró, sólo se mira, y nunca se borra."""

    has_delete_permission = nadie

    def change_view(self, request: Any, object_id: str, *resto: Any, **mas: Any) -> Any:
        """A quien lo guarda tarde, que alcanzó a verlo abierto, se le dice que se cerró."""
        try:
            return super().change_view(request, object_id, *resto, **mas)
        except PermissionDenied:
            reporte = self.get_object(request, unquote(object_id))
            puede = super().has_change_permission(request, reporte)
            if reporte and puede and not reporte.corte.abierto:
                raise YaSeCerro.de_lo_dicho_en(reporte.corte) from None
            raise

    def has_change_permission(self, request: Any, obj: models.DeUnCorte | None = None) -> bool:
        """Sólo mientras su corte está abierto."""
        return super().has_change_permission(request, obj) and (obj is None or obj.corte.abierto)


@admin.register(models.Seguimiento)
class Seguimiento(MientrasEsteAbierto):
    """Un seguimiento."""

    list_display = ("__str__", "avance", "estado")
    list_select_related = ("actividad", "tramite", "corte")
    raw_id_fields = ("actividad", "tramite")


admin.site.register((models.Actividad, models.Tramite))
