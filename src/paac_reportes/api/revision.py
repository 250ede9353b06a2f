"""Revisar un contenido: todo lo que conviene corregir de él, y lo que impide publicarlo."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from paac_reportes.analisis.revision import avisos_del_plan, faltas_del_plan
from paac_reportes.analisis.riesgos.del_corte import avisos_del_mapa_del_plan
from paac_reportes.analisis.riesgos.revision import avisos_del_mapa
from paac_reportes.api.cifras import metodologias_dadas
from paac_reportes.api.comprobaciones import comprobar_contenido
from paac_reportes.api.eventos import registra
from paac_reportes.api.lectura import en_su_celda
from paac_reportes.api.leida import Lectura, Revision
from paac_reportes.api.tipos import Contenido, Ruta
from paac_reportes.errores import Aviso, sin_repetir
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.modelo import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import ConContenido, abierto, tema_de
from paac_reportes.normativa.normas import avisos_de_la_entidad


@registra("contenido.revisado")
@puerta
def revisar(contenido: "Contenido", *, plantillas: "Ruta | None" = None) -> Revision:
    """Todo lo que conviene corregir de un plan o de un mapa de riesgos; ningún dato cambia.

    De un plan, lo que le falta para publicarse: los componentes que pide la guía de su régimen (los
    del PTEP no, que sus nombres están por confirmar), las filas sin responsable, sin fecha, sin
    meta ni indicador, y las metas que no dicen cuánto. Y lo que se ve en sus datos: los que se
    contradicen, los avances que parecen fracciones, las fechas que no se entienden o son
    imposibles, los cortes que su serie no tiene o de otro año; las filas sin descripción,
    repetidas, totales, firmas y celdas de espacios; y lo del mapa de riesgos que lleve. De un mapa,
    las zonas y los residuales que no son los que dan sus niveles y sus controles, los niveles que
    la metodología no tiene, lo que le falta a cada control, a cada acción y a cada riesgo que
    ocurrió (``docs/riesgos.md``). De los dos, el NIT y la DIVIPOLA. Las metodologías de riesgos
    propias se buscan en ``plantillas``, en su carpeta ``_riesgos``.

    De una ``Lectura`` o una ``Reunion``, también lo que ella dijo y, de la lectura, cada cosa en su
    celda. ``graves`` es lo que impide publicarlo. Lanza ``ErrorDeEntrada`` si con la metodología
    del plan no se pueden sacar cifras.
    """
    revisado, _ = abierto(contenido)
    comprobar_contenido(contenido=revisado)
    de_la_entidad = metodologias_dadas(plantillas)
    propios = _REVISAN[tema_de(revisado).clave](revisado, de_la_entidad)
    avisos: Iterable[Aviso] = (*propios, *avisos_de_la_entidad(revisado))
    if isinstance(contenido, Lectura):
        avisos = en_su_celda(avisos, contenido.lugares)
    de_antes = contenido.avisos if isinstance(contenido, ConContenido) else ()
    return Revision(avisos=sin_repetir((*de_antes, *avisos)))


def _revisar_mapa(mapa: MapaDeRiesgos, de_la_entidad: Mapping[str, Any]) -> Iterable[Aviso]:

    return dict.fromkeys(avisos_del_mapa(mapa, de_la_entidad=de_la_entidad))


def _revisar_plan(plan: Plan, de_la_entidad: Mapping[str, Any]) -> Iterator[Aviso]:
    """Avisos de un plan y del mapa que lleve; ``de_la_entidad``: sus metodologías."""
    yield from faltas_del_plan(plan)
    reglas = reglas_para(plan)
    yield from avisos_del_plan(plan, reglas)
    if plan.mapa_de_riesgos is not None:
        yield from avisos_del_mapa_del_plan(plan, plan.mapa_de_riesgos, reglas, de_la_entidad)


_REVISAN: Mapping[str, Callable[[Any, Mapping[str, Any]], Iterable[Aviso]]] = {
    "plan": _revisar_plan,
    "mapa": _revisar_mapa,
}
"""Revisión propia de cada contenido."""
