"""Las celdas que alguien combinó a mano y las columnas que alguien quitó de un solo corte.

Una celda combinada sobre varios datos es, en toda lectura, del primero: los demás quedan en blanco,
y se dice. De las que agrupan filas (componente, subcomponente) lo que dicen es de todas.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain

from paac_reportes.errores import Aviso
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.opc.visto import TablaVista
from paac_reportes.textos.valores import fecha_corta

COMBINADA = "está combinada con otras: lo que dice es sólo de su primera fila y columna"


def combinadas(
    tabla: TablaVista, filas: Iterable[int], columnas: Collection[int], de_varias: Collection[int]
) -> Iterator[Aviso]:
    """Avisos de las celdas de esas filas que cubren otra, o varias de esas columnas.

    Las de las columnas ``de_varias`` pueden cubrir varias filas.
    """
    for fila in filas:
        for columna in columnas:
            celda = tabla.filas[fila][columna]
            if celda is None or celda.filas * celda.columnas == 1 or not celda.texto.strip():
                continue
            if (celda.fila, celda.columna) != (fila, columna):
                continue
            fin = columna + celda.columnas
            cubiertas = sum(columna <= c < fin for c in columnas)
            if cubiertas > 1 or (celda.filas > 1 and columna not in de_varias):
                yield Aviso("celda_combinada", tabla.lugar_de(fila, columna), COMBINADA)


def columnas_de_menos(columnas: Iterable[ColumnaLeida]) -> Iterator[Aviso]:
    """Avisos de las columnas que los demás cortes de su tabla tienen y a uno le faltan."""
    tablas: dict[str, dict[date, set[str]]] = {}
    for columna in columnas:
        if columna.corte is not None:
            cortes = tablas.setdefault(columna.lugar.alrededor, {})
            cortes.setdefault(columna.corte, set()).update(columna.dato)
    for lugar, cortes in tablas.items():
        veces_de_cada_dato = Counter(chain.from_iterable(cortes.values()))
        for corte, datos in cortes.items():
            for falta in sorted(veces_de_cada_dato.keys() - datos):
                veces = veces_de_cada_dato[falta]
                if veces * 2 > len(cortes) - 1:
                    motivo = (
                        f"el corte {fecha_corta(corte)} no tiene la columna de {falta}, y"
                        f" {'otro la tiene' if veces == 1 else f'otros {veces} la tienen'}: si"
                        " alguien la quitó, lo que decía no se leyó"
                    )
                    yield Aviso("sin_columna", lugar, motivo)
