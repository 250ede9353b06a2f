"""Días hábiles en Colombia y los plazos que se cuentan en ellos.

Hábil: de lunes a viernes que no sea festivo (Ley 51 de 1983; Ley 2578 de 2026) ni cierre propio.
Los plazos en días se entienden de días hábiles (Ley 4 de 1913, artículo 62). Los festivos son los
de la biblioteca ``holidays``, que desde la versión 0.99 trae el de la ley de 2026.
"""

import functools
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, Falla

DIAS_PARA_PUBLICAR = 10
"""Los que da la guía del PAAC, versión 2 (``plantillas/_regimenes/paac-v2.toml``)."""

_VIERNES = 4


@functools.lru_cache(maxsize=64)
def festivos(vigencia: int) -> Mapping[date, str]:
    """Los festivos de un año con su nombre; ``ErrorDeEntorno`` si falta ``holidays``."""
    try:
        import holidays  # noqa: PLC0415 - sólo se carga si alguien cuenta días
    except ImportError:
        raise ErrorDeEntorno(
            "para contar días hábiles hace falta holidays; instálela con «pip install holidays»"
        ) from None
    del_ano = holidays.country_holidays("CO", years=vigencia, language="es")
    return MappingProxyType(dict(sorted(del_ano.items())))


def es_habil(dia: date, cierres: Collection[date] = ()) -> bool:
    """Si se trabaja ese día; ``cierres`` son los propios de la entidad."""
    return dia.weekday() <= _VIERNES and dia not in cierres and dia not in festivos(dia.year)


def habil_numero(numero: int, desde: date, cierres: Collection[date] = ()) -> date:
    """El día hábil que ocupa ese lugar a partir de ``desde``, que cuenta si es hábil."""
    if numero < 1:
        raise ErrorDeEntrada(Falla("numero", f"se esperaba al menos 1, llegó {numero}"))
    dia = desde
    while True:
        if es_habil(dia, cierres):
            numero -= 1
            if numero == 0:
                return dia
        dia += timedelta(days=1)


def plazo_de_publicacion(
    corte: date, cierres: Collection[date] = (), dias: int = DIAS_PARA_PUBLICAR
) -> date:
    """El último día hábil para publicar el seguimiento de un corte, contados desde el siguiente."""
    return habil_numero(dias, corte + timedelta(days=1), cierres)
