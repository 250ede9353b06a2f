"""Los cortes: control interno abre uno, lo cierra y, si hay que corregir, lo reabre."""

import io

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from planes import models, permisos
from planes.formularios import Abrir, ConFallas, Reabrir
from planes.puente import cierre
from planes.vistas.fallas import hallar
from planes.vistas.formulario import preguntar


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
    return preguntar(
        pedido,
        "Abrir un corte",
        formulario,
        "Abrir",
        reverse("planes:plan", args=(pk,)),
        explicacion="Mientras esté abierto, cada oficina reporta lo suyo.",
    )


@permission_required(permisos.CERRAR, raise_exception=True)
def cerrar(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Desde aquí nadie cambia lo que el corte dice: queda su instantánea."""
    corte = hallar(models.Corte.objects.select_related("plan"), pk)
    volver = redirect("planes:plan", corte.plan_id)
    formulario = ConFallas(pedido.POST)
    falta = None
    with formulario.con_fallas():
        falta = cierre.lo_que_falta(corte)
    if pedido.method == "POST" and not formulario.errors:
        with formulario.con_fallas():
            hecha = cierre.cerrar(corte, pedido.user)
            messages.success(
                pedido,
                f"El corte del {corte} quedó cerrado. La huella de su instantánea: {hecha.sha256}",
            )
            return volver
    return preguntar(
        pedido,
        f"Cerrar el corte del {corte}",
        formulario,
        "Cerrar el corte",
        volver.url,
        explicacion="Se guarda una instantánea del plan, y de ella saldrán los reportes de"
        " este corte: nada que se cambie después los cambia. Las oficinas ya no podrán reportar"
        " en él, ni corregir lo reportado.",
        falta=falta,
    )


@permission_required(permisos.REABRIR, raise_exception=True)
def reabrir(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Se puede reportar otra vez; queda quién lo reabrió, por qué y lo que decía cerrado."""
    corte = hallar(models.Corte.objects.select_related("plan"), pk)
    volver = redirect("planes:plan", corte.plan_id)
    formulario = Reabrir(pedido.POST or None)
    if pedido.method == "POST" and formulario.is_valid():
        with formulario.con_fallas():
            cierre.reabrir(corte, pedido.user, formulario.cleaned_data["motivo"])
            messages.success(pedido, f"El corte del {corte} quedó abierto otra vez.")
            return volver
    return preguntar(
        pedido,
        f"Reabrir el corte del {corte}",
        formulario,
        "Reabrir el corte",
        volver.url,
        explicacion="Las oficinas podrán reportar en él otra vez, y sus reportes saldrán de"
        " lo que digan hoy los datos. La instantánea de cuando se cerró se conserva, con quién"
        " lo reabrió y por qué.",
    )


def instantaneas(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Las de un corte: la de ahora y las de cada vez que se reabrió."""
    corte = hallar(models.Corte.objects.select_related("plan__entidad"), pk)
    suyas = corte.instantaneas.select_related("hecha_por", "reabierta_por").order_by("-hecha_en")
    suyas = suyas.prefetch_related("actas__emitida_por")
    return render(pedido, "planes/instantaneas.html", {"corte": corte, "suyas": suyas})


def instantanea(_pedido: HttpRequest, pk: int) -> HttpResponseBase:
    """El JSON de una, a la letra: ``sha256sum`` da su huella, y la orden lo lee como un plan."""
    suya = hallar(models.Instantanea.objects.select_related("corte"), pk)
    return _bajado(suya.plan, f"instantanea_{suya.corte.fecha}_{suya.sha256[:12]}.json")


def acta(_pedido: HttpRequest, pk: int) -> HttpResponseBase:
    """El JSON de una, a la letra: con él se prueba el archivo que alguien traiga."""
    suya = hallar(models.Acta.objects, pk)
    return _bajado(f"{suya.acta}\n", f"acta_{suya.sha256[:12]}.json")


def _bajado(texto: str, nombre: str) -> HttpResponseBase:
    return FileResponse(
        io.BytesIO(texto.encode()),
        as_attachment=True,
        filename=nombre,
        content_type="application/json",
    )
