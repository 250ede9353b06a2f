"""Un contenido inventado que sale de su declaración: dos de cada lista, y algo en cada dato.

Un plan y un mapa tienen los suyos, escritos, que se leen como de verdad.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.estructura.formas import campos_propios
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import Tema

_DE_CADA_LISTA = 2
"""Objetos inventados que lleva cada lista."""


def contenido_de_muestra(tema: Tema, *, cortes: Sequence[date], **comunes: Any) -> Any:
    """Contenido inventado de ese tema; ``comunes``: los datos que todos llevan."""
    return _Inventado(comunes["vigencia"], cortes).objeto(tema.clase, tema.raiz, 1, comunes=comunes)


class _Inventado:
    def __init__(self, vigencia: int, cortes: Sequence[date]) -> None:
        self._vigencia = vigencia
        self._cortes = cortes

    def objeto(self, clase: type, raiz: str, numero: int, comunes: dict[str, Any]) -> Any:
        """Objeto de esa clase: ``comunes``, que ya se saben, y los demás datos, inventados."""
        contenidos = {contenido.nombre: contenido for contenido in contenidos_de(clase)}
        valores = dict(comunes)
        for nombre in (*campos_propios(clase), *contenidos):
            if nombre in valores or nombre == EXTRAS:
                continue
            dato = f"{raiz}.{nombre}"
            if (contenido := contenidos.get(nombre)) is None:
                if not CATALOGO.es_tabla(dato):
                    valores[nombre] = self._valor(dato, numero)
            elif contenido.es_lista:
                valores[nombre] = tuple(self._lista(contenido.clase, contenido.raiz))
            else:
                valores[nombre] = self.objeto(contenido.clase, dato, numero, {})
        return clase(**valores)

    def _lista(self, clase: type, raiz: str) -> list[Any]:
        if "corte" in attrs.fields_dict(clase):
            return [self.objeto(clase, raiz, 1, {"corte": corte}) for corte in self._cortes]
        return [self.objeto(clase, raiz, lugar, {}) for lugar in range(1, _DE_CADA_LISTA + 1)]

    def _valor(self, dato: str, numero: int) -> Any:
        """Valor inventado de un dato; ``numero``: el de su objeto en la lista, desde 1."""
        if opciones := CATALOGO.opciones(dato):
            return opciones[(numero - 1) % len(opciones)]
        tipo = CATALOGO.tipo(dato)
        if tipo is tuple:
            return (self._valor_de_tipo(CATALOGO.de_cada_uno(dato), dato, numero),)
        return self._valor_de_tipo(tipo, dato, numero)

    def _valor_de_tipo(self, tipo: type, dato: str, numero: int) -> Any:
        """Valor de ese tipo que cambia con ``numero``; de un texto, su rótulo y el número."""
        valores = {
            date: date(self._vigencia, numero, 15),
            Decimal: Decimal(25 * numero),
            int: numero,
            bool: True,
        }
        con_palabras = f"{CATALOGO[dato].rotulo} {numero}"
        return valores.get(tipo, str(numero) if CATALOGO.es_codigo(dato) else con_palabras)
