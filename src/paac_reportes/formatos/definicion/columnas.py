"""Las columnas de una tabla de un formato: qué dato muestran y cómo."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    comprobar_coherencia,
    entre,
    numero_o_palabra,
    uno_o_varios,
    validar_por_tipo,
)
from paac_reportes.maqueta.estilos import Dato, Horizontal

_PARTE_MINIMA, _PARTE_MAXIMA = Decimal(1), Decimal(100)
_PARTE = entre(1, 100)

Pesada = Literal["auto"]


def _parte_o_auto(objeto: object, campo: Any, valor: Any) -> None:
    if valor != "auto":
        _PARTE(objeto, campo, valor)


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Columna:
    """Una columna: qué dato muestra y cómo."""

    dato: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Su papel, como ``actividad.meta`` o ``seguimiento.texto``; varios van en la misma celda."""
    entre: str = "\n"
    """Lo que separa varios datos de una celda; los que estén en blanco no dejan separador."""
    rotulo: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Un texto, o varios de arriba abajo; los vecinos iguales se unen."""
    ancho: Decimal | Pesada = attrs.field(
        validator=_parte_o_auto, metadata={"leer": numero_o_palabra(Pesada)}
    )
    """Parte del ancho útil, de 1 a 100; ``auto``, la que pidan las filas. Suman 100."""
    minimo: Decimal | None = attrs.field(default=None, validator=_PARTE)
    """Lo menos que puede medir una columna ``auto``, de 1 a 100; sin decirlo, 1."""
    maximo: Decimal | None = attrs.field(default=None, validator=_PARTE)
    """Lo más que puede medir una columna ``auto``, de 1 a 100; sin decirlo, 100."""
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

    @property
    def limites(self) -> tuple[Decimal, Decimal]:
        """Lo menos y lo más que puede medir, de 1 a 100; con un ancho fijo, lo mismo."""
        if isinstance(self.ancho, Decimal):
            return self.ancho, self.ancho
        return self.minimo or _PARTE_MINIMA, self.maximo or _PARTE_MAXIMA

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Toda columna dice qué muestra y con qué rótulo; sólo una ``auto`` tiene límites."""
        for clave in ("dato", "rotulo"):
            if valores.get(clave) == ():
                yield Falla(clave, "se esperaba al menos un texto")
        ancho, minimo, maximo = (valores.get(clave) for clave in ("ancho", "minimo", "maximo"))
        for clave, limite in (("minimo", minimo), ("maximo", maximo)):
            if limite is not None and ancho is not None and ancho != "auto":
                motivo = f"sólo lo lleva una columna con ancho = 'auto'; esta mide {ancho}"
                yield Falla(clave, motivo)
        if minimo is not None and maximo is not None and minimo > maximo:
            yield Falla("minimo", f"se esperaba a lo sumo el máximo, {maximo}, llegó {minimo}")
