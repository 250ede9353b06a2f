"""Lo que alguien hizo a mano con las celdas: combinarlas, quitar columnas, enlazarlas.

Una celda combinada sobre varios datos es, en toda lectura, del primero: los demás quedan en blanco,
y se dice. De las que agrupan filas (componente, subcomponente) lo que dicen es de todas. De una
dirección enlazada se dice a qué dato va, y cuál no llegó a ninguno.
"""

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    EnlaceExterno,
    ParteVista,
    TablaVista,
)
from paac_reportes.opc.xml import Apuntes
from paac_reportes.textos.valores import fecha_corta

COMBINADA = "está combinada con otras: lo que dice es sólo de su primera fila y columna"


def combinadas(
    tabla: TablaVista, filas: Iterable[int], columnas: Collection[int], de_varias: Collection[int]
) -> Iterator[Aviso]:
    """Avisos de las celdas de esas filas que cubren otra, o varias de esas columnas.

    Las de las columnas ``de_varias`` pueden cubrir varias filas.
    """
    for fila in filas:
        for columna in columnas:
            celda = tabla.filas[fila][columna]
            if celda is None or celda.cuantas_filas * celda.cuantas_columnas == 1:
                continue
            if not celda.texto.strip() or (celda.fila, celda.columna) != (fila, columna):
                continue
            fin = columna + celda.cuantas_columnas
            cubiertas = sum(columna <= c < fin for c in columnas)
            if cubiertas > 1 or (celda.cuantas_filas > 1 and columna not in de_varias):
                yield Aviso("celda_combinada", tabla.lugar_de(fila, columna), COMBINADA)


def columnas_de_menos(columnas: Iterable[ColumnaLeida]) -> Iterator[Aviso]:
    """Avisos de las columnas que los demás cortes de su tabla tienen y a uno le faltan."""
    tablas: dict[str, dict[date, set[str]]] = {}
    for columna in columnas:
        if columna.corte is not None:
            cortes = tablas.setdefault(columna.lugar.alrededor, {})
            cortes.setdefault(columna.corte, set()).update(columna.dato)
    for lugar, cortes in tablas.items():
        veces_de_cada_dato = Counter(chain.from_iterable(cortes.values()))
        for corte, datos in cortes.items():
            for falta in sorted(veces_de_cada_dato.keys() - datos):
                veces = veces_de_cada_dato[falta]
                if veces * 2 > len(cortes) - 1:
                    motivo = (
                        f"el corte {fecha_corta(corte)} no tiene la columna de {falta}, y"
                        f" {'otro la tiene' if veces == 1 else f'otros {veces} la tienen'}: si"
                        " alguien la quitó, lo que decía no se leyó"
                    )
                    yield Aviso("sin_columna", lugar, motivo)


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
