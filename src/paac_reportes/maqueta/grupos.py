"""Las filas que comparten una celda que las nombra: de quién es lo que sigue en otra página.

Donde la página la corta la biblioteca, en un PDF, se dice sobre ella (``grupos_de``). En Word la
corta el programa, y no siempre donde otro: lo que se escriba puede quedar a media página
(``Agrupador``). Allí un grupo bajo no se aparta, y uno alto va por partes que tampoco se apartan,
cada una con su nombre: valga donde valga el corte, se sabe de quién es. Donde no se repite el
nombre, el que contiene otros se corta entre ellos, y el de más de un cuarto de lo que cabe, entre
sus filas: entero, dejaría en blanco otro tanto.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import cast

from paac_reportes import clases
from paac_reportes.maqueta.altos import ANCHO_DE_LETRA
from paac_reportes.maqueta.contenido import (
    Cambiado,
    ConBarra,
    Imagen,
    que_sigue,
    solo_texto,
    texto_de_ahora,
)
from paac_reportes.maqueta.cortes import PARTE_ALTA, Cortador
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    ALTO_DE_BARRA,
    MARGEN_DE_CELDA,
    SOBRE_LA_BARRA,
    Estilo,
    estilo_que_sigue,
)
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla


@clases.frozen
class Grupo:
    """Unas filas que comparten una celda que las nombra; de ``desde`` a ``hasta``, sin ésta."""

    columna: int
    """Columna de la celda."""
    desde: int
    hasta: int
    nombre: str

    @property
    def filas(self) -> range:
        """Las suyas."""
        return range(self.desde, self.hasta)


def grupos_de(tabla: Tabla) -> Iterator[Grupo]:
    """Los grupos de una tabla: sus filas bajo una misma celda, de las columnas que las nombran."""
    if not tabla.titulares or tabla.va_entera:
        return
    for lugar in sorted({0, *tabla.titulares}):
        columna = tabla.columnas[lugar]
        for fila, cubre in enumerate(columna.filas or ()):
            nombre = " ".join(texto_de_ahora(columna.contenidos[fila]).split()) if cubre > 1 else ""
            if nombre:
                yield Grupo(lugar, fila, fila + cubre, nombre)


def alto_del_nombre(tabla: Tabla, grupo: Grupo, cortador: Cortador) -> Pt:
    """Alto de la celda que nombra un grupo."""
    columna, bordes = tabla.columnas[grupo.columna], cortador.bordes(tabla.anchos)
    ancho = Pt(bordes[grupo.columna + columna.abarca(grupo.desde)] - bordes[grupo.columna])
    medir = cortador.medidor.en_papel(columna.estilo(grupo.desde), ancho)
    return medir(columna.contenidos[grupo.desde])


def filas_de_su_nombre(tabla: Tabla, cortador: Cortador) -> Iterator[range]:
    """De cada grupo cuyo nombre no cabe en su primera fila, las que ocupa, si caben en una página.

    Donde un programa corta una celda de varias filas entre sus renglones, el nombre se partiría.
    """
    for grupo in grupos_de(tabla):
        estilo = tabla.columnas[grupo.columna].estilo(grupo.desde)
        nombre, renglon = alto_del_nombre(tabla, grupo, cortador), cortador.medidor.alto_minimo
        if cortador.medidor.girado(estilo) or nombre <= renglon:
            continue
        # Una más: a la última se le suma lo que a la celda le falte.
        hasta = min(grupo.desde + math.ceil(nombre / renglon) + 1, grupo.hasta)
        altos = cortador.altos_entre(tabla, range(grupo.desde, hasta), en_papel=True)
        hasta_cada_una = [*accumulate(altos)]
        de_mas = min(bisect_left(hasta_cada_una, nombre), len(altos) - 1)
        if de_mas and hasta_cada_una[de_mas] <= cortador.lo_que_cabe(tabla):
            yield range(grupo.desde, grupo.desde + de_mas + 1)


_EN_SU_CELDA = 60
"""Letras del nombre de un grupo donde sigue, si va escrito otra vez."""

_DE_PAGINA = 0.4
"""De la página: lo que más mide una parte de un grupo, para que no apartarla no deje en blanco más
que eso. Con menos, se nombra más veces a media página."""

_EN_MAYUSCULAS = 9 / 7
"""Cuánto más ancha que ``ANCHO_DE_LETRA`` es la de un texto todo en mayúsculas."""

_SE_CORTA = 1 / 4
"""De lo que cabe bajo los rótulos: un grupo más alto se corta."""

_EN_BLANCO = 1 / 6
"""De la página: lo más que mide, si no repite su nombre, un grupo de grupos que va entero; uno más
alto dejaría en blanco la página de la que se aparta."""


_Seguidas = tuple[int, int]
"""Unas filas: de una a otra, sin ésta."""


@clases.frozen
class Agrupada:
    """Una tabla como va en Word: sus grupos altos ya por partes."""

    tabla: Tabla
    juntas: frozenset[int] = frozenset()
    """Las filas que no se apartan de la que sigue."""


class Agrupador:
    """Decide qué filas van juntas para que ninguna página empiece sin decir de quién es."""

    def __init__(self, estilos: Mapping[str, Estilo], cortador: Cortador) -> None:
        self._estilos = estilos
        self._cortador = cortador

    def agrupar(self, tabla: Tabla) -> Agrupada:
        """La tabla, con los nombres de sus grupos otra vez donde haga falta."""
        grupos = list(grupos_de(tabla))
        if not grupos:
            return Agrupada(tabla)
        piden = [*zip(*self._a_lo_mas(tabla), strict=True)]
        a_lo_mas = [*accumulate(map(max, piden), initial=0.0)]
        pagina, cabe = self._cortador.alto_de_pagina, self._cortador.lo_que_cabe(tabla)
        juntas: set[int] = set()
        comienzos: set[int] = set()
        # De adentro hacia afuera: donde uno se partió puede partirse el que lo contiene.
        for grupo in reversed(grupos):
            alto = a_lo_mas[grupo.hasta] - a_lo_mas[grupo.desde]
            es_de_grupos = not comienzos.isdisjoint(grupo.filas)
            comienzos.add(grupo.desde)
            if es_de_grupos and alto > pagina * _EN_BLANCO and not self._repite(tabla, grupo):
                continue
            # El primero se lleva los rótulos, con todos sus renglones.
            con_el = 0 if grupo.desde else self._cortador.alto_de_filas(tabla.rotulos, tabla.anchos)
            se_corta = cabe * _SE_CORTA
            bajo = min(pagina * PARTE_ALTA - con_el, se_corta)
            repite = alto > se_corta and self._repite(tabla, grupo)
            a_lo_sumo = se_corta if repite else bajo
            if alto <= a_lo_sumo:  # casi todos
                juntas.update(range(grupo.desde, grupo.hasta - 1))
            elif not repite:
                juntas.update(self._con_su_nombre(tabla, grupo, piden, bajo))
            else:
                partes, enteras = self._por_partes(tabla, grupo, piden, a_lo_sumo)
                if len(partes) > 1:
                    tabla = _partida(tabla, grupo, partes)
                for desde, hasta in enteras:
                    juntas.update(range(desde, hasta - 1))
        return Agrupada(tabla, frozenset(juntas))

    def _con_su_nombre(
        self, tabla: Tabla, grupo: Grupo, piden: Sequence[Sequence[float]], bajo: float
    ) -> range:
        """Las filas que no se apartan de la que sigue: todas o, si es alto, las de su nombre."""
        nombre, filas = alto_del_nombre(tabla, grupo, self._cortador), grupo.filas
        # De tantas filas, por bajas que sean, basta saber cuáles ocupa el nombre.
        son_muchas = len(filas) * self._estilos["celda"].tamano > bajo
        basta, pasan = (0.0, nombre) if son_muchas else (bajo, max(nombre, bajo))
        altos = self._altos(tabla, filas, piden, basta, pasan)
        if not son_muchas and math.fsum(altos) <= bajo:
            return filas[:-1]
        return filas[: bisect_left([*accumulate(altos)], nombre)]

    def _altos(
        self,
        tabla: Tabla,
        filas: range,
        piden: Sequence[Sequence[float]],
        basta: float,
        pasan: float = math.inf,
    ) -> list[float]:
        """El alto de unas filas, medidas una por una: hasta que pasan de ``pasan`` van.

        ``piden``: por fila, lo que pide cada columna como mucho; no se mide la celda que no pasa de
        las ya medidas y, desde que se sabe que entre todas las filas no pasan de ``basta``,
        ninguna: de las que faltan se dice entonces lo que podrían medir.
        """
        lugares, cubiertas = range(len(tabla.anchos)), [uno.filas for uno in tabla.columnas]
        alto_de_celda = self._cortador.alto_de_celda(tabla)
        podrian = [max(piden[fila]) for fila in filas]
        altos: list[float] = []
        abiertas: list[tuple[int, float]] = []
        total, faltan = 0.0, math.fsum(podrian)
        for fila, podria in zip(filas, podrian, strict=True):
            sin_su_alto = math.fsum(max(hasta - total, 0.0) for _, hasta in abiertas)
            if total + sin_su_alto + faltan <= basta:
                return altos + podrian[len(altos) :]
            alto, mayor = 0.0, piden[fila].index(podria)
            for lugar in (mayor, *lugares[:mayor], *lugares[mayor + 1 :]):
                cubre = 1 if (cubren := cubiertas[lugar]) is None else cubren[fila]
                if piden[fila][lugar] * cubre <= alto:
                    continue
                pide = alto_de_celda(fila, lugar)
                if cubre > 1:
                    abiertas.append((min(fila + cubre, filas.stop), total + pide))
                else:
                    alto = max(alto, pide)
            terminan = [hasta - total for ultima, hasta in abiertas if ultima == fila + 1]
            abiertas = [una for una in abiertas if una[0] > fila + 1]
            altos.append(max([alto, *terminan]))
            total, faltan = total + altos[-1], faltan - podria
            if total > pasan:
                break
        return altos

    def _por_partes(
        self, tabla: Tabla, grupo: Grupo, piden: Sequence[Sequence[float]], basta: float
    ) -> tuple[list[_Seguidas], list[_Seguidas]]:
        """Las partes de un grupo, de lo que ``basta`` a lo más, y cuáles caben en una página."""
        cabe = self._cortador.lo_que_cabe(tabla)
        partes = [(grupo.desde, grupo.hasta)]
        altos = self._altos(tabla, grupo.filas, piden, basta)
        hasta_cada_una = dict(enumerate(accumulate(altos, initial=0.0), grupo.desde))

        def mide(tramo: _Seguidas) -> float:
            return hasta_cada_una[tramo[1]] - hasta_cada_una[tramo[0]]

        if mide(partes[0]) > basta:
            de_una = min(self._cortador.alto_de_pagina * _DE_PAGINA, mide(partes[0]) / 2)
            partes = list(pairwise(_bordes(tabla, grupo, hasta_cada_una, de_una)))
        return partes, [parte for parte in partes if mide(parte) <= cabe]

    def _repite(self, tabla: Tabla, grupo: Grupo) -> bool:
        """Si el formato repite el nombre de un grupo: entonces tiene con qué escribirlo.

        No donde se ve qué cambió: sus celdas están puestas para quien acepte y para quien rechace.
        """
        columna = tabla.columnas[grupo.columna]
        nombre = columna.contenidos[grupo.desde]
        de_tramos = not isinstance(nombre, str)
        if tabla.cambios or (de_tramos and any(isinstance(t, Cambiado) for t in nombre)):
            return False
        sigue = estilo_que_sigue(columna.estilo(grupo.desde))
        return sigue in self._estilos and columna.abarca(grupo.desde) == 1

    def _a_lo_mas(self, tabla: Tabla) -> list[list[float]]:
        """Por columna, lo que mide cada fila, de más y sin medirla."""
        bordes = self._cortador.bordes(tabla.anchos)
        return [
            self._columna_a_lo_mas(columna, bordes[lugar + 1] - bordes[lugar])
            for lugar, columna in enumerate(tabla.columnas)
        ]

    def _columna_a_lo_mas(self, columna: ColumnaDeTabla, ancho: float) -> list[float]:
        estilos = columna.estilos
        nombres = (estilos,) if isinstance(estilos, str) else tuple(sorted({*estilos}))
        caben, renglon, aire = self._medidas_del_mayor(nombres, ancho)
        if ConBarra in columna.clases:
            aire += ALTO_DE_BARRA + SOBRE_LA_BARRA
        textos = _textos(columna)
        largos: Sequence[float] = [*map(len, textos)]
        if any(map(str.isupper, textos)):
            largos = [len(t) * _EN_MAYUSCULAS if t.isupper() else len(t) for t in textos]
        altos = [(-(-largo // caben) or 1) * renglon + aire for largo in largos]
        if "\n" in "\0".join(textos):
            altos = [a + t.count("\n") * renglon for a, t in zip(altos, textos, strict=True)]
        if columna.lleva_tramos:
            for fila, tramos in enumerate(columna.contenidos):
                # Lo que mide una imagen no lo dice su texto.
                if not isinstance(tramos, str) and any(isinstance(t, Imagen) for t in tramos):
                    altos[fila] = self._cortador.alto_de_pagina
        # Lo que pide una celda de varias filas se reparte entre ellas.
        filas = 1
        for fila, cubre in enumerate(columna.filas or ()):
            filas = cubre or filas
            altos[fila] /= filas
        return altos

    @clases.recordado
    def _medidas_del_mayor(
        self, nombres: tuple[str, ...], ancho: float
    ) -> tuple[int, float, float]:
        """Las letras que caben en un renglón, lo que mide y el aire, del mayor de unos estilos."""
        estilos = [self._estilos[nombre] for nombre in nombres]
        letra = max(estilo.tamano for estilo in estilos) * ANCHO_DE_LETRA
        if any(estilo.girado for estilo in estilos):  # un solo renglón, a lo alto
            aire = max(estilo.antes + estilo.despues for estilo in estilos) + 2 * AIRE_DE_CELDA
            return 1, letra, aire
        medir = [self._cortador.medidor.en_papel(nombre, Pt(ancho)) for nombre in nombres]
        de_uno, de_dos = (max(de(renglones) for de in medir) for renglones in ("", "\n"))
        caben = max(int((ancho - 2 * MARGEN_DE_CELDA) / letra), 1)
        return caben, de_dos - de_uno, 2 * de_uno - de_dos


def _bordes(
    tabla: Tabla, grupo: Grupo, hasta_cada_una: Mapping[int, float], limite: float
) -> list[int]:
    """Dónde empieza cada parte de un grupo y, al final, dónde termina la última: parecidas todas.

    Sólo donde no se parte otra celda de las que van dentro de él.
    """
    demas = [
        columna.filas
        for lugar, columna in enumerate(tabla.columnas)
        if lugar != grupo.columna and columna.filas and not _contiene(columna.filas, grupo)
    ]
    posibles = [
        fila
        for fila in range(grupo.desde + 1, grupo.hasta)
        if 0 not in [filas[fila] for filas in demas]
    ]
    if not posibles:
        return [grupo.desde, grupo.hasta]
    inicio, final = hasta_cada_una[grupo.desde], hasta_cada_una[grupo.hasta]
    cuantas = math.ceil((final - inicio) / limite)
    alturas = [hasta_cada_una[fila] for fila in posibles]
    bordes = {grupo.desde, grupo.hasta}
    for numero in range(1, cuantas):
        busca = inicio + (final - inicio) * numero / cuantas
        despues = min(bisect_left(alturas, busca), len(alturas) - 1)
        antes = max(despues - 1, 0)
        cerca = antes if busca - alturas[antes] < alturas[despues] - busca else despues
        bordes.add(posibles[cerca])
    return sorted(bordes)


def _contiene(cubren: Sequence[int], grupo: Grupo) -> bool:
    """Si una celda de una columna llega de un extremo a otro de un grupo."""
    empieza = grupo.desde
    while not cubren[empieza]:
        empieza -= 1
    return empieza + cubren[empieza] >= grupo.hasta


def _partida(tabla: Tabla, grupo: Grupo, partes: Sequence[_Seguidas]) -> Tabla:
    """La tabla con la celda de un grupo hecha varias: las que siguen dicen que siguen."""
    entera = tabla.columnas[grupo.columna]
    contenidos, sigue = list(entera.contenidos), que_sigue(grupo.nombre, _EN_SU_CELDA)
    cuantas = len(contenidos)
    estilos = [entera.estilo(fila) for fila in range(cuantas)]
    cubren = [entera.cubre(fila) for fila in range(cuantas)]
    for desde, hasta in partes:
        cubren[desde] = hasta - desde
        if desde == grupo.desde:
            continue
        contenidos[desde:hasta] = [sigue] * (hasta - desde)
        estilos[desde] = estilo_que_sigue(estilos[desde])  # lo que cubre no dice nada
    columnas = list(tabla.columnas)
    columnas[grupo.columna] = ColumnaDeTabla(contenidos, estilos, cubren, entera.columnas)
    return tabla.con_columnas(columnas)


def _textos(columna: ColumnaDeTabla) -> Sequence[str]:
    contenidos = columna.contenidos
    if columna.lleva_tramos:
        return list(map(solo_texto, contenidos))
    return cast("Sequence[str]", contenidos)
