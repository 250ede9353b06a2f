"""Celdas de un mapa tomadas juntas: si son de un dato, y qué porcentajes son."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.lectura.ajenos.valores import NoSeEntiendeError, valor_de_celda
from paac_reportes.lectura.ajenos.vocabulario import corte_dicho
from paac_reportes.lectura.filas.valores import leer_corte
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.valores import numero_escrito, sin_signo_de_porcentaje

_CIEN = 100
_NUEVE = Decimal(1).scaleb(-9)
_SOBRAN = ",. \n\N{NO-BREAK SPACE}"
"""Los signos que van tras un porcentaje y no son de él: «80,%», con ``0.##``; «80 %.»."""


def alguna_cabe(dato: str, celdas: Iterable[CeldaVista]) -> bool:
    """Si alguna de las celdas escritas es de ese dato; también si ninguna dice nada."""
    if dato != "riesgo.frecuencia" and not CATALOGO.opciones(dato):
        return True
    con_texto = (celda for celda in celdas if celda.texto.strip(" -–"))
    caben = [_cabe(dato, celda) for celda in con_texto]
    return any(caben) or not caben


def _cabe(dato: str, celda: CeldaVista) -> bool:
    """Si la celda se entiende como ese dato."""
    try:
        valor_de_celda(dato, celda)
    except NoSeEntiendeError:
        return False
    return True


def corte_de_celda(celda: CeldaVista) -> date | None:
    """Día que una celda dice entero; ``None`` si no dice uno: «Cuatrimestral»."""
    if celda.dia is not None:
        return celda.dia
    fecha = leer_corte(celda.texto)
    if isinstance(fecha, date):
        return fecha
    corte = corte_dicho(celda.texto, None)
    return corte.corte if corte is not None and not corte.supuesto else None


def es_parte_de_uno(celda: CeldaVista) -> bool:
    """Si un nivel es un número entre 0 y 1 sin su signo: 0,4 puede ser 40 %, y no es una escala."""
    numero = numero_escrito(celda.texto)
    return numero is not None and 0 < numero < 1


@clases.frozen
class Porcentajes:
    """Los porcentajes de una columna."""

    de_cien: Mapping[CeldaVista, Decimal]
    """De 0 a 100; lo que no es un número no está."""
    mezcla: bool
    """Si trae fracciones junto a números mayores que 1, y no se sabe qué son."""
    como_vecinas: tuple[CeldaVista, ...] = ()
    """Las partes de uno sin su signo, leídas como las demás, que sí lo llevan."""


def porcentajes(celdas: Iterable[CeldaVista]) -> Porcentajes:
    """Porcentajes de una columna.

    Lo que lleva su signo se sabe. Lo demás son fracciones si ninguno pasa de 1 y alguno es menor;
    si unos pasan y otros no, nada se cambia.
    """
    con_signo: dict[CeldaVista, Decimal] = {}
    sin_signo: dict[CeldaVista, Decimal] = {}
    for celda in celdas:
        texto = celda.texto.rstrip(_SOBRAN)
        escrito = sin_signo_de_porcentaje(texto)
        numero = numero_escrito(escrito.rstrip(_SOBRAN))
        if celda.numero is not None:
            numero = _sin_ceros(celda.numero.quantize(_NUEVE))
        if numero is not None:
            (sin_signo if escrito == texto.strip() else con_signo)[celda] = numero
    fracciones = [valor for valor in sin_signo.values() if 0 < valor <= 1]
    mayores = [valor for valor in sin_signo.values() if valor > 1]
    son_fracciones = not mayores and any(valor < 1 for valor in fracciones)
    como_vecinas = tuple(sin_signo) if son_fracciones and con_signo else ()
    if son_fracciones:
        sin_signo = {celda: _sin_ceros(valor * _CIEN) for celda, valor in sin_signo.items()}
    return Porcentajes(con_signo | sin_signo, bool(fracciones) and not son_fracciones, como_vecinas)


def _sin_ceros(numero: Decimal) -> Decimal:
    entero = numero.to_integral_value()
    return entero if numero == entero else numero.normalize()
