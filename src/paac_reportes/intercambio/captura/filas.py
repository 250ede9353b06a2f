"""Las filas de un plan como salen a una oficina: su lugar, su reporte y el de antes."""

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from paac_reportes.intercambio.captura.rutas import de_la_dependencia
from paac_reportes.modelo import (
    Componente,
    Dependencia,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
)


@attrs.frozen(kw_only=True)
class FilaDeCaptura:
    """Una actividad o un trámite, en un corte."""

    ruta: str
    lista: str
    """``actividades``, ``tramites`` o ``intercambios``."""
    dependencia: Dependencia | None
    componente: Componente
    subcomponente: Subcomponente | None
    fila: FilaDeMatriz
    actual: Seguimiento | None
    """El seguimiento del corte, si ya lo hay."""
    previo: Seguimiento | None
    """El último de antes."""

    @property
    def nombre(self) -> str:
        """Con qué se la nombra al hablar de ella."""
        partes = (self.fila.identificador, self.fila.texto)
        return " ".join(" ".join(filter(None, partes)).split()) or self.ruta


def filas_de_captura(plan: Plan, corte: date) -> Iterator[FilaDeCaptura]:
    """Todas, en el orden del plan."""
    for ruta, dependencia, componente in plan.tablas_con_ruta():
        for lista, lugar, subcomponente, filas in _listas(ruta, componente):
            for numero, fila in enumerate(filas):
                yield FilaDeCaptura(
                    ruta=f"{lugar}[{numero}]",
                    lista=lista,
                    dependencia=dependencia,
                    componente=componente,
                    subcomponente=subcomponente,
                    fila=fila,
                    actual=next((s for s in fila.seguimientos if s.corte == corte), None),
                    previo=max(
                        (s for s in fila.seguimientos if s.corte < corte),
                        key=lambda seguimiento: seguimiento.corte,
                        default=None,
                    ),
                )


def _listas(
    ruta: str, componente: Componente
) -> Iterator[tuple[str, str, Subcomponente | None, Sequence[FilaDeMatriz]]]:
    for numero, subcomponente in enumerate(componente.subcomponentes):
        lugar = f"{ruta}.subcomponentes[{numero}].actividades"
        yield "actividades", lugar, subcomponente, subcomponente.actividades
    yield "tramites", f"{ruta}.tramites", None, componente.tramites
    yield "intercambios", f"{ruta}.intercambios", None, componente.intercambios


def por_oficina(filas: Sequence[FilaDeCaptura]) -> dict[int | None, list[FilaDeCaptura]]:
    """Las de cada dependencia, por su número; todas juntas si el plan no las tiene."""
    oficinas: dict[int | None, list[FilaDeCaptura]] = {}
    for fila in filas:
        oficinas.setdefault(de_la_dependencia(fila.ruta), []).append(fila)
    return oficinas
