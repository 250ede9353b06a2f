"""Qué datos había en cada celda que junta varios, según la marca de su fila."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes.entrada.propios.marcas import Juntos
from paac_reportes.entrada.propios.papeles import papeles_dichos

_DIGITOS = "0123456789abcdefghijklmnopqrstuv"
_POR_LETRA = 5
_CONTADOS, _SIN_CONTAR = "w", "x"
_JUNTA = re.compile(r"([^~=@|]+\+[^~=@|]+)(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?")

Junta = tuple[tuple[str, ...], str]
"""Los datos de una columna, y su corte si va por corte."""


@attrs.frozen
class Cuenta:
    """Los datos que había en una celda y, si se sabe, los pedazos de cada uno."""

    datos: tuple[str, ...]
    pedazos: tuple[int, ...] | None


class Presentes:
    """Lo que dicen las marcas de un documento, con los papeles de sus tablas."""

    def __init__(self, propiedades: Mapping[str, str]) -> None:
        self._juntas = {
            numero: [junta for papel in papeles[1:] if (junta := _junta(papel))]
            for numero, papeles in papeles_dichos(propiedades).items()
        }

    def de(self, juntos: Juntos | None) -> "Mapping[Junta, Cuenta]":
        """Por columna, lo que había en ella; nada si la marca no se entiende entera."""
        if juntos is None:
            return {}
        columnas = self._juntas.get(juntos.tabla, [])
        try:
            cuentas = list(_cuentas(juntos.en_breve, [datos for datos, _ in columnas]))
        except ValueError:
            return {}
        return dict(zip(columnas, cuentas, strict=True))


def en_corte(datos: tuple[str, ...], corte: date | None) -> Junta:
    """La columna de unos datos en un corte."""
    return datos, str(corte or "")


def _junta(papel: str) -> Junta | None:
    hallado = _JUNTA.fullmatch(papel)
    return (tuple(hallado[1].split("+")), hallado[2] or "") if hallado else None


def _cuentas(en_breve: str, columnas: Sequence[tuple[str, ...]]) -> Iterator[Cuenta]:
    """Lanza ``ValueError`` si no es la de esas columnas."""
    letras = iter(en_breve)
    for datos in columnas:
        yield _cuenta(letras, datos)
    if next(letras, None) is not None:
        raise ValueError("sobran letras")


def _cuenta(letras: Iterator[str], datos: tuple[str, ...]) -> Cuenta:
    letra = next(letras, "")
    como = letra if letra in (_CONTADOS, _SIN_CONTAR) else ""
    estan: list[str] = []
    for desde in range(0, len(datos), _POR_LETRA):
        bits = _DIGITOS.index(next(letras, "z") if como or desde else letra or "z")
        estan += [dato for n, dato in enumerate(datos[desde : desde + _POR_LETRA]) if bits >> n & 1]
    if como == _SIN_CONTAR:
        return Cuenta(tuple(estan), None)
    contados = [_DIGITOS.index(next(letras, "z")) for _ in estan] if como else [1] * len(estan)
    return Cuenta(tuple(estan), tuple(contados))
