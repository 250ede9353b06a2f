"""Las hojas Componentes, Actividades y Trámites: la matriz del plan y sus seguimientos."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import cycle

from paac_reportes.intercambio.libro_del_plan import columnas as c
from paac_reportes.intercambio.libro_del_plan.columnas import ColumnaDelLibro
from paac_reportes.intercambio.libro_del_plan.hojas.filas import (
    SUELTA,
    filas_de_actividades,
    filas_de_componentes,
    filas_de_tramites,
)
from paac_reportes.intercambio.libro_del_plan.hojas.tabla import (
    Fila,
    con_extras,
    con_regla,
    hoja_de_tabla,
)
from paac_reportes.maqueta.hoja.de_datos import HojaDeDatos
from paac_reportes.maqueta.hoja.llenado import Llenado, Opciones, Renglon
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import con_extras as todo_lo_que_lleva_extras

_FILAS_DE_SOBRA = 40
_TONOS = ("E2EFDA", "FCE4D6")
"""De los rótulos de un corte y del que sigue."""


def hojas_de_matriz(
    plan: Plan, cortes: Sequence[date], ejemplo: Fila | None
) -> tuple[HojaDeDatos, ...]:
    """Las tres, con una fila por renglón del plan y un grupo de columnas por corte."""
    actividades = [] if ejemplo is None else [ejemplo]
    ejemplos = tuple(range(len(actividades)))
    actividades += filas_de_actividades(plan)
    tramites = list(filas_de_tramites(plan))
    comunes = _columnas_comunes(plan)
    return (
        hoja_de_tabla(
            c.COMPONENTES,
            (
                *_sin_lista(comunes),
                *c.DE_COMPONENTES,
                *con_extras("componente", _extras(plan, "componente")),
            ),
            list(filas_de_componentes(plan)),
            Llenado(arriba=_ARRIBA[c.COMPONENTES], preparadas=_FILAS_DE_SOBRA // 2),
        ),
        hoja_de_tabla(
            c.ACTIVIDADES,
            (
                *comunes,
                *c.DE_ACTIVIDADES,
                *con_extras("actividad", _extras(plan, "actividad")),
                *_de_cortes(plan, cortes, actividades),
            ),
            actividades,
            Llenado(
                arriba=_ARRIBA[c.ACTIVIDADES],
                preparadas=_FILAS_DE_SOBRA,
                ejemplos=ejemplos,
                fijas=len(comunes),
            ),
        ),
        hoja_de_tabla(
            c.TRAMITES,
            (
                *comunes,
                *c.DE_TRAMITES,
                *con_extras("tramite", _extras(plan, "tramite")),
                *_de_cortes(plan, cortes, tramites),
            ),
            tramites,
            Llenado(
                arriba=_ARRIBA[c.TRAMITES], preparadas=_FILAS_DE_SOBRA // 2, fijas=len(comunes)
            ),
        ),
    )


_ARRIBA = {
    c.COMPONENTES: (
        Renglon(contenido="Componentes del plan", estilo="titulo"),
        Renglon(
            contenido="Una fila por componente; si el plan va por dependencias, una por cada"
            " dependencia y componente. Los nombres de aquí son los que se escogen en Actividades"
            " y Trámites.",
            estilo="nota",
        ),
    ),
    c.ACTIVIDADES: (
        Renglon(contenido="Actividades del plan y su seguimiento", estilo="titulo"),
        Renglon(
            contenido="Una fila por actividad; a la derecha, un grupo de columnas por corte. Puede"
            " ordenar, filtrar, insertar filas y mover columnas. En blanco es sin dato; un guion es"
            " un guion.",
            estilo="nota",
        ),
    ),
    c.TRAMITES: (
        Renglon(contenido="Racionalización de trámites y su seguimiento", estilo="titulo"),
        Renglon(contenido="Una fila por trámite; si no los hay, déjela en blanco.", estilo="nota"),
    ),
}


# ------------------------------------------------------------------ las columnas
def _columnas_comunes(plan: Plan) -> tuple[ColumnaDelLibro, ...]:
    """Las que dicen de qué tabla es cada fila, con los nombres que hay para escoger."""
    oficinas = tuple(dict.fromkeys(d.nombre for d in plan.dependencias if d.nombre.strip()))
    nombres = tuple(
        dict.fromkeys(k.nombre for _, k in plan.tablas() if k.nombre and k.nombre.strip())
    )
    numero, nombre = c.DEL_COMPONENTE
    return (
        con_regla(c.DE_LA_DEPENDENCIA, regla=_lista(oficinas)),
        numero,
        con_regla(nombre, regla=_lista(nombres)),
    )


def _lista(valores: tuple[str, ...]) -> Opciones | None:
    """La que propone los nombres que hay y deja escribir otros; ninguna si no caben en celdas."""
    return Opciones(valores=valores, otras=True) if valores else None


def _sin_lista(columnas: Iterable[ColumnaDelLibro]) -> Iterator[ColumnaDelLibro]:
    """Donde los nombres se escriben por primera vez no hay de dónde escoger."""
    for columna in columnas:
        es_texto = columna.clase == "texto"
        yield con_regla(columna, regla=None, ayuda="") if es_texto else columna


def _extras(plan: Plan, raiz: str) -> list[str]:
    suyos = (o.extras for suya, o in todo_lo_que_lleva_extras(plan) if suya == raiz)
    return list(dict.fromkeys(nombre for extras in suyos for nombre in extras))


def _de_cortes(
    plan: Plan, cortes: Sequence[date], filas: Sequence[Fila]
) -> Iterator[ColumnaDelLibro]:
    """Un grupo por corte: lo de siempre y lo demás que alguna fila de esta hoja traiga."""
    puestos = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    extras = con_extras("seguimiento", _extras(plan, "seguimiento"))
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in (*c.DE_SEGUIMIENTO, *extras):
            suya = c.en_corte(columna, corte, tono)
            if suya.dato in puestos or columna.dato in c.SIEMPRE:
                yield suya
        sueltas = (d for d in puestos if d.startswith(SUELTA) and d.endswith(f"@{corte}"))
        for dato in sorted(sueltas, key=_numero_de_suelta):
            rotulo = f"Evidencia {_numero_de_suelta(dato)}"
            columna = ColumnaDelLibro(dato=dato.partition("@")[0], rotulo=rotulo)
            yield c.en_corte(columna, corte, tono)


def _numero_de_suelta(dato: str) -> int:
    return int(dato.removeprefix(SUELTA).partition("@")[0])
