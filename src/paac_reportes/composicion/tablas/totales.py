"""Las filas de subtotal y de total: su rótulo y, en las columnas que lo piden, un resumen.

Resumen las celdas impresas y nada más: no es el avance acumulado, que arrastra lo conocido.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby

import attrs

from paac_reportes.analisis.promedios import DE_COLUMNA, Medida
from paac_reportes.composicion.tablas.columnas import ColumnaPuesta
from paac_reportes.composicion.tablas.renglones import Renglon, lector_impreso
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.maqueta.contenidos import Cifra, Operacion, Resumen
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.normativa.escalas import escala_de_la_guia
from paac_reportes.textos.cifras import ClaseDe, con_formato_de_cuenta, numero
from paac_reportes.textos.valores import cantidad_de, numero_de


@attrs.frozen
class Impreso:
    """Un renglón como quedó en la tabla."""

    renglon: Renglon
    lugar: int
    """Su fila en la tabla."""
    visibles: tuple[bool, ...]
    """Si en cada columna tiene celda propia, o es parte de la de arriba."""


Impresos = Sequence[Sequence[Impreso]]
"""Los de cada tanda: entre una y otra puede haber filas de subtotal, que no se cuentan."""


def fila_de_total(
    rotulo: str,
    columnas: Sequence[ColumnaPuesta],
    impresos: Impresos,
    estilo_de: Callable[[Columna], str],
) -> Fila:
    """El rótulo cubre hasta la primera columna que se resume; lo que se desconoce va en blanco."""
    zona_de = escala_de_la_guia().zona_de
    resumidas = [numero for numero, puesta in enumerate(columnas) if puesta.definida.total]
    cubre = min(resumidas, default=len(columnas))
    return Fila(
        (
            Celda(rotulo, "total", columnas=cubre),
            *(
                Celda(_resumen(lugar, puesta, impresos, zona_de), estilo_de(puesta.definida))
                for lugar, puesta in enumerate(columnas[cubre:], cubre)
            ),
        )
    )


def _resumen(columna: int, puesta: ColumnaPuesta, impresos: Impresos, clase_de: ClaseDe) -> str:
    metodo = puesta.definida.total
    if metodo is None:
        return ""
    sumandos = list(_sumandos(columna, puesta, impresos))
    valor = DE_COLUMNA[metodo]([uno.medida for uno in sumandos])
    if valor is None:
        return ""
    es_avance = puesta.definida.dato == ("seguimiento.avance",)
    clase = clase_de if es_avance else None
    pedido = puesta.definida.numero
    texto = (
        numero(valor, clase)
        if pedido is None
        else con_formato_de_cuenta(valor, clase, **attrs.asdict(pedido))
    )
    en_orden = puesta.definida.guarda == "numero" and all(uno.es_numero for uno in sumandos)
    return Cifra(texto, valor, _como_formula(metodo, sumandos, impresos) if en_orden else None)


@attrs.frozen
class _Sumando:
    """Una celda con número: su fila, su medida y si el dato ya era un número."""

    lugar: int
    medida: Medida
    es_numero: bool


def _sumandos(columna: int, puesta: ColumnaPuesta, impresos: Impresos) -> Iterator[_Sumando]:
    """Los números que trae la columna, como están impresos: una celda de varias filas, una vez."""
    leer = lector_impreso(columna, puesta)
    # Con formato, también un número que llegó escrito es un número en la hoja de cálculo.
    con_formato = puesta.definida.numero is not None
    for impreso in chain.from_iterable(impresos):
        if not impreso.visibles[columna]:
            continue
        crudo = leer(impreso.renglon)
        valor = cantidad_de(crudo) if con_formato else numero_de(crudo)
        if valor is not None:
            grupo = id(getattr(impreso.renglon.fila, "subcomponente", None))
            yield _Sumando(
                impreso.lugar, Medida(valor, grupo), con_formato or not isinstance(crudo, str)
            )


def _como_formula(metodo: str, sumandos: Sequence[_Sumando], impresos: Impresos) -> Resumen | None:
    """Las filas que resume; ninguna si un grupo está repartido por la tabla."""
    if metodo != "promedio_de_subcomponentes":
        operacion = _OPERACIONES[metodo]
        tandas = (tanda for tanda in impresos if tanda)
        return Resumen(operacion, tuple((t[0].lugar, t[-1].lugar + 1) for t in tandas))
    grupos = [
        (clave, [uno.lugar for uno in suyos])
        for clave, suyos in groupby(sumandos, key=lambda uno: uno.medida.grupo)
    ]
    if len({clave for clave, _ in grupos}) < len(grupos):
        return None
    return Resumen("promedio_de_promedios", tuple((suyos[0], suyos[-1] + 1) for _, suyos in grupos))


_OPERACIONES: dict[str, Operacion] = {
    "promedio": "promedio",
    "promedio_de_actividades": "promedio",
    "suma": "suma",
}
