"""Las tablas de un documento que son de un mapa: dónde están sus rótulos y hasta dónde van."""

from collections.abc import Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.lectura.ajenos.celdas import celdas_de, es_de_todo_el_ancho, es_nivel, escritas
from paac_reportes.lectura.ajenos.encabezados import caminos, es_franja
from paac_reportes.lectura.ajenos.tramos import lugar_de_columna
from paac_reportes.lectura.ajenos.vocabulario import Pedidas
from paac_reportes.lectura.riesgos.rotulos import (
    DE_LOS_EJES,
    ColumnaDelMapa,
    agrupa,
    es_rotulo_del_mapa,
    parecidos_del_mapa,
    reconocer_columnas,
)
from paac_reportes.opc.visto import CeldaVista, TablaVista

_MINIMO = 3
"""Los rótulos conocidos que hacen de una fila un encabezado."""
_ALTO = 5
"""Las filas de rótulos que se buscan bajo la primera; y sobre ella, las que agrupan."""
_BASTAN = (
    {"riesgo.inherente.probabilidad", "riesgo.inherente.impacto"},
    {"riesgo.residual.probabilidad", "riesgo.residual.impacto"},
    {"causa.texto", "control.descripcion"},
)
_DICE_EL_RIESGO = "riesgo.descripcion"
_LARGO = 90
"""Las letras de un rótulo."""


@clases.frozen(eq=False)
class TablaDeMapa:
    """Una tabla, o la parte de ella que está bajo unos mismos rótulos."""

    tabla: TablaVista
    rotulos: range
    """Sus filas de rótulos."""
    datos: range
    """Las que van debajo, hasta otros rótulos o el final."""
    columnas: tuple[ColumnaDelMapa, ...]

    def de(self, dato: str) -> list[int]:
        """Cuáles de las columnas traen ese dato."""
        return [numero for numero, una in enumerate(self.columnas) if una.dato == dato]


def tablas_del_mapa(
    tabla: TablaVista, pedido: Pedidas, vigencia: int | None = None
) -> list[TablaDeMapa]:
    """Las partes de una tabla que son de un mapa: dicen el riesgo, y cómo se valora o controla."""
    inicios = list(_encabezados(tabla, pedido))
    finales = [*(desde for desde, _ in inicios), len(tabla.filas)][1:]
    halladas = (
        TablaDeMapa(
            tabla,
            range(desde, hasta + 1),
            range(hasta + 1, final),
            reconocer_columnas(_con_sus_celdas(tabla, desde, hasta, final, (pedido, vigencia))),
        )
        for (desde, hasta), final in zip(inicios, finales, strict=True)
    )
    return [una for una in halladas if _es_de_un_mapa(una)]


def _es_de_un_mapa(una: TablaDeMapa) -> bool:
    """Si dice el riesgo y, además, sus dos ejes, sus causas y controles o algún nivel.

    La zona de un plan puede ser un barrio: con ella sola hace falta que diga «Alta» o «Moderada».
    """
    datos = {columna.dato for columna in una.columnas}
    if _DICE_EL_RIESGO not in datos:
        return False
    if any(juntos <= datos for juntos in _BASTAN) or any(
        columna.pedido is not None and columna.dato == _DICE_EL_RIESGO for columna in una.columnas
    ):
        return True
    valoradas = [n for n, columna in enumerate(una.columnas) if columna.es_de_valorar]
    return any(
        celda is not None and celda.texto.strip() and es_nivel(celda.texto)
        for fila in una.datos
        for n in valoradas
        for celda in (una.tabla.filas[fila][una.columnas[n].desde],)
    )


def nombra_el_riesgo(tabla: TablaVista) -> bool:
    """Si alguna de sus filas de varias celdas trae el rótulo del riesgo."""
    return any(
        _es_el_del_riesgo(celda.texto)
        for fila in range(len(tabla.filas))
        if len(vistas := escritas(tabla, fila)) >= _MINIMO
        for celda in vistas
    )


def _es_el_del_riesgo(texto: str) -> bool:
    if len(texto) > _LARGO:
        return False
    hallados = parecidos_del_mapa(texto).items()
    return any(_DICE_EL_RIESGO in papel.dato and cuanto == 1 for papel, cuanto in hallados)


