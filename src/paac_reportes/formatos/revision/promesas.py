"""Lo que un formato promete y hay que comprobar: datos que existen, tablas y medidas sanas."""

import functools
import re
import types
import typing
from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import attrs

from paac_reportes.analisis.promedios import DE_COLUMNA
from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    BloqueDatos,
    BloqueImagen,
    BloqueResultados,
    BloqueSeccion,
    BloqueTabla,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import PaginaDeFormato
from paac_reportes.formatos.definicion.papeles import (
    bloques_de_pagina,
    pagina_de,
    pagina_de_seccion,
    rejilla_de,
)
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, RECORRIDOS, Recorre
from paac_reportes.formatos.definicion.tablas import Columna, Seccion, TablaDeFormato
from paac_reportes.formatos.revision.textos import fallas_de_alcance, fallas_de_textos
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.medidas import Pt
from paac_reportes.modelo import Verificacion
from paac_reportes.normativa.escalas import buscar_escala

_COLUMNAS_MAXIMAS = 63
_PARTES_TOTALES = 100

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Las fallas que la forma de los datos no deja ver, con la ruta de su clave."""
    yield from fallas_de_contenido(formato)
    yield from fallas_de_textos(formato)


def fallas_de_contenido(formato: Formato) -> Iterator[Falla]:
    """Las de medidas, tablas, datos y variables; no las de cómo está escrito cada texto."""
    yield from _vacios(formato)
    yield from _anchos(formato)
    yield from _datos(formato)
    yield from _columnas(formato)
    yield from _tablas_nombradas(formato)
    yield from _estilos(formato)
    yield from _bloques(formato)
    yield from _margenes(formato)
    yield from _metodologia(formato)


def _metodologia(formato: Formato) -> Iterator[Falla]:
    """Una escala que se nombra tiene que existir."""
    try:
        buscar_escala(formato.metodologia.escala if formato.metodologia else None)
    except ErrorDeEntrada as error:
        yield from error.fallas
    yield from fallas_de_alcance(formato)


def datos_posibles(secciones: Iterable[Seccion]) -> list[str]:
    """Todos los ``dato`` que pueden tener las columnas de una tabla con esas secciones."""
    por_seccion = [set(_caminos(s.recorre)) for s in secciones]
    return sorted(set.intersection(*por_seccion)) if por_seccion else []


def _es_de_fila_libre(dato: str, secciones: Iterable[Seccion]) -> bool:
    """Si es un dato de las filas que traerá quien genere: cuáles son, sólo se sabe entonces."""
    raiz, _, campo = dato.partition(".")
    return raiz == FILA_LIBRE and bool(campo) and all(s.recorre == "filas" for s in secciones)


@functools.cache
def _caminos(recorre: Recorre) -> tuple[str, ...]:
    return tuple(
        f"{raiz}.{campo.name}"
        for raiz, clase in RECORRIDOS[recorre].raices.items()
        if raiz != FILA_LIBRE
        for campo in attrs.fields(clase)
        if _es_escribible(campo.type)
    )


def _es_escribible(tipo: Any) -> bool:
    """Si un valor de ese tipo cabe en una celda: ni imágenes ni listas de objetos."""
    if typing.get_origin(tipo) is types.UnionType:
        return all(_es_escribible(a) for a in typing.get_args(tipo) if a is not type(None))
    if typing.get_origin(tipo) is tuple:
        return bool(typing.get_args(tipo)[0] is str)
    return tipo is Verificacion or (not attrs.has(tipo) and tipo is not bytes)


def _margenes(formato: Formato) -> Iterator[Falla]:
    """Que quede página: en cada sección, en Word y en las hojas."""
    lugares = {"": BloqueSeccion(tipo="seccion")} | {
        f"cuerpo[{n}].": b for n, b in enumerate(formato.cuerpo) if isinstance(b, BloqueSeccion)
    }
    for lugar, seccion in lugares.items():
        for nombre, en_hojas in (("pagina", False), ("libro", True)):
            if en_hojas and (seccion.margenes or formato.libro.margenes is None):
                continue
            definida = pagina_de_seccion(seccion, formato, en_hojas=en_hojas)
            propios = f"{lugar}margenes" if lugar and not en_hojas else f"{nombre}.margenes"
            donde = f"{propios} en {lugar.rstrip('.')}" if lugar and en_hojas else propios
            yield from _de_la_pagina(donde, definida)


def _de_la_pagina(ruta: str, definida: PaginaDeFormato) -> Iterator[Falla]:
    pagina = pagina_de(definida)
    if definida.margenes.superior < definida.margenes.encabezado:
        yield Falla(ruta, "el encabezado no cabe: superior no puede ser menor que encabezado")
    if min(pagina.ancho_util, pagina.alto_util) < _UTIL_MINIMO:
        yield Falla(
            ruta,
            f"dejan {pagina.ancho_util:g} x {pagina.alto_util:g} mm,"
            f" se esperaban al menos {_UTIL_MINIMO} x {_UTIL_MINIMO}",
        )


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
            if dato not in posibles and not _es_de_fila_libre(dato, tabla.secciones):
                cercanos = get_close_matches(dato, posibles, n=1, cutoff=0)
                pista = f"; el más parecido es {cercanos[0]!r}" if cercanos else ""
                yield Falla(f"tablas.{nombre}.{lugar}", f"no existe el dato {mostrar(dato)}{pista}")


def _vacios(formato: Formato) -> Iterator[Falla]:
    """Lo que tiene que decir algo y no lo dice, o dice demasiado."""
    for clave in ("nombre", "version"):
        if not getattr(formato, clave).strip():
            yield Falla(clave, "se esperaba un texto")
    if not formato.cuerpo:
        yield Falla("cuerpo", "se esperaba al menos un bloque")
    for numero, bloque in enumerate(formato.cuerpo):
        if not bloque.en:
            yield Falla(f"cuerpo[{numero}].en", "se esperaba documento o libro; así no sale nunca")
        if isinstance(bloque, BloqueDatos) and not bloque.filas:
            yield Falla(f"cuerpo[{numero}].filas", "se esperaba al menos una fila")
    yield from _tablas_imposibles(formato)


def _tablas_imposibles(formato: Formato) -> Iterator[Falla]:
    for nombre, tabla in formato.tablas.items():
        if not re.fullmatch(r"[\w.-]+", nombre):
            yield Falla("tablas", f"se esperaba un nombre sin espacios, llegó {mostrar(nombre)}")
        if len(tabla.columnas) > _COLUMNAS_MAXIMAS:
            motivo = f"Word admite {_COLUMNAS_MAXIMAS} columnas, llegaron {len(tabla.columnas)}"
            yield Falla(f"tablas.{nombre}.columnas", motivo)


def _columnas(formato: Formato) -> Iterator[Falla]:
    """Lo que una columna por corte o con total necesita para serlo."""
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            if columna.por_corte and not any(d.startswith("seguimiento.") for d in columna.dato):
                yield Falla(f"{lugar}.por_corte", "se esperaba una columna con algún seguimiento")
            if columna.total is not None:
                yield from _total(lugar, indice, columna, tabla)


def _total(lugar: str, indice: int, columna: Columna, tabla: TablaDeFormato) -> Iterator[Falla]:
    if columna.total not in DE_COLUMNA:
        motivo = f"se esperaba alguno de estos: {', '.join(DE_COLUMNA)}, llegó {columna.total!r}"
        yield Falla(f"{lugar}.total", motivo)
    if tabla.total is None:
        yield Falla(f"{lugar}.total", "la tabla no tiene fila de total: falta su rótulo, en total")
    if indice == 0:
        yield Falla(f"{lugar}.total", "en la primera columna va el rótulo de la fila de total")
    if len(columna.dato) > 1:
        yield Falla(f"{lugar}.total", "se esperaba una columna de un solo dato")
    elif not all(_es_numero(dato, tabla.secciones) for dato in columna.dato):
        yield Falla(f"{lugar}.total", f"{' + '.join(columna.dato)} no es un número que resumir")


def _es_numero(dato: str, secciones: Iterable[Seccion]) -> bool:
    raiz, _, nombre = dato.partition(".")
    for seccion in secciones:
        clase = RECORRIDOS[seccion.recorre].raices.get(raiz)
        campo = getattr(attrs.fields(clase), nombre, None) if clase and attrs.has(clase) else None
        if campo and not {int, Decimal} & {campo.type, *typing.get_args(campo.type)}:
            return False
    return True


def _tablas_nombradas(formato: Formato) -> Iterator[Falla]:
    for indice, bloque in enumerate(formato.cuerpo):
        if not isinstance(bloque, BloqueTabla | BloqueResultados):
            continue
        lugar = f"cuerpo[{indice}]"
        for tabla in bloque.tablas:
            if tabla not in formato.tablas:
                estan = ", ".join(formato.tablas) or "ninguna"
                yield Falla(f"{lugar}.tablas", f"no existe la tabla {tabla!r}; están: {estan}")
        duenos = {
            RECORRIDOS[seccion.recorre].dueno
            for tabla in bloque.tablas
            if tabla in formato.tablas
            for seccion in formato.tablas[tabla].secciones
        }
        if "plan" in duenos and (len(duenos) > 1 or bloque.cada != "plan"):
            yield Falla(
                lugar,
                "lo del plan y lo de sus componentes no van en el mismo bloque, y lo del plan"
                " se escribe con cada = 'plan'",
            )
        if isinstance(bloque, BloqueResultados) and "componente" in duenos:
            yield Falla(f"{lugar}.tablas", "se esperaban tablas de cifras, no del plan")
        if isinstance(bloque, BloqueTabla) and not bloque.tablas:
            yield Falla(f"{lugar}.tablas", "se esperaba al menos una tabla")


def _anchos(formato: Formato) -> Iterator[Falla]:
    """Los anchos de un bloque o de una tabla suman 100."""
    repartos = {
        f"{nombre}.anchos": bloque.anchos for nombre, bloque in bloques_de_pagina(formato).items()
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


def _bloques(formato: Formato) -> Iterator[Falla]:
    for nombre, bloque in bloques_de_pagina(formato).items():
        try:
            rejilla_de(bloque)
        except ErrorPaac as error:
            yield Falla(f"{nombre}.filas", str(error))
        for i, fila in enumerate(bloque.filas):
            for j, celda in enumerate(fila):
                yield from _imagen(f"{nombre}.filas[{i}][{j}].imagen", celda.imagen)
    for numero, suyo in enumerate(formato.cuerpo):
        if isinstance(suyo, BloqueImagen):
            yield from _imagen(f"cuerpo[{numero}].imagen", suyo.imagen)


def _imagen(ruta: str, imagen: str | bytes | None) -> Iterator[Falla]:
    if isinstance(imagen, str) and imagen != "entidad.escudo":
        motivo = "se esperaba 'entidad.escudo' o una imagen PNG o JPEG junto al formato, llegó"
        yield Falla(ruta, f"{motivo} {mostrar(imagen)}")
