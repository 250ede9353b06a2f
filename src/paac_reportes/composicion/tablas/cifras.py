"""Las cifras de una primera página: cada fila de una tabla, de pie, con su número en grande."""

from itertools import zip_longest

import attrs

from paac_reportes.maqueta.estilos import ESTILOS_DE_CIFRA
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

_POR_RENGLON = 4


def en_cifras(tabla: Tabla) -> Tabla:
    """La misma, con una columna por fila: su primer dato en grande y, debajo, los demás.

    Van a lo más cuatro al lado; las que siguen, debajo.
    """
    filas = [[celda.contenido for _, celda, _ in puestos] for puestos in tabla.rejilla]
    al_lado = min(len(filas), _POR_RENGLON) or 1
    puestas: list[Fila] = []
    for desde in range(0, len(filas), al_lado):
        suyas = filas[desde : desde + al_lado]
        sobran = [""] * (al_lado - len(suyas))
        puestas += (
            Fila(tuple(Celda(contenido, estilo) for contenido in (*contenidos, *sobran)))
            for contenidos, estilo in zip_longest(
                zip(*suyas, strict=True), ESTILOS_DE_CIFRA, fillvalue=ESTILOS_DE_CIFRA[-1]
            )
        )
    return attrs.evolve(
        tabla,
        anchos=(1 / al_lado,) * al_lado,
        rotulos=(),
        filas=puestas,
        clase="cifras",
        va_entera=True,
        titulares=(),
    )
