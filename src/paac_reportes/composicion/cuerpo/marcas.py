"""Las marcas de lo que un cuerpo diseñado en Word dice, con que se lee de vuelta.

Alrededor de cada dato que va a la letra hay un marcador de Word que no se ve: su nombre dice cuál
dato es y de quién, y el esquema del archivo, cómo se llaman esos datos. Así un renglón puede
ir en una tabla, en un párrafo o en una celda con otras palabras, y su dato se halla sin adivinar.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from paac_reportes.formatos.definicion.esquema import DatosDelEsquema
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA
from paac_reportes.modelo.recorrer import Parada, contenidos_de

if TYPE_CHECKING:
    from paac_reportes.composicion.cuerpo.llenado import Ambito

_CABEN = 40
"""Letras que Word admite en el nombre de un marcador."""


class MarcasDeDatos:
    """Las marcas de los datos de un documento, que se dan según se llenan sus huecos."""

    def __init__(self, contenido: Any, del_corte: Mapping[str, Collection[str]]) -> None:
        self._contenido = contenido
        self._del_corte = del_corte
        self._datos: dict[tuple[str, str], int] = {}
        self._veces: dict[str, int] = {}

    def nombre_de(self, dato: "tuple[str, str]", ambito: "Ambito") -> str:
        """El nombre de la marca de un dato, con número y lugar; vacío si no se lee de vuelta."""
        raiz, campo = dato
        if raiz not in ambito.breves:
            ambito.breves[raiz] = self._breve_de(raiz, ambito)
        breve = ambito.breves[raiz]
        if breve is None or (
            campo[:7] == "extras." and not _se_lee_igual(ambito.objetos.get(raiz), campo)
        ):
            return ""
        numero = self._datos.setdefault(dato, len(self._datos) + 1)
        nombre = f"{PREFIJO_DE_MARCA}h{numero}_{breve}"
        veces = self._veces[nombre] = self._veces.get(nombre, 0) + 1
        if veces > 1:
            nombre = f"{nombre}__{veces}"
        return nombre if len(nombre) <= _CABEN else ""

    @property
    def en_el_esquema(self) -> DatosDelEsquema | None:
        """Cuántas marcas hay, y cómo se llama cada dato, en su orden."""
        if not self._veces:
            return None
        nombres = tuple(f"{raiz}.{campo}" if campo else raiz for raiz, campo in self._datos)
        return DatosDelEsquema(cuantos=len(self._veces), nombres=nombres)

    def _breve_de(self, raiz: str, ambito: "Ambito") -> str | None:
        """El lugar en breve, ``d0c1``, de un objeto: el de todo, o el que se repite."""
        if raiz not in ambito.objetos:
            return self._letra_de_lo_comun(raiz)
        objeto, duenos = ambito.objetos[raiz], self._del_corte.get(raiz, ())
        lugar = ambito.lugar
        while lugar is not None:
            raiz_del_lugar = lugar.contenido.raiz
            if raiz_del_lugar == raiz and lugar.objeto is objeto:
                return lugar.breve if self._es_propio(lugar) else None
            if raiz_del_lugar in duenos and objeto is not None and self._es_propio(lugar):
                return _breve_en_lista(lugar, raiz, objeto)
            lugar = lugar.dentro_de
        return None

    def _letra_de_lo_comun(self, raiz: str) -> str | None:
        """La letra de lo que es de todo, como su entidad; vacía, de un dato suelto; o ``None``."""
        comun = getattr(self._contenido, raiz, None)
        clase: type = type(self._contenido)
        for rama in contenidos_de(clase):
            if rama.nombre == raiz and not rama.es_lista:
                return rama.letra if comun is not None else None
        return "" if isinstance(comun, int | str) else None

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
    de_extra = campo.removeprefix("extras.")
    return objeto is None or de_extra == campo or isinstance(objeto.extras.get(de_extra), str)
