"""Las filas por su código, como se escriben: a cada uno responde una sola (``analisis.codigos``).

Una sola, en una frase: «2.2 (Hacienda, componente 1)». Varias, juntas por su lugar: «Hacienda,
componente 1: 1.1 y 1.2; componente 2: trámites 1 y 2».
"""

from collections.abc import Iterable, Sequence

from paac_reportes.analisis.codigos import Alcance, Codigo
from paac_reportes.informe.frases import por_clase
from paac_reportes.textos.valores import lista

_Donde = tuple[str, str]
"""La dependencia y el componente que hay que decir de una fila."""


def en_frase(codigo: Codigo) -> str:
    """``2.2 (Hacienda, componente 1)``; el que es de una sola en el plan, solo."""
    fila = f"fila {codigo.fila}" if _dice_su_fila(codigo) else ""
    lugar = ", ".join(filter(None, (*_donde(codigo), fila)))
    nombre = (
        por_clase([(codigo.lista, codigo.codigo)], con_clase=codigo.con_clase)
        if codigo.codigo
        else f"fila {codigo.fila}"
    )
    return f"{nombre} ({lugar})" if lugar else nombre


def juntos(codigos: Iterable[Codigo], *, de_una_dependencia: bool = False) -> str:
    """``1.1 y 1.2; Hacienda, componente 2: trámites 1 y 2``: cada lugar, una vez.

    ``de_una_dependencia``, si al lado ya se dice cuál es, y es la de todos.
    """
    return _por_lugar((_donde(uno, callada=de_una_dependencia), uno) for uno in codigos)


def por_componente(codigos: Iterable[Codigo]) -> str:
    """``componente 1: 1.1 y 1.2; componente 2: 2.1``: los de una dependencia que ya se dijo."""
    return _por_lugar((("", uno.componente), uno) for uno in codigos)


def en_su_lugar(codigos: Sequence[Codigo]) -> str:
    """``1.1, 1.2, y fila 3``: los de una dependencia y un componente que ya se dijeron."""
    con_codigo = [uno for uno in codigos if uno.codigo]
    nombres = por_clase(
        [
            (uno.lista, f"{uno.codigo} (fila {uno.fila})" if _dice_su_fila(uno) else uno.codigo)
            for uno in con_codigo
        ],
        con_clase=any(uno.con_clase for uno in con_codigo),
    )
    filas = [str(uno.fila) for uno in codigos if not uno.codigo]
    sin_codigo = f"{'fila' if len(filas) == 1 else 'filas'} {lista(filas)}" if filas else ""
    return ", y ".join(filter(None, (nombres, sin_codigo)))


def _por_lugar(nombrados: Iterable[tuple[_Donde, Codigo]]) -> str:
    """Los códigos de cada dependencia, juntos; primero, los que no necesitan nombrarla."""
    grupos: dict[str, dict[str, list[Codigo]]] = {"": {}}
    for (dependencia, componente), codigo in nombrados:
        componentes = grupos.setdefault(dependencia, {})
        componentes.setdefault(componente, []).append(codigo)
    return "; ".join(
        f"{dependencia}, {_por_componente(grupo)}" if dependencia else _por_componente(grupo)
        for dependencia, grupo in grupos.items()
        if grupo
    )


def _por_componente(grupos: dict[str, list[Codigo]]) -> str:
    en_orden = sorted(grupos.items(), key=lambda grupo: bool(grupo[0]))
    return "; ".join(
        f"{componente}: {en_su_lugar(codigos)}" if componente else en_su_lugar(codigos)
        for componente, codigos in en_orden
    )


def _donde(codigo: Codigo, *, callada: bool = False) -> _Donde:
    """La dependencia y el componente que hay que decir; ``callada``, sin la dependencia."""
    alcance = codigo.alcance
    return (
        codigo.dependencia if alcance >= Alcance.DEPENDENCIA and not callada else "",
        codigo.componente if alcance >= Alcance.COMPONENTE else "",
    )


def _dice_su_fila(codigo: Codigo) -> bool:
    """Si, además de su código, hace falta su fila."""
    return bool(codigo.codigo) and codigo.alcance is Alcance.FILA
