"""Lo que se sabe de una fila en un corte: lo último que se declaró, y de qué corte viene.

Sólo cuenta lo declarado (avance y estado): de un texto no se deduce nada.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.modelo import Estado, Seguimiento
from paac_reportes.modelo.fechas import ClaseDeFecha, FechaProgramada

COMPLETO = Decimal(100)
SIN_CONTENIDO = frozenset({"", "-", "–", "—", "N/A", "NA"})
"""Los textos que no reportan nada: la lista es cerrada."""

_SE_REPITEN = {ClaseDeFecha.FRECUENCIA, ClaseDeFecha.VARIAS, ClaseDeFecha.CONTINUA}

Duda = Literal[
    "cumplida_incompleta",
    "completa_sin_cumplir",
    "sin_reporte_con_avance",
    "no_aplica_con_avance",
    "retrocede",
    "sin_avance_tras_terminar",
    "no_aplica_tras_terminar",
]


@attrs.frozen
class Contradiccion:
    """Dos datos de una fila que no pueden ser ciertos a la vez; se cuentan como se declararon."""

    duda: Duda
    corte: date
    mensaje: str


@attrs.frozen
class Situacion:
    """Lo que se sabe de una fila al cierre de un corte."""

    avance: Decimal | None = None
    """Porcentaje, de 0 a 100; ``None`` si se desconoce."""
    estado: Estado | None = None
    corte: date | None = None
    """De qué corte viene lo que se sabe; ``None`` si nunca se declaró nada."""
    aplica: bool = True
    hasta: date | None = None
    """Hasta qué corte están cerrados sus días, si se declaró cumplida o llegó a 100."""
    terminada: bool = False
    reabierta: date | None = None
    """El corte que la reabrió después de terminada, si sigue así."""
    contradicciones: tuple[Contradiccion, ...] = ()

    @property
    def se_conoce(self) -> bool:
        """Si algún corte declaró su avance o su estado."""
        return self.corte is not None


def es_reporte(seguimiento: Seguimiento) -> bool:
    """Si dice algo de lo hecho: un avance, un estado o un texto con contenido."""
    return (
        seguimiento.avance is not None
        or seguimiento.estado not in {None, Estado.SIN_REPORTE}
        or (seguimiento.texto or "").strip().upper() not in SIN_CONTENIDO
    )


def se_repite(fecha: FechaProgramada) -> bool:
    """Si se hace más de una vez: cumplirla en un corte sólo la deja al día."""
    return fecha.clase in _SE_REPITEN


def situacion_de(
    seguimientos: Iterable[Seguimiento], fecha: FechaProgramada, hasta: date
) -> Situacion:
    """La de una fila al cierre de ``hasta``; los seguimientos van en orden de corte."""
    situacion = Situacion()
    for seguimiento in seguimientos:
        if seguimiento.corte > hasta:
            break
        if seguimiento.avance is not None or seguimiento.estado is not None:
            situacion = _despues_de(situacion, seguimiento, fecha)
    return situacion


def _despues_de(antes: Situacion, dice: Seguimiento, fecha: FechaProgramada) -> Situacion:
    dudas = (*antes.contradicciones, *_contradicciones(antes, dice))
    if dice.estado is Estado.NO_APLICA:
        if antes.terminada:
            return attrs.evolve(antes, contradicciones=dudas)
        return Situacion(dice.avance, dice.estado, dice.corte, aplica=False, contradicciones=dudas)
    declara = dice.avance is not None or dice.estado is not Estado.SIN_REPORTE
    if not declara or _no_reabre(antes, dice):
        return attrs.evolve(antes, contradicciones=dudas)
    cierra = dice.estado is Estado.CUMPLIDA or dice.avance == COMPLETO
    return Situacion(
        dice.avance,
        None if dice.estado is Estado.SIN_REPORTE else dice.estado,
        dice.corte,
        hasta=dice.corte if cierra else None,
        terminada=cierra and not _le_quedan_dias(fecha, dice.corte),
        reabierta=None if cierra else dice.corte if antes.terminada else antes.reabierta,
        contradicciones=dudas,
    )


def _no_reabre(antes: Situacion, dice: Seguimiento) -> bool:
    return antes.terminada and dice.estado is Estado.SIN_AVANCE and dice.avance is None


def _le_quedan_dias(fecha: FechaProgramada, corte: date) -> bool:
    """Si, siendo de las que se repiten, todavía hay que volver a hacerla después del corte."""
    return se_repite(fecha) and (not fecha.dias or fecha.dias[-1] > corte)


def _contradicciones(antes: Situacion, dice: Seguimiento) -> Sequence[Contradiccion]:
    avance, estado = dice.avance, dice.estado
    halladas: list[tuple[Duda, str]] = []
    if avance is not None:
        de_los_dos = _INCOMPATIBLES.get(estado) if estado else None
        if de_los_dos is not None and de_los_dos[2](avance):
            halladas.append((de_los_dos[0], de_los_dos[1].format(_escrito(avance))))
        if antes.aplica and antes.avance is not None and avance < antes.avance:
            baja = f"baja de {_escrito(antes.avance)} a {_escrito(avance)} %"
            halladas.append(("retrocede", f"el avance {baja}"))
    if antes.terminada and estado is Estado.NO_APLICA:
        motivo = "se declara que no aplica después de terminada: se toma como nada reportado"
        halladas.append(("no_aplica_tras_terminar", motivo))
    if _no_reabre(antes, dice):
        motivo = "se declara sin avance, sin porcentaje, después de terminada: sigue terminada"
        halladas.append(("sin_avance_tras_terminar", motivo))
    return [Contradiccion(duda, dice.corte, mensaje) for duda, mensaje in halladas]


def _escrito(avance: Decimal) -> str:
    return f"{avance:f}".replace(".", ",")


_INCOMPATIBLES: dict[Estado, tuple[Duda, str, Callable[[Decimal], bool]]] = {
    Estado.CUMPLIDA: (
        "cumplida_incompleta",
        "se declara cumplida con {} % de avance",
        lambda avance: avance < COMPLETO,
    ),
    Estado.EN_PROCESO: (
        "completa_sin_cumplir",
        "se declara en proceso con {} % de avance",
        lambda avance: avance == COMPLETO,
    ),
    Estado.SIN_AVANCE: (
        "completa_sin_cumplir",
        "se declara sin avance con {} % de avance",
        lambda avance: avance == COMPLETO,
    ),
    Estado.SIN_REPORTE: (
        "sin_reporte_con_avance",
        "se declara sin reporte con {} % de avance",
        lambda _avance: True,
    ),
    Estado.NO_APLICA: (
        "no_aplica_con_avance",
        "se declara que no aplica con {} % de avance",
        lambda _avance: True,
    ),
}
"""El estado que no va con un avance: cómo se llama, qué se dice y cuándo choca."""
