"""Lo que sale de analizar el plan y una tabla puede recorrer."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.codigos import codigos_de
from paac_reportes.formatos.definicion.filas import (
    DeRecomendacion,
    FilaDeCifras,
    FilaDeTabla,
    raices_de,
)
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS, Recorre
from paac_reportes.informe import (
    apertura,
    consolidado,
    historia,
    listas,
    oficial,
    sustento,
    vencimientos,
)
from paac_reportes.informe.frases import oficina_de
from paac_reportes.informe.hallazgos import (
    TODO_EL_PLAN,
    Hallazgos,
    con_motivo,
    de_cifras,
    senaladas,
)
from paac_reportes.informe.recomendaciones import FilasDelPlan, detalle
from paac_reportes.informe.reporte import por_lo_que_falta
from paac_reportes.modelo import Recomendacion
from paac_reportes.textos.valores import fecha_corta


def filas_de_informe(
    recorre: Recorre, comunes: Mapping[str, Any], hallazgos: Hallazgos
) -> Iterator[FilaDeTabla]:
    """Una fila por cada cosa que da el recorrido, con los objetos comunes a todas.

    De un mapa de riesgos, ninguna si el plan no lo lleva: entonces no carga con qué.
    """
    recorrido = RECORRIDOS[recorre]
    if recorrido.cuenta and hallazgos.riesgos is None:
        return iter(())
    fila: type = recorrido.fila
    if fila is DeRecomendacion:
        suyas = DE_INFORME[recorre](hallazgos)
        return _de_recomendaciones(suyas, comunes, hallazgos)
    *_, suyo = raices_de(fila)
    return (fila(**comunes, **{suyo: uno}) for uno in DE_INFORME[recorre](hallazgos))


def _de_recomendaciones(
    suyas: Iterable[Recomendacion], comunes: Mapping[str, Any], hallazgos: Hallazgos
) -> Iterator[DeRecomendacion]:
    if todas := tuple(suyas):
        hay = FilasDelPlan(comunes["plan"], codigos_de(hallazgos.analisis))
        for una in todas:
            dicho = detalle(una, hay, hallazgos.rutas_de_propuestas.get(una.id, ()))
            yield DeRecomendacion(**comunes, recomendacion=una, detalle=dicho)


def _de_dependencias(partes: Iterable[Cifras]) -> Iterator[FilaDeCifras]:
    return (de_cifras(cifras, oficina_de(cifras)) for cifras in partes)


def _del_mapa(recorre: Recorre, hallazgos: Hallazgos) -> Iterable[Any]:
    """Los renglones de un mapa de riesgos, que el plan lo lleva."""
    from paac_reportes.informe.riesgos import RENGLONES  # noqa: PLC0415 - casi ninguno lo lleva

    cifras = hallazgos.riesgos
    return () if cifras is None else RENGLONES[recorre](cifras, hallazgos.publico)


DE_INFORME: dict[Recorre, Callable[[Hallazgos], Iterable[Any]]] = {
    "cifras_del_plan": lambda h: [de_cifras(h.analisis.todo, TODO_EL_PLAN)],
    "cifras_por_componente": lambda h: map(de_cifras, h.componentes),
    "cifras_por_dependencia": lambda h: _de_dependencias(h.dependencias),
    "reporte_por_dependencia": lambda h: _de_dependencias(por_lo_que_falta(h.dependencias)),
    "cifras_por_subcomponente": lambda h: map(de_cifras, h.subcomponentes),
    "cifras_por_corte": lambda h: (
        de_cifras(cifras, fecha_corta(corte)) for corte, cifras in h.por_corte.items()
    ),
    "oficial": lambda h: map(oficial.fila, h.componentes),
    "oficial_del_plan": lambda h: [oficial.fila(h.analisis.todo, TODO_EL_PLAN)],
    "medidas": lambda h: apertura.medidas(h.analisis),
    "vencimientos_por_mes": lambda h: vencimientos.por_mes(h.cifras),
    "vencidas_por_edad": lambda h: vencimientos.por_edad(h.cifras),
    "por_vencer": lambda h: senaladas(vencimientos.uno_por_uno(h.analisis)),
    "por_vencer_por_parte": lambda h: vencimientos.por_parte(h.analisis),
    "base_del_avance": lambda h: con_motivo(sustento.base(h.cifras)),
    "sustento": lambda h: con_motivo(sustento.fuera_de_la_matriz(h.cifras)),
    "sin_afirmar": lambda h: vencimientos.sin_afirmar(h.cifras, codigos_de(h.analisis)),
    "listas": lambda h: listas.listas(h.analisis),
    "sin_reporte": lambda h: senaladas(h.cifras.sin_reporte),
    "sin_reporte_por_vencer": lambda h: senaladas(vencimientos.sin_reporte_por_vencer(h.cifras)),
    "terminadas_antes": lambda h: con_motivo(h.terminadas_antes()),
    "vencidas": lambda h: senaladas(h.pasadas_de_fecha),
    "fechas_por_revisar": lambda h: con_motivo(h.cifras.fechas_por_revisar),
    "sin_verificar": lambda h: con_motivo(h.sin_verificar()),
    "por_aclarar": lambda h: con_motivo(h.por_aclarar()),
    "recomendaciones": lambda h: h.recomendaciones,
    "recomendaciones_anteriores": lambda h: h.recomendaciones_anteriores,
    "cambios_de_lo_hecho": lambda h: h.cambios_de_lo_hecho,
    "cambios_de_lo_previsto": lambda h: h.cambios_de_lo_previsto,
    "historia": lambda h: historia.renglones(h.analisis),
    "normas": lambda h: h.normas,
    "entidades": lambda h: consolidado.de_entidades(h.consolidado),
    "entidades_con_observaciones": lambda h: consolidado.con_observaciones(h.consolidado),
    "total_de_entidades": lambda h: [consolidado.total(h.consolidado)],
    "componentes_de_entidades": lambda h: consolidado.de_componentes(h.consolidado),
    "medias_de_entidades": lambda h: consolidado.medias(h.consolidado),
    "entidades_no_incluidas": lambda h: consolidado.no_incluidas(h.consolidado),
    **{cual: functools.partial(_del_mapa, cual) for cual, de in RECORRIDOS.items() if de.cuenta},
}
