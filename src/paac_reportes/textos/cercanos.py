"""Lo que más se parece a lo que alguien escribió: para decirle qué quiso poner."""

from collections.abc import Iterable


def los_mas_cercanos(texto: str, hay: Iterable[str], n: int = 3, cutoff: float = 0.6) -> list[str]:
    """Los ``n`` que más se parecen, de más a menos: ``difflib.get_close_matches``.

    Sólo carga a quien compara si hay qué comparar: casi nadie escribe nada mal.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    return get_close_matches(texto, [*hay], n=n, cutoff=cutoff)


def el_mas_parecido(
    texto: str, hay: Iterable[str], presentacion: str = "el más parecido es", cutoff: float = 0
) -> str:
    """``; el más parecido es 'meta'``, que sigue a lo que está mal; nada si ninguno se parece."""
    cercanos = los_mas_cercanos(texto, hay, n=1, cutoff=cutoff)
    return f"; {presentacion} {cercanos[0]!r}" if cercanos else ""
