"""Lo que dice de un grupo la fila de subtotal que lo cierra."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import attrs

from paac_reportes.entrada.propios.hechura.tablas import TablaEsperada, dice, molde
from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada
from paac_reportes.entrada.propios.tablas.piezas import FilaVista
from paac_reportes.formatos.definicion.tablas import Subtotal
from paac_reportes.textos.plantillas.inversa import Dichos, Molde


@attrs.frozen
class Cierre:
    """Un subtotal, tras la última fila de su grupo."""

    por: str
    dichos: Dichos
    lugar: str


def cierres_de(
    tabla: TablaHallada, filas: Sequence[FilaVista]
) -> Mapping[FilaVista, Sequence[Cierre]]:
    """Los que van después de cada fila."""
    salida: defaultdict[FilaVista, list[Cierre]] = defaultdict(list)
    if not tabla.encaje.esperada.definida.subtotales:
        return salida
    de_linea = {fila.ultima: fila for fila in filas} | {fila.linea: fila for fila in filas}
    ultima: FilaVista | None = None
    for linea in tabla.filas:
        if linea in de_linea:
            ultima = de_linea[linea]
        elif ultima is not None and linea.propias:
            cierre = _cierre(linea.propias[0].texto, tabla.encaje.esperada, linea.lugar)
            salida[ultima] += [cierre] if cierre else []
    return salida


def _cierre(texto: str, esperada: TablaEsperada, lugar: str) -> Cierre | None:
    """El subtotal que más letras suyas trae; ninguno si es el total de la tabla."""
    total = esperada.definida.total
    if total is not None and dice(molde(total), texto):
        return None
    lecturas = [
        (letras, subtotal, dichos)
        for subtotal in esperada.definida.subtotales
        for dichos, letras in _lectura(subtotal, texto)
    ]
    if not lecturas:
        return None
    _, subtotal, dichos = max(lecturas, key=lambda lectura: lectura[0])
    return Cierre(subtotal.por, dichos, lugar)


def _lectura(subtotal: Subtotal, texto: str) -> list[tuple[Dichos, int]]:
    return list(molde(subtotal.rotulo).casar(texto))[:1]


def nombra_el_componente(moldes: Sequence[Molde]) -> bool:
    """Si alguno de esos textos dice de qué componente es."""
    huecos = (hueco for uno in moldes for forma in uno.formas for hueco in forma.huecos)
    return any(hueco.camino.startswith("componente.") for hueco in huecos)
