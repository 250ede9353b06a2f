"""El análisis de un plan en un corte: las cifras del todo y de cada parte."""

import functools
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.analisis.cifras import Cifras, Metodo, Pesos, clave_de_componente
from paac_reportes.analisis.filas import FilaAnalizada, filas_de
from paac_reportes.modelo import Componente, Plan
from paac_reportes.modelo.escalas import Escala
from paac_reportes.modelo.periodos import Periodo, corte_siguiente, periodo_de


@attrs.frozen(eq=False, slots=False)
class Analisis:
    """Las cifras de un plan en un corte."""

    plan: Plan
    corte: date | None
    anterior: date | None
    """El corte anterior con seguimientos, con el que se compara."""
    metodo: Metodo
    escala: Escala
    pesos: Pesos

    @functools.cached_property
    def todo(self) -> Cifras:
        """Las del plan entero."""
        filas = tuple(filas_de(self.plan, self.corte, self.anterior))
        return self._cifras(self.plan.entidad.nombre, filas)

    @functools.cached_property
    def dependencias(self) -> tuple[Cifras, ...]:
        """Las de cada dependencia, en orden; ninguna si el plan no las tiene."""
        return tuple(
            self._grupos(
                lambda fila: id(fila.dependencia) if fila.dependencia else None,
                lambda fila: fila.dependencia.nombre if fila.dependencia else "",
            )
        )

    @functools.cached_property
    def componentes(self) -> tuple[Cifras, ...]:
        """Las de cada componente, con lo de todas las dependencias, por su número."""
        cifras = self._grupos(clave_de_componente, lambda fila: nombre_de(fila.componente))
        return tuple(sorted(cifras, key=_orden))

    def de_componente(self, componente: Componente) -> Cifras:
        """Las de un componente de una dependencia."""
        filas = tuple(fila for fila in self.todo.filas if fila.componente is componente)
        return self._cifras(nombre_de(componente), filas)

    def subcomponentes(self, cifras: Cifras) -> tuple[Cifras, ...]:
        """Las de cada subcomponente de un componente; los trámites no tienen."""
        grupos: dict[str, list[FilaAnalizada]] = {}
        for fila in cifras.filas:
            if fila.subcomponente is not None:
                grupos.setdefault(fila.subcomponente.nombre or "", []).append(fila)
        return tuple(self._cifras(nombre, tuple(filas)) for nombre, filas in grupos.items())

    @property
    def periodo(self) -> Periodo | None:
        """El que termina en el corte."""
        if self.corte is None:
            return None
        return periodo_de(self.corte, self.plan.cortes(), self.plan.vigencia)

    @functools.cached_property
    def siguiente(self) -> date | None:
        """El próximo corte de la vigencia: hasta ahí llega lo que está por vencer."""
        if self.corte is None:
            return None
        return corte_siguiente(self.corte, self.plan.cortes(), self.plan.vigencia)

    def por_vencer(self, cifras: Cifras) -> tuple[FilaAnalizada, ...]:
        """Las filas de unas cifras que vencen antes del próximo corte; ninguna si no lo hay."""
        return cifras.por_vencer(self.siguiente) if self.siguiente else ()

    def _grupos(
        self,
        clave: Callable[[FilaAnalizada], object],
        nombre: Callable[[FilaAnalizada], str],
    ) -> Iterator[Cifras]:
        grupos: dict[object, list[FilaAnalizada]] = {}
        for fila in self.todo.filas:
            cual = clave(fila)
            if cual is not None:
                grupos.setdefault(cual, []).append(fila)
        for filas in grupos.values():
            yield self._cifras(nombre(filas[0]), tuple(filas))

    def _cifras(self, nombre: str, filas: tuple[FilaAnalizada, ...]) -> Cifras:
        return Cifras(nombre, filas, self.corte, self.metodo, self.escala, self.pesos)


def analizar(
    plan: Plan,
    corte: date | None,
    *,
    metodo: Metodo = "actividades",
    escala: Escala,
    pesos: Pesos | None = None,
) -> Analisis:
    """Las cifras de un plan en un corte; el anterior es el último con seguimientos antes de él."""
    cortes = plan.cortes()
    anteriores = [uno for uno in cortes if corte is not None and uno < corte]
    return Analisis(plan, corte, max(anteriores, default=None), metodo, escala, dict(pesos or {}))


def nombre_de(componente: Componente) -> str:
    """``1. Gestión del riesgo``, con lo que tenga de número y nombre."""
    partes = (f"{componente.numero}." if componente.numero is not None else "", componente.nombre)
    return " ".join(filter(None, partes)) or "Sin nombre"


def _orden(cifras: Cifras) -> tuple[bool, Decimal]:
    numero = cifras.filas[0].componente.numero
    return numero is None, Decimal(numero or 0)
