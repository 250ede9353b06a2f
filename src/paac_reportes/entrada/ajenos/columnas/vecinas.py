"""De qué corte es la columna de seguimiento cuyo rótulo no lo dice: del de las de su grupo."""

from collections.abc import Collection, Sequence
from datetime import date

import attrs

from paac_reportes.entrada.ajenos.columnas.columna import (
    DE_SEGUIMIENTO,
    Asignada,
    Candidata,
    ColumnaVista,
)
from paac_reportes.entrada.ajenos.columnas.cortes import CorteDicho, corte_dicho
from paac_reportes.entrada.ajenos.columnas.parecido import DUDA, UMBRAL

Cortes = list[CorteDicho | None]


Clases = tuple[set[int], set[int]]
"""Los índices de las columnas de un seguimiento y los de las del plan."""


def clases_de(
    columnas: Sequence[ColumnaVista], candidatas: list[Candidata], puestas: dict[int, Asignada]
) -> Clases:
    """De cuáles se trata, según a qué se parece más cada una."""
    de_reporte: set[int] = set()
    del_plan: set[int] = set()
    for columna in columnas:
        suya = puestas.get(columna.indice)
        if suya is not None and suya.dato:
            (de_reporte if suya.es_de_seguimiento else del_plan).add(columna.indice)
        elif suya is None:
            reporte, plan = (_mejor(columna, candidatas, de_plan=cual) for cual in (False, True))
            if reporte >= max(plan, DUDA):
                de_reporte.add(columna.indice)
            elif plan >= UMBRAL:
                del_plan.add(columna.indice)
    return de_reporte, del_plan


def _mejor(columna: ColumnaVista, candidatas: list[Candidata], *, de_plan: bool) -> float:
    return max(
        (
            una.parecido
            for una in candidatas
            if una.columna == columna.indice
            and una.papel.dato[0].startswith(DE_SEGUIMIENTO) is not de_plan
        ),
        default=0.0,
    )


def de_cada_una(
    columnas: Sequence[ColumnaVista],
    clases: Clases,
    puestas: dict[int, Asignada],
    vigencia: int | None,
) -> Cortes:
    """El corte de cada columna, por su índice."""
    dichos = [corte_dicho(columna.rotulo, vigencia) for columna in columnas]
    for indice, una in puestas.items():
        if una.corte is not None and una.corte.corte is not None:
            dichos[indice] = una.corte
    return _de_las_vecinas(dichos, *clases)


def _de_las_vecinas(
    dichos: Sequence[CorteDicho | None], de_reporte: Collection[int], del_plan: Collection[int]
) -> Cortes:
    """El corte de cada columna: el que dice o, si es de reporte, el del grupo en que está.

    ``Seguimiento 30/04 | % | Seguimiento 31/08 | %``: cada % es del corte que tiene a su izquierda,
    si no hay una columna del plan por medio. El único que nombra la tabla es el de todas.
    """
    unico = _unico(dichos, del_plan)
    cortes: Cortes = []
    anterior: CorteDicho | None = None
    for lugar, dicho in enumerate(dichos):
        if lugar in del_plan:
            anterior = None
        elif dicho is not None:
            anterior = dicho
        cortes.append(dicho)
        if dicho is None and lugar in de_reporte and (suyo := anterior or unico):
            cortes[-1] = attrs.evolve(suyo, supuesto=True, resto="", de_otra=True)
    return cortes


def _unico(dichos: Sequence[CorteDicho | None], del_plan: Collection[int]) -> CorteDicho | None:
    suyos: dict[date | None, CorteDicho] = {}
    for lugar, dicho in enumerate(dichos):
        if dicho is not None and lugar not in del_plan:
            suyos.setdefault(dicho.corte, dicho)
    return next(iter(suyos.values())) if len(suyos) == 1 else None
