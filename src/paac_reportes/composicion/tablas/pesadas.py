"""Las tablas cuyos anchos dependen de lo que dicen sus filas, y cuáles se pesan juntas.

La de un libro con columnas fijas va entera, y al imprimirse pasa a otra página (``en_paginas``).
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import fsum

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import ColumnaArmada, JuegoDeColumnas, limites_de_ancho
from paac_reportes.formatos.definicion.aspecto import MismosAnchos
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.documento import Marco, Pagina
from paac_reportes.maqueta.medida.ajuste import Lienzo, Medidor
from paac_reportes.maqueta.medida.anchos import LimitesDeColumna, en_su_ancho, minimos, pesar
from paac_reportes.maqueta.nodos import Bloque, Tabla, Titulo, a_lo_ancho, con_columnas, partes_de


@clases.frozen(kw_only=True)
class TablaSinAnchos(Tabla):
    """Una tabla con sus anchos aún por saber: no sale de la composición."""

    por_pesar: tuple[ColumnaArmada, ...]

    def con_anchos(self, anchos: tuple[float, ...]) -> Tabla:
        """La tabla, ya con sus anchos."""
        campos = {campo.name: getattr(self, campo.name) for campo in attrs.fields(Tabla)}
        return Tabla(**{**campos, "anchos": anchos})


_PorParte = list[tuple[float, ...]]
"""Parte del ancho que lleva cada columna, en cada página de ancho que una tabla ocupa."""
_Pesar = Callable[[Sequence[Tabla], Sequence[LimitesDeColumna]], tuple[float, ...]]


def con_sus_anchos(
    bloques: Iterable[Bloque],
    medidor: Medidor,
    pagina: Pagina,
    *,
    mismos_anchos: MismosAnchos | None = None,
    en_hoja: bool = False,
) -> Iterator[Bloque]:
    """Los bloques de una parte, con los anchos de sus tablas pesados por lo que dice cada una.

    ``mismos_anchos``: hasta dónde los comparten las tablas de unas mismas columnas; la que con
    ellos tiene una fila alta lleva unos propios. ``en_hoja`` de cálculo se comparten en toda ella.
    Si no, cada una lleva los suyos, y se pesa según sale; la que está por llenar, los de la
    anterior que tenga sus columnas.
    """
    anchos: dict[tuple[ColumnaArmada, ...], _PorParte] = {}
    util = pagina.ancho_util
    alguna_es_alta = _alguna_es_alta(medidor, pagina, mismos_anchos) if mismos_anchos else None
    pesar_aqui = functools.partial(pesar, medidor=medidor, util=util, en_hoja=en_hoja)
    for seguidos in _juntos_al_pesar(bloques, "documento" if en_hoja else mismos_anchos):
        por_pesar = (bloque for bloque in seguidos if isinstance(bloque, TablaSinAnchos))
        por_columnas = agrupadas((bloque.por_pesar, bloque) for bloque in por_pesar)
        for columnas, tablas in por_columnas.items():
            if columnas not in anchos or any(
                any(columna.contenidos) for tabla in tablas for columna in tabla.columnas
            ):
                anchos[columnas] = _pesados(columnas, tablas, pesar_aqui)
        pesados = [_con_anchos(bloque, anchos) for bloque in seguidos]
        for lugar, bloque in enumerate(seguidos):
            if alguna_es_alta is None or not isinstance(bloque, TablaSinAnchos):
                continue
            if len(por_columnas[bloque.por_pesar]) > 1 and alguna_es_alta(pesados[lugar]):
                pesar_altas = functools.partial(pesar_aqui, por_las_altas=True)
                propios = _pesados(bloque.por_pesar, [bloque], pesar_altas)
                pesados[lugar] = _con_anchos(bloque, {bloque.por_pesar: propios})
        yield from en_su_ancho(pesados, medidor, util)


def _juntos_al_pesar(
    bloques: Iterable[Bloque], mismos_anchos: MismosAnchos | None
) -> Iterator[list[Bloque]]:
    """Los grupos de bloques cuyas tablas llevan iguales anchos.

    ``mismos_anchos``: «titulo», los de cada uno; ``None``, cada tabla los suyos; otro, todas.
    """
    juntos: list[Bloque] = []
    for bloque in bloques:
        de_un_titulo = isinstance(bloque, Titulo) and bloque.nivel <= _NIVEL_DE_PARTE
        if juntos and (mismos_anchos is None or (mismos_anchos == "titulo" and de_un_titulo)):
            yield juntos
            juntos = []
        juntos.append(bloque)
    yield juntos


_NIVEL_DE_PARTE = 2
"""Nivel del título de una dependencia en un anexo: lo de abajo va con ella."""


def _pesados(
    columnas: Sequence[ColumnaArmada], tablas: Sequence[TablaSinAnchos], pesar: _Pesar
) -> _PorParte:
    """Los anchos de unas tablas de iguales columnas, por cada página de ancho que ocupan."""
    limites = [limites_de_ancho(columna.definida) for columna in columnas]
    if not tablas[0].abren_hoja:
        return [pesar(tablas, limites)]
    paginas = partes_de(tablas[0])
    de_cada_una = ([con_columnas(tabla, lugares) for tabla in tablas] for lugares in paginas)
    limites_de_cada_una = ([limites[lugar] for lugar in lugares] for lugares in paginas)
    return list(map(pesar, de_cada_una, limites_de_cada_una))


def _con_anchos(bloque: Bloque, anchos: Mapping[tuple[ColumnaArmada, ...], _PorParte]) -> Bloque:
    """El bloque; una tabla por pesar, con los anchos de sus columnas, por página de ancho."""
    if not isinstance(bloque, TablaSinAnchos):
        return bloque
    de_cada_parte = anchos[bloque.por_pesar]
    if not bloque.abren_hoja:
        return bloque.con_anchos(de_cada_parte[0])
    return a_lo_ancho(bloque.con_anchos(bloque.anchos), de_cada_parte)


_PARTE_ALTA: Mapping[MismosAnchos, float] = {"documento": 1 / 3, "titulo": 4 / 5}
"""La parte de la página que, si una fila la pasa, pide otros anchos, según dónde se comparten.

