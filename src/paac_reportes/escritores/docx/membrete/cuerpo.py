"""El cuerpo, que se escribe sin saber de membretes, con los nombres que tienen sus cosas en él.

Un texto nunca trae un ``<`` ni, dentro de una marca, una comilla: lo que aquí se busca es marca.
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count

import attrs

from paac_reportes.escritores.docx.membrete.estilos import Estilos

_SIN_ESTILO = re.compile(r"<w:p>(?!<w:pPr><w:pStyle )(<w:pPr>)?")
_ESTILO = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")([^"]*)(")')
_RELACION = re.compile(r'(<(?:a:blip|w:hyperlink)\b[^<>]*?\br:(?:embed|id)=")([^"]*)(")')
_LISTA = re.compile(r'(<w:numId w:val=")(\d+)(")')
_NUMERADO = re.compile(
    r'(<(?:wp:docPr|pic:cNvPr|w:bookmarkStart|w:bookmarkEnd) (?:w:)?id=")(\d+)(")'
)


@attrs.frozen(kw_only=True)
class Traslado:
    """De los nombres que el cuerpo usa a los que valen en el membrete."""

    estilos: Estilos
    relaciones: Mapping[str, str]
    listas: Mapping[str, str]
    usados: set[int]
    """Los números de dibujos y marcas que el membrete ya tiene."""
    _numeros: dict[str, str] = attrs.Factory(dict)
    _libres: Iterator[int] = attrs.Factory(
        lambda self: (numero for numero in count(1) if numero not in self.usados), takes_self=True
    )

    def __call__(self, cuerpo: str) -> str:
        """El mismo cuerpo, con esos nombres."""
        cambios: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
            (_ESTILO, self.estilos.nombre),
            (_RELACION, self.relaciones.__getitem__),
            (_LISTA, self.listas.__getitem__),
            (_NUMERADO, self._numero),
        )
        trasladado = _SIN_ESTILO.sub(_con_el_de_celda, cuerpo)
        for patron, nombre in cambios:
            trasladado = patron.sub(functools.partial(_cambiar, nombre), trasladado)
        return trasladado

    def _numero(self, antes: str) -> str:
        """El primero libre; el de siempre, para el que ya se vio."""
        if antes not in self._numeros:
            self._numeros[antes] = str(next(self._libres))
        return self._numeros[antes]


def _cambiar(nombre: Callable[[str], str], hallado: re.Match[str]) -> str:
    return f"{hallado[1]}{nombre(hallado[2])}{hallado[3]}"


def _con_el_de_celda(hallado: re.Match[str]) -> str:
    """Un párrafo que no dice su estilo es de una celda; lo normal del membrete es otra cosa."""
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{"" if hallado[1] else "</w:pPr>"}'
