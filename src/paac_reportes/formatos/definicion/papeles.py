"""El papel de un formato, y sus bloques de página, en términos de la maqueta."""

from decimal import Decimal

import attrs

from paac_reportes.formatos.definicion.bloques import BloqueSeccion
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import BloqueDePagina, PaginaDeFormato
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.maqueta.rejilla import Puesto, resolver

_PAPELES = {
    "carta": (Mm(215.9), Mm(279.4)),
    "oficio": (Mm(215.9), Mm(330.2)),
    "legal": (Mm(215.9), Mm(355.6)),
    "a4": (Mm(210), Mm(297)),
}
"""Ancho y alto en vertical; el oficio colombiano es de 8,5 por 13 pulgadas."""


def pagina_de(definida: PaginaDeFormato) -> Pagina:
    """La página, ya con su orientación."""
    margenes = definida.margenes
    lados = _PAPELES[definida.papel]
    ancho, alto = lados[::-1] if definida.orientacion == "horizontal" else lados
    return Pagina(
        ancho=ancho,
        alto=alto,
        superior=_mm(margenes.superior),
        inferior=_mm(margenes.inferior),
        izquierdo=_mm(margenes.izquierdo),
        derecho=_mm(margenes.derecho),
        encabezado=_mm(margenes.encabezado),
    )


def pagina_de_seccion(
    definida: BloqueSeccion, formato: Formato, *, en_hojas: bool
) -> PaginaDeFormato:
    """La página del formato con lo que la sección cambia; en hojas de cálculo, con sus márgenes."""
    pagina = formato.pagina
    del_libro = formato.libro.margenes if en_hojas else None
    return attrs.evolve(
        pagina,
        papel=definida.papel or pagina.papel,
        orientacion=definida.orientacion or pagina.orientacion,
        margenes=del_libro or definida.margenes or pagina.margenes,
    )


def bloques_de_pagina(formato: Formato) -> dict[str, BloqueDePagina]:
    """Los encabezados y pies que trae el formato, por la ruta de su clave."""
    duenos: list[tuple[str, Formato | BloqueSeccion]] = [("", formato)]
    duenos += [
        (f"cuerpo[{n}].", b) for n, b in enumerate(formato.cuerpo) if isinstance(b, BloqueSeccion)
    ]
    bloques = {"libro.bloque": formato.libro.bloque}
    for lugar, dueno in duenos:
        bloques |= {f"{lugar}encabezado": dueno.encabezado, f"{lugar}pie": dueno.pie}
        if primera := dueno.primera_pagina:
            bloques[f"{lugar}primera_pagina.encabezado"] = primera.encabezado
            bloques[f"{lugar}primera_pagina.pie"] = primera.pie
    return {nombre: bloque for nombre, bloque in bloques.items() if bloque is not None}


def rejilla_de(bloque: BloqueDePagina) -> list[list[Puesto]]:
    """Sus celdas en su sitio; ``ErrorDeMaqueta`` si se solapan o no cubren la fila."""
    vacias = [Fila(tuple(Celda("", "", c.columnas, c.filas) for c in f)) for f in bloque.filas]
    return resolver(vacias, len(bloque.anchos))


def _mm(medida: Decimal) -> Mm:
    return Mm(float(medida))
