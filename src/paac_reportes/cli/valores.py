"""Los valores que se escriben en la orden; los que no sirven dicen qué se esperaba."""

import os
import re
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

import attrs

from paac_reportes import api
from paac_reportes.cli.espanol import no_existe
from paac_reportes.cli.flujos import GUION


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
    if re.search(r"\d", texto):
        return [uno.strip() for uno in texto.split(",")]
    periodicidades = api.opciones()["periodicidad"]
    if texto not in periodicidades:
        hay = ", ".join(periodicidades)
        motivo = no_existe(repr(texto), periodicidades, texto)
        raise ArgumentTypeError(f"{motivo} (están: {hay}; o fechas, entre comas)")
    return texto


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


@attrs.frozen
class Carpeta:
    """Una salida que es una carpeta: cada archivo lleva ahí el nombre que se le propone."""

    ruta: Path


def salida(texto: str) -> "Path | Carpeta":
    """Un archivo de los que se saben escribir, una carpeta, o ``-``."""
    if texto.endswith(("/", os.sep)) or _es_carpeta(texto):
        return Carpeta(Path(texto))
    return _con_extension(texto, *api.tipos())


def salida_de_informe(texto: str) -> Path:
    """Un archivo de los que se saben escribir."""
    return _con_extension(texto, *api.tipos())


def salida_de_datos(texto: str) -> Path:
    """Donde va un plan por llenar."""
    return _con_extension(texto, ".xlsx", ".yaml", ".yml", ".json")


def salida_en_json(texto: str) -> Path:
    """Un ``.json``."""
    return _con_extension(texto, ".json")


def salida_de_calendario(texto: str) -> Path:
    """Un ``.ics``."""
    return _con_extension(texto, ".ics")


def carpeta(texto: str) -> Path:
    """Una carpeta, que no puede ser la salida."""
    if texto == GUION:
        raise ArgumentTypeError("son varios archivos; se esperaba una carpeta, llegó '-'")
    return Path(texto)


def _con_extension(texto: str, *extensiones: str) -> Path:
    if texto != GUION and Path(texto).suffix.lower() not in extensiones:
        posibles = ", ".join(extensiones)
        raise ArgumentTypeError(f"se esperaba un archivo {posibles}; llegó {texto!r}")
    return Path(texto)


def _es_carpeta(texto: str) -> bool:
    try:
        return Path(texto).is_dir()
    except (OSError, ValueError):  # una ruta que no sirve la dice quien escribe
        return False


def nombre(texto: str) -> str:
    """Uno que diga algo."""
    if texto.strip():
        return texto
    raise ArgumentTypeError(f"se esperaba un nombre, llegó {texto!r}")


def vigencia(texto: str) -> int:
    """Un año."""
    if re.fullmatch(r"(19|2\d)\d{2}", texto):
        return int(texto)
    raise ArgumentTypeError(f"se esperaba un año, como 2026; llegó {texto!r}")
