"""Las celdas que dicen lo mismo que la de encima: «Ídem», o sólo unas comillas (regla 11)."""

import re

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista, TextoVisto

_IDEM = re.compile(
    r"\s*(?:[ií]dem\.?|[ií]d\.|igual (?:al|a la) anterior\.?|[\"“”″〃«»]|''|´´|,,)\s*",
    re.IGNORECASE,
)


def con_lo_de_encima(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento con lo que dice la celda de encima donde una dice «Ídem».

    La que no tiene encima un dato (está bajo un rótulo, bajo un blanco, o es la primera) queda en
    blanco. Se dice cada una con su celda: en ``DocumentoVisto.avisos``.
    """
    avisos: list[Aviso] = []
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(_bloque(bloque, avisos) for bloque in parte.bloques))
        for parte in documento.partes
    )
    return attrs.evolve(documento, partes=partes, avisos=(*documento.avisos, *avisos))


def _bloque(tabla: TextoVisto | TablaVista, avisos: list[Aviso]) -> TextoVisto | TablaVista:
    """Tabla con cada «ídem» cambiado por la celda de encima; lo que se dice va a ``avisos``."""
    if isinstance(tabla, TextoVisto):
        return tabla
    resueltas: dict[CeldaVista, CeldaVista] = {}
    for numero, fila in enumerate(tabla.filas):
        for columna, celda in enumerate(fila):
            if celda is None or celda in resueltas or not _IDEM.fullmatch(celda.texto):
                continue
            encima = tabla.filas[numero - 1][columna] if numero else None
            resueltas[celda], motivo = _resuelta(
                celda, encima and resueltas.get(encima, encima), tabla.rotulos
            )
            avisos.append(Aviso("dato_supuesto", tabla.lugar_de(numero, columna), motivo))
    if not resueltas:
        return tabla
    filas = (tuple(resueltas.get(c, c) if c is not None else None for c in f) for f in tabla.filas)
    return attrs.evolve(tabla, filas=tuple(filas))


def _resuelta(celda: CeldaVista, encima: CeldaVista | None, rotulos: int) -> tuple[CeldaVista, str]:
    """Celda con lo de la de encima, o en blanco, y un motivo; ``rotulos``: cuántas filas lo son."""
    escrito = mostrar(celda.texto.strip())
    if (
        encima is None
        or not encima.texto.strip()
        or encima.fila < rotulos
        or (encima.destacada and not celda.destacada)
    ):
        en_blanco = attrs.evolve(celda, texto="", valor=None)
        return en_blanco, f"dice {escrito} y encima no hay un dato que repetir: quedó en blanco"
    igual = attrs.evolve(celda, texto=encima.texto, valor=encima.valor, enlaces=encima.enlaces)
    return igual, f"dice {escrito}: se leyó lo de la celda de encima, {mostrar(encima.texto)}"
