"""Las hojas que sólo el libro de un plan lleva, y cómo se leen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from paac_reportes.lectura.filas.armado import datos_y_lugares
from paac_reportes.libros.oficios import Oficio
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.hojas import (
    EJEMPLO,
    SEGUIMIENTO_DE_EJEMPLO,
    cual_es_cada_uno,
    filas_de_actividades,
    filas_de_componentes,
    filas_de_tramites,
    hoja_de_matriz,
)
from paac_reportes.libros.plan.matriz import armado_de
from paac_reportes.libros.por_armar import PorArmar
from paac_reportes.libros.vistas import HojaEsperada, TablaLeida
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.libro import Hoja
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.normativa.regimenes import regimen_del_plan

_FORMATOS = {"paac-v1": "paac-plan", "paac-v2": "paac-plan", "ptep": "ptep-plan"}
"""Formato que las instrucciones ponen de ejemplo."""


# ------------------------------------------------------------------ cómo se llena
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
    actividad = ((columna.rotulo, EJEMPLO.get(columna.dato)) for columna in c.DE_ACTIVIDADES)
    yield f"Una actividad, por ejemplo. {_como_se_llena(actividad)}"
    reporte = (
        (columna.rotulo, SEGUIMIENTO_DE_EJEMPLO.get(columna.dato)) for columna in c.DE_SEGUIMIENTO
    )
    yield f"Y lo que se reporta de ella en un corte. {_como_se_llena(reporte)}"


def _como_se_llena(celdas: Iterable[tuple[str, str | Decimal | None]]) -> str:
    frases = (f"{rotulo}: {valor}" for rotulo, valor in celdas if valor is not None)
    return f"{'; '.join(frases)}.".replace("\n", " y, en otro renglón, ")


# ------------------------------------------------------------------ lo que se escribe y se lee
def _escribir(plan: Plan) -> Iterator[HojaDeDatos]:
    """Hojas de la matriz."""
    cual_es, cortes = cual_es_cada_uno(plan), _cortes(plan)
    de_cada = {
        c.COMPONENTES: filas_de_componentes(plan, cual_es),
        c.ACTIVIDADES: filas_de_actividades(plan, cual_es),
        c.TRAMITES: filas_de_tramites(plan, cual_es),
    }
    for hoja, filas in de_cada.items():
        yield hoja_de_matriz(hoja, plan, list(filas), cortes)


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


def _leer(tablas: Mapping[str, TablaLeida], por_armar: PorArmar) -> None:
    """Las filas de la matriz, cada una en su lugar."""
    armado = armado_de(tablas, por_armar.avisos)
    por_armar.datos, por_armar.lugares = datos_y_lugares(armado.raiz)
    por_armar.fallas += armado.fallas
    por_armar.avisos += armado.parecidos
    por_armar.siguen |= armado.repetidas


def _esperada(hoja: Hoja) -> HojaEsperada:
    """Hoja que se busca en un libro."""
    return HojaEsperada(
        nombre=hoja.nombre,
        columnas=c.DE_CADA_HOJA[hoja],
        de_corte=c.DE_SEGUIMIENTO if hoja.por_corte else (),
        raiz=LISTAS_DE_LA_MATRIZ[hoja.lista],
        indispensables=hoja.indispensables,
        de_grupo=c.DE_GRUPO,
    )


OFICIO = Oficio(
    pasos=_pasos,
    escribir=_escribir,
    esperadas=tuple(map(_esperada, c.DE_CADA_HOJA)),
    lo_dicen=frozenset({c.ACTIVIDADES.nombre, c.COMPONENTES.nombre}),
    no_pueden_faltar=frozenset({c.ACTIVIDADES.nombre}),
    leer=_leer,
)
