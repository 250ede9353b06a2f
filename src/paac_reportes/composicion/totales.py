"""La fila que cierra una tabla: su rótulo y, en las columnas que lo piden, un resumen."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal, localcontext

from paac_reportes.analisis.totales import METODOS, Medida, redondear
from paac_reportes.composicion.columnas import ColumnaPuesta
from paac_reportes.composicion.renglones import Renglon, lector_de_valor
from paac_reportes.formatos.tablas import Columna
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.modelo import Estado
from paac_reportes.textos.valores import como_texto, numero_escrito


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
    # Con contexto propio: la misma entrada da lo mismo en el programa de cualquiera.
    with localcontext(Context(prec=40)):
        valor = METODOS[metodo](list(_medidas(puesta, renglones)))
        return "" if valor is None else como_texto(redondear(valor))


def _medidas(puesta: ColumnaPuesta, renglones: Sequence[Renglon]) -> Iterator[Medida]:
    """Los números que trae la columna; lo que no aplica no entra en la cuenta."""
    leer = lector_de_valor(puesta)
    for renglon in renglones:
        objeto, crudo = leer(renglon.objetos)
        valor = _numero(crudo)
        if valor is not None and getattr(objeto, "estado", None) != Estado.NO_APLICA:
            yield Medida(valor, renglon.objetos.get("subcomponente"))


def _numero(valor: object) -> Decimal | None:
    """El número que es, o que está escrito entero en un texto; un sí o no no lo es."""
    if isinstance(valor, str):
        return numero_escrito(valor)
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return Decimal(valor) if es_numero and isinstance(valor, int | Decimal) else None
