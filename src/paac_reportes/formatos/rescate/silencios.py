"""Qué fallas dejan de poderse decir cuando una parte de un formato no se entendió."""

import re
from collections.abc import Iterable

_Reglas = tuple[tuple[str, str], ...]
"""Lo que se tocó, y las fallas que por eso se callan; ``{0}`` es lo que va entre paréntesis."""

_CALLAN: _Reglas = (
    # Los anchos que ya no suman, y las celdas que ya no cubren.
    (r"(tablas\..+\.columnas)(?:\[\d+\](?:\.(?:ancho|minimo|maximo))?)?", r"{0}"),
    (r"(.*anchos)(?:\[\d+\])?", r"{0}"),
    (r"(.*)anchos(?:\[\d+\])?", r"{0}filas"),
    (r"(.*filas)(?:\[\d+\](?:\[\d+\](?:\.(?:columnas|filas))?)?)?", r"{0}"),
    (r"(?:.*\.)?(?:papel|orientacion|margenes(?:\..+)?)", r"(?:.*\.)?margenes(?: en .*)?"),
    # De dónde salen las filas de una tabla decide qué datos tiene.
    (
        r"(tablas\..+)\.secciones(?:\[\d+\](?:\.recorre)?)?",
        r"{0}\.(?:columnas\[\d+\]\.(?:dato|texto|cuando.*)|si_hay|subtotales.*)",
    ),
    (r"tablas\..+\.secciones(?:\[\d+\](?:\.recorre)?)?", r"cuerpo\[\d+\]"),
    # Lo que una columna dice decide si se resume, si va por corte y con qué se compara.
    (
        r"(tablas\..+\.columnas\[\d+\])\.(?:dato|texto|cuando)(?:\[\d+\])?",
        r"{0}\.(?:dato|texto|total|por_corte|une|cuando.*)",
    ),
    (r"(tablas\..+\.columnas\[\d+\])\.numero(?:\..+)?", r"{0}\.total"),
    (r"(tablas\..+\.columnas\[\d+\])\.por_corte", r"{0}\.texto"),
    # Un total pide un rótulo, y un subtotal, una columna con total.
    (r"(tablas\..+)\.(?:total|subtotales)(?:\[\d+\])?", r"{0}\.columnas\[\d+\]\.total"),
    (r"(tablas\..+)\.columnas(?:\[\d+\](?:\.total)?)?", r"{0}\.subtotales"),
    (r"(tablas\..+\.subtotales)\[\d+\](?:\.por)?", r"{0}"),
    (r"cuerpo(?:\[\d+\])?(?:\.(?:cada|tipo|tablas))?", r"tablas\..+\.subtotales\[\d+\]\.por"),
    (r"(tablas\..+)\.notas", r"{0}\.(?:franjas|columnas|secciones|subtotales|total).*"),
    (r"(cuerpo\[\d+\])\.(?:cada|tipo)", r"{0}"),
    (r"tablas", r"cuerpo\[\d+\]\.tablas"),
)

_CALLAN_ALCANCE: _Reglas = (
    # Cuántas veces se escribe algo decide qué puede nombrar.
    (r"(cuerpo\[\d+\])\.(?:cada|tipo)", r"{0}\..*"),
    (r"cuerpo(?:\[\d+\])?(?:\.(?:cada|tipo|tablas(?:\[\d+\])?))?", r"tablas\..*"),
    (r"(tablas\..+\.columnas\[\d+\])\.por_corte", r"{0}\.rotulo.*"),
    (r"(tablas\..+\.subtotales\[\d+\])\.por", r"{0}\.rotulo"),
    (r"libro\.hojas", r"libro\.nombre"),
)


def se_sostiene(ruta: str, tocado: Iterable[str]) -> bool:
    """Si una falla de contenido no viene de algo que se tocó, sino de lo que se escribió."""
    return not any(_es_de(ruta, t) or _depende(ruta, t, _CALLAN) for t in tocado)


def se_sostiene_el_alcance(ruta: str, tocado: Iterable[str]) -> bool:
    """Lo mismo, de una variable que no vale en el texto que la nombra."""
    return not any(_es_de(ruta, t) or _depende(ruta, t, _CALLAN_ALCANCE) for t in tocado)


def _es_de(ruta: str, tocada: str) -> bool:
    return ruta == tocada or ruta.startswith((f"{tocada}.", f"{tocada}["))


def _depende(ruta: str, tocada: str, reglas: _Reglas) -> bool:
    return any(
        re.fullmatch(de_la_falla.replace("{0}", "".join(map(re.escape, hallado.groups()))), ruta)
        for de_lo_tocado, de_la_falla in reglas
        if (hallado := re.fullmatch(de_lo_tocado, tocada))
    )