def valora_cada_riesgo(una: TablaDeMapa) -> bool:
    """Si la mitad de sus riesgos, al menos, dice su probabilidad y su impacto."""
    riesgos, valorados = _valorados(una)
    return 0 < riesgos <= 2 * valorados


def es_de_opciones(una: TablaDeMapa) -> bool:
    """Si trae los ejes, sin decir los dos de cada riesgo, y cada nivel una sola vez."""
    riesgos, valorados = _valorados(una)
    ejes = [[c.texto for c in u.celdas if c.texto.strip()] for u in una.columnas if _es_eje(u)]
    escritos = [suyos for suyos in ejes if suyos]
    sin_repetir = all(len(set(suyos)) == len(suyos) for suyos in escritos)
    return 2 * valorados < riesgos and max(map(len, escritos), default=0) > 1 and sin_repetir


def _es_eje(una: ColumnaDelMapa) -> bool:
    return una.dato in DE_LOS_EJES


def _valorados(una: TablaDeMapa) -> tuple[int, int]:
    """Cuántos riesgos trae, y de cuántos dice su probabilidad y su impacto."""
    riesgos = [c for n in una.de(_DICE_EL_RIESGO) for c in una.columnas[n].celdas]
    escritos = [celda for celda in riesgos if celda.texto.strip()]
    return len(escritos), sum(
        any(
            all(
                any(
                    _dice_en(una, columna, celda) for columna in una.columnas if columna.dato == eje
                )
                for eje in ejes
            )
            for ejes in _BASTAN[:2]
        )
        for celda in escritos
    )


def _dice_en(una: TablaDeMapa, columna: ColumnaDelMapa, riesgo: CeldaVista) -> bool:
    """Si una columna dice algo en las filas de un riesgo."""
    filas = una.tabla.filas[riesgo.fila : riesgo.fila + riesgo.filas]
    return any((celda := fila[columna.desde]) is not None and celda.texto.strip() for fila in filas)


def _encabezados(tabla: TablaVista, pedido: Pedidas) -> Iterator[tuple[int, int]]:
    """La primera y la última fila de rótulos, cuantas veces los haya; también de otras tablas."""
    fila = libre = 0
    while fila < len(tabla.filas):
        vistas = escritas(tabla, fila)
        if not (_hay_pedidas(tabla, vistas, pedido) or _es_de_rotulos(vistas)):
            fila += 1
            continue
        desde, hasta = _hacia_arriba(tabla, fila, libre), _hacia_abajo(tabla, fila)
        yield desde, hasta
        fila = libre = hasta + 1


def _hay_pedidas(tabla: TablaVista, vistas: Sequence[CeldaVista], pedido: Pedidas) -> bool:
    """Si alguno de los rótulos se pide como el riesgo: su fila es la de los rótulos."""
    if not pedido:
        return False
    pedidos = pedido.de_fila(tabla.lugar, [celda.texto for celda in vistas])
    return any(uno is not None and _DICE_EL_RIESGO in uno.dato for uno in pedidos)


def _conocida(celda: CeldaVista) -> bool:
    texto = celda.texto
    return len(texto) <= _LARGO and (es_rotulo_del_mapa(texto) or agrupa(texto))


def _es_de_rotulos(vistas: Sequence[CeldaVista]) -> bool:
    if len(vistas) < _MINIMO or any(len(celda.texto) > _LARGO for celda in vistas):
        return False
    distintas, sobran = set[str](), len(vistas) // 2
    for celda in vistas:
        if _conocida(celda):
            distintas.add(celda.texto.strip())
            continue
        sobran -= 1
        if sobran < 0:  # una fila de datos se conoce a la mitad
            return False
    return len(distintas) >= _MINIMO


def _hacia_arriba(tabla: TablaVista, fila: int, libre: int) -> int:
    """Con las filas que agrupan a sus rótulos; lo que va sobre todos es un título."""
    desde = fila
    while desde > max(libre, fila - _ALTO):
        vistas = escritas(tabla, desde - 1)
        if not vistas or any(es_de_todo_el_ancho(tabla, celda) for celda in vistas):
            break
        if len(vistas) == 1 and vistas[0].columnas == 1:
            break
        if not all(len(c.texto) <= _LARGO and ":" not in c.texto for c in vistas):
            break
        if 2 * sum(agrupa(celda.texto) for celda in vistas) < len(vistas):
            break
        desde -= 1
    return desde


