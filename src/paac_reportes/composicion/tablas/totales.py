"""Las filas de subtotal y de total: su rótulo y, en las columnas que lo piden, un resumen.

Es de las celdas impresas y nada más: no es el avance acumulado, que arrastra lo conocido.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, groupby

import attrs

from paac_reportes import clases
from paac_reportes.analisis.promedios import DE_COLUMNA, Medida
from paac_reportes.composicion.aspecto import ColumnaArmada
from paac_reportes.composicion.tablas.renglones import FilasImpresas
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.contenido import Cifra, Operacion, Resumen, SinDato
from paac_reportes.maqueta.rejilla import Celda
from paac_reportes.normativa.normas import escala_de_la_guia
from paac_reportes.textos.valores import (
    SIN_DATO,
    ClaseDe,
    cantidad_de,
    con_formato_de_cuenta,
    con_miles,
    numero,
)

Impresos = Sequence[Sequence[FilasImpresas]]
"""Las tandas que van seguidas: entre unas y otras puede haber filas de subtotal, que no cuentan."""


_PALABRAS = {
    "promedio": "promedio",
    "promedio_de_actividades": "promedio",
    "promedio_de_subcomponentes": "promedio de subcomponentes",
    "suma": "suma",
    "cuenta": "cuántos hay",
    "minimo": "mínimo",
    "maximo": "máximo",
    "mediana": "mediana",
}
"""Cómo se dice cada uno en el rótulo de su fila."""


def filas_de_total(
    rotulo: str,
    columnas: Sequence[ColumnaArmada],
    impresos: Impresos,
    metodos_de: Callable[[Columna], Sequence[str]],
    clase: str,
) -> list[list[Celda]]:
    """Una fila con el método de cada columna o, si alguna pide varios, una por método.

    ``clase``: el estilo de donde parten los de sus celdas, ``total`` o ``subtotal``.
    De las de varios, el rótulo dice cuál es. Una matriz propia en que nada se resume no lleva
    ninguna: sería un rótulo sin cifras.
    """
    por_columna = [metodos_de(columna.definida) for columna in columnas]
    metodos = dict.fromkeys(chain.from_iterable(por_columna))
    if not metodos:
        de_filas = any(map(_es_de_filas, columnas))
        return [] if de_filas else [[Celda(rotulo, clase, columnas=len(columnas))]]
    if all(len(de_columna) <= 1 for de_columna in por_columna):
        unicos = [next(iter(de_columna), None) for de_columna in por_columna]
        return [_celdas_de_total(rotulo, columnas, impresos, unicos, clase)]
    return [
        _celdas_de_total(
            f"{rotulo}: {_PALABRAS[metodo]}",
            columnas,
            impresos,
            [metodo if metodo in de_columna else None for de_columna in por_columna],
            clase,
        )
        for metodo in metodos
    ]


def _es_de_filas(columna: ColumnaArmada) -> bool:
    return any(map(es_de_fila_libre, columna.definida.dato))


_CON_SU_BASE = frozenset({"promedio", "promedio_de_actividades", "mediana"})
"""Los métodos que, de una parte de las filas, no dicen lo mismo que de todas."""


def _celdas_de_total(
    rotulo: str,
    columnas: Sequence[ColumnaArmada],
    impresos: Impresos,
    metodos: Sequence[str | None],
    clase: str,
) -> list[Celda]:
    """El rótulo cubre hasta la primera columna que se resume; lo que se desconoce va en blanco."""
    zona_de = escala_de_la_guia().zona_de
    cubre = next((numero for numero, metodo in enumerate(metodos) if metodo), len(columnas))
    return [
        Celda(rotulo, clase, columnas=cubre),
        *(
            Celda(
                _resumen(lugar, columna, metodos[lugar], impresos, zona_de),
                columna.estilo_de_resumen(metodos[lugar], clase),
            )
            for lugar, columna in enumerate(columnas[cubre:], cubre)
        ),
    ]


_DE_CUENTA = ComoNumero(miles="auto")


def _resumen(
    posicion: int,
    columna: ColumnaArmada,
    metodo: str | None,
    impresos: Impresos,
    clase_de: ClaseDe,
) -> str:
    """El texto que resume una columna con un método; vacío si no hay qué resumir."""
    if metodo is None:
        return ""
    se_cuentan = metodo == "cuenta"
    sumandos = list(_sumandos(posicion, columna, impresos, con_textos=se_cuentan))
    valor = DE_COLUMNA[metodo]([uno.medida for uno in sumandos])
    de_filas = _es_de_filas(columna)
    if valor is None:
        # Un formato oficial lo deja en blanco; una matriz propia no calla que no hay qué resumir.
        return SinDato(SIN_DATO) if de_filas else ""
    clase = clase_de if columna.es_un_avance else None
    # Cuántas hay no va en lo que la columna mide: ni pesos con centavos, ni por ciento.
    forma = _DE_CUENTA if se_cuentan else columna.definida.numero
    texto = (
        numero(valor, clase)
        if forma is None
        else con_formato_de_cuenta(valor, clase, **attrs.asdict(forma))
    )
    if de_filas and metodo in _CON_SU_BASE:
        texto += _su_base(
            len(sumandos), sum(len(t.visibles(posicion)) for t in chain.from_iterable(impresos))
        )
    en_orden = columna.definida.guarda == "numero" and all(uno.es_numero for uno in sumandos)
    return Cifra(texto, valor, _como_formula(metodo, sumandos, impresos) if en_orden else None)


def _su_base(cuantos: int, total: int) -> str:
    """De cuántas celdas salió, si no es de todas: las que no traen un número no son un cero."""
    return f" ({con_miles(cuantos)} de {con_miles(total)})" if cuantos < total else ""


@clases.frozen
class _Sumando:
    """Una celda con número: su fila, su medida y si el dato ya era un número."""

    lugar: int
    medida: Medida
    es_numero: bool


def _sumandos(
    posicion: int, columna: ColumnaArmada, impresos: Impresos, *, con_textos: bool
) -> Iterator[_Sumando]:
    """Los números que trae la columna, como están impresos: una celda de varias filas, una vez.

    ``con_textos``, también las que dicen otra cosa, que no entran en una fórmula.
    """
    # Con formato, también un número que llegó escrito es un número en la hoja de cálculo.
    con_formato = columna.definida.numero is not None
    for tanda in chain.from_iterable(impresos):
        renglones = tanda.renglones
        valores, textos = renglones.impresos(posicion), renglones.textos[posicion]
        for fila in tanda.visibles(posicion):
            crudo = valores[fila]
            valor = cantidad_de(crudo)
            lugar = tanda.primera + fila - tanda.tanda.start
            if valor is not None:
                grupo = id(getattr(renglones.filas[fila], "subcomponente", None))
                es_numero = con_formato or not isinstance(crudo, str)
                yield _Sumando(lugar, Medida(valor, grupo), es_numero)
            elif con_textos and (textos[fila] or "").strip():
                yield _Sumando(lugar, Medida(Decimal(0)), es_numero=False)


_OPERACIONES: dict[str, Operacion] = {
    "promedio": "promedio",
    "promedio_de_actividades": "promedio",
    "suma": "suma",
    "cuenta": "cuenta",
    "minimo": "minimo",
    "maximo": "maximo",
    "mediana": "mediana",
}


def _como_formula(metodo: str, sumandos: Sequence[_Sumando], impresos: Impresos) -> Resumen | None:
    """La fórmula de las filas que se resumen; nada si un grupo está repartido por la tabla."""
    if metodo != "promedio_de_subcomponentes":
        operacion = _OPERACIONES[metodo]
        con_filas = ([t.lugares() for t in seguidas if t.tanda] for seguidas in impresos)
        return Resumen(operacion, tuple((t[0].start, t[-1].stop) for t in con_filas if t))
    grupos = [
        (clave, [sumando.lugar for sumando in seguidos])
        for clave, seguidos in groupby(sumandos, key=lambda sumando: sumando.medida.grupo)
    ]
    if len({clave for clave, _ in grupos}) < len(grupos):
        return None
    return Resumen("promedio_de_promedios", tuple((suyos[0], suyos[-1] + 1) for _, suyos in grupos))
