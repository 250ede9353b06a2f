"""La caja en que se pide una firma visible, antes de mirar el PDF."""

from collections.abc import Iterator, Sequence
from typing import Any

from paac_reportes.errores import Falla
from paac_reportes.estructura import falla_de_argumento, mostrar

_DE_LA_CAJA = {
    "pagina": (1, 100_000),
    "x": (0, 5080),
    "y": (0, 5080),
    "ancho": (20, 5080),
    "alto": (5, 5080),
}
"""Entre qué va cada medida: en menos no se lee una firma, y más no mide ninguna página de PDF."""


def fallas_de_la_caja(caja: object) -> Iterator[Falla]:
    """Todo lo que una caja tiene mal antes de mirar el PDF."""
    if caja is None:
        return
    if (
        isinstance(caja, str | bytes | bytearray | memoryview)
        or not isinstance(caja, Sequence)
        or len(caja) != len(_DE_LA_CAJA)
    ):
        yield falla_de_argumento("caja", "(página, x, y, ancho, alto)", caja)
        return
    for nombre, valor in zip(_DE_LA_CAJA, caja, strict=True):
        if reparo := _de_una_medida(nombre, valor):
            yield Falla("argumento_invalido", f"caja.{nombre}", reparo)


def _de_una_medida(nombre: str, valor: Any) -> str | None:
    """Qué se esperaba de una de las medidas de la caja, y qué llegó; nada si está bien."""
    desde, hasta = _DE_LA_CAJA[nombre]
    debido = "el número de una página," if nombre == "pagina" else "un número de milímetros,"
    clases = (int,) if nombre == "pagina" else (int, float)
    es_numero = isinstance(valor, clases) and not isinstance(valor, bool)
    if es_numero and desde <= valor <= hasta:
        return None
    return f"se esperaba {debido} de {desde} a {hasta}; llegó {mostrar(valor)}"
