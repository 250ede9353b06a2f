"""Las filas de un formulario toman lo que su página deja en blanco, y ninguna se muda.

Su texto va a medio alto: lo que crece una fila queda sobre él y debajo.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, repeat

import attrs

from paac_reportes.maqueta.hoja.ampliacion import ENTERA
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm

_AIRE = Mm(2)
"""Lo más que crece una fila, en el papel: un milímetro sobre su texto y otro debajo."""


def con_aire(hoja: HojaMontada) -> HojaMontada:
    """La hoja con sus filas de datos más altas; las de una página, todas lo mismo."""
    if not hoja.paginada:
        return hoja
    crecen = {fila: hoja.pagina_de(fila) for fila in _de_datos(hoja)}
    tope = pt_de_mm(_AIRE) * ENTERA / hoja.escala
    aire = {
        pagina: min(tope, max(hoja.sobras[pagina], 0.0) / filas)
        for pagina, filas in Counter(crecen.values()).items()
    }
    altos = [*chain.from_iterable(tramo.altos for tramo in hoja.tramos)]
    for fila, pagina in crecen.items():
        altos[fila] = Pt(max(altos[fila], min(altos[fila] + aire[pagina], ALTO_MAXIMO)))
    cada_uno = iter(altos)
    tramos = (
        attrs.evolve(tramo, altos=suyos) if suyos != tramo.altos else tramo
        for tramo in hoja.tramos
        for suyos in [[*islice(cada_uno, len(tramo.altos))]]
    )
    return attrs.evolve(hoja, tramos=tuple(tramos))


def _de_datos(hoja: HojaMontada) -> Iterator[int]:
    """Las filas (desde 0) de las tablas, sin sus rótulos ni lo que se repite en cada página."""
    desde = 0
    for tramo in hoja.tramos:
        cuantas = len(tramo.altos)
        if tramo.columnas and desde >= hoja.repetidas:
            estilos = tramo.columnas[0].suyas.estilos
            de_cada_una = repeat(estilos, cuantas) if isinstance(estilos, str) else estilos
            yield from (n for n, uno in enumerate(de_cada_una, desde) if uno.startswith("celda"))
        desde += cuantas
