"""Lo que dice un texto que va solo: un componente, un subcomponente, una dependencia, un proceso.

Sea una franja de la tabla, un título de encima o el nombre de una hoja (reglas 6 y 8). Y el corte
que dice un rótulo: una fecha, un mes, o el número de un período.
"""

import calendar
import functools
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from paac_reportes import clases
from paac_reportes.lectura.matriz.palabras import (
    LLAMADA,
    empieza_por,
    numero_romano,
    palabras,
    parecido,
    rotulo_de,
)
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.metodologia import Periodicidad, cortes_de
from paac_reportes.normativa.normas import regimenes
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

_ORDINALES = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto")
_CIFRA = r"\d{1,2}|[ivx]{1,4}"
_SIGNOS = r"[\s.,:)–—-]*+"
_COMPONENTE = re.compile(
    rf"(?:(?:componente|comp\.|c)\s*(?:n[°ºo]\.?\s*)?(?P<cifra>{_CIFRA})\b"
    rf"|(?P<orden>{'|'.join(_ORDINALES)})o?\s+componente\b|componente\s*(?=[:–—-]))"
    rf"{_SIGNOS}(?P<nombre>.*)",
    re.IGNORECASE,
)
_NUMERADO = re.compile(rf"(\d{{1,2}}(?!\d)|[IVX]{{1,4}}(?=[\s.,):–—-])){_SIGNOS}([^\W\d_].{{2,}})")
_DE_DOS_NUMEROS = re.compile(r"\d{1,2}[.,]\d{1,2}[.)]?\s+\S.*")
_SUBCOMPONENTE = re.compile(r"subcomp?onen?te\b", re.IGNORECASE)
_SIN_NOMBRE = re.compile(rf"\s*subcomp?onen?te(?:\s*/\s*procesos?)?\W*({_CIFRA})\W*", re.IGNORECASE)
_ROTULO = (
    r"(?:(?P<proceso_nombre>(?:nombre del )?proceso)|(?P<subcomponente_nombre>subcomponente)"
    r"|(?P<proceso_objetivo>objetivo(?: del proceso)?)"
    r"|(?P<proceso_alcance>alcance(?: del proceso)?)"
    r"|(?P<dependencia_nombre>dependencia|[áa]rea|proceso responsable|secretar[ií]a u oficina))"
)
_ROTULO_SOLO = re.compile(rf"{_ROTULO}\s*+:?", re.IGNORECASE)
_CON_SU_VALOR = re.compile(rf"(?<![^\s|;(–-]){_ROTULO}\s*+:\s*+", re.IGNORECASE)
_CONTINUA = re.compile(r"(?<!\s)\s*\((?:contin[uú]a|continuaci[oó]n|cont\.)\)\s*\Z", re.IGNORECASE)
_LARGO_DE_NOMBRE, _PARECIDO_AL_OFICIAL = 120, 0.85
"""Letras de un nombre, a lo sumo; y parecido, de 0 a 1, desde el que es el de un componente."""


class Franja(NamedTuple):
    """Franja: texto que va solo, sea fila, título u hoja, y dice de qué es lo que sigue."""

    clase: str
    """``componente``, ``subcomponente``, ``dependencia``, ``proceso``, ``tramites``,
    ``intercambios``, o ``numerada``."""
    nombre: str | None
    numero: int | None = None


def sin_continua(texto: str) -> str:
    """Texto en un renglón, sin el «(continúa)» de la tabla que pasa de página."""
    return _CONTINUA.sub("", en_un_renglon(texto))


def continua(texto: str) -> bool:
    """Si termina en «(continúa)» o «(cont.)»: es el resto de lo de la página de antes."""
    return _CONTINUA.search(texto) is not None


def franja_de(texto: str) -> Franja | None:
    """Lo que un texto dice de lo que va debajo; ``None`` si no es nada de eso.

    «6. Integridad pública» va numerada: de qué es lo dice la serie que esté abierta.
    """
    limpio = sin_continua(texto)
    if len(limpio) > 2 * _LARGO_DE_NOMBRE:
        return None
    return componente_de(limpio) or _de_su_palabra(limpio) or _de_su_numero(limpio)


