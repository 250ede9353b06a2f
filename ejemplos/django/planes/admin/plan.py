"""El plan en el administrador, y la acción que descarga su reporte."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from planes import models
from planes.admin.datos import FormularioDeFirma
from planes.admin.matriz import en_linea, sin_reportes
from planes.vistas.reportes import escogido


class Cortes(admin.TabularInline):
    """Los cortes: uno nuevo queda abierto; se cierran desde la página del plan."""

    model = models.Corte
    extra = 0
    readonly_fields = ("cerrado_en", "cerrado_por")

    def has_change_permission(self, *_: Any) -> bool:
        """La fecha de un corte es la de todos sus reportes."""
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        """Un corte, y lo que en él se reportó, no se borra."""
        return False


@admin.register(models.Plan)
class Plan(admin.ModelAdmin):
    """Los planes."""

    actions = ("descargar_el_reporte",)
    inlines = (
        Cortes,
        sin_reportes(
            models.Dependencia,
            "corte__plan",
            show_change_link=False,
            filter_horizontal=("encargados",),
        ),
        en_linea(models.CambioDocumento),
        en_linea(models.Firma, apilada=True, form=FormularioDeFirma),
    )
    list_display = ("__str__", "ano", "regimen")
    list_filter = ("vigencia",)

    @admin.display(description="Vigencia", ordering="vigencia")
    def ano(self, plan: models.Plan) -> str:
        """Un año no lleva separador de miles, diga lo que diga USE_THOUSAND_SEPARATOR."""
        return "—" if plan.vigencia is None else str(plan.vigencia)

    @admin.action(description="Descargar el reporte", permissions=["view"])
    def descargar_el_reporte(
        self, pedido: HttpRequest, planes: QuerySet
    ) -> HttpResponseRedirect | None:
        """Pasa a la página que pregunta el formato y el corte."""
        if len(planes) == 1:
            return HttpResponseRedirect(reverse("admin:reporte", args=(planes[0].pk,)))
        messages.error(pedido, f"Marque un solo plan: el reporte es de uno, y marcó {len(planes)}.")
        return None

    def get_urls(self) -> list[Any]:
        """Las del administrador y la de esa página."""
        vista = self.admin_site.admin_view(self.reporte)
        return [path("<int:pk>/reporte/", vista, name="reporte"), *super().get_urls()]

    def reporte(self, pedido: HttpRequest, pk: int) -> HttpResponse:
        """Qué formato y qué corte; con ellos, los avisos y las descargas."""
        plan = get_object_or_404(models.Plan.objects.select_related("entidad"), pk=pk)
        if not self.has_view_permission(pedido, plan):
            raise PermissionDenied("No puede ver los planes.")
        datos = {"title": "Descargar el reporte", "plan": plan, "opts": self.opts}
        contexto = self.admin_site.each_context(pedido) | datos | escogido(pedido, plan)
        return render(pedido, "admin/planes/plan/reporte.html", contexto)


@admin.register(models.Instantanea)
class Instantanea(admin.ModelAdmin):
    """Lo que cada corte dijo al cerrarse: sólo se mira."""

    list_display = ("corte", "momento", "hecha_en", "hecha_por", "sha256", "reabierta_en")
    list_select_related = ("corte", "hecha_por")
    exclude = ("plan", "formatos")

    def has_add_permission(self, *_: Any) -> bool:
        """Se guarda al cerrar el corte."""
        return False

    def has_change_permission(self, *_: Any) -> bool:
        """No cambia."""
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        """Ni se borra."""
        return False
