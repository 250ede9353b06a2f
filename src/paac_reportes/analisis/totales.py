"""Métodos para resumir una columna de números; cada uno tiene su nombre."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

import attrs

_UN_DECIMAL = Decimal("0.1")
_DEMASIADO = Decimal(10) ** 20
"""Desde aquí no hay decimal que mostrar."""


@attrs.frozen
class Medida:
    """Un número conocido y el grupo (el subcomponente) de donde viene."""

    valor: Decimal
    grupo: object = None


def promedio_de_actividades(medidas: Sequence[Medida]) -> Decimal | None:
    """El promedio de todas las medidas, cada una con el mismo peso; ``None`` si no hay."""
    if not medidas:
        return None
    return sum((medida.valor for medida in medidas), Decimal(0)) / len(medidas)


def promedio_de_subcomponentes(medidas: Sequence[Medida]) -> Decimal | None:
    """El promedio de los promedios de cada grupo; ``None`` si no hay medidas."""
    grupos: dict[int, list[Medida]] = {}
    for medida in medidas:
        grupos.setdefault(id(medida.grupo), []).append(medida)
    promedios = [promedio_de_actividades(suyas) for suyas in grupos.values()]
    return promedio_de_actividades([Medida(uno) for uno in promedios if uno is not None])


def suma(medidas: Sequence[Medida]) -> Decimal | None:
    """La suma de las medidas; ``None`` si no hay."""
    return sum((medida.valor for medida in medidas), Decimal(0)) if medidas else None


METODOS: dict[str, Callable[[Sequence[Medida]], Decimal | None]] = {
    "promedio": promedio_de_actividades,
    "promedio_de_actividades": promedio_de_actividades,
    "promedio_de_subcomponentes": promedio_de_subcomponentes,
    "suma": suma,
}


def redondear(valor: Decimal) -> Decimal:
    """A un decimal, la mitad hacia arriba, y sin el decimal si es cero: 54,83 → 54,8; 55,0 → 55."""
    if abs(valor) >= _DEMASIADO:
        return valor.to_integral_value()
    redondo = valor.quantize(_UN_DECIMAL, ROUND_HALF_UP)
    entero = redondo.to_integral_value()
    return entero if redondo == entero else redondo
