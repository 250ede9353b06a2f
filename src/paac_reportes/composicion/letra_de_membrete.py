"""Rasgos que un membrete da a los estilos: su letra al texto corrido y su color a las tablas.

Word lo toma de los estilos del membrete; las demás salidas, de aquí.
"""

from collections.abc import Mapping
from typing import Any

import attrs

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.aspecto import NEGRO, Aspecto, Bordes, Raya
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.maqueta.estilos import (
    BLANCO,
    EN_WORD,
    Estilo,
    estilo_de_titulo,
    letra_sobre,
)
from paac_reportes.maqueta.medida.tipografia import Pt

_BAJO_LOS_ROTULOS = Pt(1)
"""Grosor de la raya que va bajo los rótulos, en puntos."""
_DE_UN_PARRAFO = (
    *("familia", "tamano", "negrita", "cursiva", "color"),
    *("relleno", "horizontal", "antes", "despues"),
)
_DE_CORRIDO = ("lista", "leyenda", "nota", "indice", "firma")
"""Estilos que ningún Word trae: sobre lo normal del membrete, con lo demás como va siempre."""


def aspecto_de(formato: Formato) -> Aspecto:
    """Aspecto de un formato; sobre un membrete, con el color de sus títulos si no da otro."""
    aspecto, color = formato.aspecto.resuelto, _color_de(formato)
    return aspecto if color is None else aspecto.con_titulos_de(color)


def rotulos_de_membrete(base: Mapping[str, Estilo], formato: Formato) -> dict[str, Estilo]:
    """Los rótulos de una tabla en cuadrícula, sin más color que el de los títulos del membrete."""
    if formato.membrete is None:
        return {}
    color = _color_de(formato) or base[estilo_de_titulo(1)].color
    raya = Raya(grosor=_BAJO_LOS_ROTULOS, color=color or NEGRO)
    return {
        nombre: attrs.evolve(
            rotulo,
            relleno=None,
            color=letra_sobre(BLANCO, color),
            bordes=attrs.evolve(rotulo.bordes or Bordes(), abajo=raya),
        )
        for nombre in ("franja", "rotulo")
        if (rotulo := base[nombre]).relleno is not None and not _lo_rellena(formato, nombre)
    }


def letra_de_corrido(base: Mapping[str, Estilo], membrete: Membrete) -> dict[str, Estilo]:
    """Los títulos, el texto y lo demás que se lee de corrido, con la letra del membrete."""
    normal = membrete.normal
    del_membrete = {
        nombre: attrs.evolve(base[nombre], **_campos(estilo, _DE_UN_PARRAFO))
        for nombre, estilo in membrete.de_corrido.items()
        if nombre in base
    }
    faltan = {*EN_WORD, *_DE_CORRIDO} & base.keys() - del_membrete.keys()
    letra = _campos(normal, ("familia", "tamano"))
    return del_membrete | {
        nombre: attrs.evolve(base[nombre], **letra, color=base[nombre].color or normal.color)
        for nombre in sorted(faltan)
    }


def _campos(estilo: Estilo, nombres: tuple[str, ...]) -> dict[str, Any]:
    return {nombre: getattr(estilo, nombre) for nombre in nombres}


def _color_de(formato: Formato) -> str | None:
    """Color de los títulos del membrete, donde el formato no dice uno."""
    if formato.membrete is None or formato.aspecto.paleta.titulo is not None:
        return None
    titulos = (formato.membrete.de_corrido.get(estilo_de_titulo(nivel)) for nivel in (1, 0))
    return next((titulo.color for titulo in titulos if titulo and titulo.color), None)


def _lo_rellena(formato: Formato, nombre: str) -> bool:
    return nombre in formato.estilos and "relleno" in formato.estilos[nombre].cambios
