"""Cómo cambia un heredero una lista de cosas con nombre: las columnas, por su dato, y las partes.

``quita`` nombra las que no van; la que está queda en su lugar, la nueva va al final, y ``tras`` o
``antes`` la llevan junto a otra.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar

TRAS, ANTES, QUITA = "tras", "antes", "quita"

T = TypeVar("T")
Buscar = Callable[[Sequence[T], object], range | None]
"""Los lugares de la que se llama así; una parte ocupa varios."""
NoEsta = Callable[[str, str], Falla]
"""Función que da la falla, en su ruta, de una parte que la base no trae."""


def lado(cambio: Mapping[str, Any]) -> str | None:
    """``tras`` o ``antes``, si el cambio lo dice."""
    return next((sentido for sentido in (TRAS, ANTES) if sentido in cambio), None)


def fallas_de_lugar(cambio: Mapping[str, Any], ruta: str, nombre: str) -> Iterator[Falla]:
    """Las fallas de ``tras`` y ``antes``, que llevan un ``nombre``: ``el dato de una columna``."""
    for sentido in (TRAS, ANTES):
        if sentido in cambio and not isinstance(cambio[sentido], str):
            motivo = f"se esperaba {nombre}, llegó {mostrar(cambio[sentido])}"
            yield Falla("dato_invalido", f"{ruta}.{sentido}", motivo)
    if TRAS in cambio and ANTES in cambio:
        yield Falla("formato_incoherente", ruta, "se esperaba tras o antes, no ambos")


def nombradas(
    lista: Sequence[T], claves: Any, ruta: str, buscar: Buscar[T], no_esta: NoEsta
) -> tuple[dict[str, range], list[Falla]]:
    """Lugar de cada elemento que ``claves`` nombra, y fallas de las que no se hallan."""
    if not isinstance(claves, list) or not all(isinstance(clave, str) for clave in claves):
        motivo = f"se esperaba una lista de claves, llegó {mostrar(claves)}"
        return {}, [Falla("dato_invalido", ruta, motivo)]
    lugares, fallas = dict[str, range](), list[Falla]()
    for numero, clave in enumerate(claves):
        ruta_de_clave = f"{ruta}[{numero}]"
        if clave in claves[:numero]:
            fallas.append(Falla("dato_repetido", ruta_de_clave, f"ya está en la lista: {clave!r}"))
        elif (lugar := buscar(lista, clave)) is None:
            fallas.append(no_esta(clave, ruta_de_clave))
        else:
            lugares[clave] = lugar
    return lugares, fallas


def sin(lista: Sequence[T], *lugares: range) -> list[T]:
    """La lista sin lo que está en esos lugares."""
    return [e for n, e in enumerate(lista) if not any(n in lugar for lugar in lugares)]


def con_nuevas(
    lista: Sequence[T],
    lugar: range | None,
    nuevas: Sequence[T],
    cambio: Mapping[str, Any],
    buscar: Buscar[T],
) -> list[T] | None:
    """La lista con las nuevas donde dice el cambio; ``None`` si la vecina no está."""
    demas, sentido = sin(lista, lugar or range(0)), lado(cambio)
    if sentido is None:
        desde = lugar.start if lugar else len(demas)
    elif (vecina := buscar(demas, cambio[sentido])) is None:
        return None
    else:
        desde = vecina.stop if sentido == TRAS else vecina.start
    return [*demas[:desde], *nuevas, *demas[desde:]]
