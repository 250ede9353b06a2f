"""El corte que dice un rótulo: una fecha, un mes, o el número de un período."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from paac_reportes import clases
from paac_reportes.lectura.matriz.palabras import LLAMADA
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.periodos import Periodicidad, cortes_de
from paac_reportes.textos.plano import en_plano

_MES = "|".join((*MESES, "setiembre"))
_CORTA = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LARGA = re.compile(
    rf"\b(?:(\d{{1,2}})\s*(?:de\s+)?)?({_MES})(?:\s+(\d{{1,2}})\b)?(?:,?\s*(?:del?\s+)?(\d{{4}}))?"
)
_ORDEN = {
    **{str(n): n for n in range(1, 5)},
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    **dict.fromkeys(("primer", "primero", "primera", "1er", "1ro", "1ra", "1°", "1º"), 1),
    **dict.fromkeys(("segundo", "segunda", "2do", "2da", "2°", "2º"), 2),
    **dict.fromkeys(("tercer", "tercero", "tercera", "3er", "3ro", "3ra", "3°", "3º"), 3),
    **dict.fromkeys(("cuarto", "cuarta", "4to", "4ta", "4°", "4º"), 4),
}
_NUMERO = "|".join(sorted(map(re.escape, _ORDEN), key=len, reverse=True))
_PERIODO = (
    "cuatrimestre|trimestre|semestre|seguimiento|informe|corte|periodo|monitoreo|avance|reporte"
)
_ANTES = re.compile(rf"(?<!\w)({_NUMERO})\.?\s+({_PERIODO})\b")
_DESPUES = re.compile(rf"\b({_PERIODO})\s+(?:n[o°º]\.?\s*|num(?:ero)?\.?\s*)?({_NUMERO})(?!\w)")
_PERIODICIDAD: dict[str, Periodicidad] = {"trimestre": "trimestral", "semestre": "semestral"}
_ANO = re.compile(r"\b(20\d\d)\b")
_CON_ANO = re.compile(r"[/.-]\d{4}|\d{4}-")
_LO_NOMBRAN = (*_MES.split("|"), *_PERIODO.split("|"))
"""Sin una de estas palabras, ni una fecha, no hay corte que leer."""


UN_ANO = 2000
"""Cualquiera: si un rótulo nombra un corte, o uno distinto de otro, se sabe sin la vigencia."""


@clases.frozen
class CorteDicho:
    """El corte que dice un rótulo."""

    corte: date | None
    """``None`` si lo nombra y falta la vigencia para saber cuál es."""
    supuesto: bool
    """Si el día no está escrito: «primer cuatrimestre»."""
    resto: str
    """El rótulo sin él."""
    de_otra: bool = False
    """Si no lo dice su rótulo, sino el de otra columna de su grupo."""


def nombra_un_corte(rotulo: str) -> bool:
    """Si un rótulo nombra un corte, sea cual sea."""
    return corte_dicho(rotulo, UN_ANO) is not None


def corte_dicho(rotulo: str, vigencia: int | None) -> CorteDicho | None:
    """Corte que un rótulo nombra; ``None`` si no nombra ninguno."""
    texto = en_plano(LLAMADA.sub(" ", rotulo))
    # Lo barato primero: casi ningún texto nombra un corte.
    if not _CON_ANO.search(texto) and not any(map(texto.__contains__, _LO_NOMBRAN)):
        return None
    for leer in (_con_fecha, _con_mes, _con_orden):
        corte = next(leer(texto, vigencia), None)
        if corte is not None:
            return corte
    return None


def _con_fecha(texto: str, _vigencia: int | None) -> Iterator[CorteDicho]:
    """Cortes que un texto dice con su día, en cifras, y lo que queda de él."""
    for patron, orden in ((_ISO, (1, 2, 3)), (_CORTA, (3, 2, 1))):
        for coincidencia in patron.finditer(texto):
            dia = _fecha(*(int(coincidencia[n]) for n in orden))
            if dia:
                yield CorteDicho(dia, supuesto=False, resto=patron.sub(" ", texto))


def _con_mes(texto: str, vigencia: int | None) -> Iterator[CorteDicho]:
    """Corte del último mes que se nombra: «enero a abril» es del 30 de abril."""
    for coincidencia in reversed(list(_LARGA.finditer(texto))):
        dia_antes, mes, dia_despues, ano = coincidencia.groups()
        ano_del_corte = int(ano) if ano else vigencia
        resto = _LARGA.sub(" ", texto)
        if ano_del_corte is None:
            yield CorteDicho(None, supuesto=True, resto=resto)
            continue
        numero = (
            (*MESES[:8], "setiembre").index(mes) + 1 if mes == "setiembre" else MESES.index(mes) + 1
        )
        ultimo_dia = calendar.monthrange(ano_del_corte, numero)[1]
        cifras_del_dia = dia_antes or dia_despues
        dia = _fecha(ano_del_corte, numero, int(cifras_del_dia) if cifras_del_dia else ultimo_dia)
        if dia:
            yield CorteDicho(dia, supuesto=not (cifras_del_dia and ano), resto=resto)


def _con_orden(texto: str, vigencia: int | None) -> Iterator[CorteDicho]:
    """Corte de un período por su número: «segundo cuatrimestre»."""
    for patron, grupo_del_orden, grupo_del_periodo in ((_ANTES, 1, 2), (_DESPUES, 2, 1)):
        coincidencia = patron.search(texto)
        if coincidencia is None:
            continue
        ano = _ANO.search(texto)
        desde, hasta = coincidencia.span(grupo_del_orden)
        resto = texto[:desde] + texto[hasta:]
        periodicidad = _PERIODICIDAD.get(coincidencia[grupo_del_periodo], "cuatrimestral")
        ano_del_corte = int(ano[1]) if ano else vigencia
        cortes = cortes_de(ano_del_corte, periodicidad) if ano_del_corte else ()
        numero = _ORDEN[coincidencia[grupo_del_orden]]
        if ano_del_corte is None:
            yield CorteDicho(None, supuesto=True, resto=resto)
        elif numero <= len(cortes):
            yield CorteDicho(cortes[numero - 1], supuesto=True, resto=_ANO.sub(" ", resto))


def _fecha(ano: int, mes: int, dia: int) -> date | None:
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None
