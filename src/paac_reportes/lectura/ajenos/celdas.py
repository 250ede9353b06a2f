"""Las celdas: cuáles tiene una fila, qué parecen ser y qué valor dan a su dato.

Lo que una columna parece traer (``parte_de``) apoya a su rótulo, y nunca decide en
silencio. ``valor_de_celda`` la lee como la espera su dato.
"""

import functools
import itertools
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.analisis.riesgos.niveles import cabe, leer_zona
from paac_reportes.lectura.ajenos.vocabulario import palabras, rotulo_de
from paac_reportes.lectura.enlaces import es_redaccion
from paac_reportes.lectura.filas.valores import leer_corte, leer_lista
from paac_reportes.modelo.campos import Contenido
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas import ClaseDeFecha, leer_fecha_programada
from paac_reportes.normativa.riesgos import metodologias
from paac_reportes.opc.visto import CeldaVista, Mes, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta, numero_escrito

Celdas = Mapping[int, CeldaVista]
"""Las de una fila, por la columna en que se leen."""


def celdas_de(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Las celdas de una fila, una vez cada una."""
    return [celda for celda in dict.fromkeys(tabla.filas[fila]) if celda is not None]


def escritas(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Las que dicen algo."""
    return [celda for celda in celdas_de(tabla, fila) if celda.texto.strip()]


def va_tachada(tabla: TablaVista, fila: int) -> bool:
    """Si todo lo que empieza en una fila está tachado, y dice algo."""
    suyas = [celda for celda in escritas(tabla, fila) if celda.fila == fila]
    return bool(tabla.tachadas and suyas) and all(
        (celda.fila, celda.columna) in tabla.tachadas for celda in suyas
    )


def es_de_todo_el_ancho(tabla: TablaVista, celda: CeldaVista) -> bool:
    """Si es una franja."""
    return celda.columnas > 1 and celda.columnas >= len(tabla.filas[0]) - 1


_CODIGO = re.compile(r"\d{1,6}(?:[.,]\d{1,3}){0,3}[.)]?")
_CON_PUNTO = re.compile(r"\s*\d{1,2}(?:[.,]\d{1,2})+[.)]?\s*")
_PORCENTAJE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%?")
_BREVE = 80
"""Las letras de la fecha más larga que se ha visto."""
_SIN_FECHA = {ClaseDeFecha.ILEGIBLE, ClaseDeFecha.VACIA, ClaseDeFecha.REFERENCIA}
_MUESTRA = 200
"""Las celdas con que se sabe de qué es una columna."""


def es_codigo(texto: str) -> bool:
    """``1.1``, ``1,1``, ``2.3.`` o ``7``."""
    return _CODIGO.fullmatch(texto.strip()) is not None


def es_codigo_con_punto(texto: str) -> bool:
    """``1.1``: un código que no se confunde con una cantidad."""
    return _CON_PUNTO.fullmatch(texto) is not None


def es_fecha(celda: CeldaVista) -> bool:
    """Una fecha, un mes, una frecuencia, una condición…: lo que se programa."""
    if isinstance(celda.valor, date):
        return True
    return _dice_fecha(celda.texto.strip())


@functools.lru_cache(maxsize=4096)
def _dice_fecha(texto: str) -> bool:
    if not texto or len(texto) > _BREVE or en_plano(texto) == "-":
        return False
    return leer_fecha_programada(texto, None).clase not in _SIN_FECHA


def es_porcentaje(celda: CeldaVista) -> bool:
    """``60``, ``62,5 %`` o el número de una hoja de cálculo."""
    return _PORCENTAJE.fullmatch(celda.texto.strip()) is not None


def es_nivel(texto: str) -> bool:
    """Si es un nivel o una zona en alguna metodología."""
    if leer_zona(texto).zona is not None:
        return True
    return any(
        cabe(texto, eje, una.unidad)
        for una in metodologias().values()
        for eje in (una.probabilidad, una.impacto)
    )


_COMO = {
    "codigo": lambda celda: es_codigo(celda.texto),
    "fecha": es_fecha,
    "porcentaje": es_porcentaje,
    "nivel": lambda celda: es_nivel(celda.texto),
}


def parte_de(contenido: Contenido, celdas: Iterable[CeldaVista]) -> float | None:
    """Qué parte de las celdas escritas es de eso; ``None`` si ninguna dice nada."""
    todas = (celda for celda in celdas if celda.texto.strip(" -–"))
    escritas = list(itertools.islice(todas, _MUESTRA))
    if not escritas:
        return None
    return sum(map(_COMO[contenido], escritas)) / len(escritas)


_NUMERO = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?")
_CODIGO_Y_TEXTO = re.compile(r"\s*(\d{1,2}(?:[.,]\d{1,2})+[.)]?)\s+(\S.*)", re.DOTALL)
_NUMERO_Y_NOMBRE = re.compile(r"\s*(\d{2,10})\s*[/.:–-]?\s*(\D.*)", re.DOTALL)
_CIEN = 100
_CIFRAS = 9
"""Las de un número de Excel que cuentan: 1,0000000000000002 es 1."""

CODIGOS = ("actividad.codigo", "tramite.numero")
"""Los datos que se numeran con puntos."""


class NoSeEntiendeError(ValueError):
    """Lo que una celda dice no es de su dato."""


def valor_de_celda(dato: str, celda: CeldaVista) -> Any:
    """``None`` si está en blanco; ``NoSeEntiendeError`` si no es de ese dato."""
    if not celda.texto.strip() and celda.valor is None:
        return None
    return _lector_de(dato)(celda)


@functools.lru_cache(maxsize=256)
def _lector_de(dato: str) -> Callable[[CeldaVista], Any]:
    leer = _LECTORES.get(dato) or _POR_TIPO.get(CATALOGO.tipo(dato))
    return leer or (_redaccion if es_redaccion(dato) else _como_se_lee)


def _redaccion(celda: CeldaVista) -> str:
    """Un texto, con a dónde lleva lo que tenga enlazado."""
    return celda.con_direcciones if celda.enlaces else _como_se_lee(celda)


def _como_se_lee(celda: CeldaVista) -> str:
    """Como se lee; una fecha de verdad, ``dd/mm/aaaa``."""
    return celda.texto if celda.dia is None else fecha_corta(celda.dia)


def es_codigo_numerico(celda: CeldaVista) -> bool:
    """Si es un número con decimales, como el 2.2 que Excel no guardó como texto."""
    return isinstance(celda.valor, Decimal) and celda.valor % 1 != 0


def _codigo(celda: CeldaVista) -> str:
    """``2.2``: la coma con que Excel muestra el número no es de un código."""
    return celda.texto.replace(",", ".") if es_codigo_numerico(celda) else _como_se_lee(celda)


def _avance(celda: CeldaVista) -> Decimal:
    """De 0 a 100: ``62,5 %``, ``60`` o el 0,5 que una hoja muestra como 50 %."""
    escrito = celda.texto.strip().removesuffix("%").strip()
    if isinstance(celda.valor, Decimal):
        avance = celda.valor
        if "%" in celda.texto and not se_ve(numero_escrito(escrito), avance):
            avance *= _CIEN
    elif _NUMERO.fullmatch(escrito):
        avance = Decimal(escrito.replace(",", "."))
    else:
        raise NoSeEntiendeError("un porcentaje")
    if not 0 <= round(avance, _CIFRAS) <= _CIEN:
        raise NoSeEntiendeError("un porcentaje de 0 a 100")
    return min(max(avance, Decimal(0)), Decimal(_CIEN))


def se_ve(escrito: Decimal | None, exacto: Decimal) -> bool:
    """Si lo que guarda la celda es lo que muestra: 80 con un «%» al lado, y no 0,8."""
    return escrito is not None and abs(escrito - exacto) < abs(escrito - exacto * _CIEN)


def _estado(celda: CeldaVista) -> str:
    visto = rotulo_de(celda.texto).letras
    for estado, nombres in palabras().estados.items():
        if visto in {rotulo_de(nombre).letras for nombre in (estado.replace("_", " "), *nombres)}:
            return estado
    raise NoSeEntiendeError("uno de los estados")


def _corte(celda: CeldaVista) -> date:
    """El día; el de «abr-20», que no lo dice, es el último del mes."""
    if isinstance(celda.valor, Mes):
        ano, mes = celda.valor.year, celda.valor.month
        return date(ano, mes, monthrange(ano, mes)[1])
    corte = leer_corte(celda.dia or celda.texto)
    if isinstance(corte, date):
        return corte
    raise NoSeEntiendeError("una fecha de corte")


def _vigencia(celda: CeldaVista) -> Decimal:
    texto = celda.texto.strip()
    if re.fullmatch(r"\d{4}", texto):
        return Decimal(texto)
    raise NoSeEntiendeError("un año")


def _numero(celda: CeldaVista) -> Decimal:
    leido = celda.valor if isinstance(celda.valor, Decimal) else numero_escrito(celda.texto)
    if leido is None:
        raise NoSeEntiendeError("un número")
    return leido


def _dia(celda: CeldaVista) -> date:
    dia = leer_corte(celda.dia or celda.texto)
    if isinstance(dia, date):
        return dia
    raise NoSeEntiendeError("una fecha")


_LECTORES: dict[str, Callable[[CeldaVista], Any]] = {
    **dict.fromkeys(CODIGOS, _codigo),
    "seguimiento.avance": _avance,
    "seguimiento.estado": _estado,
    "seguimiento.corte": _corte,
    "vigencia": _vigencia,
}
_POR_TIPO: dict[type, Callable[[CeldaVista], Any]] = {
    int: _numero,
    Decimal: _numero,
    date: _dia,
    tuple: lambda celda: leer_lista(celda.con_direcciones),
}
"""Los de los demás que no son un texto corriente."""


def separar_codigo(texto: str) -> tuple[str, str] | None:
    """``1.1. Revisar…`` en su código y su texto."""
    hallado = _CODIGO_Y_TEXTO.fullmatch(texto)
    return (hallado[1], hallado[2]) if hallado else None


def separar_numero(texto: str) -> tuple[str | None, str]:
    """``26483/Facilidades de pago`` en el número del SUIT y el nombre."""
    hallado = _NUMERO_Y_NOMBRE.fullmatch(texto)
    return (hallado[1], hallado[2]) if hallado else (None, texto)
