"""Los papeles de una tabla: qué recorre y qué dato del plan muestra cada columna."""

import re
from collections.abc import Iterator, Sequence

from paac_reportes.composicion.tablas.columnas import ColumnaPuesta
from paac_reportes.formatos.definicion.columnas import datos_de
from paac_reportes.formatos.definicion.tablas import Seccion

_ENTRE_COLUMNAS, _ENTRE_DATOS = "|", "+"
_SE_CONFUNDE = re.compile(r"[|+,=@~]")
_LARGO = 255
"""Lo que cabe en una propiedad de un archivo."""


def papeles_de(secciones: Sequence[Seccion], columnas: Sequence[ColumnaPuesta]) -> str:
    """``actividades|actividad.codigo|…|seguimiento.texto@2020-04-30``, de izquierda a derecha.

    Varios datos de una celda van con ``+``. Una columna escrita con una plantilla lleva ``~`` y los
    datos que nombra, o nada más; la que marca valores, cuáles: ``seguimiento.estado=cumplida``.
    """
    recorren = dict.fromkeys(seccion.recorre for seccion in secciones)
    return _ENTRE_COLUMNAS.join((_ENTRE_DATOS.join(recorren), *map(_papel, columnas)))


def _papel(puesta: ColumnaPuesta) -> str:
    columna = puesta.definida
    datos = _ENTRE_DATOS.join(datos_de(columna))
    corte = f"@{puesta.informe.corte}" if puesta.informe else ""
    if columna.texto is not None:
        return f"~{datos}{corte}"
    if columna.marca is None:
        return f"{datos}{corte}"
    if any(map(_SE_CONFUNDE.search, columna.cuando)):
        return f"~{datos}{corte}"
    return f"{datos}={','.join(columna.cuando)}{corte}"


def en_propiedades(numero: int, papeles: str) -> Iterator[tuple[str, str]]:
    """``paac.papeles.1`` y, con lo que no quepa en ella, ``paac.papeles.1.2`` y las que sigan."""
    nombre, pedazo = f"paac.papeles.{numero}", 1
    while papeles:
        # Entre dos columnas: hay programas que recortan los blancos de las puntas.
        hasta = len(papeles) if len(papeles) <= _LARGO else papeles.rfind("|", 0, _LARGO) + 1
        hasta = hasta or _LARGO
        yield nombre if pedazo == 1 else f"{nombre}.{pedazo}", papeles[:hasta]
        papeles, pedazo = papeles[hasta:], pedazo + 1
