"""Dónde se corta una tabla entre páginas impresas, y cuánto mide entonces cada fila."""

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.medida.tipografia import Pt

if TYPE_CHECKING:
    from paac_reportes.maqueta.hoja.tabla import TablaEnHoja

_SIN_ALTO = Pt(0)


class AltosSinCortes(NamedTuple):
    """Alto de cada fila de una tabla, si su página empezó en una suelta de más arriba.

    Se recuerdan con la tabla: la hoja se monta varias veces y en cada una sólo se mide de nuevo lo
    que una página empieza a medias.
    """

    altos: list[Pt]
    """Alto de cada fila, si la página sigue después de ella."""
    al_pie: list[Pt]
    """Alto que cada fila tendría que medir si la página terminara en ella."""
    sueltas: list[bool]
    """De cada fila, si ninguna celda la une a la de arriba."""


@clases.frozen
class RepartoEnPaginas:
    """Blanco, en puntos, que dejan las páginas que faltan: si una deja más, menos las otras."""

    paginas: int = 0
    """Cuántas faltan, con la que se está llenando."""
    por_pagina: float = 0.0
    saldo: float = 0.0
    """Blanco que a la que se está llenando le toca dejar, con el que faltó en las de antes."""

    @property
    def reserva(self) -> float:
        """Alto de la página para las filas que no se apartan de las ya puestas en ella."""
        return min(max(self.saldo, 0.0), self.por_pagina) if self.paginas > 1 else 0.0

    def tras(self, en_blanco: float) -> "RepartoEnPaginas":
        """Reparto de la página que sigue a una que deja eso en blanco."""
        por_pagina = self.por_pagina
        return RepartoEnPaginas(self.paginas - 1, por_pagina, self.saldo - en_blanco + por_pagina)


SIN_REPARTO = RepartoEnPaginas()


@attrs.define
class _Abierta:
    """Una celda de varias filas a la que aún le falta alto para mostrar su texto."""

    hasta: int
    falta: Pt


@attrs.define
class _Pagina:
    """Las filas de una tabla que se van poniendo en una página."""

    tabla: "TablaEnHoja"
    abiertas: list[_Abierta] = attrs.Factory(list)
    """Las celdas que siguen en la fila que venga."""

    def al_pie(self, fila: int) -> Pt:
        """Alto que esa fila tendría que medir si la página terminara en ella."""
        empiezan = self.tabla.combinadas.get(fila, ())
        if not empiezan and not self.abiertas:  # casi todas
            return self.tabla.propios[fila]
        alto = self.tabla.propios[fila]
        for _, de_celda in empiezan:
            alto = max(alto, de_celda)
        for abierta in self.abiertas:
            alto = max(alto, abierta.falta)
        return alto

    def poner(self, fila: int) -> Pt:
        """Alto que esa fila mide si la página sigue después de ella."""
        if empiezan := self.tabla.combinadas.get(fila):
            self.abiertas += [_Abierta(*celda) for celda in empiezan]
        alto = self.tabla.propios[fila]
        if not self.abiertas:
            return alto
        siguen: list[_Abierta] = []
        for abierta in self.abiertas:
            if abierta.hasta > fila + 1:
                siguen.append(abierta)
            elif abierta.hasta == fila + 1:
                alto = max(alto, abierta.falta)
        for abierta in siguen:
            abierta.falta = Pt(abierta.falta - alto)
        self.abiertas = siguen
        return alto


def altos_sin_cortes(tabla: "TablaEnHoja") -> AltosSinCortes:
    """Altos de las filas de una tabla que no se corta, con lo que piden las celdas que las unen."""
    altos, al_pie = list(tabla.propios), list(tabla.propios)
    sueltas = [True] * len(altos)
    fila = 0
    for empieza in sorted(tabla.combinadas):
        if empieza < fila:
            continue
        pagina, fila = _Pagina(tabla), empieza
        while fila == empieza or pagina.abiertas:
            sueltas[fila] = fila == empieza
            al_pie[fila] = pagina.al_pie(fila)
            altos[fila] = pagina.poner(fila)
            fila += 1
    return AltosSinCortes(altos, al_pie, sueltas)


