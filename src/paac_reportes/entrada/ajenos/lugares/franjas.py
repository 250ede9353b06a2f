"""Qué filas no son de datos: las que dicen de qué son las de abajo, los totales y las notas."""

from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.entrada.ajenos.columnas.contenido import es_porcentaje
from paac_reportes.entrada.ajenos.encabezados import es_de_todo_el_ancho, escritas
from paac_reportes.entrada.ajenos.filas.tramos import Tramo
from paac_reportes.entrada.ajenos.lugares.frases import Franja, en_un_renglon, franja_de
from paac_reportes.entrada.documentos.visto import CeldaVista, TablaVista


@attrs.frozen
class FilaDeFranja:
    """Lo que una fila dice, si no es de datos."""

    franja: Franja | None
    """``None``: ocupa todo el ancho y no se sabe qué es."""
    texto: str


def fila_de_franja(
    tabla: TablaVista, propias: Sequence[CeldaVista], tramo: Tramo | None, *, sobre_rotulos: bool
) -> FilaDeFranja | None:
    """Lo que dice la fila de esas celdas; ``None`` si es de datos."""
    primera = propias[0]
    texto = en_un_renglon(primera.texto)
    franja = franja_de(texto)
    if len(propias) > 1:
        return _de_varias(propias, franja)
    ancha = sobre_rotulos or es_de_todo_el_ancho(tabla, primera)
    if franja is not None and (ancha or _suelta(franja, primera, tramo)):
        return FilaDeFranja(franja, texto)
    return FilaDeFranja(None, texto) if ancha else None


def filas_sobre(tabla: TablaVista, desde: int) -> Iterator[int]:
    """Las filas de una sola celda, o en blanco, que van justo encima de unos rótulos."""
    fila = desde - 1
    while fila >= 0 and _va_sola(tabla, escritas(tabla, fila)):
        yield fila
        fila -= 1


def _va_sola(tabla: TablaVista, vistas: Sequence[CeldaVista]) -> bool:
    if len(vistas) != 1:
        return not vistas
    return vistas[0].columna == 0 or es_de_todo_el_ancho(tabla, vistas[0])


def _suelta(franja: Franja, celda: CeldaVista, tramo: Tramo | None) -> bool:
    """Si es franja aunque nadie la combinó: en la primera columna, y no es lo que ésta trae."""
    if celda.columna or franja in {Franja.TITULO, Franja.DEPENDENCIA}:
        return False
    return tramo is None or franja.value not in {
        dato.partition(".")[0] for dato in tramo.columnas[0].dato
    }


def _de_varias(propias: Sequence[CeldaVista], franja: Franja | None) -> FilaDeFranja | None:
    """Un total con sus números, o los rótulos de quienes firman."""
    texto = " | ".join(en_un_renglon(celda.texto) for celda in propias)
    if franja is Franja.TOTAL and all(es_porcentaje(celda) for celda in propias[1:]):
        return FilaDeFranja(franja, texto)
    if all(franja_de(celda.texto) is Franja.NOTA for celda in propias):
        return FilaDeFranja(Franja.NOTA, texto)
    return None
