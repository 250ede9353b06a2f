"""Los enlaces de una hoja: Excel admite uno por celda, que es de la celda entera."""

from collections.abc import Iterable, Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from paac_reportes.errores import Aviso
from paac_reportes.maqueta.contenidos import Contenido, Enlace
from paac_reportes.maqueta.hoja.hoja import Compuestas

_LARGO_MAXIMO = 2_079
"""De una dirección."""

_ENLACES_MAXIMOS = 65_530
"""En una hoja."""


def direccion_de(contenido: Contenido) -> str | None:
    """A dónde lleva una celda: ninguna parte si trae varias direcciones, o una que no cabe."""
    direcciones = _direcciones(contenido)
    if len(direcciones) != 1:
        return None
    (unica,) = direcciones
    return unica if len(unica) <= _LARGO_MAXIMO else None


def enlaces_de(nombre: str, compuestas: Compuestas, avisos: list[Aviso]) -> Iterator[Hyperlink]:
    """Los de la hoja de ese nombre; avisa de las celdas que quedan sin él."""
    sin_enlace = puestos = 0
    for lugar, contenido in _con_enlace(compuestas):
        direccion = direccion_de(contenido)
        if direccion is None or puestos == _ENLACES_MAXIMOS:
            sin_enlace += 1
        else:
            puestos += 1
            yield Hyperlink(ref=lugar, target=direccion)
    if sin_enlace:
        motivo = (
            f"celdas cuyas direcciones salen sin enlace: {sin_enlace}; Excel admite uno por celda,"
            " de hasta 2.079 letras, y 65.530 por hoja"
        )
        avisos.append(Aviso("enlaces_en_texto", nombre, motivo))


def _con_enlace(compuestas: Compuestas) -> Iterable[tuple[str, Contenido]]:
    return (
        (f"{get_column_letter(celda.columna + 1)}{fila + 1}", celda.contenido)
        for fila, celda in compuestas
        if _direcciones(celda.contenido)
    )


def _direcciones(contenido: Contenido) -> set[str]:
    return {tramo.direccion for tramo in contenido if isinstance(tramo, Enlace)}
