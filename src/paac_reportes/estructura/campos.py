"""Los campos de una clase que son datos suyos, y los que no se conocen de antemano: sus extras."""

import functools
import re
import typing
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.mensajes import inesperado, mostrar
from paac_reportes.estructura.simples import leer_decimal, leer_fecha

Extra = str | int | Decimal | date

NOMBRE_DE_EXTRA = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ENTEROS_EXACTOS = 10**15
"""Desde aquí ni JSON ni Excel guardan un número sin cambiarlo."""


class Extras(Mapping[str, Extra]):
    """Una tabla de nombres y valores que no cambia; el que falta es una celda en blanco."""

    __slots__ = ("_valores",)

    def __init__(self, valores: Mapping[str, Any] | None = None) -> None:
        """Admite lo mismo que se lee de un archivo; ``ErrorDeEntrada`` con todas las fallas."""
        fallas: list[Falla] = []
        self._valores: Mapping[str, Extra] = dict(_leidos(valores or {}, "", fallas))
        if fallas:
            raise ErrorDeEntrada(fallas)

    def __getitem__(self, nombre: str) -> Extra:
        return self._valores[nombre]

    def __iter__(self) -> Iterator[str]:
        return iter(self._valores)

    def __len__(self) -> int:
        return len(self._valores)

    def __eq__(self, otro: object) -> bool:
        return isinstance(otro, Mapping) and self._valores == dict(otro)

    def __hash__(self) -> int:
        return hash(frozenset(self._valores.items()))

    def __repr__(self) -> str:
        return f"Extras({dict(self._valores)!r})"


def leer_extras(datos: object, ruta: str, fallas: list[Falla]) -> Extras | None:
    """Los de una tabla de nombres y valores; los que están en blanco no quedan."""
    if isinstance(datos, Extras):
        return datos
    if not isinstance(datos, Mapping):
        fallas.append(inesperado(ruta, "una tabla de nombres y valores", datos))
        return None
    previas = len(fallas)
    leidos = dict(_leidos(datos, ruta, fallas))
    return Extras(leidos) if len(fallas) == previas else None


def _leidos(
    datos: Mapping[Any, object], ruta: str, fallas: list[Falla]
) -> Iterator[tuple[str, Extra]]:
    for nombre, dato in datos.items():
        if not isinstance(nombre, str) or not NOMBRE_DE_EXTRA.fullmatch(nombre):
            esperado = "un nombre de minúsculas sin tildes, cifras y _, como riesgo_asociado"
            fallas.append(inesperado(ruta, esperado, nombre))
        elif dato is not None:
            valor = _valor(dato, unir_ruta(ruta, nombre), fallas)
            if valor is not None:
                yield nombre, valor


def _valor(dato: object, ruta: str, fallas: list[Falla]) -> Extra | None:
    """Un texto queda a la letra, salvo el que es una fecha AAAA-MM-DD, que vale por ella."""
    if isinstance(dato, str):
        fecha: date | None = leer_fecha(dato, ruta, [])
        return fecha or str(dato)
    if isinstance(dato, datetime):
        dato = dato.date() if dato == datetime.combine(dato, datetime.min.time()) else dato
    if isinstance(dato, date) and not isinstance(dato, datetime):
        return dato
    numero = leer_decimal(dato, ruta, [])
    if numero is None:
        fallas.append(inesperado(ruta, "un texto, un número o una fecha sin hora", dato))
        return None
    if not _es_exacto(numero):
        motivo = "se esperaba un número que se escriba exacto, de hasta 15 cifras"
        pista = "entre comillas se conserva tal cual"
        fallas.append(Falla(ruta, f"{motivo}; llegó {mostrar(dato)}; {pista}"))
        return None
    return dato if isinstance(dato, int) else numero


def _es_exacto(numero: Decimal) -> bool:
    """Si un número de JSON, que es el que lleva un archivo, lo guarda sin cambiarlo."""
    if abs(numero) >= _ENTEROS_EXACTOS:
        return False
    return numero == numero.to_integral_value() or Decimal(repr(float(numero))) == numero


SIN_EXTRAS: Final = Extras()


@functools.cache
def campos_propios(clase: type) -> tuple[str, ...]:
    """Los nombres de los que son datos suyos: textos, números, fechas o listas de textos."""
    return tuple(c.name for c in attrs.fields(clase) if _es_propio(c.type))


def _es_propio(tipo: Any) -> bool:
    return tipo is not Extras and not _es_lista_de_objetos(tipo)


def _es_lista_de_objetos(tipo: Any) -> bool:
    return typing.get_origin(tipo) is tuple and attrs.has(typing.get_args(tipo)[0])
