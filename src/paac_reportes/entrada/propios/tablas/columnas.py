"""Dónde va cada columna bajo unos rótulos, y cuáles tiene encima."""

import itertools
from collections.abc import Sequence

from paac_reportes.entrada.documentos.visto import CeldaVista
from paac_reportes.entrada.propios.hechura.tablas import TablaEsperada
from paac_reportes.entrada.propios.tablas.lineas import Linea
from paac_reportes.entrada.propios.tablas.rotulos import ColumnaVista


def columnas_vistas(lineas: Sequence[Linea], esperada: TablaEsperada) -> list[ColumnaVista] | None:
    """Las columnas bajo unos rótulos; ``None`` si allí no hay tantas filas de rótulos."""
    rotulos, siguientes = lineas[: esperada.hondura], lineas[esperada.hondura :]
    tabla = rotulos[0].tabla
    if len(rotulos) < esperada.hondura or any(r.tabla is not tabla for r in rotulos):
        return None
    if any(r.vacia for r in rotulos):
        return None
    abajo = rotulos[-1].celdas
    if not abajo:
        return None
    cortes = {c.columna for c in abajo} | {c.columna + c.columnas for c in abajo}
    desde, hasta = min(cortes), max(cortes)
    for linea in siguientes:
        if linea.tabla is not tabla:
            break
        suyas = [c for c in linea.celdas if desde <= c.columna < hasta]
        if any(_cruza(celda, cortes) for celda in suyas):
            if linea.solitario is None:  # los rótulos de otra clase de tabla
                break
            continue
        # Una celda en blanco puede no estar: cada fila dice lo suyo.
        cortes |= {c.columna for c in suyas} | {c.columna + c.columnas for c in suyas}
    puestos = sorted(cortes)
    return [
        ColumnaVista(a, b, _camino(rotulos, a, con_notas=bool(esperada.definida.notas)))
        for a, b in itertools.pairwise(puestos)
    ]


def _cruza(celda: CeldaVista, cortes: set[int]) -> bool:
    return any(celda.columna < corte < celda.columna + celda.columnas for corte in cortes)


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
