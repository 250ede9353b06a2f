"""Las tablas de un formato: columnas, rótulos y de dónde salen las filas."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import comprobar_coherencia, validar_por_tipo
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.recorridos import Recorre


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
    acomoda: bool = False
    """Correr los anchos lo justo para que ninguna palabra se parta."""
    filas_se_parten: bool = True
    si_hay: str | None = None
    """Un dato: la tabla sólo sirve al componente que lo trae en alguna fila."""

    __attrs_post_init__ = comprobar_coherencia

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
