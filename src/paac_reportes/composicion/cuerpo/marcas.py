"""Las marcas de lo que un cuerpo diseñado en Word dice, con que se lee de vuelta.

Alrededor de cada dato que va a la letra hay un marcador de Word que no se ve: su nombre dice cuál
dato es y de quién, y el esquema del archivo, cómo se llaman esos datos. Así un renglón puede
ir en una tabla, en un párrafo o en una celda con otras palabras, y su dato se halla sin adivinar.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from paac_reportes import clases
from paac_reportes.formatos.cuerpo.huecos import Hueco
from paac_reportes.formatos.definicion.esquema import DatosDelEsquema
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA
from paac_reportes.modelo.recorrer import Parada, contenidos_de

_CABEN = 40
"""Letras que Word admite en el nombre de un marcador."""
_UN_DATO = re.compile(r"\{\{ ([a-z_]+)(?:\.([a-z_]+(?:\.[a-z_0-9]+)?))? \}\}")
"""Un hueco que sólo dice un dato: con un filtro o una cuenta ya no es él."""


class MarcasDeDatos:
    """Las marcas de los datos de un documento, que se dan según se llenan sus huecos."""

    def __init__(self, contenido: Any, del_corte: Mapping[str, Collection[str]]) -> None:
        self._contenido = contenido
        self._del_corte = del_corte
        self._datos: dict[str, int] = {}
        self._veces: Counter[str] = Counter()

    def nombre_de(self, hueco: Hueco, lugar: Parada | None, objetos: Mapping[str, Any]) -> str:
        """El nombre de la marca de un hueco, con número y lugar; vacío si no dice un dato."""
        coincidencia = _UN_DATO.fullmatch(hueco.plantilla)
        if coincidencia is None:
            return ""
        raiz, campo = coincidencia[1], coincidencia[2]
        breve = self._letra_de_lo_comun(raiz, campo) if raiz not in objetos else None
        if breve is None and campo is not None:
            breve = self._breve_de(raiz, lugar, objetos)
        if breve is None or not _se_lee_igual(objetos.get(raiz), campo or ""):
            return ""
        numero = self._datos.setdefault(f"{raiz}.{campo}" if campo else raiz, len(self._datos) + 1)
        nombre = f"{PREFIJO_DE_MARCA}h{numero}_{breve}"
        self._veces[nombre] += 1
        veces = self._veces[nombre]
        entero = f"{nombre}__{veces}" if veces > 1 else nombre
        return entero if len(entero) <= _CABEN else ""

    @property
    def en_el_esquema(self) -> DatosDelEsquema | None:
        """Cuántas marcas hay, y cómo se llama cada dato, en su orden."""
        if not self._veces:
            return None
        return DatosDelEsquema(cuantos=len(self._veces), nombres=tuple(self._datos))

    def _letra_de_lo_comun(self, raiz: str, campo: str | None) -> str | None:
        """La letra de lo que es de todo, como su entidad; vacía, de un dato suelto; o ``None``."""
        if campo is None:
            return "" if isinstance(getattr(self._contenido, raiz, None), int | str) else None
        clase: type = type(self._contenido)
        for rama in contenidos_de(clase):
            if rama.nombre == raiz and not rama.es_lista:
                return rama.letra if getattr(self._contenido, raiz) is not None else None
        return None

    def _breve_de(self, raiz: str, lugar: Parada | None, objetos: Mapping[str, Any]) -> str | None:
        """El lugar en breve, ``d0c1``, de un objeto que se repite o de su seguimiento."""
        duenos = self._del_corte.get(raiz, ())
        while lugar is not None:
            raiz_del_lugar = lugar.contenido.raiz
            if raiz_del_lugar == raiz and lugar.objeto is objetos.get(raiz):
                return lugar.breve if self._es_propio(lugar) else None
            es_dueno = raiz_del_lugar in duenos and objetos.get(raiz) is not None
            if es_dueno and self._es_propio(lugar):
                return _breve_en_lista(lugar, raiz, objetos[raiz])
            lugar = lugar.dentro_de
        return None

    def _es_propio(self, lugar: Parada) -> bool:
        """Si un lugar es del contenido, y no de otro que él lleva."""
        while lugar.dentro_de is not None:
            lugar = lugar.dentro_de
        trae = getattr(self._contenido, lugar.contenido.nombre, None)
        if not lugar.contenido.es_lista:
            return trae is lugar.objeto
        return isinstance(trae, tuple) and trae[lugar.numero : lugar.numero + 1] == (lugar.objeto,)


def _breve_en_lista(lugar: Parada, raiz: str, objeto: Any) -> str | None:
    """El lugar en breve de un objeto, por la lista en que está."""
    for rama in contenidos_de(lugar.contenido.clase):
        if rama.es_lista and rama.raiz == raiz:
            objetos = getattr(lugar.objeto, rama.nombre)
            numero = next((n for n, otro in enumerate(objetos) if otro is objeto), None)
            return None if numero is None else f"{lugar.breve}{rama.letra}{numero}"
    return None


def _se_lee_igual(objeto: Any, campo: str) -> bool:
    """Si el texto de un dato basta para leerlo: de un extra de número no se sabe."""
    if objeto is None or not campo.startswith("extras."):
        return True
    extras = getattr(objeto, "extras", None) or {}
    return isinstance(extras.get(campo.removeprefix("extras.")), str)


@clases.frozen
class LimiteDeMarca:
    """Dónde empieza o termina, en su párrafo, un dato marcado."""

    marca: str
    empieza: bool
