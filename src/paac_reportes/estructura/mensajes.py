"""Cómo se nombra, en un mensaje de error, lo que se esperaba y lo que llegó."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate

import attrs

from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla

_MAXIMO_MOSTRADO = 60

_DIRECCION = " at 0x"


def mostrar(valor: object) -> str:
    """Lo que llegó, corto y en una línea, para un mensaje de error."""
    if valor is None:
        return "vacío"
    if isinstance(valor, Mapping):
        return "un objeto"
    if isinstance(valor, list | tuple):
        return f"una lista de {len(valor)}"
    if isinstance(valor, bool):
        return "true" if valor else "false"
    texto = _en_codigo(valor)
    return texto if len(texto) <= _MAXIMO_MOSTRADO else f"{texto[:_MAXIMO_MOSTRADO]}…"


def _en_codigo(valor: object) -> str:
    if isinstance(valor, Decimal) or (type(valor) is datetime and valor.tzinfo is not None):
        return str(valor)
    if isinstance(valor, str) and not valor.isprintable():
        return ascii(valor)
    try:
        texto = repr(valor)
        # El de omisión dice la dirección en memoria, y el de una tabla, varios renglones de ella.
        orienta = _DIRECCION not in texto and "\n" not in texto
        return texto if orienta else f"un {type(valor).__name__}"
    except ValueError:  # un entero de miles de cifras no se deja escribir
        return "un número enorme"
    except Exception:  # noqa: BLE001 - lo escribe una clase ajena, y puede fallar de cualquier modo
        return f"un {type(valor).__name__}"


@contextlib.contextmanager
def codigo_ajeno(ruta: str, motivo: str, salvo: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Corre lo que hace una clase ajena: si falla, ``ErrorDeEntrada`` dice dónde y lo adjunta."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (ErrorPaac, *salvo)):
            raise
        falla = Falla("objeto_ajeno", ruta, f"{motivo} ({type(error).__name__})")
        raise ErrorDeEntrada(falla) from error


def alguno_de(opciones: Iterable[str]) -> str:
    """Las opciones que un valor puede tomar; si no caben en un mensaje, las primeras."""
    valores = [*opciones]
    caben = [
        n for n, hasta in enumerate(accumulate(len(v) + 2 for v in valores)) if hasta <= _CABEN
    ]
    mostrados = valores[: len(caben)]
    mas = f" y {len(valores) - len(mostrados)} más" if len(mostrados) < len(valores) else ""
    return f"alguno de estos: {', '.join(mostrados)}{mas}"


_CABEN = 850
"""Letras de las opciones en un mensaje."""


def inesperado(ruta: str, esperado: str, llegado: object) -> Falla:
    """La falla de siempre: lo que se esperaba y lo que llegó."""
    motivo = f"se esperaba {esperado}, llegó {mostrar(llegado)}"
    return Falla("dato_invalido", ruta, motivo, datos={"esperado": esperado, **llego(llegado)})


def falla_de_argumento(nombre: str, esperado: str, llegado: object) -> Falla:
    """La de un argumento que no es lo que se esperaba."""
    return Falla("argumento_invalido", nombre, f"se esperaba {esperado}, llegó {mostrar(llegado)}")


def error_de_argumento(nombre: str, esperado: str, llegado: object) -> ErrorDeEntrada:
    """Lo mismo, para lanzarlo: si es lo único que se comprueba."""
    return ErrorDeEntrada(falla_de_argumento(nombre, esperado, llegado))


def llego(valor: object) -> dict[str, object]:
    """Lo que llegó, para los ``datos`` de una falla: el valor, si es uno corriente y corto."""
    if valor is None or isinstance(valor, bool | float | Decimal | date):
        return {"llego": valor}
    if isinstance(valor, int) and -_ENORME < valor < _ENORME:
        return {"llego": int(valor)}
    if isinstance(valor, str) and len(valor) <= _LARGO_ANOTADO:
        return {"llego": str(valor)}
    return {"llego": mostrar(valor)}


_LARGO_ANOTADO = 1000
_ENORME = 10**30


def de_otra_opcion(ruta: str, opciones: Iterable[str], llegado: object) -> Falla:
    """La de un valor que no es ninguno de los que se admiten."""
    valores = tuple(opciones)
    falla = inesperado(ruta, alguno_de(valores), llegado)
    return attrs.evolve(falla, datos={**falla.datos, "opciones": valores})


def traducir(mensaje: str, tabla: Iterable[tuple[str, str]]) -> str | None:
    r"""La frase en español de la primera expresión que el mensaje cumple entero, con sus ``\1``."""
    for patron, frase in tabla:
        if calce := re.fullmatch(patron, mensaje, re.DOTALL):
            return calce.expand(frase)
    return None
