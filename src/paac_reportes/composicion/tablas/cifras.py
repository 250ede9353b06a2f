"""Las cifras de una primera página: cada fila de una tabla, de pie, con su número en grande."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

import attrs

from paac_reportes.maqueta.estilos import CIFRA_DE_ALARMA, ESTILOS_DE_CIFRA
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

_POR_RENGLON = 4
"""Cifras que caben lado a lado."""
_ENTRE_CIFRAS = 0.024
"""La parte del ancho que queda entre dos, para que cada una tenga su raya."""


def en_cifras(tabla: Tabla, alarmas: Sequence[bool]) -> Tabla:
    """La tabla, con una columna por fila: su primer dato en grande y, debajo, los demás.

    Van a lo más cuatro al lado; las que siguen, debajo. Las de ``alarmas``, en el color de lo malo.
    """
    filas = [[celda.contenido for _, celda, _ in fila] for fila in tabla.rejilla]
    al_lado = min(len(filas), _POR_RENGLON) or 1
    ancho = (1 - _ENTRE_CIFRAS * (al_lado - 1)) / al_lado
    renglones: list[Fila] = []
    estilo_grande, *_ = ESTILOS_DE_CIFRA
    for desde in range(0, len(filas), al_lado):
        pisos = [*zip(*filas[desde : desde + al_lado], strict=True)]
        faltan = al_lado - len(filas[desde : desde + al_lado])
        for contenidos, estilo in zip_longest(
            pisos, ESTILOS_DE_CIFRA, fillvalue=ESTILOS_DE_CIFRA[-1]
        ):
            estilos = [estilo] * al_lado
            if estilo == estilo_grande:
                en_alarma = alarmas[desde : desde + al_lado]
                estilos = [CIFRA_DE_ALARMA if es_alarma else estilo for es_alarma in en_alarma]
                estilos += [estilo] * faltan
            celdas = map(Celda, (*contenidos, *[""] * faltan), estilos)
            renglones.append(_separadas(celdas))
    return attrs.evolve(
        tabla,
        anchos=(*(ancho, _ENTRE_CIFRAS) * (al_lado - 1), ancho),
        rotulos=(),
        filas=renglones,
        clase="cifras",
        va_entera=True,
        titulares=(),
    )


def _separadas(celdas: Iterable[Celda]) -> Fila:
    """La fila de unas celdas, con una en blanco entre cada dos."""
    primera, *demas = celdas
    con_hueco = ((Celda("", ESTILOS_DE_CIFRA[-1]), celda) for celda in demas)
    return Fila((primera, *chain.from_iterable(con_hueco)))
