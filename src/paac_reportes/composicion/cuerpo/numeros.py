"""Los números y los nombres que en un Word son de uno solo: marcadores, dibujos, notas, párrafos.

Lo que se repite los trae repetidos: cada copia lleva otros, y lo que en ella nombra un marcador
nombra el suyo.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA
from paac_reportes.opc.xml import Elemento, W, entero

_DESCRITOS = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EMPIEZA, _TERMINA = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_DE_PARRAFO = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NOMBRE, _ID = f"{W}name", f"{W}id"
_LARGO = 40
"""Letras que Word admite en el nombre de un marcador."""
_COMENTARIOS = tuple(
    f"{W}{cual}" for cual in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


class Numeros:
    """Los que ya están en uso."""

    def __init__(self) -> None:
        self._copias: Counter[str] = Counter()
        self._notas: dict[str, int] = {}

    def otra_copia(self, elementos: Iterable[Elemento]) -> None:
        """Les da a los marcadores de una copia otro nombre, y a lo que los nombra, el nuevo."""
        suyos = [*elementos]
        # Las de los datos ya son de cada uno.
        marcas = [
            m
            for elemento in suyos
            for m in elemento.iter(_EMPIEZA)
            if not m.get(_NOMBRE, "").startswith(PREFIJO_DE_MARCA)
        ]
        nuevos = {nombre: self._otro(nombre) for m in marcas if (nombre := m.get(_NOMBRE))}
        for marca in marcas:
            marca.set(_NOMBRE, nuevos.get(marca.get(_NOMBRE), ""))
        for elemento in suyos if nuevos else ():
            for uno in elemento.iter(f"{W}instrText", f"{W}hyperlink", f"{W}fldSimple"):
                _renombrar(uno, nuevos)

    def _otro(self, nombre: str) -> str:
        base = re.sub(r"__\d+\Z", "", nombre)
        self._copias[base] += 1
        fin = f"__{self._copias[base] + 1}"
        return f"{base[: _LARGO - len(fin)]}{fin}"

    def de_nota(self, clase: str, raiz: Elemento) -> int:
        """El de una nota más."""
        if clase not in self._notas:
            self._notas[clase] = max((entero(uno.get(_ID)) for uno in raiz), default=0)
        self._notas[clase] += 1
        return self._notas[clase]


def _renombrar(uno: Elemento, nuevos: dict[str, str]) -> None:
    def cambiado(texto: str) -> str:
        return _PALABRA.sub(lambda hallada: nuevos.get(hallada[0], hallada[0]), texto)

    if uno.tag == f"{W}instrText":
        uno.text = cambiado(uno.text or "")
    for atributo in (f"{W}anchor", f"{W}instr"):
        if (valor := uno.get(atributo)) is not None:
            uno.set(atributo, cambiado(valor))


_PALABRA = re.compile(r"\w+")


def renumerar(raices: Iterable[Elemento]) -> None:
    """Deja cada número en uno solo, en todas las partes de un documento."""
    unicos = _Unicos()
    for raiz in raices:
        unicos.de_una_parte(raiz)


class _Unicos:
    """Los números que ya tienen dueño, en un documento."""

    def __init__(self) -> None:
        self._dibujos: set[str] = set()
        self._parrafos: set[str] = set()
        self._controles: set[str] = set()
        self._comentados: set[tuple[str, str]] = set()
        self._marcas = 0
        self._abiertas: dict[str, str] = {}
        self._de_cada: dict[str, Callable[[Elemento], None]] = {
            _EMPIEZA: self._empieza,
            _TERMINA: self._termina,
            _DESCRITOS: lambda uno: _uno_solo(uno, "id", self._dibujos),
            f"{W}p": lambda uno: _sin_repetir(uno, self._parrafos),
            f"{W}tr": lambda uno: _sin_repetir(uno, self._parrafos),
            f"{W}sdtPr": self._control,
            **dict.fromkeys(_COMENTARIOS, self._comentario),
        }

    def de_una_parte(self, raiz: Elemento) -> None:
        """Los de una, en su orden."""
        self._abiertas = {}
        for uno in [*raiz.iter(*self._de_cada)]:
            self._de_cada[uno.tag](uno)

    def _empieza(self, marca: Elemento) -> None:
        self._marcas += 1
        self._abiertas[marca.get(_ID, "")] = str(self._marcas)
        marca.set(_ID, str(self._marcas))

    def _termina(self, marca: Elemento) -> None:
        suya = self._abiertas.pop(marca.get(_ID, ""), None)
        if suya is None:
            marca.getparent().remove(marca)
        else:
            marca.set(_ID, suya)

    def _comentario(self, uno: Elemento) -> None:
        clave = (uno.tag, uno.get(_ID, ""))
        if clave in self._comentados:
            uno.getparent().remove(uno)
        self._comentados.add(clave)

    def _control(self, propiedades: Elemento) -> None:
        suyo = propiedades.find(_ID)
        if suyo is None:
            return
        if suyo.get(f"{W}val", "") in self._controles:
            propiedades.remove(suyo)
        self._controles.add(suyo.get(f"{W}val", ""))


def _uno_solo(uno: Elemento, atributo: str, usados: set[str]) -> None:
    numero = uno.get(atributo, "0")
    siguiente = max(len(usados), 1) + 1_000
    while numero in usados:
        numero, siguiente = str(siguiente), siguiente + 1
    usados.add(numero)
    uno.set(atributo, numero)


def _sin_repetir(uno: Elemento, usados: set[str]) -> None:
    """El identificador que Word da a un párrafo, para juntar copias: el repetido sobra."""
    suyo = uno.get(f"{_DE_PARRAFO}paraId")
    if suyo in usados:
        for cual in ("paraId", "textId"):
            uno.attrib.pop(f"{_DE_PARRAFO}{cual}", None)
    elif suyo is not None:
        usados.add(suyo)
