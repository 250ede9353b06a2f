"""La fila que cierra una tabla: su rótulo y, en las columnas que lo piden, un resumen."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from paac_reportes.analisis.totales import METODOS, Medida, redondear
from paac_reportes.composicion.columnas import ColumnaPuesta
from paac_reportes.composicion.renglones import Renglon, lector_de_valor
from paac_reportes.formatos.tablas import Columna
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.modelo import Estado
from paac_reportes.textos.valores import como_texto


def fila_de_total(
    rotulo: str,
    columnas: Sequence[ColumnaPuesta],
    renglones: Sequence[Renglon],
    estilo_de: Callable[[Columna], str],
) -> Fila:
    """El rótulo cubre hasta la primera columna que se resume; lo que se desconoce va en blanco."""
    resumidas = [numero for numero, puesta in enumerate(columnas) if puesta.definida.total]
    cubre = min(resumidas, default=len(columnas))
    return Fila(
        (
            Celda(rotulo, "total", columnas=cubre),
            *(
                Celda(_resumen(puesta, renglones), estilo_de(puesta.definida))
                for puesta in columnas[cubre:]
            ),
        )
    )


def _resumen(puesta: ColumnaPuesta, renglones: Sequence[Renglon]) -> str:
    metodo = puesta.definida.total
    if metodo is None:
        return ""
    valor = METODOS[metodo](list(_medidas(puesta, renglones)))
    return "" if valor is None else como_texto(redondear(valor))


def _medidas(puesta: ColumnaPuesta, renglones: Sequence[Renglon]) -> Iterator[Medida]:
    """Los números que trae la columna; lo que no aplica no entra en la cuenta."""
    leer = lector_de_valor(puesta)
    for renglon in renglones:
        objeto, valor = leer(renglon.objetos)
        if isinstance(valor, int | Decimal) and getattr(objeto, "estado", None) != Estado.NO_APLICA:
            yield Medida(Decimal(valor), renglon.objetos.get("subcomponente"))
