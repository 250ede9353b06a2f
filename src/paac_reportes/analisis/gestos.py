"""Qué se puede hacer con lo que ya debía estar terminado, y cuándo un texto dice otra cosa."""

import unicodedata
from datetime import date
from typing import Any, Literal, get_args

from paac_reportes.textos.plano import en_plano

Gesto = Literal["retirada", "corrida", "no_aplica", "reescrita", "reporte", "terminada"]
"""Qué se hizo con lo debido, de lo más grave a lo menos.

``reporte``: los datos de hoy dicen, de lo que se reportó hasta aquel corte, otra cosa que la
publicada. ``terminada``: es lo que se esperaba de ella.
"""
GESTOS: tuple[Gesto, ...] = get_args(Gesto)


class Debida:
    """Una fila, o una acción, que debía estar terminada: ``antes`` es la de entonces."""

    __slots__ = ()
    antes: Any
    gestos: tuple[Gesto, ...]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.antes.ruta}: {', '.join(self.gestos)}>"

    @property
    def cambio(self) -> bool:
        """Si con ella se hizo algo que no es terminarla."""
        return self.gestos != ("terminada",)

    @property
    def vencia(self) -> date:
        """Último día que tenía entonces."""
        dia: date | None = self.antes.ultimo_dia
        assert dia is not None  # noqa: S101 - sin él no era debida
        return dia


def se_corrio(antes: date | None, hoy: date | None) -> bool:
    """Si el último día es hoy posterior al que había, o ya no lo tiene."""
    return antes is not None and (hoy is None or hoy > antes)


def dice_otra_cosa(antes: str, despues: str) -> bool:
    """Si dos textos difieren en más que mayúsculas, tildes y puntuación."""
    return sin_puntuacion(antes) != sin_puntuacion(despues)


_NO_PUNTUAN = frozenset("%‰#&@")
"""Los signos que Unicode llama de puntuación y dicen algo: 10 no es 10 %."""


class _SinPuntuar(dict[int, str]):
    """De cada letra, la que va en su lugar: un blanco, si es un signo de puntuación."""

    def __missing__(self, letra: int) -> str:
        """La letra, o el blanco; la anota para la próxima vez."""
        puntua = unicodedata.category(chr(letra)).startswith("P") and chr(letra) not in _NO_PUNTUAN
        self[letra] = " " if puntua else chr(letra)
        return self[letra]


_SIN_PUNTUAR = _SinPuntuar()


def sin_puntuacion(texto: str) -> str:
    """Texto en plano y sin puntuación."""
    return " ".join(en_plano(texto).translate(_SIN_PUNTUAR).split())
