"""Las columnas de las hojas que sólo el plan tiene: la matriz y los trámites.

Las comparten quien escribe el libro y quien lo lee.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from paac_reportes.libros.columnas import LISTA_DE_OPCIONES, ColumnaDelLibro, columnas_de
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import DEL_PLAN, Hoja

COMPONENTES, ACTIVIDADES, TRAMITES = DEL_PLAN.matriz

ACTIVIDADES_O_TRAMITES = Opciones(valores=("Trámites", "Intercambios"))
_DE_LA_LISTA = ColumnaDelLibro(
    dato="lista",
    rotulo="Tabla",
    ancho=Mm(22),
    regla=ACTIVIDADES_O_TRAMITES,
    ayuda="Trámites, o Intercambios si es un intercambio de información con otra entidad.",
    reproche=LISTA_DE_OPCIONES,
)
_DE_LA_TABLA = ("dependencia.nombre", "componente.numero", "componente.nombre")
DE_GRUPO = (*_DE_LA_TABLA, "subcomponente.nombre")
"""Datos que dicen de qué tabla es una fila: una celda combinada los dice de varias."""
_DEL_SEGUIMIENTO = (
    *(
        dato
        for dato in CATALOGO.datos("seguimiento")
        if dato not in {"seguimiento.corte", "seguimiento.verificacion"}
    ),
    *CATALOGO.datos("seguimiento.verificacion"),
)


def _de_una_matriz(raices: Iterable[str]) -> tuple[ColumnaDelLibro, ...]:
    """Columnas de las filas de la matriz, que se llaman distinto que en otras hojas."""
    datos = [dato for raiz in raices for dato in CATALOGO.datos(raiz)]
    columnas = columnas_de((*_DE_LA_TABLA, *datos, *_DEL_SEGUIMIENTO), DEL_PLAN.anchos)
    return tuple(columna for columna in columnas if columna.dato in datos)


DE_LA_DEPENDENCIA, *DEL_COMPONENTE = columnas_de(_DE_LA_TABLA, DEL_PLAN.anchos)
DE_ACTIVIDADES = _de_una_matriz(("subcomponente", "actividad"))
DE_TRAMITES = (_DE_LA_LISTA, *_de_una_matriz(("tramite",)))
DE_SEGUIMIENTO = columnas_de(_DEL_SEGUIMIENTO, DEL_PLAN.anchos)
SIEMPRE = frozenset(dato for dato in _DEL_SEGUIMIENTO if CATALOGO[dato].reporta)
"""Datos que todo corte tiene en el libro; los demás, si el plan los trae."""

DE_COMPONENTES = tuple(
    columna
    for columna in columnas_de(
        (*CATALOGO.datos("dependencia"), *CATALOGO.datos("componente")), DEL_PLAN.anchos
    )
    if columna.dato not in _DE_LA_TABLA
)


DE_CADA_HOJA: Mapping[Hoja, tuple[ColumnaDelLibro, ...]] = {
    ACTIVIDADES: (DE_LA_DEPENDENCIA, *DEL_COMPONENTE, *DE_ACTIVIDADES),
    COMPONENTES: (DE_LA_DEPENDENCIA, *DEL_COMPONENTE, *DE_COMPONENTES),
    TRAMITES: (DE_LA_DEPENDENCIA, *DEL_COMPONENTE, *DE_TRAMITES),
}
"""En el orden en que se buscan; las de los cortes van aparte."""


def en_corte(columna: ColumnaDelLibro, corte: date, tono: str | None = None) -> ColumnaDelLibro:
    """Columna de los seguimientos de un corte."""
    return attrs.evolve(
        columna,
        dato=f"{columna.dato}@{corte.isoformat()}",
        rotulo=f"{corte:%d/%m}/{corte.year:04d}: {columna.rotulo}",
        tono=tono,
    )
