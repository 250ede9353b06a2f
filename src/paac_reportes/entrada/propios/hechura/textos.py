"""Los textos que un formato escribe fuera de sus tablas: encabezados, títulos, fichas y firmas."""

from collections.abc import Iterator

import attrs

from paac_reportes.entrada.propios.hechura.hechura import Hechura
from paac_reportes.entrada.propios.hechura.tablas import molde
from paac_reportes.formatos.definicion.bloques import (
    BloqueDatos,
    BloqueFirmas,
    BloqueParrafo,
    BloqueTabla,
    BloqueTexto,
    BloqueTitulo,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import BloqueDePagina
from paac_reportes.formatos.definicion.papeles import bloques_de_pagina
from paac_reportes.textos.plantillas.inversa import Molde


@attrs.frozen
class Ficha:
    """Un rótulo con su valor al lado."""

    rotulo: Molde
    valor: Molde


def de_las_paginas(formato: Formato, *, en_hojas: bool) -> list[Molde]:
    """Los de los encabezados y pies, en su orden; en hojas, primero el que va en celdas."""
    bloques = bloques_de_pagina(formato)
    en_celdas = bloques.pop("libro.bloque", None)
    if not en_hojas:
        return [m for bloque in bloques.values() for m in _celdas(bloque)]
    if not formato.libro.bloque_en_celdas:
        return []
    suyo = en_celdas or formato.encabezado
    return list(_celdas(suyo)) if suyo else []


def impresos_en_hojas(formato: Formato) -> list[Molde]:
    """Los del encabezado y el pie impresos de una hoja de cálculo."""
    lados = (formato.libro.encabezado, formato.libro.pie)
    textos = (t for lado in lados for t in (lado.izquierda, lado.centro, lado.derecha))
    return [molde(texto) for texto in textos if texto]


def _celdas(bloque: BloqueDePagina) -> Iterator[Molde]:
    for fila in bloque.filas:
        for celda in fila:
            if celda.texto:
                yield molde(celda.texto)


def antes_de_las_tablas(hechura: Hechura) -> list[Molde]:
    """Los títulos y párrafos del plan entero que dicen algún dato, en su orden."""
    salida = []
    for bloque in hechura.cuerpo:
        if isinstance(bloque, BloqueTabla) and bloque.cada != "plan":
            break
        if isinstance(bloque, BloqueTitulo | BloqueParrafo) and bloque.cada == "plan":
            salida.append(molde(bloque.texto))
    return salida


def fichas(hechura: Hechura) -> list[Ficha]:
    """Las de los bloques de datos."""
    return [
        Ficha(molde(dato.rotulo), molde(dato.texto))
        for bloque in hechura.cuerpo
        if isinstance(bloque, BloqueDatos)
        for dato in bloque.filas
    ]


def firmas(hechura: Hechura) -> list[BloqueFirmas]:
    """Los bloques de firmas."""
    return [bloque for bloque in hechura.cuerpo if isinstance(bloque, BloqueFirmas)]


def parrafos_de_firma(hechura: Hechura) -> list[BloqueParrafo]:
    """Los párrafos que se escriben por cada firma."""
    return [b for b in hechura.cuerpo if isinstance(b, BloqueParrafo) and b.cada == "firma"]


def textos_del_plan(hechura: Hechura) -> list[BloqueTexto]:
    """Los que el plan puede traer en lugar de los del formato."""
    return [bloque for bloque in hechura.cuerpo if isinstance(bloque, BloqueTexto)]
