"""Textos con variables, para los formatos: jinja2 en su caja de arena.

Una variable que no existe es un error, un dato en blanco sale vacío y ninguna plantilla alcanza
el sistema. ``{{ pagina }}`` y ``{{ paginas }}`` no son textos sino un ``Numero``, que se queda en
su sitio entre los textos.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from jinja2 import Environment, Template, TemplateSyntaxError

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import mostrar
from paac_reportes.textos.plantillas.cuentas import EN_FILA, en_celda
from paac_reportes.textos.plantillas.entorno import EN_MARKDOWN, ENTORNO, Numero
from paac_reportes.textos.plantillas.motivos import de_sin_redactar
from paac_reportes.textos.plantillas.revision import revisar

T = TypeVar("T")
Pedazo = str | Numero
Redactor = Callable[[Mapping[str, Any]], str]
RedactorDeFila = Callable[[Mapping[str, Any]], str | Decimal | int]
RedactorDePedazos = Callable[[Mapping[str, Any]], tuple[Pedazo, ...]]


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
    compilada = _compilar(plantilla, EN_MARKDOWN if markdown else ENTORNO)
    return lambda variables: _redactar(compilada, plantilla, variables, _unidos)


@functools.lru_cache(maxsize=512)
def redactor_de_fila(plantilla: str) -> RedactorDeFila:
    """La función que redacta el texto de una columna con los datos de su fila.

    Los escribe como una celda, y sus cuentas son de números: una con un dato en blanco, o que no
    es un número, queda en blanco. Si el texto es sólo un número, lo da sin redondear.
    """
    if _es_fija(plantilla):
        return lambda _variables: plantilla
    compilada = _compilar(plantilla, EN_FILA, con_cuentas=True)
    return lambda variables: _redactar(compilada, plantilla, variables, _en_una_celda)


def _compilar(plantilla: str, entorno: Environment, *, con_cuentas: bool = False) -> Template:
    try:
        # Se mira antes de compilar: al compilar, jinja2 ya calcula las operaciones constantes.
        revisar(plantilla, con_cuentas=con_cuentas)
        return entorno.from_string(plantilla)
    except (TemplateSyntaxError, RecursionError, SyntaxError, ValueError):
        raise ErrorDeFormato(f"plantilla que no se puede leer: {mostrar(plantilla)}") from None


def _redactar(
    compilada: Template,
    plantilla: str,
    variables: Mapping[str, Any],
    juntar: Callable[[Iterable[object]], T],
) -> T:
    try:
        return juntar(compilada.root_render_func(compilada.new_context(dict(variables))))
    except Exception as error:  # el código es del formato: puede fallar de cualquier manera
        motivo = de_sin_redactar(error)
        raise ErrorDeFormato(f"no se pudo redactar {mostrar(plantilla)}: {motivo}") from error


def _es_fija(plantilla: str) -> bool:
    """Si dice siempre lo mismo, como casi todos los rótulos."""
    return "{" not in plantilla


def _en_una_celda(valores: Iterable[object]) -> str | Decimal | int:
    """Los valores hechos texto; si no hay más que un número, ese."""
    dichos = [valor for valor in valores if not isinstance(valor, str) or valor]
    match dichos:
        case [Decimal() | int() as numero]:
            return numero
        case _:
            return "".join(map(en_celda, dichos))


def _unidos(valores: Iterable[object]) -> tuple[Pedazo, ...]:
    """Los valores hechos texto, y los que van seguidos, uno solo."""
    pedazos: list[Pedazo] = [""]
    for valor in valores:
        if isinstance(valor, Numero):
            pedazos += [valor, ""]
        else:
            pedazos[-1] = f"{pedazos[-1]}{valor!s}"
    return tuple(pedazo for pedazo in pedazos if pedazo != "")
