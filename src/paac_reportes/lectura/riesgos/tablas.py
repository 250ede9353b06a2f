"""Las tablas de un documento que son de un mapa: dónde están sus rótulos y hasta dónde van."""

from collections.abc import Iterator
from typing import cast

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.celdas import es_nivel, escritas
from paac_reportes.lectura.ajenos.colas import ColumnasDeFila, filas_de_cola, trae_codigos
from paac_reportes.lectura.ajenos.renglones import FilasBajoRotulos, sin_filas
from paac_reportes.lectura.ajenos.tramos import FilasRotuladas, TramoPorReconocer, tramos_en
from paac_reportes.lectura.ajenos.vocabulario import Pedidas
from paac_reportes.lectura.riesgos.rotulos import (
    DE_LOS_EJES,
    DEL_MAPA,
    ColumnaDelMapa,
    parecidos_del_mapa,
    reconocer_columnas,
)
from paac_reportes.opc.visto import TablaVista

_MINIMO = 3
"""Los rótulos conocidos que hacen de una fila un encabezado."""
_DATOS_QUE_BASTAN = (
    {"riesgo.inherente.probabilidad", "riesgo.inherente.impacto"},
    {"riesgo.residual.probabilidad", "riesgo.residual.impacto"},
    {"causa.texto", "control.descripcion"},
)
_DICE_EL_RIESGO = "riesgo.descripcion"
_IDENTIFICAN = frozenset({"proceso.nombre", "riesgo.referencia", _DICE_EL_RIESGO})
_LARGO = 90
"""Las letras de un rótulo."""
ANCLAS = frozenset(
    {
        *("riesgo.descripcion", "causa.texto", "riesgo.consecuencias", "riesgo.factores"),
        *("control.descripcion", "control.tipo", "accion.descripcion"),
    }
)
"""Los datos con que empieza un elemento de una lista de un riesgo."""


@clases.frozen(eq=False)
class TablaDeMapa(FilasRotuladas):
    """Tabla de un mapa, con sus filas."""

    columnas: tuple[ColumnaDelMapa, ...]

    def columnas_de(self, dato: str) -> list[ColumnaDelMapa]:
        """Columnas que traen ese dato."""
        return [columna for columna in self.columnas if columna.dato == dato]


def tablas_del_mapa(tabla: TablaVista, pedidas: Pedidas) -> list[TablaDeMapa]:
    """Partes de una tabla que son de un mapa: dicen el riesgo, y cómo se valora o controla."""
    partes = (_sin_su_cola(tramo, pedidas) for tramo in tramos_en(tabla, pedidas, rotulos=DEL_MAPA))
    return [parte for parte in partes if _es_de_un_mapa(parte)]


def _sin_su_cola(tramo: TramoPorReconocer, pedidas: Pedidas) -> TablaDeMapa:
    """Tabla con lo que trae cada columna, sin las filas de abajo que no son de un riesgo."""
    parte = _reconocida(tramo, pedidas)
    if not (cola := _cola_de(parte)):
        return parte
    # Lo de abajo no cambia de qué es una columna: basta con que no lo traiga.
    columnas = tuple(cast("ColumnaDelMapa", c) for c in sin_filas(parte.columnas, cola))
    return attrs.evolve(parte, columnas=columnas, ajenas={**parte.ajenas, **cola})


def _reconocida(tramo: TramoPorReconocer, pedidas: Pedidas) -> TablaDeMapa:
    columnas = reconocer_columnas(_por_reconocer(tramo, pedidas))
    return TablaDeMapa(tramo.tabla, tramo.encabezado, tramo.hasta, columnas, ajenas=tramo.ajenas)


def _cola_de(parte: TablaDeMapa) -> dict[int, str]:
    """Filas tras el último riesgo que no son de otro ni siguen el suyo, con su motivo."""
    por_dato = agrupadas((columna.dato, n) for n, columna in enumerate(parte.columnas))
    if _DICE_EL_RIESGO not in por_dato:
        return {}
    niveles = (n for n, columna in enumerate(parte.columnas) if columna.es_nivel)
    abren_linea = (n for dato in ANCLAS - {_DICE_EL_RIESGO} for n in por_dato.get(dato, ()))
    texto = por_dato[_DICE_EL_RIESGO][0]
    numeran = (n for n in range(texto) if trae_codigos(parte.columnas[n]))
    conocidas = ColumnasDeFila(
        texto,
        codigos=frozenset((*por_dato.get("riesgo.referencia", ()), *numeran)),
        niveles=frozenset(niveles),
        abren_linea=frozenset(abren_linea),
        solas=frozenset(
            n for n, c in enumerate(parte.columnas) if c.dato and c.dato not in _IDENTIFICAN
        ),
    )
    return filas_de_cola(FilasBajoRotulos(parte.tabla, parte.columnas), parte.filas, conocidas)


