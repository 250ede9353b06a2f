"""Cómo se sacan las filas de cada recorrido (``formatos.definicion.recorridos`` dice qué traen).

Salen de un componente o de todo el contenido (``alcances``); ``filas_de`` las da.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from paac_reportes.composicion.tablas.alcances import Alcance, TodoElPlan, UnComponente
from paac_reportes.formatos.definicion.filas import (
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
)
from paac_reportes.formatos.definicion.recorridos import (
    RECORRIDOS,
    RIESGOS,
    Recorre,
    lista_declarada,
    reporte_de,
)
from paac_reportes.modelo import (
    CambioDocumento,
    Componente,
    Dependencia,
    FilaDeMatriz,
    Firma,
    Seguimiento,
)
from paac_reportes.modelo.recorrer import hojas, recorrer
from paac_reportes.modelo.temas import el_de

RecorridoDelPlan = Callable[[TodoElPlan], Iterator[FilaDeTabla]]
RecorridoDelComponente = Callable[[UnComponente, date | None], Iterator[FilaDeTabla]]


def filas_de(recorre: Recorre, alcance: Alcance, corte: date | None) -> Iterator[FilaDeTabla]:
    """Las filas de un recorrido en lo que le toca: un componente o el plan."""
    match alcance:
        case UnComponente():
            return DE_UN_COMPONENTE[recorre](alcance, corte)
        case TodoElPlan():
            if recorre in DEL_PLAN:
                return DEL_PLAN[recorre](alcance)
            if recorre == RIESGOS:
                from paac_reportes.composicion.tablas.de_mapa import filas_de_riesgos  # noqa: PLC0415 - quien lo muestra

                return filas_de_riesgos(alcance, corte)
            if lista_declarada(recorre) is not None:
                return _de_una_lista(recorre, alcance, corte)
            # Casi ningún formato las pide, y cargar el informe cuesta.
            from paac_reportes.composicion.tablas.de_informe import filas_de_informe  # noqa: PLC0415 - sólo si se piden

            return filas_de_informe(recorre, alcance.comunes, alcance.hallazgos())


def seguimiento_de(fila: FilaDeMatriz | None, corte: date | None) -> Seguimiento | None:
    """El seguimiento de una fila en un corte, si lo hay."""
    suyo: Seguimiento | None = _en_el_corte(fila.seguimientos, corte) if fila else None
    return suyo


def _actividades(de: UnComponente, corte: date | None) -> Iterator[DeActividad]:
    # Quien no tiene filas propias conserva la de su nombre.
    lugares = de.de("subcomponentes", "actividades") if de.dentro else [de.lugar]
    comunes = de.comunes
    for lugar in hojas(lugares):
        objetos = lugar.objetos
        suyo = seguimiento_de(objetos.get("actividad"), corte)
        yield DeActividad(**comunes, **objetos, lugar=lugar, seguimiento=suyo)


def _subcomponentes(de: UnComponente, _corte: date | None) -> Iterator[DeSubcomponente]:
    for lugar in de.de("subcomponentes"):
        yield DeSubcomponente(**de.comunes, **lugar.objetos, lugar=lugar)


def _tramites_de(lista: str) -> RecorridoDelComponente:
    """Los de una lista, con el seguimiento del corte."""

    def filas(de: UnComponente, corte: date | None) -> Iterator[DeTramite]:
        for lugar in de.de(lista):
            suyo = seguimiento_de(lugar.objeto, corte)
            yield DeTramite(**de.comunes, **lugar.objetos, lugar=lugar, seguimiento=suyo)

    return filas


def _seguimientos_de(fila: type[DeActividad | DeTramite], *listas: str) -> RecorridoDelComponente:
    """Una fila por seguimiento hasta el corte, del primero al último, de cada objeto."""

    def filas(de: UnComponente, corte: date | None) -> Iterator[FilaDeTabla]:
        for lugar in de.de(*listas):
            for suyo in sorted(lugar.objeto.seguimientos, key=lambda uno: uno.corte):
                if corte is None or suyo.corte <= corte:
                    yield fila(**de.comunes, **lugar.objetos, lugar=lugar, seguimiento=suyo)

    return filas


def _evidencias(de: UnComponente, corte: date | None) -> Iterator[DeEvidencia]:
    """Las del corte pedido."""
    for lugar in de.de("actividades"):
        suyo = seguimiento_de(lugar.objeto, corte)
        for numero, texto in enumerate(suyo.evidencias if suyo else (), 1):
            evidencia = Evidencia(numero, texto)
            yield DeEvidencia(
                **de.comunes, **lugar.objetos, lugar=lugar, seguimiento=suyo, evidencia=evidencia
            )


def _una_por_objeto(clase: type, fila: type[FilaDeTabla]) -> RecorridoDelPlan:
    """Una fila por cada objeto de una clase, con quienes lo contienen."""

    def filas(de: TodoElPlan) -> Iterator[FilaDeTabla]:
        for lugar in recorrer(de.contenido, clase):
            yield fila(**de.comunes, **lugar.objetos, lugar=lugar)

    return filas


def _de_una_lista(recorre: Recorre, de: TodoElPlan, corte: date | None) -> Iterator[FilaDeTabla]:
    """Las de una lista de otro contenido, con lo del corte; quien no trae ninguna, la suya."""
    declarada = lista_declarada(recorre)
    contenido = el_de(de.contenido, declarada[0].clave) if declarada else None
    if declarada is None or contenido is None:
        return
    tema, camino = declarada
    fila: Callable[..., FilaDeTabla] = RECORRIDOS[recorre].fila
    comunes: dict[str, Any] = {**de.comunes, tema.raiz: contenido}
    for lugar in hojas(recorrer(contenido, *camino)):
        reporta = reporte_de(tema, camino) if lugar.contenido is camino[-1] else ()
        del_corte = {
            uno.raiz: _en_el_corte(getattr(lugar.objeto, uno.nombre), corte) for uno in reporta
        }
        yield fila(**comunes, **lugar.objetos, **del_corte, lugar=lugar)


def _en_el_corte(reportes: Iterable[Any], corte: date | None) -> Any:
    for uno in reportes:  # sin generador: se pregunta en cada fila
        if uno.corte == corte:
            return uno
    return None


def _filas_libres(de: TodoElPlan) -> Iterator[DeFilaLibre]:
    for fila in de.filas:
        yield DeFilaLibre(**de.comunes, fila=fila)


DE_UN_COMPONENTE: dict[Recorre, RecorridoDelComponente] = {
    "actividades": _actividades,
    "tramites": _tramites_de("tramites"),
    "intercambios": _tramites_de("intercambios"),
    "subcomponentes": _subcomponentes,
    "seguimientos": _seguimientos_de(DeActividad, "actividades"),
    "seguimientos_de_tramites": _seguimientos_de(DeTramite, "tramites", "intercambios"),
    "evidencias": _evidencias,
}

DEL_PLAN: dict[Recorre, RecorridoDelPlan] = {
    "dependencias": _una_por_objeto(Dependencia, DeDependencia),
    "componentes": _una_por_objeto(Componente, DeComponente),
    "cambios": _una_por_objeto(CambioDocumento, DeCambio),
    "firmas": _una_por_objeto(Firma, DeFirma),
    "filas": _filas_libres,
}
"""Los del informe, en ``de_informe``."""
