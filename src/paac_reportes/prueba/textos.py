"""Los textos que un documento debe decir, sin su lugar."""

from collections.abc import Iterator

from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.prueba.aplanado import PAGINA, textos_de_libro, textos_de_word
from paac_reportes.textos.plano import PAGINA_DE_REMISION, sin_cifras
from paac_reportes.textos.valores import como_texto


def textos_de(documento: Documento, tipo: str) -> frozenset[str]:
    """Los de cada celda, párrafo y encabezado, cada uno en un renglón.

    El que lleva un número de página, que pone el programa que lo muestra, va además ``sin_cifras``;
    el que dice en qué página se imprime otra cosa, además sin ella.
    """
    textos = [*(textos_de_libro if tipo == "xlsx" else textos_de_word)(documento)]
    con_pagina = (sin_cifras(uno.replace(PAGINA, "0")) for uno in textos if PAGINA in uno)
    remiten = (PAGINA_DE_REMISION.sub("", uno) for uno in textos)
    return frozenset(map(_en_un_renglon, (*textos, *con_pagina, *remiten)))


def textos_de_hoja(hoja: HojaDeDatos) -> Iterator[str]:
    """Los de una hoja que se llena: lo que va arriba, sus rótulos y lo ya escrito."""
    for renglon in hoja.llenado.arriba if hoja.llenado else ():
        if isinstance(renglon.contenido, str):
            yield _en_un_renglon(renglon.contenido)
    yield from (_en_un_renglon(columna.rotulo) for columna in hoja.columnas)
    for fila in hoja.filas:
        yield from (_en_un_renglon(como_texto(valor)) for valor in fila if valor is not None)


def _en_un_renglon(texto: str) -> str:
    return " ".join(texto.replace(PAGINA, "").split())
