"""En qué difieren los renglones de dos archivos, cada cosa con su lugar."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.leido import Dicho, Renglon

_SE_EMPAREJAN = 4_000_000
"""Los pares de renglones que se buscan uno junto a otro; de más, van por su orden."""
_NADA = Dicho("")


def comparar(esperados: Sequence[Renglon], hallados: Sequence[Renglon]) -> Iterator[Diferencia]:
    """Lo que falta, lo que sobra y lo que va en otro orden; nada, si dicen lo mismo."""
    desde = _iguales(esperados, hallados)
    hasta = _iguales(esperados[desde:][::-1], hallados[desde:][::-1])
    unos, otros = (varios[desde : len(varios) - hasta] for varios in (esperados, hallados))
    if len(unos) * len(otros) > _SE_EMPAREJAN:
        yield from _uno_a_uno(unos, otros)
        return
    for que, de, a, de_otro, a_otro in _parejas(unos, otros):
        if que != "equal":
            yield from _uno_a_uno(unos[de:a], otros[de_otro:a_otro])


def _parejas(
    unos: Sequence[Renglon], otros: Sequence[Renglon]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Los trozos iguales, quitados, agregados o cambiados, uno junto a otro."""
    return SequenceMatcher(None, unos, otros, autojunk=False).get_opcodes()


def _iguales(unos: Sequence[Renglon], otros: Sequence[Renglon]) -> int:
    pares = enumerate(zip(unos, otros, strict=False))
    return next((n for n, (uno, otro) in pares if uno != otro), min(len(unos), len(otros)))


def _uno_a_uno(unos: Sequence[Renglon], otros: Sequence[Renglon]) -> Iterator[Diferencia]:
    for uno, otro in zip_longest(unos, otros, fillvalue=()):
        suyos, ajenos = (
            {
                (dicho.columna, n if dicho.columna < 0 else 0): dicho
                for n, dicho in enumerate(renglon)
            }
            for renglon in (uno, otro)
        )
        for clave in dict.fromkeys((*suyos, *ajenos)):
            esperado, hallado = suyos.get(clave), ajenos.get(clave)
            if esperado != hallado and (esperado or hallado or _NADA) != _NADA:
                yield _diferencia(esperado, hallado)


def _diferencia(esperado: Dicho | None, hallado: Dicho | None) -> Diferencia:
    """Dónde está en el que llegó o, si falta, dónde debía estar."""
    lugar = (hallado or esperado or _NADA).lugar
    con_todo = esperado and hallado and esperado.texto == hallado.texto
    uno, otro = ((not con_todo and d.texto) or str(d) if d else "" for d in (esperado, hallado))
    return Diferencia(lugar, uno or None, otro or None)
