"""Las filas de una tabla: cuáles celdas nombran a otras, y a cuáles.

Las celdas son miles y jinja2 mira cada pedazo que se le da: aquí se pegan ya escapadas.
"""

import functools
from collections.abc import Collection, Sequence

from markupsafe import Markup

from paac_reportes.escritores.html.piezas import en_marcas, pieza
from paac_reportes.escritores.html.tablas.geometria import grupos_de_columnas
from paac_reportes.maqueta.contenidos import solo_texto
from paac_reportes.maqueta.nodos import Celda, Tabla
from paac_reportes.maqueta.rejilla import Puesto, resolver

_FILA, _FIN, _DE_RESUMEN = "<tr>", "</tr>\n", '<tr class="resumen">'


def rotulos_de(tabla: Tabla) -> Markup:
    """Las filas de rótulos; el que reúne un grupo de columnas es de todas ellas."""
    grupos = set(grupos_de_columnas(tabla))

    def alcance(puesto: Puesto) -> str:
        hasta = puesto.columna + puesto.celda.columnas
        es_de_varias = puesto.celda.columnas > 1
        return "colgroup" if es_de_varias and (puesto.columna, hasta) in grupos else "col"

    filas = [
        "".join([_celda(p.celda, alcance(p)) for p in puestos if p.origen == n])
        for n, puestos in enumerate(resolver(tabla.rotulos, len(tabla.anchos)))
    ]
    return _pegadas([f"{_FILA}{celdas}{_FIN}" for celdas in filas])


def cuerpos_de(tabla: Tabla) -> list[Markup]:
    """Las filas, en grupos: el rótulo que va entre filas es de las que le siguen."""
    cuerpos: list[list[str]] = [[]]
    resumenes = frozenset(tabla.resumenes)
    titulares = frozenset(tabla.titulares)
    for n, puestos in enumerate(resolver(tabla.filas, len(tabla.anchos))):
        propios = [puesto for puesto in puestos if puesto.origen == n]
        if n in resumenes:
            cuerpos[-1].append(f"{_DE_RESUMEN}{_celdas(propios, _LA_PRIMERA)}{_FIN}")
        elif _es_banda(propios, len(tabla.anchos)):
            cuerpos.append([f"{_FILA}{_celda(propios[0].celda, 'rowgroup')}{_FIN}"])
        else:
            cuerpos[-1].append(f"{_FILA}{_celdas(propios, titulares)}{_FIN}")
    return [_pegadas(cuerpo) for cuerpo in cuerpos if cuerpo]


_LA_PRIMERA = frozenset({0})


def _pegadas(filas: Sequence[str]) -> Markup:
    return Markup("".join(filas))  # noqa: S704 - los comienzos y los contenidos salen escapados


def _es_banda(propios: Sequence[Puesto], columnas: int) -> bool:
    return len(propios) == 1 and propios[0].celda.columnas == columnas > 1


def _celdas(puestos: Sequence[Puesto], titulares: Collection[int]) -> str:
    return "".join([_celda(p.celda, "row" if p.columna in titulares else "") for p in puestos])


def _celda(celda: Celda, alcance: str) -> str:
    """Un rótulo en blanco no nombra nada: es una celda más."""
    nombra = alcance if alcance and solo_texto(celda.contenido).strip() else ""
    comienzo, final = _marcas(nombra, celda.estilo, celda.columnas, celda.filas)
    return f"{comienzo}{en_marcas(celda.contenido)}{final}"


@functools.lru_cache(maxsize=1024)
def _marcas(alcance: str, estilo: str, columnas: int, filas: int) -> tuple[str, str]:
    comienzo = str(pieza("comienzo_de_celda", alcance, estilo, columnas, filas))
    return comienzo, "</th>" if alcance else "</td>"
