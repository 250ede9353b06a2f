"""Los textos que un documento debe decir, sin su lugar."""

import re
from collections.abc import Iterator

from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.prueba.aplanado import en_excel, en_word
from paac_reportes.textos.plano import PAGINA_DE_REMISION, sin_cifras
from paac_reportes.textos.valores import como_texto

_MARCA = re.compile(r"⟦[^⟦⟧]*+⟧")
_DE_PAGINA = re.compile(r"⟦(?:página|P|N)⟧")


def textos_de(documento: Documento, tipo: str) -> frozenset[str]:
    """Los de cada celda, párrafo y encabezado, cada uno en un renglón.

    El que lleva un número de página, que pone el programa que lo muestra, va además ``sin_cifras``;
    el que dice en qué página se imprime otra cosa, además sin ella.
    """
    debido = en_excel(documento) if tipo == "xlsx" else en_word(documento, ())
    textos = [dicho.texto for renglon in debido.todo for dicho in renglon]
    con_pagina = (sin_cifras(_DE_PAGINA.sub("0", uno)) for uno in textos if _DE_PAGINA.search(uno))
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
    return " ".join((_MARCA.sub("", texto) if "⟦" in texto else texto).split())