def _de_su_palabra(limpio: str) -> Franja | None:
    """Lo que dice una palabra al comienzo: «Subcomponente», «Proceso:», «Trámites».

    ``None`` si ninguna.
    """
    if _CON_SU_VALOR.match(limpio):
        dato, valor = next(dichos_en(limpio), ("", ""))
        clase, _, campo = dato.partition(".")
        return Franja(clase, valor) if campo == "nombre" else None
    if _SUBCOMPONENTE.match(limpio):
        return Franja("subcomponente", limpio)
    if empieza_por(limpio, palabras().intercambios):
        return Franja("intercambios", None)
    return Franja("tramites", None) if empieza_por(limpio, palabras().tramites) else None


def _de_su_numero(limpio: str) -> Franja | None:
    """Lo que dice un número al comienzo, y lo que parece el nombre de una oficina.

    ``None`` si ni uno ni otro.
    """
    if len(limpio) > _LARGO_DE_NOMBRE:
        return None
    if _DE_DOS_NUMEROS.fullmatch(limpio):
        return Franja("subcomponente", limpio)
    if numerado := _NUMERADO.fullmatch(limpio):
        return Franja("numerada", numerado[2], _numero(numerado[1]))
    nombre = dependencia_de(limpio)
    return Franja("dependencia", nombre) if nombre else None


def dato_del_rotulo(texto: str) -> str | None:
    """Dato que nombra un rótulo que va solo en su celda: «NOMBRE DEL PROCESO», «Dependencia:».

    ``None`` si no es uno de ésos.
    """
    rotulo = _ROTULO_SOLO.fullmatch(en_un_renglon(texto))
    return _dato_de(rotulo) if rotulo else None


def dichos_en(texto: str, dato: str = "") -> Iterator[tuple[str, str]]:
    """Datos que un texto dice con su rótulo, y su valor: «Proceso: … Objetivo: …».

    ``dato``: el de lo que va antes del primer rótulo.
    """
    rotulos = list(_CON_SU_VALOR.finditer(texto))
    fines = [*(rotulo.start() for rotulo in rotulos), len(texto)]
    desde = [0, *(rotulo.end() for rotulo in rotulos)]
    datos = [dato, *map(_dato_de, rotulos)]
    for cual, inicio, fin in zip(datos, desde, fines, strict=True):
        if cual and (valor := texto[inicio:fin].strip(" \n|;–-")):
            yield cual, valor


def _dato_de(rotulo: re.Match[str]) -> str:
    return str(rotulo.lastgroup).replace("_", ".")


def componente_de(texto: str) -> Franja | None:
    """La franja de «Componente 1: …», o de un componente oficial; ``None`` si no es de uno."""
    limpio = sin_continua(texto)
    dicho = _COMPONENTE.fullmatch(limpio)
    if dicho is None:
        return _franja_de_nombre(limpio) if es_componente_oficial(limpio) else None
    if not (dicho["cifra"] or dicho["orden"]):
        return _franja_de_nombre(dicho["nombre"]) if dicho["nombre"] else None
    numero = _numero(dicho["cifra"] or dicho["orden"])
    return Franja("componente", dicho["nombre"] or None, numero) if numero else None


def componente_de_columna(texto: str) -> Franja:
    """Componente de una celda o de una hoja: «1. Gestión…», «1,Talento Humano» o sólo su nombre."""
    return componente_de(texto) or _franja_de_nombre(sin_continua(texto))


def _franja_de_nombre(limpio: str) -> Franja:
    """La franja de un componente con ese nombre; ``1. Riesgos`` trae además su número."""
    numerado = _NUMERADO.fullmatch(limpio)
    if numerado is None:
        return Franja("componente", limpio)
    return Franja("componente", numerado[2], _numero(numerado[1]))


