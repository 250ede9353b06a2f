"""Una hoja de cálculo que se imprime en varias páginas a lo ancho: cada una, con todo lo suyo.

Las columnas fijas se imprimen en todas. Lo que va de lado a lado (el bloque de arriba, el título y
las franjas de una tabla) empieza después de ellas y se dice otra vez en cada página, en una celda
que es copia de la primera (``Copia``): si fuera una sola, las demás páginas la cortarían.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise, takewhile
from math import fsum

import attrs

from paac_reportes.maqueta.contenido import Contenido, Copia, Imagen, solo_texto
from paac_reportes.maqueta.documento import Documento, Parte
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import Bloque, Tabla, partes_de
from paac_reportes.maqueta.rejilla import Celda, ColumnaDeTabla, Fila, FilasDeTabla

_ESTILO_EN_BLANCO = "texto"
"""El estilo de lo que sólo deja lugar: sin rayas."""
_ANCHO_MINIMO = 0.005
"""Parte de la hoja: una columna más angosta no se hace."""


def bordes_de_paginas(parte: Parte) -> tuple[float, ...]:
    """Fin de las columnas fijas y de cada página, en partes del ancho: ``(0.1, 0.5, 1)``."""
    ancha = max(
        (b for b in parte.bloques if isinstance(b, Tabla)),
        key=lambda tabla: tabla.hojas_de_ancho,
        default=None,
    )
    if ancha is None or not ancha.abren_hoja:
        return 0.0, 1.0
    hasta = [0.0, *accumulate(ancha.anchos)]
    return hasta[ancha.fijas], *(hasta[abre] for abre in ancha.abren_hoja), 1.0


def con_cada_pagina_entera(documento: Documento) -> Documento:
    """El documento, con las partes que pasan de una página de ancho dispuestas para imprimirse."""
    if not any(map(_pasa_de_una_pagina, documento.partes)):
        return documento
    partes = tuple(_parte_en_paginas(p) if _pasa_de_una_pagina(p) else p for p in documento.partes)
    estilos = {**documento.estilos, **_estilos_sin_un_borde(partes, documento.estilos)}
    return attrs.evolve(documento, partes=partes, estilos=estilos)


def _pasa_de_una_pagina(parte: Parte) -> bool:
    return any(isinstance(b, Tabla) and b.abren_hoja for b in parte.bloques)


def _parte_en_paginas(parte: Parte) -> Parte:
    """Parte con sus tablas entre las páginas a lo ancho, y en cada una el bloque de arriba."""
    hojas = max(b.hojas_de_ancho for b in parte.bloques if isinstance(b, Tabla))
    bloques = [
        _en_proporcion(b, hojas) if isinstance(b, Tabla) and b.abren_hoja else b
        for b in parte.bloques
    ]
    bordes = bordes_de_paginas(attrs.evolve(parte, bloques=tuple(bloques)))
    hoja = parte.marco.hoja
    if hoja.bloque is not None:
        hoja = attrs.evolve(hoja, bloque=_bloque_en_cada_pagina(hoja.bloque, bordes))
    return attrs.evolve(
        parte,
        marco=attrs.evolve(parte.marco, hoja=hoja),
        bloques=tuple(_bloque_en_su_pagina(bloque, bordes) for bloque in bloques),
    )


def _en_proporcion(tabla: Tabla, hojas: float) -> Tabla:
    """La tabla con sus anchos como partes del de la hoja de cálculo, que es de tantas ``hojas``.

    Los rótulos de una sola celda, que la cruzan, se repiten en cada página de su ancho.
    """
    proporcion = tabla.hojas_de_ancho / hojas
    franjas = [*takewhile(lambda fila: len(fila.celdas) == 1, tabla.rotulos)]
    return attrs.evolve(
        tabla,
        anchos=tuple(ancho * proporcion for ancho in tabla.anchos),
        rotulos=(*_en_cada_pagina(franjas, tabla), *tabla.rotulos[len(franjas) :]),
    )


def _en_cada_pagina(franjas: Sequence[Fila], tabla: Tabla) -> Iterator[Fila]:
    """Las franjas de una tabla, repetidas en cada página de ancho; en blanco sobre las fijas."""
    for fila in franjas:
        (primera,) = fila.celdas
        esquina = Celda("", sin_derecha(primera.estilo), tabla.fijas)
        franja = attrs.evolve(primera, estilo=sin_izquierda(primera.estilo))
        yield attrs.evolve(fila, celdas=(esquina, *_copias_de(franja, tabla)))


def _copias_de(primera: Celda, tabla: Tabla) -> Iterator[Celda]:
    """La celda y sus copias, una por página, tan anchas como las columnas de cada una."""
    en_cada_pagina = (len(lugares) - tabla.fijas for lugares in partes_de(tabla))
    for numero, columnas in enumerate(en_cada_pagina):
        contenido = _copia(primera.contenido) if numero else primera.contenido
        yield Celda(contenido, primera.estilo, columnas)


def _bloque_en_cada_pagina(bloque: Tabla, bordes: Sequence[float]) -> Tabla:
    """El bloque de arriba, repetido en cada página de ancho.

    ``bordes``: dónde acaban las columnas fijas y cada página, en partes del ancho.
    """
    fijas, *finales = bordes
    primera, *demas = (ancho * finales[0] for ancho in bloque.anchos)
    de_una_pagina = [max(primera - fijas, _ANCHO_MINIMO), *demas]
    anchos = [fijas]
    for ancho_de_pagina in (fin - desde for desde, fin in pairwise(bordes)):
        anchos += [ancho * ancho_de_pagina / fsum(de_una_pagina) for ancho in de_una_pagina]
    filas, cubierta = [], 0
    for numero, fila in enumerate(bloque.filas):
        fijo: list[Celda] = []
        celdas = list(fila.celdas)
        if numero >= cubierta:  # la primera celda es la de su esquina
            esquina = celdas[0]
            cubierta = numero + esquina.filas
            fijo = [Celda("", sin_derecha(esquina.estilo), filas=esquina.filas)]
            celdas[0] = attrs.evolve(esquina, estilo=sin_izquierda(esquina.estilo))
        copias = [attrs.evolve(celda, contenido=_copia(celda.contenido)) for celda in celdas]
        filas.append(attrs.evolve(fila, celdas=(*fijo, *celdas, *copias * (len(finales) - 1))))
    return attrs.evolve(bloque, anchos=tuple(anchos), filas=tuple(filas))


def _bloque_en_su_pagina(bloque: Bloque, bordes: Sequence[float]) -> Bloque:
    """El bloque; una tabla de una sola página va en la primera y, sin datos, tras las fijas."""
    if not isinstance(bloque, Tabla) or bloque.abren_hoja:
        return bloque
    fijas, fin = bordes[:2]
    if bloque.clase == "filas" and bloque.filas.son_del_contenido:
        # De vuelta se lee por la columna en que empieza cada fila.
        return attrs.evolve(bloque, anchos=tuple(ancho * fin for ancho in bloque.anchos))
    columnas = bloque.filas.por_columnas(len(bloque.anchos))
    en_blanco = ColumnaDeTabla([""] * len(bloque.filas), _ESTILO_EN_BLANCO)
    return attrs.evolve(
        bloque,
        anchos=(fijas, *(ancho * (fin - fijas) for ancho in bloque.anchos)),
        rotulos=tuple(
            attrs.evolve(fila, celdas=(Celda("", _ESTILO_EN_BLANCO), *fila.celdas))
            for fila in bloque.rotulos
        ),
        filas=FilasDeTabla(bloque.filas.marcas, (en_blanco, *columnas)),
        titulares=tuple(numero + 1 for numero in bloque.titulares),
    )


def _copia(contenido: Contenido) -> Contenido:
    """Copia de un contenido en otra página; una imagen, ella misma."""
    if not isinstance(contenido, str) and all(isinstance(tramo, Imagen) for tramo in contenido):
        return contenido
    texto = solo_texto(contenido)
    return Copia(texto) if texto else ""


_SIN_DERECHA, _SIN_IZQUIERDA = "-sin-derecha", "-sin-izquierda"


def sin_derecha(estilo: str) -> str:
    """Nombre del estilo igual sin raya a la derecha: a la vista, la celda sigue en la otra."""
    return f"{estilo}{_SIN_DERECHA}"


def sin_izquierda(estilo: str) -> str:
    """Nombre del estilo igual sin raya a la izquierda: a la vista, la celda viene de la otra."""
    return f"{estilo}{_SIN_IZQUIERDA}"


def _estilos_sin_un_borde(
    partes: Iterable[Parte], estilos: Mapping[str, Estilo]
) -> dict[str, Estilo]:
    """Estilos sin un borde que las celdas de unas partes nombran (``sin_derecha``)."""
    abiertos: dict[str, Estilo] = {}
    for nombre in {celda.estilo for parte in partes for celda in _celdas_de_lado_a_lado(parte)}:
        for sufijo, lado in ((_SIN_DERECHA, "derecha"), (_SIN_IZQUIERDA, "izquierda")):
            if nombre.endswith(sufijo):
                estilo = estilos[nombre.removesuffix(sufijo)]
                bordes = estilo.bordes and attrs.evolve(estilo.bordes, **{lado: None})
                abiertos[nombre] = attrs.evolve(estilo, bordes=bordes)
    return dict(sorted(abiertos.items()))


def _celdas_de_lado_a_lado(parte: Parte) -> Iterator[Celda]:
    """Celdas del encabezado de la hoja y de los rótulos de sus tablas."""
    bloque = parte.marco.hoja.bloque
    for fila in chain(
        bloque.filas if bloque else (),
        *(bloque.rotulos for bloque in parte.bloques if isinstance(bloque, Tabla)),
    ):
        yield from fila.celdas
