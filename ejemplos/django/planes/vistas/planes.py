"""Los planes: cuáles hay, cómo va cada uno, y cargar otro."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

import paac_reportes as paac
from planes import models, permisos
from planes.formularios import LibroDelPlan
from planes.puente.cierre import DelCorte, al_corte
from planes.puente.guardado import guardar
from planes.puente.lectura import plan_de
from planes.puente.reportes import en_su_lugar
from planes.vistas.fallas import hallar
from planes.vistas.formulario import preguntar


def lista(pedido: HttpRequest) -> HttpResponse:
    """Los planes que hay."""
    planes = models.Plan.objects.select_related("entidad").prefetch_related("cortes")
    return render(pedido, "planes/lista.html", {"planes": planes})


def plan(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Un plan: sus cifras al último corte, sus cortes y lo que conviene revisar."""
    guardado = hallar(models.Plan.objects.select_related("entidad"), pk)
    al_ultimo = al_corte(guardado)
    vivo = plan_de(guardado) if al_ultimo.instantanea else al_ultimo.plan
    datos = {
        "plan": guardado,
        "cortes": guardado.cortes.all(),
        "abierto": guardado.corte_abierto,
        "suyas": permisos.dependencias_de(pedido.user, guardado),
        "procesos": permisos.procesos_de(pedido.user, guardado),
        **_cifras(al_ultimo, vivo),
    }
    return render(pedido, "planes/plan.html", datos)


def _cifras(al_ultimo: DelCorte, vivo: paac.Plan) -> dict[str, Any]:
    """Las de cada dependencia (o componente) y las de todo; las fallas, si no se pueden sacar.

    Lo que conviene revisar es de los datos de hoy, que son los que se pueden corregir.
    """
    try:
        analisis = paac.analizar(al_ultimo.plan, corte=al_ultimo.fecha)
        avisos = en_su_lugar(paac.revisar(vivo), vivo)
    except paac.ErrorPaac as error:
        return {"fallas": list(error.renglones())}
    partes = analisis.dependencias or analisis.componentes
    return {"corte": analisis.corte, "cifras": [*partes, analisis.todo], "avisos": avisos}


@permission_required(permisos.CARGAR, raise_exception=True)
def cargar(pedido: HttpRequest) -> HttpResponse:
    """Un plan que llega en su libro."""
    formulario = LibroDelPlan(pedido.POST or None, pedido.FILES or None)
    if pedido.method == "POST" and formulario.is_valid():
        with formulario.con_fallas("archivo"):
            guardado = guardar(formulario.cleaned_data["plan"])
            return redirect("planes:plan", guardado.pk)
    return preguntar(
        pedido,
        "Cargar un plan",
        formulario,
        "Cargar",
        "/",
        explicacion="El plan de una vigencia. Si algo está mal no se guarda nada, y se dice"
        " todo a la vez, con su celda.",
    )
