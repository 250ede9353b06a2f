"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola."""

import operator
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.formatos.definicion import Columna, Seccion
from paac_reportes.modelo import Actividad, Componente, Dependencia, Plan, Seguimiento, Tramite
from paac_reportes.textos.valores import como_texto

Contexto = dict[str, Any]
"""Los objetos de una fila por su raíz: ``plan``, ``componente``, ``actividad``…"""


@attrs.frozen
class Renglon:
    """Los textos de una fila, uno por columna, y el objeto cuyas filas van juntas."""

    textos: list[str]
    grupo: object


def renglones(
    seccion: Seccion, columnas: Sequence[Columna], contexto: Contexto, corte: date | None
) -> list[Renglon]:
    """Los renglones de una sección; ``contexto`` trae del plan al componente."""
    lectores = [_lector(columna) for columna in columnas]
    return [
        Renglon([leer(fila) for leer in lectores], grupo)
        for fila, grupo in _RECORRIDOS[seccion.recorre](contexto, corte)
    ]


def contexto_de(plan: Plan, dependencia: Dependencia | None, componente: Componente) -> Contexto:
    """Lo que comparten todas las filas de un componente."""
    return {
        "plan": plan,
        "entidad": plan.entidad,
        "dependencia": dependencia,
        "componente": componente,
    }


def alturas(renglones: Sequence[Renglon], columna: int, une: str) -> list[int]:
    """Cuántas filas cubre la celda de cada renglón en una columna; 0 si la cubre otra."""
    if une == "nunca":
        return [1] * len(renglones)
    se_unen = _SE_UNEN[une]
    cubre: list[int] = []
    primera = 0
    for numero, renglon in enumerate(renglones):
        if numero and se_unen(renglones[primera], renglon, columna):
            cubre[primera] += 1
            cubre.append(0)
        else:
            primera = numero
            cubre.append(1)
    return cubre


_SE_UNEN: dict[str, Callable[[Renglon, Renglon, int], bool]] = {
    "iguales": lambda a, b, c: a.textos[c] == b.textos[c] != "",
    "blancos": lambda a, b, c: a.textos[c] != "" and b.textos[c] == "",
    "grupo": lambda a, b, _c: a.grupo is b.grupo,
}
"""Si el renglón ``b`` comparte la celda que empezó en ``a``, por política de la columna."""


def hay(seccion: Seccion, dato: str, contexto: Contexto, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
    leer = _lector_de_dato(dato)
    return any(leer(fila) for fila, _ in _RECORRIDOS[seccion.recorre](contexto, corte))


def _lector(columna: Columna) -> Callable[[Contexto], str]:
    lectores = [_lector_de_dato(dato) for dato in columna.dato]
    if len(lectores) == 1:
        return lectores[0]
    return lambda contexto: columna.entre.join(
        texto for texto in (leer(contexto) for leer in lectores) if texto
    )


def _lector_de_dato(dato: str) -> Callable[[Contexto], str]:
    raiz, _, campo = dato.partition(".")
    obtener = operator.attrgetter(campo)

    def leer(contexto: Contexto) -> str:
        objeto = contexto[raiz]
        if objeto is None:
            return ""
        valor = obtener(objeto)
        return valor if type(valor) is str else como_texto(valor)

    return leer


def _actividades(contexto: Contexto, corte: date | None) -> Iterator[tuple[Contexto, object]]:
    for subcomponente in contexto["componente"].subcomponentes:
        for actividad in subcomponente.actividades or (None,):  # sin ellas, queda su nombre
            yield (
                contexto
                | {
                    "subcomponente": subcomponente,
                    "actividad": actividad,
                    "seguimiento": _seguimiento(actividad, corte),
                },
                subcomponente,
            )


def _tramites(contexto: Contexto, corte: date | None) -> Iterator[tuple[Contexto, object]]:
    yield from _de_lista(contexto["componente"].tramites, contexto, corte)


def _intercambios(contexto: Contexto, corte: date | None) -> Iterator[tuple[Contexto, object]]:
    yield from _de_lista(contexto["componente"].intercambios, contexto, corte)


def _de_lista(
    tramites: Sequence[Tramite], contexto: Contexto, corte: date | None
) -> Iterator[tuple[Contexto, object]]:
    for tramite in tramites:
        fila = contexto | {"tramite": tramite, "seguimiento": _seguimiento(tramite, corte)}
        yield fila, tramite


_RECORRIDOS = {
    "actividades": _actividades,
    "tramites": _tramites,
    "intercambios": _intercambios,
}


def _seguimiento(fila: Actividad | Tramite | None, corte: date | None) -> Seguimiento | None:
    return next((s for s in fila.seguimientos if s.corte == corte), None) if fila else None
