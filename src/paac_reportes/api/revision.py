"""Leer un archivo y revisarlo entero: lo que dice, y lo que conviene corregir, en su celda."""

from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.api.cifras import revisar
from paac_reportes.api.comprobaciones import comprobar_clase
from paac_reportes.api.lectura import en_su_celda, leer_sin_dudas
from paac_reportes.api.leida import Lectura
from paac_reportes.api.tipos import Origen, Ruta, UnPlan
from paac_reportes.errores import Aviso
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import abierto


def leer_y_revisar(
    origen: "Origen",
    carpeta: "Ruta | None" = None,
    plantillas: "Ruta | None" = None,
    *,
    de: str | None = None,
) -> Lectura[Any]:
    """Lectura, de un ``plan`` o ``mapa`` si se dice, con todo lo que conviene revisar en avisos."""
    lectura = leer_sin_dudas(origen, carpeta, clave_del_tema=de)
    avisos_en_su_celda = en_su_celda(
        revisar(lectura.contenido, plantillas=plantillas), lectura.lugares
    )
    return attrs.evolve(
        lectura, avisos=tuple(dict.fromkeys((*lectura.avisos, *avisos_en_su_celda)))
    )


@clases.frozen(kw_only=True)
class RevisionDelPlan:
    """Lo que conviene corregir de un plan antes de publicarlo."""

    graves: tuple[Aviso, ...]
    """Lo que una norma leída pide y no está, o sin lo que no se le puede seguir."""
    avisos: tuple[Aviso, ...]
    """Lo demás: lo que ``revisar`` dice, y las metas sin medida."""

    @property
    def pasa(self) -> bool:
        """Si no trae nada grave."""
        return not self.graves


@puerta
def revisar_plan(plan: "UnPlan", *, plantillas: "Ruta | None" = None) -> RevisionDelPlan:
    """Lo que a un plan, de la entidad o de cualquiera, le falta para publicarse.

    Los componentes que pide la guía de su régimen (los del PTEP no, que sus nombres están por
    confirmar), las filas sin responsable, sin fecha, sin meta ni indicador, las metas que no dicen
    cuánto, y todo lo que dice ``revisar``. Cada cosa, con la ruta de su dato. De un documento, con
    ``revisar_plan(leer(origen))``.
    Lanza ``ErrorDeEntrada`` si no es un plan.
    """
    from paac_reportes.analisis.publicable import faltas_del_plan

    contenido, _ = abierto(plan)
    comprobar_clase(Plan, plan=contenido)
    faltas = (*faltas_del_plan(contenido), *revisar(plan, plantillas=plantillas))
    return RevisionDelPlan(
        graves=tuple(falta for falta in faltas if falta.peso == "grave"),
        avisos=tuple(falta for falta in faltas if falta.peso != "grave"),
    )
