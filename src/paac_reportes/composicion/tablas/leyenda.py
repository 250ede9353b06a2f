"""Las barras de una tabla de partes: sus colores, y su leyenda en los rótulos de las columnas."""

from collections.abc import Iterable, Mapping

import attrs

from paac_reportes.composicion.aspecto import JuegoDeColumnas
from paac_reportes.maqueta.aspecto import Paleta
from paac_reportes.maqueta.contenido import ESPACIO_DURO, Barra, Contenido, ConTramos, solo_texto
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.rejilla import Fila

BARRA_DE_PARTE = "parte.como_estan"
_LADO_DE_LEYENDA = Mm(2.2)
_CUENTAS = {f"parte.{cuenta}": (cuenta,) for cuenta in Paleta().de_cuentas} | {
    "parte.terminadas_de": ("terminadas",),
    "parte.vencidas": ("vencidas_sin_reporte", "vencidas_con_reporte"),
}
"""Qué cuentas de la barra de una parte dice cada columna."""


def pintado(texto: str, colores_de_cuenta: Mapping[str, str]) -> Contenido:
    """El contenido de una celda, con sus barras del color que el formato da a lo que cuentan."""
    if not isinstance(texto, ConTramos):
        return texto
    return tuple(
        attrs.evolve(tramo, color=colores_de_cuenta[tramo.color])
        if isinstance(tramo, Barra)
        else tramo
        for tramo in texto.tramos
    )


def con_leyenda(
    rotulos: tuple[Fila, ...],
    columnas: JuegoDeColumnas,
    filas: Iterable[Fila],
    colores_de_cuenta: Mapping[str, str],
) -> tuple[Fila, ...]:
    """Los rótulos con un cuadro del color en que la barra, si lo lleva, dibuja su columna."""
    tramos = (tramo for fila in filas for celda in fila.celdas for tramo in celda.contenido)
    dibujados = {tramo.color for tramo in tramos if isinstance(tramo, Barra)}
    *demas, ultima = rotulos
    celdas = []
    for columna, celda in zip(columnas, ultima.celdas, strict=True):
        cuentas = _CUENTAS.get("".join(columna.definida.dato), ())
        colores = [colores_de_cuenta[cuenta] for cuenta in cuentas]
        cuadros = tuple(Barra(_LADO_DE_LEYENDA, color) for color in colores if color in dibujados)
        texto = f"{ESPACIO_DURO}{solo_texto(celda.contenido)}"
        celdas.append(attrs.evolve(celda, contenido=(*cuadros, texto)) if cuadros else celda)
    return (*demas, attrs.evolve(ultima, celdas=tuple(celdas)))
