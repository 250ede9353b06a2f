"""La primera hoja de un libro de captura: de qué es y cómo se llena."""

from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.intercambio.captura.columnas import ESTADOS
from paac_reportes.intercambio.captura.filas import FilaDeCaptura
from paac_reportes.maqueta.documento import Marco, Pagina, Parte
from paac_reportes.maqueta.estilos import Estilo, estilos_base, estilos_de_firma, sublistas
from paac_reportes.maqueta.medida.medidas import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Titulo
from paac_reportes.modelo import Plan
from paac_reportes.textos.fechas import fecha_larga

PAGINA = Pagina(
    ancho=Mm(279),
    alto=Mm(216),
    superior=Mm(20),
    inferior=Mm(18),
    izquierdo=Mm(18),
    derecho=Mm(18),
    encabezado=Mm(8),
)
"""Carta, apaisada."""


COMO_SE_LLENA = "Cómo se llena"
"""Por lo que se reconoce la hoja cuando vuelve."""


def estilos() -> dict[str, Estilo]:
    """Los de todo el libro."""
    base = estilos_base("Arial", Pt(10))
    base["celda"] = attrs.evolve(base["celda"], tamano=Pt(9))
    return base | sublistas(base["lista"]) | estilos_de_firma(base["firma"])


def hoja_de_instrucciones(
    plan: Plan, filas: list[FilaDeCaptura], corte: date, oficina: str | None
) -> Parte:
    """La hoja, con lo que la oficina tiene por reportar."""
    bloques = tuple(_bloques(plan, filas, corte, oficina))
    return Parte("Instrucciones", bloques, Marco(pagina=PAGINA))


def _bloques(
    plan: Plan, filas: list[FilaDeCaptura], corte: date, oficina: str | None
) -> Iterator[Bloque]:
    yield Titulo(texto=f"Seguimiento al {fecha_larga(corte)}", nivel=0)
    vigencia = f", vigencia {plan.vigencia}" if plan.vigencia else ""
    yield Parrafo(f"{plan.entidad.nombre}{vigencia}")
    if oficina is not None:
        yield Parrafo(f"Oficina: {oficina}")
    yield Parrafo(f"Por reportar: {cuenta(filas)}.")
    yield Titulo(texto=COMO_SE_LLENA, nivel=1)
    for numero, texto in enumerate(_pasos(), 1):
        yield Parrafo(texto, "lista", Lista(nivel=1, numero=numero))
    yield Titulo(texto="Qué va en cada columna", nivel=1)
    for texto in _COLUMNAS:
        yield Parrafo(texto, "lista", Lista(nivel=1))


def cuenta(filas: list[FilaDeCaptura]) -> str:
    """``12 actividades y 1 trámite``."""
    actividades = sum(1 for fila in filas if fila.lista == "actividades")
    partes = (
        (actividades, "actividad", "actividades"),
        (len(filas) - actividades, "trámite", "trámites"),
    )
    return " y ".join(
        f"{cuantas} {una if cuantas == 1 else varias}" for cuantas, una, varias in partes if cuantas
    )


def _pasos() -> Iterator[str]:
    yield (
        "Escriba sólo en las columnas de rótulo amarillo, las últimas de la derecha: Seguimiento,"
        " Avance (%), Estado, Evidencias y Observaciones. Lo demás es el plan y va cerrado, sin"
        " contraseña."
    )
    yield (
        "Si algo del plan está mal, no lo corrija aquí: dígalo en Observaciones. Un texto del plan"
        " que vuelva cambiado queda señalado, y no cambia el plan."
    )
    yield (
        "Puede filtrar las filas, y ordenarlas si quita la protección (Revisar, Desproteger hoja)."
        " No agregue, ni borre, ni copie filas enteras."
    )
    yield (
        "Lo que deje en blanco queda sin reportar. Un guion (-) es un dato: dice que hay un guion."
    )
    yield "Guarde el libro como .xlsx y devuélvalo con el mismo nombre."


_COLUMNAS = (
    "Seguimiento: qué se hizo hasta el corte, con cifras y fechas.",
    "Avance (%): un número de 0 a 100. En blanco es que se desconoce, que no es 0.",
    f"Estado: uno de la lista: {', '.join(ESTADOS)}.",
    (
        "Evidencias: dónde está el soporte (un archivo, un radicado, una dirección web), una por"
        " renglón; para otro renglón, Alt+Enter."
    ),
    "Observaciones: lo que convenga aclarar.",
)
