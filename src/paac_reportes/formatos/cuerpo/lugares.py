"""Dónde está algo de un Word, como lo señala una persona: ``cuerpo, tabla 1, fila 3, celda 2``."""

from collections.abc import Iterator, Mapping

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


class LugaresDelCuerpo:
    """Lugares de una parte que se llama así; cada contenedor se cuenta una vez."""

    def __init__(self, parte: str, numeros: Mapping[str, int]) -> None:
        """Con el número de cada nota, por el que la llama el documento."""
        self._parte, self._numeros = parte, numeros
        self._ordenes: dict[tuple[Elemento, str], dict[Elemento, int]] = {}

    def de(self, elemento: Elemento) -> str:
        """Lugar de un elemento de la parte, en palabras: ``cuerpo, tabla 2, fila 3, celda 1``."""
        pasos: list[str] = []
        for antecesor in (elemento, *elemento.iterancestors()):
            # El párrafo de un cuadro de texto sólo lo sostiene.
            es_sosten = antecesor.tag == _PARRAFO and pasos[-1:] == [_EN_UN_CUADRO]
            if (paso := self._paso(antecesor)) and not es_sosten:
                pasos.append(paso)
        return ", ".join([self._parte, *reversed(pasos)])

    def _paso(self, elemento: Elemento) -> str:
        """Paso de un lugar, como ``fila 3``; vacío, si el elemento no se nombra en él."""
        if elemento.tag in _SE_NUMERAN_EN:
            nombre, dentro = _SE_NUMERAN_EN[elemento.tag]
            return f"{nombre} {self._orden(elemento, next(elemento.iterancestors(dentro), None))}"
        if elemento.tag == _TABLA:
            return f"tabla {self._orden(elemento, _contenedor(elemento))}"
        if elemento.tag == _PARRAFO:
            contenedor = _contenedor(elemento)
            en_celda = contenedor is None or contenedor.tag == _CELDA
            return "" if en_celda else f"párrafo {self._orden(elemento, contenedor)}"
        if elemento.tag in _NOTAS:
            numero = self._numeros.get(elemento.get(f"{W}id", ""), "")
            return f"{_NOTAS[elemento.tag]} {numero}".strip()
        return _EN_UN_CUADRO if elemento.tag == _CUADRO else ""

    def _orden(self, elemento: Elemento, dentro: Elemento | None) -> int:
        """Número de un elemento, desde 1, entre los de su marca que ``dentro`` lleva."""
        if dentro is None:
            return 0
        marca = elemento.tag
        if (dentro, marca) not in self._ordenes:
            hermanos = enumerate(_del_mismo(dentro, marca), 1)
            self._ordenes[dentro, marca] = {hermano: numero for numero, hermano in hermanos}
        return self._ordenes[dentro, marca].get(elemento, 0)


_EN_UN_CUADRO = "cuadro de texto"
_SE_NUMERAN_EN = {_CELDA: ("celda", _FILA), _FILA: ("fila", _TABLA)}


def _contenedor(elemento: Elemento) -> Elemento | None:
    return next((a for a in elemento.iterancestors() if a.tag in CONTENEDORES), None)


def _del_mismo(dentro: Elemento, marca: str) -> Iterator[Elemento]:
    """Los elementos de una clase que no están dentro de otro igual ni de otra tabla."""
    for hijo in dentro:
        if hijo.tag == marca:
            yield hijo
        elif hijo.tag not in {_TABLA, _PARRAFO} | CONTENEDORES:
            yield from _del_mismo(hijo, marca)
