"""Palabras más parecidas a la que alguien escribió: para decirle qué quiso poner."""

from collections.abc import Iterable


def el_mas_cercano(texto: str, hay: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Texto que más se le parece, o ninguno: ``difflib.get_close_matches``.

    Sólo carga a quien compara si hay qué comparar: casi nadie escribe nada mal.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    return next(iter(get_close_matches(texto, [*hay], n=1, cutoff=cutoff)), None)


def el_mas_parecido(
    texto: str, hay: Iterable[str], presentacion: str = "el más parecido es", cutoff: float = 0
) -> str:
    """``; el más parecido es 'meta'``, que sigue a lo que está mal; nada si ninguno se parece."""
    cercano = el_mas_cercano(texto, hay, cutoff)
    return "" if cercano is None else f"; {presentacion} {cercano!r}"
