"""Qué pieza de ``html.j2`` va con cada bloque."""

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.html.graficos import dibujar
from paac_reportes.escritores.html.orden.nombres import Acomodada, ConNombre, Ficha, Pieza
from paac_reportes.escritores.html.orden.titulos import Entrada, TituloPuesto
from paac_reportes.escritores.html.piezas import pieza
from paac_reportes.escritores.html.tablas.filas import cuerpos_de, rotulos_de
from paac_reportes.escritores.html.tablas.geometria import colocadas, grupos_de_columnas
from paac_reportes.escritores.listas import EnLista, con_listas
from paac_reportes.maqueta.nodos import Celda, Grafico, Indice, Parrafo, Salto, Tabla, Titulo

FILAS_QUE_SE_FILTRAN = 25
"""Desde cuántas filas vale la pena buscar en una tabla."""


def escribir_bloques(piezas: Iterable[Pieza], indice: tuple[Entrada, ...]) -> Markup:
    """Unos bloques seguidos; ``indice`` es lo que va en una tabla de contenido."""
    return Markup("").join(_bloque(uno, indice) for uno in con_listas(piezas))


def _bloque(  # noqa: C901 - una tabla de casos, uno por clase de bloque
    bloque: Pieza | EnLista, indice: tuple[Entrada, ...]
) -> Markup:
    match bloque:
        case EnLista():
            escrito = _lista(bloque)
        case TituloPuesto():
            escrito = pieza("titulo", bloque)
        case Parrafo():
            escrito = pieza("parrafo", bloque)
        case ConNombre():
            escrito = _con_nombre(bloque)
        case Ficha():
            escrito = _ficha(bloque)
        case Acomodada():
            escrito = acomodada(bloque)
        case Salto():
            escrito = pieza("salto")
        case Indice():
            escrito = pieza("indice", bloque.titulo, _hasta(indice, bloque.niveles))
        case Titulo() | Tabla() | Grafico():
            raise ErrorDeMaqueta(f"{type(bloque).__name__} llegó a la página sin su lugar")
        case _:
            assert_never(bloque)
    return escrito


def _hasta(entradas: tuple[Entrada, ...], niveles: int) -> list[Markup]:
    """Los renglones de los títulos que el formato quiere en su tabla de contenido."""
    return [renglon(uno, niveles) for uno in entradas if uno.puesto.titulo.nivel <= niveles]


def renglon(entrada: Entrada, niveles: int) -> Markup:
    """Un renglón de la navegación con los de adentro."""
    return pieza("renglon", entrada.puesto, _hasta(entrada.dentro, niveles))


def _lista(lista: EnLista) -> Markup:
    elementos = [(uno, [_dentro(otro) for otro in uno.dentro]) for uno in lista.elementos]
    return pieza("lista", elementos)


def _dentro(uno: Parrafo | EnLista) -> Markup:
    """Lo que va dentro de un elemento, que ya tiene la letra y la sangría de su estilo."""
    return pieza("sigue", uno) if isinstance(uno, Parrafo) else _lista(uno)


def _con_nombre(uno: ConNombre) -> Markup:
    if isinstance(uno.bloque, Grafico):
        dibujo = dibujar(uno.bloque)
        # Con muchos cortes, una línea no cabe a lo ancho de un teléfono y se corre.
        es_ancho = uno.bloque.clase == "lineas"
        return pieza("figura", uno, pieza("corrido", uno, dibujo) if es_ancho else dibujo)
    tabla = uno.bloque
    escrita = pieza(
        "tabla",
        uno,
        [range(desde + 1, hasta + 1) for desde, hasta in grupos_de_columnas(tabla)],
        rotulos_de(tabla),
        cuerpos_de(tabla),
        len(tabla.filas) >= FILAS_QUE_SE_FILTRAN,
    )
    return pieza("figura", uno, escrita) if uno.leyenda else escrita


def _ficha(ficha: Ficha) -> Markup:
    parejas: list[tuple[Celda, Celda]] = []
    for fila in ficha.tabla.filas:
        if len(fila.celdas) % 2:
            raise ErrorDeMaqueta("una ficha lleva cada rótulo con su valor al lado")
        parejas += zip(fila.celdas[::2], fila.celdas[1::2], strict=True)
    llenas = [(rotulo, valor) for rotulo, valor in parejas if rotulo.contenido or valor.contenido]
    return pieza("ficha", ficha.medidas, llenas)


def acomodada(una: Acomodada) -> Markup:
    """Una cuadrícula que no es una tabla: nada se lee por filas ni por columnas."""
    return pieza("acomodada", una.medidas, [celda for _, celda in colocadas(una.tabla)])
