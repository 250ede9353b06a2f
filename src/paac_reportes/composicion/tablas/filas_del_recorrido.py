"""Cómo se sacan las filas de cada recorrido (``formatos.definicion.recorridos`` dice qué traen).

Salen de un componente o de todo el contenido (``alcances``); ``filas_en`` las da.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes.composicion.tablas.alcances import Alcance, UnComponente
from paac_reportes.formatos.definicion.filas import (
    DeEvidencia,
    DeFilaLibre,
    Evidencia,
    FilaDeTabla,
)
from paac_reportes.formatos.definicion.recorridos import (
    RECORRIDOS,
    RIESGOS,
    Recorre,
    lista_declarada,
    reportes_de,
)
from paac_reportes.modelo import FilaDeMatriz, Seguimiento
from paac_reportes.modelo.recorrer import Parada, hojas, recorrer
from paac_reportes.modelo.temas import el_de


def filas_en(recorre: Recorre, alcance: Alcance, corte: date | None) -> Iterator[FilaDeTabla]:
    """Las filas que un recorrido da en un componente o en todo el plan.

    ``recorre``: lo que cada fila es, «actividades» o «riesgos»; ``corte``: de cuál es su reporte.
    """
    recorrido = RECORRIDOS[recorre]
    if isinstance(alcance, UnComponente):
        es_del_componente = recorrido.o_el_dueno and not alcance.dentro
        lugares = [alcance.lugar] if es_del_componente else alcance.lugares_en(*recorrido.listas)
        return _FILAS_POR_CADA[recorrido.cada](recorre, lugares, alcance.comunes, corte)
    if recorrido.listas:
        lugares = recorrer(alcance.contenido, *recorrido.listas)
        return _una_por_objeto(recorre, lugares, alcance.comunes, corte)
    if recorrido.fila is DeFilaLibre:
        return (DeFilaLibre(**alcance.comunes, fila=fila) for fila in alcance.filas)
    if recorre == RIESGOS:
        from paac_reportes.composicion.tablas.de_mapa import filas_de_riesgos  # noqa: PLC0415 - quien lo muestra

        return filas_de_riesgos(alcance, corte)
    if (declarada := lista_declarada(recorre)) is not None:
        tema, camino = declarada
        contenido = el_de(alcance.contenido, tema.clave)
        lugares = [] if contenido is None else recorrer(contenido, *camino)
        return _una_por_objeto(recorre, lugares, {**alcance.comunes, tema.raiz: contenido}, corte)
    # Casi ningún formato las pide, y cargar el informe cuesta.
    from paac_reportes.composicion.tablas.de_informe import filas_de_informe  # noqa: PLC0415 - sólo si se piden

    return filas_de_informe(recorre, alcance.comunes, alcance.hallazgos())


def seguimiento_de(fila: FilaDeMatriz | None, corte: date | None) -> Seguimiento | None:
    """El seguimiento de una fila en un corte; ``None`` si no lo hay, o sin corte."""
    seguimiento: Seguimiento | None = _en_el_corte(fila.seguimientos, corte) if fila else None
    return seguimiento


def _en_el_corte(reportes: Iterable[Any], corte: date | None) -> Any:
    """El reporte de un corte; ``None`` si no lo hay."""
    for reporte in reportes:  # sin generador: se pregunta en cada fila
        if reporte.corte == corte:
            return reporte
    return None


def _una_por_objeto(
    recorre: Recorre, lugares: Sequence[Parada], comunes: Mapping[str, Any], corte: date | None
) -> Iterator[FilaDeTabla]:
    """Una fila por objeto que no contiene a otro, con los que lo contienen y su reporte.

    ``comunes``: lo que toda fila trae, como la entidad.
    """
    clase: Callable[..., FilaDeTabla] = RECORRIDOS[recorre].fila
    reportes = reportes_de(recorre)
    for lugar in hojas(lugares):
        contenido, objeto = lugar.contenido, lugar.objeto
        objetos = {**comunes, **lugar.de_afuera, contenido.raiz: objeto}
        if reportes is not None and contenido.clase is reportes.clase:
            lista = reportes.lista
            objetos[lista.raiz] = _en_el_corte(getattr(objeto, lista.nombre), corte)
        yield clase(**objetos, lugar=lugar)


def _una_por_reporte(
    recorre: Recorre, lugares: Sequence[Parada], comunes: Mapping[str, Any], corte: date | None
) -> Iterator[FilaDeTabla]:
    """Una fila por cada seguimiento de un objeto hasta el corte, del primero al último.

    ``comunes``: lo que toda fila trae. Sin corte (``None``), todos.
    """
    clase: Callable[..., FilaDeTabla] = RECORRIDOS[recorre].fila
    for lugar in lugares:
        for seguimiento in sorted(lugar.objeto.seguimientos, key=lambda reporte: reporte.corte):
            if corte is None or seguimiento.corte <= corte:
                yield clase(**comunes, **lugar.objetos, lugar=lugar, seguimiento=seguimiento)


def _una_por_evidencia(
    _recorre: Recorre, lugares: Sequence[Parada], comunes: Mapping[str, Any], corte: date | None
) -> Iterator[FilaDeTabla]:
    """Una fila por cada evidencia del seguimiento del corte, numeradas desde 1.

    ``comunes``: lo que toda fila trae.
    """
    for lugar in lugares:
        seguimiento = seguimiento_de(lugar.objeto, corte)
        for numero, texto in enumerate(seguimiento.evidencias if seguimiento else (), 1):
            objetos = {**comunes, **lugar.objetos, "seguimiento": seguimiento}
            yield DeEvidencia(**objetos, lugar=lugar, evidencia=Evidencia(numero, texto))


_FILAS_POR_CADA = {
    "objeto": _una_por_objeto,
    "reporte": _una_por_reporte,
    "evidencia": _una_por_evidencia,
}
