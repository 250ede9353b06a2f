"""Cómo se sacan las filas de cada recorrido (``formatos.definicion.recorridos`` dice qué traen)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

import attrs

from paac_reportes.formatos.definicion.cifras import FilaDeCifras, FilaDeCuenta, FilaSenalada
from paac_reportes.formatos.definicion.recorridos import (
    DeActividad,
    DeCambio,
    DeCifras,
    DeComponente,
    DeCuenta,
    DeDependencia,
    DeDiferencia,
    DeEvidencia,
    DeFilaLibre,
    DeFirma,
    DeNorma,
    DeSenalada,
    DeSubcomponente,
    DeTramite,
    Evidencia,
    FilaDeTabla,
    Recorre,
)
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.renglones import (
    con_motivo,
    de_cifras,
    por_estado,
    por_zona,
    senaladas,
)
from paac_reportes.modelo import (
    Componente,
    Dependencia,
    Entidad,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Tramite,
)

FilasLibres = Sequence[Mapping[str, Any]]


class _DelPlan(TypedDict):
    plan: Plan
    entidad: Entidad


class _DelComponente(_DelPlan):
    dependencia: Dependencia | None
    componente: Componente


@attrs.frozen
class UnComponente:
    """De donde salen las filas de un componente."""

    plan: Plan
    dependencia: Dependencia | None
    componente: Componente

    @property
    def comunes(self) -> _DelComponente:
        """Los objetos que todas traen."""
        return {
            "plan": self.plan,
            "entidad": self.plan.entidad,
            "dependencia": self.dependencia,
            "componente": self.componente,
        }

    @property
    def vacio(self) -> bool:
        """Si no trae ninguna lista con que llenar una tabla."""
        suyo = self.componente
        return not (suyo.subcomponentes or suyo.tramites or suyo.intercambios)


@attrs.frozen
class TodoElPlan:
    """De donde salen las filas que no son de un componente."""

    plan: Plan
    filas: FilasLibres
    hallazgos: Hallazgos

    @property
    def comunes(self) -> _DelPlan:
        """Los objetos que todas traen."""
        return {"plan": self.plan, "entidad": self.plan.entidad}


Alcance = UnComponente | TodoElPlan


def filas_de(recorre: Recorre, alcance: Alcance, corte: date | None) -> Iterator[FilaDeTabla]:
    """Las filas de un recorrido en lo que le toca: un componente o el plan."""
    match alcance:
        case UnComponente():
            return DE_UN_COMPONENTE[recorre](alcance, corte)
        case TodoElPlan():
            return DEL_PLAN[recorre](alcance)


def seguimiento_de(fila: FilaDeMatriz | None, corte: date | None) -> Seguimiento | None:
    """El seguimiento de una fila en un corte, si lo hay."""
    for seguimiento in fila.seguimientos if fila else ():
        if seguimiento.corte == corte:
            return seguimiento
    return None


def _actividades(de: UnComponente, corte: date | None) -> Iterator[DeActividad]:
    # Quien no tiene filas propias conserva la de su nombre.
    comunes = de.comunes
    for subcomponente in (None,) if de.vacio else de.componente.subcomponentes:
        for actividad in (subcomponente and subcomponente.actividades) or (None,):
            yield DeActividad(
                **comunes,
                subcomponente=subcomponente,
                actividad=actividad,
                seguimiento=seguimiento_de(actividad, corte),
            )


def _tramites(de: UnComponente, corte: date | None) -> Iterator[DeTramite]:
    return _de_lista(de.componente.tramites, de, corte)


def _intercambios(de: UnComponente, corte: date | None) -> Iterator[DeTramite]:
    return _de_lista(de.componente.intercambios, de, corte)


def _de_lista(
    tramites: Sequence[Tramite], de: UnComponente, corte: date | None
) -> Iterator[DeTramite]:
    comunes = de.comunes
    for tramite in tramites:
        yield DeTramite(**comunes, tramite=tramite, seguimiento=seguimiento_de(tramite, corte))


def _subcomponentes(de: UnComponente, _corte: date | None) -> Iterator[DeSubcomponente]:
    for subcomponente in de.componente.subcomponentes:
        yield DeSubcomponente(**de.comunes, subcomponente=subcomponente)


def _seguimientos(de: UnComponente, corte: date | None) -> Iterator[DeActividad]:
    for subcomponente in de.componente.subcomponentes:
        for actividad in subcomponente.actividades:
            for seguimiento in _hasta(actividad, corte):
                yield DeActividad(
                    **de.comunes,
                    subcomponente=subcomponente,
                    actividad=actividad,
                    seguimiento=seguimiento,
                )


def _seguimientos_de_tramites(de: UnComponente, corte: date | None) -> Iterator[DeTramite]:
    for tramite in (*de.componente.tramites, *de.componente.intercambios):
        for seguimiento in _hasta(tramite, corte):
            yield DeTramite(**de.comunes, tramite=tramite, seguimiento=seguimiento)


def _hasta(fila: FilaDeMatriz, corte: date | None) -> Iterator[Seguimiento]:
    """Los seguimientos de una fila hasta el corte, del primero al último."""
    for seguimiento in sorted(fila.seguimientos, key=lambda s: s.corte):
        if corte is None or seguimiento.corte <= corte:
            yield seguimiento


def _evidencias(de: UnComponente, corte: date | None) -> Iterator[DeEvidencia]:
    """Las del corte pedido."""
    for fila in _actividades(de, corte):
        suyas = fila.seguimiento.evidencias if fila.seguimiento else ()
        for numero, texto in enumerate(suyas, 1):
            yield DeEvidencia(
                **de.comunes,
                subcomponente=fila.subcomponente,
                actividad=fila.actividad,
                seguimiento=fila.seguimiento,
                evidencia=Evidencia(numero, texto),
            )


def _dependencias(de: TodoElPlan) -> Iterator[DeDependencia]:
    for dependencia in de.plan.dependencias:
        yield DeDependencia(**de.comunes, dependencia=dependencia)


def _componentes(de: TodoElPlan) -> Iterator[DeComponente]:
    for dependencia, componente in de.plan.tablas():
        yield DeComponente(**de.comunes, dependencia=dependencia, componente=componente)


def _cambios(de: TodoElPlan) -> Iterator[DeCambio]:
    for cambio in de.plan.control_cambios:
        yield DeCambio(**de.comunes, cambio=cambio)


def _firmas(de: TodoElPlan) -> Iterator[DeFirma]:
    for firma in de.plan.firmas:
        yield DeFirma(**de.comunes, firma=firma)


def _filas_libres(de: TodoElPlan) -> Iterator[DeFilaLibre]:
    for fila in de.filas:
        yield DeFilaLibre(**de.comunes, fila=fila)


def _diferencias(de: TodoElPlan) -> Iterator[DeDiferencia]:
    for diferencia in de.hallazgos.diferencias:
        yield DeDiferencia(**de.comunes, diferencia=diferencia)


def _normas(de: TodoElPlan) -> Iterator[DeNorma]:
    for norma in de.hallazgos.normas:
        yield DeNorma(**de.comunes, norma=norma)


_RecorridoDelPlan = Callable[[TodoElPlan], Iterator[FilaDeTabla]]


def _con_cifras(renglones: Callable[[Hallazgos], Iterable[FilaDeCifras]]) -> _RecorridoDelPlan:
    return lambda de: (DeCifras(**de.comunes, cifras=uno) for uno in renglones(de.hallazgos))


def _con_cuenta(renglones: Callable[[Hallazgos], Iterable[FilaDeCuenta]]) -> _RecorridoDelPlan:
    return lambda de: (DeCuenta(**de.comunes, cuenta=uno) for uno in renglones(de.hallazgos))


def _con_senalada(renglones: Callable[[Hallazgos], Iterable[FilaSenalada]]) -> _RecorridoDelPlan:
    return lambda de: (DeSenalada(**de.comunes, senalada=uno) for uno in renglones(de.hallazgos))


DE_UN_COMPONENTE: dict[Recorre, Callable[[UnComponente, date | None], Iterator[FilaDeTabla]]] = {
    "actividades": _actividades,
    "tramites": _tramites,
    "intercambios": _intercambios,
    "subcomponentes": _subcomponentes,
    "seguimientos": _seguimientos,
    "seguimientos_de_tramites": _seguimientos_de_tramites,
    "evidencias": _evidencias,
}

DEL_PLAN: dict[Recorre, _RecorridoDelPlan] = {
    "dependencias": _dependencias,
    "componentes": _componentes,
    "cambios": _cambios,
    "firmas": _firmas,
    "filas": _filas_libres,
    "cifras_del_plan": _con_cifras(lambda h: [de_cifras(h.del_plan)]),
    "cifras_por_componente": _con_cifras(lambda h: map(de_cifras, h.componentes)),
    "cifras_por_dependencia": _con_cifras(lambda h: map(de_cifras, h.dependencias)),
    "cifras_por_parte": _con_cifras(lambda h: map(de_cifras, h.partes)),
    "filas_por_estado": _con_cuenta(lambda h: por_estado(h.cifras)),
    "filas_por_zona": _con_cuenta(lambda h: por_zona(h.cifras)),
    "sin_reporte": _con_senalada(lambda h: senaladas(h.cifras.sin_reporte)),
    "vencidas": _con_senalada(lambda h: senaladas(h.pasadas_de_fecha)),
    "por_determinar": _con_senalada(lambda h: senaladas(h.cifras.por_determinar)),
    "en_blanco_bajo_reporte": _con_senalada(lambda h: senaladas(h.cifras.en_blanco_bajo_reporte)),
    "sin_dia_claro": _con_senalada(lambda h: senaladas(h.cifras.sin_dia_claro)),
    "fechas_por_revisar": _con_senalada(lambda h: con_motivo(h.cifras.fechas_por_revisar)),
    "sin_verificar": _con_senalada(lambda h: con_motivo(h.sin_verificar())),
    "por_aclarar": _con_senalada(lambda h: con_motivo(h.por_aclarar())),
    "diferencias": _diferencias,
    "normas": _normas,
}
