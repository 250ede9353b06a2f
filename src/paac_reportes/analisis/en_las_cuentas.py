"""En qué cuentas está cada fila en un corte, y de dónde viene su avance.

Con esto se filtra cualquier número de un informe: «26 terminadas» de «51 que debían» son las de
``debia`` cuya clase es terminada. Va igual en las tablas y en JSON; en la hoja ``Datos`` van las
que siguen una cuenta a sus filas.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.promedios import Medida, suma
from paac_reportes.modelo.campos import Campo
from paac_reportes.normativa.regimenes import regimen_del_plan

EN_EL_CORTE, EN_EL_ANTERIOR = "al_corte", "al_anterior"
_Valor = str | bool | date | Decimal | None

_DICE: Mapping[str, tuple[Campo, Callable[[FilaAnalizada], _Valor]]] = {
    "clase": (
        Campo(
            "Clase",
            "No aplica, terminada, vencida, vencida sin reporte, por determinar, al día y sin"
            " reporte después, en blanco bajo un reporte, no ha vencido, permanente o sin un día"
            " exigible.",
        ),
        lambda fila: fila.clase,
    ),
    "ultimo_dia": (
        Campo("Último día", "El último de sus días; en blanco si no se sabe o no acaba."),
        lambda fila: fila.ultimo_dia,
    ),
    "aplica": (Campo("Aplica", "Si entra en los denominadores."), lambda fila: fila.aplica),
    "debia": (
        Campo("Debía estar terminada", "Si aplica y su último día es el corte o uno anterior."),
        lambda fila: fila.ya_vencio,
    ),
    "exigible": (
        Campo("Exigible", "Si en el período debía mostrar algo."),
        lambda fila: fila.exigible,
    ),
    "reportada": (
        Campo("Reportada", "Si en el período se reportó algo de ella."),
        lambda fila: fila.reportada,
    ),
    "sin_reporte": (
        Campo("Sin reporte", "Si es exigible y falta su reporte en el período."),
        lambda fila: fila.sin_reporte,
    ),
    "avance_conocido": (
        Campo("Avance conocido", "Si está en la base del promedio."),
        lambda fila: fila.avance is not None,
    ),
    "avance": (
        Campo("Avance", "El que entra en el promedio, de 0 a 100."),
        lambda fila: fila.avance,
    ),
    "avance_de": (
        Campo("Avance de", "El corte que lo declaró."),
        lambda fila: None if fila.avance is None else fila.situacion.del_avance,
    ),
    "arrastrada": (
        Campo("Arrastrada", "Si ese corte es anterior al período."),
        lambda fila: fila.arrastrada,
    ),
}
"""Qué dice cada una, en su orden; cada sí o no es una cuenta."""
CAMPOS: Mapping[str, Campo] = {clave: campo for clave, (campo, _) in _DICE.items()}


def en_las_cuentas(fila: FilaAnalizada) -> dict[str, _Valor]:
    """Cuentas en que está una fila en su corte, en el orden de ``CAMPOS``."""
    return {clave: valor_de(fila) for clave, (_, valor_de) in _DICE.items()}


_SI_O_NO = {True: "Sí", False: "No"}


def columna_de_cuentas(clave: str, filas: Iterable[FilaAnalizada | None]) -> tuple[_Valor, ...]:
    """Valores de una cuenta de ``CAMPOS`` en cada fila, como se escriben; en blanco, sin fila."""
    _, valor_de = _DICE[clave]
    valores = [None if fila is None else valor_de(fila) for fila in filas]
    return tuple([_SI_O_NO[valor] if isinstance(valor, bool) else valor for valor in valores])


def por_ruta(analisis: Analisis) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Ruta de cada fila, con sus cuentas de su corte y las del anterior, en orden de ``CAMPOS``.

    Las del anterior van en blanco si no lo hay, o si la fila no estaba.
    """
    filas = analisis.todo.filas
    antes = [analisis.todo.antes_de(fila) for fila in filas]
    columnas = [columna_de_cuentas(clave, lado) for lado in (filas, antes) for clave in CAMPOS]
    return zip((fila.ruta for fila in filas), zip(*columnas, strict=True), strict=True)


# ------------------------------------------------------------------ las de cada componente

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


_SE_CUENTAN = (
    *("filas", "aplican", "reportadas", "exigibles", "sin_reporte", "debian", "vencidas"),
    *("vencidas_sin_reporte", "por_determinar", "al_dia_sin_reporte", "con_avance", "arrastradas"),
)
"""Las que se llaman como sus filas en ``Cifras``."""


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
        yield _fila({**de_la_entidad, **quien}, cifras)
    if not analisis.componentes:
        quien = dict.fromkeys(("numero", "componente"))
        yield _fila({**de_la_entidad, **quien}, analisis.todo)


def _fila(quien: Mapping[str, Any], cifras: Cifras) -> dict[str, Any]:
    """Fila de unas cifras, en el orden de ``ROTULOS``, con lo que hace falta para promediar."""
    avances = [Medida(fila.avance) for fila in cifras.con_avance if fila.avance is not None]
    valores = {
        **quien,
        **{clave: len(getattr(cifras, clave)) for clave in _SE_CUENTAN},
        "terminadas": cifras.cumplimiento.terminadas,
        "en_blanco": cifras.cumplimiento.en_blanco,
        "suma_de_avances": suma(avances) or Decimal(0),
        "avance": cifras.avance,
    }
    return {clave: valores[clave] for clave in ROTULOS}
