"""Los cortes: control interno abre uno y lo cierra."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from planes import models, permisos
from planes.formularios import Abrir
from planes.vistas.fallas import hallar


@permission_required(permisos.ABRIR, raise_exception=True)
def abrir(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Un corte nuevo, en que las oficinas reportan desde ahora."""
    plan = hallar(models.Plan.objects, pk)
    formulario = Abrir(pedido.POST or None, instance=models.Corte(plan=plan))
    if pedido.method == "POST" and formulario.is_valid():
        try:
            formulario.instance.validate_constraints()
        except ValidationError as error:
            formulario.add_error(None, error.messages)
        else:
            formulario.save()
            messages.success(pedido, f"El corte del {formulario.instance} quedó abierto.")
            return redirect("planes:plan", pk)
    return render(
        pedido,
        "planes/formulario.html",
        {
            "titulo": "Abrir un corte",
            "explicacion": "Mientras esté abierto, cada oficina reporta lo suyo.",
            "formulario": formulario,
            "boton": "Abrir",
            "volver": reverse("planes:plan", args=(pk,)),
        },
    )


@permission_required(permisos.CERRAR, raise_exception=True)
def cerrar(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Desde aquí nadie cambia lo que el corte dice."""
    corte = hallar(models.Corte.objects.select_related("plan"), pk)
    volver = redirect("planes:plan", corte.plan_id)
    if pedido.method == "POST":
        with transaction.atomic():
            suyo = models.Corte.objects.select_for_update().filter(pk=pk, cerrado_en=None)
            if suyo.update(cerrado_en=timezone.now(), cerrado_por=pedido.user):
                messages.success(pedido, f"El corte del {corte} quedó cerrado.")
        return volver
    return render(
        pedido,
        "planes/formulario.html",
        {
            "titulo": f"Cerrar el corte del {corte}",
            "explicacion": "Las oficinas ya no podrán reportar en él, ni corregir lo reportado.",
            "boton": "Cerrar el corte",
            "volver": volver.url,
        },
    )
