"""Las filas de un mapa: sus riesgos, cada uno con la altura de la más larga de sus listas."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from paac_reportes.composicion.tablas.alcances import TodoElPlan
from paac_reportes.formatos.definicion.recorridos_del_mapa import (
    ACargo,
    Aplicacion,
    Consecuencia,
    DeRiesgo,
)
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.modelo.riesgos import (
    MapaDeRiesgos,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
)
from paac_reportes.modelo.temas import el_de

T = TypeVar("T")


def filas_de_riesgos(alcance: TodoElPlan, corte: date | None) -> Iterator[DeRiesgo]:
    """Las filas de los riesgos vigentes, en su orden; un proceso sin riesgos conserva una."""
    mapa: MapaDeRiesgos | None = el_de(alcance.contenido, "mapa")
    if mapa is None:
        return
    del_corte = seguimiento_del_mapa(mapa, corte)
    todo_el_mapa = object()
    for lugar in recorrer(mapa, Proceso) if alcance.proceso is None else (alcance.proceso,):
        grupo = object()
        comunes: dict[str, Any] = {
            **alcance.comunes,
            "mapa": mapa,
            "proceso": lugar.objeto,
            "seguimiento_del_mapa": del_corte,
        }
        grupos = {"mapa": todo_el_mapa, "seguimiento_del_mapa": todo_el_mapa, "proceso": grupo}
        vigentes = [uno for uno in recorrer(lugar, Riesgo) if uno.objeto.esta_vigente]
        for riesgo in vigentes:
            yield from _de_un_riesgo(riesgo, corte, comunes, grupos)
        if not vigentes:
            yield DeRiesgo(**comunes, lugar=lugar, riesgo=None, grupos=_Grupos(object(), grupos))


def seguimiento_del_mapa(mapa: MapaDeRiesgos, corte: date | None) -> SeguimientoDelMapa | None:
    """Seguimiento del mapa entero en un corte."""
    return next((uno for uno in mapa.seguimientos if uno.corte == corte), None)


def seguimiento_de_control_interno(
    riesgo: Riesgo, corte: date | None
) -> SeguimientoDeRiesgo | None:
    """Seguimiento de control interno a un riesgo en un corte."""
    seguimientos = (uno for uno in riesgo.seguimientos if uno.corte == corte and uno.quien == "oci")
    return next(seguimientos, None)


class _Grupos(dict[str, object]):
    """De quién es la celda de cada raíz; de la que no se dice, del riesgo."""

    def __init__(self, riesgo: object, grupos: dict[str, object]) -> None:
        super().__init__(grupos)
        self._riesgo = riesgo

    def __missing__(self, _raiz: str) -> object:
        return self._riesgo


def _de_un_riesgo(
    lugar: Parada, corte: date | None, comunes: dict[str, Any], de_afuera: dict[str, object]
) -> Iterator[DeRiesgo]:
    """Las filas de un riesgo, tantas como su lista más larga: causas, controles o acciones."""
    riesgo: Riesgo = lugar.objeto
    pistas: dict[str, Sequence[Any]] = {
        "causa": riesgo.causas,
        "causa_inmediata": [uno for uno in riesgo.causas if uno.clase == "inmediata"],
        "causa_raiz": [uno for uno in riesgo.causas if uno.clase == "raiz"],
        "consecuencia": [*map(Consecuencia, itertools.count(1), riesgo.consecuencias)],
        "control": riesgo.controles,
        "accion": riesgo.acciones,
    }
    seguimiento = seguimiento_de_control_interno(riesgo, corte)
    comunes = comunes | {
        "lugar": lugar,
        "riesgo": riesgo,
        "seguimiento_de_riesgo": seguimiento,
        "aplicacion": _aplicacion(riesgo, seguimiento),
    }
    de_controles = any(control.residual for control in riesgo.controles)
    de_acciones = any(accion.responsable or accion.indicador for accion in riesgo.acciones)
    celdas: dict[str, list[object]] = {raiz: [object() for _ in de] for raiz, de in pistas.items()}
    entero = object()
    for altura in range(max(1, *map(len, pistas.values()))):
        objetos: dict[str, Any] = {raiz: _a_esa_altura(altura, de) for raiz, de in pistas.items()}
        grupos = {raiz: _a_esa_altura(altura, de) or entero for raiz, de in celdas.items()}
        residual = objetos["control"].residual if objetos["control"] else None
        yield DeRiesgo(
            **comunes,
            **objetos,
            residual_final=residual if de_controles else riesgo.residual,
            a_cargo=ACargo.del_que_lo_dice(objetos["accion"] if de_acciones else riesgo),
            grupos=_Grupos(
                entero,
                {
                    **de_afuera,
                    **grupos,
                    "residual_final": grupos["control"] if de_controles else entero,
                    "a_cargo": grupos["accion"] if de_acciones else entero,
                },
            ),
        )


def _a_esa_altura(altura: int, pista: Sequence[T]) -> T | None:
    """El objeto de una pista a esa altura o, si no llega a ella, el último."""
    return pista[min(altura, len(pista) - 1)] if pista else None


def _aplicacion(riesgo: Riesgo, seguimiento: SeguimientoDeRiesgo | None) -> Aplicacion | None:
    """Nada si de ningún control se dijo si se aplica."""
    por_control = {
        id(control): seguido
        for seguido in (seguimiento.controles if seguimiento else ())
        if seguido.aplicado and (control := riesgo.control_de(seguido)) is not None
    }
    if not por_control:
        return None
    return Aplicacion.de_todos(len(riesgo.controles), tuple(por_control.values()))
