"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola."""

import functools
import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from paac_reportes.composicion.mostrado import Mostrado
from paac_reportes.composicion.tablas.columnas import ColumnaPuesta
from paac_reportes.composicion.tablas.filas.recorridos import Alcance, filas_de, seguimiento_de
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.recorridos import (
    FILA_LIBRE,
    DeActividad,
    DeTramite,
    FilaDeTabla,
)
from paac_reportes.formatos.definicion.tablas import Seccion
from paac_reportes.maqueta.contenidos import Cifra
from paac_reportes.modelo import FilaDeMatriz, Seguimiento
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.valores import como_texto


@attrs.frozen
class Renglon:
    """Los textos de una fila, uno por columna, y los objetos de donde salen."""

    textos: list[str | None]
    """``None`` es lo que falta en los datos; un texto vacío es una celda en blanco propia."""
    fila: FilaDeTabla


def renglones(
    seccion: Seccion,
    columnas: Sequence[ColumnaPuesta],
    alcances: Iterable[Alcance],
    corte: date | None,
) -> list[Renglon]:
    """Los renglones de una sección; de un componente, de varios o del plan."""
    lectores = [_lector(columna) for columna in columnas]
    return [
        Renglon([leer(fila) for leer in lectores], fila)
        for alcance in alcances
        for fila in filas_de(seccion.recorre, alcance, corte)
    ]


def anotar(
    columnas: Iterable[ColumnaPuesta], renglones: Sequence[Renglon], mostrado: Mostrado
) -> None:
    """Los datos que las columnas muestran de cada fila."""
    datos = {(d, columna.informe) for columna in columnas for d in columna.definida.dato}
    por_raiz: dict[tuple[str, Informe | None], list[object]] = {}
    for dato, informe in datos:
        es = _ES_EL_DATO.get(dato, dato)
        clave = (es.partition(".")[0], informe)
        if clave not in por_raiz:
            objeto_de, _ = _lector_de_objeto(es, informe)
            por_raiz[clave] = [objeto_de(renglon.fila) for renglon in renglones]
        mostrado.anotar(es, por_raiz[clave])


_ES_EL_DATO = {"evidencia.texto": "seguimiento.evidencias"}
"""Lo que una columna muestra, dicho como el dato del plan que es."""


def anotar_prestadas(
    columnas: Sequence[ColumnaPuesta], cubre: Sequence[Sequence[int]], mostrado: Mostrado
) -> None:
    """Por columna, las filas en blanco sin celda suya, que es parte de la de arriba."""
    for columna, suyas in zip(columnas, cubre, strict=True):
        if columna.definida.une == "blancos":
            mostrado.prestadas[" + ".join(columna.definida.dato)] += suyas.count(0)


def alturas(
    renglones: Sequence[Renglon], numero: int, columna: Columna, *, blancos_propios: bool = False
) -> list[int]:
    """Cuántas filas cubre la celda de cada renglón en una columna; 0 si la cubre otra."""
    if columna.une == "nunca" or (columna.une == "blancos" and blancos_propios):
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
        and getattr(a.fila, "componente", None) is getattr(b.fila, "componente", None)
    ),
    "grupo": lambda a, b, _n, raiz: (
        getattr(a.fila, raiz) is not None
        and getattr(a.fila, raiz) is getattr(b.fila, raiz)
        and getattr(a.fila, "dependencia", None) is getattr(b.fila, "dependencia", None)
    ),
}
"""Si el renglón ``b`` comparte la celda que empezó en ``a``, por política de la columna."""


def hay(seccion: Seccion, dato: str, alcance: Alcance, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
    leer = _lector_de_dato(dato, None)
    return any(leer(fila) for fila in filas_de(seccion.recorre, alcance, corte))


def _lector(puesta: ColumnaPuesta) -> Callable[[FilaDeTabla], str | None]:
    columna = puesta.definida
    lectores = [_lector_de_dato(dato, puesta.informe) for dato in columna.dato]
    if len(lectores) == 1:
        return lectores[0]

    def leer(fila: FilaDeTabla) -> str | None:
        textos = [texto for leer_uno in lectores if (texto := leer_uno(fila)) is not None]
        return columna.entre.join(filter(None, textos)) if textos else None

    return leer


@functools.lru_cache(maxsize=512)  # un plan trae muchas tablas de las mismas columnas
def _lector_de_dato(dato: str, informe: Informe | None) -> Callable[[FilaDeTabla], str | None]:
    objeto_de, campo = _lector_de_objeto(dato, informe)
    de_fila_libre = dato.startswith(f"{FILA_LIBRE}.")
    obtener = operator.itemgetter(campo) if de_fila_libre else operator.attrgetter(campo)

    # Quien reporta un seguimiento sin texto lo dejó en blanco a propósito: no le falta.
    si_falta = "" if dato.startswith("seguimiento.") else None

    def leer(fila: FilaDeTabla) -> str | None:
        objeto = objeto_de(fila)
        if objeto is None:
            return None
        valor = obtener(objeto)
        if isinstance(valor, str) and not isinstance(valor, Enum):
            return valor
        if valor is None:
            return si_falta
        texto = como_texto(valor)
        return Cifra(texto, valor) if isinstance(valor, Decimal) else texto

    return leer


def lector_de_valor(puesta: ColumnaPuesta) -> Callable[[FilaDeTabla], tuple[Any, Any]]:
    """Lee de una fila el objeto que muestra una columna y el valor de su dato, sin redactar."""
    objeto_de, campo = _lector_de_objeto(puesta.definida.dato[0], puesta.informe)

    def leer(fila: FilaDeTabla) -> tuple[Any, Any]:
        objeto = objeto_de(fila)
        return objeto, objeto[campo] if isinstance(objeto, dict) else getattr(objeto, campo, None)

    return leer


def _lector_de_objeto(
    dato: str, informe: Informe | None
) -> tuple[Callable[[FilaDeTabla], Any], str]:
    """De dónde sale el objeto de un dato, y el campo que se le pide."""
    raiz, _, campo = dato.partition(".")
    if informe is None or raiz != "seguimiento":
        return operator.attrgetter(raiz), campo

    def del_informe(fila: FilaDeTabla) -> Seguimiento | None:
        return seguimiento_de(_de_la_matriz(fila), informe.corte)

    return del_informe, campo


def _de_la_matriz(fila: FilaDeTabla) -> FilaDeMatriz | None:
    match fila:
        case DeActividad():
            return fila.actividad
        case DeTramite():
            return fila.tramite
        case _:
            return None
