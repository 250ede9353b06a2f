"""Los textos que un documento debe decir, sin su lugar."""

import re
from collections.abc import Iterable, Iterator

from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.prueba.visible import Cuadro, Zona, sin_la_cerrada
from paac_reportes.textos.plano import sin_cifras
from paac_reportes.textos.valores import como_texto

_IMPRESO = re.compile(r"(?:encabezado|pie) impreso")
"""Lo que se imprime alrededor de una hoja: va tras el lado en que se imprime."""
_MARCA = re.compile(r"⟦(?!⟦)[^⟧]*+⟧?")
_DE_PAGINA = re.compile(r"⟦páginas?⟧")


def textos_de(documento: Documento, tipo: str) -> frozenset[str]:
    """Los de cada celda, párrafo y encabezado, cada uno en un renglón.

    El que lleva un número de página, que pone el programa que lo muestra, va además ``sin_cifras``.
    """
    dichos = list(_textos(_zonas(documento, tipo)))
    con_pagina = (sin_cifras(_DE_PAGINA.sub("0", uno)) for uno in dichos if _DE_PAGINA.search(uno))
    return frozenset((*map(_en_un_renglon, dichos), *map(_en_un_renglon, con_pagina)))


def _zonas(documento: Documento, tipo: str) -> Iterable[Zona]:
    if tipo == "xlsx":
        from paac_reportes.prueba.esperado_en_excel import esperado_en_excel  # noqa: PLC0415

        return esperado_en_excel(documento)
    from paac_reportes.prueba.esperado_en_word import esperado_en_word  # noqa: PLC0415

    return esperado_en_word(documento, ())


def textos_de_hoja(hoja: HojaDeDatos) -> Iterator[str]:
    """Los de una hoja que se llena: lo que va arriba, sus rótulos y lo ya escrito."""
    for renglon in hoja.llenado.arriba if hoja.llenado else ():
        if isinstance(renglon.contenido, str):
            yield _en_un_renglon(renglon.contenido)
    yield from (_en_un_renglon(columna.rotulo) for columna in hoja.columnas)
    for fila in hoja.filas:
        yield from (_en_un_renglon(como_texto(valor)) for valor in fila if valor is not None)


def _textos(zonas: Iterable[Zona]) -> Iterator[str]:
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Cuadro):
                for fila in bloque.filas:
                    yield from (casilla.texto for casilla in fila.values())
            elif _IMPRESO.match(zona.lugar):
                yield bloque.texto.partition(": ")[2]
            else:
                yield bloque.texto


def _en_un_renglon(texto: str) -> str:
    sin_marcas = _MARCA.sub(sin_la_cerrada, texto).replace("⟦⟦", "⟦") if "⟦" in texto else texto
    return " ".join(sin_marcas.split())
