"""Lectores que un campo pide por su nombre: ``attrs.field(metadata={"leer": …})``."""

import base64
import binascii
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from paac_reportes.errores import Falla
from paac_reportes.estructura.lectura import lector_de
from paac_reportes.estructura.mensajes import inesperado, nombre_de
from paac_reportes.estructura.simples import Lector, leer_bytes, leer_decimal, leer_texto
from paac_reportes.imagenes import de_texto, por_que_no
from paac_reportes.sistema import MAXIMO, MEGAS


def uno_o_varios(datos: object, ruta: str, fallas: list[Falla]) -> tuple[str, ...]:
    """Un texto solo vale como lista de uno."""
    leer: Lector = lector_de(tuple[str, ...])
    return leer([datos] if isinstance(datos, str) else datos, ruta, fallas) or ()


class FechaEscrita(str):
    """El texto ``dd/mm/aaaa`` que nació de una fecha de Python: no hay duda de cuál es el mes."""

    __slots__ = ()


_MEDIANOCHE: Final = (0, 0, 0, 0)


def texto_o_fecha(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Un texto a la letra; una fecha de Python se escribe ``dd/mm/aaaa``.

    Un ``datetime`` de medianoche, que es lo que dan Excel, pandas y Django, es una fecha.
    """
    if isinstance(datos, FechaEscrita):
        return datos
    if isinstance(datos, date) and _es_una_fecha(datos):
        return FechaEscrita(f"{datos.day:02d}/{datos.month:02d}/{datos.year:04d}")
    if isinstance(datos, date):
        fallas.append(inesperado(ruta, "un texto, o una fecha sin hora", datos))
        return None
    return leer_texto(datos, ruta, fallas)


def _es_una_fecha(datos: date) -> bool:
    if not isinstance(datos, datetime):
        return True
    return (datos.hour, datos.minute, datos.second, datos.microsecond) == _MEDIANOCHE


_LETRAS_MAXIMAS: Final = MAXIMO * 3 // 2
"""De una imagen en base64, con sus saltos de renglón: cuatro letras son tres bytes."""


def imagen_de_formato(datos: object, ruta: str, fallas: list[Falla]) -> str | bytes | None:
    """Los bytes de una imagen, el texto ``data:image/…`` que los trae, o el que la nombra."""
    es_texto = isinstance(datos, str) and datos.startswith("data:")
    if isinstance(datos, str | bytes) and len(datos) > (_LETRAS_MAXIMAS if es_texto else MAXIMO):
        fallas.append(Falla(ruta, f"la imagen pesa más de {MEGAS} MB"))
        return None
    if isinstance(datos, str) and es_texto:
        try:
            datos = de_texto(datos)
        except ValueError as error:
            fallas.append(Falla(ruta, str(error)))
            return None
    if not isinstance(datos, bytes):
        return leer_texto(datos, ruta, fallas)
    if motivo := por_que_no(datos):
        fallas.append(Falla(ruta, motivo))
    return datos


def imagen_o_datos(datos: object, ruta: str, fallas: list[Falla]) -> bytes | None:
    """Los bytes de una imagen, o el texto ``data:image/…;base64,…`` con que viaja en JSON."""
    if not isinstance(datos, str):
        return leer_bytes(datos, ruta, fallas)
    encabezado, _, contenido = datos.partition(";base64,")
    if encabezado.startswith("data:image/"):
        try:
            return base64.b64decode(contenido, validate=True)
        except (binascii.Error, ValueError):
            pass
    fallas.append(
        Falla(ruta, "se esperaban los bytes de una imagen, o su ruta en un archivo de datos")
    )
    return None


def clave_o_objeto(clase: typing.Any) -> Lector:
    """Un objeto de la clase, o el texto con que se nombra uno conocido."""

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, str | clase):
            return datos
        return lector_de(clase)(datos, ruta, fallas)

    return leer


def palabra_o_tabla(palabras: typing.Any, valor: typing.Any) -> Lector:
    """Una de esas palabras, o una tabla con uno de esos valores en cada clave."""
    esperado = f"{nombre_de(palabras)}, o {nombre_de(dict[str, valor])}"

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, Mapping):
            return lector_de(dict[str, valor])(datos, ruta, fallas)
        if isinstance(datos, str) and datos in typing.get_args(palabras):
            return datos
        fallas.append(inesperado(ruta, esperado, datos))
        return None

    return leer


def palabra_o_lista(palabras: typing.Any, elemento: typing.Any) -> Lector:
    """Una de esas palabras, o una lista de elementos."""
    esperado = f"{nombre_de(palabras)}, o {nombre_de(tuple[elemento, ...])}"

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, list | tuple):
            return lector_de(tuple[elemento, ...])(datos, ruta, fallas)
        if isinstance(datos, str) and datos in typing.get_args(palabras):
            return datos
        fallas.append(inesperado(ruta, esperado, datos))
        return None

    return leer


def numero_o_palabra(palabras: typing.Any) -> Lector:
    """Un número, o una de esas palabras."""
    esperado = f"{nombre_de(Decimal)}, o {nombre_de(palabras)}"

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, str) and datos in typing.get_args(palabras):
            return datos
        numero = leer_decimal(datos, ruta, [])
        if numero is None:
            fallas.append(inesperado(ruta, esperado, datos))
        return numero

    return leer
