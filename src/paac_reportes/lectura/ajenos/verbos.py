"""Si un texto dice algo que se hace: empieza por un verbo, o por el nombre de lo que éste hace."""

import re
from collections.abc import Iterable, Sequence

from paac_reportes.lectura.ajenos.valores import separar_codigo
from paac_reportes.textos.plano import en_plano

_VERBO = re.compile(r"[a-z]+(?:ar|er|ir)(?:se|l[aeo]s?)?\Z")
_DE_ACCION = re.compile(r"[a-z]{3,}(?:cion|sion|miento)\Z")
_INDICACION = re.compile(
    r"\W*(?:describ[ae]|escrib[ae]|registre|seleccion[ae]|indi(?:que|ca)|diligencie|relacione|liste"
    r"|identifique|mencione|elija|escoja|marque|defina|determine|establezca|califique|senale"
    r"|coloque|ingrese|anote|especifique|enuncie|ubique|consigne|asigne"
    r"|en est[ae] (?:columna|casilla|celda|campo|espacio))\b"
)
"""Con lo que se le dice a alguien cómo llenar una casilla."""
_NO_ES_VERBO = frozenset(
    {
        *("lugar", "hogar", "taller", "mujer", "celular", "escolar", "familiar", "auxiliar"),
        *("titular", "particular", "militar", "primer", "tercer", "poder", "ayer"),
    }
)

_HECHO = re.compile(
    r"\b(?:\w{2,}(?:ó|aron|ieron|yeron)|se \w{2,}o"
    r"|(?:ha|han|fue|fueron) (?:sido )?\w+(?:[ai]d[oa]s?|echo|isto|uesto))\b"
)
"""Formas de lo que ya pasó: «se publicó», «fueron capacitados», y «SE REALIZO» sin su tilde."""
_FRASE, _LARGA = 3, 6
"""Las palabras que tiene, al menos, lo que alguien cuenta, y lo que no es un nombre."""
_ACCION = 3
"""Las que tiene, al menos, lo que se hace."""


def empieza_por_verbo(texto: str) -> bool:
    """Si el texto empieza por un verbo: «Publicar el plan», y no «Plan publicado»."""
    return _es_verbo(_primera(texto))


def alcanza_a_ser_una_accion(texto: str) -> bool:
    """Si sus palabras alcanzan a decir qué se hace: «Publicar el mapa», y no «Publicar»."""
    return len(texto.split()) >= _ACCION


def son_indicaciones(textos: Sequence[str]) -> bool:
    """Si una fila dice cómo llenarla: «Describa el riesgo | Seleccione la probabilidad»."""
    indican = sum(_INDICACION.match(en_plano(texto)) is not None for texto in textos)
    return indican > 1 and 2 * indican >= len(textos)


def partes_de_accion(textos: Iterable[str]) -> tuple[float, float]:
    """Parte de los textos, de 0 a 1, que empieza por un verbo; y por él o por su nombre."""
    primeras = [primera for texto in textos if (primera := _primera(texto))]
    if not primeras:
        return 0.0, 0.0
    verbos = sum(map(_es_verbo, primeras)) / len(primeras)
    return verbos, verbos + sum(_DE_ACCION.match(p) is not None for p in primeras) / len(primeras)


def cuentan_lo_hecho(textos: Sequence[str]) -> bool:
    """Si lo que unas celdas dicen son frases de lo que ya pasó: «Se publicó el mapa»."""
    frases = [
        " ".join(palabras) for texto in textos if len(palabras := texto.lower().split()) >= _FRASE
    ]
    pasadas = sum(_HECHO.search(frase) is not None for frase in frases)
    return 4 * len(frases) >= len(textos) and 2 * pasadas >= len(frases) > 0


def son_frases(textos: Sequence[str]) -> bool:
    """Si casi todas las celdas dicen algo largo, que no es por hacer: «Mapa publicado en la…»."""
    largas = [texto for texto in textos if len(texto.split()) >= _LARGA]
    return 2 * len(largas) > len(textos) and 2 * partes_de_accion(largas)[0] < 1


def _primera(texto: str) -> str:
    """Primera palabra, sin el código que la preceda."""
    partido = separar_codigo(texto)
    coincidencia = re.search(r"[a-z]+", en_plano(partido[1] if partido else texto))
    return coincidencia[0] if coincidencia else ""


def _es_verbo(palabra: str) -> bool:
    return palabra not in _NO_ES_VERBO and _VERBO.match(palabra) is not None
