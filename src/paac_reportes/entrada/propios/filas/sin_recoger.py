"""La red de la lectura: las filas que se ven en el documento y no quedaron en el plan."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import attrs

from paac_reportes.entrada.propios.filas.rutas.ruta import ruta_de_marca
from paac_reportes.entrada.propios.tablas.hallazgo import Hallazgo, es_de_datos
from paac_reportes.entrada.propios.tablas.lineas import Linea
from paac_reportes.errores import Aviso

_CON_MARCA = "es una fila del plan y no se leyó: no está bajo los rótulos de su tabla"
_SIN_MARCA = "parece una fila del plan y no se leyó: no está bajo los rótulos de ninguna tabla"
_POCAS = 2
"""Celdas escritas con las que todavía no se sabe si es una fila."""


@attrs.frozen
class SinRecoger:
    """Lo que quedó fuera, ya dicho fila por fila."""

    avisos: tuple[Aviso, ...]
    marcas: frozenset[str]
    """Las de las filas que se dicen."""


def sin_recoger(hallazgo: Hallazgo, recogidas: AbstractSet[str]) -> SinRecoger:
    """Las filas que no llegaron al plan: por su marca o, sin ella, porque se ven como las demás."""
    avisos: list[Aviso] = []
    marcas: set[str] = set()
    fuera = {id(linea) for linea in hallazgo.fuera}
    que_abre = {id(linea) for linea in _que_abre(hallazgo)}
    for linea in _todas(hallazgo):
        suya = linea.marca.removesuffix("+")
        if ruta_de_marca(suya) is not None:
            if id(linea) in fuera or suya not in recogidas:
                marcas.add(suya)
                avisos.append(Aviso("lectura_dudosa", linea.lugar, _CON_MARCA))
        elif id(linea) in fuera - que_abre and _parece_una_fila(linea, hallazgo):
            avisos.append(Aviso("lectura_dudosa", linea.lugar, _SIN_MARCA))
    return SinRecoger(tuple(avisos), frozenset(marcas))


def _todas(hallazgo: Hallazgo) -> Iterator[Linea]:
    yield from hallazgo.fuera
    for tabla in hallazgo.tablas:
        yield from tabla.filas


def _que_abre(hallazgo: Hallazgo) -> Iterator[Linea]:
    """Lo que va antes de la primera tabla y no está en ella: de quién es el documento."""
    primera = hallazgo.tablas[0]
    for linea in primera.antes:
        if linea.tabla is not primera.tabla or primera.tabla.primera is not None:
            yield linea


def _parece_una_fila(linea: Linea, hallazgo: Hallazgo) -> bool:
    """Si sus celdas están donde las de una tabla del formato, y dice la mitad de sus columnas."""
    if linea.tabla is None or linea.marca:
        return False
    escritas = len(linea.propias)
    return _sigue_a_una(linea, hallazgo) or any(
        escritas > _POCAS
        and 2 * escritas >= len(tabla.encaje.columnas)
        and es_de_datos(linea, tabla)
        for tabla in hallazgo.tablas
    )


def _sigue_a_una(linea: Linea, hallazgo: Hallazgo) -> bool:
    """Si en una hoja va bajo la última de una tabla, con celdas más angostas que sus columnas."""
    for tabla in hallazgo.tablas:
        ultima = tabla.filas[-1] if tabla.filas else None
        if ultima is None or ultima.tabla is not linea.tabla:
            continue
        if linea.fila == ultima.fila + 1:
            vistas = [columna.vista for columna in tabla.encaje.columnas]
            return any(
                v.desde <= celda.columna
                and celda.columna + celda.columnas <= v.hasta
                and celda.columnas < v.hasta - v.desde
                for celda in linea.propias
                for v in vistas
            )
    return False
