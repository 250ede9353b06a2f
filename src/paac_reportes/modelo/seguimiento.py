"""Lo que se reporta de una actividad o de un trámite en una fecha de corte."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    SIN_EXTRAS,
    Entre,
    Extras,
    leer_extras,
    validar_por_tipo,
)
from paac_reportes.modelo.periodos import de_un_ano_posible


class Estado(StrEnum):
    """Estado declarado por quien reporta; nunca se deduce del texto."""

    CUMPLIDA = "cumplida"
    EN_PROCESO = "en_proceso"
    SIN_AVANCE = "sin_avance"
    NO_APLICA = "no_aplica"
    SIN_REPORTE = "sin_reporte"


class Resultado(StrEnum):
    """Lo que control interno halló al buscar las evidencias."""

    VERIFICADA = "verificada"
    PARCIAL = "parcial"
    NO_VERIFICADA = "no_verificada"


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Verificacion:
    """La revisión que control interno hace de lo reportado."""

    resultado: Resultado
    nota: str | None = attrs.field(default=None, metadata={"no_se_publica": "nota"})


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Seguimiento:
    """Un reporte a una fecha de corte; ``-`` y la celda vacía son cosas distintas."""

    corte: date = attrs.field(validator=de_un_ano_posible)
    texto: str | None = None
    avance: Decimal | None = attrs.field(default=None, validator=Entre(0, 100))
    """Porcentaje de avance, de 0 a 100; ``None`` si se desconoce (que no es 0)."""
    estado: Estado | None = None
    evidencias: tuple[str, ...] = ()
    """Textos o direcciones web que soportan lo reportado."""
    observaciones: str | None = None
    monitoreo: str | None = None
    """Lo que reporta Planeación, si va aparte del seguimiento de Control Interno."""
    observaciones_monitoreo: str | None = None
    verificacion: Verificacion | None = None
    """Lo que control interno verificó de este reporte; sin ella, no se ha dicho."""
    extras: Extras = attrs.field(default=SIN_EXTRAS, metadata={"leer": leer_extras})


def cortes_repetidos(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Regla de actividades y trámites: un solo seguimiento por fecha de corte."""
    seguimientos = valores.get("seguimientos") or ()
    if len(seguimientos) <= 1:  # casi todas las filas
        return
    veces = Counter(s.corte for s in seguimientos if s is not None)
    for corte, cuantas in veces.items():
        if cuantas > 1:
            yield Falla(
                "seguimientos", f"se esperaba uno por corte, llegaron {cuantas} con corte {corte}"
            )
