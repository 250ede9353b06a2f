"""Lo que una celda dice, como lo espera cada dato del plan."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.lectura.filas.valores import en_clave, leer_corte
from paac_reportes.lectura.propios.piezas import Pieza, numero_de
from paac_reportes.modelo import Estado
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import VERIFICACIONES, fecha_corta, numero_escrito

AVANCE = "seguimiento.avance"
ESTADO = "seguimiento.estado"
EVIDENCIAS = "seguimiento.evidencias"
VERIFICACION = "seguimiento.verificacion"


class IlegibleError(ValueError):
    """La celda no dice lo que su dato pide."""


_CON_PORCENTAJE = re.compile(r"\s*(-?[0-9]+(?:[.,][0-9]+)?)\s*%?\s*(?:\([a-záéíóúñ ]+\)\s*)?")
"""Con el nombre de su zona, si el formato lo escribe: ``33,3 (baja)``."""


def valor_de(dato: str, texto: str, pieza: Pieza, columna: Columna) -> Any:
    """El valor de un dato; ``None`` si la celda está en blanco.

    Lanza ``IlegibleError`` con lo que se esperaba.
    """
    if not texto:
        return None
    if ".extras." in f".{dato}":
        return _extra(texto, pieza, columna)
    leer = _LECTORES.get(dato) or _POR_TIPO.get(CATALOGO.tipo(dato), _texto)
    return leer(texto, pieza)


def verificacion_de(texto: str) -> dict[str, Any] | None:
    """El resultado y la nota; ``None`` si no empieza por un resultado."""
    primero, _, nota = texto.partition("\n")
    plano = en_plano(primero)
    for resultado, escrito in VERIFICACIONES.items():
        if en_plano(escrito) == plano:
            return {"resultado": resultado.value, "nota": nota or None}
    return None


def _texto(texto: str, pieza: Pieza) -> str:
    valor = pieza.celda.valor if pieza.celda else None
    if isinstance(valor, date):
        return fecha_corta(valor)
    return texto


def _avance(texto: str, pieza: Pieza) -> Decimal | None:
    """De 0 a 100, venga como ``54,83 %``, como 54.83 o como 0.5 con formato de porcentaje."""
    if not texto.strip():
        return None
    hallado = _CON_PORCENTAJE.fullmatch(texto)
    dicho = Decimal(hallado[1].replace(",", ".")) if hallado else None
    guardado = numero_de(pieza)
    if guardado is None:
        if dicho is None:
            raise IlegibleError("se esperaba un porcentaje de 0 a 100")
        return dicho
    if dicho is not None and "%" in texto and abs(guardado * 100 - dicho) < abs(guardado - dicho):
        return (guardado * 100).normalize() + 0
    return guardado


def _estado(texto: str, _pieza: Pieza) -> str:
    clave = en_clave(texto)
    if clave not in set(Estado):
        raise IlegibleError(f"se esperaba {', '.join(Estado)}")
    return clave


def _entero(texto: str, _pieza: Pieza) -> int:
    try:
        return int(Decimal(texto.strip()))
    except InvalidOperation:
        raise IlegibleError("se esperaba un número entero") from None


def _extra(texto: str, pieza: Pieza, columna: Columna) -> Any:
    """Un extra guarda lo que su columna: un número, una fecha o un texto."""
    valor = pieza.celda.valor if pieza.celda else None
    if valor is not None:
        return valor
    if columna.guarda != "numero":
        return texto
    leido = numero_escrito(texto.replace("%", ""))
    return texto if leido is None else leido


def _renglones(texto: str, _pieza: Pieza) -> list[str] | None:
    return [renglon for renglon in texto.split("\n") if renglon.strip()] or None


def _numero(texto: str, pieza: Pieza) -> Decimal:
    guardado = numero_de(pieza)
    leido = numero_escrito(texto) if guardado is None else guardado
    if leido is None:
        raise IlegibleError("se esperaba un número")
    return leido


def _fecha(texto: str, pieza: Pieza) -> date:
    guardada = pieza.celda.valor if pieza.celda else None
    leida = leer_corte(guardada if isinstance(guardada, date) else texto)
    if not isinstance(leida, date):
        raise IlegibleError("se esperaba una fecha")
    return leida


_LECTORES: dict[str, Callable[[str, Pieza], Any]] = {
    AVANCE: _avance,
    ESTADO: _estado,
    # El año y el corte que un documento dice los entiende quien arma el plan.
    "vigencia": _texto,
    "seguimiento.corte": _texto,
}
_POR_TIPO: dict[type, Callable[[str, Pieza], Any]] = {
    int: _entero,
    Decimal: _numero,
    date: _fecha,
    tuple: _renglones,
}
"""Los de los demás que no son un texto corriente."""
