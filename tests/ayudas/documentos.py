"""El árbol que se compone, o lo que de él se avisa."""

from datetime import date
from typing import Any

from paac_reportes.composicion import avisos_de_cobertura, componer
from paac_reportes.composicion.tablas.alcances import FilasDadas
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Documento, Medio
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.modelo import Metodologia, Plan


def documento_de(  # noqa: PLR0913, PLR0917 - las mismas de ``componer``
    plan: Plan,
    formato: Formato,
    corte: date | None,
    medio: Medio = "documento",
    filas: FilasDadas = (),
    metodologia: Metodologia | None = None,
) -> Documento:
    """El documento de un plan en un formato."""
    return componer(plan, formato, corte, medio, filas, metodologia).documento


def avisos_de(plan: Plan, formato: Formato, corte: date | None, medio: Medio) -> list[Aviso]:
    """Lo que ese formato, en ese medio, no muestra de un plan o muestra donde no es."""
    compuesto = componer(plan, formato, corte, medio)
    return list(avisos_de_cobertura(plan, formato, corte, medio, compuesto))


def tablas_de(documento: Documento) -> list[Tabla]:
    """Sus tablas, en orden."""
    return [b for parte in documento.partes for b in parte.bloques if isinstance(b, Tabla)]


def filas_de(tabla: Tabla) -> list[list[Any]]:
    """Cada fila como textos; los de varias filas llevan cuántas."""
    return [
        [f"{c.contenido}↓{c.filas}" if c.filas > 1 else c.contenido for c in fila.celdas]
        for fila in tabla.filas
    ]


def columna_de(tabla: Tabla, rotulo: str) -> ColumnaDeTabla:
    """La columna que lleva ese rótulo, en la última fila de ellos."""
    rotulos = [columna.contenidos[-1] for columna in tabla.columnas_de_rotulos]
    return tabla.columnas[rotulos.index(rotulo)]
