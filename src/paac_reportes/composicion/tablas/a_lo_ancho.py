"""Una tabla de un libro con columnas fijas: va entera, y al imprimirse pasa a otra página."""

from collections.abc import Iterator, Sequence
from math import fsum

import attrs

from paac_reportes.composicion.aspecto import JuegoDeColumnas
from paac_reportes.composicion.tablas.pesadas import TablaPorPesar
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.maqueta.medida.ajuste import Lienzo
from paac_reportes.maqueta.medida.anchos import minimos
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.partes import a_lo_ancho, partes_de


def en_paginas(
    tabla: Tabla, definida: TablaDeFormato, columnas: JuegoDeColumnas, lienzo: Lienzo
) -> Tabla:
    """La tabla de un libro con sus columnas fijas y, si pasa de una página, las que abren otra."""
    fijas = min(definida.fijas or 0, len(tabla.anchos) - 1)
    abren = tuple(n for n, columna in enumerate(columnas) if columna.definida.abre_pagina)
    if not abren and {seccion.recorre for seccion in definida.secciones} == {"filas"}:
        # De otras filas no se sabe cuántas columnas traen: se cortan donde no quepan.
        abren = tuple(_donde_no_caben(minimos(tabla, lienzo.medidor, lienzo.ancho), fijas))
    entera = attrs.evolve(tabla, abren_hoja=abren, fijas=fijas)
    if not abren or isinstance(entera, TablaPorPesar):
        return entera
    de_cada_pagina = [[tabla.anchos[n] for n in lugares] for lugares in partes_de(entera)]
    enteros = [[ancho / fsum(anchos) for ancho in anchos] for anchos in de_cada_pagina]
    return a_lo_ancho(entera, enteros)


def _donde_no_caben(medidas: Sequence[float], fijas: int) -> Iterator[int]:
    """Lugares de las columnas que, tras las fijas, ya no caben en la página de las de antes."""
    de_las_fijas = ocupado = fsum(medidas[:fijas])
    for lugar, medida in enumerate(medidas[fijas:], fijas):
        if ocupado + medida > 1 and lugar > fijas:
            yield lugar
            ocupado = de_las_fijas
        ocupado += medida
