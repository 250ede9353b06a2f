"""La fila que cierra una tabla: su rótulo y, en las columnas que lo piden, un resumen."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from paac_reportes.analisis.promedios import DE_COLUMNA, Medida
from paac_reportes.composicion.columnas import ColumnaPuesta
from paac_reportes.composicion.renglones import Renglon, lector_de_valor
from paac_reportes.formatos.escalas import escala_de_la_guia
from paac_reportes.formatos.tablas import Columna
from paac_reportes.maqueta.nodos import Celda, Contenido, Fila
from paac_reportes.textos.cifras import ClaseDe, numero
from paac_reportes.textos.valores import numero_escrito


def fila_de_total(
    rotulo: str,
    columnas: Sequence[ColumnaPuesta],
    renglones: Sequence[Renglon],
    estilo_de: Callable[[Columna], str],
) -> Fila:
    """El rótulo cubre hasta la primera columna que se resume; lo que se desconoce va en blanco.

    Resume las celdas impresas y nada más: no es el avance acumulado, que arrastra lo conocido.
    """
    zona_de = escala_de_la_guia().zona_de
    resumidas = [numero for numero, puesta in enumerate(columnas) if puesta.definida.total]
    cubre = min(resumidas, default=len(columnas))
    return Fila(
        (
            Celda(rotulo, "total", columnas=cubre),
            *(
                Celda(_resumen(puesta, renglones, zona_de), estilo_de(puesta.definida))
                for puesta in columnas[cubre:]
            ),
        )
    )


def _resumen(puesta: ColumnaPuesta, renglones: Sequence[Renglon], clase_de: ClaseDe) -> Contenido:
    metodo = puesta.definida.total
    if metodo is None:
        return ""
    valor = DE_COLUMNA[metodo](list(_medidas(puesta, renglones)))
    if valor is None:
        return ""
    es_avance = puesta.definida.dato == ("seguimiento.avance",)
    return numero(valor, clase_de if es_avance else None)


def _medidas(puesta: ColumnaPuesta, renglones: Sequence[Renglon]) -> Iterator[Medida]:
    """Los números que trae la columna, como están impresos."""
    leer = lector_de_valor(puesta)
    for renglon in renglones:
        _, crudo = leer(renglon.objetos)
        valor = _numero(crudo)
        if valor is not None:
            yield Medida(valor, id(renglon.objetos.get("subcomponente")))


def _numero(valor: object) -> Decimal | None:
    """El número que es, o que está escrito entero en un texto; un sí o no no lo es."""
    if isinstance(valor, str):
        return numero_escrito(valor)
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return Decimal(valor) if es_numero and isinstance(valor, int | Decimal) else None
