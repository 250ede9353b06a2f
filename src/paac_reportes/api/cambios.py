"""Lo publicado y lo de ahora en un solo documento: en Word, con los cambios por aceptar."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import attrs

from paac_reportes.api.comprobaciones import comprobar_extension
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.modelo import Plan

if TYPE_CHECKING:
    from paac_reportes.maqueta.documento import Documento

P = TypeVar("P", bound=Pedido)

TIPOS_CON_CAMBIOS = ("docx", "html", "pdf")
"""En lo que salen los cambios: en Word por aceptar, y en los otros dos a la vista."""
_POR_ACEPTAR = "docx"
CONTROL = "control_de_cambios"


def comprobar_tipo(tipo: str, *, con_cambios: bool) -> None:
    """``ErrorDeEntrada`` si no es una extensión, o si en ella no salen los cambios pedidos."""
    comprobar_extension(tipo)
    extension = tipo.lower().removeprefix(".")
    if con_cambios and extension not in TIPOS_CON_CAMBIOS:
        admitidos = ", ".join(f".{admitido}" for admitido in TIPOS_CON_CAMBIOS)
        por_que = f" ({_SIN_CAMBIOS[extension]})" if extension in _SIN_CAMBIOS else ""
        motivo = f"con control de cambios sale en {admitidos}; llegó .{extension}{por_que}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", CONTROL, motivo))


_SIN_CAMBIOS = {
    "xlsx": "lo quitado quedaría en celdas que se filtran y se suman",
    "png": "una imagen es sólo la primera página",
}
"""Por qué no salen en una extensión que se podría esperar."""


def como_se_publico(reporte: P, publicado: Plan) -> P:
    """Pedido del reporte publicado, en la forma de ahora y hasta el corte que entonces tenía."""
    return attrs.evolve(
        reporte,
        contenido=_con_el_escudo_de(reporte.contenido, publicado),
        corte=_corte_de(publicado.cortes(), reporte.corte),
        previos=(),
        anterior=None,
        control_de_cambios=False,
    )


def documento_con_cambios(
    reporte: Pedido, publicado: Plan, antes: "Documento", ahora: "Documento", tipo: str
) -> "Documento":
    """El documento de ahora con lo que cambió desde ``antes``, el que se publicó."""
    from paac_reportes.composicion.control_de_cambios import (
        a_la_vista,
        con_cambios,
        de_cuando,
        por_aceptar,
    )

    fecha = reporte.corte or ahora.metadatos.fecha
    marcado = con_cambios(antes, ahora, fecha)
    cuando_antes, cuando_ahora = (
        de_cuando(plan, reporte.corte) for plan in (publicado, reporte.contenido)
    )
    explicar = por_aceptar if tipo.lower().removeprefix(".") == _POR_ACEPTAR else a_la_vista
    return explicar(marcado, cuando_antes, cuando_ahora)


def _con_el_escudo_de(ahora: object, publicado: Plan) -> Plan:
    """El plan publicado, con el escudo de ahora si no trae: de un Word emitido no se lee."""
    if publicado.entidad.escudo is not None or not isinstance(ahora, Plan):
        return publicado
    entidad = attrs.evolve(publicado.entidad, escudo=ahora.entidad.escudo)
    return attrs.evolve(publicado, entidad=entidad)


def _corte_de(cortes: Iterable[date], corte: date | None) -> date | None:
    """El último corte que lo publicado tenía, si no pasa del de ahora."""
    return max((p for p in cortes if corte is None or p <= corte), default=corte)
