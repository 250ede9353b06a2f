"""Lo que en un libro va en una sola página si hay con qué: la tabla de contenido y una hoja."""

from collections.abc import Iterator

import attrs

from paac_reportes.maqueta.documento import (
    Documento,
    Parte,
    con_indice_en_tabla,
    lleva_indice,
    titulos_de,
)
from paac_reportes.maqueta.estilos import Estilo, en_cuadricula, estilos_de_indice
from paac_reportes.maqueta.hoja.montaje import HojaMontada, OtrasHojas, disponer
from paac_reportes.maqueta.hoja.pagina import alto_de, lo_que_se_llena
from paac_reportes.maqueta.medida.ajuste import Medidor, MedidorDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Indice

_RENGLON, _PAGINA = "indice", "indice-derecha"
_LETRA_MINIMA = 8
"""Puntos: con menos no se lee."""


def con_contenido_en_una_pagina(documento: Documento) -> Documento:
    """El documento con los renglones de su tabla de contenido bajos como para que quepa en una.

    Primero ceden el aire, y luego la letra, de a punto. Si ni así cabe, queda como estaba, entera
    en las páginas que pida.
    """
    borrador = con_indice_en_tabla(documento, [None] * len(titulos_de(documento)))
    sueltas = [
        attrs.evolve(con_tabla, bloques=_del_contenido(original, con_tabla))
        for original, con_tabla in zip(documento.partes, borrador.partes, strict=True)
        if lleva_indice(original)
    ]
    for estilos in _cada_vez_mas_bajos(documento.estilos) if sueltas else ():
        medidor = MedidorDeHoja(estilos | estilos_de_indice(estilos[_RENGLON]))
        if not any(disponer(parte, medidor).saltos for parte in sueltas):
            return attrs.evolve(documento, estilos=estilos)
    return documento


def _del_contenido(original: Parte, con_tabla: Parte) -> tuple[Bloque, ...]:
    """Los bloques en que quedó: lo que tiene de más la parte donde ya es tabla."""
    lugar = next(n for n, bloque in enumerate(original.bloques) if isinstance(bloque, Indice))
    de_mas = len(con_tabla.bloques) - len(original.bloques)
    return con_tabla.bloques[lugar : lugar + de_mas + 1]


def _cada_vez_mas_bajos(estilos: dict[str, Estilo]) -> Iterator[dict[str, Estilo]]:
    """Los estilos como están y, después, con los renglones del contenido cada vez más bajos."""
    yield estilos
    renglon, en_pagina = estilos[_RENGLON], estilos[_PAGINA]
    tamano = renglon.tamano
    while tamano >= _LETRA_MINIMA:
        yield estilos | {
            nombre: attrs.evolve(estilo, tamano=tamano, antes=Pt(0), despues=Pt(0))
            for nombre, estilo in ((_RENGLON, renglon), (_PAGINA, en_pagina))
        }
        tamano = Pt(tamano - 1)


_ESCALA, _ESCALA_MINIMA = 100, 90
"""Por ciento: a la que se imprime una hoja, y a lo menos que se reduce por no pasar de página.

A esa, una nota de ocho puntos es de más de siete.
"""


def disponer_en_una_pagina(
    parte: Parte, medidor: Medidor, otras_hojas: OtrasHojas | None = None
) -> HojaMontada:
    """La hoja de una parte: si pasa por poco a otra página, algo reducida y en una sola."""
    hoja = disponer(parte, medidor, otras_hojas)
    if len(hoja.saltos) != 1 or en_cuadricula(medidor.estilos):
        return hoja
    pagina = parte.marco.pagina
    de_mas = Mm(pagina.alto_util * (_ESCALA / _ESCALA_MINIMA - 1))
    if alto_de(hoja.tramos) > lo_que_se_llena(Mm(pagina.alto_util + de_mas)):
        return hoja
    mas_alta = attrs.evolve(pagina, alto=Mm(pagina.alto + de_mas))
    estirada = attrs.evolve(parte, marco=attrs.evolve(parte.marco, pagina=mas_alta))
    entera = disponer(estirada, medidor, otras_hojas)
    if entera.saltos:
        return hoja
    escala = int(_ESCALA * lo_que_se_llena(pagina.alto_util) / alto_de(entera.tramos))
    return attrs.evolve(entera, escala=min(escala, _ESCALA))
