"""Cada celda como la espera su dato: códigos en texto, cortes en fecha, estados por su nombre.

Al final, las del CSV de datos abiertos. Una hoja de cálculo toma por fórmula lo que empieza por
``=``, ``+``, ``-`` o ``@``, y un CSV no distingue el texto vacío del blanco: ambos llevan un
apóstrofo delante, y también el texto que ya empezaba por uno. Quitar siempre el primero devuelve
cada texto.
"""

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formulas import PARECE_FORMULA
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import CLAVES, es_extra
from paac_reportes.textos.plano import en_plano

DE_SEGUIMIENTO = "seguimiento."
CORTE = f"{DE_SEGUIMIENTO}corte"

_FECHA_CORTA = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CON_HORA_CERO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?")

_CIFRAS = 300
_ENORME = 10**300


@functools.cache
def _lector_de(tipo: type) -> Callable[[Any], Any] | None:
    return _de(tipo) if issubclass(tipo, StrEnum) else LECTORES.get(tipo)


def leer(dato: str, valor: Any) -> Any:
    """El valor de una celda como lo espera su dato; el que no se entiende queda como llegó."""
    if es_extra(dato):
        return valor
    lector = _lector_de(CATALOGO.tipo(dato))
    if valor is None or lector is None:
        return leer_texto(valor)
    # Un texto en blanco es un texto; donde va un número, una fecha o una lista, falta.
    return None if isinstance(valor, str) and not valor.strip() else lector(valor)


def en_clave(texto: str) -> str:
    """Uno de los nombres de una lista, con mayúsculas, tildes y espacios como vengan."""
    return re.sub(r"[\s_-]+", "_", en_plano(texto))


def _de(clase: type[StrEnum]) -> Callable[[Any], Any]:
    """Uno de los nombres de esa lista; el que no es de ella queda como llegó."""

    def leer(valor: Any) -> Any:
        if not isinstance(valor, str):
            return valor
        clave = en_clave(valor)
        return clave if clave in set(clase) else valor

    return leer


def leer_corte(valor: Any) -> Any:
    """Una fecha de corte: también ``dd/mm/aaaa``, y con la hora en cero de quien la guarda así."""
    if isinstance(valor, datetime) and valor.time() == time():
        return valor.date()
    if not isinstance(valor, str):
        return valor
    texto = valor.strip()
    if con_hora := _CON_HORA_CERO.fullmatch(texto):
        texto = con_hora[1]
    if corta := _FECHA_CORTA.fullmatch(texto):
        texto = f"{corta[3]}-{corta[2]:0>2}-{corta[1]:0>2}"
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return valor


def leer_texto(valor: Any) -> Any:
    """Un número es el texto con que se escribe; un entero puede llegar como ``3.0``."""
    if isinstance(valor, bool):
        return valor
    if isinstance(valor, Decimal) and valor.is_finite():
        entero = valor == valor.to_integral_value()
        return str(int(valor)) if entero else f"{valor:f}"
    return str(valor) if isinstance(valor, int) else valor


def leer_porcentaje(valor: Any) -> Any:
    """Un número; en texto puede llevar el signo de porcentaje.

    Los ceros con que termina un número los pone el tipo de su columna: ``100.0`` es ``100``.
    """
    if isinstance(valor, Decimal) and valor.is_finite():
        entero = valor.to_integral_value()
        return Decimal(f"{entero:f}" if valor == entero else f"{valor:f}".rstrip("0"))
    return valor.strip().removesuffix("%").strip() if isinstance(valor, str) else valor


def leer_entero(valor: Any) -> Any:
    """Un entero, aunque llegue como decimal."""
    es_entero = isinstance(valor, Decimal) and valor == valor.to_integral_value()
    return int(valor) if es_entero else valor


def leer_lista(valor: Any) -> Any:
    """Varios textos: una lista, o uno por renglón de la celda."""
    if not isinstance(valor, str):
        return valor
    return [texto for linea in valor.splitlines() if (texto := linea.strip())]


