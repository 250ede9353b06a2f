"""Los valores que se escriben en la orden; los que no sirven dicen qué se esperaba."""

import re
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from paac_reportes import api


def pesos(texto: str) -> dict[str, str]:
    """``1=2,3=1.5`` → el peso de cada componente."""
    pares = [par.split("=") for par in texto.split(",")]
    if any(len(par) != 2 for par in pares):  # noqa: PLR2004 - número y peso
        raise ArgumentTypeError(
            f"se esperaban pesos, como 1=2,3=1.5; llegó {texto!r} (los decimales, con punto)"
        )
    pesos = {numero.strip(): peso.strip() for numero, peso in pares}
    if len(pesos) < len(pares):
        raise ArgumentTypeError(f"un componente pesa una sola vez; llegó {texto!r}")
    return pesos


def cortes(texto: str) -> str | list[str]:
    """Una periodicidad, o fechas entre comas."""
    return [uno.strip() for uno in texto.split(",")] if re.search(r"\d", texto) else texto


def orden(texto: str) -> str:
    """El de una entidad: nacional o territorial."""
    if texto in {"nacional", "territorial"}:
        return texto
    raise ArgumentTypeError(f"se esperaba nacional o territorial; llegó {texto!r}")


def dias(texto: str) -> int:
    """Un número de días, de 1 a 999."""
    if re.fullmatch(r"[1-9][0-9]{0,2}", texto):
        return int(texto)
    raise ArgumentTypeError(f"se esperaba un número de días, como 10; llegó {texto!r}")


def fecha(texto: str) -> date:
    """``AAAA-MM-DD``."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", texto):
            return date.fromisoformat(texto)
    except ValueError:
        pass
    raise ArgumentTypeError(f"se esperaba una fecha AAAA-MM-DD, llegó {texto!r}")


def salida(texto: str) -> Path:
    """Un archivo de los que se saben escribir."""
    ruta = Path(texto)
    if ruta.suffix.lower() not in api.tipos():
        raise ArgumentTypeError(f"se esperaba un archivo {', '.join(api.tipos())}; llegó {texto!r}")
    return ruta


def salida_de_datos(texto: str) -> Path:
    """Donde va un plan por llenar."""
    return _con_extension(texto, ".xlsx", ".yaml", ".yml", ".json")


def salida_de_calendario(texto: str) -> Path:
    """Un ``.ics``."""
    return _con_extension(texto, ".ics")


def _con_extension(texto: str, *extensiones: str) -> Path:
    if Path(texto).suffix.lower() not in extensiones:
        posibles = ", ".join(extensiones)
        raise ArgumentTypeError(f"se esperaba un archivo {posibles}; llegó {texto!r}")
    return Path(texto)


def vigencia(texto: str) -> int:
    """Un año."""
    if re.fullmatch(r"(19|2\d)\d{2}", texto):
        return int(texto)
    raise ArgumentTypeError(f"se esperaba un año, como 2026; llegó {texto!r}")
