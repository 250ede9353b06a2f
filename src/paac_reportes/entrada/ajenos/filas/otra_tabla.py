"""La tabla aparte que sólo trae el seguimiento de las filas de otra, como la del SUIT."""

from collections.abc import Iterable

from paac_reportes.entrada.ajenos.filas.leida import FilaAbierta
from paac_reportes.entrada.ajenos.filas.tramos import Tramo

_DE_SEGUIMIENTO = "seguimiento."
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


def la_misma(leida: FilaAbierta, anteriores: Iterable[FilaAbierta]) -> FilaAbierta | None:
    """La fila ya leída de la que se da el seguimiento: dice lo mismo de sí, y aún no lo trae."""
    suyos = {clave: v for clave, v in leida.valores.items() if clave[0] in _IDENTIDAD}
    cortes = leida.valores.keys() - suyos.keys()
    for otra in anteriores:
        iguales = all(otra.valores.get(clave) == valor for clave, valor in suyos.items())
        if suyos and iguales and not cortes & otra.valores.keys():
            return otra
    return None


def agregar(leida: FilaAbierta, suya: FilaAbierta) -> None:
    """Le pone a una fila los seguimientos de otra."""
    for clave, valor in leida.valores.items():
        if clave not in suya.valores:
            suya.poner(clave, valor, leida.lugares[clave])
