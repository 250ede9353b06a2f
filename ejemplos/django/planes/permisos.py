"""Quién puede qué: una oficina, lo suyo y en el corte abierto; control interno, cerrarlo.

De los riesgos, el líder de un proceso dice lo suyo, y control interno, lo que verifica.
"""

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
SEGUIR_RIESGOS = "planes.change_seguimientoderiesgo"
"""Hacer el seguimiento de control interno a los riesgos."""


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


def procesos_de(usuario: Any, plan: models.Plan) -> QuerySet[models.Proceso]:
    """Aquellos de cuyos riesgos alguien reporta en un plan."""
    todos = models.Proceso.objects.filter(mapa__plan=plan)
    return todos if usuario.has_perm(SEGUIR_RIESGOS) else todos.filter(encargados=usuario)


def como_quien_sigue(usuario: Any, proceso: models.Proceso) -> str | None:
    """En nombre de quién reporta alguien los riesgos de un proceso; ``None`` si no puede.

    Lo dice el sitio y no lo que llegue: un líder no escribe lo de control interno, ni éste lo suyo.
    """
    if usuario.has_perm(SEGUIR_RIESGOS):
        return "oci"
    return "lider" if proceso.encargados.filter(pk=usuario.pk).exists() else None
