"""Que los anchos de un formato den para el ancho de la página, ni más ni menos."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.papeles import bloques_de_pagina

_TODO = 100


def fallas_de_anchos(formato: Formato) -> Iterator[Falla]:
    """Los de un bloque de página y los de una tabla suman 100."""
    for nombre, bloque in bloques_de_pagina(formato).items():
        yield from _fijos(f"{nombre}.anchos", bloque.anchos)
    for nombre, tabla in formato.tablas.items():
        yield from _de_columnas(f"tablas.{nombre}.columnas", tabla.columnas)


def _fijos(ruta: str, anchos: Sequence[Decimal]) -> Iterator[Falla]:
    total = sum(anchos, Decimal(0))
    if total != _TODO:
        yield Falla(ruta, f"se esperaba que los anchos sumaran 100, suman {_numero(total)}")


def _de_columnas(ruta: str, columnas: Sequence[Columna]) -> Iterator[Falla]:
    """Con alguna por pesar, lo menos que piden todas cabe y lo más que admiten alcanza."""
    fijos = [columna.ancho for columna in columnas if isinstance(columna.ancho, Decimal)]
    if len(fijos) == len(columnas):
        yield from _fijos(ruta, fijos)
        return
    menos, mas = (
        sum(limites, Decimal(0))
        for limites in zip(*(columna.limites for columna in columnas), strict=True)
    )
    if menos > _TODO:
        yield Falla(
            ruta,
            "se esperaba que los anchos fijos y los mínimos de las columnas auto (1 si no lo dicen)"
            f" sumaran a lo sumo 100, suman {_numero(menos)}",
        )
    if mas < _TODO:
        yield Falla(
            ruta,
            "se esperaba que los anchos fijos y los máximos de las columnas auto sumaran al menos"
            f" 100, suman {_numero(mas)}",
        )


def _numero(parte: Decimal) -> str:
    return f"{parte.normalize():f}".replace(".", ",")