def _hacia_abajo(tabla: TablaVista, fila: int) -> int:
    hasta = fila
    while hasta - fila < _ALTO and hasta + 1 < len(tabla.filas):
        siguiente = hasta + 1
        de_arriba = any(
            fila <= celda.fila <= hasta and celda.texto.strip()
            for celda in celdas_de(tabla, siguiente)
        )
        if not (de_arriba or _debajo(tabla, siguiente)):
            break
        hasta = siguiente
    return hasta


def _debajo(tabla: TablaVista, fila: int) -> bool:
    """Si casi todo lo que dice son rótulos, y cada uno está bajo otro que lo agrupa o un blanco."""
    vistas = escritas(tabla, fila)
    if not vistas or any(len(celda.texto) > _LARGO for celda in vistas):
        return False
    if any(es_franja(tabla, fila - 1, celda) for celda in vistas):
        return False
    sueltas = (tabla.filas[fila - 1][celda.columna] for celda in vistas)
    agrupadas = all(
        arriba is None or arriba.columnas > 1 or not arriba.texto.strip() or agrupa(arriba.texto)
        for arriba in sueltas
    )
    return agrupadas and 4 * sum(map(_conocida, vistas)) >= 3 * len(vistas)


def _con_sus_celdas(
    tabla: TablaVista, desde: int, hasta: int, final: int, dicho: tuple[Pedidas, int | None]
) -> list[ColumnaDelMapa]:
    """Las columnas con lo que dicen, lo que traen y lo que alguien dijo de ellas."""
    rotuladas = _rotuladas(tabla, desde, hasta)
    trae: list[list[CeldaVista]] = [[] for _ in rotuladas]
    for fila in range(hasta + 1, final):
        for una, suyas in zip(rotuladas, trae, strict=True):
            celda = tabla.filas[fila][una.desde]
            if celda is not None and celda.fila == fila and _esta_en(celda, una):
                suyas.append(celda)
    lugares = [lugar_de_columna(tabla, una.desde) for una in rotuladas]
    pedido, vigencia = dicho
    nombres = [
        (lugar, una.rotulo, una.camino[-1]) for una, lugar in zip(rotuladas, lugares, strict=True)
    ]
    pedidos = pedido.de_columnas(tabla.lugar, nombres, vigencia)
    return [
        attrs.evolve(una, celdas=tuple(suyas), lugar=lugar, pedido=suyo)
        for una, suyas, lugar, suyo in zip(rotuladas, trae, lugares, pedidos, strict=True)
    ]


def _esta_en(celda: CeldaVista, una: ColumnaDelMapa) -> bool:
    """Si no se sale de una columna, como la raya de una firma."""
    return una.desde <= celda.columna and celda.columna + celda.columnas - 1 <= una.hasta


def _rotuladas(tabla: TablaVista, desde: int, hasta: int) -> list[ColumnaDelMapa]:
    """Las columnas con lo que dicen: la que ocupa varias de la cuadrícula es una sola."""
    rotuladas: list[ColumnaDelMapa] = []
    anterior: CeldaVista | None = None
    for numero, camino in enumerate(caminos(tabla, desde, hasta)):
        ultima = _ultima(tabla, desde, hasta, numero)
        if rotuladas and ultima is not None and ultima is anterior:
            previa = rotuladas[-1]
            oculta = previa.oculta and numero in tabla.columnas_ocultas
            rotuladas[-1] = attrs.evolve(previa, hasta=numero, oculta=oculta)
        elif camino:
            oculta = numero in tabla.columnas_ocultas
            una = ColumnaDelMapa(desde=numero, hasta=numero, camino=camino, oculta=oculta)
            rotuladas.append(una)
        anterior = ultima
    return rotuladas


def _ultima(tabla: TablaVista, desde: int, hasta: int, columna: int) -> CeldaVista | None:
    """La celda del rótulo más bajo de una columna."""
    for fila in range(hasta, desde - 1, -1):
        celda = tabla.filas[fila][columna]
        if celda is not None and celda.texto.strip():
            return celda
    return None
