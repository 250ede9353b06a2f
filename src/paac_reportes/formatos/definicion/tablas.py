"""Las tablas de un formato: columnas, rótulos y de dónde salen las filas."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import comprobar_coherencia, entre, uno_o_varios, validar_por_tipo
from paac_reportes.formatos.definicion.recorridos import Recorre
from paac_reportes.maqueta.estilos import Dato, Horizontal

_PARTE = entre(1, 100)


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Columna:
    """Una columna: qué dato muestra y cómo."""

    dato: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Su papel, como ``actividad.meta`` o ``seguimiento.texto``; varios van en la misma celda."""
    entre: str = "\n"
    """Lo que separa varios datos de una celda; los que estén en blanco no dejan separador."""
    rotulo: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Un texto, o varios de arriba abajo; los vecinos iguales se unen."""
    ancho: Decimal = attrs.field(validator=_PARTE)
    """Parte del ancho útil, de 1 a 100; las de una tabla suman 100."""
    horizontal: Horizontal = "izquierda"
    guarda: Dato = "texto"
    """Qué guarda la hoja de cálculo cuando el texto es exactamente eso."""
    une: Literal["nunca", "iguales", "blancos", "grupo"] = "nunca"
    """Qué vecinas de arriba abajo son una sola celda."""
    por_corte: bool = False
    """Se repite, con sus vecinas por corte, por cada informe de la vigencia hasta el pedido."""
    omite_vacia: bool = False
    """No escribirla si ninguna fila trae su dato; lo que ocupaba se reparte."""
    total: str | None = None
    """Método con que se resume en la fila de total (``analisis.promedios.DE_COLUMNA``)."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Toda columna dice qué muestra y con qué rótulo."""
        for clave in ("dato", "rotulo"):
            if valores.get(clave) == ():
                yield Falla(clave, "se esperaba al menos un texto")


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Seccion:
    """Un grupo de filas de una tabla."""

    recorre: Recorre
    """La lista de donde salen, que es de un componente o del plan (``recorridos``)."""
    banda: str | None = None
    """Fila a todo lo ancho antes de sus filas, si las hay."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TablaDeFormato:
    """Una clase de tabla: franjas, columnas y de dónde salen las filas."""

    secciones: tuple[Seccion, ...]
    columnas: tuple[Columna, ...]
    franjas: tuple[str, ...] = ()
    """Filas a todo lo ancho sobre los rótulos; una que sale vacía no se escribe."""
    descripcion: str = ""
    """Texto alternativo de la tabla."""
    total: str | None = None
    """Rótulo de la fila de total, que cierra la tabla; sin él no hay fila."""
    acomoda: bool = False
    """Correr los anchos lo justo para que ninguna palabra se parta."""
    filas_se_parten: bool = True
    si_hay: str | None = None
    """Un dato: la tabla sólo sirve al componente que lo trae en alguna fila."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Hay columnas y de dónde sacar filas."""
        if valores.get("columnas") == ():
            yield Falla("columnas", "se esperaba al menos una columna")
        if valores.get("secciones") == ():
            yield Falla("secciones", "se esperaba al menos una sección")
