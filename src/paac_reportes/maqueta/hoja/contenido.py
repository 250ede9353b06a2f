"""Cómo se aprieta lo de una hoja: sus cortes y su escala."""

import functools
from collections.abc import Sequence
from itertools import chain, repeat
from math import ceil, fsum, sqrt

import attrs

from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.estilos import en_cuadricula
from paac_reportes.maqueta.hoja.estilos import ENTERA, ampliada
from paac_reportes.maqueta.hoja.montaje import HojaMontada, Montaje, Piezas, montar
from paac_reportes.maqueta.hoja.pagina import lo_que_se_llena
from paac_reportes.maqueta.medida.ajuste import ESCALA_MINIMA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Tabla

SALTOS_MAXIMOS = 1022
"""Los cortes de página que Excel admite en una hoja."""


def disponer(parte: Parte, medidor: Medidor) -> HojaMontada:
    """La hoja de una parte.

    Una hoja de más páginas que los cortes que Excel admite va sin ellos, y los pone Excel donde
    caigan; los rótulos de sus tablas, si son unos solos, se repiten como títulos de impresión.
    """
    piezas = Piezas(parte, medidor)
    hoja = montar(Montaje(parte, piezas, repetir=parte.marco.hoja.repetir_rotulos), parte)
    cortes = len(hoja.saltos)
    if cortes <= SALTOS_MAXIMOS:
        return hoja
    seguida = montar(Montaje(parte, piezas, repetir=False), parte, con_titulos=True)
    return attrs.evolve(seguida, cortes_de_mas=cortes)


_PASO = 2
"""Puntos por ciento que se reduce más la hoja en cada intento."""

_LETRA_EN_PAPEL, _LA_MENOR_EN_PAPEL = 7.4, 7
"""Puntos: con menos, la de las filas de una tabla no se lee impresa, ni ninguna otra."""

_PARTE_EN_BLANCO = 1 / 5
"""Parte de la página: si antes de la última una deja más en blanco, se prueba un paso menor."""

_MUCHAS_PAGINAS = 20
"""Páginas: entre tantas, la última a medias no se nota, y montar de nuevo la hoja cuesta."""


def disponer_en_menos_paginas(
    partes: Sequence[Parte], medidor: Medidor, entera: int
) -> list[HojaMontada]:
    """La hoja de cada parte; la que pasa por poco a otra página, algo reducida.

    En un formulario, sólo ella: cada hoja es la de una dependencia. Lo demás es un documento, que
    impreso lleva una sola letra: las que más piden dicen cuánto. Montar una hoja es lo que cuesta:
    ahí cada una se prueba de donde van las de antes para abajo, y cuando van a la menor, ninguna
    más; se empieza por las largas, que son las que más costaría probar de nuevo.
    ``entera``: por ciento, a la que se imprimen las que no se reducen.
    """

    @functools.cache
    def dispuesta(numero: int, escala: int) -> HojaMontada:
        return _dispuesta_a(escala, partes[numero], medidor)

    def en_blanco(numero: int, escala: int) -> float:
        """La parte que más se deja en blanco de una página, sin la última."""
        sobras = dispuesta(numero, escala).sobras[:-1]
        return max(sobras, default=0.0) / _alto_de_pagina(partes[numero], escala)

    def mayor_sin_ella(numero: int, hasta: int) -> int:
        """La mayor escala a la que la hoja ocupa una página menos; si ninguna, ``hasta``.

        A la mayor, una tabla puede no caber por poco y dejar media página en blanco: si la deja, va
        la siguiente que la llene más.
        """
        hoja = dispuesta(numero, entera)
        pasa = hoja.pedidos < len(hoja.saltos) < _MUCHAS_PAGINAS
        mayor = min(_mayor_escala(hoja, partes[numero], entera), hasta) if pasa else 0
        menores = reversed(range(minima, mayor + 1, _PASO))
        sin_ella = (m for m in menores if len(dispuesta(numero, m).saltos) < len(hoja.saltos))
        elegida = next(sin_ella, None)
        if elegida is None:
            return hasta
        if en_blanco(numero, elegida) <= _PARTE_EN_BLANCO:
            return elegida
        return min(elegida, next(sin_ella, elegida), key=lambda m: en_blanco(numero, m))

    # En el papel se lee la columna que va en letra más chica.
    letra = min(estilo.tamano for estilo in medidor.estilos.values() if estilo.clase == "celda")
    la_menor = min(estilo.tamano for estilo in medidor.estilos.values())
    minima = max(
        round(max(entera * ESCALA_MINIMA, ENTERA * _LETRA_EN_PAPEL / letra)),
        ceil(ENTERA * _LA_MENOR_EN_PAPEL / la_menor),
    )
    cada_una = en_cuadricula(medidor.estilos)
    escalas = [entera] * len(partes)
    # Las de muchas páginas no se reducen por sí solas: no se montan para saberlo.
    pocas = [n for n, parte in enumerate(partes) if not _son_muchas(parte, medidor, entera)]
    for numero in sorted(pocas, key=lambda n: _filas_de(partes[n]), reverse=True):
        hasta = entera if cada_una else min(escalas)
        if hasta > minima:
            escalas[numero] = mayor_sin_ella(numero, hasta)
    definitivas = escalas if cada_una else repeat(min(escalas, default=entera), len(partes))
    hojas = [_definitiva(dispuesta(n, escala), escala) for n, escala in enumerate(definitivas)]
    return hojas if cada_una else list(map(_con_media_pagina, hojas, partes))


