"""La caja de arena de jinja2: qué filtros hay y qué puede dejar una variable en un texto."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import FilterArgumentError
from jinja2.filters import FILTERS
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paac_reportes.textos.cifras import con_formato
from paac_reportes.textos.fechas import dia_y_mes, fecha_abreviada, fecha_corta, fecha_larga
from paac_reportes.textos.markdown import a_la_letra
from paac_reportes.textos.valores import cantidad_de


class Numero(Enum):
    """Un número que una plantilla pide y sólo sabe el programa que muestra el documento."""

    PAGINA = "pagina"
    PAGINAS = "paginas"


_DE_TEXTO = ("capitalize", "lower", "title", "trim", "upper")


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


def _sin_blancos(filtrar: Callable[..., object]) -> Callable[..., object]:
    """El filtro de jinja2, que de un dato en blanco haría ``NONE``."""
    return lambda valor, *mas: "" if valor is None else filtrar(valor, *mas)


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


def _numero(valor: object, decimales: int | None = None) -> object:
    """Un número con sus miles y, si se piden, esos decimales; lo que no lo es queda como está."""
    if valor is None:
        return ""
    leido = cantidad_de(valor)
    if leido is None:
        return valor
    if decimales is not None and decimales not in range(_DECIMALES_MAXIMOS + 1):
        raise FilterArgumentError(f"se esperaban de 0 a {_DECIMALES_MAXIMOS} decimales")
    return con_formato(leido, miles=True, decimales=decimales)


class Entorno(ImmutableSandboxedEnvironment):
    """Entrega cada valor como es, y no hecho texto."""

    code_generator_class = NativeCodeGenerator

    def getattr(self, obj: object, attribute: str) -> object:
        """Un dato de un objeto; de una tabla de nombres y valores, el que falta está en blanco."""
        return obj.get(attribute) if isinstance(obj, Mapping) else super().getattr(obj, attribute)

    def is_safe_attribute(self, _objeto: object, nombre: str, _valor: object) -> bool:
        """Basta el nombre: ``_revisar`` no deja llamar nada, y un método no se puede escribir."""
        return not nombre.startswith("_")


ENTORNO = Entorno(
    undefined=StrictUndefined,
    autoescape=False,  # cada escritor escapa lo suyo; aquí sólo hay texto
    finalize=_escribible,
)
ENTORNO.filters = {nombre: _sin_blancos(FILTERS[nombre]) for nombre in _DE_TEXTO} | {
    "default": FILTERS["default"],
    "round": _redondear,
    "numero": _numero,
    "fecha_larga": _fecha(fecha_larga),
    "fecha_corta": _fecha(fecha_corta),
    "fecha_abreviada": _fecha(fecha_abreviada),
    "dia_y_mes": _fecha(dia_y_mes),
}
ENTORNO.globals.clear()
ENTORNO.globals |= {numero.value: numero for numero in Numero}
EN_MARKDOWN = ENTORNO.overlay(finalize=_en_markdown)
