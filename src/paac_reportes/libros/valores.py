"""Valor de una celda de un libro, como lo espera su dato."""

from collections.abc import Mapping
from typing import Any

from paac_reportes.lectura.filas.valores import (
    LECTORES,
    Lector,
    clave_de_lista,
    leer_lista,
    texto_que_llega,
)
from paac_reportes.libros.columnas import ColumnaDelLibro
from paac_reportes.libros.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.modelo.catalogo import CATALOGO

_LECTORES: Mapping[type, Lector] = {**LECTORES, tuple: leer_lista}


def como_se_lee(fila: FilaDelLibro, columna: ColumnaDelLibro, *, de_su_dueno: bool = False) -> Any:
    """Una opción por su código, un número o una fecha; en un texto, 40 % no es 0,4.

    Lo que se dice de su dueño, en una celda combinada, es de todas sus filas.
    """
    crudo = fila.valor(columna.dato) if de_su_dueno else fila.propio(columna.dato)
    if crudo is None:
        return None
    if columna.opciones:
        texto = str(texto_que_llega(crudo))
        return columna.opciones.get(clave_de_lista(texto), texto) if texto.strip() else None
    en_blanco = isinstance(crudo, str) and not crudo.strip()
    if leer := _LECTORES.get(CATALOGO.tipo(columna.en_el_catalogo or columna.dato)):
        return None if en_blanco else leer(crudo)
    return fila.texto(columna.dato) if fila.lleva_signo(columna.dato) else leer_fecha_o_texto(crudo)
