"""Las imágenes que salen más de una vez, que van una sola en la página."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs

from paac_reportes.maqueta.contenidos import Contenido, Imagen, Tramo
from paac_reportes.maqueta.documento import Documento, Marco, Parte, PrimeraPagina
from paac_reportes.maqueta.nodos import Bloque, Celda, Fila, Parrafo, Tabla


@attrs.frozen
class Repetida(Imagen):
    """Una imagen cuyos datos están en la hoja de estilos, con ese número."""

    numero: int = attrs.field(kw_only=True)


def con_repetidas(documento: Documento) -> tuple[Documento, tuple[Imagen, ...]]:
    """El documento con las que se repiten puestas por su número, y una de cada número.

    La de un encabezado o un pie se repite aunque esté una vez: sale en cada hoja de papel.
    """
    veces: Counter[bytes] = Counter()
    halladas: dict[bytes, Imagen] = {}
    for tabla in (t for parte in documento.partes for t in _de_marco(parte.marco)):
        for imagen in _de_bloque(tabla):
            halladas.setdefault(imagen.datos, imagen)
            veces[imagen.datos] += 2
    for bloque in (b for parte in documento.partes for b in parte.bloques):
        for imagen in _de_bloque(bloque):
            halladas.setdefault(imagen.datos, imagen)
            veces[imagen.datos] += 1
    muchas = [imagen for datos, imagen in halladas.items() if veces[datos] > 1]
    if not muchas:
        return documento, ()
    numeros = {imagen.datos: numero for numero, imagen in enumerate(muchas, 1)}

    def numerar(tramo: Tramo) -> Tramo:
        if not isinstance(tramo, Imagen) or tramo.datos not in numeros:
            return tramo
        suyos = attrs.asdict(tramo, recurse=False)
        return Repetida(**suyos, numero=numeros[tramo.datos])

    partes = tuple(_en_parte(parte, numerar) for parte in documento.partes)
    return attrs.evolve(documento, partes=partes), tuple(muchas)


def _de_marco(marco: Marco) -> Iterator[Tabla]:
    primera = marco.primera or PrimeraPagina()
    tablas = (marco.encabezado, marco.pie, primera.encabezado, primera.pie)
    return (tabla for tabla in tablas if tabla is not None)


def _de_bloque(bloque: Bloque) -> Iterator[Imagen]:
    match bloque:
        case Parrafo():
            yield from _de_contenido(bloque.contenido)
        case Tabla():
            for fila in (*bloque.rotulos, *bloque.filas):
                for celda in fila.celdas:
                    yield from _de_contenido(celda.contenido)
        case _:
            return


def _de_contenido(contenido: Contenido) -> Iterator[Imagen]:
    if not isinstance(contenido, str):
        yield from (tramo for tramo in contenido if isinstance(tramo, Imagen))


_Numerar = Callable[[Tramo], Tramo]


def _en_parte(parte: Parte, numerar: _Numerar) -> Parte:
    def en_una(tabla: Tabla | None) -> Tabla | None:
        return tabla and _en_tabla(tabla, numerar)

    marco, primera = parte.marco, parte.marco.primera
    suyo = attrs.evolve(
        marco,
        encabezado=en_una(marco.encabezado),
        pie=en_una(marco.pie),
        primera=primera
        and PrimeraPagina(encabezado=en_una(primera.encabezado), pie=en_una(primera.pie)),
    )
    bloques = tuple(_en_bloque(bloque, numerar) for bloque in parte.bloques)
    return attrs.evolve(parte, bloques=bloques, marco=suyo)


def _en_bloque(bloque: Bloque, numerar: _Numerar) -> Bloque:
    match bloque:
        case Parrafo():
            return attrs.evolve(bloque, contenido=_en_contenido(bloque.contenido, numerar))
        case Tabla():
            return _en_tabla(bloque, numerar)
        case _:
            return bloque


def _en_tabla(tabla: Tabla, numerar: _Numerar) -> Tabla:
    if not any(True for _ in _de_bloque(tabla)):
        return tabla

    def en_una(celda: Celda) -> Celda:
        return attrs.evolve(celda, contenido=_en_contenido(celda.contenido, numerar))

    def en_filas(filas: Iterable[Fila]) -> tuple[Fila, ...]:
        return tuple(attrs.evolve(f, celdas=tuple(map(en_una, f.celdas))) for f in filas)

    return attrs.evolve(tabla, rotulos=en_filas(tabla.rotulos), filas=en_filas(tabla.filas))


def _en_contenido(contenido: Contenido, numerar: _Numerar) -> Contenido:
    return contenido if isinstance(contenido, str) else tuple(map(numerar, contenido))
