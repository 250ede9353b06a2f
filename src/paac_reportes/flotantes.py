"""El número de coma flotante, con las cifras que nadie escribió: ``100 * 0.07``."""

from decimal import Decimal

from paac_reportes.decimales import contexto

CIFRAS = 15
"""Cifras que un número de coma flotante guarda de cualquiera que se escriba."""


class NumeroFlotante(Decimal):
    """Un número con decimales que llegó en coma flotante con quince cifras o más.

    Vale lo que llegó, 7.000000000000001, y un documento lo escribe ``7,00``. El que alguien
    escribió con tantas cifras, en un texto o en un ``Decimal``, es un ``Decimal``.
    """

    __slots__ = ()


def de_flotante(numero: float) -> Decimal:
    """Decimal del mismo número: ``0.1`` es 0.1, y ``0.1 + 0.2``, un ``NumeroFlotante``."""
    escrito = repr(numero or 0)  # el cero con signo es cero
    exacto = Decimal(escrito)
    return exacto if len(escrito) <= CIFRAS else con_su_ruido(exacto)  # casi todos son cortos


def con_su_ruido(numero: Decimal) -> Decimal:
    """El número o, si trae ruido de coma flotante, un ``NumeroFlotante``."""
    if not numero.is_finite() or numero == numero.to_integral_value():
        return numero
    cifras = len(numero.normalize(_HOLGADO).as_tuple().digits)
    return NumeroFlotante(numero) if cifras >= CIFRAS else numero


_HOLGADO = contexto(400)
"""Contexto en que caben las cifras de cualquiera que se lea."""