def comienzo(tabla: "TablaEnHoja", cola: Pt, cabe: Pt) -> Pt:
    """Alto que va entero en la página donde empieza la tabla, de lo que quepa en una.

    Son las primeras filas que no se separan y, si no hay más, la ``cola``, que va en la página de
    la última. Si no caben, la primera fila.
    """
    if not tabla.propios:
        return cola
    altos, al_pie, _ = tabla.sin_cortes
    fila, ultima = 0, len(altos) - 1
    while fila < ultima and fila in tabla.con_la_siguiente:
        fila += 1
    juntas = Pt(fsum(altos[:fila]) + al_pie[fila])
    con_cola = Pt(juntas + (cola if fila == ultima else 0))
    return next((alto for alto in (con_cola, juntas) if alto <= cabe), al_pie[0])


def altos_y_tramos(
    tabla: "TablaEnHoja",
    primera: Pt,
    siguientes: Pt,
    cola: Pt = _SIN_ALTO,
    reparto: RepartoEnPaginas = SIN_REPARTO,
) -> tuple[list[Pt], list[range]]:
    """Los altos definitivos y los tramos por página.

    ``primera`` y ``siguientes``: lo que cabe en la página ya empezada y en las demás; ``cola``: lo
    que va en la página de la última fila; ``reparto``: lo que cada una deja en blanco. El texto de
    una celda combinada queda entero en el primero de sus tramos.
    """
    sin_cortes, cuantas = tabla.sin_cortes, len(tabla.propios)
    altos, al_pie = list(sin_cortes.altos), list(sin_cortes.al_pie)
    tramos: list[range] = []
    # La página que empieza a medias de lo que alguna celda une lo mide de nuevo, hasta donde llega.
    a_medias: _Pagina | None = None
    fila, desde, queda, reserva = 0, 0, primera, reparto.reserva
    while fila < cuantas:
        if sin_cortes.sueltas[fila]:
            a_medias = None
        al_pie[fila] = minimo = a_medias.al_pie(fila) if a_medias else sin_cortes.al_pie[fila]
        tras_fila = cola if fila + 1 == cuantas else _SIN_ALTO
        # Por dejar en blanco lo que le toca, una página no aparta la última fila de las demás.
        junta = fila - 1 in tabla.con_la_siguiente or fila + 1 == cuantas
        libre = queda if junta else Pt(queda - reserva)
        if fila > desde and minimo + tras_fila > libre:
            corte = _corte(tabla, range(desde, fila), Pt(siguientes - tras_fila))
            crece = al_pie[corte - 1] - altos[corte - 1]
            reparto = reparto.tras(queda + fsum(altos[corte:fila]) - crece)
            reserva = reparto.reserva
            altos[corte - 1] = al_pie[corte - 1]
            tramos.append(range(desde, corte))
            a_medias, fila, desde, queda = _Pagina(tabla), corte, corte, siguientes
            continue
        altos[fila] = a_medias.poner(fila) if a_medias else sin_cortes.altos[fila]
        queda = Pt(queda - altos[fila])
        fila += 1
    return altos, [*tramos, range(desde, cuantas)]


def _corte(tabla: "TablaEnHoja", tramo: range, cabe: Pt) -> int:
    """La fila que empieza la otra página: ninguna que vaya con la siguiente se queda al pie.

    Si lo que va junto no cabe en una página, o la llena desde arriba, es la que no cupo.
    """
    corte = tramo.stop
    while corte > tramo.start and corte - 1 in tabla.con_la_siguiente:
        corte -= 1
    se_mueve = fsum(tabla.propios[corte : tramo.stop + 1])
    return corte if corte > tramo.start and se_mueve <= cabe else tramo.stop
