"""La valoración de un riesgo, otra vez: de las tablas de cada guía y no del código ni de sus TOML.

Con fracciones y listas, sin clases: una matriz es un texto, con la probabilidad mayor arriba.
"""

from fractions import Fraction
from typing import Any

PROBABILIDAD = {
    "nivel": ["Rara vez", "Improbable", "Posible", "Probable", "Casi seguro"],
    "pct": ["Muy Baja", "Baja", "Media", "Alta", "Muy Alta"],
}
IMPACTO = {
    "2015": ["Moderado", "Mayor", "Catastrófico"],
    "nivel": ["Insignificante", "Menor", "Moderado", "Mayor", "Catastrófico"],
    "pct": ["Leve", "Menor", "Moderado", "Mayor", "Catastrófico"],
}
DE_2015 = """
Moderada Alta Extrema
Moderada Alta Extrema
Moderada Alta Extrema
Baja Moderada Alta
Baja Baja Moderada
"""
DE_2014 = """
Alta Alta Extrema Extrema Extrema
Moderada Alta Alta Extrema Extrema
Baja Moderada Alta Extrema Extrema
Baja Baja Moderada Alta Extrema
Baja Baja Moderada Alta Alta
"""
DE_V4 = """
Alto Alto Extremo Extremo Extremo
Moderado Alto Alto Extremo Extremo
Bajo Moderado Alto Extremo Extremo
Bajo Bajo Moderado Alto Extremo
Bajo Bajo Moderado Alto Extremo
"""
DE_V5 = """
Alto Alto Alto Alto Extremo
Moderado Moderado Alto Alto Extremo
Moderado Moderado Moderado Alto Extremo
Bajo Moderado Moderado Alto Extremo
Bajo Bajo Moderado Alto Extremo
"""
METODOLOGIAS: dict[str, tuple[list[str], list[str], str]] = {
    "corrupcion-2015": (PROBABILIDAD["nivel"], IMPACTO["2015"], DE_2015),
    "guia-2014": (PROBABILIDAD["nivel"], IMPACTO["nivel"], DE_2014),
    "guia-v4": (PROBABILIDAD["nivel"], IMPACTO["nivel"], DE_V4),
    "guia-v5-corrupcion": (PROBABILIDAD["nivel"], IMPACTO["nivel"], DE_V4),
    "guia-v5": (PROBABILIDAD["pct"], IMPACTO["pct"], DE_V5),
    "guia-v7": (PROBABILIDAD["pct"], IMPACTO["pct"], DE_V5),
}


def zona(codigo: str, probabilidad: int, impacto: int) -> str:
    """La palabra de un cruce; los dos, contados desde 0 el menor."""
    _, _, tabla = METODOLOGIAS[codigo]
    renglones = [renglon.split() for renglon in tabla.split("\n") if renglon]
    return renglones[4 - probabilidad][impacto]


def producto_de_2015(probabilidad: int, impacto: int) -> int:
    return (probabilidad + 1) * [5, 10, 20][impacto]


PESO = {"preventivo": 25, "detectivo": 15, "correctivo": 10, "automatico": 25, "manual": 15}


def residual_v5(de: int, controles: list[dict[str, Any]], eje: str) -> Fraction | None:
    """Lo que queda de un porcentaje; ``None`` si no se puede saber."""
    queda = Fraction(de)
    for control in controles:
        por_tipo = {None: None, "correctivo": "impacto"}.get(control.get("tipo"), "probabilidad")
        sobre = control.get("afecta") or por_tipo
        if sobre is None:
            return None
        if sobre != eje:
            continue
        if "tipo" not in control or "implementacion" not in control:
            return None
        queda *= 1 - Fraction(PESO[control["tipo"]] + PESO[control["implementacion"]], 100)
    return queda


def nivel_v5(porcentaje: Fraction) -> int:
    """Cuál de los cinco, desde 0."""
    return sum(porcentaje > limite for limite in (20, 40, 60, 80))


def probabilidad_v5(veces: int) -> int | None:
    """Cuál de los cinco, desde 0; ninguno si no se hace."""
    if veces <= 0:
        return None
    return sum(veces > limite for limite in (2, 24, 500, 5000))


def baja_2015(puntaje: int) -> int:
    """Cuántos niveles baja un control."""
    if puntaje <= 50:
        return 0
    return 1 if puntaje <= 75 else 2


def impacto_del_cuestionario(respuestas: dict[int, str], preguntas: int) -> str | None:
    """Moderado, Mayor o Catastrófico, si lo que falta no lo cambia."""
    posibles: set[str | None] = set()
    sin_responder = [n for n in range(1, preguntas + 1) if n not in respuestas]
    for cuantas in range(len(sin_responder) + 1):
        afirmativas = sum(dicho == "si" for dicho in respuestas.values()) + cuantas
        con_la_16 = [False, True] if 16 in sin_responder else [respuestas.get(16) == "si"]
        if cuantas == 0 and 16 in sin_responder:
            con_la_16 = [False]
        for grave in con_la_16:
            if grave or afirmativas >= 12:
                posibles.add("Catastrófico")
            elif afirmativas >= 6:
                posibles.add("Mayor")
            else:
                posibles.add("Moderado" if afirmativas else None)
    return posibles.pop() if len(posibles) == 1 else None


def celdas(niveles: list[tuple[int | None, int | None]]) -> dict[tuple[int, int], list[int]]:
    """De unos niveles contados desde 0, qué riesgos caen en cada cruce con alguno."""
    caen: dict[tuple[int, int], list[int]] = {}
    for numero, (probabilidad, impacto) in enumerate(niveles):
        if probabilidad is not None and impacto is not None:
            caen.setdefault((probabilidad, impacto), []).append(numero)
    return caen


def impactos_del_panel(codigo: str, impactos: list[int], tipos: list[str]) -> list[str]:
    """Los de las columnas: tres en 2015, y en la corrupción de v4 mientras ninguno quede antes."""
    todos = METODOLOGIAS[codigo][1]
    es_de_corrupcion = codigo == "guia-v5-corrupcion" or (
        codigo == "guia-v4" and set(tipos) <= {"corrupcion"}
    )
    return todos[2:] if es_de_corrupcion and min(impactos, default=2) >= 2 else todos
