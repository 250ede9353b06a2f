"""Los textos que un libro que se llena llevaba al salir: se escribe otra vez, y se ve."""

import contextlib
from collections.abc import Iterator
from datetime import date

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import escribir
from paac_reportes.libros.captura.libro import libros_de_captura
from paac_reportes.libros.captura.reparto import Reparto
from paac_reportes.libros.escritura import libro_de
from paac_reportes.modelo.temas import Contenido, el_de
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.visto import TextoVisto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.plano import sin_cifras


def textos_del_libro(contenido: Contenido) -> frozenset[str]:
    """Los del libro de un contenido."""
    with contextlib.suppress(ErrorDeEntrada):  # con lo leído no sale: nada se sabe de lo de antes
        return frozenset(_textos_de(libro_de(contenido)[0]))
    return frozenset()


def textos_de_captura(
    base: Contenido, clave_del_tema: str, corte: date, quien: str | None, por: str | None
) -> frozenset[str]:
    """Los de los libros que de esa base salieron en ese corte, con sus números y sin ellos."""
    textos: set[str] = set()
    contenido = el_de(base, clave_del_tema)
    if contenido is None:
        return frozenset()
    with contextlib.suppress(ErrorDeEntrada):  # si hoy no salen, nada se sabe de los que salieron
        limpio, _ = limpiar(contenido)
        for libro in libros_de_captura(limpio, corte, quien, Reparto(limpio, por)):
            textos.update(_textos_de(escribir(libro.documento, Escritura(de_datos=True))))
    return frozenset((*textos, *map(sin_cifras, textos)))


def _textos_de(libro: bytes) -> Iterator[str]:
    """Los de cada celda, párrafo y encabezado, cada uno en un renglón."""
    documento = ver_bytes(libro, "salido.xlsx", con_paginas=False)
    yield from map(en_un_renglon, documento.encabezados)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                yield en_un_renglon(bloque.texto)
            else:
                for fila in bloque.filas:
                    yield from (en_un_renglon(celda.texto) for celda in fila if celda)
