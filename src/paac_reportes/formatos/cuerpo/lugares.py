"""Dónde está algo de un Word, como lo señala una persona: ``cuerpo, tabla 1, fila 3, celda 2``."""

from collections.abc import Iterator

from paac_reportes.opc.xml import Elemento, W

_TABLA, _FILA, _CELDA, _PARRAFO = (f"{W}{cual}" for cual in ("tbl", "tr", "tc", "p"))
_CUADRO = f"{W}txbxContent"
_NOTAS = {
    f"{W}footnote": "nota al pie",
    f"{W}endnote": "nota al final",
    f"{W}comment": "comentario",
}
CONTENEDORES = frozenset(
    {*(f"{W}{c}" for c in ("body", "hdr", "ftr", "tc", "txbxContent")), *_NOTAS}
)
"""Donde van párrafos y tablas uno tras otro."""


def lugar_de(elemento: Elemento, parte: str) -> str:
    """El de un elemento de una parte que se llama así."""
    pasos: list[str] = []
    for uno in (elemento, *elemento.iterancestors()):
        # El párrafo de un cuadro de texto sólo lo sostiene.
        if (paso := _paso(uno)) and not (uno.tag == _PARRAFO and pasos[-1:] == [_EN_UN_CUADRO]):
            pasos.append(paso)
    return ", ".join([parte, *reversed(pasos)])


_EN_UN_CUADRO = "cuadro de texto"
_DE_ORDEN = {_CELDA: ("celda", _FILA), _FILA: ("fila", _TABLA)}


def _paso(uno: Elemento) -> str:
    if uno.tag in _DE_ORDEN:
        nombre, dentro = _DE_ORDEN[uno.tag]
        return f"{nombre} {_orden(uno, _subiendo_hasta(uno, dentro), uno.tag)}"
    if uno.tag == _TABLA:
        return f"tabla {_orden(uno, _contenedor(uno), _TABLA)}"
    if uno.tag == _PARRAFO:
        suyo = _contenedor(uno)
        en_celda = suyo is None or suyo.tag == _CELDA
        return "" if en_celda else f"párrafo {_orden(uno, suyo, _PARRAFO)}"
    if uno.tag in _NOTAS:
        return f"{_NOTAS[uno.tag]} {uno.get(f'{W}id', '')}".strip()
    return _EN_UN_CUADRO if uno.tag == _CUADRO else ""


def _subiendo_hasta(elemento: Elemento, marca: str) -> Elemento | None:
    return next(elemento.iterancestors(marca), None)


def _contenedor(elemento: Elemento) -> Elemento | None:
    return next((uno for uno in elemento.iterancestors() if uno.tag in CONTENEDORES), None)


def _orden(elemento: Elemento, dentro: Elemento | None, marca: str) -> int:
    """Cuál es de los suyos, desde 1."""
    suyos = () if dentro is None else _del_mismo(dentro, marca)
    return next((n for n, uno in enumerate(suyos, 1) if uno is elemento), 0)


def _del_mismo(dentro: Elemento, marca: str) -> Iterator[Elemento]:
    """Los de una clase que no están dentro de otro como ellos ni de otra tabla."""
    for hijo in dentro:
        if hijo.tag == marca:
            yield hijo
        elif hijo.tag not in {_TABLA, _PARRAFO} | CONTENEDORES:
            yield from _del_mismo(hijo, marca)
