"""La tabla de contenido: qué títulos entran y, donde no hay campos de página, cómo se escribe."""

from collections.abc import Iterator, Sequence
from typing import Self

import attrs

from paac_reportes.maqueta.documento import Documento, Parte
from paac_reportes.maqueta.estilos import estilo_de_titulo
from paac_reportes.maqueta.nodos import Bloque, Celda, Fila, Indice, Parrafo, Tabla, Titulo

_SANGRIA = "    "
_ANCHOS = (0.92, 0.08)


class Remision(str):
    """El renglón de un título en la tabla de contenido, que recuerda de cuál es.

    ``titulo`` es su lugar en ``titulos_de``; quien pueda enlaza el renglón con él.
    """

    __slots__ = ("titulo",)
    titulo: int

    def __new__(cls, texto: str, titulo: int) -> Self:
        """El texto y el número de su título."""
        remision = super().__new__(cls, texto)
        remision.titulo = titulo
        return remision


def tiene_indice(documento: Documento) -> bool:
    """Si el documento lleva tabla de contenido."""
    return any(map(lleva_indice, documento.partes))


def lleva_indice(parte: Parte) -> bool:
    """Si la tabla de contenido está en esa parte."""
    return any(isinstance(bloque, Indice) for bloque in parte.bloques)


def titulos_de(documento: Documento) -> list[Titulo]:
    """Los títulos que arman la navegación, en orden; el del documento no está."""
    return [bloque for bloque in _bloques(documento) if isinstance(bloque, Titulo) and bloque.nivel]


def con_indice_en_tabla(documento: Documento, paginas: Sequence[int | None]) -> Documento:
    """El documento con su tabla de contenido hecha tabla: un renglón por título, con su página.

    ``paginas`` trae la de cada uno de ``titulos_de``; la que no se sabe queda en blanco.
    """
    titulos = titulos_de(documento)
    sobran = repetidos(titulos)
    renglones = [
        (titulo.nivel, _renglon(numero, titulo, pagina))
        for numero, (titulo, pagina) in enumerate(zip(titulos, paginas, strict=True))
        if numero not in sobran
    ]

    def partir(parte: Parte) -> Parte:
        bloques = (b for bloque in parte.bloques for b in _en_tabla(bloque, renglones))
        return attrs.evolve(parte, bloques=tuple(bloques))

    return attrs.evolve(documento, partes=tuple(map(partir, documento.partes)))


def _bloques(documento: Documento) -> Iterator[Bloque]:
    return (bloque for parte in documento.partes for bloque in parte.bloques)


def repetidos(titulos: Sequence[Titulo]) -> set[int]:
    """Los que sólo encabezan otra hoja de lo mismo: en el contenido, lo suyo sigue bajo el primero.

    Un título sin otros debajo no lo es, aunque diga lo mismo: es lo único que lleva a lo suyo.
    """
    hallados = set[int]()
    abiertos: dict[int, str] = {}
    siguientes = [titulo.nivel for titulo in titulos[1:]] + [0]
    for numero, (titulo, siguiente) in enumerate(zip(titulos, siguientes, strict=False)):
        if siguiente > titulo.nivel and abiertos.get(titulo.nivel) == titulo.texto:
            hallados.add(numero)
        abiertos = {n: texto for n, texto in abiertos.items() if n < titulo.nivel}
        abiertos[titulo.nivel] = titulo.texto
    return hallados


def _renglon(numero: int, titulo: Titulo, pagina: int | None) -> Fila:
    texto = Remision(f"{_SANGRIA * (titulo.nivel - 1)}{titulo.texto}", numero)
    en_pagina = "" if pagina is None else str(pagina)
    return Fila((Celda(texto, "indice"), Celda(en_pagina, "indice-derecha")))


def _en_tabla(bloque: Bloque, renglones: list[tuple[int, Fila]]) -> Iterator[Bloque]:
    if not isinstance(bloque, Indice):
        yield bloque
        return
    yield Parrafo(bloque.titulo, estilo_de_titulo(0))
    filas = tuple(fila for nivel, fila in renglones if nivel <= bloque.niveles)
    if filas:
        yield Tabla(anchos=_ANCHOS, filas=filas, descripcion=bloque.titulo)
