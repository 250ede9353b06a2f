"""Las órdenes que hay: qué dice la ayuda de cada una, qué pide y quién la cumple."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from typing import NamedTuple

from paac_reportes.cli import completar
from paac_reportes.cli.flujos import Salidas
from paac_reportes.cli.ordenes import (
    capturar,
    cifras,
    datos,
    formatos,
    generar,
    leer,
    lote,
    oficios,
    recomendar,
    reunir,
    verificar,
)


class Tarea(NamedTuple):
    """Tarea de una orden."""

    ayuda: str
    pedir: Callable[[ArgumentParser], None]
    """Le agrega sus argumentos."""
    cumplir: Callable[[Namespace, Salidas], Iterator[str]]
    """Da los renglones que responde; lo que devuelve al terminar, si algo, es su código."""


ORDENES: dict[str, Tarea] = {
    "generar": Tarea("escribe el reporte en uno o varios archivos", generar.pedir, generar.cumplir),
    "validar": Tarea(
        "revisa un plan o un mapa de riesgos y dice todas las fallas",
        datos.pedir_validar,
        datos.cumplir_validar,
    ),
    "revisar-plan": Tarea(
        "qué le falta a un plan, nuestro o de cualquiera, para publicarse",
        datos.pedir_revisar_plan,
        datos.cumplir_revisar_plan,
    ),
    "nuevo": Tarea(
        "escribe un plan, o un mapa de riesgos, por llenar", datos.pedir_nuevo, datos.cumplir_nuevo
    ),
    "formatos": Tarea(
        "muestra el catálogo, o un formato", formatos.pedir_formatos, formatos.cumplir_formatos
    ),
    "analizar": Tarea(
        "las cifras de un plan, de muchos o de un mapa de riesgos en un corte",
        cifras.pedir_analizar,
        cifras.cumplir_analizar,
    ),
    "comparar": Tarea(
        "qué cambió entre dos archivos, o entre dos cortes de uno",
        cifras.pedir_comparar,
        cifras.cumplir_comparar,
    ),
    "calendario": Tarea(
        "los deberes del año: cortes y plazos en días hábiles",
        cifras.pedir_calendario,
        cifras.cumplir_calendario,
    ),
    "lote": Tarea("hace muchos reportes, de una lista de encargos", lote.pedir, lote.cumplir),
    "recomendar": Tarea(
        "deja en un archivo, para editarlas, las recomendaciones que se proponen",
        recomendar.pedir,
        recomendar.cumplir,
    ),
    "capturar": Tarea(
        "escribe un libro por oficina, o por proceso de un mapa, para que reporte",
        capturar.pedir,
        capturar.cumplir,
    ),
    "oficios": Tarea(
        "escribe a cada oficina, o responsable, una carta con lo que tiene pendiente",
        oficios.pedir,
        oficios.cumplir,
    ),
    "reunir": Tarea(
        "junta en un plan, o en un mapa, los libros que volvieron", reunir.pedir, reunir.cumplir
    ),
    "verificar": Tarea(
        "si un archivo entregado dice a la letra lo que debe", verificar.pedir, verificar.cumplir
    ),
    "cuerpo": Tarea(
        "escribe un formato como un Word con huecos, para cambiarlo",
        formatos.pedir_cuerpo,
        formatos.cumplir_cuerpo,
    ),
    "revisar": Tarea(
        "dice las fallas de un formato propio y lo que conviene mirar de él",
        formatos.pedir_revisar,
        formatos.cumplir_revisar,
    ),
    "leer": Tarea(
        "los datos del plan, o del mapa, que trae un documento", leer.pedir, leer.cumplir
    ),
    "esquema": Tarea(
        "el JSON Schema de los datos de un plan o de un mapa de riesgos",
        datos.pedir_esquema,
        datos.cumplir_esquema,
    ),
    "completar": Tarea(
        "lo que la consola necesita para completar con el tabulador",
        completar.pedir,
        completar.cumplir,
    ),
}
