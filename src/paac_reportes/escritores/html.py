"""HTML: el documento en una sola página, con tablas accesibles y listo para imprimir."""

import base64
import functools
from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate, pairwise

from paac_reportes.escritores.graficos import imagen_de
from paac_reportes.maqueta.datos_de_grafico import tabla_de_datos
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.indice import con_indice_en_tabla, titulos_de
from paac_reportes.maqueta.medidas import Mm
from paac_reportes.maqueta.nodos import (
    Campo,
    Celda,
    Contenido,
    Documento,
    Enfasis,
    Grafico,
    Imagen,
    Parrafo,
    Parte,
    PrimeraPagina,
    Salto,
    Tabla,
    Titulo,
    Tramo,
)
from paac_reportes.maqueta.rejilla import resolver

_ALINEACIONES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "justify",
}
_VERTICALES = {"arriba": "top", "centro": "middle", "abajo": "bottom"}
_ANCHO_DE_GRAFICO = Mm(180)


def escribir(documento: Documento) -> bytes:
    """Los bytes del ``.html``, con sus estilos y sus imágenes adentro."""
    # Un documento web no tiene páginas: el contenido sólo dice qué títulos hay.
    documento = con_indice_en_tabla(documento, [None] * len(titulos_de(documento)))
    return "".join(_pagina(documento)).encode("utf-8")


def _pagina(documento: Documento) -> Iterator[str]:
    datos = documento.metadatos
    yield f'<!DOCTYPE html>\n<html lang="{escape(datos.idioma)}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<title>{escape(datos.titulo)}</title>\n<meta name="author" '
    yield f'content="{escape(datos.autor)}">\n<style>\n{_hoja_de_estilos(documento)}</style>\n'
    yield "</head>\n<body>\n"
    yield from _partes(documento.partes)
    yield "</body>\n</html>\n"


def _partes(partes: Sequence[Parte]) -> Iterator[str]:
    if len(partes) == 1:
        yield from _parte(partes[0], "main")
        return
    yield "<main>\n"
    for parte in partes:
        yield "<section>\n"
        yield from _parte(parte, "div")
        yield "</section>\n"
    yield "</main>\n"


def _parte(parte: Parte, marca: str) -> Iterator[str]:
    marco, primera = parte.marco, parte.marco.primera or PrimeraPagina()
    # En una sola página van el de la primera y el de las demás: uno lleva el código oficial.
    yield from _si_hay("header", primera.encabezado, marco.encabezado)
    yield f"<{marca}>\n"
    yield from map(_bloque, parte.bloques)
    yield f"</{marca}>\n"
    yield from _si_hay("footer", primera.pie, marco.pie)


def _si_hay(marca: str, *tablas: Tabla | None) -> Iterator[str]:
    for tabla in tablas:
        if tabla is not None:
            yield f"<{marca}>\n{_bloque(tabla)}</{marca}>\n"


def _hoja_de_estilos(documento: Documento) -> str:
    pagina = documento.partes[0].marco.pagina
    reglas = "".join(f".{clase} {{ {_regla(e)} }}\n" for clase, e in documento.estilos.items())
    return (
        f"@page {{ size: {pagina.ancho:g}mm {pagina.alto:g}mm; margin: 15mm; }}\n"
        "body { margin: 1rem; }\n"
        "table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: .5rem 0; }\n"
        "td, th { padding: 2px 4px; }\n"
        "td, th, p, h1, h2, h3, h4 { overflow-wrap: anywhere; white-space: pre-wrap; }\n"
        "thead { display: table-header-group; }\n"
        f".pagina-nueva {{ break-before: page; }}\n{reglas}"
    )


def _regla(estilo: Estilo) -> str:
    reglas = [
        f"font-family: '{estilo.familia}', sans-serif",
        f"font-size: {estilo.tamano:g}pt",
        f"font-weight: {'bold' if estilo.negrita else 'normal'}",
        f"text-align: {_ALINEACIONES[estilo.horizontal]}",
        f"vertical-align: {_VERTICALES[estilo.vertical]}",
    ]
    reglas += ["font-style: italic"] if estilo.cursiva else []
    reglas += [f"color: #{estilo.color}"] if estilo.color else []
    reglas += [f"background: #{estilo.relleno}"] if estilo.relleno else []
    corrida = estilo.margen + estilo.sangria
    reglas += [f"margin-left: {corrida:g}pt"] if corrida else []
    reglas += ["border: 1px solid #000"] if estilo.bordes else []
    return "; ".join(reglas)


