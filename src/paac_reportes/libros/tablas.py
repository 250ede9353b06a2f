"""Una tabla de un libro: sus columnas, sus filas, lo que guarda escondido y cómo se ve."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.libros.columnas import DE_NOTAS, NOTAS, ColumnaDelLibro, Fila
from paac_reportes.maqueta.aspecto import SOBRIO
from paac_reportes.maqueta.estilos import Estilo, estilos_en_hoja, titulos_con_aire_aparte
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, LlenadoDeHoja, Renglon, Valor
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.textos.plano import PROHIBIDOS, REEMPLAZO

ASPECTO = attrs.evolve(
    SOBRIO, letra=attrs.evolve(SOBRIO.letra, titulo=Pt(18), titulo1=SOBRIO.letra.titulo2)
)
"""Un libro no lleva portada: el título va sobre lo que se lee, y no solo en su página."""


LETRA = Pt(9)
"""Tamaño de la letra de las celdas de un libro de captura."""


def estilos_de_libro(tamano: Pt) -> dict[str, Estilo]:
    """Estilos de un libro de Excel cuyas celdas son de ese tamaño."""
    base = estilos_en_hoja(ASPECTO.familia, tamano, ASPECTO)
    return base | titulos_con_aire_aparte(base)


def hoja_de_tabla(
    nombre: str,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[Mapping[str, Any]],
    llenado: LlenadoDeHoja,
) -> HojaDeDatos:
    """La hoja de una tabla, con su columna oculta al final."""
    con_notas = [{**fila, NOTAS: _notas(fila, columnas)} for fila in filas]
    return hoja_de_filas(nombre, (*columnas, DE_NOTAS), con_notas, llenado)


def hoja_de_filas(
    nombre: str,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[Mapping[str, Any]],
    llenado: LlenadoDeHoja,
) -> HojaDeDatos:
    """La hoja de unas columnas, con una fila por renglón."""
    return HojaDeDatos(
        nombre=nombre,
        columnas=tuple(columnas),
        filas=tuple(_celdas(fila, columnas) for fila in filas),
        llenado=llenado,
    )


def con_titulo(titulo: str, nota: str = "") -> tuple[Renglon, ...]:
    """Los renglones de arriba: el título y, debajo, cómo se llena."""
    notas = (Renglon(contenido=nota, estilo="nota"),) if nota else ()
    return (Renglon(contenido=titulo, estilo="titulo"), *notas)


def _celdas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> tuple[Valor, ...]:
    """Un valor por columna; lo que no tuviera columna se perdería, y es un defecto."""
    datos = [columna.dato for columna in columnas]
    if perdidos := [d for d, v in fila.items() if v is not None and d not in datos]:
        raise ErrorDeMaqueta(f"el libro no tiene columna para {', '.join(perdidos)}")
    return tuple(map(en_celda, map(fila.get, datos)))


def _notas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> str | None:
    """Notas de una fila, y los datos cuyo texto está y no dice nada."""
    callados = (columna.dato for columna in columnas if fila.get(columna.dato) == "")
    return "\n".join((*fila.get(NOTAS, ()), *callados)) or None


def en_celda(valor: Any) -> Valor:
    """El valor como va en su celda: un número que Excel cambiaría va como texto."""
    if isinstance(valor, Decimal):
        cifras = valor.as_tuple().digits
        es_exacto = len(cifras) <= CIFRAS_POR_CELDA and Decimal(repr(float(valor))) == valor
        return valor if es_exacto else f"{valor:f}"
    en_la_celda: Valor = valor
    return en_la_celda


def de_extras(raiz: str, objeto: Any) -> Fila:
    """Celdas de los extras de un objeto, por el dato de su columna."""
    return {f"{raiz}.extras.{nombre}": valor for nombre, valor in objeto.extras.items()}


def comparable(valor: Any) -> str:
    """Un valor como texto, sin lo que un libro no conserva al ir y volver.

    Sin espacios de sobra, con los renglones de una sola forma y hasta donde cabe en una celda.
    """
    if valor is None:
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}" if valor else "0"
    texto = "\n".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)
    renglones = [" ".join(crudo.split()) for crudo in lo_que_cabe(texto).splitlines()]
    return "\n".join(filter(None, renglones))


def lo_que_cabe(texto: str) -> str:
    """El texto, limpio, hasta donde cabe en una celda de Excel, que cuenta en unidades UTF-16."""
    limpio = PROHIBIDOS.sub(REEMPLAZO, texto)
    if len(limpio) * 2 <= LETRAS_POR_CELDA:
        return limpio
    return limpio.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
