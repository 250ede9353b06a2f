"""HTML: el documento en una sola página, con tablas accesibles y listo para imprimir.

Las marcas están en ``html.j2``, que escapa cada valor; aquí se dice qué pieza va con cada nodo.
"""

import base64
import functools
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, assert_never

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import avisos_de_graficos, imagen_de
from paac_reportes.escritores.html.listas import EnLista, con_listas
from paac_reportes.maqueta.contenidos import Campo, Contenido, Enfasis, Enlace, Imagen, Tramo
from paac_reportes.maqueta.datos_de_grafico import tabla_de_datos
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.indice import con_indice_en_tabla, titulos_de
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Bloque, Fila, Grafico, Indice, Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import resolver

_ALINEACIONES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "justify",
}
_VERTICALES = {"arriba": "top", "centro": "middle", "abajo": "bottom"}
_A_LO_ALTO = {"arriba": "right", "centro": "center", "abajo": "left"}
"""Hacia dónde va un renglón girado, que empieza abajo."""
_ANCHO_DE_GRAFICO = Mm(180)


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.html``, con sus estilos y sus imágenes adentro."""
    if any(isinstance(bloque, Grafico) for parte in documento.partes for bloque in parte.bloques):
        escritura.avisos.extend(avisos_de_graficos())
    escritura.sin_membrete(documento, "la página web")
    # Un documento web no tiene páginas: el contenido sólo dice qué títulos hay.
    documento = con_indice_en_tabla(documento, [None] * len(titulos_de(documento)))
    return _pieza("pagina", documento).encode("utf-8")


def _pieza(nombre: str, *datos: object) -> Markup:
    """Una de las de ``html.j2``, ya escrita."""
    escrita: Markup = getattr(_piezas(), nombre)(*datos)
    return escrita


@functools.cache
def _piezas() -> Any:
    entorno = Environment(autoescape=True, undefined=StrictUndefined)
    entorno.filters |= {
        "base64": lambda datos: base64.b64encode(datos).decode("ascii"),
        "bloque": _bloque,
        "con_listas": con_listas,
        "dentro": _dentro,
        "celdas": _celdas,
        "contenido": _contenido,
        "corto": _corto,
    }
    entorno.globals |= {
        "alineaciones": _ALINEACIONES,
        "verticales": _VERTICALES,
        "a_lo_alto": _A_LO_ALTO,
    }
    fuente = files("paac_reportes.escritores.html") / "html.j2"
    return entorno.from_string(fuente.read_text("utf-8")).module


def _corto(numero: float, cifras: int = 6) -> str:
    return f"{numero:.{cifras}g}"


def _bloque(bloque: Bloque | EnLista) -> Markup:
    match bloque:
        case EnLista():
            return _pieza("lista", bloque.elementos)
        case Titulo():
            return _pieza("titulo", bloque)
        case Parrafo():
            return _pieza("parrafo", bloque)
        case Tabla():
            return _tabla(bloque)
        case Salto():
            return _pieza("salto")
        case Grafico():
            return _grafico(bloque)
        case Indice():
            raise ErrorDeMaqueta("en HTML, la tabla de contenido va como tabla")
        case _:
            assert_never(bloque)


def _dentro(uno: Parrafo | EnLista) -> Markup:
    """Lo que va dentro de un elemento, que ya tiene la letra y la sangría de su estilo."""
    return _pieza("sigue", uno) if isinstance(uno, Parrafo) else _bloque(uno)


def _grafico(grafico: Grafico) -> Markup:
    imagen = imagen_de(grafico, _ANCHO_DE_GRAFICO, [])
    return _tabla(tabla_de_datos(grafico)) if imagen is None else _pieza("figura", imagen)


def _tabla(bloque: Tabla) -> Markup:
    for filas in (bloque.rotulos, bloque.filas):
        resolver(filas, len(bloque.anchos))  # HTML coloca las celdas solo, y no avisa de un solape
    cortes = pairwise([0.0, *accumulate(bloque.anchos)])
    anchos = [_corto(100 * (hasta - desde), 4) for desde, hasta in cortes]
    return _pieza("tabla", bloque, anchos)


def _celdas(fila: Fila, marca: str) -> Markup:
    """Las celdas de una fila; jinja2 vuelve a mirar cada pedazo, y aquí ya están escapados."""
    return Markup(  # noqa: S704 - los comienzos y los contenidos salen escapados
        "".join(
            f"{_comienzo(marca, c.estilo, c.columnas, c.filas)}{_contenido(c.contenido)}</{marca}>"
            for c in fila.celdas
        )
    )


@functools.lru_cache(maxsize=1024)
def _comienzo(marca: str, estilo: str, columnas: int, filas: int) -> str:
    return str(_pieza("comienzo_de_celda", marca, estilo, columnas, filas))


def _contenido(contenido: Contenido) -> Markup:
    if isinstance(contenido, str):
        return _texto(contenido)
    return Markup("").join(map(_tramo, contenido))


def _tramo(tramo: Tramo) -> Markup:
    match tramo:
        case str():
            return _texto(tramo)
        case Enfasis():
            return _pieza("enfasis", tramo)
        case Enlace():
            return _pieza("enlace", tramo)
        case Campo():
            return Markup("1")  # un documento web es una sola página, la primera
        case Imagen():
            return _pieza("dibujo", tramo)
        case _:
            assert_never(tramo)


def _texto(texto: str) -> Markup:
    # Quien lee HTML vuelve cada retorno un salto: en clave sobrevive.
    escapado = escape(texto)
    return escapado.replace("\r", Markup("&#13;")) if "\r" in texto else escapado
