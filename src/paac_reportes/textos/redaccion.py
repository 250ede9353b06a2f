"""Textos con variables, para los formatos: jinja2 en su caja de arena.

Una variable que no existe es un error, un dato en blanco sale vacío y ninguna plantilla alcanza
el sistema. ``{{ pagina }}`` y ``{{ paginas }}`` son marcas que la composición vuelve campos.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.textos.fechas import fecha_corta, fecha_larga

Redactor = Callable[[Mapping[str, Any]], str]

MARCA_PAGINA = "\x01"
MARCA_PAGINAS = "\x02"
"""Caracteres que ningún dato puede traer: la limpieza los cambia antes de componer."""

_ENTORNO = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    autoescape=False,  # cada escritor escapa lo suyo; aquí sólo hay texto
    finalize=lambda valor: "" if valor is None else valor,
)
_ENTORNO.filters |= {"fecha_larga": fecha_larga, "fecha_corta": fecha_corta}
_ENTORNO.globals.clear()
_ENTORNO.globals |= {"pagina": MARCA_PAGINA, "paginas": MARCA_PAGINAS}


@functools.lru_cache(maxsize=512)
def redactor(plantilla: str) -> Redactor:
    """La función que redacta ``plantilla``; ``ErrorDeFormato`` si está mal escrita.

    Compilar cuesta cien veces más que redactar, y un formato usa los mismos textos cada vez.
    """
    if "{" not in plantilla:
        return lambda _variables: plantilla
    try:
        compilada = _ENTORNO.from_string(plantilla)
    except TemplateSyntaxError as error:
        raise ErrorDeFormato(
            Falla("", f"plantilla mal escrita en {plantilla!r}: {error.message}")
        ) from None

    def redactar(variables: Mapping[str, Any]) -> str:
        try:
            return compilada.render(variables)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise ErrorDeFormato(
                Falla("", f"no se pudo redactar {plantilla!r}: {error}")
            ) from error

    return redactar


def caminos_de(plantilla: str) -> set[str]:
    """Las variables que usa una plantilla bien escrita, como ``entidad.nombre`` o ``corte``."""
    arbol = _ENTORNO.parse(plantilla)
    propias = {nombre.name for nombre in arbol.find_all(nodes.Name) if nombre.ctx == "store"}
    con_campo = {
        (acceso.node.name, acceso.attr)
        for acceso in arbol.find_all(nodes.Getattr)
        if isinstance(acceso.node, nodes.Name)
    }
    sueltas = {nombre.name for nombre in arbol.find_all(nodes.Name)}
    nombres = sueltas - {raiz for raiz, _ in con_campo}
    return {
        c for c in nombres | {f"{r}.{a}" for r, a in con_campo} if c.split(".")[0] not in propias
    }
