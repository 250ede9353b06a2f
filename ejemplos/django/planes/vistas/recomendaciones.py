"""Las recomendaciones: cada oficina responde las suyas; control interno las ve y las propone."""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

import paac_reportes as paac
from planes import models, permisos
from planes.formularios import ESTADOS_DE_RECOMENDACION, Recomendacion, Respuesta
from planes.puente import recomendaciones
from planes.puente.lectura import plan_de
from planes.vistas.fallas import hallar
from planes.vistas.formulario import preguntar


def lista(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Las de quien mira, hasta el corte abierto o, si no lo hay, hasta el último."""
    plan = hallar(models.Plan.objects.select_related("entidad"), pk)
    contexto = {
        "plan": plan,
        "abierto": plan.corte_abierto,
        "suyas": [(una, ESTADOS_DE_RECOMENDACION[una.estado]) for una in _suyas(plan, pedido.user)],
        "todas": pedido.user.has_perm(permisos.TODAS),
    }
    return render(pedido, "planes/recomendaciones.html", contexto)


def _suyas(plan: models.Plan, usuario: Any) -> tuple[paac.Recomendacion, ...]:
    corte = plan.corte_abierto or plan.cortes.last()
    return recomendaciones.de_quien(plan, plan_de(plan), corte.fecha, usuario) if corte else ()


def responder(pedido: HttpRequest, pk: int, cual: str) -> HttpResponse:
    """El estado y la respuesta de una; control interno cambia también lo que pide."""
    plan = hallar(models.Plan.objects, pk)
    una = next((una for una in _suyas(plan, pedido.user) if una.id == cual), None)
    if una is None:
        raise PermissionDenied(f"Entre las recomendaciones de su dependencia no está {cual}.")
    if plan.corte_abierto is None:
        raise PermissionDenied("Este plan no tiene un corte abierto: ya no se responde.")
    clase = Recomendacion if pedido.user.has_perm(permisos.TODAS) else Respuesta
    huella = hashlib.sha256(repr(una).encode()).hexdigest()
    dicho = {campo: getattr(una, campo) for campo in clase.base_fields if campo != "visto"}
    formulario = clase(pedido.POST or None, initial=dicho | {"visto": huella})
    if pedido.method == "POST" and formulario.is_valid():
        with formulario.con_fallas():
            if formulario.cleaned_data["visto"] != huella:
                raise ValidationError(recomendaciones.otra_la_cambio(una))
            recomendaciones.responder(plan, pedido.user, una, formulario.sobre(una))
            messages.success(pedido, f"Quedó la recomendación {una.id}.")
            return redirect("planes:recomendaciones", pk)
    return preguntar(
        pedido,
        f"Recomendación {una.id}",
        formulario,
        "Guardar",
        reverse("planes:recomendaciones", args=(pk,)),
        recomendacion=una,
    )


@require_POST
@permission_required(permisos.PROPONER, raise_exception=True)
def proponer(pedido: HttpRequest, pk: int) -> HttpResponse:
    """Las que las cifras del corte abierto llevan a proponer; lo que ya está se queda."""
    plan = hallar(models.Plan.objects, pk)
    cuantas = recomendaciones.proponer(plan)
    una = "Se propuso una recomendación: revísela antes de cerrar el corte."
    varias = f"Se propusieron {cuantas} recomendaciones: revíselas antes de cerrar el corte."
    ninguna = "No hay ninguna que proponer que no esté ya."
    messages.success(pedido, {0: ninguna, 1: una}.get(cuantas, varias))
    return redirect("planes:recomendaciones", pk)
