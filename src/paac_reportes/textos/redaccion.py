"""Textos con variables, para los formatos: jinja2 en su caja de arena.

Una variable que no existe es un error, un dato en blanco sale vacío y ninguna plantilla alcanza
el sistema. ``{{ pagina }}`` y ``{{ paginas }}`` no son textos sino un ``Numero``, que se queda en
su sitio entre los textos.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import FilterArgumentError
from jinja2.filters import FILTERS
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import mostrar
from paac_reportes.textos.fechas import dia_y_mes, fecha_abreviada, fecha_corta, fecha_larga
from paac_reportes.textos.limpieza import PROHIBIDOS
from paac_reportes.textos.markdown import a_la_letra
from paac_reportes.textos.motivos import de_desconocido, de_mal_escrita, de_sin_redactar


class Numero(Enum):
    """Un número que una plantilla pide y sólo sabe el programa que muestra el documento."""

    PAGINA = "pagina"
    PAGINAS = "paginas"


Pedazo = str | Numero
Redactor = Callable[[Mapping[str, Any]], str]
RedactorDePedazos = Callable[[Mapping[str, Any]], tuple[Pedazo, ...]]

_NODOS_VEDADOS = (
    *(nodes.For, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.Block, nodes.Call),
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Getitem),
    *(nodes.Mul, nodes.Pow, nodes.Mod, nodes.Assign, nodes.AssignBlock, nodes.With),
)
"""Lo que un texto de formato no necesita y puede no terminar o crecer sin medida."""

_NODOS_DE_TEXTO = (nodes.Filter, nodes.Concat, nodes.Add)
"""Lo que hace textos de lo que recibe; un número de página no tiene el suyo todavía."""

_FILTROS = ("capitalize", "default", "lower", "title", "trim", "upper")


def _escribible(valor: object) -> object:
    """Lo que una variable puede dejar en un texto: ni objetos ni funciones."""
    if valor is None:
        return ""
    if isinstance(valor, str | int | float | Decimal | date | Numero | Undefined):
        return valor
    raise FilterArgumentError(f"{type(valor).__name__} no es un texto")


def _en_markdown(valor: object) -> object:
    """Lo mismo en un texto en Markdown, donde lo que trae una variable sale a la letra."""
    escribible = _escribible(valor)
    if isinstance(escribible, Undefined | Numero):
        return escribible
    return a_la_letra(escribible if isinstance(escribible, str) else str(escribible))


def _fecha(escribir: Callable[[date], str]) -> Callable[[object], str]:
    """Un filtro de fecha: en blanco si no la hay; lo que no es una fecha es un error."""

    def filtrar(valor: object) -> str:
        if valor is None:
            return ""
        if not isinstance(valor, date):
            raise FilterArgumentError(f"se esperaba una fecha, llegó {valor!r}")
        return escribir(valor)

    return filtrar


_DECIMALES_MAXIMOS = 10


def _redondear(valor: object, decimales: int = 0) -> object:
    """Un número con esos decimales, de 0 a 10; el de jinja2 se cuelga con muchos."""
    if valor is None:
        return ""
    es_numero = isinstance(valor, int | float | Decimal) and not isinstance(valor, bool)
    if not es_numero or not isinstance(decimales, int):
        raise FilterArgumentError(f"se esperaba un número que redondear, llegó {valor!r}")
    if not 0 <= decimales <= _DECIMALES_MAXIMOS:
        raise FilterArgumentError(f"se esperaban de 0 a {_DECIMALES_MAXIMOS} decimales")
    return round(valor, decimales) if isinstance(valor, int | float | Decimal) else valor


class _Entorno(ImmutableSandboxedEnvironment):
    """Entrega cada valor como es, y no hecho texto."""

    code_generator_class = NativeCodeGenerator

    def is_safe_attribute(self, _objeto: object, nombre: str, _valor: object) -> bool:
        """Basta el nombre: ``_revisar`` no deja llamar nada, y un método no se puede escribir."""
        return not nombre.startswith("_")


_ENTORNO = _Entorno(
    undefined=StrictUndefined,
    autoescape=False,  # cada escritor escapa lo suyo; aquí sólo hay texto
    finalize=_escribible,
)
_ENTORNO.filters = {nombre: FILTERS[nombre] for nombre in _FILTROS} | {
    "round": _redondear,
    "fecha_larga": _fecha(fecha_larga),
    "fecha_corta": _fecha(fecha_corta),
    "fecha_abreviada": _fecha(fecha_abreviada),
    "dia_y_mes": _fecha(dia_y_mes),
}
_ENTORNO.globals.clear()
_ENTORNO.globals |= {numero.value: numero for numero in Numero}
_DE_MARKDOWN = _ENTORNO.overlay(finalize=_en_markdown)


@functools.lru_cache(maxsize=512)
def redactor(plantilla: str, *, markdown: bool = False) -> Redactor:
    """La función que redacta ``plantilla``; ``ErrorDeFormato`` si está mal escrita.

    En ``markdown`` sólo lo es lo que escribió el formato: lo de sus variables sale a la letra.
    """
    if _es_fija(plantilla):
        return lambda _variables: plantilla
    redactar = redactor_de_pedazos(plantilla, markdown=markdown)

    def redactar_texto(variables: Mapping[str, Any]) -> str:
        pedazos = redactar(variables)
        textos = [pedazo for pedazo in pedazos if isinstance(pedazo, str)]
        if len(textos) < len(pedazos):
            raise ErrorDeFormato(f"aquí no hay número de página: {mostrar(plantilla)}")
        return "".join(textos)

    return redactar_texto


@functools.lru_cache(maxsize=512)
def redactor_de_pedazos(plantilla: str, *, markdown: bool = False) -> RedactorDePedazos:
    """Como ``redactor``, para donde hay páginas: los textos y, entre ellos, sus números.

    Compilar cuesta cien veces más que redactar, y un formato usa los mismos textos cada vez.
    """
    if _es_fija(plantilla):
        return lambda _variables: (plantilla,)
    try:
        # Se mira antes de compilar: al compilar, jinja2 ya calcula las operaciones constantes.
        _revisar(plantilla)
        compilada = (_DE_MARKDOWN if markdown else _ENTORNO).from_string(plantilla)
    except (TemplateSyntaxError, RecursionError, SyntaxError, ValueError):
        raise ErrorDeFormato(f"plantilla que no se puede leer: {mostrar(plantilla)}") from None

    def redactar(variables: Mapping[str, Any]) -> tuple[Pedazo, ...]:
        try:
            return _unidos(compilada.root_render_func(compilada.new_context(dict(variables))))
        except Exception as error:  # el código es del formato: puede fallar de cualquier manera
            motivo = de_sin_redactar(error)
            raise ErrorDeFormato(f"no se pudo redactar {mostrar(plantilla)}: {motivo}") from error

    return redactar


def _es_fija(plantilla: str) -> bool:
    """Si dice siempre lo mismo, como casi todos los rótulos."""
    return "{" not in plantilla


def _unidos(valores: Iterable[object]) -> tuple[Pedazo, ...]:
    """Los valores hechos texto, y los que van seguidos, uno solo."""
    pedazos: list[Pedazo] = [""]
    for valor in valores:
        if isinstance(valor, Numero):
            pedazos += [valor, ""]
        else:
            pedazos[-1] = f"{pedazos[-1]}{valor!s}"
    return tuple(pedazo for pedazo in pedazos if pedazo != "")


_NOMBRES: dict[type, str] = {
    nodes.For: "for",
    nodes.Call: "llamar funciones",
    nodes.Getitem: "corchetes",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
    nodes.Assign: "set",
}


def _revisar(plantilla: str) -> None:
    """Que no haga lo que no debe ni traiga, en un literal, lo que no se puede escribir."""
    if len(plantilla) > _LARGO_MAXIMO:
        raise ErrorDeFormato(f"plantilla de más de {_LARGO_MAXIMO} letras: {mostrar(plantilla)}")
    arbol = _arbol(plantilla)
    for motivo in (*_mal_pedido(arbol), *_mal_nombrado(arbol)):
        raise ErrorDeFormato(f"{motivo}: {mostrar(plantilla)}")


def _mal_pedido(arbol: nodes.Template) -> Iterator[str]:
    for vedado in arbol.find_all(_NODOS_VEDADOS):
        cual = _NOMBRES.get(type(vedado), type(vedado).__name__.lower())
        yield f"una plantilla de formato no admite «{cual}»"
    for filtro in arbol.find_all(nodes.Filter):
        if filtro.name not in _ENTORNO.filters:
            yield de_desconocido(filtro.name, _ENTORNO.filters)
    for prueba in arbol.find_all(nodes.Test):
        if prueba.name not in _ENTORNO.tests:
            yield f"no se puede preguntar si algo «is {prueba.name}»"
    if any(_nombres_de(nodo) & _ENTORNO.globals.keys() for nodo in arbol.find_all(_NODOS_DE_TEXTO)):
        yield "el número de página va sin filtros ni operaciones"


def _mal_nombrado(arbol: nodes.Template) -> Iterator[str]:
    for acceso in arbol.find_all(nodes.Getattr):
        if not _camino(acceso) or acceso.attr.startswith("_"):
            yield "una plantilla de formato sólo nombra datos"
    for literal in arbol.find_all(nodes.Const):
        if isinstance(literal.value, str) and PROHIBIDOS.search(literal.value):
            yield "trae un carácter que no se puede escribir"


def _nombres_de(nodo: nodes.Node) -> set[str]:
    return {nombre.name for nombre in nodo.find_all(nodes.Name)}


def caminos_de(plantilla: str) -> set[str]:
    """Las variables que usa una plantilla bien escrita, como ``entidad.nombre`` o ``corte``."""
    arbol = _arbol(plantilla)
    accesos = {camino for nodo in arbol.find_all(nodes.Getattr) if (camino := _camino(nodo))}
    return _enteros(accesos | _nombres_de(arbol))


def _enteros(caminos: set[str]) -> set[str]:
    """De ``a.b.c`` sólo cuenta el camino entero."""
    return {c for c in caminos if not any(otro.startswith(f"{c}.") for otro in caminos)}


def impresos_de(plantilla: str) -> set[str]:
    """Las variables que la plantilla escribe tal cual, sin filtros ni condiciones."""
    salidas = _arbol(plantilla).find_all(nodes.Output)
    return {camino for salida in salidas for nodo in salida.nodes if (camino := _camino(nodo))}


@functools.lru_cache(maxsize=512)
def escritos_de(plantilla: str) -> tuple[str, ...]:
    """Las variables que la plantilla puede escribir, con filtros o sin ellos.

    Las que sólo deciden (lo que va en un ``if``) no se escriben.
    """
    arbol = _arbol(plantilla)
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
    caminos = {_camino(nodo) for nodo in nombrados if id(nodo) not in deciden} - {""}
    return tuple(sorted(_enteros(caminos)))


@functools.lru_cache(maxsize=512)  # al revisar un formato se mira varias veces
def _arbol(plantilla: str) -> nodes.Template:
    """La plantilla leída; un árbol tan hondo que recorrerlo agota la pila no pasa de aquí."""
    try:
        arbol = _ENTORNO.parse(plantilla)
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


_LARGO_MAXIMO = 20_000
_HONDURA_MAXIMA = 60


def _camino(nodo: nodes.Node) -> str:
    if isinstance(nodo, nodes.Name):
        return nodo.name
    antes = _camino(nodo.node) if isinstance(nodo, nodes.Getattr) else ""
    return f"{antes}.{nodo.attr}" if antes and isinstance(nodo, nodes.Getattr) else ""
