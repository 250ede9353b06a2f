"""Las cuentas de un plan en filas planas: una por componente, con su entidad y su corte.

Las de muchos planes, una tras otra, son una tabla que otro programa suma, cruza o dibuja.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.promedios import Medida, suma
from paac_reportes.normativa.regimenes import regimen_del_plan

ROTULOS = {
    "entidad": "Entidad",
    "departamento": "Departamento",
    "divipola": "Divipola",
    "nit": "NIT",
    "vigencia": "Vigencia",
    "corte": "Corte",
    "ultimo_corte": "Último corte con seguimientos",
    "regimen": "Régimen",
    "avance_de_la_entidad": "Avance de la entidad",
    "numero": "N.º",
    "componente": "Componente",
    "filas": "Actividades",
    "aplican": "Aplican",
    "reportadas": "Con reporte",
    "exigibles": "Exigibles",
    "sin_reporte": "Sin reporte",
    "debian": "Debían terminar",
    "terminadas": "Terminadas",
    "vencidas": "Vencidas",
    "vencidas_sin_reporte": "Vencidas sin reporte",
    "por_determinar": "Por determinar",
    "al_dia_sin_reporte": "Al día y después sin reporte",
    "en_blanco": "En blanco bajo una con reporte",
    "con_avance": "Con avance conocido",
    "arrastradas": "Con el avance de antes",
    "suma_de_avances": "Suma de avances",
    "avance": "Avance",
}
"""Por su clave, el rótulo de cada columna, en su orden. Desde ``filas`` hasta ``suma_de_avances``
se suman; las seis que siguen a ``debian`` se la reparten."""


def cuentas_por_componente(analisis: Analisis) -> Iterator[dict[str, Any]]:
    """Fila de cada componente del plan; una sola, sin componente, si no trae actividades."""
    plan, corte = analisis.plan, analisis.corte
    de_la_entidad = {
        "entidad": plan.entidad.nombre,
        "departamento": plan.entidad.departamento,
        "divipola": plan.entidad.divipola,
        "nit": plan.entidad.nit,
        "vigencia": plan.vigencia,
        "corte": corte,
        "ultimo_corte": max((c for c in plan.cortes() if corte and c <= corte), default=None),
        "regimen": regimen_del_plan(plan, corte).codigo,
        "avance_de_la_entidad": analisis.todo.avance,
    }
    for cifras in analisis.componentes:
        componente = cifras.filas[0].componente
        quien = {"numero": componente.numero, "componente": componente.nombre}
        yield {**de_la_entidad, **quien, **_cuentas(cifras)}
    if not analisis.componentes:
        quien = dict.fromkeys(("numero", "componente"))
        yield {**de_la_entidad, **quien, **_cuentas(analisis.todo)}


def _cuentas(cifras: Cifras) -> dict[str, Any]:
    """Cuentas de unas cifras, y el avance con lo que hace falta para promediar varios."""
    cumplimiento = cifras.cumplimiento
    avances = [Medida(fila.avance) for fila in cifras.con_avance if fila.avance is not None]
    return {
        "filas": len(cifras.filas),
        "aplican": len(cifras.aplican),
        "reportadas": len(cifras.reportadas),
        "exigibles": len(cifras.exigibles),
        "sin_reporte": len(cifras.sin_reporte),
        "debian": cumplimiento.debian,
        "terminadas": cumplimiento.terminadas,
        "vencidas": cumplimiento.vencidas,
        "vencidas_sin_reporte": cumplimiento.vencidas_sin_reporte,
        "por_determinar": cumplimiento.por_determinar,
        "al_dia_sin_reporte": cumplimiento.al_dia_sin_reporte,
        "en_blanco": cumplimiento.en_blanco,
        "con_avance": len(avances),
        "arrastradas": len(cifras.arrastradas),
        "suma_de_avances": suma(avances) or Decimal(0),
        "avance": cifras.avance,
    }
