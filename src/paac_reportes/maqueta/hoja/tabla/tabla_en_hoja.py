"""Las filas de una tabla en las columnas de una hoja, con el alto que pide cada una."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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


class TablaEnHoja:
    """Filas de tabla resueltas, como las pide el paginado (``TablaPorPaginar``)."""

    def __init__(
        self,
        filas: tuple[Fila, ...],
        anchos: Sequence[float],
        cuadricula: Cuadricula,
        medidor: Medidor,
        limite: Pt,
    ) -> None:
        self._columnas = cuadricula.columnas_de(anchos)
        self._cuadricula = cuadricula
        self._medidor = medidor
        self._limite = limite
        self._medir(filas)
        self._inicios: Sequence[int] = range(len(filas) + 1)
        if self._mas_alta() > limite:
            seguidas, self._inicios = continuar(self._rejilla, self._partir)
            self._medir(seguidas)

    @property
    def arranque(self) -> Pt:
        """Lo que hace falta para que quepan la primera fila, las que van con ella y sus celdas."""
        juntas = next((n for n in range(len(self.propios)) if n not in self.con_la_siguiente), 0)
        combinadas = (pide for _, pide in self.combinadas.get(0, ()))
        return Pt(max([sum(self.propios[: juntas + 1]), *combinadas]))

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
        """Las filas de un tramo; una celda que venía de antes sigue en blanco."""
        inicio = self._columnas
        salida = []
        for fila in range(tramo.desde, tramo.hasta):
            celdas = []
            for columna, celda, origen in self._rejilla[fila]:
                filas, contenido = celda.filas, celda.contenido
                if filas > 1:
                    filas, contenido = _lo_que_se_ve(celda, fila - origen, fila, tramo)
                desde, hasta = inicio[columna], inicio[columna + celda.columnas]
                celdas.append(CeldaDeHoja(desde, hasta - desde, filas, contenido, celda.estilo))
            salida.append(FilaDeHoja(altos[fila], tuple(celdas)))
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
        columna, celda, _ = puesto
        if not se_parte(celda.contenido):
            return [celda.contenido]
        ancho, texto = self._ancho(columna, celda.columnas), solo_texto(celda.contenido)
        trozos = self._medidor.trozos(texto, celda.estilo, ancho, self._limite)
        return en_trozos(celda.contenido, trozos)


def _lo_que_se_ve(celda: Celda, pasadas: int, fila: int, tramo: Tramo) -> tuple[int, Contenido]:
    """Cuántas filas cubre desde aquí una celda de varias, cortada por el tramo, y su contenido."""
    if pasadas and fila != tramo.desde:
        return 0, ""
    return min(celda.filas - pasadas, tramo.hasta - fila), "" if pasadas else celda.contenido
