"""Una fecha programada: su texto, y lo que de él se entiende."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from paac_reportes import clases
from paac_reportes.modelo.fechas.vocabulario import entre_comillas

Tramo = tuple[date, date]
"""Del primer día al último, incluidos."""


class ClaseDeFecha(StrEnum):
    """Cómo está dicha la fecha."""

    DIA = "día"
    MES = "mes"
    RANGO = "rango"
    VARIAS = "varias"
    FRECUENCIA = "frecuencia"
    PARTE_DE_LA_VIGENCIA = "parte de la vigencia"
    CONTINUA = "continua"
    DEPENDE = "depende"
    """De algo («cuando se requiera»), o de lo que diga otro («según la agenda»)."""
    SIN_DIA = "sin día"
    """No existe o no se entiende."""
    VACIA = "vacía"


@clases.frozen
class FechaProgramada:
    """Una fecha programada y lo que se entiende de ella."""

    literal: str
    clase: ClaseDeFecha
    dias: tuple[date, ...] = ()
    """Los días en que algo vence, en orden: el último de un mes, de un rango o de cada período."""
    desde: date | None = None
    """El primer día de un rango o de una parte de la vigencia."""
    rangos: tuple[Tramo, ...] = ()
    """De varias fechas escritas, las que son rangos, cada una con su primer día y su último."""
    dice_sus_dias: bool = False
    """Si son varias fechas o rangos y el texto los dice todos, aunque nombre una frecuencia."""
    avisos: tuple[str, ...] = ()
    """Dudas que deja el texto; el que no se entiende del todo trae al menos una."""
    ambigua: bool = False
    """Si alguna de sus fechas existe como día/mes y como mes/día (``02/07``): se lee día/mes."""
    invertida: bool = False
    """Si alguna de sus fechas sólo existe como mes/día (``04/30``), y así se lee."""


_OTRAS = {
    0: "; ninguna otra podría leerse de los dos modos",
    1: "; otra podría leerse de los dos modos y se leyó día/mes",
}
_VARIAS = "; otras {} podrían leerse de los dos modos y se leyeron día/mes"


def avisos_de_ambiguedad(fechas: Iterable[FechaProgramada]) -> tuple[str, ...]:
    """Aviso, uno, para todas las fechas de un plan, si alguna es mes/día sin remedio.

    Sin ninguna así no hay por qué dudar de que ``02/07`` sea el 2 de julio.
    """
    fechas = tuple(fechas)
    invertidas = [fecha for fecha in fechas if fecha.invertida]
    if not invertidas:
        return ()
    ejemplo = entre_comillas(invertidas[0].literal)
    comienzo = (
        f"hay una fecha que sólo existe como mes/día ({ejemplo})"
        if len(invertidas) == 1
        else f"hay {len(invertidas)} fechas que sólo existen como mes/día (una es {ejemplo})"
    )
    ambiguas = sum(fecha.ambigua and not fecha.invertida for fecha in fechas)
    return (f"{comienzo}{_OTRAS.get(ambiguas, _VARIAS).format(ambiguas)}",)
