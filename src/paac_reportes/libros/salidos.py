"""Los textos que un libro que se llena llevaba al salir: se escribe otra vez, y se ve."""

import contextlib
from collections.abc import Iterator

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.libros.escritura import libro_de
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.visto import TextoVisto
from paac_reportes.textos.frases import en_un_renglon


def textos_del_libro(contenido: Contenido) -> frozenset[str]:
    """Textos del libro de un contenido."""
    with contextlib.suppress(ErrorDeEntrada):  # con lo leído no sale: nada se sabe de lo de antes
        return frozenset(_textos_de(libro_de(contenido)[0]))
    return frozenset()


def _textos_de(libro: bytes) -> Iterator[str]:
    """Textos de cada celda, párrafo y encabezado, cada uno en un renglón."""
    documento = ver_bytes(libro, "salido.xlsx", con_paginas=False)
    yield from map(en_un_renglon, documento.encabezados)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                yield en_un_renglon(bloque.texto)
            else:
                for fila in bloque.filas:
                    yield from (en_un_renglon(celda.texto) for celda in fila if celda)
