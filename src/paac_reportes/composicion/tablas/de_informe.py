"""Los recorridos por lo que sale de analizar el plan."""

from collections.abc import Callable, Iterable, Iterator

from paac_reportes.composicion.tablas.filas import RecorridoDelPlan, TodoElPlan
from paac_reportes.formatos.definicion.recorridos import (
    DeCifras,
    DeCuenta,
    DeDiferencia,
    DeNorma,
    DeSenalada,
    FilaDeCifras,
    FilaDeCuenta,
    FilaSenalada,
    Recorre,
)
from paac_reportes.informe.resumen import (
    Hallazgos,
    con_motivo,
    de_cifras,
    por_estado,
    por_zona,
    senaladas,
)


def _diferencias(de: TodoElPlan) -> Iterator[DeDiferencia]:
    for diferencia in de.hallazgos().diferencias:
        yield DeDiferencia(**de.comunes, diferencia=diferencia)


def _normas(de: TodoElPlan) -> Iterator[DeNorma]:
    for norma in de.hallazgos().normas:
        yield DeNorma(**de.comunes, norma=norma)


def _con_cifras(renglones: Callable[[Hallazgos], Iterable[FilaDeCifras]]) -> RecorridoDelPlan:
    return lambda de: (DeCifras(**de.comunes, cifras=uno) for uno in renglones(de.hallazgos()))


def _con_cuenta(renglones: Callable[[Hallazgos], Iterable[FilaDeCuenta]]) -> RecorridoDelPlan:
    return lambda de: (DeCuenta(**de.comunes, cuenta=uno) for uno in renglones(de.hallazgos()))


def _con_senalada(renglones: Callable[[Hallazgos], Iterable[FilaSenalada]]) -> RecorridoDelPlan:
    return lambda de: (DeSenalada(**de.comunes, senalada=uno) for uno in renglones(de.hallazgos()))


DE_INFORME: dict[Recorre, RecorridoDelPlan] = {
    "cifras_del_plan": _con_cifras(lambda h: [de_cifras(h.del_plan)]),
    "cifras_por_componente": _con_cifras(lambda h: map(de_cifras, h.componentes)),
    "cifras_por_dependencia": _con_cifras(lambda h: map(de_cifras, h.dependencias)),
    "cifras_por_parte": _con_cifras(lambda h: map(de_cifras, h.partes)),
    "filas_por_estado": _con_cuenta(lambda h: por_estado(h.cifras)),
    "filas_por_zona": _con_cuenta(lambda h: por_zona(h.cifras)),
    "sin_reporte": _con_senalada(lambda h: senaladas(h.cifras.sin_reporte)),
    "vencidas": _con_senalada(lambda h: senaladas(h.pasadas_de_fecha)),
    "por_determinar": _con_senalada(lambda h: senaladas(h.cifras.por_determinar)),
    "en_blanco_bajo_reporte": _con_senalada(lambda h: senaladas(h.cifras.en_blanco_bajo_reporte)),
    "sin_dia_claro": _con_senalada(lambda h: senaladas(h.cifras.sin_dia_claro)),
    "fechas_por_revisar": _con_senalada(lambda h: con_motivo(h.cifras.fechas_por_revisar)),
    "sin_verificar": _con_senalada(lambda h: con_motivo(h.sin_verificar())),
    "por_aclarar": _con_senalada(lambda h: con_motivo(h.por_aclarar())),
    "diferencias": _diferencias,
    "normas": _normas,
}
