"""Dónde está algo de un Word, como lo señala una persona: ``cuerpo, tabla 1, fila 3, celda 2``."""

from collections import Counter

from paac_reportes.opc.xml import Elemento, W

_CELDA, _PARRAFO, _CUADRO = f"{W}tc", f"{W}p", f"{W}txbxContent"
_NOTAS = {f"{W}footnote": "nota al pie", f"{W}endnote": "nota al final"}
_NO_SE_NUMERAN = {**_NOTAS, _CUADRO: "cuadro de texto"}
_SE_NUMERAN = {f"{W}tbl": "tabla", f"{W}tr": "fila", _CELDA: "celda", _PARRAFO: "párrafo"}
CONTENEDORES = frozenset({f"{W}body", f"{W}hdr", f"{W}ftr", _CELDA, _CUADRO, *_NOTAS})
"""Donde van párrafos y tablas uno tras otro."""


def lugares_de(raiz: Elemento, parte: str) -> dict[Elemento, str]:
    """Lugar, en palabras, de lo que en una parte se numera; lo demás está en lo que lo lleva."""
    lugares, cuentas = {raiz: parte}, Counter[tuple[Elemento, str]]()
    for elemento in raiz.iterdescendants(*_SE_NUMERAN, *_NO_SE_NUMERAN):
        # El párrafo de un cuadro de texto sólo lo sostiene.
        lleva = next(a for a in elemento.iterancestors() if a in lugares and a.tag != _PARRAFO)
        marca = elemento.tag
        cuentas[lleva, marca] += 1
        paso = _NO_SE_NUMERAN.get(marca) or f"{_SE_NUMERAN[marca]} {cuentas[lleva, marca]}"
        en_celda = marca == _PARRAFO and lleva.tag == _CELDA
        lugares[elemento] = lugares[lleva] if en_celda else f"{lugares[lleva]}, {paso}"
    return lugares
