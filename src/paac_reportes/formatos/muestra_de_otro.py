"""Un contenido inventado que sale de su declaración: dos de cada lista, y algo en cada dato.

Un plan y un mapa tienen los suyos, escritos, que se leen como de verdad.
"""

from collections.abc import Callable, Sequence
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


def contenido_de_muestra(tema: Tema, *, cortes: Sequence[date], **comunes: Any) -> Any:
    """Uno de ese tema; ``comunes`` es lo que cualquiera lleva, y lo de cada corte va en todos."""
    inventado = _Inventado(tema, comunes["vigencia"], cortes)
    return inventado.objeto(tema.clase, tema.raiz, 1, ya=comunes)


class _Inventado:
    def __init__(self, tema: Tema, vigencia: int, cortes: Sequence[date]) -> None:
        self._tema = tema
        self._vigencia = vigencia
        self._cortes = cortes

    def objeto(self, clase: type, raiz: str, numero: int, ya: dict[str, Any]) -> Any:
        """Uno de esa clase, con lo que ya se sabe de él."""
        de_otros = {uno.nombre: uno for uno in contenidos_de(clase)}
        suyos = dict(ya)
        for nombre in (*campos_propios(clase), *de_otros):
            if nombre in suyos or nombre == EXTRAS:
                continue
            dato = f"{raiz}.{nombre}"
            if (dentro := de_otros.get(nombre)) is None:
                if not CATALOGO.es_tabla(dato):
                    suyos[nombre] = self._valor(dato, numero)
            elif dentro.es_lista:
                suyos[nombre] = tuple(self._lista(dentro.clase, dentro.raiz))
            else:
                suyos[nombre] = self.objeto(dentro.clase, dato, numero, {})
        return clase(**suyos)

    def _lista(self, clase: type, raiz: str) -> list[Any]:
        if "corte" in attrs.fields_dict(clase):
            return [self.objeto(clase, raiz, 1, {"corte": corte}) for corte in self._cortes]
        return [self.objeto(clase, raiz, n, {}) for n in range(1, _DE_CADA_LISTA + 1)]

    def _valor(self, dato: str, numero: int) -> Any:
        if opciones := CATALOGO.opciones(dato):
            return opciones[(numero - 1) % len(opciones)]
        tipo = CATALOGO.tipo(dato)
        if tipo is tuple:
            return (self._rotulado(dato, numero),)
        inventar: dict[type, Callable[[], Any]] = {
            date: lambda: date(self._vigencia, numero, 15),
            Decimal: lambda: Decimal(25 * numero),
            int: lambda: numero,
            bool: lambda: True,
        }
        return inventar.get(tipo, lambda: self._rotulado(dato, numero))()

    def _rotulado(self, dato: str, numero: int) -> str:
        return str(numero) if CATALOGO.es_codigo(dato) else f"{CATALOGO[dato].rotulo} {numero}"
