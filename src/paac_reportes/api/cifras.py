"""Las cifras de un plan."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, overload

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
from paac_reportes.api.anterior import cifras_con_el_anterior
from paac_reportes.api.comprobaciones import (
    comprobar_carpeta,
    comprobar_clase,
    comprobar_contenido,
    comprobar_corte,
    comprobar_tipos,
    dia_del_corte,
    metodologia_dada,
)
from paac_reportes.api.eventos import registra
from paac_reportes.api.tipos import (
    Contenido,
    OpcionesDeMetodologia,
    Origen,
    Regimen,
    Ruta,
    UnMapa,
    UnPlan,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir
from paac_reportes.estructura import (
    estructurar,
)
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.metodologia import Arrastre, Blancos, CumplidaSinNumero, Metodo
from paac_reportes.modelo.periodos import Periodicidad
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import abierto, tema_de

if TYPE_CHECKING:
    from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos


@overload
def analizar(
    contenido: "UnPlan",
    *,
    corte: date | None = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
) -> Analisis: ...


@overload
def analizar(
    contenido: "UnMapa", *, corte: date | None = None, plantillas: "Ruta | None" = None
) -> CifrasDelMapa: ...


@registra("contenido.analizado")
@puerta
def analizar(
    contenido: "Contenido",
    *,
    corte: date | None = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
    plantillas: "Ruta | None" = None,
) -> Analisis | CifrasDelMapa:
    """Las cifras de un plan, o de un mapa de riesgos, en un corte.

    De un plan, del todo y de cada dependencia, componente y subcomponente. Sin ``corte`` se usa el
    último con seguimientos; el que se dé ha de ser de los datos o de su serie, aunque en él todavía
    no haya reportado nadie. ``metodologia`` dice cómo se sacan: una ``Metodologia``, o sus opciones
    por su nombre (``{"metodo": "ponderado", "pesos": {1: 2}}``). Lo que aquí no se diga lo dice el
    plan (``Plan.metodologia``) o la biblioteca. Cada cifra trae las filas de donde salió
    (``docs/cifras.md`` define todas). Con ``anterior``, el plan con que se hizo el informe anterior
    o su archivo de datos, las cifras anteriores son las que él da, y se llaman publicadas; también
    con el Excel que se emitió o un documento de otro: las que imprime y, las demás, recalculadas
    con sus filas. Lo que de él no se pudo leer o comparar, y las dudas de la lectura, van en
    ``avisos``.

    De un mapa, las zonas, los controles, los materializados y las acciones. Cada cifra trae sus
    filas, y lo que no se sabe va aparte, nunca como 0 (``docs/riesgos.md``). Las metodologías
    propias se buscan en ``plantillas``, en su carpeta ``_riesgos``. Lanza ``ErrorDeEntrada``,
    también con la opción que es de un plan y se da con un mapa.
    """
    analizado, dudas = abierto(contenido)
    comprobar_contenido(contenido=analizado)
    tema_del_contenido = tema_de(analizado)
    analizar_uno, admite = _ANALIZAN[tema_del_contenido.clave]
    reloj = Reloj()
    corte = dia_del_corte(corte, reloj)
    opciones = {"metodologia": metodologia, "anterior": anterior, "plantillas": plantillas}
    opciones_dadas = {clave: valor for clave, valor in opciones.items() if valor is not None}
    if sobran := opciones_dadas.keys() - admite:
        motivo = f"no cuenta con {tema_del_contenido.un}"
        raise ErrorDeEntrada(Falla("argumento_invalido", clave, motivo) for clave in sorted(sobran))
    cifras: Analisis | CifrasDelMapa
    cifras, avisos = analizar_uno(analizado, corte, **opciones_dadas)
    todos = sin_repetir((*dudas, *reloj.avisos, *avisos))
    return attrs.evolve(cifras, avisos=todos) if todos else cifras


_DE_UN_PLAN = frozenset({"metodologia", "anterior"})
_DE_UN_MAPA = frozenset({"plantillas"})


def _analizar_plan(
    plan: Plan,
    corte: date | None,
    *,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
) -> tuple[Analisis, tuple[Aviso, ...]]:
    """Cifras de un plan y avisos."""
    from paac_reportes.analisis import analisis
    from paac_reportes.analisis.metodologia import fallas_del_corte_pedido
    from paac_reportes.formatos.metodologia import reglas_para

    metodologia_pedida = metodologia_dada(metodologia)
    comprobar_tipos(plan, corte, metodologia_pedida)
    reglas = reglas_para(plan, metodologia_pedida)
    if corte is not None and (fallas := list(fallas_del_corte_pedido(plan, reglas, corte))):
        raise ErrorDeEntrada(fallas)
    elegido = corte or max(plan.cortes(), default=None)
    if anterior is None:
        return analisis.analizar_plan(plan, elegido, reglas), ()
    _, cifras, avisos = cifras_con_el_anterior(anterior, plan, elegido, metodologia_pedida)
    return cifras, avisos


def _analizar_mapa(
    mapa: MapaDeRiesgos, corte: date | None, *, plantillas: "Ruta | None" = None
) -> tuple[CifrasDelMapa, tuple[Aviso, ...]]:
    """Cifras de un mapa, y ningún aviso; ``plantillas``: la carpeta con metodologías propias."""
    from paac_reportes.analisis.riesgos.del_corte import cifras_de_un_mapa

    comprobar_corte(corte)
    return cifras_de_un_mapa(mapa, corte, metodologias_dadas(plantillas)), ()


def opciones() -> dict[str, tuple[str, ...]]:
    """Valores que admite cada opción de las cifras y del calendario, por su nombre."""
    from paac_reportes.normativa.normas import escalas

    return {
        "metodo": get_args(Metodo),
        "arrastre": get_args(Arrastre),
        "blancos": get_args(Blancos),
        "cumplida_sin_numero": get_args(CumplidaSinNumero),
        "escala": tuple(escalas()),
        "periodicidad": get_args(Periodicidad),
        "regimen": get_args(Regimen),
        "orden": get_args(Orden),
    }


def metodologia_desde_datos(datos: Mapping[str, Any]) -> Metodologia:
    """La metodología de un diccionario, como va en los datos de un plan (``docs/cifras.md``)."""
    return estructurar(datos, Metodologia)


_ANALIZAN: Mapping[str, tuple[Callable[..., tuple[Any, tuple[Aviso, ...]]], frozenset[str]]] = {
    "plan": (_analizar_plan, _DE_UN_PLAN),
    "mapa": (_analizar_mapa, _DE_UN_MAPA),
}
"""Quién saca las cifras de cada contenido, y lo que se le puede pedir."""


def metodologias_dadas(plantillas: "Ruta | None") -> "dict[str, MetodologiaDeRiesgos]":
    """Las metodologías de riesgos propias de una carpeta de plantillas; ninguna, si no se da."""
    from paac_reportes.formatos.metodologia import metodologias_propias

    comprobar_carpeta("plantillas", plantillas)
    return {} if plantillas is None else metodologias_propias(plantillas)


def tabla_de_analisis(analisis: Analisis) -> Iterable[str]:
    """El análisis en renglones de texto."""
    from paac_reportes.informe import resumen

    comprobar_clase(Analisis, analisis=analisis)
    return resumen.analisis_en_renglones(analisis)
