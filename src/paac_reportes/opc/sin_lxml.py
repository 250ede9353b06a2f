"""El árbol de una parte donde lxml no está: el del Python, con lo poco que la lectura pide de más.

lxml va en toda instalación y está compilado; en un navegador (Pyodide) sólo lo hay si quien sirve
la página lo consiguió aparte, y leer no lo necesita. Quien sí, que es quien cambia un documento
ya hecho, lo dice con ``xml.pedir_lxml``.
"""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

_CUALQUIER_ESPACIO = "{*}"
_NIVELES_MAXIMOS = 256
"""Elementos unos dentro de otros, y letras de un texto: los que admite lxml, que así se rechaza lo
mismo."""
_LETRAS_MAXIMAS = 10**7


class _Clases(dict[Any, bool]):
    """De cada clase, si es de las que se buscan: con su espacio, o de cualquiera (``{*}t``)."""

    def __init__(self, nombres: tuple[str, ...]) -> None:
        super().__init__(dict.fromkeys(nombres, True))
        self._sueltas = {
            n.removeprefix(_CUALQUIER_ESPACIO) for n in nombres if n.startswith(_CUALQUIER_ESPACIO)
        }

    def __missing__(self, clase: str) -> bool:
        """Si la clase es de las buscadas en cualquier espacio de nombres (``{*}t``)."""
        # Se recuerda: un documento tiene pocas, y se pregunta por cada elemento.
        buscada = self[clase] = clase.rpartition("}")[2] in self._sueltas
        return buscada


class Elemento(ET.Element):
    """Elemento que sabe quién es su padre y busca varias clases a la vez, como los de lxml."""

    padre: "Elemento | None" = None

    def getparent(self) -> "Elemento | None":
        """Elemento en que está; ``None`` si es la raíz."""
        return self.padre

    def iter(self, *clases: str | None) -> Any:
        """El elemento y los de adentro, en el orden del archivo; o sólo los de esas clases."""
        nombres = tuple(clase for clase in clases if clase is not None)
        if not nombres:
            return super().iter()
        if len(nombres) == 1 and not nombres[0].startswith(_CUALQUIER_ESPACIO):
            return super().iter(nombres[0])
        buscadas, elementos = _Clases(nombres), super().iter()
        return (elemento for elemento in elementos if buscadas[elemento.tag])

    def itertext(self, *clases: str) -> Any:
        """Textos del elemento y los de adentro; o los de esas clases y lo que va tras ellas."""
        return _textos(self, _Clases(clases)) if clases else super().itertext()


def _textos(elemento: ET.Element, clases: _Clases) -> Iterator[str]:
    """Textos de un elemento y los de adentro que son de esas clases, y lo que va tras ellos."""
    if clases[elemento.tag] and elemento.text:
        yield elemento.text
    for nodo in elemento:
        yield from _textos(nodo, clases)
        if clases[nodo.tag] and nodo.tail:
            yield nodo.tail


class _Armador(ET.TreeBuilder):
    doctype: Callable[..., None]
    """Función que el lector llama donde empieza un DTD, antes de que declare una sola entidad."""


class LectorDeXml:
    """Quien arma el árbol con los bytes según llegan, con los límites de lxml."""

    def __init__(self, al_declarar: Callable[..., None]) -> None:
        """``al_declarar`` se llama donde empieza un DTD: lo que lance detiene la lectura."""
        armador = _Armador(element_factory=Elemento)
        armador.doctype = al_declarar
        self._lector = ET.XMLParser(target=armador)  # noqa: S314 - sin DTD no hay con qué

    def feed(self, trozo: bytes) -> None:
        """Recibe los bytes siguientes; ``SyntaxError`` si no son XML."""
        self._lector.feed(trozo)

    def close(self) -> Any:
        """La raíz, con el padre puesto en cada elemento; ``SyntaxError`` si pasa de un límite."""
        raiz: Any = self._lector.close()
        pendientes = [(raiz, 1)]
        while pendientes:
            nodo, hondo = pendientes.pop()
            largo = max(len(nodo.text or ""), len(nodo.tail or ""))
            if hondo > _NIVELES_MAXIMOS or largo > _LETRAS_MAXIMAS:
                raise SyntaxError
            for hijo in nodo:
                hijo.padre = nodo
                pendientes.append((hijo, hondo + 1))
        return raiz
