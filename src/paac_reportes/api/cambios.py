"""Lo publicado y lo de ahora en un solo documento: en Word, con los cambios por aceptar."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from paac_reportes.api.anterior import Anterior, con_el_anterior, leer_anterior
from paac_reportes.api.comprobaciones import comprobar_extension, comprobar_si_no
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.modelo import Metodologia, Plan

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.api.reportes import Reporte
    from paac_reportes.formatos.eleccion import Eleccion
    from paac_reportes.maqueta.documento import Documento

TIPOS_CON_CAMBIOS = ("docx", "html", "pdf")
"""En lo que salen los cambios: en Word por aceptar, y en los otros dos a la vista."""
_POR_ACEPTAR = "docx"
_CUAL = "control_de_cambios"


def comprobar_control(valor: object, anterior: object, filas: object) -> None:
    """``ErrorDeEntrada`` si no es sí o no, o si falta con qué comparar."""
    comprobar_si_no(control_de_cambios=valor)
    if not valor:
        return
    fallas: list[Falla] = []
    if anterior is None:
        motivo = "falta lo publicado, con que se compara: delo en anterior"
        fallas.append(Falla("argumento_invalido", _CUAL, motivo))
    if filas is not None:
        motivo = "los cambios son los de un plan, y estas filas no tienen otras de antes"
        fallas.append(Falla("argumento_invalido", "filas", motivo))
    if fallas:
        raise ErrorDeEntrada(fallas)


def anterior_para(
    origen: Anterior | None,
    eleccion: "Eleccion",
    metodologia: Metodologia | None,
    *,
    con_cambios: bool,
) -> "tuple[PlanAnterior | None, tuple[Aviso, ...]]":
    """El plan anterior y lo que de él no se pudo leer: el que da cifras o el que se modifica."""
    if con_cambios:
        return _lo_publicado(origen, eleccion)
    return con_el_anterior(origen, eleccion, metodologia)


def _lo_publicado(
    origen: Anterior | None, eleccion: "Eleccion"
) -> "tuple[PlanAnterior | None, tuple[Aviso, ...]]":
    """El plan que se modifica, y lo que de él no se pudo leer."""
    contenido, formato = eleccion.contenido, eleccion.formato
    fallas: list[Falla] = []
    if not isinstance(contenido, Plan) or formato.de != "plan":
        motivo = (
            f"los cambios que se muestran son los de un plan, y {formato.codigo} es de otra cosa"
        )
        fallas.append(Falla("argumento_invalido", _CUAL, motivo))
    if formato.cuerpo_en_word is not None:
        motivo = "un cuerpo diseñado en Word no se compara: use un formato que no lo traiga"
        fallas.append(Falla("argumento_invalido", _CUAL, motivo))
    if fallas or not isinstance(contenido, Plan):
        raise ErrorDeEntrada(fallas)
    from paac_reportes.analisis.anterior import fallas_de_la_entidad

    publicado, avisos = leer_anterior(origen, contenido, eleccion.corte)
    if ajenas := list(fallas_de_la_entidad(contenido, publicado)):
        raise ErrorDeEntrada(ajenas)
    return publicado, avisos


def comprobar_tipo(tipo: str, *, con_cambios: bool) -> None:
    """``ErrorDeEntrada`` si no es una extensión, o si en ella no salen los cambios pedidos."""
    comprobar_extension(tipo)
    extension = tipo.lower().removeprefix(".")
    if con_cambios and extension not in TIPOS_CON_CAMBIOS:
        admitidos = ", ".join(f".{uno}" for uno in TIPOS_CON_CAMBIOS)
        por_que = f" ({_SIN_CAMBIOS[extension]})" if extension in _SIN_CAMBIOS else ""
        motivo = f"con control de cambios sale en {admitidos}; llegó .{extension}{por_que}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", _CUAL, motivo))


_SIN_CAMBIOS = {
    "xlsx": "lo quitado quedaría en celdas que se filtran y se suman",
    "png": "una imagen es sólo la primera página",
}
"""Por qué no salen en una extensión que se podría esperar."""


def documento_con_cambios(
    reporte: "Reporte", ahora: "Documento", publicado: "PlanAnterior | None", tipo: str
) -> "Documento":
    """Documento de ahora, con lo que cambió desde lo publicado."""
    from paac_reportes.composicion.control_de_cambios import (
        a_la_vista,
        con_cambios,
        de_cuando,
        por_aceptar,
    )

    if publicado is None:
        return ahora
    antes = attrs.evolve(
        reporte,
        contenido=_con_el_escudo_de(reporte.contenido, publicado.plan),
        corte=_corte_de(publicado.plan.cortes(), reporte.corte),
        previos=(),
        anterior=None,
        control_de_cambios=False,
    )
    fecha = reporte.corte or ahora.metadatos.fecha
    marcado = con_cambios(antes.arbol("documento"), ahora, fecha)
    de_antes, de_ahora = (
        de_cuando(plan, reporte.corte) for plan in (publicado.plan, reporte.contenido)
    )
    explicar = por_aceptar if tipo.lower().removeprefix(".") == _POR_ACEPTAR else a_la_vista
    return explicar(marcado, de_antes, de_ahora)


def _con_el_escudo_de(ahora: object, publicado: Plan) -> Plan:
    """El publicado, con el de ahora si no trae: de un Word emitido no se lee el dibujo."""
    if publicado.entidad.escudo is not None or not isinstance(ahora, Plan):
        return publicado
    entidad = attrs.evolve(publicado.entidad, escudo=ahora.entidad.escudo)
    return attrs.evolve(publicado, entidad=entidad)


def _corte_de(cortes: Iterable[date], corte: date | None) -> date | None:
    """El último que lo publicado tenía, si no pasa del de ahora."""
    return max((uno for uno in cortes if corte is None or uno <= corte), default=corte)
