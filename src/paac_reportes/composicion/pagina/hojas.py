"""Qué componentes van en cada hoja de un libro."""

from collections.abc import Iterable, Sequence

import attrs

from paac_reportes.modelo import Componente, Dependencia, Plan


@attrs.frozen
class Tramo:
    """Unos componentes de una dependencia, o del plan si no tiene dependencias."""

    dependencia: Dependencia | None
    componentes: tuple[Componente, ...]


def tramos_de(plan: Plan) -> list[Tramo]:
    """El plan entero, dependencia por dependencia."""
    if plan.componentes:
        return [Tramo(None, plan.componentes)]
    return [Tramo(dependencia, dependencia.componentes) for dependencia in plan.dependencias]


def en_hojas(tramos: Sequence[Tramo], politica: str) -> Iterable[Sequence[Tramo]]:
    """Los tramos de cada hoja; por componente, en el orden en que aparece cada uno."""
    if politica == "unica" or not any(tramo.componentes for tramo in tramos):
        return [tramos]
    if politica == "dependencia":
        return [[tramo] for tramo in tramos]
    hojas: dict[object, list[Tramo]] = {}
    for tramo in tramos:
        for componente in tramo.componentes:
            clave = (componente.numero, componente.nombre)
            suyos = hojas.setdefault(clave, [])
            if suyos and suyos[-1].dependencia is tramo.dependencia:
                anteriores = suyos.pop().componentes
                suyos.append(Tramo(tramo.dependencia, (*anteriores, componente)))
            else:
                suyos.append(Tramo(tramo.dependencia, (componente,)))
    return hojas.values()
