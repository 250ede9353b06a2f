"""Que una plantilla no haga lo que no debe: llamar, repetir, crecer o ver lo que no es suyo."""

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import mostrar
from paac_reportes.textos.limpieza import PROHIBIDOS
from paac_reportes.textos.plantillas.entorno import ENTORNO
from paac_reportes.textos.plantillas.lectura import arbol_de, camino_de, nombres_de
from paac_reportes.textos.plantillas.motivos import de_desconocido

_LARGO_MAXIMO = 20_000
_NODOS_VEDADOS = (
    *(nodes.For, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.Block, nodes.Call),
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Getitem),
    *(nodes.Mul, nodes.Pow, nodes.Mod, nodes.Assign, nodes.AssignBlock, nodes.With),
)
"""Lo que un texto de formato no necesita y puede no terminar o crecer sin medida."""

_CUENTAS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv)

_NODOS_DE_TEXTO = (nodes.Filter, nodes.Concat, nodes.Add)
"""Lo que hace textos de lo que recibe; un número de página no tiene el suyo todavía."""

_NOMBRES: dict[type, str] = {
    nodes.For: "for",
    nodes.Call: "llamar funciones",
    nodes.Getitem: "corchetes",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
    nodes.Assign: "set",
}


def revisar(plantilla: str, *, con_cuentas: bool = False) -> None:
    """Que no haga lo que no debe ni traiga, en un literal, lo que no se puede escribir.

    ``con_cuentas`` admite multiplicar, donde las cuentas son de números y no de textos.
    """
    if len(plantilla) > _LARGO_MAXIMO:
        raise ErrorDeFormato(f"plantilla de más de {_LARGO_MAXIMO} letras: {mostrar(plantilla)}")
    arbol = arbol_de(plantilla)
    vedados = _sin_cuentas(arbol) if con_cuentas else arbol.find_all(_NODOS_VEDADOS)
    sumandos = _textos_sumados(arbol) if con_cuentas else ()
    for motivo in (*_mal_pedido(vedados, arbol), *_mal_nombrado(arbol), *sumandos):
        raise ErrorDeFormato(f"{motivo}: {mostrar(plantilla)}")


def _sin_cuentas(arbol: nodes.Template) -> Iterator[nodes.Node]:
    return (n for n in arbol.find_all(_NODOS_VEDADOS) if not isinstance(n, nodes.Mul))


def _textos_sumados(arbol: nodes.Template) -> Iterator[str]:
    for cuenta in arbol.find_all(_CUENTAS):
        for parte in (cuenta.left, cuenta.right):
            if isinstance(parte, nodes.Const) and isinstance(parte.value, str):
                yield "las cuentas son de números; los textos se juntan con ~"


def _mal_pedido(vedados: Iterable[nodes.Node], arbol: nodes.Template) -> Iterator[str]:
    for vedado in vedados:
        cual = _NOMBRES.get(type(vedado), type(vedado).__name__.lower())
        yield f"una plantilla de formato no admite «{cual}»"
    for filtro in arbol.find_all(nodes.Filter):
        if filtro.name not in ENTORNO.filters:
            yield de_desconocido(filtro.name, ENTORNO.filters)
    for prueba in arbol.find_all(nodes.Test):
        if prueba.name not in ENTORNO.tests:
            yield f"no se puede preguntar si algo «is {prueba.name}»"
    if any(nombres_de(nodo) & ENTORNO.globals.keys() for nodo in arbol.find_all(_NODOS_DE_TEXTO)):
        yield "el número de página va sin filtros ni operaciones"


def _mal_nombrado(arbol: nodes.Template) -> Iterator[str]:
    for acceso in arbol.find_all(nodes.Getattr):
        if not camino_de(acceso) or acceso.attr.startswith("_"):
            yield "una plantilla de formato sólo nombra datos"
    for literal in arbol.find_all(nodes.Const):
        if isinstance(literal.value, str) and PROHIBIDOS.search(literal.value):
            yield "trae un carácter que no se puede escribir"
