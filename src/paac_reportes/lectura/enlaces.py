"""Las direcciones de lo enlazado: en qué datos van, y cuáles no llegaron a ninguno."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.enlaces import Enlace
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista
from paac_reportes.opc.xml import Apuntes


@functools.lru_cache(maxsize=512)
def es_redaccion(dato: str) -> bool:
    """Si es una redacción o una lista de textos, donde cabe a dónde lleva lo enlazado.

    En un código, una fecha o un nombre que agrupa filas, la dirección lo volvería otro.
    """
    if ".extras." in dato:
        return True
    raiz, _, nombre = dato.rpartition(".")
    if raiz not in _CON_REDACCION or nombre in _NOMBRAN or CATALOGO[dato].contenido is not None:
        return False
    return CATALOGO.tipo(dato) in (str, tuple)


_CON_REDACCION = frozenset(
    {"actividad", "tramite", "seguimiento", "seguimiento.verificacion", "recomendacion"}
)
_NOMBRAN = frozenset({"nombre", "numero", "id", "dependencia", "lista"})


def texto_de(celda: CeldaVista, dato: str) -> str:
    """Lo que se lee en la celda de un dato, con a dónde lleva si en él cabe."""
    return celda.con_direcciones if celda.enlaces and es_redaccion(dato) else celda.texto


def enlaces_sin_leer(visto: DocumentoVisto, leido: object) -> tuple[Aviso, ...]:
    """Los enlaces del documento cuya dirección no quedó en lo que se leyó de él."""
    apuntes = Apuntes()
    for donde, uno, quedo in enlaces_leidos(visto, leido):
        if not quedo:
            que = f"«{uno.texto}» lleva" if uno.texto else "lleva"
            motivo = f"{que} a {uno.direccion}, y esa dirección no quedó en ningún dato"
            apuntes.anotar("enlace_sin_leer", donde, motivo)
    return apuntes.avisos()


def enlaces_leidos(visto: DocumentoVisto, leido: object) -> Iterator[tuple[str, Enlace, bool]]:
    """Cada enlace, dónde está y si su dirección quedó en lo que se leyó."""
    enlaces = [(donde, uno) for parte in visto.partes for donde, uno in _enlaces_de(parte)]
    todo = "\n".join(_textos(leido)) if enlaces else ""
    for donde, uno in enlaces:
        yield donde, uno, uno.direccion in todo


def _enlaces_de(parte: ParteVista) -> Iterator[tuple[str, Enlace]]:
    for bloque in parte.bloques:
        if not isinstance(bloque, TablaVista):
            yield from ((bloque.lugar, uno) for uno in bloque.enlaces)
            continue
        for fila in bloque.filas:
            for celda in dict.fromkeys(fila):
                if celda is not None and celda.enlaces and fila is bloque.filas[celda.fila]:
                    donde = bloque.lugar_de(celda.fila, celda.columna)
                    yield from ((donde, uno) for uno in celda.enlaces)


def _textos(algo: Any) -> Iterator[str]:
    """Todos los de un objeto y de lo que contiene."""
    if isinstance(algo, str):
        yield algo
    elif attrs.has(type(algo)):
        for campo in attrs.fields(type(algo)):
            yield from _textos(getattr(algo, campo.name))
    elif isinstance(algo, Mapping):
        yield from _textos(algo.values())
    elif isinstance(algo, Iterable) and not isinstance(algo, bytes):
        for uno in algo:
            yield from _textos(uno)
