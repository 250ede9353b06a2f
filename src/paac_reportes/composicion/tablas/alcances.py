"""De donde salen las filas de una tabla: de un componente o de todo el contenido."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from paac_reportes import clases
from paac_reportes.formatos.definicion.recorridos import Recorre, lista_declarada
from paac_reportes.modelo import Componente, Entidad
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.recorrer import Parada, Rama
from paac_reportes.modelo.temas import Contenido, el_de, tema

if TYPE_CHECKING:
    from paac_reportes.informe.hallazgos import Hallazgos

FilasLibres = Sequence[Mapping[str, Any]]
FilasDadas = FilasLibres | Mapping[str, FilasLibres]
"""Las filas de la única tabla o, si el formato nombra las tablas, las de cada una."""


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
    """Lugar de donde salen las filas de un componente."""

    lugar: Parada
    dentro: list[Parada]
    """Los lugares de lo que contiene, en el orden del documento."""

    @property
    def componente(self) -> Componente:
        """El componente."""
        componente: Componente = self.lugar.objeto
        return componente

    def lugares_en(self, *listas: str) -> list[Parada]:
        """Los lugares de lo que contiene en esas listas."""
        return [lugar for lugar in self.dentro if lugar.contenido.nombre in listas]


@clases.frozen
class TodoElPlan(_DeUnContenido):
    """Lugar de donde salen las filas que no son de un componente."""

    filas: FilasLibres
    hallazgos: "Callable[[], Hallazgos]"
    """Hallazgos de analizarlo, que sólo se buscan si alguna tabla los pide."""
    proceso: Parada | None = None
    """Proceso a que se limita un mapa de riesgos; ``None`` si van todos."""


Alcance = UnComponente | TodoElPlan


def filas_de_tabla_dada(filas: FilasDadas, tabla: str | None) -> FilasLibres:
    """Las filas de una de las tablas dadas; sin nombre, las de la única."""
    if isinstance(filas, Mapping):
        return () if tabla is None else filas.get(tabla, ())
    return filas


def trae_alguna(contenido: Contenido, recorre: Recorre) -> bool:
    """Si un contenido trae algo de lo que se recorre; un proceso sin riesgos, también."""
    mapa = tema("mapa")
    tema_de_la_lista, listas = lista_declarada(recorre) or (mapa, forma_de_filas(mapa).recorre[:1])
    dueno = el_de(contenido, tema_de_la_lista.clave)
    return dueno is not None and _hay_algo(dueno, listas)


def _hay_algo(objeto: object, listas: Sequence[Rama]) -> bool:
    """Si por esas listas, de afuera adentro, se llega a algo."""
    objetos = getattr(objeto, listas[0].nombre)
    return bool(objetos) if not listas[1:] else any(_hay_algo(h, listas[1:]) for h in objetos)
