"""El acto que aprueba cada cambio de un plan: el renglón del control de cambios que lo nombra."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from paac_reportes import clases
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.modelo import CambioDocumento
from paac_reportes.textos.plano import en_plano

if TYPE_CHECKING:
    from paac_reportes.analisis.comparacion import Comparacion

_DEL_PLAN = (
    *("trasladadas", "cambiaron_de_fecha", "cambiaron_de_responsable"),
    *("cambiaron_de_meta", "reescritas"),
)
_COMIENZO = 30
"""Las letras de una actividad con que un acto la nombra, si no dice su código."""


@clases.frozen(kw_only=True, eq=False)
class ActosDelCambio:
    """Lo que cambió entre dos planes, y lo que de ello dice el control de cambios del segundo."""

    con_acto: tuple[tuple[FilaAnalizada, CambioDocumento], ...]
    """Cada fila que entró, salió, se corrió o dice otra cosa, con el último que la nombra."""
    sin_acto: tuple[FilaAnalizada, ...]
    """Las que ninguno nombra."""


def actos_de(comparacion: "Comparacion") -> ActosDelCambio | None:
    """Actos de los cambios de una comparación; ``None`` entre cortes de un plan, o sin cambios."""
    viejo, nuevo = comparacion.antes.plan, comparacion.despues.plan
    filas = list(_cambiadas(comparacion))
    if viejo is nuevo or not filas:
        return None
    nuevos = tuple(acto for acto in nuevo.control_cambios if acto not in viejo.control_cambios)
    actos = [(fila, _el_que_nombra(fila, nuevos)) for fila in filas]
    return ActosDelCambio(
        con_acto=tuple((fila, acto) for fila, acto in actos if acto is not None),
        sin_acto=tuple(fila for fila, acto in actos if acto is None),
    )


def _cambiadas(comparacion: "Comparacion") -> Iterator[FilaAnalizada]:
    """Las filas en que el plan cambió, una vez cada una: primero las que salieron."""
    yield from comparacion.retiradas
    parejas = {
        id(pareja.despues): pareja.despues
        for lista in _DEL_PLAN
        for pareja in getattr(comparacion, lista)
    }
    yield from parejas.values()
    yield from comparacion.nuevas


def _el_que_nombra(fila: FilaAnalizada, actos: Sequence[CambioDocumento]) -> CambioDocumento | None:
    """Último acto que dice el código de la fila («1.1» no es «1.10») o el comienzo de su texto."""
    codigo, texto = en_plano(fila.fila.identificador), en_plano(fila.fila.texto)[:_COMIENZO]
    patron = re.compile(rf"(?<![\w.]){re.escape(codigo.rstrip('.'))}(?!\.?\w)") if codigo else None
    for acto in reversed(actos):
        razon = en_plano(acto.razon)
        if (patron and patron.search(razon)) or (len(texto) == _COMIENZO and texto in razon):
            return acto
    return None
