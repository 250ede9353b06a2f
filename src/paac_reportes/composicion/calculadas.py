"""Columnas de la hoja ``Datos`` tras las de los datos: lo que se calculó de cada fila.

De un plan, en su informe, con qué se siguen sus cuentas: «26 terminadas, de las 51 que debían» son
las de ``debia`` cuya clase es terminada. De un mapa, las zonas que se entienden, la del corte y si
control interno dijo que el control se aplica.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes.analisis.analisis import (
    CUENTAS,
    EN_EL_ANTERIOR,
    EN_EL_CORTE,
    columna_de_cuentas,
)
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.riesgos.revision import nombre_de_zona
from paac_reportes.analisis.riesgos.valoracion import (
    RiesgoValorado,
    metodologia_del_mapa,
    valorados,
)
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.composicion.tablas.de_mapa import seguimiento_de_control_interno
from paac_reportes.modelo.recorrer import hallar
from paac_reportes.modelo.riesgos import Control, MapaDeRiesgos, Riesgo
from paac_reportes.textos.valores import en_palabras

Calculadas = Mapping[str, tuple[str, tuple[Any, ...]]]
"""Columnas calculadas, por su clave: su rótulo y sus celdas."""

_DEL_CORTE = ("clase", "debia", "exigible", "reportada", "sin_reporte", "avance", "arrastrada")
_DEL_ANTERIOR = ("clase", "avance")


def calculadas_del_plan(rutas: Sequence[str], encargo: EncargoDeComposicion) -> Calculadas:
    """Las columnas de cuentas del plan; cada fila suya las dice una vez, en la última ruta igual.

    Un componente sin actividades conserva su fila, y de él no hay qué decir.
    """
    analisis = encargo.hallazgos.analisis
    ultimas = {ruta: numero for numero, ruta in enumerate(rutas)}
    filas: list[FilaAnalizada | None] = [None] * len(rutas)
    anteriores = list(filas)
    for fila in analisis.todo.filas:
        numero = ultimas[fila.ruta]
        filas[numero], anteriores[numero] = fila, analisis.todo.antes_de(fila)
    # De la fila que no entra en el promedio no hay zona.
    zonas = [fila and analisis.reglas.escala.zona_de(fila.avance) for fila in filas]
    nombres = tuple([zona.nombre if zona else None for zona in zonas])
    return {
        **{
            f"calculado.{EN_EL_CORTE}.{campo}": (
                CUENTAS[campo].rotulo,
                columna_de_cuentas(campo, filas),
            )
            for campo in _DEL_CORTE
        },
        f"calculado.{EN_EL_CORTE}.zona": ("Zona", nombres),
        **{
            f"calculado.{EN_EL_ANTERIOR}.{campo}": (
                f"{CUENTAS[campo].rotulo} en el corte anterior",
                columna_de_cuentas(campo, anteriores),
            )
            for campo in _DEL_ANTERIOR
        },
    }


_ROTULOS = {
    "calculado.zona_inherente": "Zona inherente que se entiende",
    "calculado.zona_residual": "Zona residual que se entiende",
    "calculado.corte": "Corte",
    "calculado.aplicado": "Si el control se aplica",
}


def calculadas_del_mapa(
    mapa: MapaDeRiesgos, rutas: Sequence[str], encargo: EncargoDeComposicion
) -> Calculadas:
    """Por su clave, el rótulo y las celdas de cada columna que se calcula del riesgo de una fila.

    ``rutas``: las de las filas, una por celda.
    """
    por_ruta = {r.ruta: r for r in valorados(mapa, metodologia_del_mapa(mapa, {}))}
    filas = [_calculado(ruta, mapa, por_ruta, encargo.corte) for ruta in rutas]
    columnas = zip(_ROTULOS.items(), zip(*filas, strict=True), strict=True)
    return {clave: (rotulo, celdas) for (clave, rotulo), celdas in columnas}


def _calculado(
    ruta: str, mapa: object, por_ruta: dict[str, RiesgoValorado], corte: date | None
) -> tuple[str | date | None, ...]:
    """Las zonas, el corte y la aplicación de la fila de una ruta; en blanco si no es de un riesgo.

    ``por_ruta``: los riesgos ya valorados.
    """
    lugar = hallar(mapa, ruta)
    objetos = lugar.objetos if lugar else {}
    riesgo: Riesgo | None = objetos.get("riesgo")
    if riesgo is None:
        return (None,) * len(_ROTULOS)
    valorado = por_ruta[ruta.partition(".controles")[0]]
    # La escrita, si se entiende, como en lo ya entregado; las cifras cuentan la de los niveles.
    niveles = (valorado.inherente, valorado.en_el_corte(corte))
    zonas = (nivel.escrita.zona or nivel.zona for nivel in niveles)
    return (
        *(nombre_de_zona(zona, valorado.metodologia) if zona else None for zona in zonas),
        corte,
        _aplicado(riesgo, objetos.get("control"), corte),
    )


def _aplicado(riesgo: Riesgo, control: Control | None, corte: date | None) -> str | None:
    """Lo que control interno dijo de un control en el corte; ``None`` si no lo verificó."""
    seguimiento = seguimiento_de_control_interno(riesgo, corte)
    for seguido in seguimiento.controles if seguimiento and control else ():
        if riesgo.control_de(seguido) is control and seguido.aplicado:
            return en_palabras(seguido.aplicado)
    return None
