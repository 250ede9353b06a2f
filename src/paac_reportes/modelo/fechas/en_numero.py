"""Las fechas que llegan como el número con que Excel las guarda: una celda sin formato de fecha."""

import functools
from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar, texto_o_fecha
from paac_reportes.modelo.recorrer import objetos_de, recorrer, todos_los_contenidos

_DIA_CERO = date(1899, 12, 30).toordinal()
_CIFRAS = 5
_DESDE, _HASTA = (date(ano, 1, 1).toordinal() - _DIA_CERO for ano in (1990, 2100))


def fechas_en_numero(contenido: object) -> Iterator[Aviso]:
    """Avisos de las fechas que son un número de Excel, con su ruta y su día; ninguna cambia."""
    clase_del_contenido: type = type(contenido)
    campos = _campos_de_fecha(clase_del_contenido)
    textos = {
        getattr(objeto, campo)
        for clase, nombres in campos.items()
        for objeto in objetos_de(contenido, clase)
        for campo in nombres
    }
    # Casi nunca hay una, y el lugar de cada objeto es lo que cuesta.
    hay_alguna = any(texto and _dia(texto) for texto in textos)
    for lugar in recorrer(contenido, *campos) if hay_alguna else ():
        for campo in campos[type(lugar.objeto)]:
            texto = getattr(lugar.objeto, campo)
            dia = texto and _dia(texto)
            if dia:
                motivo = (
                    f"{mostrar(texto)} es el número con que Excel guarda el {dia:%d/%m/%Y}, y quedó"
                    " así; si es ese día, escríbalo como fecha"
                )
                anotado = {"llego": texto, "parece": dia}
                yield Aviso("fecha", f"{lugar.ruta}.{campo}", motivo, datos=anotado)


@functools.cache
def _campos_de_fecha(clase: type) -> dict[type, tuple[str, ...]]:
    """Campos que dicen una fecha a la letra, por cada clase que cabe en un contenido."""
    campos: dict[type, tuple[str, ...]] = {}
    for clase_de_adentro in {rama.clase for rama in todos_los_contenidos(clase)}:
        nombres = [
            campo.name
            for campo in attrs.fields(clase_de_adentro)
            if campo.metadata.get("leer") is texto_o_fecha
        ]
        if nombres:
            campos[clase_de_adentro] = tuple(nombres)
    return campos


def _dia(texto: str) -> date | None:
    """Día que cuenta un número de serie de Excel, ``46000``; ``None`` si no es de los que caben."""
    entero, _, fraccion = texto.strip().replace(",", ".").partition(".")
    es_numero = (entero + fraccion).isdecimal() and entero.isascii() and len(entero) == _CIFRAS
    if not es_numero or not _DESDE <= int(entero) < _HASTA:
        return None
    return date.fromordinal(_DIA_CERO + int(entero))
