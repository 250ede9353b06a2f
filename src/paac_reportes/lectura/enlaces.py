"""Las direcciones de lo enlazado: en qué datos van, y cuáles no llegaron a ninguno."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.enlaces import EnlaceExterno
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista
from paac_reportes.opc.xml import Apuntes


@functools.lru_cache(maxsize=512)
def es_redaccion(dato: str) -> bool:
    """Si el dato es una redacción o una lista de textos, donde cabe la dirección de un enlace.

    En un código, una fecha o un nombre que agrupa filas, la dirección lo volvería otro.
    """
    if ".extras." in dato:
        return True
    raiz, _, nombre = dato.rpartition(".")
    if raiz not in _CON_REDACCION or nombre in _NOMBRAN or CATALOGO.opciones(dato):
        return False
    return CATALOGO[dato].contenido is None and CATALOGO.tipo(dato) in (str, tuple)


_DEL_PLAN = "actividad", "tramite", "seguimiento", "seguimiento.verificacion", "recomendacion"
_DEL_MAPA = "seguimiento_de_riesgo", "seguimiento_de_riesgo.materializacion", "control_seguido"
_CON_REDACCION = frozenset((*_DEL_PLAN, *_DEL_MAPA))
_NOMBRAN = frozenset({"nombre", "numero", "id", "dependencia", "lista", "quien", "control"})


def texto_de_dato(celda: CeldaVista, dato: str) -> str:
    """Texto de la celda de un dato, con las direcciones de sus enlaces si en él caben."""
    return celda.con_direcciones if celda.enlaces and es_redaccion(dato) else celda.texto


def enlaces_sin_leer(documento: DocumentoVisto, contenido: object) -> tuple[Aviso, ...]:
    """Avisos de los enlaces del documento cuya dirección no quedó en lo que se leyó."""
    apuntes = Apuntes()
    enlaces = [
        (lugar, enlace) for parte in documento.partes for lugar, enlace in _enlaces_de(parte)
    ]
    textos = "\n".join(_textos(contenido)) if enlaces else ""
    for lugar, enlace in enlaces:
        if enlace.direccion not in textos:
            texto = f"«{enlace.texto}» lleva" if enlace.texto else "lleva"
            motivo = f"{texto} a {enlace.direccion}, y esa dirección no quedó en ningún dato"
            apuntes.anotar("enlace_sin_leer", lugar, motivo)
    return apuntes.avisos()


def _enlaces_de(parte: ParteVista) -> Iterator[tuple[str, EnlaceExterno]]:
    """Lugar de cada enlace de una parte, ``tabla 7, fila 3, columna 2``, con él."""
    for bloque in parte.bloques:
        if not isinstance(bloque, TablaVista):
            yield from ((bloque.lugar, enlace) for enlace in bloque.enlaces)
            continue
        for celda in dict.fromkeys(chain.from_iterable(bloque.filas)):
            if celda is not None and celda.enlaces:
                lugar = bloque.lugar_de(celda.fila, celda.columna)
                yield from ((lugar, enlace) for enlace in celda.enlaces)


def _textos(valor: Any) -> Iterator[str]:
    """Textos de un objeto y de lo que contiene."""
    if isinstance(valor, str):
        yield valor
    elif attrs.has(type(valor)):
        for campo in attrs.fields(type(valor)):
            yield from _textos(getattr(valor, campo.name))
    elif isinstance(valor, Mapping):
        yield from _textos(valor.values())
    elif isinstance(valor, Iterable) and not isinstance(valor, bytes):
        for elemento in valor:
            yield from _textos(elemento)
