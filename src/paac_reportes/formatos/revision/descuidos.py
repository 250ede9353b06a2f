"""Lo que en un formato parece un descuido, y no impide usarlo."""

from collections.abc import Iterator
from itertools import combinations

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import BloqueResultados, BloqueTabla
from paac_reportes.formatos.definicion.columnas import Columna, datos_de
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.tablas import TablaDeFormato

_LO_QUE_MUESTRA = ("dato", "texto", "marca", "cuando", "por_corte")


def avisos_de_descuidos(formato: Formato) -> Iterator[Aviso]:
    """Las tablas que ningún bloque escribe y las columnas que muestran lo mismo dos veces."""
    escritas = {
        nombre
        for bloque in formato.cuerpo
        if isinstance(bloque, BloqueTabla | BloqueResultados)
        for nombre in bloque.tablas
    }
    for nombre, tabla in formato.tablas.items():
        lugar = f"{formato.codigo}: tablas.{nombre}"
        if nombre not in escritas:
            yield Aviso("tabla_sin_usar", lugar, "ningún bloque del cuerpo la nombra: no sale")
        for numero, igual in _repetidas(tabla):
            motivo = f"muestra lo mismo que columnas[{igual}]"
            yield Aviso("columna_repetida", f"{lugar}.columnas[{numero}]", motivo)


def _repetidas(tabla: TablaDeFormato) -> Iterator[tuple[int, int]]:
    """Cada columna que repite otra, y cuál es la otra."""
    for (otra, antes), (numero, columna) in combinations(enumerate(tabla.columnas), 2):
        if _muestran_lo_mismo(antes, columna):
            yield numero, otra


_LO_QUE_MUESTRA = ("dato", "texto", "marca", "cuando", "por_corte")


def _muestran_lo_mismo(una: Columna, otra: Columna) -> bool:
    """Lo mismo bajo el mismo rótulo, o del mismo modo bajo otro.

    Con un texto que no nombra ningún dato, como el blanco que se llena a mano, es su rótulo lo que
    dice de qué es.
    """
    if any(getattr(una, clave) != getattr(otra, clave) for clave in _LO_QUE_MUESTRA):
        return False
    return una.rotulo == otra.rotulo or (
        bool(datos_de(una))
        and all(
            getattr(una, campo.name) == getattr(otra, campo.name)
            for campo in attrs.fields(Columna)
            if campo.name not in {"ancho", "minimo", "maximo", "rotulo"}
        )
    )
