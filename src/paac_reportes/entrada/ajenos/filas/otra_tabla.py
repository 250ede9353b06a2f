"""La tabla aparte que sólo trae el seguimiento de las filas de otra, como la del SUIT."""

from collections.abc import Iterable

from paac_reportes.entrada.ajenos.filas.leida import FilaAbierta
from paac_reportes.entrada.ajenos.filas.tramos import Tramo

_DE_SEGUIMIENTO = "seguimiento."
_DE_LA_FILA = ("actividad.", "tramite.")
_IDENTIDAD = frozenset(
    {
        *("actividad.codigo", "actividad.descripcion", "subcomponente.nombre"),
        *("tramite.numero", "tramite.codigo_suit", "tramite.nombre"),
        *("dependencia.nombre", "componente.nombre"),
    }
)
"""Lo que una tabla así repite, para decir de cuál es cada seguimiento."""


def es_de_seguimiento(tramo: Tramo) -> bool:
    """Si fuera de los seguimientos sólo trae con qué se reconoce cada fila."""
    de_corte = {dato for dato in tramo.datos if dato.startswith(_DE_SEGUIMIENTO)}
    return bool(de_corte) and tramo.datos - de_corte <= _IDENTIDAD


Indice = dict[tuple[object, ...], list[FilaAbierta]]


def indice_de(tramo: Tramo, anteriores: Iterable[FilaAbierta]) -> Indice:
    """Las filas ya leídas, por lo que la tabla repite de cada una."""
    indice: Indice = {}
    for fila in anteriores:
        indice.setdefault(_quien_es(tramo, fila), []).append(fila)
    return indice


def la_misma(tramo: Tramo, leida: FilaAbierta, indice: Indice) -> FilaAbierta | None:
    """La fila ya leída de la que se da el seguimiento: dice lo mismo de sí, y aún no lo trae."""
    quien = _quien_es(tramo, leida)
    cortes = {clave for clave in leida.valores if clave[0].startswith(_DE_SEGUIMIENTO)}
    posibles = indice.get(quien, ()) if any(quien) else ()
    return next((otra for otra in posibles if not cortes & otra.valores.keys()), None)


def _quien_es(tramo: Tramo, fila: FilaAbierta) -> tuple[object, ...]:
    suyos = sorted(dato for dato in tramo.datos if dato.startswith(_DE_LA_FILA))
    return tuple(fila.valores.get((dato, None)) for dato in suyos)


def agregar(leida: FilaAbierta, suya: FilaAbierta) -> None:
    """Le pone a una fila los seguimientos de otra."""
    for clave, valor in leida.valores.items():
        if clave not in suya.valores:
            suya.poner(clave, valor, leida.lugares[clave])
