"""En qué orden van el día y el mes de las fechas de una columna, si van en cifras."""

import re
from collections.abc import Iterable, Sequence

import attrs

from paac_reportes.opc.visto import CeldaVista

DIA_PRIMERO, MES_PRIMERO = "día/mes/año", "mes/día/año"
_EN_CIFRAS = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_MESES = 12


def orden_de_las_fechas(celdas: Iterable[CeldaVista], *, mes_primero: bool) -> str:
    """Orden de las fechas en cifras, ``día/mes/año`` o el otro; vacío si no las hay."""
    hay = any(celda.valor is None and _EN_CIFRAS.search(celda.texto) for celda in celdas)
    if not hay:
        return ""
    return MES_PRIMERO if mes_primero else DIA_PRIMERO


def que_van_al_reves(celdas: Iterable[CeldaVista]) -> Sequence[str]:
    """Fechas que sólo son un día con el mes primero: ``12/25/2023``."""
    return [
        coincidencia[0]
        for celda in celdas
        if celda.valor is None
        for coincidencia in _EN_CIFRAS.finditer(celda.texto)
        if int(coincidencia[1]) <= _MESES < int(coincidencia[3])
    ]


def con_el_dia_primero(celda: CeldaVista) -> CeldaVista:
    """Celda con el día primero en sus fechas en cifras: ``12/25/2023`` es ``25/12/2023``."""
    if celda.valor is not None:
        return celda
    return attrs.evolve(celda, texto=_EN_CIFRAS.sub(_al_derecho, celda.texto))


def _al_derecho(coincidencia: re.Match[str]) -> str:
    mes, signo, dia, ano = coincidencia.groups()
    return f"{dia}{signo}{mes}{signo}{ano}" if int(mes) <= _MESES else coincidencia[0]
