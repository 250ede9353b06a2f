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

_DEL_COMPONENTE = ("dependencia", "componente")
_DEL_SUBCOMPONENTE = (*_DEL_COMPONENTE, "subcomponente")
_CAMINOS: dict[type[FilaDeTabla], tuple[str, ...]] = {
    DeActividad: (*_DEL_SUBCOMPONENTE, "actividad"),
    DeEvidencia: (*_DEL_SUBCOMPONENTE, "actividad"),
    DeTramite: (*_DEL_COMPONENTE, "tramite"),
    DeSubcomponente: _DEL_SUBCOMPONENTE,
    DeComponente: _DEL_COMPONENTE,
    DeDependencia: ("dependencia",),
    DeCambio: ("cambio",),
    DeFirma: ("firma",),
}
"""De afuera adentro, los objetos del plan de una fila: es del último que haya."""


class MarcasDeFilas:
    """``d0c1s2a3`` de ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``.

    Un trámite es ``d0c1t4``; un intercambio, ``d0c1i0``; un renglón del control de cambios, ``v0``,
    y una firma, ``f0``.
    """

    def __init__(self, plan: Plan) -> None:
        self.puestas: set[str] = set()
        """Las que se pidieron: las filas del plan que el documento lleva."""
        self._de: dict[_Clave, str] = {}
        for marca, camino in _con_marca(plan):
            clave = _clave(camino)
            # El mismo objeto dos veces en una lista no dice cuál de las dos es una fila.
            self._de[clave] = "" if clave in self._de else marca

    def de(self, fila: FilaDeTabla) -> str:
        """La de una fila; nada si no es de un solo objeto del plan."""
        camino = _CAMINOS.get(type(fila), ())
        marca = self._de.get(_clave([getattr(fila, nombre) for nombre in camino]), "")
        if marca:
            self.puestas.add(marca)
        return marca

    def de_firmas(self, firmas: Sequence[Firma]) -> str:
        """La de una fila con varias, de izquierda a derecha: ``f0_f1``."""
        suyas = [self._de.get(_clave([firma]), "") for firma in firmas]
        if not all(suyas):
            return ""
        self.puestas.update(suyas)
        return "_".join(suyas)


_Clave = tuple[int, ...]


def _clave(camino: Sequence[object]) -> _Clave:
    """Un plan armado en Python puede tener el mismo componente en dos dependencias."""
    return tuple([id(objeto) for objeto in camino if objeto is not None])


def en_breve(ruta: str) -> str:
    """``componentes[1].tramites[4]`` como ``c1t4``."""
    return _PASO.sub(r"\1\2", ruta)


def _con_marca(plan: Plan) -> Iterator[tuple[str, Sequence[object]]]:
    """Cada objeto con fila propia: su marca y los que lo contienen, de afuera adentro."""
    yield from _numerados("d", (), plan.dependencias)
    for ruta, dependencia, componente in plan.tablas_con_ruta():
        lugar, suyos = en_breve(ruta), (dependencia, componente)
        yield lugar, suyos
        for n, subcomponente in enumerate(componente.subcomponentes):
            suyo = (*suyos, subcomponente)
            yield f"{lugar}s{n}", suyo
            yield from _numerados(f"{lugar}s{n}a", suyo, subcomponente.actividades)
        yield from _numerados(f"{lugar}t", suyos, componente.tramites)
        yield from _numerados(f"{lugar}i", suyos, componente.intercambios)
    yield from _numerados("v", (), plan.control_cambios)
    yield from _numerados("f", (), plan.firmas)


def _numerados(
    lugar: str, duenos: tuple[object, ...], lista: Sequence[object]
) -> Iterator[tuple[str, Sequence[object]]]:
    return ((f"{lugar}{n}", (*duenos, objeto)) for n, objeto in enumerate(lista))