def _es_de_un_mapa(parte: TablaDeMapa) -> bool:
    """Si dice el riesgo y, además, sus dos ejes, sus causas y controles o algún nivel.

    La zona de un plan puede ser un barrio: con ella sola hace falta que diga «Alta» o «Moderada».
    """
    datos = {columna.dato for columna in parte.columnas}
    if _DICE_EL_RIESGO not in datos:
        return False
    if any(bastantes <= datos for bastantes in _DATOS_QUE_BASTAN) or any(
        columna.pedido is not None and columna.dato == _DICE_EL_RIESGO for columna in parte.columnas
    ):
        return True
    valoradas = [columna for columna in parte.columnas if columna.es_de_valorar]
    return any(
        celda is not None and celda.texto.strip() and es_nivel(celda.texto)
        for fila in parte.filas
        for columna in valoradas
        for celda in (parte.tabla.filas[fila][columna.desde],)
    )


def nombra_el_riesgo(tabla: TablaVista) -> bool:
    """Si alguna de sus filas de varias celdas trae el rótulo del riesgo."""
    textos = (
        celda.texto
        for fila in range(len(tabla.filas))
        if len(celdas := escritas(tabla, fila)) >= _MINIMO
        for celda in celdas
        if len(celda.texto) <= _LARGO
    )
    return any(
        _DICE_EL_RIESGO in papel.dato and parecido == 1
        for texto in textos
        for papel, parecido in parecidos_del_mapa(texto).items()
    )


def valora_cada_riesgo(parte: TablaDeMapa) -> bool:
    """Si la mitad de sus riesgos, al menos, dice su probabilidad y su impacto."""
    riesgos, valorados = _cuenta_de_valorados(parte)
    return 0 < riesgos <= 2 * valorados


def es_de_opciones(parte: TablaDeMapa) -> bool:
    """Si trae los ejes, sin decir los dos de cada riesgo, y cada nivel una sola vez."""
    riesgos, valorados = _cuenta_de_valorados(parte)
    ejes = [
        [c.texto for c in columna.celdas if c.texto.strip()]
        for columna in parte.columnas
        if columna.dato in DE_LOS_EJES
    ]
    con_niveles = [niveles for niveles in ejes if niveles]
    sin_repetir = all(len(set(niveles)) == len(niveles) for niveles in con_niveles)
    return 2 * valorados < riesgos and max(map(len, con_niveles), default=0) > 1 and sin_repetir


def _cuenta_de_valorados(parte: TablaDeMapa) -> tuple[int, int]:
    """Número de riesgos, y de los que dicen su probabilidad y su impacto."""
    celdas = [celda for columna in parte.columnas_de(_DICE_EL_RIESGO) for celda in columna.celdas]
    riesgos = [celda for celda in celdas if celda.texto.strip()]
    valorados = 0
    for riesgo in riesgos:
        filas = parte.tabla.filas[riesgo.fila : riesgo.fila + riesgo.filas]
        datos = {
            columna.dato
            for columna in parte.columnas
            if columna.dato in DE_LOS_EJES
            for fila in filas
            if (celda := fila[columna.desde]) is not None and celda.texto.strip()
        }
        valorados += any(ejes <= datos for ejes in _DATOS_QUE_BASTAN[:2])
    return len(riesgos), valorados


def _por_reconocer(tramo: TramoPorReconocer, pedidas: Pedidas) -> Iterator[ColumnaDelMapa]:
    """Columnas con rótulo, con lo que alguien pidió de cada una."""
    ocultas = tramo.tabla.columnas_ocultas
    for columna in tramo.columnas:
        if not columna.camino:
            continue
        yield ColumnaDelMapa(
            **{campo.name: getattr(columna, campo.name) for campo in attrs.fields(type(columna))},
            pedido=pedidas.de(tramo.tabla.lugar, columna.nombres),
            oculta=ocultas.issuperset(range(columna.desde, columna.hasta + 1)),
        )
