"""Qué signo separa los decimales en los números que una columna trae escritos.

``3.141`` es tres mil o tres, según quien lo escribió: lo dice el resto de su columna. Un número que
no se puede leer como miles (``12.5``, ``0.125``, ``1234.56``) prueba que el punto es de decimales,
y uno con miles o con su coma (``1.234.567``, ``1.234,5``, ``12,5``), que lo es la coma. Sin ninguna
prueba se lee como se escribe aquí, con la coma, y se dice.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.textos.valores import cantidad_de, numero_escrito

Signo = Literal[".", ","]

_ALREDEDOR = " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}$%()+-\N{MINUS SIGN}\N{EN DASH}"
_MENOS = ("+", "-", "\N{MINUS SIGN}", "\N{EN DASH}")
_ENTRE_MILES = expresion(r"(?<=[0-9])[ \u00a0\u2009\u202f'\u2019](?=[0-9]{3}(?![0-9]))")
_GRUPOS = expresion(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*+(?:(?!\1)([.,])[0-9]+)?")
_CON_UN_SIGNO = expresion(r"(?=[.,]?[0-9])[0-9]{0,30}([.,])[0-9]{0,60}(?:[eE][+-]?[0-9]{1,3})?")
_CON_SU_UNIDAD = expresion(r"([^\s]{1,90})\s+[^\W\d_].*", re.DOTALL)
"""``12.5 días``: no es un número, y dice cómo se escriben."""


def signo_probado(texto: str) -> Signo | None:
    """Signo de los decimales que un texto prueba: ``12.5``, el punto; nada, si no lo prueba."""
    return _signo(texto)[0]


def _signo(texto: str) -> tuple[Signo | None, Signo | None]:
    """Signo de los decimales, seguro o dudoso: ``12.5`` → (``.``, –); ``3.141`` → (–, ``.``)."""
    con_unidad = _CON_SU_UNIDAD.fullmatch(texto.strip())
    sin_unidad = con_unidad[1] if con_unidad else texto
    nucleo, con_grupos = _ENTRE_MILES.subn("", sin_unidad.strip(_ALREDEDOR))
    en_grupos = _GRUPOS.fullmatch(nucleo)
    if en_grupos is not None and not con_grupos:
        de_miles, de_decimales = en_grupos.groups()
        es_de_punto = de_miles == "."
        if de_decimales is None and nucleo.count(de_miles) == 1:
            return None, "." if es_de_punto else ","
        return ("," if es_de_punto else "."), None
    simple = _CON_UN_SIGNO.fullmatch(nucleo)
    return (("." if simple[1] == "." else ","), None) if simple is not None else (None, None)


@clases.frozen
class Separacion:
    """Cómo se leen los números escritos de una columna."""

    con_punto: tuple[str, ...]
    """Los textos que prueban que el punto es el de los decimales."""
    con_coma: tuple[str, ...]
    dudosos: tuple[str, ...]
    """Números que podrían llevar miles."""
    signos: tuple[str, ...] = ()
    """Signos que en su columna acompañan a un número: ``%``, o ``$`` y ``COP``."""

    @property
    def se_contradice(self) -> bool:
        """Si unos textos de la columna prueban el punto, y otros la coma."""
        return bool(self.con_punto and self.con_coma)

    @property
    def se_supone(self) -> bool:
        """Si ningún texto prueba un signo, y se lee como se escribe aquí."""
        return bool(self.dudosos) and not self.con_punto and not self.con_coma

    def leer(self, texto: str) -> Decimal | None:
        """Número que un texto dice; nada, si no lo es o es un código, como ``007``."""
        llano = _llano(_sin_signo(texto, self.signos))
        probado = signo_probado(llano)
        if probado and _CON_UN_SIGNO.fullmatch(llano.removeprefix("-")):
            return Decimal(llano.replace(",", "."))
        es_codigo = cantidad_de(llano) is None and numero_escrito(llano) is not None
        signo = probado or ("." if self.con_punto else ",")
        return None if es_codigo else numero_escrito(llano, decimal=signo)


def separacion_de(textos: Iterable[str], signos: tuple[str, ...] = ()) -> Separacion:
    """Separación que prueban los textos de una columna; ``signos``: los que llevan, como ``%``."""
    por_signo: dict[Signo, list[str]] = {".": [], ",": []}
    dudosos: list[str] = []
    for texto in textos:
        sin_signo = _sin_signo(texto, signos)
        probado, dudoso = _signo(sin_signo)
        if probado is not None:
            por_signo[probado].append(texto)
        elif dudoso is not None and numero_escrito(_llano(sin_signo)) is not None:
            dudosos.append(texto)
    return Separacion(tuple(por_signo["."]), tuple(por_signo[","]), tuple(dudosos), signos)


def _sin_signo(texto: str, signos: Iterable[str]) -> str:
    """El número sin el signo de su columna: ``85 %`` → ``85``; ``-$ 3.000`` → ``-3.000``."""
    recortado = texto.strip()
    menos = recortado[:1] if recortado[:1] in _MENOS else ""
    sin_menos = recortado.removeprefix(menos)
    for signo in signos:
        resto = sin_menos.removeprefix(signo)
        if resto == sin_menos:
            resto = sin_menos.removesuffix(signo)
        if resto != sin_menos:
            return f"{menos}{resto.strip()}"
    return texto


def _llano(texto: str) -> str:
    """El número sin su «+» ni lo que va entre los miles, y con el signo menos de un teclado."""
    llano = _ENTRE_MILES.sub("", texto.strip().removeprefix("+"))
    return llano.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
