"""Las filas de una tabla en las columnas de una hoja, con el alto que pide cada una."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from paac_reportes.maqueta.contenidos import (
    Cifra,
    Contenido,
    Resumen,
    en_trozos,
    se_parte,
    solo_texto,
)
from paac_reportes.maqueta.hoja.cuadricula import Cuadricula
from paac_reportes.maqueta.hoja.tabla.continuacion import continuar
from paac_reportes.maqueta.hoja.tabla.paginado import Tramo
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Pt
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.maqueta.rejilla import Puesto, resolver

_SIGUE = ("(continúa)", "(cont.)")
"""Cómo se dice que una celda viene de la página anterior; lo segundo, donde no cabe lo primero."""


class CeldaDeHoja(NamedTuple):
    """Una celda en su columna; con ``filas`` 0 es parte de otra que empieza más arriba."""

    columna: int
    columnas: int
    filas: int
    contenido: Contenido
    estilo: str


@attrs.frozen
class FilaDeHoja:
    """Una fila con su alto y sus celdas, de izquierda a derecha."""

    alto: Pt
    celdas: tuple[CeldaDeHoja, ...] = ()
    marca: str = ""
    """La de su fila en la tabla; con un ``+`` si ya empezó más arriba."""


class TablaEnHoja:
    """Filas de tabla resueltas, como las pide el paginado (``TablaPorPaginar``)."""

    def __init__(  # noqa: PLR0913, PLR0917 - qué se mide, dónde y hasta cuánto
        self,
        filas: tuple[Fila, ...],
        anchos: Sequence[float],
        cuadricula: Cuadricula,
        medidor: Medidor,
        limite: Pt,
        primera: Pt | None = None,
    ) -> None:
        self._columnas = cuadricula.columnas_de(anchos)
        self._cuadricula = cuadricula
        self._medidor = medidor
        self._limite = limite
        self._primera = limite if primera is None else primera
        self._medir(filas)
        self._inicios: Sequence[int] = range(len(filas) + 1)
        self._marcas = [fila.marca for fila in filas]
        self.seguida = self._mas_alta() > limite or self._comienza() > self._primera
        """Si alguna fila sigue en otras, que no estaban en la tabla."""
        if self.seguida:
            seguidas, self._inicios = continuar(self._rejilla, self._partir)
            self._medir(seguidas)
            self._marcas = [*_con_continuaciones(self._marcas, self._inicios)]

    def juntar_las_ultimas(self, cuantas: int) -> None:
        """Deja tantas filas del final en la misma página, con la que las precede."""
        ultima = len(self.propios) - 1
        self.con_la_siguiente.update(range(max(ultima - cuantas, 0), ultima))

    def juntar_con_la_anterior(self, filas: Sequence[int]) -> None:
        """Deja esas filas de la tabla en la página de la que las precede."""
        self.con_la_siguiente.update(self._inicios[fila] - 1 for fila in filas if fila)

    def altos(self) -> list[Pt]:
        """Los altos si la tabla no se corta."""
        altos = list(self.propios)
        for desde in sorted(self.combinadas):
            for hasta, pide in self.combinadas[desde]:
                falta = pide - sum(altos[desde:hasta])
                altos[hasta - 1] = Pt(altos[hasta - 1] + max(falta, 0.0))
        return altos

    def enteras(self) -> list[FilaDeHoja]:
        """Todas las filas, sin cortar la tabla."""
        return self.filas(self.altos(), Tramo(0, len(self.propios)))

    def filas(self, altos: Sequence[Pt], tramo: Tramo) -> list[FilaDeHoja]:
        """Las filas de un tramo; una celda que venía de antes repite su texto y dice que sigue."""
        inicio = self._columnas
        salida = []
        for fila in range(tramo.desde, tramo.hasta):
            celdas = []
            for columna, celda, origen in self._rejilla[fila]:
                filas, contenido = celda.filas, celda.contenido
                if filas > 1:
                    filas = _las_que_cubre(celda, fila - origen, fila, tramo)
                    if fila > origen:
                        alto = Pt(sum(altos[fila : fila + filas]))
                        contenido = self._repetida(columna, celda, alto) if filas else ""
                desde, hasta = inicio[columna], inicio[columna + celda.columnas]
                celdas.append(CeldaDeHoja(desde, hasta - desde, filas, contenido, celda.estilo))
            salida.append(FilaDeHoja(altos[fila], tuple(celdas), self._marcas[fila]))
        return salida

    def cifras(self) -> Iterator[tuple[int, int, Resumen]]:
        """Las celdas que resumen otras: su fila, su columna en la hoja y de qué filas salen."""
        inicios = self._inicios
        for fila, puestos in enumerate(self._rejilla):
            for columna, celda, origen in puestos:
                resumen = celda.contenido.resumen if isinstance(celda.contenido, Cifra) else None
                if resumen is not None and origen == fila:
                    grupos = tuple((inicios[a], inicios[b]) for a, b in resumen.grupos)
                    yield fila, self._columnas[columna], attrs.evolve(resumen, grupos=grupos)

    def columnas_sueltas(self, filas: int) -> set[int]:
        """Las columnas de la hoja donde, en tantas filas, ninguna celda es de varias."""
        empiezan = set(self._columnas[:-1])
        combinadas = {
            self._columnas[puesto.columna]
            for puestos in self._rejilla[:filas]
            for puesto in puestos
            if puesto.celda.filas > 1
        }
        return empiezan - combinadas

    def _medir(self, filas: tuple[Fila, ...]) -> None:
        self._rejilla = resolver(filas, len(self._columnas) - 1)
        self.propios: list[Pt] = []
        self.combinadas: dict[int, list[tuple[int, Pt]]] = defaultdict(list)
        self.con_la_siguiente: set[int] = set()
        medida = functools.cache(self._medida)
        minimo = self._medidor.alto_minimo
        for numero, puestos in enumerate(self._rejilla):
            propio = minimo
            for columna, celda, origen in puestos:
                if origen == numero:
                    pide = medida(columna, celda.columnas, celda.estilo)(celda.contenido)
                    if celda.filas > 1:
                        self.combinadas[numero].append((numero + celda.filas, pide))
                    elif pide > propio:
                        propio = pide
            self.propios.append(propio)
            if all(self._medidor.con_el_siguiente(puesto.celda.estilo) for puesto in puestos):
                self.con_la_siguiente.add(numero)

    def _comienza(self) -> float:
        """Lo que pide la primera fila, con lo que empieza en ella."""
        combinadas = (pide for _, pide in self.combinadas.get(0, ()))
        return max([*self.propios[:1], *combinadas], default=0.0)

    def _mas_alta(self) -> float:
        combinadas = (pide for lista in self.combinadas.values() for _, pide in lista)
        return max([*self.propios, *combinadas], default=0.0)

    def _medida(self, columna: int, columnas: int, estilo: str) -> Callable[[Contenido], Pt]:
        return self._medidor.de(estilo, self._ancho(columna, columnas))

    def _ancho(self, columna: int, columnas: int) -> Pt:
        return self._cuadricula.ancho_entre(
            self._columnas[columna], self._columnas[columna + columnas]
        )

    def _partir(self, puesto: Puesto) -> list[Contenido]:
        """Parte el texto que pide más alto, o más letras, que lo que una celda admite."""
        columna, celda, origen = puesto
        if not se_parte(celda.contenido):
            return [celda.contenido]
        ancho, texto = self._ancho(columna, celda.columnas), solo_texto(celda.contenido)
        limite = self._limite if origen else self._primera
        trozos = self._medidor.trozos(texto, celda.estilo, ancho, limite)
        return en_trozos(celda.contenido, trozos)

    def _repetida(self, columna: int, celda: Celda, alto: Pt) -> str:
        """Lo que dice en otra página una celda que viene de la anterior, sin pedir más alto."""
        texto = solo_texto(celda.contenido).strip()
        ancho = self._ancho(columna, celda.columnas)
        return texto and self._medidor.con_marca(texto, _SIGUE, celda.estilo, ancho, alto)


def _con_continuaciones(marcas: Sequence[str], inicios: Sequence[int]) -> Iterator[str]:
    """La marca de cada fila nueva: la de la suya y, en las que la continúan, con un ``+``."""
    for marca, (desde, hasta) in zip(marcas, pairwise(inicios), strict=True):
        yield marca
        yield from (marca and f"{marca}+" for _ in range(desde + 1, hasta))


def _las_que_cubre(celda: Celda, pasadas: int, fila: int, tramo: Tramo) -> int:
    """Cuántas filas cubre desde aquí una celda de varias, cortada por el tramo; 0 si ya empezó."""
    if pasadas and fila != tramo.desde:
        return 0
    return min(celda.filas - pasadas, tramo.hasta - fila)