Con los de todo el documento, treinta renglones van en lo mismo que un «N/A», y siguen en otra
página; los de un título son de pocas tablas, y con otros sus filas no bajan tanto.
"""


def _alguna_es_alta(
    medidor: Medidor, pagina: Pagina, mismos_anchos: MismosAnchos
) -> Callable[[Bloque], bool]:
    """La función que dice si una tabla, con los anchos que lleva, tiene alguna fila alta.

    Alta: que pasa de la parte de página que ``mismos_anchos`` admite.
    """
    from paac_reportes.maqueta import altos, cortes  # noqa: PLC0415 - sólo si unas los comparten

    cortador = cortes.Cortador(medidor.estilos, Marco(pagina=pagina), altos.WORD)
    parte = _PARTE_ALTA[mismos_anchos]
    return lambda bloque: isinstance(bloque, Tabla) and cortador.alguna_pasa(bloque, parte)


def en_paginas(
    tabla: Tabla, definida: TablaDeFormato, columnas: JuegoDeColumnas, lienzo: Lienzo
) -> Tabla:
    """La tabla de un libro, que al imprimirse se reparte a lo ancho entre páginas si abre otra.

    Lleva sus columnas fijas, que salen en todas, y las que abren otra página.
    """
    fijas = min(definida.fijas or 0, len(tabla.anchos) - 1)
    abren = tuple(n for n, columna in enumerate(columnas) if columna.definida.abre_pagina)
    if not abren and {seccion.recorre for seccion in definida.secciones} == {"filas"}:
        # De otras filas no se sabe cuántas columnas traen: se cortan donde no quepan.
        abren = tuple(_donde_no_caben(minimos(tabla, lienzo.medidor, lienzo.ancho), fijas))
    entera = attrs.evolve(tabla, abren_hoja=abren, fijas=fijas)
    if not abren or isinstance(entera, TablaSinAnchos):
        return entera
    de_cada_pagina = [[tabla.anchos[n] for n in lugares] for lugares in partes_de(entera)]
    enteros = [[ancho / fsum(anchos) for ancho in anchos] for anchos in de_cada_pagina]
    return a_lo_ancho(entera, enteros)


def _donde_no_caben(medidas: Sequence[float], fijas: int) -> Iterator[int]:
    """Las columnas que abren otra página de ancho, porque en la de antes ya no caben.

    ``fijas``: las primeras, que se repiten en todas.
    """
    de_las_fijas = ocupado = fsum(medidas[:fijas])
    for lugar, medida in enumerate(medidas[fijas:], fijas):
        if ocupado + medida > 1 and lugar > fijas:
            yield lugar
            ocupado = de_las_fijas
        ocupado += medida
