"""El valor de cada celda de un mapa: los niveles, a la letra; lo que es de una lista, su nombre."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.lectura.ajenos.celdas import NoSeEntiendeError, se_ve, valor_de_celda
from paac_reportes.lectura.ajenos.vocabulario import corte_dicho
from paac_reportes.lectura.filas.valores import en_clave, leer_corte
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.valores import fecha_corta, numero_escrito

_CIEN = 100
_NUEVE = Decimal(1).scaleb(-9)
_ENTERO = re.compile(r"\d{1,9}")


def texto_de(celda: CeldaVista) -> str:
    """Como se lee, con a dónde lleva; una fecha de verdad, ``dd/mm/aaaa``."""
    return celda.con_direcciones if celda.dia is None else fecha_corta(celda.dia)


_LLAMADOS = {
    "seguridad_de_la_informacion": "seguridad",
    "seguridad_digital": "seguridad",
    "lavado_de_activos": "lavado",
}
"""Los tipos de riesgo que se escriben con más palabras."""
_CON_GENERO = 5
"""Las letras desde las que «automática» es «automático»."""


def tipo_de_control(texto: str) -> str | None:
    """El que un texto dice y nada más: «Correctivo»."""
    return _opcion(CATALOGO.opciones("control.tipo"), texto)


def _opcion(opciones: Sequence[str], texto: str) -> str | None:
    """La que un texto dice, en masculino o en femenino, sola o como «riesgo de …»."""
    clave = en_clave(texto.strip(" .")).removeprefix("riesgo_").removeprefix("de_")
    clave = _LLAMADOS.get(clave, clave)
    return next((una for una in opciones if _sin_genero(una) == _sin_genero(clave)), None)


def _sin_genero(clave: str) -> str:
    return clave[:-1] if len(clave) >= _CON_GENERO and clave.endswith(("o", "a")) else clave


def valor_del_mapa(dato: str, celda: CeldaVista) -> object:
    """El de una celda; ``NoSeEntiendeError`` si no es de ese dato."""
    if (lector := _LECTORES.get(dato)) is not None:
        return lector(celda)
    if opciones := CATALOGO.opciones(dato):
        return _de_unas_opciones(opciones, celda)
    return texto_de(celda) if CATALOGO.tipo(dato) is str else valor_de_celda(dato, celda)


def _de_unas_opciones(opciones: Sequence[str], celda: CeldaVista) -> str:
    if (dicha := _opcion(opciones, celda.texto)) is None:
        raise NoSeEntiendeError(f"uno de estos: {', '.join(opciones).replace('_', ' ')}")
    return dicha


def alguna_cabe(dato: str, celdas: Iterable[CeldaVista]) -> bool:
    """Si alguna de las escritas es de ese dato; también si ninguna dice nada."""
    if dato not in _LECTORES and not CATALOGO.opciones(dato):
        return True
    escritas = (celda for celda in celdas if celda.texto.strip(" -–"))
    caben = [_cabe(dato, celda) for celda in escritas]
    return any(caben) or not caben


def _cabe(dato: str, celda: CeldaVista) -> bool:
    try:
        valor_del_mapa(dato, celda)
    except NoSeEntiendeError:
        return False
    return True


def _veces(celda: CeldaVista) -> int:
    texto = celda.texto.strip()
    if isinstance(celda.valor, Decimal) and celda.valor == celda.valor.to_integral_value():
        return int(celda.valor)
    if not _ENTERO.fullmatch(texto):
        raise NoSeEntiendeError("un número de veces al año")
    return int(texto)


_LECTORES: Mapping[str, Callable[[CeldaVista], object]] = {"riesgo.frecuencia": _veces}


def corte_de_celda(celda: CeldaVista) -> date | None:
    """El día que una celda dice entero; ``None`` si no dice uno: «Cuatrimestral»."""
    if celda.dia is not None:
        return celda.dia
    leido = leer_corte(celda.texto)
    if isinstance(leido, date):
        return leido
    dicho = corte_dicho(celda.texto, None)
    return dicho.corte if dicho is not None and not dicho.supuesto else None


@clases.frozen
class Porcentajes:
    """Los de una columna."""

    de_cien: Mapping[CeldaVista, Decimal]
    """De 0 a 100; lo que no es un número no está."""
    mezcla: bool
    """Si trae fracciones junto a números mayores que 1, y no se sabe qué son."""
    como_vecinas: tuple[CeldaVista, ...] = ()
    """Las partes de uno sin su signo, leídas como las demás, que sí lo llevan."""


def porcentajes(celdas: Iterable[CeldaVista]) -> Porcentajes:
    """Los de una columna.

    Lo que lleva su signo se sabe. Lo demás son fracciones si ninguno pasa de 1 y alguno es menor;
    si unos pasan y otros no, nada se cambia.
    """
    con_signo: dict[CeldaVista, Decimal] = {}
    sueltos: dict[CeldaVista, Decimal] = {}
    for celda in celdas:
        texto = celda.texto.strip()
        escrito = numero_escrito(texto.rstrip("%,. \N{NO-BREAK SPACE}"))  # «80,%», con 0.##
        if isinstance(celda.valor, Decimal):
            exacto = celda.valor.quantize(_NUEVE)
            con = exacto * _CIEN if "%" in texto and not se_ve(escrito, exacto) else exacto
            (con_signo if "%" in texto else sueltos)[celda] = _sin_ceros(con)
        elif escrito is not None:
            (con_signo if texto.endswith("%") else sueltos)[celda] = escrito
    fracciones = [uno for uno in sueltos.values() if 0 < uno <= 1]
    mayores = [uno for uno in sueltos.values() if uno > 1]
    son_fracciones = not mayores and any(uno < 1 for uno in fracciones)
    como_vecinas = tuple(sueltos) if son_fracciones and con_signo else ()
    if son_fracciones:
        sueltos = {celda: _sin_ceros(uno * _CIEN) for celda, uno in sueltos.items()}
    return Porcentajes(con_signo | sueltos, bool(fracciones) and not son_fracciones, como_vecinas)


def _sin_ceros(numero: Decimal) -> Decimal:
    entero = numero.to_integral_value()
    return entero if numero == entero else numero.normalize()
