"""Los textos del documento compuesto, como se han de leer en un Word o en un libro ya escritos.

De las hojas de un libro se toma lo que ``maqueta.hoja`` decide, una vez, para quien las escribe y
para quien las lee. De una imagen no hay letras que leer.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from ayudas.hojas import filas_de
from paac_reportes.maqueta.contenido import (
    LA_PAGINA,
    CampoCalculado,
    Contenido,
    Remision,
    Tramo,
    solo_texto,
)
from paac_reportes.maqueta.cortes import esta_en_su_franja
from paac_reportes.maqueta.documento import AjustesDeHoja, Documento, Lado, Marco, titulos_de
from paac_reportes.maqueta.hoja.libro import disponer_con_contenido, nombres_de_hoja
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.maqueta.hojas_de_datos import Valor as ValorDeDatos
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Tabla, Titulo

PAGINA = "⟦página⟧"
"""Donde va un número de página, que pone el programa que lo muestra."""


def _texto(contenido: Contenido) -> str:
    tramos = (contenido,) if isinstance(contenido, str) else contenido
    return "".join(map(_de_tramo, tramos))


def _de_tramo(tramo: Tramo) -> str:
    if isinstance(tramo, Remision) and tramo.dice == "pagina":
        return f"{LA_PAGINA}{PAGINA}"
    return PAGINA if isinstance(tramo, CampoCalculado) else solo_texto((tramo,))


# ------------------------------------------------------------------ Word


def textos_de_word(documento: Documento) -> Iterator[str]:
    """Los de un Word; el encabezado y el pie de un membrete no son del documento."""
    for parte in documento.partes:
        for bloque, siguiente in zip_longest(parte.bloques, parte.bloques[1:]):
            if isinstance(bloque, Titulo) and esta_en_su_franja(bloque, siguiente):
                continue  # la tabla que sigue ya lo dice
            if isinstance(bloque, Tabla):
                yield from _de_tabla(bloque)
            else:
                yield from _de_bloque(bloque, documento)
    if documento.cuerpo is None and documento.membrete is None:
        for parte in documento.partes:
            yield from _de_marco(parte.marco)


def _de_bloque(bloque: Bloque, documento: Documento) -> Iterator[str]:
    match bloque:
        case Titulo():
            yield bloque.texto  # el número lo pone Word
        case Parrafo():
            # La viñeta la pone Word; el número se lee.
            numerado = bloque.lista is not None and bloque.lista.numero is not None
            marca = f"{bloque.lista.marca} " if bloque.lista is not None and numerado else ""
            yield f"{marca}{_texto(bloque.contenido)}"
        case Indice():
            yield bloque.titulo
            titulos = (t for t in titulos_de(documento) if t.nivel <= bloque.niveles)
            yield from (_texto(titulo.con_numero) for titulo in titulos)
        case _:
            pass


def _de_tabla(tabla: Tabla) -> Iterator[str]:
    for fila in (*tabla.rotulos, *tabla.filas):
        yield from (_texto(celda.contenido) for celda in fila.celdas)


def _de_marco(marco: Marco) -> Iterator[str]:
    de_la_primera = () if marco.primera is None else (marco.primera.encabezado, marco.primera.pie)
    for tabla in (marco.encabezado, marco.pie, *de_la_primera):
        if tabla is not None:
            yield from _de_tabla(tabla)


# ------------------------------------------------------------------ Excel


def textos_de_libro(documento: Documento) -> Iterator[str]:
    """Los de un libro, con los nombres de sus hojas y lo impreso alrededor de sus páginas."""
    documento, _, hojas = disponer_con_contenido(documento)
    todas: list[HojaMontada | HojaDeDatos] = [*hojas, *documento.hojas_de_datos]
    yield from nombres_de_hoja(hoja.nombre for hoja in todas)
    for hoja in hojas:
        for fila in filas_de(hoja):
            yield from (solo_texto(contenido) for _, _, filas, contenido, _ in fila.celdas if filas)
    for hoja_de_datos in documento.hojas_de_datos:
        yield from _de_datos(hoja_de_datos)
    for parte in documento.partes:
        yield from _impresos(parte.marco.hoja)


def _de_datos(hoja: HojaDeDatos) -> Iterator[str]:
    for valores in (*hoja.encabezado, *hoja.filas):
        for valor, columna in zip(valores, hoja.columnas, strict=True):
            if valor is not None and not columna.oculta:
                yield _en_datos(valor)


def _en_datos(valor: ValorDeDatos) -> str:
    if isinstance(valor, str):
        # Lo que Excel guarda de un texto en una celda, que cuenta en unidades UTF-16.
        return valor.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    return "" if valor is None else f"{Decimal(valor).normalize():f}".replace(".", ",")


_LADOS: tuple[Lado, ...] = ("izquierda", "centro", "derecha")


def _impresos(ajustes: AjustesDeHoja) -> Iterator[str]:
    """Lo impreso arriba y abajo de las páginas."""
    impresos: Iterable[dict[Lado, Contenido]] = [ajustes.encabezado, ajustes.pie]
    if ajustes.primera is not None:
        impresos = [*impresos, ajustes.primera.encabezado, ajustes.primera.pie]
    for lados in impresos:
        yield from (_texto(lados.get(lado, "")).strip() for lado in _LADOS)
