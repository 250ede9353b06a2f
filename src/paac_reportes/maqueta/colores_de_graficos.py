"""De qué color va cada cosa que se dibuja: aquí, y en ningún otro lugar.

Tres se distinguen también en un papel gris: lo hecho es oscuro; lo malo, oscuro y con sus números
en negrita; lo que no se sabe, claro. Nada se raya: una raya cruza el número de su barra.
"""

import attrs

from paac_reportes.maqueta.aspecto import AZUL, SOBRIO, TINTA, Paleta
from paac_reportes.maqueta.estilos import letra_sobre
from paac_reportes.maqueta.nodos import Grafico

_DE_LA_CASA = Paleta()
HECHO, MALO, NO_SE_SABE = _DE_LA_CASA.hecho, _DE_LA_CASA.malo, _DE_LA_CASA.no_se_sabe
"""Colores que un formato cambia en su paleta (``con_paleta``)."""
A_MEDIAS = "9DC1DC"
MALO_SIN_SABER = "E3B0A6"
APARTE = SOBRIO.paleta.fondo


def color_de_nivel(lugar: int, cuantos: int, paleta: Paleta = _DE_LA_CASA) -> str:
    """Color de un nivel, desde 0, de tantos: de lo malo al azul; nunca, el de lo hecho."""
    if lugar == cuantos - 1:
        return AZUL
    if lugar == 0:
        return paleta.malo
    return A_MEDIAS if 2 * lugar >= cuantos - 1 else MALO_SIN_SABER


_SOMBRA_DE_OSCURO, _SOMBRA_DE_CLARO = 0.55, 0.75
"""Qué parte queda de un color en su filo, que se ve sin hacerse notar."""


def color_de_filo(color: str) -> str:
    """Color del filo de una barra: el suyo, más oscuro."""
    sombra = _SOMBRA_DE_CLARO if tinta_sobre(color) == TINTA else _SOMBRA_DE_OSCURO
    canales = (int(color[lugar : lugar + 2], 16) for lugar in (0, 2, 4))
    return "".join(f"{round(canal * sombra):02X}" for canal in canales)


def tinta_sobre(color: str) -> str:
    """Color de letra que se lee sobre otro: la tinta de siempre o, si no, blanco o negro."""
    return letra_sobre(color, TINTA) or TINTA


def con_paleta(grafico: Grafico, paleta: Paleta) -> Grafico:
    """El gráfico con los colores que un formato da a lo hecho, a lo malo y a lo que no se sabe."""
    if (paleta.hecho, paleta.malo, paleta.no_se_sabe) == (HECHO, MALO, NO_SE_SABE):
        return grafico
    de_la_paleta = {HECHO: paleta.hecho, MALO: paleta.malo, NO_SE_SABE: paleta.no_se_sabe}
    series = [
        attrs.evolve(
            serie,
            color=de_la_paleta.get(serie.color, serie.color),
            colores=tuple(de_la_paleta.get(color, color) for color in serie.colores),
        )
        for serie in grafico.series
    ]
    return attrs.evolve(grafico, series=tuple(series))
