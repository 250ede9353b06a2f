"""Las hojas de datos de las tablas que se dan al generar, una por cada una.

En las hojas del libro las tablas van como se imprimen, con sus subtotales y una debajo de otra:
filtrar o contar una pide la suya sola, con una clase por columna.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.composicion.columnas_de_datos import Celdas
from paac_reportes.composicion.datos import hoja_de
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.composicion.tablas.alcances import FilasLibres, filas_de_tabla_dada
from paac_reportes.decimales import NumeroFlotante
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, Valor
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, PRIMER_DIA
from paac_reportes.textos.valores import ConHora, NumeroEscrito, cantidad_de, como_texto, numero_de


def hojas_propias(encargo: EncargoDeComposicion) -> Iterator[HojaDeDatos]:
    """La hoja de cada tabla con nombre que trae filas; de las filas sin nombre, ninguna.

    Lanza ``ErrorDeEntrada`` con las que no caben en una hoja.
    """
    fallas: list[Falla] = []
    for nombre, tablas in encargo.formato.tablas_dadas.items():
        filas = filas_de_tabla_dada(encargo.filas, nombre)
        if not filas or not filas[0]:  # sin columnas que nombren un dato no hay qué guardar
            continue
        try:
            yield hoja_de(f"Datos {nombre}", dict(_columnas(filas, tablas)), ruta=nombre)
        except ErrorDeEntrada as error:
            fallas += error.fallas
    if fallas:
        raise ErrorDeEntrada(fallas)


def _columnas(
    filas: FilasLibres, tablas: Mapping[str, TablaDeFormato]
) -> Iterator[tuple[str, Celdas]]:
    """Pares de dato y valores de cada columna, todos de la misma clase."""
    # Un código no se suma aunque traiga cifras: lo dice su columna.
    guarda_de_dato = {
        columna.dato[0].removeprefix(f"{FILA_LIBRE}."): columna.guarda
        for tabla in tablas.values()
        for columna in tabla.columnas
        if len(columna.dato) == 1
    }
    for dato in filas[0]:
        valores = _de_una_clase([_valor(fila[dato]) for fila in filas], guarda_de_dato.get(dato))
        yield dato, tuple(valores)


_CLASES: Mapping[type, type] = {
    int: Decimal,
    Decimal: Decimal,
    NumeroFlotante: Decimal,
    date: date,
}
"""Clases que una celda guarda como número o como fecha; las demás son texto."""


def _de_una_clase(valores: Sequence[Valor], guarda: str | None) -> Sequence[Valor]:
    """Los valores de una columna; si mezclan clases, como textos; los números escritos, números."""
    if guarda == "numero":
        numeros = [None if valor is None else cantidad_de(valor) for valor in valores]
        if numeros.count(None) == valores.count(None):
            valores = numeros
    presentes = [valor for valor in valores if valor is not None]
    clases = {_CLASES.get(type(valor), str) for valor in presentes}
    if clases <= {str} or (len(clases) == 1 and guarda != "texto" and all(map(_cabe, presentes))):
        return valores
    return [None if valor is None else como_texto(valor) for valor in valores]


_ENTEROS = 10**CIFRAS_POR_CELDA


def _cabe(valor: Valor) -> bool:
    """Si Excel lo guarda sin cambiarlo: empieza en 1900, y sus números son de 15 cifras."""
    if isinstance(valor, date):
        return valor >= PRIMER_DIA
    numero = numero_de(valor)
    return numero is None or isinstance(valor, str) or abs(numero) < _ENTEROS


def _valor(valor: Any) -> Valor:
    """Un valor como lo guarda una celda; con su hora, una fecha va escrita: no es sólo un día."""
    if isinstance(valor, tuple):
        return "\n".join(como_texto(parte) for parte in valor) or None
    if valor is None or type(valor) in _CLASES or isinstance(valor, NumeroEscrito):
        de_celda: Valor = valor
        return de_celda
    if isinstance(valor, date) and not isinstance(valor, ConHora):
        return date(valor.year, valor.month, valor.day)
    return como_texto(valor)
