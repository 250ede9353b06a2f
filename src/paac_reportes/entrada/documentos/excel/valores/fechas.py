"""Las fechas de una hoja de cálculo: un número de días, y cómo se escribe."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import attrs

_SEGUNDOS = 86_400
_BISIESTO = 60
"""El 29 de febrero de 1900, que Excel cuenta y no existió."""
_DESPUES = 2_958_466
"""El día siguiente al último: el 1 de enero del año 10000."""
_DE_1904 = 1462
_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
    *("octubre", "noviembre", "diciembre"),
)
_DIAS = ("sábado", "domingo", "lunes", "martes", "miércoles", "jueves", "viernes")


@attrs.frozen
class Momento:
    """Un número de días ya contado en el calendario de Excel."""

    calendario: tuple[int, int, int]
    """Año, mes y día; el cero es el «0 de enero de 1900» de Excel."""
    semana: int
    segundos: Decimal

    @property
    def fecha(self) -> date | None:
        """El día; ``None`` si sólo existe en Excel."""
        try:
            return date(*self.calendario)
        except ValueError:
            return None


def momento(dias: Decimal, *, desde_1904: bool, con: int = 0) -> Momento | None:
    """El de un número de días, con tantos decimales en los segundos; ``None`` si no lo hay."""
    if not 0 <= dias < _DESPUES:
        return None
    segundos = (dias * _SEGUNDOS).quantize(Decimal(1).scaleb(-con), ROUND_HALF_UP)
    entero = int(segundos // _SEGUNDOS) + (_DE_1904 if desde_1904 else 0)
    if entero >= _DESPUES:
        return None
    return Momento(_calendario(entero), entero % 7, segundos % _SEGUNDOS)


def _calendario(dias: int) -> tuple[int, int, int]:
    if dias in (0, _BISIESTO):
        return (1900, 2, 29) if dias else (1900, 1, 0)
    inicio = date(1899, 12, 31 if dias < _BISIESTO else 30)
    dia = inicio + timedelta(days=dias)
    return dia.year, dia.month, dia.day


def escribir(trozos: list[str], dias: Decimal, *, desde_1904: bool) -> str | None:
    """Como se lee con esos trozos de formato (``dd``, ``mmmm``…); ``None`` si no es una fecha.

    Un trozo que empieza por comillas es lo que sigue, a la letra.
    """
    decimales = max((len(trozo) - 1 for trozo in trozos if trozo[0] == "."), default=0)
    cuando = momento(dias, desde_1904=desde_1904, con=decimales)
    if cuando is None:
        return None
    de_doce = "am/pm" in trozos
    return "".join(_trozo(uno, cuando, dias, de_doce=de_doce) for uno in _minutos(trozos))


def _minutos(trozos: list[str]) -> list[str]:
    """Los mismos, con las ``m`` que son minutos (tras la hora o antes de los segundos) aparte."""
    letras = [n for n, trozo in enumerate(trozos) if trozo[0] not in '".']
    partes = list(trozos)
    for orden, n in enumerate(letras):
        if trozos[n] not in ("m", "mm"):
            continue
        antes = trozos[letras[orden - 1]] if orden else ""
        despues = trozos[letras[orden + 1]] if orden + 1 < len(letras) else ""
        if antes[:1] == "h" or antes[:2] == "[h" or despues[:1] == "s" or despues[:2] == "[s":
            partes[n] = "n" * len(trozos[n])
    return partes


def _trozo(trozo: str, cuando: Momento, dias: Decimal, *, de_doce: bool) -> str:
    if trozo[0] == '"':
        return trozo[1:]
    if trozo[0] == "[":
        return _transcurrido(trozo, dias)
    if trozo[0] == ".":
        return "," + f"{cuando.segundos % 1:.{len(trozo) - 1}f}"[2:]
    anual, mes, dia = cuando.calendario
    segundos = int(cuando.segundos)
    hora = segundos // 3600
    numeros = {
        "y": anual if len(trozo) > 2 else anual % 100,  # noqa: PLR2004 - de dos cifras o de cuatro
        "m": mes,
        "d": dia,
        "h": (hora % 12 or 12) if de_doce else hora,
        "n": segundos // 60 % 60,
        "s": segundos % 60,
    }
    if trozo[0] == "a":
        return "a. m." if hora < 12 else "p. m."  # noqa: PLR2004 - el mediodía
    if trozo[0] in "md" and len(trozo) > 2:  # noqa: PLR2004 - con letras
        return _con_letras(_MESES[mes - 1] if trozo[0] == "m" else _DIAS[cuando.semana], len(trozo))
    return f"{numeros[trozo[0]]:02d}" if len(trozo) > 1 else str(numeros[trozo[0]])


def _con_letras(nombre: str, letras: int) -> str:
    return {3: nombre[:3], 5: nombre[0].upper()}.get(letras, nombre)


def _transcurrido(trozo: str, dias: Decimal) -> str:
    segundos = int((dias * _SEGUNDOS).quantize(Decimal(1), ROUND_HALF_UP))
    divisor = {"h": 3600, "m": 60, "s": 1}[trozo[1]]
    return str(segundos // divisor).zfill(len(trozo) - 2)
