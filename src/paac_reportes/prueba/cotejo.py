"""En qué difieren los renglones de dos archivos, cada cosa con su lugar."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from paac_reportes.prueba.certificado import Diferencia, primera_distinta
from paac_reportes.prueba.leido import Renglon, TextoLeido

_SE_EMPAREJAN = 4_000_000
"""Los pares de renglones que se buscan uno junto a otro; de más, van por su orden."""
_NADA = TextoLeido("")


def comparar(esperados: Sequence[Renglon], encontrados: Sequence[Renglon]) -> Iterator[Diferencia]:
    """Lo que falta, lo que sobra y lo que va en otro orden; nada, si dicen lo mismo."""
    desde = primera_distinta(esperados, encontrados)
    hasta = primera_distinta(esperados[desde:][::-1], encontrados[desde:][::-1])
    distintos, otros_distintos = (
        varios[desde : len(varios) - hasta] for varios in (esperados, encontrados)
    )
    if len(distintos) * len(otros_distintos) > _SE_EMPAREJAN:
        yield from _uno_a_uno(distintos, otros_distintos)
        return
    trozos = SequenceMatcher(None, distintos, otros_distintos, autojunk=False).get_opcodes()
    for operacion, desde_aqui, hasta_aqui, de_otro, a_otro in trozos:
        if operacion != "equal":
            yield from _uno_a_uno(distintos[desde_aqui:hasta_aqui], otros_distintos[de_otro:a_otro])


def _uno_a_uno(
    esperados: Sequence[Renglon], encontrados: Sequence[Renglon]
) -> Iterator[Diferencia]:
    for renglon_esperado, renglon_encontrado in zip_longest(esperados, encontrados, fillvalue=()):
        textos_esperados, textos_encontrados = (
            {
                (dicho.columna, n if dicho.columna < 0 else 0): dicho
                for n, dicho in enumerate(renglon)
            }
            for renglon in (renglon_esperado, renglon_encontrado)
        )
        for clave in dict.fromkeys((*textos_esperados, *textos_encontrados)):
            esperado, encontrado = textos_esperados.get(clave), textos_encontrados.get(clave)
            if esperado != encontrado and (esperado or encontrado or _NADA) != _NADA:
                yield _diferencia(esperado, encontrado)


def _diferencia(esperado: TextoLeido | None, encontrado: TextoLeido | None) -> Diferencia:
    """Dónde está en el que llegó o, si falta, dónde debía estar."""
    lugar = (encontrado or esperado or _NADA).lugar
    con_todo = esperado and encontrado and esperado.texto == encontrado.texto
    texto_esperado, texto_encontrado = (
        (not con_todo and d.texto) or str(d) if d else "" for d in (esperado, encontrado)
    )
    return Diferencia(lugar, texto_esperado or None, texto_encontrado or None)