_VARIAS, _MEDIA_PAGINA = 10, 0.52
"""Filas desde las que una hoja no deja impresa más de media página."""


def _con_media_pagina(hoja: HojaMontada, parte: Parte) -> HojaMontada:
    """La hoja; si es de varias filas que no llenan media página, con ellas más altas."""
    ocupado = fsum(chain.from_iterable(tramo.altos for tramo in hoja.tramos))
    falta = _MEDIA_PAGINA * _alto_de_pagina(parte, hoja.escala) - ocupado
    if falta <= 0 or hoja.saltos or hoja.graficos or _filas_de(parte) < _VARIAS:
        return hoja
    veces = 1 + falta / ocupado
    tramos = (tramo.con_altos([Pt(alto * veces) for alto in tramo.altos]) for tramo in hoja.tramos)
    return attrs.evolve(hoja, tramos=tuple(tramos))


def _filas_de(parte: Parte) -> int:
    return sum([len(bloque.filas) for bloque in parte.bloques if isinstance(bloque, Tabla)])


def _son_muchas(parte: Parte, medidor: Medidor, entera: int) -> bool:
    """Si las páginas de una parte, aunque cada fila fuera de un renglón, pasan de muchas."""
    paginas = _filas_de(parte) * medidor.alto_minimo / _alto_de_pagina(parte, entera)
    return paginas > _MUCHAS_PAGINAS + 1


def disponer_a(escala: int, parte: Parte, medidor: Medidor) -> HojaMontada:
    """La hoja de una parte, del tamaño en que se escribe lo que se imprime a esa escala."""
    return _definitiva(_dispuesta_a(escala, parte, medidor), escala)


def _definitiva(hoja: HojaMontada, escala: int) -> HojaMontada:
    """La hoja que se escribe, sin las tablas medidas de que sale: ya no ocupan memoria."""
    inmoviles = functools.partial(int, hoja.columnas_inmovilizadas)
    return attrs.evolve(hoja, escala=escala, hasta_el_codigo=inmoviles)


def _dispuesta_a(escala: int, parte: Parte, medidor: Medidor) -> HojaMontada:
    """Hoja de una parte, ampliada para lo que se imprime a esa ``escala``, por ciento."""
    en_la_hoja = parte if escala == ENTERA else ampliada(parte, escala)
    return disponer(en_la_hoja, medidor)


def _mayor_escala(hoja: HojaMontada, parte: Parte, escala: int) -> int:
    """La mayor escala, por ciento, con que la hoja ocupa una página menos."""
    altos = list(chain.from_iterable(tramo.altos for tramo in hoja.tramos))
    se_repite = fsum(altos[hoja.repetidas_desde : hoja.repetidas])
    caben = len(hoja.saltos) * (_alto_de_pagina(parte, escala) - se_repite)
    # Reducida, caben más renglones y en cada uno más letras: por eso la raíz.
    return min(int(escala * sqrt(caben / (fsum(altos) - se_repite))), escala - 1)


def _alto_de_pagina(parte: Parte, escala: int) -> Pt:
    """Alto que se llena de una página impresa a esa escala."""
    return lo_que_se_llena(Mm(parte.marco.pagina.alto_util * ENTERA / escala))
