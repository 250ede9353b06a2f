"""Las filas de Word a que les falta una celda: cada dato bajo su rótulo, o en ninguno.

Quien borra una celda corre a la izquierda las que la siguen, y la fecha queda bajo «Hecho». Dónde
va cada una se sabe por lo que las demás filas traen en cada columna; la que cabe en más de una no
se toma en ninguna, y se dice con su texto.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.celdas import es_codigo, es_fecha, es_porcentaje
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista

Fila = tuple[CeldaVista | None, ...]
_MAS_DE = 4
"""Si a una fila le faltan más celdas, no es de las demás: ninguna tiene sitio."""
_NO_CABE = -1_000_000
_PARTE = 3
"""Parte de las celdas de una columna que basta para que lo que traen sea suyo."""


def alineadas(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento con las celdas de sus filas cortas en su columna; sin las que no se sabe."""
    if not any(tabla.cortas for tabla in documento.tablas()):
        return documento
    avisos: list[Aviso] = []
    partes = tuple(_parte(parte, avisos) for parte in documento.partes)
    return attrs.evolve(documento, partes=partes, avisos=(*documento.avisos, *avisos))


def _parte(parte: ParteVista, avisos: list[Aviso]) -> ParteVista:
    """Parte con sus tablas de filas cortas alineadas; lo que se dice va a ``avisos``."""
    bloques = (
        _tabla(bloque, avisos) if isinstance(bloque, TablaVista) and bloque.cortas else bloque
        for bloque in parte.bloques
    )
    return attrs.evolve(parte, bloques=tuple(bloques))


def _tabla(tabla: TablaVista, avisos: list[Aviso]) -> TablaVista:
    """Tabla con las filas a que les falta una celda ya alineadas; lo que no se pudo, con aviso."""
    columnas = [_MuestraDeColumna(celdas) for celdas in zip(*_de_datos(tabla), strict=True)]
    filas = list(tabla.filas)
    for numero, faltan in tabla.cortas.items():
        if not columnas or not _es_de_datos(tabla, numero):
            continue
        filas[numero], sin_sitio = _alineada(tabla.filas[numero], numero, faltan, columnas)
        if sin_sitio:
            textos = ", ".join(mostrar(celda.texto.strip()) for celda in sin_sitio)
            motivo = (
                f"le falta una celda, y no se sabe de qué columna es lo que no se leyó: {textos}"
            )
            avisos.append(Aviso("fila_sin_leer", tabla.lugar_de(numero), motivo))
    return attrs.evolve(tabla, filas=tuple(filas))


def _de_datos(tabla: TablaVista) -> list[Fila]:
    """Filas completas de una tabla, sin las de rótulos."""
    return [
        fila
        for numero, fila in enumerate(tabla.filas)
        if numero not in tabla.cortas and _es_de_datos(tabla, numero)
    ]


def _es_de_datos(tabla: TablaVista, numero: int) -> bool:
    """Si la fila no es de rótulos: ni la primera, ni de las que se repiten o se destacan."""
    escritas = [celda for celda in tabla.filas[numero] if celda is not None and celda.texto.strip()]
    return numero >= max(tabla.rotulos, 1) and not all(celda.destacada for celda in escritas)


class _MuestraDeColumna:
    """Textos de una columna en las filas completas, y sus clases."""

    def __init__(self, celdas: Sequence[CeldaVista | None]) -> None:
        escritas = [celda for celda in celdas if celda is not None and celda.texto.strip()]
        clases = [_clase(celda) for celda in escritas]
        self._textos = {celda.texto.strip() for celda in escritas}
        self._clases = {c for c in set(clases) if clases.count(c) * _PARTE >= len(clases)}

    def encaja(self, celda: CeldaVista) -> int:
        """Grado en que una celda encaja: 2 si otra dice lo mismo, 1 si es de su clase y 0 si no."""
        if not celda.texto.strip():
            return 1
        if celda.texto.strip() in self._textos:
            return 2
        return int(not self._clases or _clase(celda) in self._clases)


def _clase(celda: CeldaVista) -> str:
    """Clase de lo que dice una celda: ``cifra``, ``fecha`` o ``texto``."""
    if es_codigo(celda.texto) or es_porcentaje(celda):
        return "cifra"
    return "fecha" if es_fecha(celda) else "texto"


def _alineada(
    fila: Fila, numero: int, faltan: int, columnas: Sequence[_MuestraDeColumna]
) -> tuple[Fila, list[CeldaVista]]:
    """Fila con cada celda en la única columna en que cabe, y las que no se sabe dónde van."""
    celdas = list(_propias(fila, numero))
    ninguno = [set[int]() for _ in celdas]
    corrimientos = _corrimientos(celdas, faltan, columnas) if faltan <= _MAS_DE else ninguno
    alineada: list[CeldaVista | None] = [
        celda if celda is not None and celda.fila < numero else None for celda in fila
    ]
    sin_sitio: list[CeldaVista] = []
    for celda, corridas in zip(celdas, corrimientos, strict=True):
        if len(corridas) == 1:
            columna = celda.columna + corridas.pop()
            corrida = attrs.evolve(celda, columna=columna)
            alineada[columna : columna + celda.columnas] = [corrida] * celda.columnas
        elif celda.texto.strip():
            sin_sitio.append(celda)
    return tuple(alineada), sin_sitio


def _propias(fila: Fila, numero: int) -> Iterator[CeldaVista]:
    """Celdas que empiezan en una fila, cada una una vez."""
    for columna, celda in enumerate(fila):
        if celda is not None and (celda.fila, celda.columna) == (numero, columna):
            yield celda


def _corrimientos(
    celdas: Sequence[CeldaVista], faltan: int, columnas: Sequence[_MuestraDeColumna]
) -> list[set[int]]:
    """De cada celda, cuántas columnas puede correrse, en los modos en que más encajan todas.

    Ninguna pasa a la que la sigue: la segunda se corre lo que la primera, o más. Sin un modo en que
    encajen todas, ninguna tiene lugar.
    """
    encajes = [
        [columnas[celda.columna + lugar].encaja(celda) or _NO_CABE for lugar in range(faltan + 1)]
        for celda in celdas
    ]
    hasta = list(accumulate(encajes, _con_la_mejor_previa))
    desde = [
        suma[::-1]
        for suma in accumulate((encaje[::-1] for encaje in reversed(encajes)), _con_la_mejor_previa)
    ][::-1]
    totales = [
        [antes + despues - propio for antes, despues, propio in zip(*tres, strict=True)]
        for tres in zip(hasta, desde, encajes, strict=True)
    ]
    mejor = max((max(total) for total in totales), default=_NO_CABE)
    return [
        {corridas for corridas, total in enumerate(de_la_celda) if total == mejor and mejor > 0}
        for de_la_celda in totales
    ]


def _con_la_mejor_previa(sumas: list[int], encajes: list[int]) -> list[int]:
    """Suma de cada corrimiento: su encaje y la mejor suma de las que no se corren más."""
    return [mejor + encaja for mejor, encaja in zip(accumulate(sumas, max), encajes, strict=True)]
