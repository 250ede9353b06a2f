"""Los renglones que un informe recorre y no están en el plan: salen de analizarlo."""

from decimal import Decimal

import attrs


@attrs.frozen(kw_only=True)
class FilaDeCifras:
    """Las cifras de una parte del plan (un componente, una dependencia…), ya redactadas."""

    nombre: str
    filas: int
    aplican: int
    con_avance: int
    con_texto: int
    cumplidas: int
    en_proceso: int
    sin_avance: int
    no_aplican: int
    sin_estado: int
    """Las que no declaran estado, o se declaran sin reporte."""
    sin_reporte: int
    """Las que ya se podían exigir y no traen reporte."""
    vencidas: int
    avance: str
    """``85,5 %``, o ``sin dato``."""
    zona: str
    del_periodo: str
    """Lo que subió desde el corte anterior, en puntos; ``—`` si no se sabe."""


@attrs.frozen(kw_only=True)
class FilaDeCuenta:
    """Cuántas filas hay de algo, y qué parte son del total."""

    nombre: str
    cuantas: int
    parte: str


@attrs.frozen(kw_only=True)
class FilaSenalada:
    """Una actividad o un trámite que el informe señala."""

    codigo: str | None
    texto: str | None
    dependencia: str | None
    componente: str
    responsable: str | None
    fecha: str | None
    seguimiento: str | None


@attrs.frozen(kw_only=True)
class Diferencia:
    """Algo que cambió de un corte a otro."""

    clase: str
    """``Avanzó``, ``Retrocedió``, ``Nueva``, ``Retirada``, ``Otra redacción: meta``…"""
    dependencia: str | None
    componente: str
    fila: str
    """El código y el texto de la actividad o el trámite."""
    antes: str
    despues: str
    puntos: Decimal | None = None
    """Puntos de avance que subió, si los dos se saben."""
