"""El árbol como texto: lo que se compara en las pruebas y se lee para entender un formato."""

import functools
from collections.abc import Iterator
from itertools import groupby

import attrs

from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import (
    AjustesDeHoja,
    Bloque,
    Campo,
    Cifra,
    Contenido,
    Documento,
    Enfasis,
    Fila,
    Grafico,
    Imagen,
    Indice,
    Marco,
    Parrafo,
    Resumen,
    Salto,
    Tabla,
    Titulo,
    Tramo,
)


def volcar(documento: Documento) -> str:
    """El documento entero, un nodo por renglón."""
    return "\n".join(_documento(documento)) + "\n"


def _documento(documento: Documento) -> Iterator[str]:
    datos = documento.metadatos
    yield f"documento {datos.titulo!r} ({datos.idioma}, {datos.fecha or 'sin fecha'})"
    for nombre, estilo in documento.estilos.items():
        yield f"estilo {nombre}: {_estilo(estilo)}"
    for marco, partes in groupby(documento.partes, key=lambda parte: parte.marco):
        yield from _marco(marco)
        for parte in partes:
            yield f"parte {parte.nombre!r}:"
            for bloque in parte.bloques:
                yield from _sangrado(_bloque(bloque))


def _marco(marco: Marco) -> Iterator[str]:
    pagina = marco.pagina
    yield f"página {pagina.ancho:g} x {pagina.alto:g} mm, útiles {pagina.ancho_util:g}"
    yield from _hoja(marco.hoja)
    bloques = {"encabezado": marco.encabezado, "pie": marco.pie}
    if marco.primera is not None:
        bloques["encabezado de la primera"] = marco.primera.encabezado
        bloques["pie de la primera"] = marco.primera.pie
    for nombre, tabla in bloques.items():
        yield from _con_nombre(nombre, tabla)


def _hoja(hoja: AjustesDeHoja) -> Iterator[str]:
    for lugar, lados in (("encabezado", hoja.encabezado), ("pie", hoja.pie)):
        for lado, contenido in lados.items():
            yield f"{lugar} de hoja, {lado}: {_contenido(contenido)}"
    yield from _con_nombre("bloque de hoja", hoja.bloque)
    yield "rótulos de hoja " + ("repetidos" if hoja.repetir_rotulos else "una vez")


def _con_nombre(nombre: str, tabla: Tabla | None) -> Iterator[str]:
    if tabla:
        yield f"{nombre}:"
        yield from _sangrado(_bloque(tabla))


@functools.singledispatch
def _bloque(bloque: Bloque) -> Iterator[str]:
    raise TypeError(f"no se sabe volcar {type(bloque).__name__}")


@_bloque.register
def _titulo(bloque: Titulo) -> Iterator[str]:
    salto = " (página nueva)" if bloque.en_pagina_nueva else ""
    yield f"título {bloque.nivel}{salto}: {bloque.texto!r}"


@_bloque.register
def _parrafo(bloque: Parrafo) -> Iterator[str]:
    yield f"párrafo {bloque.estilo}: {_contenido(bloque.contenido)}"


@_bloque.register
def _salto(_salto: Salto) -> Iterator[str]:
    yield "salto de página"


@_bloque.register
def _indice(bloque: Indice) -> Iterator[str]:
    yield f"contenido hasta el nivel {bloque.niveles}: {bloque.titulo!r}"


@_bloque.register
def _grafico(bloque: Grafico) -> Iterator[str]:
    yield f"gráfico de {bloque.clase}, {bloque.alto:g} mm: {bloque.texto_alternativo!r}"


@_bloque.register
def _tabla(bloque: Tabla) -> Iterator[str]:
    partida = "" if bloque.filas_se_parten else "entera "
    yield f"tabla {partida}" + " ".join(f"{100 * ancho:.4g}" for ancho in bloque.anchos)
    if bloque.descripcion:
        yield f"  descripción: {bloque.descripcion!r}"
    for clase, filas in (("rótulo", bloque.rotulos), ("fila", bloque.filas)):
        for fila in filas:
            yield f"  {clase}:"
            yield from _sangrado(_celdas(fila), 4)


def _estilo(estilo: Estilo) -> str:
    datos = attrs.asdict(estilo, filter=lambda _campo, valor: valor not in (None, False, 0))
    return ", ".join(f"{nombre} {valor}" for nombre, valor in datos.items())


def _celdas(fila: Fila) -> Iterator[str]:
    for celda in fila.celdas:
        tramos = "".join(
            f" {signo}{cuantas}"
            for signo, cuantas in (("→", celda.columnas), ("↓", celda.filas))
            if cuantas > 1
        )
        yield f"{celda.estilo}{tramos}: {_contenido(celda.contenido)}"


def _contenido(contenido: Contenido) -> str:
    if isinstance(contenido, Cifra):
        return f"{contenido!r} = {contenido.valor}{_resumen(contenido.resumen)}"
    if isinstance(contenido, str):
        return repr(contenido)
    return " + ".join(map(_tramo, contenido))


def _resumen(resumen: Resumen | None) -> str:
    if resumen is None:
        return ""
    filas = ", ".join(f"{desde}-{hasta}" for desde, hasta in resumen.grupos)
    return f", {resumen.operacion} de las filas {filas}"


def _tramo(tramo: Tramo) -> str:
    if isinstance(tramo, Imagen):
        return f"[imagen {tramo.texto_alternativo!r}, {tramo.ancho:.4g} x {tramo.alto:.4g} mm]"
    if isinstance(tramo, Enfasis):
        return f"[{'negrita' if tramo.negrita else 'cursiva'} {tramo.texto!r}]"
    return f"[{tramo.value}]" if isinstance(tramo, Campo) else repr(tramo)


def _sangrado(lineas: Iterator[str], espacios: int = 2) -> Iterator[str]:
    return (" " * espacios + linea for linea in lineas)
