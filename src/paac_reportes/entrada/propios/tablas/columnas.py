"""Dónde va cada columna bajo unos rótulos, y cuáles tiene encima."""

import itertools
from collections import Counter
from collections.abc import Sequence

from paac_reportes.entrada.documentos.visto import CeldaVista, TablaVista
from paac_reportes.entrada.propios.hechura.tablas import TablaEsperada
from paac_reportes.entrada.propios.tablas.lineas import Linea
from paac_reportes.entrada.propios.tablas.rotulos import ColumnaVista

Tramo = tuple[int, int]
"""De dónde a dónde va una celda, a lo ancho."""


def columnas_vistas(
    lineas: Sequence[Linea], esperada: TablaEsperada
) -> tuple[ColumnaVista, ...] | None:
    """Las columnas bajo unos rótulos; ``None`` si allí no hay tantas filas de rótulos."""
    rotulos, siguientes = lineas[: esperada.hondura], lineas[esperada.hondura :]
    tabla = rotulos[0].tabla
    if len(rotulos) < esperada.hondura or any(r.tabla is not tabla or r.vacia for r in rotulos):
        return None
    abajo = rotulos[-1].celdas
    if not abajo:
        return None
    cortes = {c.columna for c in abajo} | {c.columna + c.columnas for c in abajo}
    puestos = sorted(cortes | _los_de_las_mas(_tramos_de(siguientes, tabla, cortes)))
    return tuple(
        ColumnaVista(a, b, _camino(rotulos, a, con_notas=bool(esperada.definida.notas)))
        for a, b in itertools.pairwise(puestos)
    )


def _tramos_de(
    lineas: Sequence[Linea], tabla: TablaVista | None, cortes: set[int]
) -> Counter[tuple[Tramo, ...]]:
    """Cómo se parten las filas bajo unos rótulos, y cuántas de cada manera."""
    desde, hasta = min(cortes), max(cortes)
    salida: Counter[tuple[Tramo, ...]] = Counter()
    vistos = set(cortes)
    for linea in _las_que_valen(lineas, tabla):
        if linea.tabla is not tabla:
            break
        suyas = ((c.columna, c.columna + c.columnas) for c in linea.celdas)
        dentro = tuple(tramo for tramo in suyas if desde <= tramo[0] < hasta)
        if dentro not in salida and any(_cruza(tramo, vistos) for tramo in dentro):
            son_rotulos = all(celda.destacada for celda in linea.propias)
            cruza_los_rotulos = any(_cruza(tramo, cortes) for tramo in dentro)
            if linea.solitario is None and (son_rotulos or cruza_los_rotulos):
                break  # los rótulos de otra clase de tabla
            if linea.solitario is not None:
                continue
        salida[dentro] += 1
        vistos.update(itertools.chain.from_iterable(dentro))
    return salida


def _los_de_las_mas(tramos: Counter[tuple[Tramo, ...]]) -> set[int]:
    """Los cortes que no atraviesan más filas de las que parten: una sola no parte las demás."""
    a_favor: Counter[int] = Counter()
    for dentro, cuantas in tramos.items():
        for corte in set(itertools.chain.from_iterable(dentro)):
            a_favor[corte] += cuantas
    en_contra: Counter[int] = Counter()
    for dentro, cuantas in tramos.items():
        for desde, hasta in dentro:
            for corte in range(desde + 1, hasta):
                en_contra[corte] += cuantas
    return {corte for corte, veces in a_favor.items() if veces > en_contra[corte]}


def _las_que_valen(lineas: Sequence[Linea], tabla: TablaVista | None) -> Sequence[Linea]:
    """Las que llevan marca, si la primera la lleva: una insertada no se combina como ellas."""
    if not lineas or lineas[0].tabla is not tabla or not lineas[0].marca:
        return lineas
    return [linea for linea in lineas if linea.marca or linea.tabla is not tabla]


def _cruza(tramo: Tramo, cortes: set[int]) -> bool:
    desde, hasta = tramo
    return hasta - desde > 1 and any(desde < corte < hasta for corte in cortes)


def _camino(rotulos: Sequence[Linea], columna: int, *, con_notas: bool) -> tuple[str, ...]:
    """Los rótulos sobre una columna, cada celda una vez."""
    celdas: dict[int, CeldaVista] = {}
    for linea in rotulos:
        fila = linea.tabla.filas[linea.fila] if linea.tabla else ()
        celda = fila[columna] if columna < len(fila) else None
        if celda is not None:
            celdas[id(celda)] = celda
    textos = [celda.texto for celda in celdas.values()]
    return tuple(t.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹") if con_notas else t for t in textos)
