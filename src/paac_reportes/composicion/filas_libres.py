"""Filas que trae quien genera (diccionarios u objetos), reducidas a lo que el formato muestra."""

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import attrs

from paac_reportes.composicion.filas import FilasLibres
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion import Formato
from paac_reportes.formatos.recorridos import FILA_LIBRE
from paac_reportes.textos.limpieza import texto_limpio

_FALTA = object()


def reducir(filas: object, formato: Formato) -> tuple[FilasLibres, tuple[Falla, ...]]:
    """Las filas como diccionarios con los datos que piden las columnas, y qué se cambió en ellos.

    Admite una lista de diccionarios o de objetos, o una tabla de pandas. ``ErrorDeEntrada`` si no
    lo son, si el formato no las recorre o si ninguna trae un dato que se pide.
    """
    pedidos = list(dict.fromkeys(_datos_pedidos(formato)))
    recorre = any(s.recorre == "filas" for t in formato.tablas.values() for s in t.secciones)
    if filas is None:
        if recorre:
            motivo = f"el formato {formato.codigo} recorre filas y no llegaron"
            raise ErrorDeEntrada(Falla("filas", motivo))
        return (), ()
    if not recorre:
        motivo = f"el formato {formato.codigo} no recorre filas: ninguna tabla las mostraría"
        raise ErrorDeEntrada(Falla("filas", motivo))
    crudas = _como_lista(filas)
    _comprobar_que_esten(pedidos, crudas)
    avisos: list[Falla] = []
    limpias = [
        {dato: _valor(fila, dato, f"filas[{numero}].{dato}", avisos) for dato in pedidos}
        for numero, fila in enumerate(crudas)
    ]
    return limpias, tuple(avisos)


def _datos_pedidos(formato: Formato) -> Iterator[str]:
    for tabla in formato.tablas.values():
        for columna in tabla.columnas:
            for dato in columna.dato:
                raiz, _, campo = dato.partition(".")
                if raiz == FILA_LIBRE:
                    yield campo


def _como_lista(filas: object) -> list[Any]:
    if hasattr(filas, "to_dict") and hasattr(filas, "columns"):
        filas = filas.to_dict("records")
    if isinstance(filas, str | bytes | Mapping) or not isinstance(filas, Iterable):
        motivo = f"se esperaba una lista de diccionarios u objetos, llegó {mostrar(filas)}"
        raise ErrorDeEntrada(Falla("filas", motivo))
    lista = list(filas)
    malas = [n for n, fila in enumerate(lista) if fila is None or isinstance(fila, _SUELTOS)]
    if malas:
        motivo = "se esperaba un diccionario o un objeto, llegó"
        raise ErrorDeEntrada(Falla(f"filas[{n}]", f"{motivo} {mostrar(lista[n])}") for n in malas)
    return lista


_SUELTOS = (str, bytes, int, float, list, tuple)


def _comprobar_que_esten(pedidos: list[str], crudas: list[Any]) -> None:
    """Un dato que ninguna fila trae es una errata; el que alguna no trae, un blanco."""
    fallas = []
    for dato in pedidos if crudas else ():
        if all(_crudo(fila, dato) is _FALTA for fila in crudas):
            hay = sorted(_nombres(crudas[0]))
            cercano = get_close_matches(dato, hay, n=1, cutoff=0)
            pista = f"; el más parecido es {cercano[0]!r}" if cercano else ""
            fallas.append(Falla("filas", f"ninguna trae el dato {dato!r}{pista}"))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _nombres(fila: Any) -> Iterable[str]:
    if isinstance(fila, Mapping):
        return [str(clave) for clave in fila]
    if attrs.has(type(fila)):
        return [campo.name for campo in attrs.fields(type(fila))]
    return [nombre for nombre in dir(fila) if not nombre.startswith("_")]


def _crudo(fila: Any, dato: str) -> Any:
    return fila.get(dato, _FALTA) if isinstance(fila, Mapping) else getattr(fila, dato, _FALTA)


def _valor(fila: Any, dato: str, ruta: str, avisos: list[Falla]) -> Any:
    valor = _crudo(fila, dato)
    if valor is _FALTA or _no_es_igual_a_si(valor):
        return None
    if hasattr(valor, "item"):  # los números de numpy
        valor = valor.item()
    if isinstance(valor, float):
        return Decimal(repr(valor)) if math.isfinite(valor) else str(valor)
    if isinstance(valor, list):
        valor = tuple(valor)
    if isinstance(valor, tuple):
        return tuple(texto_limpio(str(uno), ruta, avisos) for uno in valor)
    return texto_limpio(valor, ruta, avisos) if isinstance(valor, str) else valor


def _no_es_igual_a_si(valor: Any) -> bool:
    """Así dicen «sin dato» Python, numpy y pandas: ``nan`` y ``NaT``."""
    try:
        return bool(valor != valor)  # noqa: PLR0124
    except (TypeError, ValueError):  # hay objetos que no se dejan comparar
        return False
