"""Recorridos de una tabla por lo que sale de analizar el plan."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.formatos.definicion.filas import (
    DeRecomendacion,
    FilaDeTabla,
    raices_de_fila,
)
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS, Recorre
from paac_reportes.grupos import agrupadas
from paac_reportes.informe import (
    apertura,
    historia,
    listas,
    partes,
    vencimientos,
)
from paac_reportes.informe.frases import oficina_de
from paac_reportes.informe.frases_de_reporte import fuera_de_la_matriz
from paac_reportes.informe.hallazgos import (
    TODO_EL_PLAN,
    Hallazgos,
    con_su_motivo,
    renglon_de_cifras,
    senaladas,
)
from paac_reportes.informe.recomendaciones import detalle, estado_de_cumplida, filas_del_analisis
from paac_reportes.informe.riesgos import RENGLONES
from paac_reportes.modelo import Recomendacion
from paac_reportes.textos.valores import fecha_corta


def filas_de_informe(
    recorre: Recorre, comunes: Mapping[str, Any], hallazgos: Hallazgos
) -> Iterator[FilaDeTabla]:
    """Las filas de una tabla de informe: una por cada cosa que su recorrido da.

    ``comunes``: lo que toda fila trae. Ninguna, de un mapa de riesgos que el plan no lleva.
    """
    recorrido = RECORRIDOS[recorre]
    if recorrido.cuenta and hallazgos.riesgos is None:
        return iter(())
    clase_de_fila: type = recorrido.fila
    if clase_de_fila is DeRecomendacion:
        recomendaciones = DE_INFORME[recorre](hallazgos)
        return _filas_de_recomendaciones(recomendaciones, comunes, hallazgos)
    *_, raiz = raices_de_fila(clase_de_fila)
    return (clase_de_fila(**comunes, **{raiz: objeto}) for objeto in DE_INFORME[recorre](hallazgos))


def _filas_de_recomendaciones(
    recomendaciones: Iterable[Recomendacion], comunes: Mapping[str, Any], hallazgos: Hallazgos
) -> Iterator[DeRecomendacion]:
    """Una fila por recomendación, con lo que se pide de cada fila del plan.

    ``comunes``: lo que toda fila trae.
    """
    recomendaciones = tuple(recomendaciones)
    if not recomendaciones:
        return
    plan = filas_del_analisis(hallazgos.analisis)
    asuntos = agrupadas((r.texto, r) for r in recomendaciones)
    numeros = {asunto: numero for numero, asunto in enumerate(asuntos, 1)}
    for recomendacion in recomendaciones:
        rutas = hallazgos.rutas_de_propuestas.get(recomendacion.id, ())
        plazos = {r.fecha for r in asuntos[recomendacion.texto]}
        texto = detalle(
            recomendacion, plan, rutas, numeros[recomendacion.texto], mismo_plazo=len(plazos) == 1
        )
        if vencidas := hallazgos.cumplidas_y_vencidas.get(recomendacion.id):
            texto = attrs.evolve(texto, estado=estado_de_cumplida(recomendacion, vencidas))
        yield DeRecomendacion(**comunes, recomendacion=recomendacion, detalle=texto)


def _renglones(recorre: Recorre, hallazgos: Hallazgos) -> Iterable[Any]:
    """Los renglones de un recorrido del mapa de riesgos; ninguno si el plan no lo lleva."""
    cifras = hallazgos.riesgos
    return () if cifras is None else RENGLONES[recorre](cifras, hallazgos.publico)


DE_INFORME: dict[Recorre, Callable[[Hallazgos], Iterable[Any]]] = {
    "partes_en_resumen": lambda hallazgos: partes.en_resumen(hallazgos.analisis),
    "total_en_resumen": lambda hallazgos: partes.total_en_resumen(hallazgos.analisis),
    "total_por_componente": lambda hallazgos: [partes.total(hallazgos.analisis)],
    "total_por_dependencia": lambda hallazgos: (
        [partes.total(hallazgos.analisis)] if hallazgos.dependencias else []
    ),
    "partes_por_componente": lambda hallazgos: partes.por_componente(hallazgos.analisis),
    "partes_por_dependencia": lambda hallazgos: partes.por_dependencia(hallazgos.analisis),
    "cifras_del_plan": lambda hallazgos: [renglon_de_cifras(TODO_EL_PLAN, hallazgos.analisis.todo)],
    "cifras_por_componente": lambda hallazgos: (
        renglon_de_cifras(cifras.nombre, cifras) for cifras in hallazgos.componentes
    ),
    "cifras_por_dependencia": lambda hallazgos: (
        renglon_de_cifras(oficina_de(cifras), cifras) for cifras in hallazgos.dependencias
    ),
    "cifras_por_corte": lambda hallazgos: (
        renglon_de_cifras(fecha_corta(corte), cifras)
        for corte, cifras in hallazgos.por_corte.items()
    ),
    "medidas": lambda hallazgos: apertura.medidas(hallazgos.analisis),
    "por_vencer": lambda hallazgos: vencimientos.por_parte(hallazgos.analisis),
    "sustento": lambda hallazgos: con_su_motivo(fuera_de_la_matriz(hallazgos.cifras)),
    "listas": listas.listas,
    "letras": listas.letras,
    "sin_reporte": lambda hallazgos: senaladas(hallazgos, hallazgos.cifras.sin_reporte),
    "sin_reporte_por_vencer": lambda hallazgos: senaladas(
        hallazgos, vencimientos.sin_reporte_por_vencer(hallazgos.cifras)
    ),
    "vencidas": lambda hallazgos: senaladas(hallazgos, hallazgos.cifras.todas_las_vencidas),
    "proximas": lambda hallazgos: senaladas(hallazgos, vencimientos.proximas(hallazgos.analisis)),
    "sin_verificar": lambda hallazgos: con_su_motivo(hallazgos.sin_verificar()),
    "por_aclarar": lambda hallazgos: con_su_motivo(hallazgos.por_aclarar()),
    "recomendaciones": lambda hallazgos: hallazgos.recomendaciones,
    "recomendaciones_anteriores": lambda hallazgos: hallazgos.recomendaciones_anteriores,
    "cambios_de_lo_previsto": lambda hallazgos: hallazgos.cambios_de_lo_previsto,
    "historia": lambda hallazgos: historia.renglones(hallazgos.analisis),
    "normas": lambda hallazgos: hallazgos.normas,
    **{cual: functools.partial(_renglones, cual) for cual, de in RECORRIDOS.items() if de.cuenta},
}
