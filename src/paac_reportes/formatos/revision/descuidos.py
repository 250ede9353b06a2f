"""Descuidos aparentes de un formato, que no impiden usarlo."""

from collections.abc import Iterator
from itertools import combinations

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import Columna, datos_de_columna
from paac_reportes.formatos.definicion.formato import Formato

_LO_QUE_MUESTRA = ("dato", "texto", "marca", "cuando", "por_corte")


def avisos_de_descuidos(formato: Formato) -> Iterator[Aviso]:
    """Avisos de la tabla que nadie escribe, la columna repetida y el Word sin un hueco."""
    yield from avisos_del_cuerpo(formato)
    en_el_cuerpo = formato.tablas_escritas
    for nombre, tabla in formato.tablas.items():
        lugar = f"{formato.codigo}: tablas.{nombre}"
        if nombre not in en_el_cuerpo:
            yield Aviso("tabla_sin_usar", lugar, "ningún bloque del cuerpo la nombra: no sale")
        for numero, igual in _repetidas(tabla):
            motivo = f"muestra lo mismo que columnas[{igual}]"
            yield Aviso("columna_repetida", f"{lugar}.columnas[{numero}]", motivo)


def avisos_del_cuerpo(formato: Formato) -> Iterator[Aviso]:
    """Aviso de que el Word de un formato no trae ningún hueco: quien lo dio creyó que sí."""
    cuerpo = formato.cuerpo_en_word
    if cuerpo and not (cuerpo.nombrados or cuerpo.pone or cuerpo.se_repite):
        motivo = "no trae ningún hueco, como {{ entidad.nombre }}: sale como está"
        yield Aviso("cuerpo_sin_huecos", f"{formato.codigo}: cuerpo_en_word", motivo)


def _repetidas(tabla: TablaDeFormato) -> Iterator[tuple[int, int]]:
    """Número, desde 0, de cada columna que repite otra, y el de la otra."""
    for (primera, columna_primera), (numero, columna) in combinations(enumerate(tabla.columnas), 2):
        if _muestran_lo_mismo(columna_primera, columna):
            yield numero, primera


def _muestran_lo_mismo(columna: Columna, vecina: Columna) -> bool:
    """Si dos columnas dicen lo mismo bajo el mismo rótulo, o del mismo modo bajo otro.

    Con un texto que no nombra ningún dato, como el blanco que se llena a mano, es su rótulo lo que
    dice de qué es.
    """
    if any(getattr(columna, clave) != getattr(vecina, clave) for clave in _LO_QUE_MUESTRA):
        return False
    return columna.rotulo == vecina.rotulo or (
        bool(datos_de_columna(columna))
        and all(
            getattr(columna, campo.name) == getattr(vecina, campo.name)
            for campo in attrs.fields(Columna)
            if campo.name not in {"ancho", "minimo", "maximo", "rotulo"}
        )
    )
