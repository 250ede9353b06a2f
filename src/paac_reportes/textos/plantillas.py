"""Textos con variables, para los formatos.

Una variable que no existe es un error, un dato en blanco sale vacío y ninguna plantilla alcanza el
sistema. ``{{ pagina }}`` y ``{{ paginas }}`` no son textos sino un ``Numero``, que se queda en su
sitio entre los textos.

La corriente es una función de Python (``corrientes``); si hace algo más, o si algo no se deja
redactar, es de jinja2 (``en_jinja``), que se carga entonces y dice por qué. Primero los redactores;
luego, qué nombra una plantilla y qué de eso escribe.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.textos.corrientes import PAGINAS, plantilla_corriente
from paac_reportes.textos.markdown import a_la_letra
from paac_reportes.textos.valores import Numero, como_texto, escribible, escrito_en_celda

T = TypeVar("T")
Pedazo = str | Numero
Redactor = Callable[[Mapping[str, Any]], str]
RedactorDeFila = Callable[[Mapping[str, Any]], str | Decimal | int]
RedactorDePedazos = Callable[[Mapping[str, Any]], tuple[Pedazo, ...]]


def en_markdown(valor: object) -> object:
    """Texto que una variable deja en un Markdown: lo que trae sale a la letra."""
    texto = escribible(valor)
    if isinstance(texto, Numero):
        return texto
    # Sin ``str`` si ya lo es: el que dice que es Markdown no se vuelve a proteger.
    return a_la_letra(texto if isinstance(texto, str) else str(texto))


def _como_en_celda(valor: object) -> object:
    """Valor que deja una variable en una celda: su texto o, si lo es, el número que guarda."""
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return valor if es_numero else como_texto(tuple(valor) if isinstance(valor, list) else valor)


class _ModoDeEscribir(NamedTuple):
    """Cómo se escribe un valor según dónde va el texto: un párrafo, Markdown o una celda."""

    dejar: Callable[[object], object]
    """Función de lo que una variable deja en él."""
    con_cuentas: bool
    """Si lleva cuentas: es una fila, donde no hay números de página."""


_EN_TEXTO = _ModoDeEscribir(escribible, con_cuentas=False)
_EN_MARKDOWN = _ModoDeEscribir(en_markdown, con_cuentas=False)
_EN_FILA = _ModoDeEscribir(_como_en_celda, con_cuentas=True)


@functools.lru_cache(maxsize=512)
def redactor(plantilla: str, *, markdown: bool = False) -> Redactor:
    """Función que redacta ``plantilla``; ``ErrorDeFormato`` si está mal escrita.

    En ``markdown`` sólo lo es lo que escribió el formato: lo de sus variables sale a la letra.
    """
    if _es_fija(plantilla):
        return lambda _variables: plantilla
    redactar = redactor_de_pedazos(plantilla, markdown=markdown)

    def redactar_texto(variables: Mapping[str, Any]) -> str:
        """Texto redactado; ``ErrorDeFormato`` si trae un número de página."""
        match redactar(variables):  # los textos seguidos son uno solo
            case ():
                return ""
            case (str() as texto,):
                return texto
        raise ErrorDeFormato(
            Falla("plantilla_invalida", "", f"aquí no hay número de página: {mostrar(plantilla)}")
        )

    return redactar_texto


@functools.lru_cache(maxsize=512)
def redactor_de_pedazos(plantilla: str, *, markdown: bool = False) -> RedactorDePedazos:
    """Función que redacta ``plantilla`` en pedazos: textos y, entre ellos, números de página."""
    if _es_fija(plantilla):
        return lambda _variables: (plantilla,)
    return _redactor(plantilla, _EN_MARKDOWN if markdown else _EN_TEXTO, _unidos)


@functools.lru_cache(maxsize=512)
def redactor_de_fila(plantilla: str) -> RedactorDeFila:
    """Función que redacta el texto de una columna con los datos de su fila.

    Los escribe como una celda, y sus cuentas son de números: una con un dato en blanco, o que no es
    un número, queda en blanco. Si el texto es sólo un número, lo da sin redondear.
    """
    if _es_fija(plantilla):
        return lambda _variables: plantilla
    return _redactor(plantilla, _EN_FILA, _en_una_celda)


def _redactor(
    plantilla: str, lugar: _ModoDeEscribir, juntar: Callable[[Iterable[object]], T]
) -> Callable[[Mapping[str, Any]], T]:
    """La función que redacta una plantilla: la sencilla, en Python; las demás, con jinja2.

    ``lugar``: cómo se escribe cada dato; ``juntar``: une los pedazos.
    """

    def con_jinja() -> Callable[[Mapping[str, Any]], T]:
        """Función que redacta la plantilla con jinja2."""
        redactor_de_jinja: Callable[[Mapping[str, Any]], T]
        redactor_de_jinja = _jinja().redactor_en_jinja(
            plantilla, lugar.dejar, juntar, con_cuentas=lugar.con_cuentas
        )
        return redactor_de_jinja

    dejar, traducida = lugar.dejar, plantilla_corriente(plantilla)
    if traducida is None or (lugar.con_cuentas and not traducida.nombrados.isdisjoint(PAGINAS)):
        return con_jinja()

    def redactar(variables: Mapping[str, Any]) -> T:
        """Lo redactado en Python; si falla, en jinja2, que dice por qué."""
        try:
            return juntar(traducida.redactar(variables, dejar))
        except Exception:  # noqa: BLE001 - falla del mismo modo en jinja2, que dice por qué
            return con_jinja()(variables)

    return redactar


def _jinja() -> Any:
    """El módulo de las plantillas con jinja2, que se carga si hace falta."""
    # Cargar jinja2 toma la décima parte de un primer Word, y casi ningún formato pide más.
    from paac_reportes.textos import en_jinja  # noqa: PLC0415

    return en_jinja


def _es_fija(plantilla: str) -> bool:
    """Si la plantilla dice siempre lo mismo, como casi todos los rótulos."""
    return "{" not in plantilla


def _en_una_celda(valores: Iterable[object]) -> str | Decimal | int:
    """Los valores hechos un solo texto; si no hay más que un número, ese número."""
    con_texto = [valor for valor in valores if not isinstance(valor, str) or valor]
    match con_texto:
        case [Decimal() | int() as numero]:
            return numero
        case _:
            return "".join(map(escrito_en_celda, con_texto))


def _unidos(valores: Iterable[object]) -> tuple[Pedazo, ...]:
    """Los valores hechos texto, uno solo los seguidos, con los números de página entre ellos."""
    lista_de_valores = list(valores)
    if Numero not in map(type, lista_de_valores):  # lo corriente
        texto = "".join(map(str, lista_de_valores))
        return (texto,) if texto else ()
    pedazos: list[Pedazo] = [""]
    for valor in lista_de_valores:
        if isinstance(valor, Numero):
            pedazos += [valor, ""]
        else:
            pedazos[-1] = f"{pedazos[-1]}{valor!s}"
    return tuple(pedazo for pedazo in pedazos if pedazo != "")


def variables_de(plantilla: str) -> set[str]:
    """Variables que usa una plantilla bien escrita, como ``entidad.nombre`` o ``corte``."""
    traducida = plantilla_corriente(plantilla)
    return _enteros(_jinja().nombrados_en(plantilla) if traducida is None else traducida.nombrados)


def _enteros(caminos: Collection[str]) -> set[str]:
    """Los caminos que no son el comienzo de otro: de ``a`` y ``a.b``, ``a.b``."""
    return {c for c in caminos if not any(mas_largo.startswith(f"{c}.") for mas_largo in caminos)}


def impresos_de(plantilla: str) -> set[str]:
    """Variables que una plantilla escribe tal cual, sin filtros ni condiciones: ``{{ corte }}``."""
    traducida = plantilla_corriente(plantilla)
    return set(_jinja().impresos_en(plantilla) if traducida is None else traducida.impresos)


@functools.lru_cache(maxsize=512)
def variables_escritas(plantilla: str) -> tuple[str, ...]:
    """Las variables que la plantilla puede escribir, con filtros o sin ellos."""
    traducida = plantilla_corriente(plantilla)
    caminos = _jinja().escritos_en(plantilla) if traducida is None else traducida.escritos
    return tuple(sorted(_enteros(caminos)))


def calculados_de(plantilla: str) -> set[str]:
    """Variables que la plantilla toma por números: las de una cuenta o de ``| numero``."""
    return _jinja().calculados_en(plantilla) if plantilla_corriente(plantilla) is None else set()
