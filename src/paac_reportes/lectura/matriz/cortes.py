"""El corte que dice un rótulo: una fecha, un mes, o el número de un período."""

import calendar
import re
from datetime import date

from paac_reportes import clases
from paac_reportes.lectura.matriz.palabras import LLAMADA
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.periodos import Periodicidad, cortes_de
from paac_reportes.textos.plano import en_plano

_MES = "|".join(MESES)
_CORTA = re.compile(r"\b(?P<dia>\d{1,2})[/.-](?P<mes>\d{1,2})[/.-](?P<ano>\d{4})\b")
_ISO = re.compile(r"\b(?P<ano>\d{4})-(?P<mes>\d{2})-(?P<dia>\d{2})\b")
_LARGA = re.compile(
    rf"\b(?:(\d{{1,2}})\s*(?:de\s+)?)?({_MES})(?:\s+(\d{{1,2}})\b)?(?:,?\s*(?:del?\s+)?(\d{{4}}))?"
)
_NUMEROS = (
    "1 i primer primero primera 1er 1ro 1ra 1° 1º",
    "2 ii segundo segunda 2do 2da 2° 2º",
    "3 iii tercer tercero tercera 3er 3ro 3ra 3° 3º",
    "4 iv cuarto cuarta 4to 4ta 4° 4º",
)
_ORDEN = {modo: orden for orden, modos in enumerate(_NUMEROS, 1) for modo in modos.split()}
_NUMERO = "|".join(sorted(map(re.escape, _ORDEN), key=len, reverse=True))
_PERIODO = (
    "cuatrimestre|trimestre|semestre|seguimiento|informe|corte|periodo|monitoreo|avance|reporte"
)
_ANTES = re.compile(rf"(?<!\w)(?P<orden>{_NUMERO})\.?\s+(?P<periodo>{_PERIODO})\b")
_DESPUES = re.compile(
    rf"\b(?P<periodo>{_PERIODO})\s+(?:n[o°º]\.?\s*|num(?:ero)?\.?\s*)?(?P<orden>{_NUMERO})(?!\w)"
)
_PERIODICIDAD: dict[str, Periodicidad] = {"trimestre": "trimestral", "semestre": "semestral"}
_ABREVIADO = re.compile(r"\b(cuatri|tri)m\b\.?")
_ANO = re.compile(r"\b(20\d\d)\b")
_QUIZA = re.compile(rf"[/.-]\d{{4}}|\d{{4}}-|{_MES}|{_PERIODO}")
"""Lo barato primero: casi ningún texto nombra un corte."""

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
    """Corte que un rótulo nombra (regla 10); ``None`` si no nombra ninguno."""
    texto = en_plano(LLAMADA.sub(" ", rotulo)).replace("setiembre", "septiembre")
    texto = _ABREVIADO.sub(r"\1mestre", texto)
    if not _QUIZA.search(texto):
        return None
    return _con_fecha(texto) or _con_mes(texto, vigencia) or _con_orden(texto, vigencia)


def _con_fecha(texto: str) -> CorteDicho | None:
    """Corte que un texto dice con su día, en cifras."""
    for patron in (_ISO, _CORTA):
        for cifras in patron.finditer(texto):
            if dia := _fecha(int(cifras["ano"]), int(cifras["mes"]), int(cifras["dia"])):
                return CorteDicho(dia, supuesto=False, resto=patron.sub(" ", texto))
    return None


def _con_mes(texto: str, vigencia: int | None) -> CorteDicho | None:
    """Corte del último mes que se nombra: «enero a abril» es del 30 de abril."""
    for dia_antes, mes, dia_despues, ano_escrito in reversed(_LARGA.findall(texto)):
        ano, numero = int(ano_escrito or vigencia or 0), MESES.index(mes) + 1
        escrito = dia_antes or dia_despues
        dia = _fecha(ano, numero, int(escrito or calendar.monthrange(ano or UN_ANO, numero)[1]))
        if dia or not ano:
            supuesto = not (escrito and ano_escrito)
            return CorteDicho(dia, supuesto=supuesto, resto=_LARGA.sub(" ", texto))
    return None


def _con_orden(texto: str, vigencia: int | None) -> CorteDicho | None:
    """Corte de un período por su número: «segundo cuatrimestre»."""
    for patron in (_ANTES, _DESPUES):
        if (dicho := patron.search(texto)) is None:
            continue
        escrito = _ANO.search(texto)
        resto = texto[: dicho.start("orden")] + texto[dicho.end("orden") :]
        ano = int(escrito[1]) if escrito else vigencia
        periodicidad, orden = _PERIODICIDAD.get(dicho["periodo"], "cuatrimestral"), dicho["orden"]
        cortes = dict(enumerate(cortes_de(ano or UN_ANO, periodicidad), 1))
        if corte := cortes.get(_ORDEN[orden]):
            resto = _ANO.sub(" ", resto)
            return CorteDicho(corte if ano else None, supuesto=True, resto=resto)
    return None


def _fecha(ano: int, mes: int, dia: int) -> date | None:
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None
