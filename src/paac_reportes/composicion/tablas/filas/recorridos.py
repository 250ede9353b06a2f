"""Cómo se sacan las filas de cada recorrido (``formatos.definicion.recorridos`` dice qué traen)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from paac_reportes.composicion.tablas.filas.alcances import (
    Alcance,
    RecorridoDelPlan,
    TodoElPlan,
    UnComponente,
)
from paac_reportes.formatos.definicion.recorridos import (
    DeActividad,
    DeCambio,
    DeComponente,
    DeDependencia,
    DeEvidencia,
    DeFilaLibre,
    DeFirma,
    DeSubcomponente,
    DeTramite,
    Evidencia,
    FilaDeTabla,
    Recorre,
)
from paac_reportes.modelo import FilaDeMatriz, Seguimiento, Tramite


def filas_de(recorre: Recorre, alcance: Alcance, corte: date | None) -> Iterator[FilaDeTabla]:
    """Las filas de un recorrido en lo que le toca: un componente o el plan."""
    match alcance:
        case UnComponente():
            return DE_UN_COMPONENTE[recorre](alcance, corte)
        case TodoElPlan():
            return _del_plan(recorre)(alcance)


def _del_plan(recorre: Recorre) -> RecorridoDelPlan:
    if recorre in DEL_PLAN:
        return DEL_PLAN[recorre]
    from paac_reportes.composicion.tablas.filas.de_informe import DE_INFORME  # noqa: PLC0415 - vea abajo

    return DE_INFORME[recorre]


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


DE_UN_COMPONENTE: dict[Recorre, Callable[[UnComponente, date | None], Iterator[FilaDeTabla]]] = {
    "actividades": _actividades,
    "tramites": _tramites,
    "intercambios": _intercambios,
    "subcomponentes": _subcomponentes,
    "seguimientos": _seguimientos,
    "seguimientos_de_tramites": _seguimientos_de_tramites,
    "evidencias": _evidencias,
}

DEL_PLAN: dict[Recorre, RecorridoDelPlan] = {
    "dependencias": _dependencias,
    "componentes": _componentes,
    "cambios": _cambios,
    "firmas": _firmas,
    "filas": _filas_libres,
}
"""Los de las cifras, en ``de_informe``: casi ningún formato los pide, y cargarlos cuesta."""
