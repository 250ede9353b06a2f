"""Cómo se ve lo de una hoja por llenar: lo que se escribe, lo que no, y el ejemplo."""

import attrs

from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.de_datos import ColumnaDeDatos, HojaDeDatos
from paac_reportes.maqueta.hoja.llenado import Llenado
from paac_reportes.maqueta.medida.medidas import Pt

_DE_ROTULO, _POR_LLENAR, _CERRADA, _EJEMPLO = "BDD7EE", "FFE699", "F2F2F2", "FFF8E1"
_GRIS = "595959"

ABIERTOS = ("abierta", "ejemplo")
"""Donde se escribe aunque la hoja esté protegida."""


def estilos_por_llenar(celda: Estilo, hoja: HojaDeDatos) -> dict[str, Estilo]:
    """Por su nombre, con la letra del estilo ``celda`` y los tonos de las columnas de la hoja."""
    letra = attrs.evolve(celda, bordes=False, relleno=None, horizontal="izquierda", dato="texto")
    en_marco = attrs.evolve(letra, bordes=True)
    rotulo = attrs.evolve(
        en_marco, negrita=True, relleno=_DE_ROTULO, horizontal="centro", vertical="centro"
    )
    tonos = {columna.tono for columna in hoja.columnas if columna.tono}
    return {
        **{f"rotulo-{tono}": attrs.evolve(rotulo, relleno=tono) for tono in tonos},
        "celda": en_marco,
        "titulo": attrs.evolve(letra, negrita=True, tamano=Pt(celda.tamano + 4)),
        "texto": letra,
        "nota": attrs.evolve(letra, cursiva=True, color=_GRIS),
        "rotulo": rotulo,
        "rotulo-abierto": attrs.evolve(rotulo, relleno=_POR_LLENAR),
        "abierta": en_marco,
        "cerrada": attrs.evolve(en_marco, relleno=_CERRADA),
        "ejemplo": attrs.evolve(en_marco, cursiva=True, color=_GRIS, relleno=_EJEMPLO),
    }


def estilo_de_rotulo(columna: ColumnaDeDatos, llenado: Llenado) -> str:
    """El de un encabezado: se distingue el de las columnas donde se escribe."""
    if llenado.protegida and columna.abierta:
        return "rotulo-abierto"
    return f"rotulo-{columna.tono}" if columna.tono else "rotulo"


def estilo_de_celda(
    columna: ColumnaDeDatos, llenado: Llenado, *, ejemplo: bool, nueva: bool
) -> str:
    """El de una celda de esa columna."""
    if ejemplo:
        return "ejemplo"
    if not llenado.protegida or columna.abierta or (nueva and not columna.oculta):
        return "abierta"
    return "cerrada"
