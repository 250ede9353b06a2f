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

    textos: list[str | None]
    """``None`` es lo que falta en los datos; un texto vacío es una celda en blanco propia."""
    grupo: object


def renglones(
    seccion: Seccion, columnas: Sequence[Columna], contexto: Contexto, corte: date | None
) -> list[Renglon]:
    """Los renglones de una sección; ``contexto`` trae del plan al componente."""
    lectores = [_lector(columna) for columna in columnas]
    return [
        Renglon([leer(fila) for leer in lectores], grupo)
        for fila, grupo in filas_de(seccion, contexto, corte)
    ]


def filas_de(
    seccion: Seccion, contexto: Contexto, corte: date | None
) -> Iterator[tuple[Contexto, object]]:
    """Por cada fila de una sección, sus objetos y el que agrupa a las que van juntas."""
    return _RECORRIDOS[seccion.recorre](contexto, corte)


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
    "iguales": lambda a, b, c: bool(a.textos[c]) and a.textos[c] == b.textos[c],
    "blancos": lambda a, b, c: bool(a.textos[c]) and b.textos[c] is None,
    "grupo": lambda a, b, _c: a.grupo is b.grupo,
}
"""Si el renglón ``b`` comparte la celda que empezó en ``a``, por política de la columna."""


def hay(seccion: Seccion, dato: str, contexto: Contexto, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
    leer = _lector_de_dato(dato)
    return any(leer(fila) for fila, _ in filas_de(seccion, contexto, corte))


def _lector(columna: Columna) -> Callable[[Contexto], str | None]:
    lectores = [_lector_de_dato(dato) for dato in columna.dato]
    if len(lectores) == 1:
        return lectores[0]

    def leer(contexto: Contexto) -> str | None:
        textos = [texto for leer_uno in lectores if (texto := leer_uno(contexto)) is not None]
        return columna.entre.join(filter(None, textos)) if textos else None

    return leer


def _lector_de_dato(dato: str) -> Callable[[Contexto], str | None]:
    raiz, _, campo = dato.partition(".")
    obtener = operator.attrgetter(campo)

    # Quien reporta un seguimiento sin texto lo dejó en blanco a propósito: no le falta.
    si_falta = "" if raiz == "seguimiento" else None

    def leer(contexto: Contexto) -> str | None:
        objeto = contexto[raiz]
        if objeto is None:
            return None
        valor = obtener(objeto)
        if type(valor) is str:
            return valor
        return si_falta if valor is None else como_texto(valor)

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
