"""HTML: el documento en una sola página, con tablas accesibles y listo para imprimir."""

import base64
from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate, pairwise
from typing import assert_never

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import avisos_de_graficos, imagen_de
from paac_reportes.maqueta.datos_de_grafico import tabla_de_datos
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.indice import con_indice_en_tabla, titulos_de
from paac_reportes.maqueta.medidas import Mm
from paac_reportes.maqueta.nodos import (
    Bloque,
    Campo,
    Celda,
    Contenido,
    Documento,
    Enfasis,
    Grafico,
    Imagen,
    Indice,
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


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.html``, con sus estilos y sus imágenes adentro."""
    if any(isinstance(bloque, Grafico) for parte in documento.partes for bloque in parte.bloques):
        escritura.avisos.extend(avisos_de_graficos())
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
            yield f"<{marca}>\n{_tabla(tabla)}</{marca}>\n"


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
    reglas += [f"margin-left: {estilo.sangria:g}pt"] if estilo.sangria else []
    reglas += ["border: 1px solid #000"] if estilo.bordes else []
    return "; ".join(reglas)


def _bloque(bloque: Bloque) -> str:
    match bloque:
        case Titulo():
            return _titulo(bloque)
        case Parrafo():
            return f'<p class="{bloque.estilo}">{_contenido(bloque.contenido)}</p>\n'
        case Tabla():
            return _tabla(bloque)
        case Salto():
            return '<div class="pagina-nueva"></div>\n'
        case Grafico():
            return _grafico(bloque)
        case Indice():
            raise ErrorDeMaqueta("en HTML, la tabla de contenido va como tabla")
        case _:
            assert_never(bloque)


def _titulo(titulo: Titulo) -> str:
    clase = f"{titulo.estilo} pagina-nueva" if titulo.en_pagina_nueva else titulo.estilo
    return f'<h{titulo.nivel + 1} class="{clase}">{_escapar(titulo.texto)}</h{titulo.nivel + 1}>\n'


def _grafico(grafico: Grafico) -> str:
    imagen = imagen_de(grafico, _ANCHO_DE_GRAFICO, [])
    if imagen is None:
        return _tabla(tabla_de_datos(grafico))
    return f"<figure>{_imagen(imagen)}</figure>\n"


def _tabla(tabla: Tabla) -> str:
    columnas = "".join(
        f'<col style="width:{100 * (hasta - desde):.4g}%">'
        for desde, hasta in pairwise([0.0, *accumulate(tabla.anchos)])
    )
    rotulo = f' aria-label="{escape(tabla.descripcion)}"' if tabla.descripcion else ""
    cabeza = f"<thead>\n{''.join(_filas(tabla, 'th'))}</thead>\n" if tabla.rotulos else ""
    cuerpo = f"<tbody>\n{''.join(_filas(tabla, 'td'))}</tbody>\n"
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
    match tramo:
        case str():
            return _escapar(tramo)
        case Enfasis():
            marca = "strong" if tramo.negrita else "em"
            return f"<{marca}>{_escapar(tramo.texto)}</{marca}>"
        case Campo():
            return "1"  # un documento web es una sola página, la primera
        case Imagen():
            return _imagen(tramo)
        case _:
            assert_never(tramo)


def _escapar(texto: str) -> str:
    return escape(texto).replace("\r", "&#13;")


def _imagen(imagen: Imagen) -> str:
    datos = base64.b64encode(imagen.datos).decode("ascii")
    texto = escape(imagen.texto_alternativo)
    return (
        f'<img src="data:image/{imagen.clase};base64,{datos}" alt="{texto}"'
        f' style="height:{imagen.alto:.4g}mm">'
    )