def _numero(texto: str) -> int | None:
    """El número que un texto dice: «2», «segundo» o en romanos; ``None`` si no dice uno."""
    if texto.isdecimal():
        return int(texto)
    plano = en_plano(texto)
    return _ORDINALES.index(plano) + 1 if plano in _ORDINALES else numero_romano(plano) or None


@functools.lru_cache(maxsize=1024)
def es_componente_oficial(texto: str) -> bool:
    """Si el texto se llama como un componente que la guía o el PTEP proponen."""
    rotulo = rotulo_de(_franja_de_nombre(texto).nombre or "")
    return any(
        parecido(rotulo, rotulo_de(componente.nombre)) >= _PARECIDO_AL_OFICIAL
        for regimen in regimenes()
        for componente in regimen.componentes
    )


def dependencia_de(texto: str) -> str | None:
    """Nombre de una dependencia, si el texto empieza como el de una y nada más dice."""
    limpio = en_un_renglon(texto)
    if len(limpio) > _LARGO_DE_NOMBRE or limpio.endswith((".", ";", ",", ":")):
        return None
    return limpio if empieza_por(limpio, palabras().dependencias) else None


def numero_sin_nombre(subcomponente: str) -> str | None:
    """Número del subcomponente que dice cuál es y no cómo se llama: «Subcomponente 2».

    ``None`` si también lo nombra, o no es de uno.
    """
    coincidencia = _SIN_NOMBRE.fullmatch(subcomponente)
    return str(_numero(coincidencia[1])) if coincidencia else None


_COPIA = re.compile(r"\(\d+\)|\bcopia(?: de)?\b|\bbackup\b|\bbk\b", re.IGNORECASE)


def sin_copia(nombre: str) -> str:
    """Nombre de una hoja sin lo que dice que es copia de otra: «(2)», «Copia de», «BACKUP»."""
    return " ".join(_COPIA.sub(" ", nombre).split())


def hoja_sin_nombre(nombre: str, *, de_mapa: bool) -> bool:
    """Si el nombre de una hoja no dice de qué es: «Hoja1», «PAAC 2026», un corte, una fase."""
    propias = re.sub(r"[\d\W_]+", " ", en_plano(sin_copia(nombre))).split()
    nombres = (*palabras().hojas_sin_nombre, *(palabras().fases_de_un_mapa if de_mapa else ()))
    return {*en_plano(" ".join(nombres)).split(), *MESES}.issuperset(propias)


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
    """Corte que un texto dice con su día, en cifras; ``None`` si ninguno."""
    for patron in (_ISO, _CORTA):
        for cifras in patron.finditer(texto):
            if dia := _fecha(int(cifras["ano"]), int(cifras["mes"]), int(cifras["dia"])):
                return CorteDicho(dia, supuesto=False, resto=patron.sub(" ", texto))
    return None


def _con_mes(texto: str, vigencia: int | None) -> CorteDicho | None:
    """El corte del último mes que un texto nombra: «enero a abril» es del 30 de abril.

    Con la vigencia, si no escribe el año.
    """
    for dia_antes, mes, dia_despues, ano_escrito in reversed(_LARGA.findall(texto)):
        ano, numero = int(ano_escrito or vigencia or 0), MESES.index(mes) + 1
        escrito = dia_antes or dia_despues
        dia = _fecha(ano, numero, int(escrito or calendar.monthrange(ano or UN_ANO, numero)[1]))
        if dia or not ano:
            supuesto = not (escrito and ano_escrito)
            return CorteDicho(dia, supuesto=supuesto, resto=_LARGA.sub(" ", texto))
    return None


def _con_orden(texto: str, vigencia: int | None) -> CorteDicho | None:
    """El corte de un período por su número: «segundo cuatrimestre» es del 31 de agosto.

    Con la vigencia, si no escribe el año.
    """
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
    """Fecha de ese año, mes y día; ``None`` si no existe, como el 30 de febrero."""
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None
