"""El valor de cada celda de un mapa: los niveles, a la letra; lo que es de una lista, su nombre."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes.lectura.ajenos.celdas import NoSeEntiendeError, valor_de_celda
from paac_reportes.lectura.ajenos.vocabulario import corte_dicho
from paac_reportes.lectura.filas.valores import en_clave, leer_corte
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta, numero_escrito

_CIEN = 100
_NUEVE = Decimal(1).scaleb(-9)
_ENTERO = re.compile(r"\d{1,9}")


def texto_de(celda: CeldaVista) -> str:
    """Como se lee, con a dónde lleva; una fecha de verdad, ``dd/mm/aaaa``."""
    if isinstance(celda.valor, date):
        return fecha_corta(celda.valor)
    return celda.con_direcciones


_TIPO_DE_CONTROL = {
    f"{raiz}{final}": f"{raiz}o"
    for raiz in ("preventiv", "detectiv", "correctiv")
    for final in "oa"
}
_NOMBRES: Mapping[str, Mapping[str, str]] = {
    "control.tipo": _TIPO_DE_CONTROL,
    "control.afecta": {"probabilidad": "probabilidad", "impacto": "impacto"},
    "control.implementacion": {
        "automatico": "automatico",
        "automatica": "automatico",
        "manual": "manual",
    },
    "control.documentacion": {
        "documentado": "documentado",
        "documentada": "documentado",
        "sin documentar": "sin_documentar",
    },
    "control.frecuencia": {"continua": "continua", "aleatoria": "aleatoria"},
    "control.registro": {"con registro": "con_registro", "sin registro": "sin_registro"},
    "accion.estado": {
        "en curso": "en_curso",
        "finalizado": "finalizado",
        "finalizada": "finalizado",
    },
    "riesgo.tipo": {
        "corrupcion": "corrupcion",
        "de corrupcion": "corrupcion",
        "riesgo de corrupcion": "corrupcion",
        "integridad": "integridad",
        "gestion": "gestion",
        "riesgo de gestion": "gestion",
        "fiscal": "fiscal",
        "seguridad": "seguridad",
        "seguridad de la informacion": "seguridad",
        "seguridad digital": "seguridad",
        "lavado": "lavado",
        "lavado de activos": "lavado",
        "ambiental": "ambiental",
        "otro": "otro",
    },
}
"""Como se escribe cada uno de los valores que sólo pueden ser unos cuantos."""


def tipo_de_control(texto: str) -> str | None:
    """El que un texto dice y nada más: «Correctivo»."""
    return _TIPO_DE_CONTROL.get(en_plano(texto).strip(" ."))


def valor_del_mapa(dato: str, celda: CeldaVista) -> object:
    """El de una celda; ``NoSeEntiendeError`` si no es de ese dato."""
    if dato in _NOMBRES:
        return _de_una_lista(dato, celda)
    if (lector := _LECTORES.get(dato)) is not None:
        return lector(celda)
    if opciones := CATALOGO.opciones(dato):
        return _de_unas_opciones(opciones, celda)
    return texto_de(celda) if CATALOGO.tipo(dato) is str else valor_de_celda(dato, celda)


def _de_unas_opciones(opciones: Sequence[str], celda: CeldaVista) -> str:
    clave = en_clave(celda.texto.strip(" ."))
    if clave not in opciones:
        raise NoSeEntiendeError(f"uno de estos: {', '.join(opciones).replace('_', ' ')}")
    return clave


def alguna_cabe(dato: str, celdas: Iterable[CeldaVista]) -> bool:
    """Si alguna de las escritas es de ese dato; también si ninguna dice nada."""
    if dato not in _NOMBRES and dato not in _LECTORES and not CATALOGO.opciones(dato):
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


def _de_una_lista(dato: str, celda: CeldaVista) -> str:
    nombres = _NOMBRES[dato]
    valor = nombres.get(" ".join(en_plano(celda.texto).split()).strip(" ."))
    if valor is None and (clave := en_clave(celda.texto.strip(" ."))) in CATALOGO.opciones(dato):
        return clave
    if valor is None:
        unos = ", ".join(dict.fromkeys(nombres.values())).replace("_", " ")
        raise NoSeEntiendeError(f"uno de estos: {unos}")
    return valor


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
    if isinstance(celda.valor, date):
        return celda.valor
    leido = leer_corte(celda.texto)
    if isinstance(leido, date):
        return leido
    dicho = corte_dicho(celda.texto, None)
    return dicho.corte if dicho is not None and not dicho.supuesto else None


def porcentajes(celdas: Iterable[CeldaVista]) -> tuple[dict[CeldaVista, Decimal], bool]:
    """De 0 a 100, los de una columna; y si mezcla fracciones con números mayores que 1.

    Lo que lleva su signo se sabe. Lo demás son fracciones si ninguno pasa de 1 y alguno es menor;
    si unos pasan y otros no, nada se cambia. Lo que no es un número no está.
    """
    con_signo: dict[CeldaVista, Decimal] = {}
    sueltos: dict[CeldaVista, Decimal] = {}
    for celda in celdas:
        texto = celda.texto.strip()
        escrito = numero_escrito(texto.rstrip("%,. \N{NO-BREAK SPACE}"))  # «80,%», con 0.##
        if isinstance(celda.valor, Decimal):
            exacto = celda.valor.quantize(_NUEVE)
            con = exacto * _CIEN if "%" in texto and not _se_ve(escrito, exacto) else exacto
            (con_signo if "%" in texto else sueltos)[celda] = _sin_ceros(con)
        elif escrito is not None:
            (con_signo if texto.endswith("%") else sueltos)[celda] = escrito
    fracciones = [uno for uno in sueltos.values() if 0 < uno <= 1]
    mayores = [uno for uno in sueltos.values() if uno > 1]
    son_fracciones = not mayores and any(uno < 1 for uno in fracciones)
    if son_fracciones:
        sueltos = {celda: _sin_ceros(uno * _CIEN) for celda, uno in sueltos.items()}
    return con_signo | sueltos, bool(fracciones) and not son_fracciones


def _se_ve(escrito: Decimal | None, exacto: Decimal) -> bool:
    """Si lo que guarda la celda es lo que muestra: 80 con un «%» al lado, y no 0,8."""
    return escrito is not None and abs(escrito - exacto) < abs(escrito - exacto * _CIEN)


def _sin_ceros(numero: Decimal) -> Decimal:
    entero = numero.to_integral_value()
    return entero if numero == entero else numero.normalize()
