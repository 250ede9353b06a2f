"""El encabezado y el pie impresos de una hoja, sin los códigos con que Excel los escribe."""

import re
from collections.abc import Iterator

_CODIGO = re.compile(
    r'&(?:(?P<zona>[LCR])|(?P<y>&)|"[^"]*"|[0-9]+|K(?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|.|$)',
    re.DOTALL,
)


def textos_impresos(impreso: str) -> Iterator[str]:
    """El de la izquierda, el del centro y el de la derecha, los que tengan texto."""
    zonas = [[""]]
    fin = 0
    for hallado in _CODIGO.finditer(impreso):
        zonas[-1].append(impreso[fin : hallado.start()])
        fin = hallado.end()
        if hallado["zona"]:
            zonas.append([])
        elif hallado["y"]:
            zonas[-1].append("&")
    zonas[-1].append(impreso[fin:])
    yield from (texto for zona in zonas if (texto := "".join(zona).strip()))
