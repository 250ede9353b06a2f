"""Los avances sin signo que pueden ser partes de uno: quedan como están, y se dice.

El formato de la celda o el signo dicen qué es un porcentaje. De un 0,5 o un 1 a secas no se sabe si
es de 100 o de 1, y no lo deciden los demás de su columna ni lo que se lea al lado.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from paac_reportes.errores import Aviso
from paac_reportes.lectura.ajenos.candidatas import ColumnaPorReconocer
from paac_reportes.lectura.ajenos.columnas import Asignada
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.valores import NoSeEntiendeError, valor_de_celda
from paac_reportes.lectura.filas.valores import parece_de_miles
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.valores import contar, sin_signo_de_porcentaje

_AVANCE = "seguimiento.avance"
_EJEMPLOS = 3


def avisos_de_partes(tramo: Tramo, asignada: Asignada) -> Iterator[Aviso]:
    """Aviso de una columna de avances con números de 0 a 1 que no llevan su signo."""
    dudosas = [celda for celda in asignada.columna.escritas if _puede_ser_parte_de_uno(celda)]
    remedio = "si son partes de uno, escríbalos de 0 a 100"
    return aviso_de_partes(tramo.tabla, asignada.columna, dudosas, remedio)


def aviso_de_partes(
    tabla: TablaVista, columna: ColumnaPorReconocer, dudosas: Sequence[CeldaVista], remedio: str
) -> Iterator[Aviso]:
    """Aviso de esas celdas de una columna, si son algunas, con el remedio."""
    if dudosas:
        cuantos = contar(len(dudosas), "número de 0 a 1", "números de 0 a 1")
        cuales = ", ".join(
            f"{celda.texto.strip()} ({tabla.lugar_de(celda.fila, celda.columna).en_su_tabla})"
            for celda in dudosas[:_EJEMPLOS]
        )
        y_otros = "…" if len(dudosas) > _EJEMPLOS else ""
        motivo = (
            f"«{columna.rotulo}» trae {cuantos} sin signo de porcentaje, y así quedó cada uno:"
            f" {cuales}{y_otros}; {remedio}"
        )
        yield Aviso("columna_dudosa", columna.lugar, motivo)


def _puede_ser_parte_de_uno(celda: CeldaVista) -> bool:
    """Si es un avance mayor que 0 y no mayor que 1, y nada dice que sea un porcentaje."""
    de_miles = celda.valor is None and parece_de_miles(celda.texto)  # es otra duda
    con_signo = "%" in celda.texto or sin_signo_de_porcentaje(celda.texto) != celda.texto.strip()
    if con_signo or de_miles:
        return False
    try:
        avance: Decimal | None = valor_de_celda(_AVANCE, celda)
    except NoSeEntiendeError:
        return False
    return avance is not None and 0 < avance <= 1
