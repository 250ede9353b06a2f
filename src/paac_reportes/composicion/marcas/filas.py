"""La marca de cada fila: su lugar en el plan, en breve."""

import re
from collections.abc import Iterator, Sequence

from paac_reportes.formatos.definicion.recorridos import (
    DeActividad,
    DeCambio,
    DeComponente,
    DeDependencia,
    DeEvidencia,
    DeFirma,
    DeSubcomponente,
    DeTramite,
    FilaDeTabla,
)
from paac_reportes.modelo import Firma, Plan

_PASO = re.compile(r"\.?([a-z])[a-z_]*\[(\d+)\]")

_DE_QUIEN: dict[type[FilaDeTabla], tuple[str, ...]] = {
    DeActividad: ("actividad", "subcomponente", "componente"),
    DeEvidencia: ("actividad", "subcomponente", "componente"),
    DeTramite: ("tramite",),
    DeSubcomponente: ("subcomponente", "componente"),
    DeComponente: ("componente",),
    DeDependencia: ("dependencia",),
    DeCambio: ("cambio",),
    DeFirma: ("firma",),
}
"""De cuál de sus objetos es una fila: del primero que haya. Las demás no son de uno del plan."""


class MarcasDeFilas:
    """``d0c1s2a3`` de ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``.

    Un trámite es ``d0c1t4``; un intercambio, ``d0c1i0``; un renglón del control de cambios, ``v0``,
    y una firma, ``f0``.
    """

    def __init__(self, plan: Plan) -> None:
        self._de: dict[int, str] = {}
        for marca, objeto in _con_marca(plan):
            # El mismo objeto en dos lugares no dice de cuál de los dos es una fila.
            self._de[id(objeto)] = "" if id(objeto) in self._de else marca

    def de(self, fila: FilaDeTabla) -> str:
        """La de una fila; nada si no es de un solo objeto del plan."""
        for nombre in _DE_QUIEN.get(type(fila), ()):
            objeto = getattr(fila, nombre)
            if objeto is not None:
                return self._de.get(id(objeto), "")
        return ""

    def de_firmas(self, firmas: Sequence[Firma]) -> str:
        """La de una fila con varias, de izquierda a derecha: ``f0_f1``."""
        suyas = [self._de.get(id(firma), "") for firma in firmas]
        return "_".join(suyas) if all(suyas) else ""


def en_breve(ruta: str) -> str:
    """``componentes[1].tramites[4]`` como ``c1t4``."""
    return _PASO.sub(r"\1\2", ruta)


def _con_marca(plan: Plan) -> Iterator[tuple[str, object]]:
    yield from _numerados("d", plan.dependencias)
    for ruta, _, componente in plan.tablas_con_ruta():
        lugar = en_breve(ruta)
        yield lugar, componente
        for n, subcomponente in enumerate(componente.subcomponentes):
            suyo = f"{lugar}s{n}"
            yield suyo, subcomponente
            yield from _numerados(f"{suyo}a", subcomponente.actividades)
        yield from _numerados(f"{lugar}t", componente.tramites)
        yield from _numerados(f"{lugar}i", componente.intercambios)
    yield from _numerados("v", plan.control_cambios)
    yield from _numerados("f", plan.firmas)


def _numerados(lugar: str, lista: Sequence[object]) -> Iterator[tuple[str, object]]:
    return ((f"{lugar}{n}", objeto) for n, objeto in enumerate(lista))
