"""De un plan a sus archivos en una línea: lo de ``reporte``, que además avisa por ``warnings``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import attrs

from paac_reportes.api.comprobaciones import (
    comprobar_que_sobran,
    comprobar_si_no,
    recorridos,
)
from paac_reportes.api.pedidos import pedido_de
from paac_reportes.api.reportes import ListaRespondida, Reporte
from paac_reportes.api.salida import Destino
from paac_reportes.api.tipos import OpcionesDeMetodologia, Origen, UnPlan
from paac_reportes.errores import avisar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.filas import Filas, Tablas
from paac_reportes.modelo import Entidad, Metodologia
from paac_reportes.modelo.temas import Contenido
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato


class OpcionesDeReporte(TypedDict, total=False):
    """Opciones de ``reporte`` y, si es ``publico``, las de ``Reporte.publico``."""

    corte: date | None
    filas: Filas | Tablas | None
    plantillas: Carpeta | None
    metodologia: "Metodologia | OpcionesDeMetodologia | None"
    con_datos: bool
    anterior: "UnPlan | Origen | None"
    publico: bool
    cedulas: bool
    revisado: ListaRespondida | None


@puerta
def reporte_de(
    plan: Any, formato: Any, *, al_leer: Mapping[str, Any] | None = None, **opciones: Any
) -> Reporte:
    """Reporte con ``OpcionesDeReporte``; ``al_leer`` son los campos suyos que se saben al leer."""
    publico, cedulas = opciones.pop("publico", False), opciones.pop("cedulas", False)
    revisado = opciones.pop("revisado", None)
    comprobar_si_no(publico=publico, cedulas=cedulas)
    if not publico:
        motivo = "sólo vale con publico=True: pida publico=True o quítelo"
        comprobar_que_sobran(motivo, cedulas=cedulas, revisado=revisado)
    pedido = attrs.evolve(pedido_de(plan, formato, **opciones), **(al_leer or {}))
    return pedido.publico(cedulas=cedulas, revisado=revisado) if publico else pedido


@puerta
def generar(
    plan: "Contenido | Entidad",
    formato: "str | Formato",
    destino: Destino,
    *,
    tipo: str | None = None,
    acta: Destino | None = None,
    **opciones: Unpack[OpcionesDeReporte],
) -> Destino:
    """Escribe el reporte y devuelve el destino; la extensión decide qué se escribe.

    Lo mismo que ``reporte(…).guardar(destino)``, con las opciones de ambos, y avisa por
    ``warnings``. Con un flujo abierto, ``tipo`` dice la extensión. El archivo aparece entero o no
    aparece: una falla deja intacto el que hubiera. ``acta`` es la de ``guardar``. Lanza
    ``ErrorDeEntrada``, ``ErrorDeFormato`` o ``ErrorDeEntorno``.
    """
    avisar(reporte_de(plan, formato, **opciones).guardar(destino, tipo=tipo, acta=acta).avisos)
    return destino


def generar_varios(
    plan: "Contenido | Entidad",
    formato: "str | Formato",
    destinos: Iterable[Destino],
    *,
    tipo: str | None = None,
    **opciones: Unpack[OpcionesDeReporte],
) -> None:
    """Escribe el reporte en varios archivos, todos o ninguno, y avisa por ``warnings``.

    Lo mismo que ``reporte(…).guardar(*destinos)``, que da además lo escrito y sus avisos. Lanza lo
    mismo que ``generar``.
    """
    rutas = recorridos("destinos", destinos)
    reporte_pedido = reporte_de(plan, formato, **opciones)
    if rutas:
        avisar(reporte_pedido.guardar(*rutas, tipo=tipo).avisos)


@puerta
def emitir(
    plan: "Contenido | Entidad",
    formato: "str | Formato",
    tipo: str,
    **opciones: Unpack[OpcionesDeReporte],
) -> bytes:
    """Los bytes del reporte, para la respuesta de un ERP; ``tipo`` es la extensión.

    Lo mismo que ``reporte(…).emitir(tipo).contenido``, y avisa por ``warnings``. Con la misma
    entrada da siempre los mismos bytes. Lanza lo mismo que ``generar``.
    """
    emision = reporte_de(plan, formato, **opciones).emitir(tipo)
    avisar(emision.avisos)
    return emision.contenido
