"""Situación de una fila en un corte: lo último que se declaró, y de qué corte viene.

Sólo cuenta lo declarado (avance y estado): de un texto no se deduce nada.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.modelo import Estado, Resultado, Seguimiento
from paac_reportes.modelo.fechas import ClaseDeFecha, FechaProgramada
from paac_reportes.modelo.metodologia import CumplidaSinNumero

COMPLETO, _CERO = Decimal(100), Decimal(0)
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


@clases.frozen
class Contradiccion:
    """Dos datos de una fila que no pueden ser ciertos a la vez; se cuentan como se declararon."""

    duda: Duda
    corte: date
    mensaje: str


@clases.frozen
class Situacion:
    """Situación de una fila al cierre de un corte."""

    avance: Decimal | None = None
    """Porcentaje, de 0 a 100; ``None`` si se desconoce."""
    estado: Estado | None = None
    corte: date | None = None
    """Corte que decide lo que se sabe; ``None`` si nunca se declaró nada."""
    del_avance: date | None = None
    """Corte que declaró el avance: uno anterior, si desde entonces sólo se dijo el estado."""
    verificada: bool = False
    """Si control interno verificó el seguimiento que declaró el avance."""
    aplica: bool = True
    hasta: date | None = None
    """Hasta qué corte están cerrados sus días, si se declaró cumplida o llegó a 100."""
    terminada: bool = False
    reabierta: date | None = None
    """El corte que la reabrió después de terminada, si sigue así; no, si después no aplicó."""
    le_llego_otro_dia: bool = False
    """Si estuvo al día y ya no: su 100 era de los días que entonces estaban cerrados."""
    conocida_desde: date | None = None
    """El primer corte en que se conoció su avance."""
    con_numero: bool = False
    """Si algún corte declaró un porcentaje, que no fuera junto a ``no_aplica``."""
    contradicciones: tuple[Contradiccion, ...] = ()
    _ultimo: Decimal | None = None
    """El último avance que se conoció, aunque ya no valga."""
    _aplicando: "Situacion | None" = None
    """De la que no aplica, la de cuando aplicaba: su avance vuelve con ella."""

    @property
    def se_conoce(self) -> bool:
        """Si algún corte declaró su avance o su estado."""
        return self.corte is not None

    @property
    def sin_cambio_desde(self) -> date | None:
        """El corte que declaró el avance, si después sólo se dijo el estado."""
        return self.del_avance if self.del_avance != self.corte else None


NADA = Situacion()
_CORTE = attrgetter("corte")


def es_reporte(seguimiento: Seguimiento) -> bool:
    """Si dice algo de lo hecho: un avance, un estado o un texto con contenido."""
    return (
        seguimiento.avance is not None
        or seguimiento.estado not in {None, Estado.SIN_REPORTE}
        or (seguimiento.texto or "").strip().upper() not in SIN_CONTENIDO
    )


def se_repite(fecha: FechaProgramada) -> bool:
    """Si se hace más de una vez: cumplirla en un corte sólo la deja al día.

    Varias fechas escritas no se repiten: se acaban.
    """
    return fecha.clase in _SE_REPITEN and not fecha.dice_sus_dias


class Historia:
    """Los seguimientos de una fila, en orden, y lo que se sabía tras cada uno.

    Se pliegan una vez, para todos los cortes que se pregunten.
    """

    __slots__ = (
        *("_cumplida_sin_numero", "_reportes", "_seguimientos", "_situaciones"),
        *("_verificado_desde", "fecha"),
    )

    def __init__(
        self,
        seguimientos: Iterable[Seguimiento],
        fecha: FechaProgramada,
        cumplida_sin_numero: CumplidaSinNumero = "cien",
    ) -> None:
        self._seguimientos = tuple(sorted(seguimientos, key=_CORTE))
        self.fecha, self._cumplida_sin_numero = fecha, cumplida_sin_numero
        self._situaciones: Sequence[Situacion] | None = None
        self._reportes: tuple[date, ...] | None = None
        self._verificado_desde: date | None = None

    def con(self, seguimientos: Iterable[Seguimiento]) -> "Historia":
        """La historia de la misma fila, con los seguimientos de otra."""
        return Historia(seguimientos, self.fecha, self._cumplida_sin_numero)

    def comienza(self, corte: date | None) -> bool:
        """Si hay alguno hasta un corte."""
        seguimientos = self._seguimientos
        return corte is not None and bool(seguimientos) and seguimientos[0].corte <= corte

    def tiene_lo_suyo(self, desde: date | None, corte: date | None) -> bool:
        """Si algo de ella se dijo hasta un corte, o en su período hay uno, aunque nada diga.

        El que sólo dice su corte es una celda en blanco de ese corte, y en otro no cuenta.
        """
        hasta = self._seguimientos[: self._hasta(corte)] if self.comienza(corte) else ()
        return any(
            desde is None
            or dice.corte > desde
            or es_reporte(dice)  # casi todos, y se ve más rápido
            or dice != Seguimiento(corte=dice.corte)
            for dice in hasta
        )

    def entre(self, desde: date | None, corte: date | None) -> tuple[Seguimiento, ...]:
        """Los seguimientos que van después de un corte y hasta otro; ninguno, si no hay corte."""
        if not self.comienza(corte):
            return ()
        return self._seguimientos[self._hasta(desde) : self._hasta(corte)]

    def al_cierre(self, corte: date | None) -> Situacion:
        """Situación de la fila al cierre de un corte."""
        if not self.comienza(corte):
            return NADA
        return self._tras_cada_uno()[self._hasta(corte) - 1]

    def reportes(self, corte: date | None) -> tuple[date, ...]:
        """Los cortes, hasta ése, en que se reportó algo de ella."""
        if corte is None or not self.comienza(corte):
            return ()
        if self._reportes is None:
            previas = (NADA, *self._tras_cada_uno())
            self._reportes = tuple(
                dice.corte
                for dice, previa in zip(self._seguimientos, previas, strict=False)
                if es_reporte(dice) and not _se_ignora(previa, dice)
            )
        return self._reportes[: bisect_right(self._reportes, corte)]

    def se_verifico(self, corte: date | None) -> bool:
        """Si control interno verificó alguno de los que hay hasta un corte."""
        if self._verificado_desde is None:
            con_ella = (dice.corte for dice in self._seguimientos if dice.verificacion)
            self._verificado_desde = next(con_ella, date.max)
        return corte is not None and self._verificado_desde <= corte

    def el_de(self, corte: date) -> Seguimiento:
        """El seguimiento de un corte de los suyos."""
        return self._seguimientos[self._hasta(corte) - 1]

    def _hasta(self, corte: date | None) -> int:
        """Cuántos hay hasta un corte."""
        return 0 if corte is None else bisect_right(self._seguimientos, corte, key=_CORTE)

    def _tras_cada_uno(self) -> Sequence[Situacion]:
        if self._situaciones is None:
            situacion, situaciones = NADA, []
            for dice in self._seguimientos:
                if dice.avance is not None or dice.estado is not None:
                    situacion = _despues_de(situacion, dice, self.fecha, self._cumplida_sin_numero)
                situaciones.append(situacion)
            self._situaciones = situaciones
        return self._situaciones


def _despues_de(
    antes: Situacion,
    dice: Seguimiento,
    fecha: FechaProgramada,
    cumplida_sin_numero: CumplidaSinNumero,
) -> Situacion:
    dudas = (*antes.contradicciones, *_contradicciones(antes, dice))
    if dice.estado is Estado.NO_APLICA:
        if _se_ignora(antes, dice):
            return attrs.evolve(antes, contradicciones=dudas)
        return Situacion(
            dice.avance,
            dice.estado,
            dice.corte,
            aplica=False,
            conocida_desde=antes.conocida_desde,
            con_numero=antes.con_numero,
            contradicciones=dudas,
            ultimo=antes._ultimo,  # noqa: SLF001 (es otra de las mismas)
            aplicando=antes if antes.aplica else antes._aplicando,  # noqa: SLF001
        )
    declara = dice.avance is not None or dice.estado is not Estado.SIN_REPORTE
    if not declara or _no_reabre(antes, dice):
        return attrs.evolve(antes, contradicciones=dudas)
    avance, del_avance, verificada = _lo_que_vale(antes, dice, cumplida_sin_numero)
    cierra = dice.estado is Estado.CUMPLIDA or dice.avance == COMPLETO
    return Situacion(
        avance,
        None if dice.estado is Estado.SIN_REPORTE else dice.estado,
        dice.corte,
        del_avance=del_avance,
        verificada=verificada,
        hasta=dice.corte if cierra else None,
        terminada=cierra and not _le_quedan_dias(fecha, dice.corte),
        reabierta=None if cierra else dice.corte if antes.terminada else antes.reabierta,
        conocida_desde=antes.conocida_desde or (dice.corte if avance is not None else None),
        con_numero=antes.con_numero or dice.avance is not None,
        contradicciones=dudas,
        ultimo=antes._ultimo if avance is None else avance,  # noqa: SLF001
    )


def _lo_que_vale(
    antes: Situacion, dice: Seguimiento, cumplida_sin_numero: CumplidaSinNumero
) -> tuple[Decimal | None, date | None, bool]:
    """El avance que se conoce tras un seguimiento que decide, qué corte lo declaró y si consta.

    Un estado sin número deja el último que se conocía, si es menos de 100: un 100 no se guarda bajo
    un estado que dice que falta trabajo.
    """
    avance, previa = dice.avance, antes if antes.aplica else antes._aplicando  # noqa: SLF001
    vale_cien = cumplida_sin_numero == "cien"
    if avance is None and dice.estado is Estado.CUMPLIDA:
        avance = COMPLETO if vale_cien else None
    elif avance is None and previa and previa.avance is not None and previa.avance < COMPLETO:
        return previa.avance, previa.del_avance, previa.verificada
    elif avance is None and dice.estado is Estado.SIN_AVANCE and antes._ultimo is None:  # noqa: SLF001
        avance = _CERO if vale_cien else None
    revision = dice.verificacion
    verificada = revision is not None and revision.resultado is Resultado.VERIFICADA
    return avance, None if avance is None else dice.corte, verificada


def _se_ignora(antes: Situacion, dice: Seguimiento) -> bool:
    return antes.terminada and dice.estado is Estado.NO_APLICA


def _no_reabre(antes: Situacion, dice: Seguimiento) -> bool:
    return antes.terminada and dice.estado is Estado.SIN_AVANCE and dice.avance is None


def _le_quedan_dias(fecha: FechaProgramada, corte: date) -> bool:
    """Si, siendo de las que se repiten, todavía hay que volver a hacerla después del corte."""
    return se_repite(fecha) and (not fecha.dias or fecha.dias[-1] > corte)


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


def _contradicciones(antes: Situacion, dice: Seguimiento) -> Sequence[Contradiccion]:
    avance, estado = dice.avance, dice.estado
    dudas: list[tuple[Duda, str]] = []
    if avance is not None:
        de_los_dos = _INCOMPATIBLES.get(estado) if estado else None
        if de_los_dos is not None and de_los_dos[2](avance):
            dudas.append((de_los_dos[0], de_los_dos[1].format(_con_coma(avance))))
        ultimo = antes._ultimo if estado is not Estado.NO_APLICA else None  # noqa: SLF001
        if ultimo is not None and avance < ultimo:
            baja = f"baja de {_con_coma(ultimo)} a {_con_coma(avance)} %"
            dudas.append(("retrocede", f"el avance {baja}"))
    if _se_ignora(antes, dice):
        motivo = "se declara que no aplica después de terminada: se toma como nada reportado"
        dudas.append(("no_aplica_tras_terminar", motivo))
    if _no_reabre(antes, dice):
        motivo = "se declara sin avance, sin porcentaje, después de terminada: sigue terminada"
        dudas.append(("sin_avance_tras_terminar", motivo))
    return [Contradiccion(duda, dice.corte, mensaje) for duda, mensaje in dudas]


def _con_coma(avance: Decimal) -> str:
    """``87.5`` → ``87,5``."""
    return f"{avance:f}".replace(".", ",")
