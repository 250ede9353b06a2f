"""Las tablas cuyos anchos dependen de lo que digan todas las de su clase en el documento."""

from collections.abc import Iterable, Sequence

import attrs

from paac_reportes.composicion.tablas.columnas import ColumnaPuesta, limites_de
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.medida.pesaje import pesar
from paac_reportes.maqueta.nodos import Bloque, Tabla


@attrs.frozen(kw_only=True)
class TablaPorPesar(Tabla):
    """Una tabla con sus anchos aún por saber: no sale de la composición."""

    columnas: tuple[ColumnaPuesta, ...]

    def con(self, anchos: tuple[float, ...]) -> Tabla:
        """La tabla, ya con sus anchos."""
        suyos = {campo.name: getattr(self, campo.name) for campo in attrs.fields(Tabla)}
        return Tabla(**{**suyos, "anchos": anchos})


def con_sus_anchos(partes: Sequence[Parte], medidor: Medidor) -> tuple[Parte, ...]:
    """Las partes con los anchos pesados: unos para todas las tablas de iguales columnas.

    Los de cada ancho de papel son otros.
    """
    clases: dict[_Clase, list[TablaPorPesar]] = {}
    for parte in partes:
        for tabla in _por_pesar(parte):
            clases.setdefault(_clase_de(tabla, parte), []).append(tabla)
    anchos = {clase: _pesados(clase, tablas, medidor) for clase, tablas in clases.items()}
    return tuple(_con_anchos(parte, anchos) for parte in partes) if anchos else tuple(partes)


_Clase = tuple[tuple[ColumnaPuesta, ...], Mm]


def _clase_de(tabla: TablaPorPesar, parte: Parte) -> _Clase:
    return tabla.columnas, parte.marco.pagina.ancho_util


def _por_pesar(parte: Parte) -> Iterable[TablaPorPesar]:
    return (bloque for bloque in parte.bloques if isinstance(bloque, TablaPorPesar))


def _pesados(clase: _Clase, tablas: list[TablaPorPesar], medidor: Medidor) -> tuple[float, ...]:
    columnas, util = clase
    return pesar(tablas, [limites_de(puesta.definida) for puesta in columnas], medidor, util)


def _con_anchos(parte: Parte, anchos: dict[_Clase, tuple[float, ...]]) -> Parte:
    def con_los_suyos(bloque: Bloque) -> Bloque:
        if isinstance(bloque, TablaPorPesar):
            return bloque.con(anchos[_clase_de(bloque, parte)])
        return bloque

    return attrs.evolve(parte, bloques=tuple(map(con_los_suyos, parte.bloques)))
