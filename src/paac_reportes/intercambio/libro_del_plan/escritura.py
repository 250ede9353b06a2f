"""Un plan como libro: todo lo que dice, en hojas que una persona llena y un programa lee."""

from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.entrada.contrato import VERSION_DEL_CONTRATO
from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import escribir
from paac_reportes.intercambio.libro_del_plan.columnas import CLASE
from paac_reportes.intercambio.libro_del_plan.ejemplo import fila_de_ejemplo
from paac_reportes.intercambio.libro_del_plan.hojas import sueltas
from paac_reportes.intercambio.libro_del_plan.hojas.instrucciones import hoja_de_instrucciones
from paac_reportes.intercambio.libro_del_plan.hojas.matrices import hojas_de_matriz
from paac_reportes.intercambio.libro_del_plan.hojas.tabla import Fila
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.hoja.de_datos import HojaDeDatos
from paac_reportes.maqueta.medida.medidas import Pt
from paac_reportes.modelo import Plan
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.normativa.regimenes import regimen_del_plan
from paac_reportes.textos.limpieza import limpiar

_FORMATOS = {"paac-v1": "paac-plan", "paac-v2": "paac-plan", "ptep": "ptep-plan"}
"""El que las instrucciones ponen de ejemplo."""
_LETRA, _TAMANO = "Arial", Pt(10)


def libro_del_plan(plan: Plan, *, con_ejemplo: bool = False) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes del ``.xlsx`` y lo que en él no pudo quedar a la letra.

    ``ErrorDeEntrada`` con cada texto que no cabe en su celda.
    """
    limpio, avisos = limpiar(plan)
    escritura = Escritura()
    contenido = escribir(_documento(limpio, con_ejemplo=con_ejemplo), escritura)
    return contenido, (*avisos, *_retornos(plan), *escritura.avisos)


def _documento(plan: Plan, *, con_ejemplo: bool) -> Documento:
    return Documento(
        metadatos=Metadatos(
            titulo=f"Plan {plan.vigencia or ''}".strip(),
            autor=plan.entidad.nombre[:255],
            propiedades=(
                ("paac.clase", CLASE),
                ("paac.version_contrato", str(VERSION_DEL_CONTRATO)),
            ),
        ),
        estilos=estilos_base(_LETRA, _TAMANO),
        partes=(),
        hojas_de_datos=tuple(_hojas(plan, con_ejemplo=con_ejemplo)),
    )


def _hojas(plan: Plan, *, con_ejemplo: bool) -> Iterator[HojaDeDatos]:
    cortes = cortes_del_libro(plan)
    yield hoja_de_instrucciones(_FORMATOS[regimen_del_plan(plan, None).codigo])
    yield sueltas.hoja_del_plan(plan)
    yield from hojas_de_matriz(plan, cortes, _ejemplo(plan, cortes) if con_ejemplo else None)
    yield sueltas.hoja_de_firmas(plan)
    yield sueltas.hoja_de_cambios(plan)
    yield sueltas.hoja_de_textos(plan)
    imagenes = sueltas.hoja_de_imagenes(plan)
    if imagenes is not None:
        yield imagenes


def cortes_del_libro(plan: Plan) -> tuple[date, ...]:
    """Los que el plan trae y los de su vigencia, que se van a llenar."""
    serie: tuple[date, ...] = ()
    elegidos = plan.metodologia.cortes if plan.metodologia else None
    if isinstance(elegidos, tuple):
        serie = elegidos
    elif plan.vigencia is not None:
        del_regimen = regimen_del_plan(plan, None).cortes.periodicidad
        serie = cortes_de(plan.vigencia, elegidos or del_regimen or "cuatrimestral")
    return tuple(sorted({*plan.cortes(), *serie}))


def _ejemplo(plan: Plan, cortes: tuple[date, ...]) -> Fila:
    """En el primer componente que lleve actividades."""
    con_actividades = (k for _, k in plan.tablas() if k.subcomponentes)
    componente = next(con_actividades, None)
    donde: Fila = {}
    if componente is not None:
        donde = {"componente.numero": componente.numero, "componente.nombre": componente.nombre}
    return {**donde, **fila_de_ejemplo(cortes[0] if cortes else None)}


def _retornos(plan: Plan) -> Iterator[Aviso]:
    """Un libro no distingue el retorno de carro del salto de renglón."""
    if any("\r" in texto for texto in _textos(attrs.asdict(plan))):
        motivo = "los retornos de carro (U+000D) quedan como saltos de renglón"
        yield Aviso("caracter_cambiado", "", motivo)


def _textos(valor: object) -> Iterator[str]:
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, dict):
        for uno in valor.values():
            yield from _textos(uno)
    elif isinstance(valor, list | tuple):
        for uno in valor:
            yield from _textos(uno)
