"""Lo que dice un texto que va solo: un componente, un subcomponente, una dependencia, un proceso.

Sea una franja de la tabla, un título de encima o el nombre de una hoja (regla 6).
"""

import functools
import re
from typing import Literal, NamedTuple

from paac_reportes.lectura.matriz.palabras import empieza_por, palabras, parecido, rotulo_de
from paac_reportes.modelo.fechas import MESES
from paac_reportes.normativa.regimenes import regimenes
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

_ROMANOS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_ORDINALES = {
    **dict.fromkeys(("primer", "primero"), 1),
    "segundo": 2,
    **dict.fromkeys(("tercer", "tercero"), 3),
    **{nombre: n for n, nombre in enumerate(("cuarto", "quinto", "sexto", "septimo"), 4)},
}
_NOMBRE = r"[\s.,:)–—-]*(.*)"
_COMPONENTE = re.compile(
    rf"(?:componente|comp\.|c)\s*(?:n[°ºo]\.?\s*)?(\d{{1,2}}|[ivx]{{1,4}})\b{_NOMBRE}",
    re.IGNORECASE | re.DOTALL,
)
_ORDENADO = re.compile(
    rf"({'|'.join(_ORDINALES)})\s+componente\b{_NOMBRE}", re.IGNORECASE | re.DOTALL
)
_SIN_NUMERO = re.compile(r"componente\s*[:–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_NUMERADO = re.compile(
    r"(\d{1,2}|[IVX]{1,4}(?=[\s.,):–—-]))(?!\d)[\s.,):–—-]*([^\W\d_].{2,})", re.DOTALL
)
_DE_DOS_NUMEROS = re.compile(r"\s*\d{1,2}[.,]\d{1,2}[.)]?\s+\S.*", re.DOTALL)
_SUBCOMPONENTE = re.compile(r"subcomp?onen?te\b", re.IGNORECASE)
_SIN_NOMBRE = re.compile(
    r"\s*subcomp?onen?te(?:\s*/\s*procesos?)?\W*(\d{1,2}|[ivx]{1,4})\W*", re.IGNORECASE
)
_DICE = {
    "subcomponente": re.compile(r"subcomponente\s*[:–—-]\s*(.+)", re.IGNORECASE | re.DOTALL),
    "dependencia": re.compile(
        r"(?:dependencia|[áa]rea|proceso responsable|secretar[ií]a u oficina)\s*:\s*(.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    "proceso": re.compile(r"(?:nombre del )?proceso\s*[:\-–]\s*(\S.*)", re.IGNORECASE | re.DOTALL),
}
_CONTINUA = re.compile(r"(?<!\s)\s*\((?:contin[uú]a|continuaci[oó]n|cont\.)\)\s*\Z", re.IGNORECASE)
_CONECTORES = frozenset(
    [
        "a",
        "al",
        "ante",
        "con",
        "como",
        "de",
        "del",
        "desde",
        "e",
        "el",
        "en",
        "entre",
        "la",
        "las",
        "los",
        "o",
        "para",
        "por",
        "que",
        "se",
        "sin",
        "sobre",
        "su",
        "y",
    ]
)
_LARGO_DE_NOMBRE, _OFICIAL = 120, 0.85
Clase = Literal[
    "componente", "subcomponente", "dependencia", "proceso", "tramites", "intercambios", "numerada"
]


class Franja(NamedTuple):
    """Lo que dice un texto que va solo."""

    clase: Clase
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
    if (componente := componente_de(limpio)) is not None:
        return componente
    return _de_su_palabra(limpio) or _de_su_numero(limpio)


def _de_su_palabra(limpio: str) -> Franja | None:
    """Lo que dice una palabra al comienzo: «Subcomponente», «Proceso:», «Trámites»."""
    if _SUBCOMPONENTE.match(limpio):
        dicho = _DICE["subcomponente"].fullmatch(limpio)
        return Franja("subcomponente", dicho[1] if dicho else limpio)
    if empieza_por(limpio, palabras().intercambios):
        return Franja("intercambios", None)
    if empieza_por(limpio, palabras().tramites):
        return Franja("tramites", None)
    clases: tuple[Clase, ...] = ("dependencia", "proceso")
    dichos = ((clase, _DICE[clase].fullmatch(limpio)) for clase in clases)
    return next((Franja(clase, dicho[1]) for clase, dicho in dichos if dicho), None)


def _de_su_numero(limpio: str) -> Franja | None:
    """Lo que dice un número al comienzo, y lo que parece el nombre de una oficina."""
    if _DE_DOS_NUMEROS.fullmatch(limpio) and len(limpio) <= _LARGO_DE_NOMBRE:
        return Franja("subcomponente", limpio)
    if (numerado := _NUMERADO.fullmatch(limpio)) and len(limpio) <= _LARGO_DE_NOMBRE:
        return Franja("numerada", numerado[2], _numero(numerado[1]))
    nombre = dependencia_de(limpio)
    return Franja("dependencia", nombre) if nombre else None


def componente_de(texto: str) -> Franja | None:
    """Componente de «Componente 1: …»; ``None`` si no es ninguno."""
    limpio = en_un_renglon(texto)
    if coincidencia := _COMPONENTE.fullmatch(limpio):
        numero = _numero(coincidencia[1])
        return Franja("componente", coincidencia[2] or None, numero) if numero else None
    if coincidencia := _ORDENADO.fullmatch(en_plano(limpio)):
        nombre = limpio[coincidencia.start(2) :] if coincidencia[2] else None
        return Franja("componente", nombre, _ORDINALES[coincidencia[1]])
    if coincidencia := _SIN_NUMERO.fullmatch(limpio):
        return componente_de_columna(coincidencia[1])
    return componente_de_columna(limpio) if es_componente_oficial(limpio) else None


def _numero(cifra: str) -> int | None:
    return int(cifra) if cifra.isdigit() else _ROMANOS.get(cifra.lower())


def componente_de_columna(texto: str) -> Franja:
    """Componente de una celda o de una hoja: «1. Gestión…», «1,Talento Humano» o sólo su nombre."""
    limpio = sin_continua(texto)
    if limpio.lower().startswith("comp") and (componente := componente_de(limpio)):
        return componente
    if numerado := _NUMERADO.fullmatch(limpio):
        return Franja("componente", numerado[2], _numero(numerado[1]))
    return Franja("componente", limpio)


@functools.lru_cache(maxsize=1024)
def es_componente_oficial(texto: str) -> bool:
    """Si el texto se llama como un componente que la guía o el PTEP proponen."""
    numerado = _NUMERADO.fullmatch(texto)
    rotulo = rotulo_de(numerado[2] if numerado else texto)
    return any(
        parecido(rotulo, rotulo_de(componente.nombre)) >= _OFICIAL
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
    """Número del subcomponente que dice cuál es y no cómo se llama: «Subcomponente 2»."""
    coincidencia = _SIN_NOMBRE.fullmatch(subcomponente)
    return str(_numero(coincidencia[1])) if coincidencia else None


_FASES = frozenset(
    [
        "contexto",
        "estrategico",
        "identificacion",
        "analisis",
        "valoracion",
        "evaluacion",
        "riesgo",
        "riesgos",
        "inherente",
        "residual",
        "mapa",
        "mapas",
        "calor",
        "final",
        "consolidado",
        "tratamiento",
        "controles",
        "corrupcion",
        "gestion",
        "matriz",
        "table",
        "mrc",
    ]
)
_COPIA = re.compile(r"\(\d+\)|\bcopia(?: de)?\b|\bbackup\b|\bbk\b", re.IGNORECASE)


def sin_copia(nombre: str) -> str:
    """Nombre de una hoja sin lo que dice que es copia de otra: «(2)», «Copia de», «BACKUP»."""
    return " ".join(_COPIA.sub(" ", nombre).split())


def hoja_sin_nombre(nombre: str, *, de_mapa: bool) -> bool:
    """Si el nombre de una hoja no dice de qué es: «Hoja1», «PAAC 2026», un corte, una fase."""
    propias = re.sub(r"[\d\W_]+", " ", en_plano(sin_copia(nombre))).split()
    sin_nombre = _palabras_sin_nombre() | (_FASES if de_mapa else frozenset())
    return all(palabra in sin_nombre for palabra in propias)


@functools.lru_cache(maxsize=1)
def _palabras_sin_nombre() -> frozenset[str]:
    corrientes = (palabra for nombre in palabras().hojas_sin_nombre for palabra in nombre.split())
    return frozenset((*map(en_plano, corrientes), *MESES, *_CONECTORES))
