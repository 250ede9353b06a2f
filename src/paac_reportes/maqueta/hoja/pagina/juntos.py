"""Qué va en la misma página que lo que le sigue: al imprimir, nada queda solo."""

from collections.abc import Sequence
from typing import assert_never

from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.nodos import Bloque, Grafico, Indice, Parrafo, Salto, Tabla, Titulo


def van_juntos(bloques: Sequence[Bloque], medidor: Medidor) -> list[bool]:
    """Por cada bloque, si termina en la página donde empieza el que le sigue.

    Un título va con lo suyo, un párrafo con la tabla o el gráfico que anuncia, una tabla con su
    nota y con las firmas, y lo último antes de una página nueva con lo que tenga encima.
    """
    ultimo = [n + 1 == len(bloques) or _abre_pagina(bloques[n + 1]) for n in range(len(bloques))]
    es_nota = [isinstance(b, Parrafo) and medidor.con_el_anterior(b.estilo) for b in bloques]
    anuncia = [
        isinstance(bloque, Parrafo)
        and not (ultimo[n] or es_nota[n])
        and (medidor.con_el_siguiente(bloque.estilo) or isinstance(bloques[n + 1], Tabla | Grafico))
        for n, bloque in enumerate(bloques)
    ]

    def va_junto(lugar: int) -> bool:
        siguiente = bloques[lugar + 1]
        sigue_un_parrafo = isinstance(siguiente, Parrafo)
        match bloques[lugar]:
            case Titulo():
                return True
            case Parrafo():
                return anuncia[lugar] or (sigue_un_parrafo and ultimo[lugar + 1])
            case Tabla() | Grafico():
                son_firmas = isinstance(siguiente, Tabla) and siguiente.va_entera
                return son_firmas or (sigue_un_parrafo and not anuncia[lugar + 1])
            case Salto() | Indice():
                return False
            case nunca:
                assert_never(nunca)

    return [
        not ultimo[lugar] and (es_nota[lugar + 1] or va_junto(lugar))
        for lugar in range(len(bloques))
    ]


def unica_con_rotulos(bloques: Sequence[Bloque]) -> Tabla | None:
    """La tabla cuyos rótulos valen para toda la hoja; después sólo van sus notas y sus firmas."""
    rotuladas = [
        n for n, bloque in enumerate(bloques) if isinstance(bloque, Tabla) and bloque.rotulos
    ]
    if len(rotuladas) != 1:
        return None
    (lugar,) = rotuladas
    unica = bloques[lugar]
    es_lo_ultimo = all(isinstance(bloque, Parrafo | Tabla) for bloque in bloques[lugar + 1 :])
    lleva_graficos = any(isinstance(bloque, Grafico) for bloque in bloques[:lugar])
    return unica if isinstance(unica, Tabla) and es_lo_ultimo and not lleva_graficos else None


def _abre_pagina(bloque: Bloque) -> bool:
    return isinstance(bloque, Salto) or (isinstance(bloque, Titulo) and bloque.en_pagina_nueva)
