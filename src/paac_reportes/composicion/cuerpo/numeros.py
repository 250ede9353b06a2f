"""Los números y los nombres que en un Word son de uno solo: marcadores, dibujos, notas, párrafos.

Lo que se repite los trae repetidos: cada copia lleva otros, y lo que en ella nombra un marcador
nombra el suyo.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from paac_reportes.formatos.cuerpo.alrededor import DESCRITOS
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA
from paac_reportes.opc.xml import Elemento, W, entero

_EMPIEZA, _TERMINA = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_DE_PARRAFO = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NOMBRE, _ID = f"{W}name", f"{W}id"
_LARGO = 40
"""Letras que Word admite en el nombre de un marcador."""
_COMENTARIOS = tuple(
    f"{W}{cual}" for cual in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


class Numeros:
    """Los números y los nombres que ya están en uso en un cuerpo de Word."""

    def __init__(self) -> None:
        self._copias: Counter[str] = Counter()
        self._notas: dict[str, int] = {}

    def otra_copia(self, elementos: Iterable[Elemento]) -> None:
        """Da a los marcadores de una copia otro nombre, y a lo que los nombra, el nuevo."""
        copia = [*elementos]
        # Las de los datos ya son de cada uno.
        marcas = [
            marca
            for elemento in copia
            for marca in elemento.iter(_EMPIEZA)
            if not marca.get(_NOMBRE, "").startswith(PREFIJO_DE_MARCA)
        ]
        nuevos = {
            nombre: self._nombre_de_copia(nombre)
            for marca in marcas
            if (nombre := marca.get(_NOMBRE))
        }
        for marca in marcas:
            marca.set(_NOMBRE, nuevos.get(marca.get(_NOMBRE), ""))
        for elemento in copia if nuevos else ():
            for remision in elemento.iter(f"{W}instrText", f"{W}hyperlink", f"{W}fldSimple"):
                _renombrar(remision, nuevos)

    def _nombre_de_copia(self, nombre: str) -> str:
        """``Firma`` → ``Firma__2``, y la que sigue, ``Firma__3``; recortado a lo que cabe."""
        base = re.sub(r"__\d+\Z", "", nombre)
        self._copias[base] += 1
        fin = f"__{self._copias[base] + 1}"
        return f"{base[: _LARGO - len(fin)]}{fin}"

    def de_nota(self, clase: str, raiz: Elemento) -> int:
        """El número de una nota más de una clase, tras el mayor que trae su parte."""
        if clase not in self._notas:
            self._notas[clase] = max((entero(nota.get(_ID)) for nota in raiz), default=0)
        self._notas[clase] += 1
        return self._notas[clase]


_PALABRA = re.compile(r"\w+")


def _renombrar(elemento: Elemento, nuevos: dict[str, str]) -> None:
    """Cambia los nombres de marcador que un elemento nombra, según ``nuevos``: de viejo a nuevo."""

    def cambiar(texto: str) -> str:
        return _PALABRA.sub(lambda palabra: nuevos.get(palabra[0], palabra[0]), texto)

    if elemento.tag == f"{W}instrText":
        elemento.text = cambiar(elemento.text or "")
    for atributo in (f"{W}anchor", f"{W}instr"):
        if (valor := elemento.get(atributo)) is not None:
            elemento.set(atributo, cambiar(valor))


def renumerar(raices: Iterable[Elemento]) -> None:
    """Deja cada número en un solo elemento, en todas las partes de un documento."""
    unicos = _Unicos()
    for raiz in raices:
        unicos.de_una_parte(raiz)


class _Unicos:
    """Los números que ya tienen dueño, en un documento."""

    def __init__(self) -> None:
        self._dibujos: set[str] = set()
        self._parrafos: set[str] = set()
        self._controles: set[str] = set()
        self._comentados: set[tuple[str, str]] = set()  # etiqueta y número de cada límite
        self._marcas = 0
        self._abiertas: dict[str, str] = {}  # del número que un marcador traía al que lleva
        self._por_etiqueta: dict[str, Callable[[Elemento], None]] = {
            _EMPIEZA: self._abrir_marca,
            _TERMINA: self._cerrar_marca,
            DESCRITOS: lambda elemento: _numero_sin_repetir(elemento, "id", self._dibujos),
            f"{W}p": lambda elemento: _parrafo_sin_repetir(elemento, self._parrafos),
            f"{W}tr": lambda elemento: _parrafo_sin_repetir(elemento, self._parrafos),
            f"{W}sdtPr": self._soltar_control,
            **dict.fromkeys(_COMENTARIOS, self._quitar_repetido),
        }

    def de_una_parte(self, raiz: Elemento) -> None:
        """Deja sin repetir los identificadores de una parte, en su orden."""
        self._abiertas = {}
        for elemento in [*raiz.iter(*self._por_etiqueta)]:
            self._por_etiqueta[elemento.tag](elemento)

    def _abrir_marca(self, marca: Elemento) -> None:
        self._marcas += 1
        self._abiertas[marca.get(_ID, "")] = str(self._marcas)
        marca.set(_ID, str(self._marcas))

    def _cerrar_marca(self, marca: Elemento) -> None:
        """Da al final de un marcador el número de su comienzo; sin comienzo, lo quita."""
        numero = self._abiertas.pop(marca.get(_ID, ""), None)
        if numero is None:
            marca.getparent().remove(marca)
        else:
            marca.set(_ID, numero)

    def _quitar_repetido(self, comentario: Elemento) -> None:
        """Quita el límite de un comentario si ya hay otro del mismo."""
        clave = (comentario.tag, comentario.get(_ID, ""))
        if clave in self._comentados:
            comentario.getparent().remove(comentario)
        self._comentados.add(clave)

    def _soltar_control(self, propiedades: Elemento) -> None:
        """Quita a un control de contenido el identificador que otro ya lleva."""
        identificador = propiedades.find(_ID)
        if identificador is None:
            return
        if identificador.get(f"{W}val", "") in self._controles:
            propiedades.remove(identificador)
        self._controles.add(identificador.get(f"{W}val", ""))


def _numero_sin_repetir(elemento: Elemento, atributo: str, usados: set[str]) -> None:
    """Da a un elemento otro número, si el suyo ya está usado."""
    numero = elemento.get(atributo, "0")
    siguiente = max(len(usados), 1) + 1_000
    while numero in usados:
        numero, siguiente = str(siguiente), siguiente + 1
    usados.add(numero)
    elemento.set(atributo, numero)


def _parrafo_sin_repetir(elemento: Elemento, usados: set[str]) -> None:
    """Quita a un párrafo el identificador con que Word junta copias, si está repetido."""
    identificador = elemento.get(f"{_DE_PARRAFO}paraId")
    if identificador in usados:
        for atributo in ("paraId", "textId"):
            elemento.attrib.pop(f"{_DE_PARRAFO}{atributo}", None)
    elif identificador is not None:
        usados.add(identificador)
