"""Palabras más parecidas a la que alguien escribió: para decirle qué quiso poner."""

from collections.abc import Iterable


def el_mas_cercano(texto: str, hay: Iterable[str], cutoff: float = 0.6) -> str | None:
    """El texto de ``hay`` que más se parece, o ninguno: ``difflib.get_close_matches``.

    Sólo carga a quien compara si hay qué comparar: casi nadie escribe nada mal.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    return next(iter(get_close_matches(texto, [*hay], n=1, cutoff=cutoff)), None)


def el_mas_parecido(
    texto: str, hay: Iterable[str], presentacion: str = "el más parecido es", cutoff: float = 0
) -> str:
    """Final de un mensaje: ``; el más parecido es 'meta'``; vacío si ninguno se parece."""
    cercano = el_mas_cercano(texto, hay, cutoff)
    return "" if cercano is None else f"; {presentacion} {cercano!r}"
