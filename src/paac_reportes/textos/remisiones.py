"""Lo que un texto nombra de otra parte del documento: «véase la Tabla 6».

El número se sabe cuando todo está en su orden, y quien redacta va antes: deja un ``Remite`` donde
irá, y al final ``resolver`` lo cambia por lo que haya. Un ``Remite`` es un texto más: cabe en una
frase, en una celda o dentro de otro, y no hay dato que se le parezca (``textos.limpieza``).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Self, TypeVar

from paac_reportes.errores import ErrorDeMaqueta

_ABRE, _SEPARA, _CIERRA = "\x05", "\x06", "\x07"

T = TypeVar("T")
Hallar = Callable[[str], T | None]
"""Lo que hay con una clave, si salió."""


class Remite(str):
    """Donde irá el nombre de otra parte, con lo que se escribe antes y después si la hay.

    Si no salió va ``si_no``, aunque sea nada: así, quien redacta no nombra una tabla que no está.
    """

    __slots__ = ("clave",)
    clave: str

    def __new__(
        cls, clave: str, antes: str = "", despues: str = "", si_no: str | None = None
    ) -> Self:
        """La clave es la del bloque del formato; los otros textos pueden remitir también."""
        dichas = (clave, antes, despues, *(() if si_no is None else (si_no,)))
        partes = _SEPARA.join(dichas)
        remite = super().__new__(cls, f"{_ABRE}{partes}{_CIERRA}")
        remite.clave = clave
        return remite


class Remisiones:
    """Lo que una plantilla nombra como ``remision.vencidas``."""

    def __getattr__(self, clave: str) -> Remite:
        return Remite(clave)


def remite(texto: str) -> bool:
    """Si nombra otra parte del documento."""
    return _ABRE in texto


class Huerfana(NamedTuple):
    """Una remisión sin con qué: ni lo nombrado salió, ni se dijo qué escribir entonces."""

    clave: str


def resolver(texto: str, hallar: Hallar[T]) -> Iterator[str | T | Huerfana]:
    """El texto en pedazos, con lo que ``hallar`` da en el lugar de cada remisión."""
    pedazos, queda = _dentro(texto, 0, hallar)
    if queda != len(texto):
        raise ErrorDeMaqueta("un texto remite a otra parte y no dice dónde termina")
    return _unidos(pedazos)


def sin_remisiones(texto: str) -> str:
    """El texto donde no hay a dónde ir, como el de un encabezado: nada de lo nombrado salió."""
    if not remite(texto):
        return texto
    return "".join(p for p in resolver(texto, _nada) if isinstance(p, str))


def _nada(_clave: str) -> None:
    return None


def _dentro(texto: str, desde: int, hallar: Hallar[T]) -> "tuple[list[str | T | Huerfana], int]":
    """Los pedazos hasta lo que no es de este texto, y dónde está eso."""
    pedazos: list[str | T | Huerfana] = []
    while desde < len(texto) and texto[desde] not in (_SEPARA, _CIERRA):
        if texto[desde] == _ABRE:
            suyos, desde = _remision(texto, desde + 1, hallar)
            pedazos += suyos
            continue
        hasta = min(
            (n for signo in (_ABRE, _SEPARA, _CIERRA) if (n := texto.find(signo, desde)) >= 0),
            default=len(texto),
        )
        pedazos.append(texto[desde:hasta])
        desde = hasta
    return pedazos, desde


def _remision(texto: str, desde: int, hallar: Hallar[T]) -> "tuple[list[str | T | Huerfana], int]":
    """Lo que queda de una remisión, y dónde termina."""
    partes: list[list[str | T | Huerfana]] = []
    hasta = desde - 1
    while hasta < len(texto) and texto[hasta] != _CIERRA:
        suyos, hasta = _dentro(texto, hasta + 1, hallar)
        partes.append(suyos)
    if len(partes) not in _CUANTAS:
        raise ErrorDeMaqueta("un texto remite a otra parte y no dice a cuál")
    clave, antes, despues, *si_no = partes
    nombre = "".join(p for p in clave if isinstance(p, str)).casefold()
    hallado = hallar(nombre)
    if hallado is not None:
        return [*antes, hallado, *despues], hasta + 1
    callada = antes or despues or si_no
    return (si_no[0] if si_no else []) if callada else [Huerfana(nombre)], hasta + 1


_CUANTAS = (len(("clave", "antes", "despues")), len(("clave", "antes", "despues", "si_no")))


def _unidos(pedazos: "list[str | T | Huerfana]") -> "Iterator[str | T | Huerfana]":
    """Los textos seguidos, en uno."""
    junto = ""
    for pedazo in pedazos:
        if isinstance(pedazo, str):
            junto += pedazo
            continue
        if junto:
            yield junto
        junto = ""
        yield pedazo
    if junto:
        yield junto
