"""El valor de una celda como lo espera su dato."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.entrada.ajenos.columnas.parecido import rotulo_de
from paac_reportes.entrada.ajenos.columnas.vocabulario import palabras
from paac_reportes.entrada.documentos.visto import CeldaVista
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.textos.fechas import fecha_corta

_NUMERO = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?")
_CODIGO_Y_TEXTO = re.compile(r"\s*(\d{1,2}(?:[.,]\d{1,2})+[.)]?)\s+(\S.*)", re.DOTALL)
_NUMERO_Y_NOMBRE = re.compile(r"\s*(\d{2,10})\s*[/.:–-]?\s*(\D.*)", re.DOTALL)
_CIEN = 100


class NoSeEntiendeError(ValueError):
    """Lo que una celda dice no es de su dato."""


def valor_de_celda(dato: str, celda: CeldaVista) -> Any:
    """``None`` si está en blanco; ``NoSeEntiendeError`` si no es de ese dato."""
    if not celda.texto.strip() and celda.valor is None:
        return None
    leer = _LECTORES.get(dato)
    return leer(celda) if leer else _texto(celda)


def _texto(celda: CeldaVista) -> str:
    """Como se lee; una fecha de verdad, ``dd/mm/aaaa``."""
    if isinstance(celda.valor, date):
        return fecha_corta(celda.valor)
    return celda.texto


def es_codigo_numerico(celda: CeldaVista) -> bool:
    """Si es un número con decimales, como el 2.2 que Excel no guardó como texto."""
    return isinstance(celda.valor, Decimal) and celda.valor % 1 != 0


def _codigo(celda: CeldaVista) -> str:
    """``2.2``: la coma con que Excel muestra el número no es de un código."""
    return celda.texto.replace(",", ".") if es_codigo_numerico(celda) else _texto(celda)


def _avance(celda: CeldaVista) -> Decimal | None:
    """De 0 a 100: ``62,5 %``, ``60`` o el 0,5 que una hoja muestra como 50 %."""
    texto = celda.texto.strip()
    con_signo = texto.endswith("%")
    if isinstance(celda.valor, Decimal):
        return celda.valor * _CIEN if con_signo else celda.valor
    numero = texto.removesuffix("%").strip()
    if _NUMERO.fullmatch(numero):
        return Decimal(numero.replace(",", "."))
    raise NoSeEntiendeError("un porcentaje")


def _estado(celda: CeldaVista) -> str:
    visto = rotulo_de(celda.texto).letras
    for estado, nombres in palabras().estados.items():
        if visto in {rotulo_de(nombre).letras for nombre in (estado.replace("_", " "), *nombres)}:
            return estado
    raise NoSeEntiendeError("uno de los estados")


def _corte(celda: CeldaVista) -> date:
    corte = leer_corte(celda.valor if isinstance(celda.valor, date) else celda.texto)
    if isinstance(corte, date):
        return corte
    raise NoSeEntiendeError("una fecha de corte")


def _vigencia(celda: CeldaVista) -> Decimal:
    texto = celda.texto.strip()
    if re.fullmatch(r"\d{4}", texto):
        return Decimal(texto)
    raise NoSeEntiendeError("un año")


CODIGOS = ("actividad.codigo", "tramite.numero")
"""Los datos que se numeran con puntos."""

_LECTORES = {
    **dict.fromkeys(CODIGOS, _codigo),
    "seguimiento.avance": _avance,
    "seguimiento.estado": _estado,
    "seguimiento.corte": _corte,
    "vigencia": _vigencia,
}


def separar_codigo(texto: str) -> tuple[str, str] | None:
    """``1.1. Revisar…`` en su código y su texto."""
    hallado = _CODIGO_Y_TEXTO.fullmatch(texto)
    return (hallado[1], hallado[2]) if hallado else None


def separar_numero(texto: str) -> tuple[str | None, str]:
    """``26483/Facilidades de pago`` en el número del SUIT y el nombre."""
    hallado = _NUMERO_Y_NOMBRE.fullmatch(texto)
    return (hallado[1], hallado[2]) if hallado else (None, texto)
