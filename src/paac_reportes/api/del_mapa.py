"""Un reporte del mapa de riesgos: el que trae un plan, o uno que llega solo."""

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.api.formatos import formato_para
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import desestructurar
from paac_reportes.lectura.archivos import CLAVE, CLAVE_DEL_MAPA, VERSION_DEL_CONTRATO
from paac_reportes.modelo import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos, mapa_del_plan, plan_del_mapa
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.escritores.registro import Datos
    from paac_reportes.formatos.definicion.formato import Formato


def pedido_de_mapa(
    plan: Plan,
    formato: "str | Formato",
    plantillas: Carpeta | None,
    corte: date | None,
    *,
    solo: bool,
) -> "tuple[Plan, Formato, date | None, tuple[Aviso, ...]]":
    """Lo que se compone de un plan en un formato de mapa o, si el mapa llegó ``solo``, en otro.

    Es un plan sin más que su mapa, con el formato y el corte que le tocan: si no se pidió uno, el
    último del mapa. El plan que no lo trae sale en blanco, con su aviso. ``ErrorDeEntrada`` si el
    formato es de un plan y nada suyo es de un mapa solo.
    """
    suyo = plan if solo else plan_del_mapa(_mapa_de(plan))
    cortes = suyo.mapa_de_riesgos.cortes() if suyo.mapa_de_riesgos else ()
    elegido = corte or max(cortes, default=None)
    hallado, avisos = formato_para(formato, plantillas, suyo, elegido)
    if plan.mapa_de_riesgos is None:
        motivo = f"el plan no lo trae: el formato {hallado.codigo} sale en blanco"
        avisos = (*avisos, Aviso("falta_el_mapa", "mapa_de_riesgos", motivo))
    if solo and hallado.de != "mapa":
        hallado = _de_un_mapa_solo(hallado)
    return suyo, hallado, elegido, avisos


def _mapa_de(plan: Plan) -> MapaDeRiesgos:
    """El de un plan, con todo lo que él dice de su entidad; uno en blanco si no lo trae."""
    mapa = plan.mapa_de_riesgos
    if mapa is None:
        return MapaDeRiesgos(entidad=plan.entidad, vigencia=plan.vigencia, regimen=plan.regimen)
    if mapa.entidad.nombre == plan.entidad.nombre:
        return attrs.evolve(mapa, entidad=plan.entidad)
    return mapa


def _de_un_mapa_solo(formato: "Formato") -> "Formato":
    suyo = formato.de_un_mapa_solo if formato.de == "plan" else None
    if suyo is None:
        motivo = f"el formato {formato.codigo} es de un plan, y sólo llegó su mapa de riesgos"
        raise ErrorDeEntrada(Falla("falta_el_plan", "", motivo))
    return suyo


def datos_del_mapa(plan: Plan, cuales: "Datos") -> tuple[Any, tuple[Aviso, ...]]:
    """Lo que recibe quien escribe los datos de un mapa, y qué conviene revisar de ello."""
    if cuales == "plan":  # a la letra, que el JSON lo admite todo
        return _de_archivo(_entero(plan)), ()
    from paac_reportes.textos.limpieza import limpiar

    limpio, avisos = limpiar(plan)
    mapa = _entero(limpio)
    if cuales == "paquete":
        from paac_reportes.datos_abiertos.paquete import paquete_del_mapa

        de_mas = list(avisos)
        return paquete_del_mapa(mapa, _de_archivo(mapa), de_mas), tuple(de_mas)
    if cuales == "filas":
        from paac_reportes.datos_abiertos.tabla_de_riesgos import tabla_de_riesgos

        return tabla_de_riesgos(mapa).renglones(), avisos
    from paac_reportes.api.planes import filas_propias
    from paac_reportes.datos_abiertos.tabla import filas_del_mapa

    return filas_propias(filas_del_mapa(mapa), cuales), avisos


def _entero(plan: Plan) -> MapaDeRiesgos:
    """El mapa del plan que ``pedido_de_mapa`` hizo, que siempre lo lleva."""
    mapa = mapa_del_plan(plan)
    assert mapa is not None  # noqa: S101 - lo hace pedido_de_mapa
    return mapa


def _de_archivo(mapa: MapaDeRiesgos) -> dict[str, Any]:
    return {CLAVE: VERSION_DEL_CONTRATO, CLAVE_DEL_MAPA: desestructurar(mapa)}
