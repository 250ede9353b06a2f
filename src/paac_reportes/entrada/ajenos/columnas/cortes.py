"""De qué corte es una columna, según su rótulo."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.periodos import Periodicidad, cortes_de

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


@attrs.frozen
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


def corte_dicho(rotulo: str, vigencia: int | None) -> CorteDicho | None:
    """El de un rótulo; ``None`` si no nombra ninguno."""
    texto = en_plano(rotulo)
    for leer in (_con_fecha, _con_mes, _con_orden):
        dicho = next(leer(texto, vigencia), None)
        if dicho is not None:
            return dicho
    return None


def _con_fecha(texto: str, _vigencia: int | None) -> Iterator[CorteDicho]:
    for patron, orden in ((_ISO, (1, 2, 3)), (_CORTA, (3, 2, 1))):
        for hallado in patron.finditer(texto):
            dia = _fecha(*(int(hallado[n]) for n in orden))
            if dia:
                yield CorteDicho(dia, supuesto=False, resto=patron.sub(" ", texto))


def _con_mes(texto: str, vigencia: int | None) -> Iterator[CorteDicho]:
    """El último mes que se nombra: «enero a abril» es del 30 de abril."""
    for hallado in reversed(list(_LARGA.finditer(texto))):
        antes, mes, despues, ano = hallado.groups()
        cual = int(ano) if ano else vigencia
        resto = _LARGA.sub(" ", texto)
        if cual is None:
            yield CorteDicho(None, supuesto=True, resto=resto)
            continue
        numero = (
            (*MESES[:8], "setiembre").index(mes) + 1 if mes == "setiembre" else MESES.index(mes) + 1
        )
        ultimo = calendar.monthrange(cual, numero)[1]
        dicho = antes or despues
        dia = _fecha(cual, numero, int(dicho) if dicho else ultimo)
        if dia:
            yield CorteDicho(dia, supuesto=not (dicho and ano), resto=resto)


def _con_orden(texto: str, vigencia: int | None) -> Iterator[CorteDicho]:
    for patron, donde, cual in ((_ANTES, 1, 2), (_DESPUES, 2, 1)):
        hallado = patron.search(texto)
        if hallado is None:
            continue
        ano = _ANO.search(texto)
        resto = texto[: hallado.start(donde)] + texto[hallado.end(donde) :]
        periodicidad = _PERIODICIDAD.get(hallado[cual], "cuatrimestral")
        suya = int(ano[1]) if ano else vigencia
        cortes = cortes_de(suya, periodicidad) if suya else ()
        numero = _ORDEN[hallado[donde]]
        if suya is None:
            yield CorteDicho(None, supuesto=True, resto=resto)
        elif numero <= len(cortes):
            yield CorteDicho(cortes[numero - 1], supuesto=True, resto=_ANO.sub(" ", resto))


def _fecha(ano: int, mes: int, dia: int) -> date | None:
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None
