"""Las filas de una hoja, unas bajo otras, y lo que queda de la página impresa.

Y lo que no se pierde de vista, al desplazarse por la hoja y en cada página que se imprime.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from paac_reportes.maqueta.hoja.tabla import TramoDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Fila

_SIN_AIRE = Pt(0)

_PARTE_QUE_SE_LLENA = 0.97
"""Parte de cada página impresa que se llena: el resto queda para lo que cada programa redondea."""

_PARTE_QUE_SE_REPITE = 1 / 3
"""Parte máxima de cada página para las filas que se repiten, si llevan los rótulos."""


def lo_que_se_llena(alto: Mm) -> Pt:
    """Puntos que se llenan de una página que entre sus márgenes tiene ese alto."""
    return Pt(pt_de_mm(alto) * _PARTE_QUE_SE_LLENA)


class FilasEnPaginas:
    """Filas que se van poniendo en una hoja; las pendientes esperan a saber qué les sigue."""

    def __init__(
        self,
        bloque: Sequence[TramoDeHoja],
        alto: Mm,
        *,
        con_cortes: bool,
    ) -> None:
        self.tramos = list(bloque)
        self.altos = list(_altos_de(bloque))
        """Alto de cada fila puesta."""
        self.saltos: list[int] = []
        """Filas (desde 1) después de las cuales empieza otra página."""
        self._sobras: list[Pt] = []
        """Alto que deja en blanco cada página ya llena."""
        self._pendientes: list[TramoDeHoja] = []
        self.util = lo_que_se_llena(alto)
        alto_del_bloque = alto_de(bloque)
        # Un bloque enorme repetido no dejaría lugar para nada más.
        self.repetidas = (0, len(self.altos) if alto_del_bloque < self.util / 2 else 0)
        """Las filas que se imprimen en cada página: desde cuál y hasta cuál, sin incluirla."""
        self.del_bloque = self.repetidas
        """Las del bloque de arriba, si se repite, aunque después se repitan además unos rótulos."""
        self.lo_que_cabe = self.queda = Pt(math.inf)
        """Alto que cabe en una página nueva, y el que queda en la que se está llenando."""
        if con_cortes:
            self.lo_que_cabe = Pt(self.util - (alto_del_bloque if self.repetidas[1] else 0))
            self.queda = Pt(self.util - alto_del_bloque)

    @property
    def siguiente(self) -> int:
        """La fila (desde 0) donde irá lo próximo que se ponga."""
        return len(self.altos) + sum([len(tramo.altos) for tramo in self._pendientes])

    @property
    def en_blanco(self) -> bool:
        """Si en la página que se está llenando no hay nada, o sólo el bloque de arriba."""
        comienza = self.saltos[-1] if self.saltos else self.del_bloque[1]
        return self.siguiente == comienza

    @property
    def sobras(self) -> tuple[Pt, ...]:
        """Alto que deja en blanco cada página."""
        return *self._sobras, self.queda

    @property
    def pendiente(self) -> Pt:
        """Alto de las filas que esperan a saber qué les sigue."""
        return alto_de(self._pendientes) if self._pendientes else _SIN_AIRE

    def esperar(self, filas: Iterable[TramoDeHoja], aire: Pt = _SIN_AIRE) -> None:
        """Deja filas pendientes de lo que las siga; si abren la página, sin su ``aire``."""
        if aire and self.en_blanco:
            primera, *demas = filas
            alto, *altos = primera.altos
            bajas = [Pt(alto - aire), *altos]
            filas = primera.con_altos(bajas), *demas
        self._pendientes += filas

    def apartar(self, aire: Pt, alto: Pt) -> None:
        """Deja en blanco ``aire`` o, si por él lo que sigue pasaría a otra página, lo que quepa."""
        libre = Pt(self.queda - self.pendiente - alto)
        en_blanco = aire if libre < 0 else Pt(min(aire, math.ceil(libre) - 1))
        if en_blanco > 0 and not self.en_blanco:
            self.esperar([TramoDeHoja([en_blanco])])

    def repetir_rotulos(self, rotulos: TramoDeHoja) -> bool:
        """Hace que unos rótulos, los próximos, se impriman en todas las páginas; o dice que no.

        Excel repite filas seguidas: si el bloque de arriba ya se repite, va también lo que haya
        entre los dos. Más de un tercio de la página no se repite.
        """
        alto_de_rotulos, inicio = alto_de([rotulos]), 0 if self.repetidas[1] else self.siguiente
        repetido = math.fsum([*self.altos, *_altos_de(self._pendientes)][inicio:]) + alto_de_rotulos
        cabe = repetido < self.util * _PARTE_QUE_SE_REPITE
        sin_cortes = math.isinf(self.lo_que_cabe)
        if sin_cortes or self.saltos or not cabe or self.queda < self.pendiente + alto_de_rotulos:
            return False
        self.repetidas = (inicio, self.siguiente + len(rotulos.altos))
        self.lo_que_cabe = Pt(self.util - repetido)
        return True

    def soltar(self, junto_a: float = 0) -> None:
        """Pone lo pendiente con lo que lo sigue, de alto ``junto_a``; si no cabe, aparte."""
        while self._pendientes and self.pendiente + junto_a > self.lo_que_cabe:
            primera = self._pendientes.pop(0)
            if self.queda < alto_de([primera]):
                self.cortar()
            self.agregar(primera)
        if self.queda < self.pendiente + junto_a:
            self.cortar()
        self.agregar(*self._pendientes)
        self._pendientes = []

    def agregar(self, *filas: TramoDeHoja) -> None:
        """Pone unas filas debajo de lo que hay."""
        altos = [alto for tramo in filas for alto in tramo.altos]
        self.tramos += filas
        self.altos += altos
        self.queda = Pt(self.queda - math.fsum(altos))

    def cortar(self) -> None:
        """Otra página, si en la actual ya hay algo."""
        if len(self.altos) > (self.saltos[-1] if self.saltos else self.del_bloque[1]):
            self.saltos.append(len(self.altos))
            self._sobras.append(self.queda)
        self.queda = self.lo_que_cabe


def alto_de(filas: Iterable[TramoDeHoja]) -> Pt:
    """Alto de unas filas, una bajo otra."""
    return Pt(math.fsum([alto for tramo in filas for alto in tramo.altos]))


def _altos_de(filas: Iterable[TramoDeHoja]) -> Iterator[Pt]:
    return chain.from_iterable([tramo.altos for tramo in filas])


_ALTO_INMOVIL = 90
"""Puntos: 120 píxeles, de los 500 que Excel deja ver de una hoja en una pantalla de 768."""


class SiempreALaVista:
    """Filas que no se pierden de vista en una hoja: los rótulos que valen para toda ella."""

    def __init__(self, paginas: FilasEnPaginas) -> None:
        self._paginas = paginas
        _, self._filas_de_bloque = paginas.repetidas
        self._bajo_los_rotulos = 0
        """La fila que sigue a los rótulos de la única tabla; 0 si no hay una única."""
        self._rotuladas: dict[tuple[Fila, ...], tuple[int, int]] = {}
        """Filas donde empiezan y terminan unos rótulos la primera vez, por los rótulos."""
        self._ultimos: tuple[Fila, ...] | None = None

    def anotar(self, tabla: Tabla, rotulos: int, *, es_la_unica: bool) -> None:
        """Anota los rótulos de una tabla por poner, para dejarlos siempre a la vista.

        ``rotulos``: cuántas filas ocupan; ``es_la_unica``: si la hoja no lleva otra.
        """
        inicio = self._paginas.siguiente
        # Casi siempre son los de la tabla anterior; y habiendo dos distintos, ya ninguno es común.
        if rotulos and tabla.rotulos is not self._ultimos and len(self._rotuladas) <= 1:
            self._ultimos = tabla.rotulos
            self._rotuladas.setdefault(tabla.rotulos, (inicio, inicio + rotulos))
        if es_la_unica:
            self._bajo_los_rotulos = inicio + rotulos

    @property
    def inmovilizadas(self) -> int:
        """Cuántas filas, las primeras, no se van al bajar: hasta los rótulos de la única tabla.

        También hasta los de varias, si son los mismos y nada hay encima. Excel inmoviliza desde la
        primera: a lo que quedara más arriba no se llegaría, y un escudo no se deja a la vista.
        """
        desde, comunes = self.rotulos_comunes
        hasta = self._bajo_los_rotulos or (0 if desde else comunes)
        cabe = math.fsum(self._paginas.altos[:hasta]) <= _ALTO_INMOVIL
        return hasta if cabe and not self._filas_de_bloque else 0

    @property
    def rotulos_comunes(self) -> tuple[int, int]:
        """Filas que repite una hoja sin cortes: los rótulos, si son unos, y el bloque de encima.

        Desde cuál y hasta cuál, sin incluirla.
        """
        if len(self._rotuladas) != 1:
            return 0, self._filas_de_bloque
        ((desde, hasta),) = self._rotuladas.values()
        desde = 0 if desde == self._filas_de_bloque else desde
        alto = math.fsum(self._paginas.altos[desde:hasta])
        return (desde, hasta) if alto < self._paginas.util / 2 else (0, self._filas_de_bloque)
