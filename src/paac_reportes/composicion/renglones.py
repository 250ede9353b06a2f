"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola."""

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.composicion.columnas import ColumnaPuesta
from paac_reportes.formatos.tablas import Columna, Seccion
from paac_reportes.modelo import Actividad, Componente, Dependencia, Plan, Seguimiento, Tramite
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.valores import como_texto

Contexto = dict[str, Any]
"""Los objetos de una fila por su raíz: ``plan``, ``componente``, ``actividad``…"""


@attrs.frozen
class Renglon:
    """Los textos de una fila, uno por columna, y los objetos de donde salen."""

    textos: list[str | None]
    """``None`` es lo que falta en los datos; un texto vacío es una celda en blanco propia."""
    objetos: Contexto


def renglones(
    seccion: Seccion,
    columnas: Sequence[ColumnaPuesta],
    contextos: Iterable[Contexto],
    corte: date | None,
) -> list[Renglon]:
    """Los renglones de una sección; cada contexto trae del plan a un componente."""
    lectores = [_lector(columna) for columna in columnas]
    return [
        Renglon([leer(fila) for leer in lectores], fila)
        for contexto in contextos
        for fila in filas_de(seccion, contexto, corte)
    ]


def filas_de(seccion: Seccion, contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    """Los objetos de cada fila de una sección."""
    return _RECORRIDOS[seccion.recorre](contexto, corte)


def contexto_de(
    plan: Plan, dependencia: Dependencia | None = None, componente: Componente | None = None
) -> Contexto:
    """Lo que comparten todas las filas de un componente."""
    return {
        "plan": plan,
        "entidad": plan.entidad,
        "dependencia": dependencia,
        "componente": componente,
    }


def alturas(renglones: Sequence[Renglon], numero: int, columna: Columna) -> list[int]:
    """Cuántas filas cubre la celda de cada renglón en una columna; 0 si la cubre otra."""
    if columna.une == "nunca":
        return [1] * len(renglones)
    se_unen = _SE_UNEN[columna.une]
    raiz = columna.dato[0].partition(".")[0]
    cubre: list[int] = []
    primera = 0
    for actual, renglon in enumerate(renglones):
        if actual and se_unen(renglones[primera], renglon, numero, raiz):
            cubre[primera] += 1
            cubre.append(0)
        else:
            primera = actual
            cubre.append(1)
    return cubre


_SE_UNEN: dict[str, Callable[[Renglon, Renglon, int, str], bool]] = {
    "iguales": lambda a, b, n, _raiz: bool(a.textos[n]) and a.textos[n] == b.textos[n],
    "blancos": lambda a, b, n, _raiz: (
        bool(a.textos[n])
        and b.textos[n] is None
        and a.objetos["componente"] is b.objetos["componente"]
    ),
    "grupo": lambda a, b, _n, raiz: (
        a.objetos[raiz] is not None and a.objetos[raiz] is b.objetos[raiz]
    ),
}
"""Si el renglón ``b`` comparte la celda que empezó en ``a``, por política de la columna."""


def tiene_algo(contexto: Contexto) -> bool:
    """Si el componente trae alguna lista con que llenar una tabla."""
    componente: Componente = contexto["componente"]
    return any((componente.subcomponentes, componente.tramites, componente.intercambios))


def hay(seccion: Seccion, dato: str, contexto: Contexto, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
    leer = _lector_de_dato(dato, None)
    return any(leer(fila) for fila in filas_de(seccion, contexto, corte))


def _lector(puesta: ColumnaPuesta) -> Callable[[Contexto], str | None]:
    columna = puesta.definida
    lectores = [_lector_de_dato(dato, puesta.informe) for dato in columna.dato]
    if len(lectores) == 1:
        return lectores[0]

    def leer(contexto: Contexto) -> str | None:
        textos = [texto for leer_uno in lectores if (texto := leer_uno(contexto)) is not None]
        return columna.entre.join(filter(None, textos)) if textos else None

    return leer


def _lector_de_dato(dato: str, informe: Informe | None) -> Callable[[Contexto], str | None]:
    objeto_de, campo = _lector_de_objeto(dato, informe)
    obtener = operator.attrgetter(campo)

    # Quien reporta un seguimiento sin texto lo dejó en blanco a propósito: no le falta.
    si_falta = "" if dato.startswith("seguimiento.") else None

    def leer(contexto: Contexto) -> str | None:
        objeto = objeto_de(contexto)
        if objeto is None:
            return None
        valor = obtener(objeto)
        if type(valor) is str:
            return valor
        return si_falta if valor is None else como_texto(valor)

    return leer


def lector_de_valor(puesta: ColumnaPuesta) -> Callable[[Contexto], tuple[Any, Any]]:
    """Lee de una fila el objeto que muestra una columna y el valor de su dato, sin redactar."""
    objeto_de, campo = _lector_de_objeto(puesta.definida.dato[0], puesta.informe)

    def leer(contexto: Contexto) -> tuple[Any, Any]:
        objeto = objeto_de(contexto)
        return objeto, getattr(objeto, campo, None)

    return leer


def _lector_de_objeto(dato: str, informe: Informe | None) -> tuple[Callable[[Contexto], Any], str]:
    """De dónde sale el objeto de un dato, y el campo que se le pide."""
    raiz, _, campo = dato.partition(".")
    if informe is None or raiz != "seguimiento":
        return operator.itemgetter(raiz), campo

    def del_informe(contexto: Contexto) -> Seguimiento | None:
        return _seguimiento(contexto.get("actividad") or contexto.get("tramite"), informe.corte)

    return del_informe, campo


def _actividades(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    # Quien no tiene filas propias conserva la de su nombre.
    vacio = not tiene_algo(contexto)
    for subcomponente in (None,) if vacio else contexto["componente"].subcomponentes:
        for actividad in (subcomponente and subcomponente.actividades) or (None,):
            yield contexto | {
                "subcomponente": subcomponente,
                "actividad": actividad,
                "seguimiento": _seguimiento(actividad, corte),
            }


def _tramites(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    return _de_lista(contexto["componente"].tramites, contexto, corte)


def _intercambios(contexto: Contexto, corte: date | None) -> Iterator[Contexto]:
    return _de_lista(contexto["componente"].intercambios, contexto, corte)


def _de_lista(
    tramites: Sequence[Tramite], contexto: Contexto, corte: date | None
) -> Iterator[Contexto]:
    for tramite in tramites:
        yield contexto | {"tramite": tramite, "seguimiento": _seguimiento(tramite, corte)}


def _cambios(contexto: Contexto, _corte: date | None) -> Iterator[Contexto]:
    for cambio in contexto["plan"].control_cambios:
        yield contexto | {"cambio": cambio}


_RECORRIDOS = {
    "actividades": _actividades,
    "tramites": _tramites,
    "intercambios": _intercambios,
    "cambios": _cambios,
}


def _seguimiento(fila: Actividad | Tramite | None, corte: date | None) -> Seguimiento | None:
    return next((s for s in fila.seguimientos if s.corte == corte), None) if fila else None
