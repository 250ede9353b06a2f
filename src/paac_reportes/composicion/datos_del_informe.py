"""Columnas de la hoja ``Datos`` de un informe tras las filas: con qué se siguen sus cuentas.

«26 terminadas, de las 51 que debían» son las de ``debia`` cuya clase es terminada. Lo demás que de
una fila se calcula está en los datos abiertos y en las cifras.
"""

from collections.abc import Iterable, Sequence

from paac_reportes.analisis.analisis import (
    CUENTAS,
    EN_EL_ANTERIOR,
    EN_EL_CORTE,
    columna_de_cuentas,
)
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.composicion.columnas_de_datos import Calculadas, Celdas
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.modelo.metodologia import Escala

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
    return {
        **{
            f"calculado.{EN_EL_CORTE}.{campo}": (
                CUENTAS[campo].rotulo,
                columna_de_cuentas(campo, filas),
            )
            for campo in _DEL_CORTE
        },
        f"calculado.{EN_EL_CORTE}.zona": ("Zona", _zonas(filas, analisis.reglas.escala)),
        **{
            f"calculado.{EN_EL_ANTERIOR}.{campo}": (
                f"{CUENTAS[campo].rotulo} en el corte anterior",
                columna_de_cuentas(campo, anteriores),
            )
            for campo in _DEL_ANTERIOR
        },
    }


def _zonas(filas: Iterable[FilaAnalizada | None], escala: Escala) -> Celdas:
    """El nombre de la zona del avance de cada fila que entra en el promedio."""
    zonas = (fila and escala.zona_de(fila.avance) for fila in filas)
    return tuple([zona.nombre if zona else None for zona in zonas])
