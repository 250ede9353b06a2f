"""Las listas de donde se escoge: en la celda si son cortas; si no, en una hoja oculta."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

import attrs
from openpyxl.utils import get_column_letter, quote_sheetname

from paac_reportes.maqueta.hoja.de_datos import ColumnaDeDatos, HojaDeDatos
from paac_reportes.maqueta.hoja.llenado import LETRAS_DE_UN_MENSAJE, Opciones, Regla
from paac_reportes.maqueta.medida.medidas import Mm

NOMBRE = "Listas"

_ANCHO = Mm(40)


@attrs.frozen
class Listas:
    """Dónde está cada lista larga: el número de su columna en la hoja de listas, desde 1."""

    columnas: Mapping[tuple[str, ...], int]

    def hoja(self) -> HojaDeDatos | None:
        """La hoja oculta que las lleva; ninguna si todas son cortas."""
        if not self.columnas:
            return None
        return HojaDeDatos(
            nombre=NOMBRE,
            columnas=tuple(
                ColumnaDeDatos(rotulo=f"lista {numero}", ancho=_ANCHO)
                for numero in self.columnas.values()
            ),
            filas=tuple(zip_longest(*self.columnas)),
            oculta=True,
        )

    def formula(self, opciones: Opciones, hoja: str) -> str:
        """La lista como la pide Excel; ``hoja`` es el nombre que le tocó a la de listas."""
        numero = self.columnas.get(opciones.valores)
        if numero is None:
            return f'"{",".join(opciones.valores)}"'
        letra = get_column_letter(numero)
        ultima = len(opciones.valores) + 1
        return f"{quote_sheetname(hoja)}!${letra}$2:${letra}${ultima}"


def listas_de(hojas: Iterable[HojaDeDatos]) -> Listas:
    """Las de unas hojas que no caben en sus celdas."""
    reglas: list[Regla | None] = []
    for hoja in hojas:
        reglas += (columna.regla for columna in hoja.columnas)
        reglas += (celda.regla for celda in (hoja.llenado.celdas if hoja.llenado else ()))
    largas = (
        regla.valores
        for regla in reglas
        if isinstance(regla, Opciones) and not _cabe_en_la_celda(regla.valores)
    )
    return Listas({valores: n for n, valores in enumerate(dict.fromkeys(largas), 1)})


def _cabe_en_la_celda(valores: tuple[str, ...]) -> bool:
    """Excel la escribe con comas, entre comillas y en 255 letras; con más, repara el libro."""
    junta = ",".join(valores)
    return (
        len(junta.encode("utf-16-le")) // 2 <= LETRAS_DE_UN_MENSAJE
        and '"' not in junta
        and all(valor == valor.strip() != "" and "," not in valor for valor in valores)
    )
