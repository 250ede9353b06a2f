"""De unos nodos a su contenido, y de dónde salió cada dato.

Es el único lugar donde lo leído se vuelve un plan o un mapa: las filas de una tabla y la matriz de
cualquiera llenan sus nodos, y ``contenido_armado`` hace el contenido.
"""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.lectura.archivos import contenido_de
from paac_reportes.modelo.temas import Contenido, Tema


@attrs.define(eq=False)
class Nodo:
    """Un objeto por armar: sus datos, de dónde salió cada uno y sus listas."""

    lugar: str
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    """Por dato, la fila y la columna."""
    listas: "dict[str, dict[Hashable, Nodo]]" = attrs.Factory(dict)
    """Nodos que contiene, por su lista y su clave; los seguimientos, por su corte."""

    def hijo(self, lista: str, clave: Hashable, lugar: str) -> "Nodo":
        """Nodo de esa clave en esa lista; si no está, uno nuevo."""
        hijos = self.listas.setdefault(lista, {})
        if clave not in hijos:
            hijos[clave] = Nodo(lugar)
        return hijos[clave]


def en_su_fila(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Fallas con la fila y la columna en vez de la ruta en los datos."""
    for falla in fallas:
        yield falla.en(lugar_en_su_fila(falla.ruta, lugares))


def lugar_en_su_fila(ruta: str, lugares: Mapping[str, str]) -> str:
    """Lugar de la parte más larga de una ruta que lo tenga, y el resto: ``fila 3: zona``."""
    if not ruta:
        return lugares.get("", "")
    ruta_conocida = ruta
    while ruta_conocida and not lugares.get(ruta_conocida):
        ruta_conocida = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])\Z", "", ruta_conocida)
    resto = ruta[len(ruta_conocida) :].lstrip(".")
    return ": ".join(filter(None, (ruta_conocida and lugares[ruta_conocida], resto)))


def contenido_armado(
    raiz: Nodo,
    tema: Tema,
    otras: Mapping[str, Any],
    fallas: Sequence[Falla] = (),
    reloj: Reloj | None = None,
) -> Contenido:
    """Contenido de unos nodos; ``otras`` son las claves que no salen de ellos, y mandan.

    ``ErrorDeEntrada`` con las ``fallas`` que ya había y todas las suyas, cada una en su fila.
    """
    try:
        contenido = contenido_de({**_datos(raiz), **otras}, tema, reloj)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            (*fallas, *en_su_fila(error.fallas, lugares_de(raiz, otras)))
        ) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return contenido


def _datos(nodo: Nodo) -> dict[str, Any]:
    """Datos de un nodo como van en un archivo."""
    datos = _anidados(nodo.datos)
    for lista, hijos in nodo.listas.items():
        de_cada_hijo = [_datos(hijo) for hijo in hijos.values()]
        datos[lista] = de_cada_hijo[0] if lista == "entidad" else de_cada_hijo
    return datos


def lugares_de(raiz: Nodo, otras: Mapping[str, Any]) -> dict[str, str]:
    """Lugar de donde salió cada dato de unos nodos, por su ruta; lo de ``otras``, de ninguno."""
    return {
        ruta: lugar
        for ruta, lugar in _lugares(raiz, "")
        if lugar and ruta.partition(".")[0] not in otras
    }


def _lugares(nodo: Nodo, ruta: str) -> Iterator[tuple[str, str]]:
    yield ruta, nodo.lugar
    for campo, lugar in nodo.lugares.items():
        yield unir_ruta(ruta, campo), lugar
    for lista, hijos in nodo.listas.items():
        for numero, hijo in enumerate(hijos.values()):
            yield from _lugares(
                hijo, lista if lista == "entidad" else f"{unir_ruta(ruta, lista)}[{numero}]"
            )


def _anidados(planos: Mapping[str, Any]) -> dict[str, Any]:
    """Datos con sus objetos: ``{"verificacion.nota": …}`` → ``{"verificacion": {"nota": …}}``."""
    datos: dict[str, Any] = {}
    for clave, valor in planos.items():
        objeto, punto, campo = clave.partition(".")
        if punto:  # lo de adentro puede llevar puntos en su nombre
            datos.setdefault(objeto, {})[campo] = valor
        else:
            datos[clave] = valor
    return datos
