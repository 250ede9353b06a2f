"""El plan con lo que los libros traen."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from paac_reportes.intercambio.captura.reporte import CAMPOS, Reporte
from paac_reportes.modelo import Componente, FilaDeMatriz, Plan, Seguimiento

F = TypeVar("F", bound=FilaDeMatriz)


@attrs.frozen(kw_only=True)
class Cambio:
    """Lo que cambia de una fila."""

    reporte: Reporte | None = None
    textos: Mapping[str, str] = attrs.Factory(dict)


def aplicar(plan: Plan, corte: date, cambios: Mapping[str, Cambio]) -> Plan:
    """El mismo plan con los cambios de cada fila, por su ruta; lo demás, intacto."""
    if not cambios:
        return plan
    nuevos = {
        ruta: _componente(ruta, componente, corte, cambios)
        for ruta, _, componente in plan.tablas_con_ruta()
    }
    return attrs.evolve(
        plan,
        componentes=tuple(nuevos[f"componentes[{j}]"] for j in range(len(plan.componentes))),
        dependencias=tuple(
            attrs.evolve(
                dependencia,
                componentes=tuple(
                    nuevos[f"dependencias[{i}].componentes[{j}]"]
                    for j in range(len(dependencia.componentes))
                ),
            )
            for i, dependencia in enumerate(plan.dependencias)
        ),
    )


def _componente(
    ruta: str, componente: Componente, corte: date, cambios: Mapping[str, Cambio]
) -> Componente:
    def filas(lista: str, suyas: tuple[F, ...]) -> tuple[F, ...]:
        return tuple(
            _fila(fila, corte, cambio) if (cambio := cambios.get(f"{lista}[{n}]")) else fila
            for n, fila in enumerate(suyas)
        )

    return attrs.evolve(
        componente,
        subcomponentes=tuple(
            attrs.evolve(
                uno, actividades=filas(f"{ruta}.subcomponentes[{k}].actividades", uno.actividades)
            )
            for k, uno in enumerate(componente.subcomponentes)
        ),
        tramites=filas(f"{ruta}.tramites", componente.tramites),
        intercambios=filas(f"{ruta}.intercambios", componente.intercambios),
    )


def _fila(fila: F, corte: date, cambio: Cambio) -> F:
    distintos: dict[str, Any] = {campo: texto or None for campo, texto in cambio.textos.items()}
    if cambio.reporte is not None:
        distintos["seguimientos"] = _seguimientos(fila.seguimientos, corte, cambio.reporte)
    return attrs.evolve(fila, **distintos)


def _seguimientos(
    hay: tuple[Seguimiento, ...], corte: date, reporte: Reporte
) -> tuple[Seguimiento, ...]:
    """Los de la fila, con el del corte en su lugar por fecha; de él, sólo lo reportado cambia."""
    valores = {campo: getattr(reporte, campo) for campo in CAMPOS}
    if any(seguimiento.corte == corte for seguimiento in hay):
        return tuple(attrs.evolve(s, **valores) if s.corte == corte else s for s in hay)
    if reporte.en_blanco:
        return hay
    lugar = next((n for n, s in enumerate(hay) if s.corte > corte), len(hay))
    return (*hay[:lugar], Seguimiento(corte=corte, **valores), *hay[lugar:])
