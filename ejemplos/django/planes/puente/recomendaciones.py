"""Las recomendaciones de un plan: las de cada oficina, su respuesta, y las que se proponen."""

from datetime import date
from typing import Any

import attrs
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

import paac_reportes as paac
from planes import models, permisos
from planes.puente.cierre import corte_abierto
from planes.puente.guardado import comprobar_que_caben
from planes.puente.lectura import plan_de


def de_quien(
    plan: models.Plan, leido: paac.Plan, corte: date, usuario: Any
) -> tuple[paac.Recomendacion, ...]:
    """Las que alguien responde, en el orden del plan: una oficina, las suyas; control, todas."""
    if usuario.has_perm(permisos.TODAS):
        return tuple(una for una in leido.recomendaciones if una.corte <= corte)
    suyas = set(permisos.dependencias_de(usuario, plan))
    por_oficina = paac.oficinas.recomendaciones_por_oficina(leido, corte)
    ids = {
        una.id
        for oficina, dichas in zip(plan.dependencias.all(), por_oficina, strict=False)
        if oficina in suyas
        for una in dichas
    }
    return tuple(una for una in leido.recomendaciones if una.id in ids)


@transaction.atomic
def responder(
    plan: models.Plan, usuario: Any, antes: paac.Recomendacion, ahora: paac.Recomendacion
) -> None:
    """Guarda una, si sigue como se vio y es de quien la responde.

    Lanza ``ValidationError`` si otro la cambió, y ``ErrorDeEntrada`` si el corte ya se cerró.
    """
    corte = corte_abierto(plan)
    leido = plan_de(plan)
    suyas = {una.id: una for una in de_quien(plan, leido, corte.fecha, usuario)}
    if antes.id not in suyas:
        raise PermissionDenied(f"La recomendación {antes.id} no es de su dependencia.")
    if not antes.esta_abierta and not usuario.has_perm(permisos.TODAS):
        raise PermissionDenied(f"La recomendación {antes.id} ya consta cumplida.")
    if suyas[antes.id] != antes:
        raise ValidationError(otra_la_cambio(suyas[antes.id]))
    guardar(plan, (ahora if una.id == ahora.id else una for una in leido.recomendaciones))


def otra_la_cambio(una: paac.Recomendacion) -> str:
    """Que no se pisa lo que otro guardó, y qué guardó."""
    return (
        "Otra persona la cambió mientras usted la llenaba, y ahora dice:"
        f" {una.respuesta or 'nada'} ({una.estado.replace('_', ' ')}). Vuelva a abrirla."
    )


@transaction.atomic
def proponer(plan: models.Plan) -> int:
    """Agrega las que las cifras del corte abierto llevan a proponer; da cuántas.

    Las que ya están, editadas o no, se quedan como están. Lanza ``ErrorDeEntrada`` si no hay corte
    abierto o si nada se ha reportado en él.
    """
    corte = corte_abierto(plan)
    leido = plan_de(plan)
    con_propuestas = paac.recomendar(leido, corte=corte.fecha)
    guardar(plan, con_propuestas.recomendaciones)
    return len(con_propuestas.recomendaciones) - len(leido.recomendaciones)


def guardar(plan: models.Plan, recomendaciones: Any) -> None:
    """Todas las del plan, como van en sus datos."""
    leido = attrs.evolve(plan_de(plan), recomendaciones=tuple(recomendaciones))
    datos = paac.datos_de(leido)
    comprobar_que_caben(datos)
    models.Plan.objects.filter(pk=plan.pk).update(recomendaciones=datos.get("recomendaciones", []))
