"""Quién puede qué: una oficina, lo suyo y en el corte abierto; control interno, cerrarlo."""

from typing import Any

from django.db.models import QuerySet

from planes import models

CERRAR = "planes.cerrar_corte"
REABRIR = "planes.reabrir_corte"
ABRIR = "planes.add_corte"
CARGAR = "planes.add_plan"
PROPONER = "planes.change_plan"
TODAS = "planes.change_seguimiento"
"""Corregir el reporte de cualquiera."""


def dependencias_de(usuario: Any, plan: models.Plan) -> QuerySet[models.Dependencia]:
    """Aquellas por las que alguien reporta en un plan."""
    if usuario.has_perm(TODAS):
        return plan.dependencias.all()
    return plan.dependencias.filter(encargados=usuario)


def puede_reportar(usuario: Any, dependencia: models.Dependencia | None) -> bool:
    """Si reporta por ella; por un plan sin dependencias, quien corrige cualquiera."""
    if usuario.has_perm(TODAS):
        return True
    return dependencia is not None and dependencia.encargados.filter(pk=usuario.pk).exists()
