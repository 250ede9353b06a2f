"""De dónde salen las filas de una tabla: de un componente o de todo el plan."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

import attrs

from paac_reportes.formatos.definicion.recorridos import FilaDeTabla
from paac_reportes.modelo import Componente, Dependencia, Entidad, Plan

if TYPE_CHECKING:
    from paac_reportes.informe.hallazgos import Hallazgos

FilasLibres = Sequence[Mapping[str, Any]]


class _DelPlan(TypedDict):
    plan: Plan
    entidad: Entidad


class _DelComponente(_DelPlan):
    dependencia: Dependencia | None
    componente: Componente


@attrs.frozen
class UnComponente:
    """De donde salen las filas de un componente."""

    plan: Plan
    dependencia: Dependencia | None
    componente: Componente

    @property
    def comunes(self) -> _DelComponente:
        """Los objetos que todas traen."""
        return {
            "plan": self.plan,
            "entidad": self.plan.entidad,
            "dependencia": self.dependencia,
            "componente": self.componente,
        }

    @property
    def vacio(self) -> bool:
        """Si no trae ninguna lista con que llenar una tabla."""
        suyo = self.componente
        return not (suyo.subcomponentes or suyo.tramites or suyo.intercambios)


@attrs.frozen
class TodoElPlan:
    """De donde salen las filas que no son de un componente."""

    plan: Plan
    filas: FilasLibres
    hallazgos: "Callable[[], Hallazgos]"
    """Lo que sale de analizarlo, que sólo se hace si alguna tabla lo pide."""

    @property
    def comunes(self) -> _DelPlan:
        """Los objetos que todas traen."""
        return {"plan": self.plan, "entidad": self.plan.entidad}


Alcance = UnComponente | TodoElPlan
RecorridoDelPlan = Callable[[TodoElPlan], Iterator[FilaDeTabla]]
