"""Las filas bajo unos rótulos, celda por columna, y de qué clase es lo que cada columna trae.

Con ello ``cabezas`` y ``colas`` dicen cuáles de esas filas no son de datos: una se conoce por todas
sus celdas y por las de las demás filas, no por sus palabras.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.candidatas import ColumnaPorReconocer
from paac_reportes.lectura.ajenos.celdas import (
    Celdas,
    celdas_de,
    es_codigo,
    es_fecha,
    es_nivel,
    es_porcentaje,
    queda_por_decir,
)
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano

_PALABRA = re.compile(r"[^\W\d_]{3,}")
_CON_LETRAS = re.compile(r"[^\W\d_]{1,5}[\W_]?\d[\w.\-/]*")
_NO_DICE = re.compile(r"\W*(?:n\W?a|no aplica|x+|si|no)?\W*")
"""Textos que caben en cualquier columna: una raya, «N/A», una marca."""
_NADA = 15
_PRIMERA_PALABRA = re.compile(r"[\W_]*+([^\W\d_]++)")
_ETIQUETA = re.compile(r"\s*[^\W\d_][^:\n]{0,40}:(?:\s.*)?", re.DOTALL)
_CASI_TODAS = 2 / 3
_BREVE = 40
"""Las letras de un nivel o una zona."""


class ClaseDeColumna(StrEnum):
    """Clase de lo que una columna trae en casi todas sus filas."""

    FECHA = "fecha"
    NUMERO = "número"
    CODIGO = "código"
    NIVEL = "nivel"
    TEXTO = "texto"


DE_CODIGOS = (ClaseDeColumna.NUMERO, ClaseDeColumna.CODIGO)
"""Con lo que se numera cada fila."""


def dice_palabras(texto: str) -> bool:
    """Si un texto trae alguna palabra, y no sólo números o letras sueltas."""
    return _PALABRA.search(texto) is not None


def primera_palabra(texto: str) -> str:
    """Primera palabra de un texto, en plano, tras los signos que la precedan."""
    palabra = _PRIMERA_PALABRA.match(en_plano(texto))
    return palabra[1] if palabra else ""


def es_etiqueta(texto: str) -> bool:
    """Si es un nombre y, tras dos puntos, lo que vale: «Código: FO-01», «Convenciones:»."""
    return _ETIQUETA.fullmatch(texto) is not None


def forma_de_codigo(texto: str) -> str:
    """Forma de un código, sin sus números: ``1.2`` y ``3.10`` son ``9.9``."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]", "a", texto.strip(" .)")))


def _es_numero(celda: CeldaVista) -> bool:
    return es_codigo(celda.texto) or es_porcentaje(celda)


def _es_texto(celda: CeldaVista) -> bool:
    return dice_palabras(celda.texto) and not isinstance(celda.valor, date)


_ES: Mapping[ClaseDeColumna, Callable[[CeldaVista], bool]] = {
    ClaseDeColumna.NUMERO: _es_numero,
    ClaseDeColumna.FECHA: es_fecha,
    ClaseDeColumna.CODIGO: lambda celda: _CON_LETRAS.fullmatch(celda.texto.strip()) is not None,
    ClaseDeColumna.NIVEL: lambda celda: len(celda.texto) <= _BREVE and es_nivel(celda.texto),
    ClaseDeColumna.TEXTO: _es_texto,
}


def cabe(celda: CeldaVista, clase: ClaseDeColumna) -> bool | None:
    """Si lo que dice una celda es de esa clase; ``None`` si cabe en cualquiera."""
    if len(celda.texto) <= _NADA and _NO_DICE.fullmatch(en_plano(celda.texto)):
        return None
    if clase is ClaseDeColumna.FECHA and queda_por_decir(celda):
        return None
    return _ES[clase](celda)


@clases.frozen(eq=False, slots=False)
class FilasBajoRotulos:
    """Las filas bajo unos rótulos."""

    tabla: TablaVista
    columnas: Sequence[ColumnaPorReconocer]

    @clases.propiedad_recordada
    def _inicios(self) -> list[int]:
        return [columna.desde for columna in self.columnas]

    def celdas(self, fila: int) -> Celdas:
        """Celdas que empiezan en una fila y dicen algo, por el índice de su columna."""
        por_columna: dict[int, CeldaVista] = {}
        for celda in celdas_de(self.tabla, fila):
            if celda.fila == fila and celda.texto.strip():
                indice = bisect_right(self._inicios, celda.columna) - 1
                if indice >= 0 and celda.columna <= self.columnas[indice].hasta:
                    por_columna.setdefault(indice, celda)
        return por_columna

    def fila_de(self, fila: int, columna: int) -> int:
        """Fila en que empieza lo que una columna dice en otra; ella misma si no dice nada."""
        celda = self.tabla.filas[fila][self.columnas[columna].desde]
        return celda.fila if celda is not None and celda.texto.strip() else fila


def clases_de_renglones(filas: Iterable[Celdas]) -> dict[int, ClaseDeColumna]:
    """Clase de cada columna, por lo que traen esas filas; no la que trae de todo."""
    por_columna = agrupadas(par for celdas in filas for par in celdas.items())
    return {
        columna: clase
        for columna, celdas in por_columna.items()
        if (clase := _clase_de(celdas)) is not None
    }


def _clase_de(celdas: Sequence[CeldaVista]) -> ClaseDeColumna | None:
    """Clase de casi todas las celdas, sin las que caben en cualquiera; ``None`` si de varias."""
    return next((clase for clase in ClaseDeColumna if casi_todas_son(clase, celdas)), None)


def casi_todas_son(clase: ClaseDeColumna, celdas: Sequence[CeldaVista]) -> bool:
    """Si casi todas las celdas son de esa clase, sin contar las que caben en cualquiera."""
    respuestas = [es for celda in celdas if (es := cabe(celda, clase)) is not None]
    return bool(respuestas) and sum(respuestas) >= _CASI_TODAS * len(respuestas)


def sin_filas(
    columnas: Iterable[ColumnaPorReconocer], filas: Mapping[int, object]
) -> Iterator[ColumnaPorReconocer]:
    """Columnas sin lo que traen en esas filas."""
    for columna in columnas:
        celdas = tuple(celda for celda in columna.celdas if celda.fila not in filas)
        yield (
            columna if len(celdas) == len(columna.celdas) else attrs.evolve(columna, celdas=celdas)
        )
