"""Cómo se escribe un valor del modelo en una celda."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.textos.fechas import fecha_corta


def como_texto(valor: object) -> str:
    """Texto a la letra; vacío para ``None``; fechas ``dd/mm/aaaa``; decimales con coma; sí o no."""
    for tipo, escribir in _ESCRITURAS.items():
        if isinstance(valor, tipo):
            return escribir(valor)
    return str(valor)


def _verificacion(revision: Verificacion) -> str:
    return "\n".join(filter(None, (VERIFICACIONES[revision.resultado], revision.nota)))


VERIFICACIONES = {
    Resultado.VERIFICADA: "Verificada",
    Resultado.PARCIAL: "Verificada en parte",
    Resultado.NO_VERIFICADA: "No verificada",
}

_ESCRITURAS: dict[type, Callable[[Any], str]] = {
    Enum: lambda estado: str(estado.value).replace("_", " ").capitalize(),
    str: str,
    type(None): lambda _nada: "",
    date: fecha_corta,
    Decimal: lambda numero: f"{numero:f}".replace(".", ","),
    bool: lambda es: "Sí" if es else "No",
    float: lambda numero: f"{Decimal(repr(float(numero))):f}".removesuffix(".0").replace(".", ","),
    Verificacion: _verificacion,
    tuple: lambda varios: "\n".join(map(como_texto, varios)),
}
"""En este orden: un ``Enum`` de textos también es un texto."""


_MILES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,10})?")
_CON_CEROS = re.compile(r"-?0[0-9]")
_SIMPLE = re.compile(r"-?[0-9]{1,30}(?:[.,][0-9]{1,10})?")


def cantidad_de(valor: object) -> Decimal | None:
    """El número que es, menos el de un texto como ``007``: un código, que sin ceros es otro."""
    es_codigo = isinstance(valor, str) and _CON_CEROS.match(valor.strip())
    return None if es_codigo else numero_de(valor)


def numero_de(valor: object) -> Decimal | None:
    """El número que es, o que está escrito entero en un texto; un sí o no no lo es."""
    if isinstance(valor, str):
        return numero_escrito(valor)
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return Decimal(valor) if es_numero and isinstance(valor, int | Decimal) else None


def numero_escrito(texto: str) -> Decimal | None:
    """El número que un texto es: ``1.250`` y ``1.250,5`` llevan miles; ``12,5``, decimales."""
    solo = texto.strip().replace("\N{NO-BREAK SPACE}", "")
    if _MILES.fullmatch(solo):
        return Decimal(solo.replace(".", "").replace(",", "."))
    return Decimal(solo.replace(",", ".")) if _SIMPLE.fullmatch(solo) else None
