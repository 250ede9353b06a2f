"""El NIT de una entidad y su dígito de verificación (Orden Administrativa 4 de 1989, DIAN)."""

import re
from collections.abc import Iterable

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Entidad

_SEPARA = r"[\s.,:/()\-‐-―]*"
_NIT = re.compile(
    rf"(?:N\.?\s?I\.?\s?T\.?)?{_SEPARA}(?P<numero>(?:[0-9]{_SEPARA}){{9}})"
    rf"(?:D\.?\s?V\.?{_SEPARA})?(?P<digito>[0-9])\)?",
    re.IGNORECASE,
)
"""Nueve dígitos y el de verificación, con la puntuación que tengan y los nombres NIT y DV."""

_LARGO_MAXIMO = 60
"""Letras; más largo no es un NIT."""


def avisos_del_nit(entidad: Entidad) -> Iterable[Aviso]:
    """Que tenga nueve dígitos (los de ASCII) y el de verificación, y que éste corresponda."""
    if entidad.nit is None:
        return
    numero, digito = _leer(entidad.nit)
    if not digito:
        motivo = f"se esperaban nueve dígitos y el de verificación, llegó {mostrar(entidad.nit)}"
        yield Aviso("nit", "entidad.nit", motivo)
    elif (esperado := _digito_de(numero)) != digito:
        yield Aviso(
            "nit",
            "entidad.nit",
            f"el dígito de verificación de {mostrar(entidad.nit)} no corresponde:"
            f" se esperaba {esperado}, llegó {digito}",
        )


def _leer(texto: str) -> tuple[str, str]:
    """El número y su dígito; vacíos si no los trae."""
    leido = _NIT.fullmatch(texto.strip()) if len(texto) <= _LARGO_MAXIMO else None
    return (re.sub("[^0-9]", "", leido["numero"]), leido["digito"]) if leido else ("", "")


def _digito_de(numero: str) -> str:
    # La lista de países de stdnum se carga sólo cuando hay un NIT que revisar.
    from stdnum.co import nit  # noqa: PLC0415

    return str(nit.calc_check_digit(numero))
