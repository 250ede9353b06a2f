"""Las tablas de un formato: columnas, rótulos y de dónde salen las filas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import comprobar_coherencia, validar_por_tipo
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.recorridos import Recorre

LLAMADA = re.compile(r"\[\^(\w+)\]")
"""``[^1]``: una llamada a la primera nota de la tabla."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Seccion:
    """Un grupo de filas de una tabla."""

    recorre: Recorre
    """La lista de donde salen, que es de un componente o del plan (``recorridos``)."""
    banda: str | None = None
    """Fila a todo lo ancho antes de sus filas, si las hay."""


Grupo = Literal["dependencia", "componente", "subcomponente"]
GRUPOS: tuple[Grupo, ...] = get_args(Grupo)
"""De afuera hacia adentro."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Subtotal:
    """Una fila que resume las de cada grupo, después de la última."""

    por: Grupo
    """De qué son las filas que se reúnen."""
    rotulo: str
    """Puede nombrar ese objeto y los que lo contienen."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TablaDeFormato:
    """Una clase de tabla: franjas, columnas y de dónde salen las filas."""

    secciones: tuple[Seccion, ...]
    columnas: tuple[Columna, ...]
    franjas: tuple[str, ...] = ()
    """Filas a todo lo ancho sobre los rótulos; una que sale vacía no se escribe."""
    descripcion: str = ""
    """Texto alternativo de la tabla."""
    subtotales: tuple[Subtotal, ...] = ()
    """De afuera hacia adentro."""
    total: str | None = None
    """Rótulo de la fila de total, que cierra la tabla; sin él no hay fila."""
    notas: tuple[str, ...] = ()
    """Lo que se escribe bajo la tabla; ``[^1]`` en un rótulo llama a la primera y la numera."""
    acomoda: bool = False
    """Correr los anchos lo justo para que ninguna palabra se parta."""
    filas_se_parten: bool = True
    si_hay: str | None = None
    """Un dato: la tabla sólo sirve al componente que lo trae en alguna fila."""

    __attrs_post_init__ = comprobar_coherencia

    def con_llamadas(self) -> Iterator[tuple[str, str]]:
        """Los textos que pueden llamar a una nota, con su ruta en la tabla."""
        yield from ((f"franjas[{n}]", texto) for n, texto in enumerate(self.franjas))
        for n, columna in enumerate(self.columnas):
            yield from ((f"columnas[{n}].rotulo[{i}]", t) for i, t in enumerate(columna.rotulo))
        yield from ((f"secciones[{n}].banda", s.banda or "") for n, s in enumerate(self.secciones))
        yield from ((f"subtotales[{n}].rotulo", s.rotulo) for n, s in enumerate(self.subtotales))
        yield "total", self.total or ""

    @property
    def resume(self) -> bool:
        """Si lleva filas de subtotal o de total."""
        return self.total is not None or bool(self.subtotales)

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Hay columnas y de dónde sacar filas."""
        if valores.get("columnas") == ():
            yield Falla("columnas", "se esperaba al menos una columna")
        if valores.get("secciones") == ():
            yield Falla("secciones", "se esperaba al menos una sección")
