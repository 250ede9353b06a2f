"""Los riesgos: el líder de un proceso reporta los suyos; control interno, lo que verifica."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from planes import models, permisos
from planes.formularios import SeguimientoDeRiesgo
from planes.puente import captura, cierre, riesgos
from planes.vistas.fallas import hallar
from planes.vistas.formulario import preguntar


def lista(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Los procesos de quien mira, con sus riesgos y lo que de cada uno se dijo en el corte."""
    plan = hallar(models.Plan.objects.select_related("entidad"), pk)
    corte = plan.corte_abierto
    del_corte = models.SeguimientoDeRiesgo.objects.filter(corte=corte)
    suyos = models.Riesgo.objects.prefetch_related(
        Prefetch("seguimientos", del_corte, to_attr="del_corte")
    )
    procesos = permisos.procesos_de(pedido.user, plan).prefetch_related(Prefetch("riesgos", suyos))
    contexto = {"plan": plan, "corte": corte, "procesos": procesos}
    return render(pedido, "planes/riesgos.html", contexto)


def seguir(pedido: HttpRequest, pk: int) -> HttpResponse:
    """El seguimiento de un riesgo en el corte abierto, en nombre de quien lo hace."""
    riesgo = hallar(models.Riesgo.objects.select_related("proceso__mapa__plan"), pk)
    quien = permisos.como_quien_sigue(pedido.user, riesgo.proceso)
    if quien is None:
        raise PermissionDenied(f"«{riesgo}» no es de un proceso suyo.")
    plan = riesgo.proceso.mapa.plan
    if plan.corte_abierto is None:
        raise PermissionDenied("Este plan no tiene un corte abierto: ya no se reporta.")
    with transaction.atomic():
        corte = cierre.corte_abierto(plan)
        de_que = {"riesgo": riesgo, "corte": corte, "quien": quien}
        reporte = captura.del_corte(models.SeguimientoDeRiesgo, **de_que)
        formulario = SeguimientoDeRiesgo(pedido.POST or None, instance=reporte)
        if pedido.method == "POST" and formulario.is_valid():
            with formulario.con_fallas(), transaction.atomic():
                formulario.exigir_que_siga()
                riesgos.guardar(formulario.instance, formulario.respuestas())
                messages.success(pedido, f"Quedó el seguimiento de «{riesgo}».")
                return redirect("planes:riesgos", plan.pk)
    return preguntar(
        pedido,
        f"Seguimiento del riesgo al {corte}",
        formulario,
        "Guardar",
        reverse("planes:riesgos", args=(plan.pk,)),
        explicacion=f"En nombre de: {reporte.get_quien_display().lower()}. Lo que no sepa va en"
        " blanco, que no es lo mismo que no.",
        riesgo=riesgo,
        de_otros=riesgo.seguimientos.filter(corte=corte).exclude(quien=quien),
    )
