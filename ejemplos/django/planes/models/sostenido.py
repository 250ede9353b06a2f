"""Lo que un corte cerrado dice no cambia, y lo que tenía no se borra: una regla para cada tabla.

Quien escribe algo de un plan toma antes sus cortes, y quien cierra uno también: nadie guarda
mientras se lee lo que se va a congelar.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models


class YaSeCerro(PermissionDenied):
    """Un corte cerrado lo tiene; la página de quien llegó tarde lo dice."""

    @classmethod
    def de_lo_dicho_en(cls, corte: Any) -> "YaSeCerro":
        """El de quien iba a cambiarlo."""
        return cls(f"El corte del {corte} ya se cerró: lo reportado en él no cambia.")


def tomar_cortes(plan: Any) -> list[Any]:
    """Los de un plan, por su fecha, que nadie más toma hasta que acabe la transacción."""
    todos = apps.get_model("planes", "Corte").objects.filter(plan=plan)
    return list(todos.select_for_update().order_by("fecha"))


def exigir_que_se_guarde(fila: Any) -> None:
    """Toma los cortes de su plan; ``YaSeCerro`` si es algo dicho en uno que ya se cerró."""
    tabla = type(fila)
    guardada = tabla._base_manager.filter(pk=fila.pk).first()  # noqa: SLF001 - la de Django
    for estado in (guardada, fila):  # de donde sale y a donde va
        if estado is None or (plan := plan_de(estado)) is None or plan.pk is None:
            continue
        cortes = {corte.pk: corte for corte in tomar_cortes(plan)}
        corte = cortes[_subir(estado, "corte").pk] if es_de_un_corte(tabla) else None
        if corte and not corte.abierto:
            raise YaSeCerro.de_lo_dicho_en(corte)


def exigir_que_se_borre(sender: type[models.Model], instance: Any, **_: Any) -> None:
    """Lo llama Django antes de borrar una fila, sola, de a muchas o con su dueña.

    Lanza ``YaSeCerro`` si un corte cerrado la tiene.
    """
    if es_de_un_corte(sender):
        exigir_que_se_guarde(instance)
    elif camino_al_plan(sender):
        cerrados = [uno for uno in tomar_cortes(plan_de(instance)) if not uno.abierto]
        lo_tienen = [uno for uno in cerrados if uno.sostiene(instance)]
        if lo_tienen:
            raise YaSeCerro(
                f"«{instance}» estaba en el plan cuando se cerró el corte del"
                f" {', '.join(map(str, lo_tienen))}: no se borra. Lo que ya no rige se reescribe."
            )


def filas_de(plan: models.Model) -> dict[str, list[Any]]:
    """``{tabla: llaves}`` de lo que un plan tiene, fuera de lo que se dijo en sus cortes."""
    filas = {}
    for tabla in apps.get_app_config("planes").get_models():
        camino = camino_al_plan(tabla)
        if camino and not es_de_un_corte(tabla):
            propias = tabla._base_manager.filter(**{"__".join(camino): plan})  # noqa: SLF001
            filas[nombre_de(tabla)] = list(propias.values_list("pk", flat=True))
    return filas


def nombre_de(tabla: Any) -> str:
    """``actividad``."""
    nombre: str = tabla._meta.model_name  # noqa: SLF001 - así lo documenta Django
    return nombre


def es_de_un_corte(tabla: type[models.Model]) -> bool:
    """Si es algo que se dijo en un corte."""
    return "corte" in camino_al_plan(tabla)


def camino_al_plan(tabla: Any) -> list[str]:
    """Los campos que llevan de una fila a su plan; ninguno, si no es de uno.

    El dueño de una fila es lo primero a que se refiere o, si algo de eso se dijo en un corte, eso.
    """
    if nombre_de(tabla) == "plan":
        return []
    caminos = [
        [campo.name, *camino_al_plan(campo.remote_field.model)]
        for campo in tabla._meta.concrete_fields  # noqa: SLF001 - así lo documenta Django
        if campo.remote_field
    ]
    llegan = [camino for camino in caminos if camino[-1] == "plan"]
    return next((camino for camino in llegan if "corte" in camino), next(iter(llegan), []))


def plan_de(fila: Any) -> Any:
    """El plan en que una fila está; ``None`` si no es de uno."""
    return _subir(fila, "plan")


def _subir(fila: Any, hasta: str) -> Any:
    """El plan o el corte de que es; ``None`` si no es de uno."""
    for campo in camino_al_plan(type(fila)):
        if nombre_de(fila) == hasta:
            break
        fila = getattr(fila, campo)
    return fila if nombre_de(fila) == hasta else None
