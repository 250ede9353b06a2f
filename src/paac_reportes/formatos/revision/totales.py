"""Lo que prometen los totales y los subtotales de una tabla: de qué son y qué resumen."""

import typing
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

import attrs

from paac_reportes.analisis.promedios import DE_COLUMNA
from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS
from paac_reportes.formatos.definicion.tablas import GRUPOS, Grupo, Seccion, TablaDeFormato

_UNO_SOLO: dict[Grupo, str] = {
    "dependencia": "de una sola dependencia",
    "componente": "de un solo componente",
    "subcomponente": "de un solo subcomponente",
}
_CADAS_DE_UNO: dict[Grupo, frozenset[str]] = {
    "dependencia": frozenset({"dependencia", "componente"}),
    "componente": frozenset({"componente"}),
    "subcomponente": frozenset(),
}
"""Los ``cada`` con que una tabla es de uno solo de esos."""


def fallas_de_totales(formato: Formato) -> Iterator[Falla]:
    """Las de las columnas con total y las de los subtotales."""
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            if columna.total is not None:
                yield from _total(f"tablas.{nombre}.columnas[{indice}].total", indice, tabla)
        if tabla.subtotales:
            yield from _subtotales(nombre, tabla, formato)


def _total(lugar: str, indice: int, tabla: TablaDeFormato) -> Iterator[Falla]:
    columna = tabla.columnas[indice]
    if columna.total not in DE_COLUMNA:
        motivo = f"se esperaba alguno de estos: {', '.join(DE_COLUMNA)}, llegó {columna.total!r}"
        yield Falla(lugar, motivo)
    if not tabla.resume:
        motivo = "la tabla no tiene fila de total: falta su rótulo, en total o en subtotales"
        yield Falla(lugar, motivo)
    if indice == 0:
        yield Falla(lugar, "en la primera columna va el rótulo de la fila de total")
    elif all(otra.omite_vacia for otra in tabla.columnas[:indice]):
        motivo = "antes va el rótulo de la fila de total: se esperaba una columna que no se omita"
        yield Falla(lugar, motivo)
    if columna.texto is not None and columna.numero is None:
        yield Falla(lugar, "de un texto se esperaba que fuera un número: falta numero")
    elif len(columna.dato) > 1:
        yield Falla(lugar, "se esperaba una columna de un solo dato")
    elif not all(_es_numero(dato, tabla.secciones) for dato in columna.dato):
        yield Falla(lugar, f"{' + '.join(columna.dato)} no es un número que resumir")


def _es_numero(dato: str, secciones: Iterable[Seccion]) -> bool:
    raiz, _, nombre = dato.partition(".")
    for seccion in secciones:
        clase = RECORRIDOS[seccion.recorre].raices.get(raiz)
        campo = getattr(attrs.fields(clase), nombre, None) if clase and attrs.has(clase) else None
        if campo and not {int, Decimal} & {campo.type, *typing.get_args(campo.type)}:
            return False
    return True


def _subtotales(nombre: str, tabla: TablaDeFormato, formato: Formato) -> Iterator[Falla]:
    lugar = f"tablas.{nombre}.subtotales"
    if not any(columna.total for columna in tabla.columnas):
        yield Falla(lugar, "ninguna columna tiene total que resumir")
    if len(tabla.secciones) > 1:
        motivo = "se esperaba una sola sección: en varias, las filas de un grupo quedan separadas"
        yield Falla(lugar, motivo)
    por = [subtotal.por for subtotal in tabla.subtotales]
    if por != [grupo for grupo in GRUPOS if grupo in por]:
        yield Falla(lugar, f"se esperaba cada uno una vez, en este orden: {', '.join(GRUPOS)}")
    cadas = {b.cada for b in formato.cuerpo if b.tipo == "tabla" and nombre in b.tablas}
    for numero, grupo in enumerate(por):
        yield from (
            Falla(f"{lugar}[{numero}].por", motivo)
            for motivo in _no_se_reune(grupo, tabla.secciones, cadas)
        )


def _no_se_reune(
    grupo: Grupo, secciones: Iterable[Seccion], cadas: Collection[str]
) -> Iterator[str]:
    """Por qué las filas de una tabla no se pueden resumir por ese grupo."""
    for seccion in secciones:
        if grupo not in RECORRIDOS[seccion.recorre].raices:
            yield f"las filas de {seccion.recorre} no tienen {grupo}"
        elif seccion.recorre == f"{grupo}s":
            yield f"cada fila es ya {_UNO_SOLO[grupo]}: no hay qué reunir"
    for cada in sorted(_CADAS_DE_UNO[grupo].intersection(cadas)):
        yield f"con cada = '{cada}' la tabla es {_UNO_SOLO[grupo]}; para resumirla está total"
