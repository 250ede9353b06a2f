"""Cuándo un lugar de un plan es el mismo en otro."""

import functools
from collections.abc import Hashable, Sequence

import attrs

from paac_reportes.analisis.comparacion.casamiento import Paso, casar, en_orden
from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.analisis.plano import en_plano

Lugar = Hashable
"""La tabla en que está una fila y en cuál de sus listas."""


@attrs.frozen
class _Tabla:
    """Un componente de una dependencia, por sus nombres en plano."""

    dependencia: str
    numero: int | None
    nombre: str


def lugares_de(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada]
) -> tuple[list[Lugar], list[Lugar]]:
    """El lugar de cada fila; es igual al de una del otro plan si están en el mismo.

    Una dependencia es la misma si sólo le cambian las mayúsculas, las tildes o los espacios. De un
    componente manda el nombre, que el número cambia cuando entra o sale otro; si le cambiaron el
    nombre, es el del mismo número.
    """
    de_antes, de_despues = [_tabla(fila) for fila in antes], [_tabla(fila) for fila in despues]
    parejas, _, _ = casar(list(dict.fromkeys(de_antes)), list(dict.fromkeys(de_despues)), _PASOS)
    misma = {nueva: vieja for vieja, nueva in parejas}
    return (
        [(tabla, lista_de(fila)) for tabla, fila in zip(de_antes, antes, strict=True)],
        [(misma.get(t, t), lista_de(fila)) for t, fila in zip(de_despues, despues, strict=True)],
    )


def _tabla(fila: FilaAnalizada) -> _Tabla:
    dependencia = en_plano(fila.dependencia.nombre) if fila.dependencia else ""
    return _Tabla(dependencia, fila.componente.numero, en_plano(fila.componente.nombre))


def lista_de(fila: FilaAnalizada) -> str:
    """``actividades``, ``tramites`` o ``intercambios``: los de un componente no se mezclan."""
    return fila.ruta.rpartition(".")[2].partition("[")[0]


def _tal_cual(tabla: _Tabla) -> Hashable:
    return tabla


def _por_nombre(tabla: _Tabla) -> Hashable:
    return (tabla.dependencia, tabla.nombre) if tabla.nombre else None


def _por_numero(tabla: _Tabla) -> Hashable:
    return None if tabla.numero is None else (tabla.dependencia, tabla.numero)


_PASOS: tuple[Paso[_Tabla], ...] = (
    functools.partial(en_orden, clave=_tal_cual),
    functools.partial(en_orden, clave=_por_nombre),
    functools.partial(en_orden, clave=_por_numero),
)
