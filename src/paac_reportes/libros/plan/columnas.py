"""Las columnas de las hojas que sólo el plan tiene: la matriz, los trámites y lo recomendado.

Las comparten quien escribe el libro y quien lo lee.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from paac_reportes.libros.columnas import LISTA_DE_OPCIONES, ColumnaDelLibro, columnas_de
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO

COMPONENTES = "Componentes"
ACTIVIDADES, TRAMITES = "Actividades", "Trámites"
RECOMENDACIONES = "Recomendaciones"

_ANCHOS: Mapping[str, float] = {
    "dependencia.nombre": 38,
    "dependencia.nombre_corto": 32,
    "componente.numero": 11,
    "componente.nombre": 45,
    "componente.etiqueta_seguimiento": 45,
    "subcomponente.nombre": 38,
    "actividad.codigo": 21,
    "actividad.descripcion": 65,
    "actividad.meta": 45,
    "actividad.indicador": 38,
    "actividad.responsable": 38,
    "actividad.fecha_programada": 30,
    "actividad.fecha_inicio": 24,
    "actividad.fecha_fin": 24,
    "tramite.numero": 16,
    "tramite.codigo_suit": 20,
    "tramite.nombre": 50,
    "tramite.tipo": 24,
    "tramite.estado": 24,
    "tramite.tipo_racionalizacion": 32,
    "tramite.accion": 38,
    "tramite.situacion_actual": 45,
    "tramite.mejora": 45,
    "tramite.beneficio": 45,
    "tramite.responsable": 32,
    "tramite.fecha_inicio": 24,
    "tramite.fecha_fin": 24,
    "tramite.fecha_implementacion": 26,
    "tramite.justificacion": 38,
    "tramite.fecha_programada": 26,
    "seguimiento.texto": 60,
    "seguimiento.avance": 24,
    "seguimiento.estado": 24,
    "seguimiento.evidencias": 58,
    "seguimiento.observaciones": 45,
    "seguimiento.monitoreo": 45,
    "seguimiento.observaciones_monitoreo": 38,
    "seguimiento.verificacion.resultado": 24,
    "seguimiento.verificacion.nota": 38,
    "recomendacion.id": 40,
    "recomendacion.corte": 24,
    "recomendacion.texto": 80,
    "recomendacion.responsable": 45,
    "recomendacion.origen": 24,
    "recomendacion.estado": 28,
    "recomendacion.respuesta": 65,
    "fila_recomendada.codigo": 21,
    "fila_recomendada.texto": 60,
}
"""Milímetros de las que no llevan el de siempre."""


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
"""Los que dicen de qué tabla es una fila: una celda combinada los dice de varias."""
_DEL_SEGUIMIENTO = (
    *(
        dato
        for dato in CATALOGO.datos("seguimiento")
        if dato not in {"seguimiento.corte", "seguimiento.verificacion"}
    ),
    *CATALOGO.datos("seguimiento.verificacion"),
)


def _de_una_matriz(raices: Iterable[str]) -> tuple[ColumnaDelLibro, ...]:
    """Las de sus filas: se llaman distinto de las de su tabla y las de sus seguimientos."""
    suyos = [dato for raiz in raices for dato in CATALOGO.datos(raiz)]
    todas = columnas_de((*_DE_LA_TABLA, *suyos, *_DEL_SEGUIMIENTO), _ANCHOS)
    return tuple(columna for columna in todas if columna.dato in suyos)


DE_LA_DEPENDENCIA, *DEL_COMPONENTE = columnas_de(_DE_LA_TABLA, _ANCHOS)
DE_ACTIVIDADES = _de_una_matriz(("subcomponente", "actividad"))
DE_TRAMITES = (_DE_LA_LISTA, *_de_una_matriz(("tramite",)))
DE_SEGUIMIENTO = columnas_de(_DEL_SEGUIMIENTO, _ANCHOS)
SIEMPRE = frozenset(dato for dato in _DEL_SEGUIMIENTO if CATALOGO[dato].reporta)
"""Lo que todo corte tiene en el libro; lo demás, si el plan lo trae."""

DE_COMPONENTES = tuple(
    columna
    for columna in columnas_de(
        (*CATALOGO.datos("dependencia"), *CATALOGO.datos("componente")), _ANCHOS
    )
    if columna.dato not in _DE_LA_TABLA
)


DE_RECOMENDACIONES = columnas_de(
    (*CATALOGO.datos("recomendacion"), *CATALOGO.datos("fila_recomendada")), _ANCHOS
)


def en_corte(columna: ColumnaDelLibro, corte: date, tono: str | None = None) -> ColumnaDelLibro:
    """La misma columna, de los seguimientos de un corte."""
    return attrs.evolve(
        columna,
        dato=f"{columna.dato}@{corte.isoformat()}",
        rotulo=f"{corte:%d/%m}/{corte.year:04d}: {columna.rotulo}",
        tono=tono,
    )
