"""Una tabla de un libro: sus columnas, sus filas y lo que guarda escondido."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.libros.columnas import NOTAS, ColumnaDelLibro
from paac_reportes.maqueta.hojas_de_datos import (
    HojaDeDatos,
    LlenadoDeHoja,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm

Fila = dict[str, Any]
"""Fila por el dato de cada columna; en ``NOTAS``, lo que no cabe en ellas."""
_DE_NOTAS = ColumnaDelLibro(dato=NOTAS, rotulo=NOTAS, ancho=Mm(20), abierta=False, oculta=True)


def hoja_de_tabla(
    nombre: str,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[Mapping[str, Any]],
    llenado: LlenadoDeHoja,
) -> HojaDeDatos:
    """La hoja de una tabla, con su columna oculta al final."""
    con_notas = [{**fila, NOTAS: _notas(fila, columnas)} for fila in filas]
    return hoja_de_filas(nombre, (*columnas, _DE_NOTAS), con_notas, llenado)


def hoja_de_filas(
    nombre: str,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[Mapping[str, Any]],
    llenado: LlenadoDeHoja,
) -> HojaDeDatos:
    """La hoja de unas columnas, con una fila por renglón."""
    return HojaDeDatos(
        nombre=nombre,
        columnas=tuple(columnas),
        filas=tuple(_celdas(fila, columnas) for fila in filas),
        llenado=llenado,
    )


def con_titulo(titulo: str, nota: str = "") -> tuple[Renglon, ...]:
    """Los renglones de arriba: el título y, debajo, cómo se llena."""
    notas = (Renglon(contenido=nota, estilo="nota"),) if nota else ()
    return (Renglon(contenido=titulo, estilo="titulo"), *notas)


def _celdas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> tuple[Valor, ...]:
    """Un valor por columna; lo que no tuviera columna se perdería, y es un defecto."""
    datos = [columna.dato for columna in columnas]
    if perdidos := [d for d, v in fila.items() if v is not None and d not in datos]:
        raise ErrorDeMaqueta(f"el libro no tiene columna para {', '.join(perdidos)}")
    return tuple(map(en_celda, map(fila.get, datos)))


def _notas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> str | None:
    """Notas de una fila, y los datos cuyo texto está y no dice nada."""
    callados = (columna.dato for columna in columnas if fila.get(columna.dato) == "")
    return "\n".join((*fila.get(NOTAS, ()), *callados)) or None


def en_celda(valor: Any) -> Valor:
    """El valor como va en su celda: un número que Excel cambiaría va como texto."""
    if isinstance(valor, Decimal):
        cifras = valor.as_tuple().digits
        es_exacto = len(cifras) <= CIFRAS_POR_CELDA and Decimal(repr(float(valor))) == valor
        return valor if es_exacto else f"{valor:f}"
    en_la_celda: Valor = valor
    return en_la_celda


def con_extras(raiz: str, nombres: Sequence[str]) -> list[ColumnaDelLibro]:
    """Las columnas de los extras de una raíz; se llaman ``extras.riesgo_asociado``."""
    return [
        ColumnaDelLibro(dato=f"{raiz}.extras.{nombre}", rotulo=f"extras.{nombre}")
        for nombre in nombres
    ]


def de_extras(raiz: str, objeto: Any) -> Fila:
    """Celdas de los extras de un objeto, por el dato de su columna."""
    return {f"{raiz}.extras.{nombre}": valor for nombre, valor in objeto.extras.items()}