LECTORES: dict[type, Callable[[Any], Any]] = {
    int: leer_entero,
    date: leer_corte,
    Decimal: leer_porcentaje,
    tuple: leer_lista,
}
"""Los de los datos que no son un texto, por su tipo."""


def es_de_celda(valor: Any) -> bool:
    """Si es algo que una celda puede traer, o una lista de textos."""
    if isinstance(valor, str):
        return True
    if isinstance(valor, list | tuple):
        return all(isinstance(uno, str) for uno in valor)
    if isinstance(valor, int):
        return abs(valor) < _ENORME
    if isinstance(valor, Decimal) and valor.is_finite():
        return -_CIFRAS < valor.adjusted() < _CIFRAS
    return valor is None or isinstance(valor, Decimal | date)


@clases.frozen(eq=False)
class DatosDeFilas:
    """Los que unas filas pueden traer: los de un plan o los de un mapa de riesgos."""

    de: str
    """``del plan``."""
    claves: tuple[str, ...]
    """Las que toda fila suya trae."""
    es_propio: Callable[[str], bool]
    """Si un nombre que no es de esas claves también lo es: el de un extra."""
    leer: Callable[[str, Any], Any]
    """El valor de una celda, como lo espera su dato."""
    cabe: Callable[[Any], bool]
    """Si algo es de lo que una celda puede traer."""
    es_lista: Callable[[str], bool]

    def conoce(self, dato: str) -> bool:
        """Si unas filas pueden traerlo."""
        return dato in self.claves or self.es_propio(dato)


DEL_PLAN = DatosDeFilas(
    de="del plan",
    claves=CLAVES,
    es_propio=es_extra,
    leer=leer,
    cabe=es_de_celda,
    es_lista=lambda dato: CATALOGO.tipo(dato) is tuple,
)


def datos_desconocidos(
    datos: Iterable[str], ruta: str, de: DatosDeFilas = DEL_PLAN
) -> Iterator[Falla]:
    """Una falla por cada uno que unas filas no traen, con el que más se le parece."""
    for dato in datos:
        if not de.conoce(dato):
            cercano = get_close_matches(dato, de.claves, n=1, cutoff=0)[0]
            yield Falla(
                "dato_desconocido",
                ruta,
                f"no existe el dato {mostrar(dato)}; el más parecido es {cercano!r}",
            )


CALCULADO = "calculado."
"""Con que empiezan las columnas que no son datos del plan: salen de ellos."""

_GUARDA = "'"
_SOLO_UN_GUION = "-"


def con_guarda(texto: str) -> str:
    """El texto como va en su celda; un guion solo, que no es fórmula de nada, queda igual."""
    if texto == _SOLO_UN_GUION:
        return texto
    necesita = not texto or texto.startswith(_GUARDA) or PARECE_FORMULA.match(texto)
    return f"{_GUARDA}{texto}" if necesita else texto


def es_abierta(rotulos: Iterable[str], de: DatosDeFilas = DEL_PLAN) -> bool:
    """Si una tabla trae todas las columnas de ``filas_de``: es de las que escribe la biblioteca."""
    return set(rotulos) >= {*de.claves}


def leer_abierta(fila: Mapping[str, str], de: DatosDeFilas = DEL_PLAN) -> dict[str, Any]:
    """Los valores de una fila, sin lo calculado; la lista que no lo es, como va."""
    leida = {
        rotulo: celda.removeprefix(_GUARDA) if celda else None
        for rotulo, celda in fila.items()
        if not rotulo.startswith(CALCULADO)
    }
    listas = (rotulo for rotulo in leida if de.es_lista(rotulo))
    return leida | {rotulo: _lista(fila[rotulo], de) for rotulo in listas}


def _lista(celda: str, de: DatosDeFilas) -> Any:
    try:
        leidas = json.loads(celda)
    except (ValueError, RecursionError):  # alguien la escribió a mano: un texto por renglón
        return celda or None
    return leidas if isinstance(leidas, list) and de.cabe(leidas) else celda
