"""De donde salen las filas de una tabla: de un componente o de todo el contenido."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from paac_reportes import clases
from paac_reportes.modelo import Componente, Entidad
from paac_reportes.modelo.recorrer import Parada
from paac_reportes.modelo.temas import Contenido

if TYPE_CHECKING:
    from paac_reportes.informe.hallazgos import Hallazgos

FilasLibres = Sequence[Mapping[str, Any]]


class _Comunes(TypedDict):
    plan: Any
    entidad: Entidad


@clases.frozen
class _DeUnContenido:
    contenido: Contenido

    @property
    def comunes(self) -> _Comunes:
        """Los objetos que todas sus filas traen, además de los de su lugar."""
        return {"plan": self.contenido, "entidad": self.contenido.entidad}


@clases.frozen
class UnComponente(_DeUnContenido):
    """De donde salen las filas de un componente."""

    lugar: Parada
    dentro: list[Parada]
    """Los lugares de lo que contiene, en el orden del documento."""

    @property
    def componente(self) -> Componente:
        """El componente."""
        suyo: Componente = self.lugar.objeto
        return suyo

    def de(self, *listas: str) -> list[Parada]:
        """Los lugares de lo que contiene en esas listas."""
        return [lugar for lugar in self.dentro if lugar.contenido.nombre in listas]


@clases.frozen
class TodoElPlan(_DeUnContenido):
    """De donde salen las filas que no son de un componente."""

    filas: FilasLibres
    hallazgos: "Callable[[], Hallazgos]"
    """Lo que sale de analizarlo, que sólo se hace si alguna tabla lo pide."""
    proceso: Parada | None = None
    """Del mapa de riesgos, sólo lo de éste."""


Alcance = UnComponente | TodoElPlan
