"""Pedir un reporte: sus argumentos, comprobados."""

from collections.abc import Mapping
from datetime import date
from typing import Any, overload

import attrs

from paac_reportes.api.reportes import Reporte, reporte_armado
from paac_reportes.api.tipos import (
    CodigoDeFormato,
    Contenido,
    OpcionesDeMetodologia,
    Origen,
    UnPlan,
    comprobar_que_sobran,
    comprobar_si_no,
    metodologia_dada,
)
from paac_reportes.errores import Aviso
from paac_reportes.estructura.corrientes import Filas, Tablas, puerta
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.pedido import Eleccion
from paac_reportes.modelo import Entidad, Metodologia
from paac_reportes.modelo.temas import contenido_y_dudas_de


@overload
def reporte(
    contenido: "Contenido",
    formato: "CodigoDeFormato | Formato",
    *,
    corte: date | None = None,
    anterior: "UnPlan | Origen | None" = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    con_datos: bool = False,
) -> Reporte: ...


@overload
def reporte(
    contenido: "Entidad | UnPlan",
    formato: "CodigoDeFormato | Formato",
    *,
    filas: "Filas | Tablas",
    corte: date | None = None,
    con_datos: bool = False,
) -> Reporte: ...


@puerta
def reporte(  # noqa: PLR0913 - todas se dicen por su nombre
    contenido: "Contenido | Entidad",
    formato: "CodigoDeFormato | Formato",
    *,
    corte: date | None = None,
    filas: "Filas | Tablas | None" = None,
    anterior: "UnPlan | Origen | None" = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    con_datos: bool = False,
) -> Reporte:
    """El reporte de un plan o de un mapa de riesgos, por componer: no escribe nada.

    Las dudas de la ``Lectura`` o la ``Reunion`` que se dé van en
    ``Reporte.avisos`` y en su acta. Un formato de mapa (``de = "mapa"``) muestra el que trae el
    plan o, si no lo trae, sale en blanco con su aviso; con un mapa solo, uno de plan falla con
    ``falta_el_plan``, salvo que algo suyo sea del mapa (``de_un_mapa``).

    ``formato`` es un código del catálogo o un ``Formato``: el propio, y el que llega como texto,
    los da ``leer_formato``. De un código con varias versiones se usa la que rige en el corte. Sin
    ``corte`` se usa el último con seguimientos. ``filas`` son las de un formato que recorre
    ``filas``: una lista de diccionarios o de objetos, o una tabla de pandas; de un formato que
    muestra varias (``de``), una de ésas por cada nombre: ``{"contratos": …, "pagos": …}``. Si sólo
    muestra eso, en lugar del plan basta la ``Entidad``. ``metodologia`` manda sobre la del plan y
    la del formato: una ``Metodologia``, o sus opciones por su nombre (``{"metodo": "ponderado"}``).
    Con ``con_datos`` el PDF lleva adentro el paquete de datos o, de unas filas, su CSV (PDF/A-3a).
    ``anterior`` es el plan con que se hizo el informe anterior, su archivo de datos o el documento
    que se emitió: las cifras anteriores de un informe son entonces las que él da, y se llaman
    publicadas.

    Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``; emitir puede lanzar además ``ErrorDeEntorno``.
    """
    return pedido_de(
        contenido,
        formato,
        corte=corte,
        filas=filas,
        anterior=anterior,
        metodologia=metodologia,
        con_datos=con_datos,
    )


@puerta
def pedido_de(
    contenido: Any, formato: Any, *, anterior: Any = None, metodologia: Any = None, **opciones: Any
) -> Reporte:
    """Lo mismo que ``reporte``, y con la opción ``plantillas``: la carpeta de formatos.

    El anterior se lee cuando ya se sabe qué formato y qué corte se eligieron.
    """
    contenido_solo, dudas = contenido_y_dudas_de(contenido)
    metodologia_elegida = metodologia_dada(metodologia)

    def leer_el_anterior(eleccion: Eleccion) -> tuple[Any, tuple[Aviso, ...]]:
        from paac_reportes.api.anterior import con_el_anterior

        return con_el_anterior(anterior, eleccion, metodologia_elegida)

    return reporte_armado(
        contenido_solo,
        formato,
        metodologia=metodologia_elegida,
        al_leer=dudas,
        leer_el_anterior=leer_el_anterior if anterior is not None else None,
        **opciones,
    )


@puerta
def reporte_de(
    plan: Any, formato: Any, *, al_leer: Mapping[str, Any] | None = None, **opciones: Any
) -> Reporte:
    """El reporte con las opciones de ``reporte``, ``plantillas`` y las de ``Reporte.publico``.

    ``al_leer``: los campos del reporte que se supieron al leer el plan, como sus avisos.
    """
    publico, cedulas = opciones.pop("publico", False), opciones.pop("cedulas", False)
    revisado = opciones.pop("revisado", None)
    comprobar_si_no(publico=publico, cedulas=cedulas)
    if not publico:
        motivo = "sólo vale con publico=True: pida publico=True o quítelo"
        comprobar_que_sobran(motivo, cedulas=cedulas, revisado=revisado)
    pedido = attrs.evolve(pedido_de(plan, formato, **opciones), **(al_leer or {}))
    return pedido.publico(cedulas=cedulas, revisado=revisado) if publico else pedido
