"""Qué filas no son de datos: las que dicen de qué son las de abajo, los totales y las notas.

Primero la fila (``fila_de_franja``); luego lo que dice un texto que va solo, sea una franja, un
título o el nombre de una hoja: un componente, una dependencia, la entidad.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from paac_reportes import clases
from paac_reportes.lectura.ajenos.celdas import es_de_todo_el_ancho, es_porcentaje, escritas
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.vocabulario import (
    empieza_por,
    mayor_parecido,
    palabras,
    rotulo_de,
)
from paac_reportes.modelo.fechas import MESES
from paac_reportes.normativa.regimenes import regimenes
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

_ROMANOS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_ORDINALES = {
    **dict.fromkeys(("primer", "primero"), 1),
    "segundo": 2,
    **dict.fromkeys(("tercer", "tercero"), 3),
    "cuarto": 4,
    "quinto": 5,
    "sexto": 6,
    "séptimo": 7,
    "septimo": 7,
}
_COMPONENTE = re.compile(
    r"(?:componente|comp\.|c)\s*(?:n[°ºo]\.?\s*)?(\d{1,2}|[ivx]{1,4})\b[\s.,:)–—-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDENADO = re.compile(
    rf"({'|'.join(_ORDINALES)})\s+componente\b[\s.,:)–—-]*(.*)", re.IGNORECASE | re.DOTALL
)
_SIN_NUMERO = re.compile(r"componente\s*[:–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_NUMERADO = re.compile(r"(\d{1,2})(?!\d)[\s.,):–—-]*(.*)", re.DOTALL)
_SUBCOMPONENTE = re.compile(r"subcomponente\b", re.IGNORECASE)
_SIN_NOMBRE = re.compile(r"\s*subcomponente\W*(?:\d{1,2}|[ivx]{1,4})\W*", re.IGNORECASE)
_DICE_SUBCOMPONENTE = re.compile(r"subcomponente\s*[:–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_DICE_DEPENDENCIA = re.compile(
    r"(?:dependencia|[áa]rea|proceso responsable)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL
)
_CONTINUA = re.compile(r"(?<!\s)\s*\((?:contin[uú]a|continuaci[oó]n|cont\.)\)\s*\Z", re.IGNORECASE)
_ENTIDAD = re.compile(
    r"(?:rep[uú]blica de|municipio|alcald[ií]a|gobernaci[oó]n|departamento|concejo|nit"
    r"|e\.?\s?s\.?\s?e|hospital|instituto|universidad|contralor[ií]a|corporaci[oó]n"
    r"|empresa\s+(?:de|municipal|social))\b",
    re.IGNORECASE,
)
_DE_QUIEN_ES = re.compile(
    r"(?:contratista|consultor|supervisor|interventor|responsable|proceso|l[ií]der|grupo|equipo"
    r"|[áa]rea que|oficina que)\b[^:\n]{0,40}:",
    re.IGNORECASE,
)
_CONECTORES = frozenset(
    (
        *("a", "al", "ante", "con", "como", "de", "del", "desde", "e", "el", "en", "entre", "la"),
        *("las", "los", "o", "para", "por", "que", "se", "sin", "sobre", "su", "sus", "un", "y"),
    )
)
_OFICIAL = 0.85
_LARGO_DE_NOMBRE = 120

_LARGO_QUE_SE_RECUERDA = 200
"""Letras de una franja; un texto más largo no vuelve, y no se guarda lo que alguien escribió."""

Componente = tuple[int | None, str | None]


class ClaseDeFranja(StrEnum):
    """Clase de un texto a lo ancho de una tabla."""

    COMPONENTE = "componente"
    SUBCOMPONENTE = "subcomponente"
    DEPENDENCIA = "dependencia"
    INTERCAMBIOS = "intercambios"
    TRAMITES = "tramites"
    TOTAL = "total"
    NOTA = "nota"
    TITULO = "titulo"


@clases.frozen
class FilaDeFranja:
    """Fila que no es de datos, y qué dice."""

    franja: ClaseDeFranja | None
    """``None``: ocupa todo el ancho y no se sabe qué es."""
    texto: str


def fila_de_franja(
    tabla: TablaVista, celdas: Sequence[CeldaVista], tramo: Tramo | None, *, sobre_rotulos: bool
) -> FilaDeFranja | None:
    """Franja de la fila de esas celdas; ``None`` si es de datos."""
    primera = celdas[0]
    texto = en_un_renglon(primera.texto)
    franja = franja_de(texto)
    if len(celdas) > 1:
        return _franja_de_varias_celdas(celdas, franja)
    ancha = sobre_rotulos or es_de_todo_el_ancho(tabla, primera)
    if franja is not None and (ancha or _es_franja_suelta(franja, primera, tramo)):
        return FilaDeFranja(franja, texto)
    return FilaDeFranja(None, texto) if ancha else None


def _es_franja_suelta(franja: ClaseDeFranja, celda: CeldaVista, tramo: Tramo | None) -> bool:
    """Si es franja aunque nadie la combinó: en la primera columna, y no es lo que ésta trae."""
    if celda.columna or franja in {ClaseDeFranja.TITULO, ClaseDeFranja.DEPENDENCIA}:
        return False
    return tramo is None or franja.value not in {
        dato.partition(".")[0] for dato in tramo.columnas[0].dato
    }


def _franja_de_varias_celdas(
    celdas: Sequence[CeldaVista], franja: ClaseDeFranja | None
) -> FilaDeFranja | None:
    """Franja de un total con sus números, o de los rótulos de quienes firman."""
    clase: ClaseDeFranja | None = None
    if franja is ClaseDeFranja.TOTAL and all(es_porcentaje(celda) for celda in celdas[1:]):
        clase = franja
    elif son_firmas(celdas):
        clase = ClaseDeFranja.NOTA
    if clase is None:
        return None
    return FilaDeFranja(clase, " | ".join(en_un_renglon(celda.texto) for celda in celdas))


def son_firmas(celdas: Sequence[CeldaVista]) -> bool:
    """Si las celdas rotulan a quienes firman, solas o con su nombre al lado: «Elaboró | Ana»."""
    notas = [franja_de(celda.texto) is ClaseDeFranja.NOTA for celda in celdas]
    return all(notas) or (notas[0] and 2 * sum(notas) >= len(notas))


def filas_sobre(tabla: TablaVista, desde: int) -> Iterator[int]:
    """Filas de una sola celda, o en blanco, que van justo encima de unos rótulos."""
    for fila in range(desde - 1, -1, -1):
        celdas = escritas(tabla, fila)
        va_sola = len(celdas) == 1 and (
            celdas[0].columna == 0 or es_de_todo_el_ancho(tabla, celdas[0])
        )
        if celdas and not va_sola:
            return
        yield fila


def franja_de(texto: str) -> ClaseDeFranja | None:
    """Clase de la franja que es un texto que ocupa toda una fila; ``None`` si de ninguna."""
    return (_franja_de if len(texto) <= _LARGO_QUE_SE_RECUERDA else _franja_de.__wrapped__)(texto)


@functools.lru_cache(maxsize=1024)
def _franja_de(texto: str) -> ClaseDeFranja | None:
    """Clase de la franja que ese texto encabeza; ``None`` si no es de ninguna."""
    if componente_de(texto) is not None:
        return ClaseDeFranja.COMPONENTE
    if _SUBCOMPONENTE.match(texto.strip()):
        return ClaseDeFranja.SUBCOMPONENTE
    conocidas = palabras()
    for franja, comienzos in (
        (ClaseDeFranja.INTERCAMBIOS, conocidas.intercambios),
        (ClaseDeFranja.TRAMITES, conocidas.tramites),
        (ClaseDeFranja.TOTAL, conocidas.totales),
        (ClaseDeFranja.NOTA, conocidas.notas),
        (ClaseDeFranja.TITULO, conocidas.titulos),
    ):
        if empieza_por(texto, comienzos):
            return franja
    return ClaseDeFranja.DEPENDENCIA if dependencia_de(texto, destacado=True) else None


def componente_de(texto: str) -> Componente | None:
    """Número y nombre de «Componente 1: …»; ``None`` si no es un componente."""
    limpio = en_un_renglon(texto)
    if coincidencia := _COMPONENTE.fullmatch(limpio):
        cifra = coincidencia[1].lower()
        numero = int(cifra) if cifra.isdigit() else _ROMANOS.get(cifra)
        return None if numero is None else (numero, coincidencia[2] or None)
    if coincidencia := _ORDENADO.fullmatch(limpio):
        return _ORDINALES[coincidencia[1].lower()], coincidencia[2] or None
    if coincidencia := _SIN_NUMERO.fullmatch(limpio):
        return componente_de_columna(coincidencia[1])
    return componente_de_columna(limpio) if es_componente_oficial(limpio) else None


def componente_de_columna(texto: str) -> Componente:
    """Número y nombre del componente de una celda: «1. Gestión…», o sólo su nombre."""
    limpio = en_un_renglon(texto)
    if limpio.lower().startswith("comp") and (componente := componente_de(limpio)):
        return componente
    if coincidencia := _NUMERADO.fullmatch(limpio):
        return int(coincidencia[1]), coincidencia[2] or None
    return None, limpio


@functools.lru_cache(maxsize=1024)
def es_componente_oficial(texto: str) -> bool:
    """Si el texto se llama como un componente que la guía o el PTEP proponen."""
    nombres = tuple(
        rotulo_de(componente.nombre)
        for regimen in regimenes()
        for componente in regimen.componentes
    )
    return mayor_parecido(texto, nombres) >= _OFICIAL


def dependencia_de(texto: str, *, destacado: bool) -> str | None:
    """Nombre de la dependencia de «Dependencia: …», o de un título que empieza como el de una."""
    limpio = en_un_renglon(texto)
    if coincidencia := _DICE_DEPENDENCIA.fullmatch(limpio):
        return coincidencia[1]
    es_nombre = len(limpio) <= _LARGO_DE_NOMBRE and not limpio.endswith((".", ";", ","))
    if (
        es_nombre
        and (destacado or limpio.isupper())
        and empieza_por(limpio, palabras().dependencias)
    ):
        return limpio
    return None


def subcomponente_de(texto: str) -> str:
    """Nombre que dice «Subcomponente: …»; con su número, el texto entero."""
    coincidencia = _DICE_SUBCOMPONENTE.fullmatch(texto.strip())
    return coincidencia[1] if coincidencia else texto


def le_falta_el_nombre(subcomponente: str) -> bool:
    """Si dice cuál subcomponente es, y no cómo se llama: «Subcomponente 2»."""
    return _SIN_NOMBRE.fullmatch(subcomponente) is not None


def es_entidad(texto: str) -> bool:
    """Si el texto nombra a la entidad, y no a lo que sigue."""
    return _ENTIDAD.match(texto.strip()) is not None


def dice_de_quien_es(texto: str) -> bool:
    """Si dice quién hace el documento, y no un componente suyo: «Contratista: …»."""
    return _DE_QUIEN_ES.match(texto.strip()) is not None


def hoja_sin_nombre(nombre: str) -> bool:
    """Si el nombre de una hoja no dice de qué es: «Hoja1», «PAAC 2026», «Seguimiento abril»."""
    palabras_del_nombre = re.sub(r"[\d\W_]+", " ", en_plano(nombre)).split()
    return all(palabra in _palabras_sin_nombre() for palabra in palabras_del_nombre)


@functools.cache
def _palabras_sin_nombre() -> frozenset[str]:
    corrientes = (palabra for nombre in palabras().hojas_sin_nombre for palabra in nombre.split())
    return frozenset((*map(en_plano, corrientes), *MESES, *_CONECTORES))


def es_subcomponente_oficial(nombre: str) -> bool:
    """Si se llama como un subcomponente de la guía o el PTEP, aunque lo acorte."""
    palabras_del_nombre = rotulo_de(nombre).palabras
    return bool(palabras_del_nombre) and any(
        f" {palabras_del_nombre} " in f" {rotulo_de(subcomponente).palabras} "
        for regimen in regimenes()
        for componente in regimen.componentes
        for subcomponente in componente.subcomponentes
    )


def nombra_a(entidad: str, texto: str) -> bool:
    """Si el texto es el nombre de la entidad, quizá con su NIT o un año."""
    nombre, plano = en_plano(entidad), en_plano(texto)
    resto = plano.removeprefix(nombre).replace("nit", "")
    return bool(nombre) and plano.startswith(nombre) and not any(map(str.isalpha, resto))


def sin_continua(texto: str) -> str | None:
    """Texto sin «(continúa)», de una celda que repite la de arriba; ``None`` si no lo dice."""
    return _CONTINUA.sub("", texto) if _CONTINUA.search(texto) else None
