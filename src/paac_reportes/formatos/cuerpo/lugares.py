"""Dónde está algo de un Word, como lo señala una persona: ``cuerpo, tabla 1, fila 3, celda 2``."""

from collections.abc import Iterator, Mapping

from paac_reportes.opc.xml import Elemento, W

_TABLA, _FILA, _CELDA, _PARRAFO = (f"{W}{cual}" for cual in ("tbl", "tr", "tc", "p"))
_CUADRO = f"{W}txbxContent"
_NOTAS = {f"{W}footnote": "nota al pie", f"{W}endnote": "nota al final"}
CONTENEDORES = frozenset(
    {*(f"{W}{c}" for c in ("body", "hdr", "ftr", "tc", "txbxContent")), *_NOTAS}
)
"""Donde van párrafos y tablas uno tras otro."""
_SE_NUMERAN = {
    _CELDA: ("celda", {_FILA}),
    _FILA: ("fila", {_TABLA}),
    _TABLA: ("tabla", CONTENEDORES),
    _PARRAFO: ("párrafo", CONTENEDORES - {_CELDA}),
}
"""Lo que se cuenta: cómo se llama, y dentro de qué."""


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
            es_sosten = antecesor.tag == _PARRAFO and pasos[-1:] == ["cuadro de texto"]
            if (paso := self._paso(antecesor)) and not es_sosten:
                pasos.append(paso)
        return ", ".join([self._parte, *reversed(pasos)])

    def _paso(self, elemento: Elemento) -> str:
        """Paso de un lugar, como ``fila 3``; vacío, si el elemento no se nombra en él."""
        if elemento.tag in _SE_NUMERAN:
            nombre, contenedores = _SE_NUMERAN[elemento.tag]
            donde = (a for a in elemento.iterancestors() if a.tag in contenedores | {_CELDA})
            dentro = next(donde, None)
            if dentro is None or dentro.tag not in contenedores:
                return ""
            return f"{nombre} {self._orden(elemento, dentro)}"
        if elemento.tag in _NOTAS:
            numero = self._numeros.get(elemento.get(f"{W}id", ""), "")
            return f"{_NOTAS[elemento.tag]} {numero}".strip()
        return "cuadro de texto" if elemento.tag == _CUADRO else ""

    def _orden(self, elemento: Elemento, dentro: Elemento) -> int:
        """Número de un elemento, desde 1, entre los de su marca que ``dentro`` lleva."""
        clave = (dentro, elemento.tag)
        if clave not in self._ordenes:
            hermanos = enumerate(_del_mismo(*clave), 1)
            self._ordenes[clave] = {hermano: numero for numero, hermano in hermanos}
        return self._ordenes[clave].get(elemento, 0)


def _del_mismo(dentro: Elemento, marca: str) -> Iterator[Elemento]:
    """Los elementos de una clase que no están dentro de otro igual ni de otra tabla."""
    for hijo in dentro:
        if hijo.tag == marca:
            yield hijo
        elif hijo.tag not in {_TABLA, _PARRAFO} | CONTENEDORES:
            yield from _del_mismo(hijo, marca)
