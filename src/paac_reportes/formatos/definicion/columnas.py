"""Las columnas de una tabla de un formato: qué dato muestran y cómo."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import comprobar_coherencia, entre, uno_o_varios, validar_por_tipo
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
