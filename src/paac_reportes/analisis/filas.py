"""Las filas de un plan en un corte, con lo que se reportó de cada una."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.modelo import (
    Actividad,
    Componente,
    Dependencia,
    Estado,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)
from paac_reportes.modelo.fechas import FechaProgramada, leer_fecha_programada

_COMPLETO = Decimal(100)
_GUION = "-"


@attrs.frozen(eq=False)
class FilaAnalizada:
    """Una actividad o un trámite, dónde está y qué se reportó en el corte y en el anterior."""

    ruta: str
    """Su lugar en los datos, como ``componentes[0].tramites[1]``."""
    dependencia: Dependencia | None
    componente: Componente
    subcomponente: Subcomponente | None
    fila: Actividad | Tramite
    seguimiento: Seguimiento | None
    anterior: Seguimiento | None
    vigencia: int | None

    @property
    def avance(self) -> Decimal | None:
        """Porcentaje de avance; ``None`` si se desconoce."""
        return self.seguimiento.avance if self.seguimiento else None

    @property
    def estado(self) -> Estado | None:
        """El que se declaró; nunca se deduce."""
        return self.seguimiento.estado if self.seguimiento else None

    @property
    def aplica(self) -> bool:
        """Si entra en los promedios."""
        return self.estado is not Estado.NO_APLICA

    @property
    def con_texto(self) -> bool:
        """Si se escribió algo, que no sea un guion."""
        texto = self.seguimiento.texto if self.seguimiento else None
        return bool(texto and texto.strip()) and texto != _GUION

    @property
    def con_guion(self) -> bool:
        """Si se escribió un guion: dicho que no hay qué reportar."""
        return self.seguimiento is not None and self.seguimiento.texto == _GUION

    @property
    def reportada(self) -> bool:
        """Si en el corte hay un texto, un avance o un estado distinto de «sin reporte»."""
        return (
            self.con_texto
            or self.avance is not None
            or self.estado not in {None, Estado.SIN_REPORTE}
        )

    @property
    def terminada(self) -> bool | None:
        """Si se declaró cumplida o llegó a 100 %; ``None`` si sólo hay un texto y no se sabe."""
        if self.estado is Estado.CUMPLIDA or self.avance == _COMPLETO:
            return True
        se_sabe = self.estado is not None or self.avance is not None or not self.con_texto
        return False if se_sabe else None

    @property
    def fecha(self) -> FechaProgramada:
        """Lo que se entiende de su fecha: la programada o, si el plan da dos, la final."""
        texto = self.fila.fecha_programada or self.fila.fecha_fin or self.fila.fecha_inicio
        return leer_fecha_programada(texto, self.vigencia)


def filas_de(plan: Plan, corte: date | None, anterior: date | None) -> Iterator[FilaAnalizada]:
    """Todas las filas del plan, en su orden."""
    for lugar, dependencia, componente in _componentes(plan):
        for ruta, subcomponente, fila in _de_un_componente(lugar, componente):
            ahora = antes = None
            for seguimiento in fila.seguimientos:
                if seguimiento.corte == corte:
                    ahora = seguimiento
                elif seguimiento.corte == anterior:
                    antes = seguimiento
            yield FilaAnalizada(
                ruta, dependencia, componente, subcomponente, fila, ahora, antes, plan.vigencia
            )


def _componentes(plan: Plan) -> Iterator[tuple[str, Dependencia | None, Componente]]:
    for i, dependencia in enumerate(plan.dependencias):
        for j, componente in enumerate(dependencia.componentes):
            yield f"dependencias[{i}].componentes[{j}]", dependencia, componente
    for j, componente in enumerate(plan.componentes):
        yield f"componentes[{j}]", None, componente


def _de_un_componente(
    lugar: str, componente: Componente
) -> Iterator[tuple[str, Subcomponente | None, Actividad | Tramite]]:
    for k, subcomponente in enumerate(componente.subcomponentes):
        for m, actividad in enumerate(subcomponente.actividades):
            yield f"{lugar}.subcomponentes[{k}].actividades[{m}]", subcomponente, actividad
    for lista in ("tramites", "intercambios"):
        for k, tramite in enumerate(getattr(componente, lista)):
            yield f"{lugar}.{lista}[{k}]", None, tramite
