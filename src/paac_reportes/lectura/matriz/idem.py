"""Las celdas que dicen lo mismo que la de encima: «Ídem», o sólo unas comillas."""

import re
from collections.abc import Iterator

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista

_IDEM = re.compile(
    r"[ií]dem\.?|[ií]d\.|igual (?:al|a la) anterior\.?|[\"“”″〃«»]|''|´´|,,", re.IGNORECASE
)


def es_idem(texto: str) -> bool:
    """Si todo lo que dice una celda es que dice lo mismo que otra."""
    return _IDEM.fullmatch(texto.strip()) is not None


def con_lo_de_encima(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento con lo que dice la celda de encima donde una dice «Ídem».

    La que no tiene encima un dato (está bajo un rótulo, bajo un blanco, o es la primera) queda en
    blanco. Se dice cada una con su celda: en ``DocumentoVisto.avisos``.
    """
    if not any(es_idem(celda.texto) for tabla in documento.tablas() for celda in _celdas(tabla)):
        return documento
    avisos: list[Aviso] = []
    partes = tuple(_parte(parte, avisos) for parte in documento.partes)
    return attrs.evolve(documento, partes=partes, avisos=(*documento.avisos, *avisos))


def _celdas(tabla: TablaVista) -> Iterator[CeldaVista]:
    return (celda for fila in tabla.filas for celda in fila if celda is not None)


def _parte(parte: ParteVista, avisos: list[Aviso]) -> ParteVista:
    """Parte con cada «Ídem» de sus tablas resuelto; lo que se dice va a ``avisos``."""
    bloques = (
        _tabla(bloque, avisos) if isinstance(bloque, TablaVista) else bloque
        for bloque in parte.bloques
    )
    return attrs.evolve(parte, bloques=tuple(bloques))


def _tabla(tabla: TablaVista, avisos: list[Aviso]) -> TablaVista:
    """Tabla con cada «ídem» cambiado por la celda de encima, con un aviso de cada uno."""
    if not any(es_idem(celda.texto) for celda in _celdas(tabla)):
        return tabla
    resueltas: dict[CeldaVista, CeldaVista] = {}
    filas: list[tuple[CeldaVista | None, ...]] = []
    for numero, fila in enumerate(tabla.filas):
        for columna, celda in enumerate(fila):
            if celda is not None and celda not in resueltas and es_idem(celda.texto):
                de_encima = filas[-1][columna] if numero else None
                resueltas[celda], motivo = _resuelta(celda, de_encima, tabla.rotulos)
                donde = tabla.lugar_de(celda.fila, celda.columna)
                avisos.append(Aviso("dato_supuesto", donde, motivo))
        filas.append(tuple(resueltas.get(c, c) if c is not None else None for c in fila))
    return attrs.evolve(tabla, filas=tuple(filas))


def _resuelta(
    celda: CeldaVista, de_encima: CeldaVista | None, rotulos: int
) -> tuple[CeldaVista, str]:
    """Celda con lo de la de encima, o en blanco, y un motivo; ``rotulos``: cuántas filas lo son."""
    escrito = mostrar(celda.texto.strip())
    if de_encima is None or _es_rotulo(de_encima, celda, rotulos) or not de_encima.texto.strip():
        en_blanco = attrs.evolve(celda, texto="", valor=None)
        return en_blanco, f"dice {escrito} y encima no hay un dato que repetir: quedó en blanco"
    igual = attrs.evolve(
        celda, texto=de_encima.texto, valor=de_encima.valor, enlaces=de_encima.enlaces
    )
    return igual, f"dice {escrito}: se leyó lo de la celda de encima, {mostrar(de_encima.texto)}"


def _es_rotulo(de_encima: CeldaVista, celda: CeldaVista, filas_de_rotulos: int) -> bool:
    """Si la celda de encima es un rótulo: se repite en cada página, o sólo ella se destaca."""
    return de_encima.fila < filas_de_rotulos or (de_encima.destacada and not celda.destacada)
