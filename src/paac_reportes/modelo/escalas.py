"""Las zonas de cumplimiento: desde qué porcentaje empieza cada una."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    ConForma,
    Entre,
    comprobar_coherencia,
    mostrar,
    validar_por_tipo,
)


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Zona:
    """Un nivel de cumplimiento; su nombre va siempre junto al color."""

    nombre: str
    desde: Decimal = attrs.field(validator=Entre(0, 100))
    """Porcentaje donde empieza, incluido."""
    color: str = attrs.field(validator=ConForma(r"[0-9A-Fa-f]{6}", "un color RRGGBB"))


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Escala:
    """Las zonas de 0 a 100, de menor a mayor."""

    codigo: str
    nombre: str
    zonas: tuple[Zona, ...]
    cobertura_minima: Decimal = attrs.field(default=Decimal(50), validator=Entre(0, 100))
    """Parte de las filas, en porcentaje, que hay que conocer para dar una zona al conjunto."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Empiezan en 0 y van subiendo."""
        zonas = valores.get("zonas")
        if zonas is None or None in zonas:
            return
        desdes = [zona.desde for zona in zonas]
        if not desdes or desdes[0] != 0 or any(a >= b for a, b in pairwise(desdes)):
            yield Falla("zonas", "se esperaban zonas de menor a mayor, la primera desde 0")
        veces = Counter(zona.nombre.casefold() for zona in zonas)
        repetidos = [zona.nombre for zona in zonas if veces[zona.nombre.casefold()] > 1]
        if repetidos:
            motivo = f"se esperaba un nombre por zona, llegó repetido {mostrar(repetidos[0])}"
            yield Falla("zonas", motivo)

    def zona_de(self, avance: Decimal | None) -> Zona | None:
        """La zona de un avance sin redondear; ``None`` si se desconoce."""
        if avance is None:
            return None
        return next(zona for zona in reversed(self.zonas) if zona.desde <= avance)
