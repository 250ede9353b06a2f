"""De dónde salen las filas de cada sección: los objetos que cada una tiene a mano."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, Evidencia, Recorre
from paac_reportes.formatos.definicion.tablas import Seccion
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.renglones import (
    con_motivo,
    de_cifras,
    por_estado,
    por_zona,
    senaladas,
)
from paac_reportes.modelo import Actividad, Componente, Dependencia, Plan, Seguimiento, Tramite

Contexto = dict[str, Any]
"""Los objetos de una fila por su raíz: ``plan``, ``componente``, ``actividad``…"""

FilasLibres = Sequence[Mapping[str, Any]]


def contexto_de(
    plan: Plan,
    dependencia: Dependencia | None = None,
    componente: Componente | None = None,
    filas: FilasLibres = (),
    hallazgos: Hallazgos | None = None,
) -> Contexto:
    """Lo que comparten todas las filas de un componente, o del plan."""
    return {
        "plan": plan,
        "entidad": plan.entidad,
        "dependencia": dependencia,
        "componente": componente,
        "filas": filas,
        "hallazgos": hallazgos,
    }


def filas_de(seccion: Seccion, contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    """Los objetos de cada fila de una sección."""
    return _RECORRIDOS[seccion.recorre](contexto, corte)


def seguimiento_de(fila: Actividad | Tramite | None, corte: date | None) -> Seguimiento | None:
    """El seguimiento de una fila en un corte, si lo hay."""
    for seguimiento in fila.seguimientos if fila else ():
        if seguimiento.corte == corte:
            return seguimiento
    return None


def tiene_algo(contexto: Contexto) -> bool:
    """Si el componente trae alguna lista con que llenar una tabla."""
    componente: Componente = contexto["componente"]
    return any((componente.subcomponentes, componente.tramites, componente.intercambios))


def _actividades(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    # Quien no tiene filas propias conserva la de su nombre.
    vacio = not tiene_algo(contexto)
    for subcomponente in (None,) if vacio else contexto["componente"].subcomponentes:
        for actividad in (subcomponente and subcomponente.actividades) or (None,):
            yield contexto | {
                "subcomponente": subcomponente,
                "actividad": actividad,
                "seguimiento": seguimiento_de(actividad, corte),
            }


def _tramites(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    return _de_lista(contexto["componente"].tramites, contexto, corte)


def _intercambios(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    return _de_lista(contexto["componente"].intercambios, contexto, corte)


def _de_lista(
    tramites: Sequence[Tramite], contexto: Contexto, corte: date | None
) -> Iterator[Contexto]:
    for tramite in tramites:
        yield contexto | {"tramite": tramite, "seguimiento": seguimiento_de(tramite, corte)}


def _subcomponentes(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    for subcomponente in contexto["componente"].subcomponentes:
        yield contexto | {"subcomponente": subcomponente}


def _seguimientos(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    for subcomponente in contexto["componente"].subcomponentes:
        for actividad in subcomponente.actividades:
            suyo = contexto | {"subcomponente": subcomponente, "actividad": actividad}
            yield from _hasta(actividad, suyo, corte)


def _seguimientos_de_tramites(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    componente: Componente = contexto["componente"]
    for tramite in (*componente.tramites, *componente.intercambios):
        yield from _hasta(tramite, contexto | {"tramite": tramite}, corte)


def _hasta(fila: Actividad | Tramite, contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    """Los seguimientos de una fila hasta el corte, del primero al último."""
    for seguimiento in sorted(fila.seguimientos, key=lambda s: s.corte):
        if corte is None or seguimiento.corte <= corte:
            yield contexto | {"seguimiento": seguimiento}


def _evidencias(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    """Las del corte pedido."""
    for fila in _seguimientos(contexto, corte):
        seguimiento: Seguimiento = fila["seguimiento"]
        if seguimiento.corte == corte:
            for numero, texto in enumerate(seguimiento.evidencias, 1):
                yield fila | {"evidencia": Evidencia(numero, texto)}


def _dependencias(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    return _con("dependencia", contexto["plan"].dependencias, contexto)


def _componentes(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    for dependencia, componente in contexto["plan"].tablas():
        yield contexto | {"dependencia": dependencia, "componente": componente}


def _cambios(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    return _con("cambio", contexto["plan"].control_cambios, contexto)


def _firmas(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    return _con("firma", contexto["plan"].firmas, contexto)


def _filas_libres(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    return _con(FILA_LIBRE, contexto["filas"], contexto)


def _de_hallazgos(
    raiz: str, renglones: Callable[[Hallazgos], Iterable[Any]]
) -> Callable[[Contexto, date | None], Iterator[Contexto]]:
    """Un recorrido por lo que sale del análisis."""

    def recorrer(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
        hallazgos: Hallazgos | None = contexto["hallazgos"]
        return _con(raiz, renglones(hallazgos) if hallazgos else (), contexto)

    return recorrer


def _con(raiz: str, objetos: Iterable[Any], contexto: Contexto) -> Iterator[Contexto]:
    for objeto in objetos:
        yield contexto | {raiz: objeto}


_RECORRIDOS: dict[Recorre, Callable[[Contexto, date | None], Iterator[Contexto]]] = {
    "actividades": _actividades,
    "tramites": _tramites,
    "intercambios": _intercambios,
    "subcomponentes": _subcomponentes,
    "seguimientos": _seguimientos,
    "seguimientos_de_tramites": _seguimientos_de_tramites,
    "evidencias": _evidencias,
    "dependencias": _dependencias,
    "componentes": _componentes,
    "cambios": _cambios,
    "firmas": _firmas,
    "filas": _filas_libres,
    "cifras_del_plan": _de_hallazgos("cifras", lambda h: [de_cifras(h.del_plan)]),
    "cifras_por_componente": _de_hallazgos("cifras", lambda h: map(de_cifras, h.componentes)),
    "cifras_por_dependencia": _de_hallazgos("cifras", lambda h: map(de_cifras, h.dependencias)),
    "cifras_por_parte": _de_hallazgos("cifras", lambda h: map(de_cifras, h.partes)),
    "filas_por_estado": _de_hallazgos("cuenta", lambda h: por_estado(h.cifras)),
    "filas_por_zona": _de_hallazgos("cuenta", lambda h: por_zona(h.cifras)),
    "sin_reporte": _de_hallazgos("senalada", lambda h: senaladas(h.cifras.sin_reporte)),
    "vencidas": _de_hallazgos("senalada", lambda h: senaladas(h.pasadas_de_fecha)),
    "por_determinar": _de_hallazgos("senalada", lambda h: senaladas(h.cifras.por_determinar)),
    "en_blanco_bajo_reporte": _de_hallazgos(
        "senalada", lambda h: senaladas(h.cifras.en_blanco_bajo_reporte)
    ),
    "sin_dia_claro": _de_hallazgos("senalada", lambda h: senaladas(h.cifras.sin_dia_claro)),
    "fechas_por_revisar": _de_hallazgos(
        "senalada", lambda h: con_motivo(h.cifras.fechas_por_revisar)
    ),
    "sin_verificar": _de_hallazgos("senalada", lambda h: con_motivo(h.sin_verificar())),
    "por_aclarar": _de_hallazgos("senalada", lambda h: con_motivo(h.por_aclarar())),
    "diferencias": _de_hallazgos("diferencia", lambda h: h.diferencias),
    "normas": _de_hallazgos("norma", lambda h: h.normas),
}
