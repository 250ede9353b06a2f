"""En español, lo que jinja2 dice de una plantilla mal escrita o que no se deja redactar."""

from collections.abc import Iterable
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import FilterArgumentError, SecurityError

from paac_reportes.estructura import traducir

_SIGNOS = {
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of comment": "{#",
    "end of comment": "#}",
    "end of template": "el final",
    "integer": "un número",
    "float": "un número",
    "string": "un texto",
    "name": "un nombre",
}
"""Cómo nombra jinja2 algunos signos, y cuáles son."""

_MAL_ESCRITA = (
    (r"unexpected end of template, expected '(.+)'\.", r"falta cerrar con \1"),
    (r"unexpected '(.)', expected '(.)'", r"se esperaba \2, llegó \1"),
    (r"Expected an expression, got '(.+)'", r"falta un dato antes de \1"),
    (r"unexpected '}'", "sobra }, o le falta otra"),
    (r"unexpected '(}}|%}|\))'", r"falta un dato antes de \1, o sobra"),
    (r"unexpected '(.+)'", r"no se esperaba \1"),
    (r"expected token '(.+)', got '(.+)'", r"se esperaba \1, llegó \2"),
    (r"expected name or number", "falta un nombre después de un punto"),
    (r"unexpected char (?:\"'\"|'\"') at .*", "falta cerrar unas comillas"),
    (r"unexpected char '(.+)' at .*", r"no se admite el signo \1"),
    (r"Encountered unknown tag '(else|elif|endif)'\..*", r"sobra \1: no hay un if sin cerrar, o ya tuvo su else"),
    (r"Encountered unknown tag '(.+?)'\..*", r"no existe la orden \1; están if, elif, else y endif"),
    (r"tag name expected", "falta la orden después de {%"),
    (r"Unexpected end of template\. .* closed is '(.+)'\.", r"falta cerrar \1 con end\1"),
    (r"Missing end of comment tag", "falta cerrar con #} lo que se abre con {#"),
    (r"Missing end of raw directive", "falta cerrar raw con endraw"),
)  # fmt: skip

_SIN_REDACTAR = (
    (r"UndefinedError: '(.+)' is undefined", r"no hay '\1'"),
    (r"UndefinedError: .* has no attribute '(.+)'", r"no hay '\1' en lo que se nombra"),
    (r"ZeroDivisionError: .*", "se divide por cero"),
    (r"TypeError: .*argument.*", "un filtro lleva lo que no admite"),
    (r"TypeError: .*", "se operan datos que no se dejan operar entre sí"),
    (r"(?:OverflowError|MemoryError|RecursionError): .*", "el resultado no cabe"),
)


def de_mal_escrita(error: TemplateSyntaxError) -> str:
    """Qué tiene mal una plantilla; si no se sabe decir, en qué renglón."""
    mensaje = error.message or ""
    for nombre, signo in _SIGNOS.items():
        mensaje = mensaje.replace(f"'{nombre}'", f"'{signo}'")
    return traducir(mensaje, _MAL_ESCRITA) or f"no se entiende su renglón {error.lineno}"


def de_sin_redactar(error: Exception) -> str:
    """Por qué una plantilla bien escrita no se dejó redactar."""
    if isinstance(error, FilterArgumentError):  # lo dicen los filtros propios
        return str(error)
    if isinstance(error, SecurityError):
        return "pide lo que una plantilla no puede ver"
    clase = "UndefinedError" if isinstance(error, UndefinedError) else type(error).__name__
    return traducir(f"{clase}: {error}", _SIN_REDACTAR) or f"falló al redactarse ({clase})"


def de_desconocido(nombre: str, conocidos: Iterable[str]) -> str:
    """El nombre de un filtro que no existe, y el que más se le parece."""
    (vecino,) = get_close_matches(nombre, sorted(conocidos), n=1, cutoff=0)
    return f"no existe el filtro {nombre!r}; el más parecido es {vecino!r}"
