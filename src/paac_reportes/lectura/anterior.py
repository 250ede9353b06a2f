"""Los datos de un plan anterior, que puede traer filas que ya no se entienden."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from paac_reportes.analisis.anterior import PlanAnterior
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.lectura.archivos import (
    comprobar_version,
    datos_de_texto,
    plan_e_informe,
    traer_imagenes,
)
from paac_reportes.modelo import Plan

_DE_UNA_FILA = re.compile(r"(.*\b(?:actividades|tramites|intercambios)\[\d+\])(?:\.|\Z)")
_SE_RECONOCE = ("codigo", "numero", "descripcion", "meta", "nombre", "accion")
"""Con qué se sabe qué fila es, aunque lo demás no se entienda."""


def anterior_de_texto(nombre: str, texto: str) -> tuple[PlanAnterior, tuple[Aviso, ...]]:
    """El plan anterior de un JSON o un YAML, con un aviso por cada fila que no se compara."""
    plan, informe, sin_leer = _plan_de_antes(texto, nombre)
    avisos = tuple(
        Aviso("anterior_incompleto", ruta, f"no se compara: {falla.ruta}: {falla.mensaje}")
        for ruta, falla in sin_leer.items()
    )
    return PlanAnterior(plan, nombre, frozenset(sin_leer), informe=informe), avisos


def _plan_de_antes(texto: str, nombre: str) -> tuple[Plan, date | None, dict[str, Falla]]:
    """Plan de un JSON o un YAML, el corte de su informe y las fallas de sus filas, por su ruta.

    De esa fila queda sólo con qué se la reconoce. Si lo que no se entiende es otra cosa,
    ``ErrorDeEntrada`` con todo. Las imágenes no se traen: no se comparan.
    """
    datos = datos_de_texto(texto, nombre)
    comprobar_version(datos, "este archivo es más nuevo")
    for _ in traer_imagenes(datos, ()):  # sin carpetas, las quita
        pass
    try:
        return *plan_e_informe(datos), {}
    except ErrorDeEntrada as error:
        fallas = error.fallas
    fallas_por_fila = {
        coincidencia[1]: falla
        for falla in fallas
        if (coincidencia := _DE_UNA_FILA.match(falla.ruta))
    }
    if any(_DE_UNA_FILA.match(falla.ruta) is None for falla in fallas):
        raise ErrorDeEntrada(fallas)
    _dejar_reconocibles(datos, fallas_por_fila)
    try:
        return *plan_e_informe(datos), fallas_por_fila
    except ErrorDeEntrada:
        raise ErrorDeEntrada(fallas) from None


def _dejar_reconocibles(datos: Any, rutas: Iterable[str]) -> None:
    """Cambia cada fila por lo que la reconoce; una ruta: ``componentes[0].actividades[3]``."""
    for ruta in rutas:
        *camino, ultimo = [
            int(numero) if numero else nombre
            for nombre, numero in re.findall(r"([a-z_]+)|\[(\d+)\]", ruta)
        ]
        lista: Any = datos
        for paso in camino:
            lista = lista[paso]
        fila = lista[ultimo]
        datos_de_la_fila = fila if isinstance(fila, dict) else {}
        lista[ultimo] = {
            campo: valor
            for campo in _SE_RECONOCE
            if isinstance(valor := datos_de_la_fila.get(campo), str)
        }
