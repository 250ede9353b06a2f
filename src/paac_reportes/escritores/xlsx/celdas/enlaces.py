"""Los enlaces de una hoja: Excel admite uno por celda, que es de la celda entera."""

from collections.abc import Iterator, Mapping

import attrs
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from paac_reportes.errores import Aviso
from paac_reportes.maqueta.contenidos import Contenido, Enlace, solo_texto
from paac_reportes.maqueta.hoja.hoja import Compuestas, Hoja
from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import CeldaDeHoja
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, pt_de_mm

_LARGO_MAXIMO = 2_079
"""De una dirección."""

_LARGO_DE_FORMULA = 255
"""Del texto que una fórmula puede llevar escrito."""

_ENLACES_MAXIMOS = 65_530
"""En una hoja."""


@attrs.frozen
class Enlazada:
    """Una celda que lleva a una dirección."""

    direccion: str
    como_formula: bool
    """Si su texto va como el resultado de una fórmula.

    LibreOffice no reparte en renglones un texto con enlace, y lo cortaría; el de una fórmula, sí.
    """


Enlazadas = Mapping[tuple[int, int], Enlazada]
"""Por la fila (desde 1) y la columna (desde 0) de cada celda."""


def enlazadas_de(
    hoja: Hoja, compuestas: Compuestas, medidor: Medidor, avisos: list[Aviso]
) -> Enlazadas:
    """Las de una hoja; avisa de las celdas con direcciones que quedan como texto."""
    enlazadas: dict[tuple[int, int], Enlazada] = {}
    como_texto = 0
    for fila, celda in compuestas:
        direcciones = _direcciones(celda.contenido)
        enlazada = _enlazada(direcciones, celda, hoja, medidor)
        if enlazada and len(enlazadas) < _ENLACES_MAXIMOS:
            enlazadas[fila + 1, celda.columna] = enlazada
        elif direcciones:
            como_texto += 1
    if como_texto:
        motivo = (
            f"celdas cuyas direcciones salen sin enlace: {como_texto}; Excel admite uno por celda,"
            f" y aquí lo llevan los textos de hasta {_LARGO_DE_FORMULA} letras"
        )
        avisos.append(Aviso("enlaces_en_texto", hoja.nombre, motivo))
    return enlazadas


def de_openpyxl(enlazadas: Enlazadas) -> Iterator[Hyperlink]:
    """Las mismas, como las escribe openpyxl."""
    for (fila, columna), enlazada in enlazadas.items():
        lugar = f"{get_column_letter(columna + 1)}{fila}"
        yield Hyperlink(ref=lugar, target=enlazada.direccion)


def _enlazada(
    direcciones: set[str], celda: CeldaDeHoja, hoja: Hoja, medidor: Medidor
) -> Enlazada | None:
    """A dónde lleva una celda: a ninguna parte si trae varias direcciones, o algo no cabe."""
    if len(direcciones) != 1:
        return None
    (direccion,) = direcciones
    texto = solo_texto(celda.contenido)
    ancho = Mm(sum(hoja.anchos[celda.columna : celda.columna + celda.columnas]))
    if medidor.cabe_en_un_renglon(texto, celda.estilo, pt_de_mm(ancho)):
        como_formula = False
    elif len(texto) <= _LARGO_DE_FORMULA and texto == texto.strip():
        como_formula = True
    else:
        return None
    return Enlazada(direccion, como_formula) if len(direccion) <= _LARGO_MAXIMO else None


def _direcciones(contenido: Contenido) -> set[str]:
    return {tramo.direccion for tramo in contenido if isinstance(tramo, Enlace)}
