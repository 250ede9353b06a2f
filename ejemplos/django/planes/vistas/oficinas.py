"""Lo que hace una oficina: ver lo suyo, reportar una fila, bajar su libro y subirlo lleno."""

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from planes import models, permisos
from planes.formularios import LibroDeCaptura, Reporte
from planes.puente import captura, cierre
from planes.vistas.fallas import hallar
from planes.vistas.formulario import preguntar

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILAS = {"actividad": models.Actividad, "tramite": models.Tramite}
_MOSTRADOS = 20


def reportar(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Las filas de las dependencias de quien mira, con lo que dicen en el corte abierto."""
    plan = hallar(models.Plan.objects, pk)
    dependencias = list(permisos.dependencias_de(pedido.user, plan))
    corte = plan.corte_abierto
    grupos = [
        (una, [*_filas(models.Actividad, una, corte), *_filas(models.Tramite, una, corte)])
        for una in dependencias
    ]
    return render(pedido, "planes/reportar.html", {"plan": plan, "corte": corte, "grupos": grupos})


def _filas(
    tabla: type[models.Actividad | models.Tramite],
    dependencia: models.Dependencia,
    corte: models.Corte | None,
) -> QuerySet:
    """Las de una tabla, en el orden del plan; en ``del_corte``, lo que dicen en él."""
    duenos = {
        models.Actividad: ("subcomponente__componente", "subcomponente"),
        models.Tramite: ("componente",),
    }[tabla]
    del_corte = models.Seguimiento.objects.filter(corte=corte)
    return (
        tabla.objects.filter(**{f"{duenos[0]}__dependencia": dependencia})
        .prefetch_related(Prefetch("seguimientos", del_corte, to_attr="del_corte"))
        .order_by(*(f"{dueno}__lugar" for dueno in duenos), "lugar")
    )


def fila(pedido: HttpRequest, clase: str, pk: int) -> HttpResponse:
    """El reporte de una actividad o de un trámite, en el corte abierto."""
    if clase not in FILAS:
        raise Http404(f"Se esperaba {' o '.join(FILAS)}, llegó «{clase}».")
    reportada = hallar(FILAS[clase].objects, pk)
    componente = reportada.componente
    if not permisos.puede_reportar(pedido.user, componente.dependencia):
        raise PermissionDenied(f"«{reportada}» no es de su dependencia.")
    plan = componente.plan
    if plan.corte_abierto is None:
        raise PermissionDenied("Este plan no tiene un corte abierto: ya no se reporta.")
    with transaction.atomic():
        corte = cierre.corte_abierto(plan)
        reporte = captura.del_corte(models.Seguimiento, corte=corte, **{clase: reportada})
        formulario = Reporte(pedido.POST or None, instance=reporte)
        if pedido.method == "POST" and formulario.is_valid():
            with formulario.con_fallas(), transaction.atomic():
                formulario.exigir_que_siga()
                captura.guardar(reportada, reporte)
                messages.success(pedido, f"Quedó el reporte de «{reportada}».")
                return redirect("planes:reportar", plan.pk)
    return preguntar(
        pedido,
        f"Reportar al {corte}",
        formulario,
        "Guardar",
        reverse("planes:reportar", args=(plan.pk,)),
        fila=reportada,
    )


def libro(pedido: HttpRequest, pk: int) -> HttpResponseBase:
    """El libro en que una dependencia reporta, para llenarlo sin conexión."""
    dependencia = hallar(models.Dependencia.objects.select_related("plan"), pk)
    if not permisos.puede_reportar(pedido.user, dependencia):
        raise PermissionDenied(f"«{dependencia}» no es su dependencia.")
    with transaction.atomic():
        nombre, contenido = captura.libro_de(dependencia.plan, dependencia)
    return FileResponse(
        io.BytesIO(contenido), as_attachment=True, filename=nombre, content_type=EXCEL
    )


def subir(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Un libro de captura que vuelve; si algo está mal no se guarda nada, y se dice todo."""
    plan = hallar(models.Plan.objects, pk)
    if not permisos.dependencias_de(pedido.user, plan).exists():
        raise PermissionDenied("En este plan no reporta por ninguna dependencia.")
    formulario = LibroDeCaptura(pedido.POST or None, pedido.FILES or None)
    if pedido.method == "POST" and formulario.is_valid():
        datos = formulario.cleaned_data
        with formulario.con_fallas("archivo"):
            recibido = captura.recibir(
                datos["archivo"], plan, pedido.user, datos["preferir"] or None
            )
            _contar(pedido, recibido)
            return redirect("planes:reportar", pk)
    return preguntar(
        pedido,
        "Subir el libro de captura",
        formulario,
        "Subir",
        reverse("planes:reportar", args=(pk,)),
        explicacion="El que llenó su oficina. Si algo está mal no se guarda nada, y se dice"
        " todo a la vez, con su celda.",
    )


def _contar(pedido: HttpRequest, recibido: captura.Recibido) -> None:
    cuantos = recibido.reportes
    dicho = "Quedó un reporte." if cuantos == 1 else f"Quedaron {cuantos} reportes."
    messages.success(pedido, dicho)
    if cuantas := recibido.respuestas:
        una = "Quedó la respuesta a una recomendación."
        messages.success(
            pedido, una if cuantas == 1 else f"Quedaron respuestas a {cuantas} recomendaciones."
        )
    for aviso in recibido.avisos[:_MOSTRADOS]:
        messages.warning(pedido, aviso)
    if (otros := len(recibido.avisos) - _MOSTRADOS) > 0:
        messages.warning(pedido, f"… y otros {otros} avisos.")
