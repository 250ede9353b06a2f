"""Qué nombra una plantilla, y qué de eso escribe."""

import functools

from jinja2 import TemplateSyntaxError, nodes

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import mostrar
from paac_reportes.textos.plantillas.entorno import ENTORNO
from paac_reportes.textos.plantillas.motivos import de_mal_escrita


def nombres_de(nodo: nodes.Node) -> set[str]:
    """Los nombres sueltos que hay debajo de un nodo."""
    return {nombre.name for nombre in nodo.find_all(nodes.Name)}


def caminos_de(plantilla: str) -> set[str]:
    """Las variables que usa una plantilla bien escrita, como ``entidad.nombre`` o ``corte``."""
    arbol = arbol_de(plantilla)
    accesos = {camino for nodo in arbol.find_all(nodes.Getattr) if (camino := camino_de(nodo))}
    return _enteros(accesos | nombres_de(arbol))


def _enteros(caminos: set[str]) -> set[str]:
    """De ``a.b.c`` sólo cuenta el camino entero."""
    return {c for c in caminos if not any(otro.startswith(f"{c}.") for otro in caminos)}


def impresos_de(plantilla: str) -> set[str]:
    """Las variables que la plantilla escribe tal cual, sin filtros ni condiciones."""
    salidas = arbol_de(plantilla).find_all(nodes.Output)
    return {camino for salida in salidas for nodo in salida.nodes if (camino := camino_de(nodo))}


@functools.lru_cache(maxsize=512)
def escritos_de(plantilla: str) -> tuple[str, ...]:
    """Las variables que la plantilla puede escribir, con filtros o sin ellos.

    Las que sólo deciden (lo que va en un ``if``) no se escriben.
    """
    arbol = arbol_de(plantilla)
    deciden = {
        id(nodo)
        for condicion in arbol.find_all(nodes.CondExpr)
        for nodo in (condicion.test, *condicion.test.find_all(nodes.Expr))
    }
    nombrados = (
        nodo
        for salida in arbol.find_all(nodes.Output)
        for clase in (nodes.Getattr, nodes.Name)
        for nodo in salida.find_all(clase)
    )
    caminos = {camino_de(nodo) for nodo in nombrados if id(nodo) not in deciden} - {""}
    return tuple(sorted(_enteros(caminos)))


@functools.lru_cache(maxsize=512)  # al revisar un formato se mira varias veces
def arbol_de(plantilla: str) -> nodes.Template:
    """La plantilla leída; un árbol tan hondo que recorrerlo agota la pila no pasa de aquí."""
    try:
        arbol = ENTORNO.parse(plantilla)
    except TemplateSyntaxError as error:
        motivo = de_mal_escrita(error)
        raise ErrorDeFormato(f"plantilla mal escrita en {mostrar(plantilla)}: {motivo}") from None
    except (RecursionError, ValueError):
        raise ErrorDeFormato(f"plantilla que no se puede leer: {mostrar(plantilla)}") from None
    if _hondura(arbol) > _HONDURA_MAXIMA:
        raise ErrorDeFormato(f"plantilla con demasiadas operaciones: {mostrar(plantilla)}")
    return arbol


def _hondura(nodo: nodes.Node) -> int:
    """Cuántos niveles de operaciones tiene debajo, contados sin recurrir."""
    nivel, actuales = 0, [nodo]
    while actuales and nivel <= _HONDURA_MAXIMA:
        actuales = [hijo for actual in actuales for hijo in actual.iter_child_nodes()]
        nivel += 1
    return nivel


_HONDURA_MAXIMA = 60


def camino_de(nodo: nodes.Node) -> str:
    """``entidad.nombre``, si el nodo no hace más que nombrar; si no, nada."""
    if isinstance(nodo, nodes.Name):
        return nodo.name
    antes = camino_de(nodo.node) if isinstance(nodo, nodes.Getattr) else ""
    return f"{antes}.{nodo.attr}" if antes and isinstance(nodo, nodes.Getattr) else ""