@functools.singledispatch
def _bloque(bloque: object) -> str:
    raise TypeError(f"no se sabe escribir {type(bloque).__name__} en HTML")


@_bloque.register
def _titulo(bloque: Titulo) -> str:
    clase = f"{bloque.estilo} pagina-nueva" if bloque.en_pagina_nueva else bloque.estilo
    return f'<h{bloque.nivel + 1} class="{clase}">{_escapar(bloque.texto)}</h{bloque.nivel + 1}>\n'


@_bloque.register
def _parrafo(bloque: Parrafo) -> str:
    return f'<p class="{bloque.estilo}">{_contenido(bloque.contenido)}</p>\n'


@_bloque.register
def _salto(_salto: Salto) -> str:
    return '<div class="pagina-nueva"></div>\n'


@_bloque.register
def _grafico(bloque: Grafico) -> str:
    imagen = imagen_de(bloque, _ANCHO_DE_GRAFICO)
    if imagen is None:
        return _bloque(tabla_de_datos(bloque))
    return f"<figure>{_imagen(imagen)}</figure>\n"


@_bloque.register
def _tabla(bloque: Tabla) -> str:
    columnas = "".join(
        f'<col style="width:{100 * (hasta - desde):.4g}%">'
        for desde, hasta in pairwise([0.0, *accumulate(bloque.anchos)])
    )
    rotulo = f' aria-label="{escape(bloque.descripcion)}"' if bloque.descripcion else ""
    cabeza = f"<thead>\n{''.join(_filas(bloque, 'th'))}</thead>\n" if bloque.rotulos else ""
    cuerpo = f"<tbody>\n{''.join(_filas(bloque, 'td'))}</tbody>\n"
    return f"<table{rotulo}><colgroup>{columnas}</colgroup>\n{cabeza}{cuerpo}</table>\n"


def _filas(tabla: Tabla, marca: str) -> Iterator[str]:
    filas = tabla.rotulos if marca == "th" else tabla.filas
    resolver(filas, len(tabla.anchos))  # HTML coloca las celdas solo, y no avisa de un solape
    for fila in filas:
        yield f"<tr>{''.join(_celda(celda, marca) for celda in fila.celdas)}</tr>\n"


def _celda(celda: Celda, marca: str) -> str:
    tramos = f' colspan="{celda.columnas}"' if celda.columnas > 1 else ""
    tramos += f' rowspan="{celda.filas}"' if celda.filas > 1 else ""
    ambito = f' scope="{"colgroup" if celda.columnas > 1 else "col"}"' if marca == "th" else ""
    contenido = _contenido(celda.contenido)
    return f'<{marca} class="{celda.estilo}"{ambito}{tramos}>{contenido}</{marca}>'


def _contenido(contenido: Contenido) -> str:
    return "".join(map(_tramo, (contenido,) if isinstance(contenido, str) else contenido))


def _tramo(tramo: Tramo) -> str:
    if isinstance(tramo, Imagen):
        return _imagen(tramo)
    if isinstance(tramo, Enfasis):
        texto = _escapar(tramo.texto)
        texto = f"<em>{texto}</em>" if tramo.cursiva else texto
        return f"<strong>{texto}</strong>" if tramo.negrita else texto
    # Un documento web es una sola página, la primera.
    return "1" if isinstance(tramo, Campo) else _escapar(tramo)


def _escapar(texto: str) -> str:
    return escape(texto).replace("\r", "&#13;")


def _imagen(imagen: Imagen) -> str:
    datos = base64.b64encode(imagen.datos).decode("ascii")
    texto = escape(imagen.texto_alternativo)
    return (
        f'<img src="data:image/{imagen.clase};base64,{datos}" alt="{texto}"'
        f' style="height:{imagen.alto:.4g}mm">'
    )
