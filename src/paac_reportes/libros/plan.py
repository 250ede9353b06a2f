"""Oficio de un plan en su libro: cómo se llena una actividad, y los cortes de su vigencia."""

from collections.abc import Iterator, Mapping
from datetime import date

from paac_reportes.libros.oficios import Oficio
from paac_reportes.modelo import Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.normativa.regimenes import regimen_del_plan

_FORMATOS = {"paac-v1": "paac-plan", "paac-v2": "paac-plan", "ptep": "ptep-plan"}
"""Formato que las instrucciones ponen de ejemplo."""
EJEMPLO: Mapping[str, str] = {
    "actividad.codigo": "1.1",
    "actividad.descripcion": "Socializar la política de administración del riesgo",
    "actividad.meta": "Dos jornadas de socialización",
    "actividad.indicador": "Jornadas realizadas / jornadas programadas",
    "actividad.responsable": "Oficina de Planeación",
    "actividad.fecha_programada": "30/04 y 31/08",
}
"""Una actividad inventada, que está en las instrucciones."""
_SEGUIMIENTO_DE_EJEMPLO: Mapping[str, str] = {
    "seguimiento.texto": "Se realizó la primera jornada, con 45 asistentes",
    "seguimiento.avance": "50",
    "seguimiento.estado": "En proceso",
    "seguimiento.evidencias": "Acta 012\nhttps://www.entidad.gov.co/actas/012",
}


def _pasos(plan: Plan) -> Iterator[str]:
    """Con un formato que le sirva a este plan, y cómo se ve una fila llena.

    El ejemplo va aquí y no en su hoja: allá sería un dato del plan.
    """
    formato = _FORMATOS[regimen_del_plan(plan, None).codigo]
    yield (
        f"6. Saque el documento con: paac-reportes generar plan.xlsx --formato {formato} --salida"
        " plan.docx"
    )
    yield (
        "Una celda en blanco es un dato que no se tiene; un guion es un guion, y 0 es cero. Las"
        " fechas y los códigos quedan a la letra. Para una columna propia de su formato, póngale de"
        " rótulo extras.nombre_de_la_columna."
    )
    yield f"Una actividad, por ejemplo. {_como_se_llena(EJEMPLO)}"
    yield f"Y lo que se reporta de ella en un corte. {_como_se_llena(_SEGUIMIENTO_DE_EJEMPLO)}"


def _como_se_llena(celdas: Mapping[str, str]) -> str:
    frases = (f"{CATALOGO[dato].rotulo}: {valor}" for dato, valor in celdas.items())
    return f"{'; '.join(frases)}.".replace("\n", " y, en otro renglón, ")


def _cortes(plan: Plan) -> tuple[date, ...]:
    """Cortes que el plan trae y los de su vigencia, que se van a llenar."""
    serie: tuple[date, ...] = ()
    elegidos = plan.metodologia.cortes if plan.metodologia else None
    if isinstance(elegidos, tuple):
        serie = elegidos
    elif plan.vigencia is not None:
        del_regimen = regimen_del_plan(plan, None).cortes.periodicidad
        serie = cortes_de(plan.vigencia, elegidos or del_regimen or "cuatrimestral")
    return tuple(sorted({*plan.cortes(), *serie}))


OFICIO = Oficio(pasos=_pasos, cortes=_cortes)
