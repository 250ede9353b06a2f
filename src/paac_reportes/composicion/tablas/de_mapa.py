"""Las filas de un mapa: sus riesgos, cada uno con la altura de la más larga de sus listas."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from paac_reportes.analisis.riesgos.valoracion import valoraciones_hasta
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
    todo_el_mapa = object()  # de quién es una celda se sabe por identidad
    for lugar in recorrer(mapa, Proceso) if alcance.proceso is None else (alcance.proceso,):
        comunes: dict[str, Any] = {
            **alcance.comunes,
            "mapa": mapa,
            "proceso": lugar.objeto,
            "seguimiento_del_mapa": del_corte,
        }
        duenos = {"mapa": todo_el_mapa, "seguimiento_del_mapa": todo_el_mapa, "proceso": object()}
        vigentes = [r for r in recorrer(lugar, Riesgo) if r.objeto.esta_vigente]
        for riesgo in vigentes:
            yield from _filas_de_un_riesgo(riesgo, corte, comunes, duenos)
        if not vigentes:
            yield DeRiesgo(**comunes, lugar=lugar, riesgo=None, grupos=_Grupos(object(), duenos))


def seguimiento_del_mapa(mapa: MapaDeRiesgos, corte: date | None) -> SeguimientoDelMapa | None:
    """Seguimiento del mapa entero en un corte; ``None`` si no lo tiene."""
    return next((reporte for reporte in mapa.seguimientos if reporte.corte == corte), None)


def seguimiento_de_control_interno(
    riesgo: Riesgo, corte: date | None
) -> SeguimientoDeRiesgo | None:
    """Seguimiento de control interno a un riesgo en un corte; ``None`` si no lo hay."""
    seguimientos = (s for s in riesgo.seguimientos if s.corte == corte and s.quien == "oci")
    return next(seguimientos, None)


class _Grupos(dict[str, object]):
    """Por raíz, un objeto que dice de quién es la celda; de la que no está, el del riesgo."""

    def __init__(self, riesgo: object, grupos: dict[str, object]) -> None:
        super().__init__(grupos)
        self._riesgo = riesgo

    def __missing__(self, _raiz: str) -> object:
        return self._riesgo


def _filas_de_un_riesgo(
    lugar: Parada, corte: date | None, comunes: dict[str, Any], duenos_de_afuera: dict[str, object]
) -> Iterator[DeRiesgo]:
    """Las filas de un riesgo, tantas como la más larga de sus listas; una, si no trae ninguna.

    ``comunes``: lo que toda fila trae; ``duenos_de_afuera``: de quién son las celdas de los que lo
    llevan.
    """
    riesgo: Riesgo = lugar.objeto
    # Por la raíz de sus datos, cada lista que baja por las filas: en una fila, uno de cada una.
    pistas: dict[str, Sequence[Any]] = {
        "causa": riesgo.causas,
        "causa_inmediata": [causa for causa in riesgo.causas if causa.clase == "inmediata"],
        "causa_raiz": [causa for causa in riesgo.causas if causa.clase == "raiz"],
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
    # La que alguien volvió a valorar hasta el corte es la del mapa de calor.
    del_riesgo = next(iter(valoraciones_hasta(riesgo, corte).values()), None)
    por_control = not del_riesgo and any(control.residual for control in riesgo.controles)
    por_accion = any(accion.responsable or accion.indicador for accion in riesgo.acciones)
    duenos: dict[str, list[object]] = {raiz: [object() for _ in de] for raiz, de in pistas.items()}
    entero = object()  # el dueño de lo que es de todo el riesgo
    for altura in range(max(1, *map(len, pistas.values()))):
        objetos: dict[str, Any] = {raiz: _a_la_altura(altura, de) for raiz, de in pistas.items()}
        duenos_aqui = {raiz: _a_la_altura(altura, de) or entero for raiz, de in duenos.items()}
        residual = objetos["control"].residual if objetos["control"] else None
        yield DeRiesgo(
            **comunes,
            **objetos,
            residual_final=residual if por_control else del_riesgo or riesgo.residual,
            a_cargo=ACargo.del_que_lo_dice(objetos["accion"] if por_accion else riesgo),
            grupos=_Grupos(
                entero,
                {
                    **duenos_de_afuera,
                    **duenos_aqui,
                    "residual_final": duenos_aqui["control"] if por_control else entero,
                    "a_cargo": duenos_aqui["accion"] if por_accion else entero,
                },
            ),
        )


def _a_la_altura(altura: int, pista: Sequence[T]) -> T | None:
    """El objeto de una pista a esa altura o, si no llega a ella, el último."""
    return pista[min(altura, len(pista) - 1)] if pista else None


def _aplicacion(riesgo: Riesgo, seguimiento: SeguimientoDeRiesgo | None) -> Aplicacion | None:
    """La aplicación de los controles de un riesgo; ``None`` si de ninguno se dijo si se aplica."""
    por_control = {
        id(control): seguido
        for seguido in (seguimiento.controles if seguimiento else ())
        if seguido.aplicado and (control := riesgo.control_de(seguido)) is not None
    }
    if not por_control:
        return None
    return Aplicacion.de_todos(len(riesgo.controles), tuple(por_control.values()))
