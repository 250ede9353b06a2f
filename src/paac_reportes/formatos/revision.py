"""Lo que un formato promete y hay que comprobar: datos que existen, tablas y plantillas sanas."""

import functools
import re
import types
import typing
from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeFormato, ErrorPaac, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion import Formato
from paac_reportes.formatos.pagina import BloqueDePagina
from paac_reportes.formatos.papeles import pagina_de, rejilla_de
from paac_reportes.formatos.recorridos import RECORRIDOS
from paac_reportes.formatos.tablas import Seccion
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medidas import Pt
from paac_reportes.modelo import Firma
from paac_reportes.textos.limpieza import PROHIBIDOS
from paac_reportes.textos.redaccion import caminos_de, redactor

_LLEVAN_NUMERO = re.compile(
    r"(?:encabezado|pie|libro\.bloque)\.filas\[\d+\]\[\d+\]\.texto"
    r"|libro\.(?:encabezado|pie)\.(?:izquierda|centro|derecha)"
)
"""Los textos de un formato donde hay un número de página que escribir."""

_PARTES_TOTALES = 100

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Las fallas que la forma de los datos no deja ver, con la ruta de su clave."""
    yield from _anchos(formato)
    yield from _datos(formato)
    yield from _tablas_nombradas(formato)
    yield from _estilos(formato)
    yield from _bloques(formato)
    yield from _margenes(formato)
    yield from fallas_de_textos(formato)
    yield from _alcances(formato)


def fallas_de_textos(formato: object) -> Iterator[Falla]:
    """Las fallas de las plantillas de un formato, o de los datos que no alcanzaron a serlo."""
    for ruta, plantilla in _plantillas(formato, ""):
        yield from _plantilla(ruta, plantilla)


def _plantilla(ruta: str, plantilla: str) -> Iterator[Falla]:
    if _SIN_VARIABLES.fullmatch(ruta) and "{{" in plantilla:
        yield Falla(ruta, "este texto se toma como está y no admite variables")
        return
    if PROHIBIDOS.search(plantilla):
        yield Falla(ruta, f"trae un carácter que no se puede escribir: {mostrar(plantilla)}")
    try:
        redactor(plantilla)
    except ErrorDeFormato as error:
        yield from (Falla(ruta, falla.mensaje) for falla in error.fallas)
        return
    if "{" in plantilla:
        usados = caminos_de(plantilla)
        if usados & {"pagina", "paginas"} and not _LLEVAN_NUMERO.fullmatch(ruta):
            yield Falla(ruta, "el número de página sólo va en encabezados y pies")
        for camino in sorted(usados - set(_variables())):
            cercana = get_close_matches(camino, _variables(), n=1, cutoff=0)[0]
            yield Falla(ruta, f"no existe la variable {camino!r}; la más parecida es {cercana!r}")


@functools.cache
def _variables() -> tuple[str, ...]:
    """Lo que un texto del formato puede nombrar."""
    simples = ["vigencia", "corte", "pagina", "paginas", "entidad", "dependencia", "componente"]
    campos = [
        f"{raiz}.{campo.name}"
        for raiz in ("entidad", "dependencia", "componente")
        for campo in attrs.fields(RECORRIDOS["actividades"].raices[raiz])
    ]
    campos += [f"firma.{campo.name}" for campo in attrs.fields(Firma)]
    return (*simples, *campos, "formato.codigo", "formato.nombre", "formato.version")


def datos_posibles(secciones: Iterable[Seccion]) -> list[str]:
    """Todos los ``dato`` que pueden tener las columnas de una tabla con esas secciones."""
    por_seccion = [set(_caminos(s.recorre)) for s in secciones]
    return sorted(set.intersection(*por_seccion)) if por_seccion else []


@functools.cache
def _caminos(recorre: str) -> tuple[str, ...]:
    return tuple(
        f"{raiz}.{campo.name}"
        for raiz, clase in RECORRIDOS[recorre].raices.items()
        for campo in attrs.fields(clase)
        if _es_escribible(campo.type)
    )


def _es_escribible(tipo: Any) -> bool:
    """Si un valor de ese tipo cabe en una celda: ni imágenes ni listas de objetos."""
    if typing.get_origin(tipo) is types.UnionType:
        return all(_es_escribible(a) for a in typing.get_args(tipo) if a is not type(None))
    if typing.get_origin(tipo) is tuple:
        return bool(typing.get_args(tipo)[0] is str)
    return not attrs.has(tipo) and tipo is not bytes


def _margenes(formato: Formato) -> Iterator[Falla]:
    propios = formato.libro.margenes
    for ruta, margenes in (("pagina", formato.pagina.margenes), ("libro", propios)):
        if margenes is not None:
            pagina = pagina_de(formato.pagina, margenes)
            if margenes.superior < margenes.encabezado:
                motivo = "el encabezado no cabe: superior debe ser mayor que encabezado"
                yield Falla(f"{ruta}.margenes", motivo)
            if min(pagina.ancho_util, pagina.alto_util) < _UTIL_MINIMO:
                yield Falla(
                    f"{ruta}.margenes",
                    f"dejan {pagina.ancho_util:g} x {pagina.alto_util:g} mm,"
                    f" se esperaban al menos {_UTIL_MINIMO} x {_UTIL_MINIMO}",
                )


def _alcance(ruta: str, formato: Formato) -> set[str]:
    """Las raíces que un texto puede nombrar según dónde está."""
    if ruta == "libro.nombre":
        return {"dependencia", "componente"}
    if tabla := re.match(r"tablas\.([^.]+)", ruta):
        del_plan = any(
            bloque.tipo == "tabla" and bloque.cada == "plan" and tabla[1] in bloque.tablas
            for bloque in formato.cuerpo
        )
        return set() if del_plan else {"dependencia", "componente"}
    bloque = re.match(r"cuerpo\[(\d+)\]", ruta)
    if bloque and formato.cuerpo[int(bloque[1])].tipo == "firmas":
        return {"firma"}
    cada = formato.cuerpo[int(bloque[1])].cada if bloque else "plan"
    return {"dependencia": {"dependencia"}, "componente": {"dependencia", "componente"}}.get(
        cada, set()
    )


def _alcances(formato: Formato) -> Iterator[Falla]:
    for ruta, plantilla in _plantillas(formato, ""):
        try:
            raices = {camino.split(".")[0] for camino in caminos_de(plantilla)}
        except ErrorDeFormato:
            continue  # ya lo dice ``fallas_de_textos``
        for raiz in sorted(
            raices & {"dependencia", "componente", "firma"} - _alcance(ruta, formato)
        ):
            yield Falla(ruta, f"aquí no hay {raiz!r} que nombrar")


def _datos(formato: Formato) -> Iterator[Falla]:
    for nombre, tabla in formato.tablas.items():
        posibles = datos_posibles(tabla.secciones)
        usados = [
            (f"columnas[{indice}].dato", dato)
            for indice, columna in enumerate(tabla.columnas)
            for dato in columna.dato
        ]
        usados += [("si_hay", tabla.si_hay)] if tabla.si_hay is not None else []
        for lugar, dato in usados:
            if dato not in posibles:
                cercanos = get_close_matches(dato, posibles, n=1, cutoff=0)
                pista = f"; el más parecido es {cercanos[0]!r}" if cercanos else ""
                yield Falla(f"tablas.{nombre}.{lugar}", f"no existe el dato {mostrar(dato)}{pista}")


def _tablas_nombradas(formato: Formato) -> Iterator[Falla]:
    for indice, bloque in enumerate(formato.cuerpo):
        if bloque.tipo == "tabla":
            for tabla in bloque.tablas:
                if tabla not in formato.tablas:
                    yield Falla(
                        f"cuerpo[{indice}].tablas",
                        f"no existe la tabla {tabla!r}; están: {', '.join(formato.tablas)}",
                    )
            duenos = {
                RECORRIDOS[seccion.recorre].dueno
                for tabla in bloque.tablas
                if tabla in formato.tablas
                for seccion in formato.tablas[tabla].secciones
            }
            if "plan" in duenos and (len(duenos) > 1 or bloque.cada != "plan"):
                yield Falla(
                    f"cuerpo[{indice}]",
                    "los cambios son del plan: se esperaba cada = 'plan' y sólo tablas de cambios",
                )
            if not bloque.tablas:
                yield Falla(f"cuerpo[{indice}].tablas", "se esperaba al menos una tabla")


def _anchos(formato: Formato) -> Iterator[Falla]:
    """Los anchos de un bloque o de una tabla suman 100."""
    repartos = {
        f"{nombre}.anchos": bloque.anchos for nombre, bloque in _bloques_de_pagina(formato).items()
    }
    repartos |= {
        f"tablas.{nombre}.columnas": tuple(columna.ancho for columna in tabla.columnas)
        for nombre, tabla in formato.tablas.items()
    }
    for ruta, anchos in repartos.items():
        total = sum(anchos, Decimal(0))
        if total != _PARTES_TOTALES:
            suma = f"{total.normalize():f}".replace(".", ",")
            yield Falla(ruta, f"se esperaba que los anchos sumaran 100, suman {suma}")


def _estilos(formato: Formato) -> Iterator[Falla]:
    conocidos = estilos_base("Arial", Pt(8))
    for nombre in formato.estilos:
        if nombre not in conocidos:
            yield Falla(f"estilos.{nombre}", f"estilo desconocido; están: {', '.join(conocidos)}")


def _bloques_de_pagina(formato: Formato) -> dict[str, BloqueDePagina]:
    """Los encabezados y pies que trae el formato, por la ruta de su clave."""
    bloques = {
        "encabezado": formato.encabezado,
        "pie": formato.pie,
        "libro.bloque": formato.libro.bloque,
    }
    return {nombre: bloque for nombre, bloque in bloques.items() if bloque is not None}


def _bloques(formato: Formato) -> Iterator[Falla]:
    for nombre, bloque in _bloques_de_pagina(formato).items():
        try:
            rejilla_de(bloque)
        except ErrorPaac as error:
            yield Falla(f"{nombre}.filas", str(error))
        for i, fila in enumerate(bloque.filas):
            for j, celda in enumerate(fila):
                if celda.imagen not in (None, "entidad.escudo"):
                    yield Falla(
                        f"{nombre}.filas[{i}][{j}].imagen",
                        f"se esperaba 'entidad.escudo', llegó {mostrar(celda.imagen)}",
                    )


_SIN_VARIABLES = re.compile(
    r"codigo|nombre|version|.*\.(?:dato|entre|si_hay|tipo|recorre)(?:\[.*)?"
)
"""Los textos que se toman como están."""


def _plantillas(valor: Any, ruta: str) -> Iterator[tuple[str, str]]:
    """Los textos del formato con su ruta."""
    if isinstance(valor, str):
        yield ruta, valor
    elif isinstance(valor, tuple | list):
        for indice, elemento in enumerate(valor):
            yield from _plantillas(elemento, f"{ruta}[{indice}]")
    elif isinstance(valor, dict):
        for clave, elemento in valor.items():
            yield from _plantillas(elemento, unir_ruta(ruta, str(clave)))
    elif attrs.has(type(valor)):
        for campo in attrs.fields(type(valor)):
            yield from _plantillas(getattr(valor, campo.name), unir_ruta(ruta, campo.name))
