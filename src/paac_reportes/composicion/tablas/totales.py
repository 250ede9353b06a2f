"""Las filas de subtotal y de total: su rótulo y, en las columnas que lo piden, un resumen.

Es de las celdas impresas y nada más: no es el avance acumulado, que arrastra lo conocido.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, groupby

import attrs

from paac_reportes import clases
from paac_reportes.analisis.metodologia import DE_COLUMNA, Medida
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
"""Grupos de tandas seguidas: entre uno y otro puede haber filas de subtotal, que no cuentan."""


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
    """Las filas de un total, una o, si alguna columna pide varios métodos, una por método.

    ``clase``: el estilo de donde parten los de sus celdas, ``total`` o ``subtotal``;
    ``metodos_de``: los de una columna, ``("suma",)``. Una matriz propia en que nada se resume no
    lleva ninguna: sería un rótulo sin cifras.
    """
    por_columna = [metodos_de(columna.definida) for columna in columnas]
    metodos = dict.fromkeys(chain.from_iterable(por_columna))
    if not metodos:
        es_matriz_propia = any(map(_es_de_filas, columnas))
        return [] if es_matriz_propia else [[Celda(rotulo, clase, columnas=len(columnas))]]
    if all(len(pedidos) <= 1 for pedidos in por_columna):
        unicos = [next(iter(pedidos), None) for pedidos in por_columna]
        return [_celdas_de_total(rotulo, columnas, impresos, unicos, clase)]
    return [
        _celdas_de_total(
            f"{rotulo}: {_PALABRAS[metodo]}",
            columnas,
            impresos,
            [metodo if metodo in pedidos else None for pedidos in por_columna],
            clase,
        )
        for metodo in metodos
    ]


def _es_de_filas(columna: ColumnaArmada) -> bool:
    """Si la columna muestra un dato de las filas que trae quien genera."""
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
    """Las celdas de un total; su rótulo cubre hasta la primera columna que se resume.

    ``metodos``: cómo se resume cada columna, ``None`` si no; ``clase``: «total» o «subtotal».
    """
    zona_de = escala_de_la_guia().zona_de
    primera = next((numero for numero, metodo in enumerate(metodos) if metodo), len(columnas))
    return [
        Celda(rotulo, clase, columnas=primera),
        *(
            Celda(
                _resumen(lugar, columna, metodos[lugar], impresos, zona_de),
                columna.estilo_de_resumen(metodos[lugar], clase),
            )
            for lugar, columna in enumerate(columnas[primera:], primera)
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
    """El texto que resume la columna ``posicion`` con un método, como la suma o la mediana.

    ``clase_de``: da la zona de un avance, para que el redondeo no la cambie. ``metodo``: ``None``
    si la columna no se resume, y el texto es vacío.
    """
    if metodo is None:
        return ""
    es_cuenta = metodo == "cuenta"
    sumandos = list(_sumandos(posicion, columna, impresos, con_textos=es_cuenta))
    valor = DE_COLUMNA[metodo]([s.medida for s in sumandos])
    es_de_filas = _es_de_filas(columna)
    if valor is None:
        # Un formato oficial lo deja en blanco; una matriz propia no calla que no hay qué resumir.
        return SinDato(SIN_DATO) if es_de_filas else ""
    zona_del_numero = clase_de if columna.es_un_avance else None
    # Cuántas hay no va en lo que la columna mide: ni pesos con centavos, ni por ciento.
    forma = _DE_CUENTA if es_cuenta else columna.definida.numero
    texto = (
        numero(valor, zona_del_numero)
        if forma is None
        else con_formato_de_cuenta(valor, zona_del_numero, **attrs.asdict(forma))
    )
    if es_de_filas and metodo in _CON_SU_BASE:
        total = sum(len(tanda.visibles(posicion)) for tanda in chain.from_iterable(impresos))
        if len(sumandos) < total:
            texto += f" ({con_miles(len(sumandos))} de {con_miles(total)})"
    con_formula = columna.definida.guarda == "numero" and all(s.es_numero for s in sumandos)
    return Cifra(texto, valor, _formula_de(metodo, sumandos, impresos) if con_formula else None)


@clases.frozen
class _Sumando:
    """Una celda con número: su fila, su medida y si el dato ya era un número."""

    lugar: int
    medida: Medida
    es_numero: bool


def _sumandos(
    posicion: int, columna: ColumnaArmada, impresos: Impresos, *, con_textos: bool
) -> Iterator[_Sumando]:
    """Los números que trae la columna como están impresos: una celda de varias filas, una vez.

    ``con_textos``: también las que dicen otra cosa, que no entran en una fórmula.
    """
    # Con formato, también un número que llegó escrito es un número en la hoja de cálculo.
    con_formato = columna.definida.numero is not None
    for tanda in chain.from_iterable(impresos):
        renglones = tanda.renglones
        valores, textos = renglones.impresos(posicion), renglones.textos[posicion]
        for fila in tanda.visibles(posicion):
            crudo = valores[fila]
            valor = cantidad_de(crudo)
            fila_de_tabla = tanda.primera + fila - tanda.tanda.start
            if valor is not None:
                grupo = id(getattr(renglones.filas[fila], "subcomponente", None))
                es_numero = con_formato or not isinstance(crudo, str)
                yield _Sumando(fila_de_tabla, Medida(valor, grupo), es_numero)
            elif con_textos and (textos[fila] or "").strip():
                yield _Sumando(fila_de_tabla, Medida(Decimal(0)), es_numero=False)


_OPERACIONES: dict[str, Operacion] = {
    "promedio": "promedio",
    "promedio_de_actividades": "promedio",
    "suma": "suma",
    "cuenta": "cuenta",
    "minimo": "minimo",
    "maximo": "maximo",
    "mediana": "mediana",
}


def _formula_de(metodo: str, sumandos: Sequence[_Sumando], impresos: Impresos) -> Resumen | None:
    """La fórmula que en Excel resume esas filas; ``None`` si un grupo va en varios lugares."""
    if metodo != "promedio_de_subcomponentes":
        operacion = _OPERACIONES[metodo]
        tramos = ([t.lugares() for t in tandas if t.tanda] for tandas in impresos)
        return Resumen(operacion, tuple((t[0].start, t[-1].stop) for t in tramos if t))
    grupos = [
        (clave, [sumando.lugar for sumando in del_grupo])
        for clave, del_grupo in groupby(sumandos, key=lambda sumando: sumando.medida.grupo)
    ]
    if len({clave for clave, _ in grupos}) < len(grupos):
        return None
    return Resumen("promedio_de_promedios", tuple((filas[0], filas[-1] + 1) for _, filas in grupos))
