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
from paac_reportes.textos.plano import en_plano

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
    _ultimo_avance: Decimal | None = None
    """El último avance que se conoció, aunque ya no valga."""
    _antes_de_no_aplicar: "Situacion | None" = None
    """De la que no aplica, la de cuando aplicaba: su avance vuelve con ella."""

    @property
    def se_conoce(self) -> bool:
        """Si algún corte declaró su avance o su estado."""
        return self.corte is not None

    @property
    def sin_cambio_desde(self) -> date | None:
        """Corte del último avance, si después sólo se declaró un estado; si no, ``None``."""
        return self.del_avance if self.del_avance != self.corte else None

    def tras(
        self,
        seguimiento: Seguimiento,
        fecha: FechaProgramada,
        cumplida_sin_numero: CumplidaSinNumero,
    ) -> "Situacion":
        """Situación de la fila después de un seguimiento más; ``fecha``, la programada."""
        avance, estado, corte = seguimiento.avance, seguimiento.estado, seguimiento.corte
        dudas = (*self.contradicciones, *self._contradicciones(seguimiento))
        if estado is Estado.NO_APLICA:
            if self.ignora(seguimiento):
                return attrs.evolve(self, contradicciones=dudas)
            return Situacion(
                avance=avance,
                estado=estado,
                corte=corte,
                aplica=False,
                conocida_desde=self.conocida_desde,
                con_numero=self.con_numero,
                contradicciones=dudas,
                ultimo_avance=self._ultimo_avance,
                antes_de_no_aplicar=self if self.aplica else self._antes_de_no_aplicar,
            )
        declara = avance is not None or estado is not Estado.SIN_REPORTE
        if not declara or self._no_reabre(seguimiento):
            return attrs.evolve(self, contradicciones=dudas)
        vigente, del_avance, verificada = self._avance_que_queda(seguimiento, cumplida_sin_numero)
        la_cierra = estado is Estado.CUMPLIDA or avance == COMPLETO
        return Situacion(
            avance=vigente,
            estado=None if estado is Estado.SIN_REPORTE else estado,
            corte=corte,
            del_avance=del_avance,
            verificada=verificada,
            hasta=corte if la_cierra else None,
            terminada=la_cierra and not _le_quedan_dias(fecha, corte),
            reabierta=None if la_cierra else corte if self.terminada else self.reabierta,
            conocida_desde=self.conocida_desde or (corte if vigente is not None else None),
            con_numero=self.con_numero or avance is not None,
            contradicciones=dudas,
            ultimo_avance=self._ultimo_avance if vigente is None else vigente,
        )

    def _avance_que_queda(
        self, seguimiento: Seguimiento, cumplida_sin_numero: CumplidaSinNumero
    ) -> tuple[Decimal | None, date | None, bool]:
        """Avance que se conoce tras un seguimiento, el corte que lo declaró y si se verificó.

        Un estado sin número deja el último que se conocía, si es menos de 100: un 100 no se guarda
        bajo un estado que dice que falta trabajo.
        """
        avance, conocida = seguimiento.avance, self if self.aplica else self._antes_de_no_aplicar
        conocido = conocida.avance if conocida else None
        nunca_se_conocio = self._ultimo_avance is None
        vale_cien = cumplida_sin_numero == "cien"
        if avance is None and seguimiento.estado is Estado.CUMPLIDA:
            avance = COMPLETO if vale_cien else None
        elif avance is None and conocida and conocido is not None and conocido < COMPLETO:
            return conocido, conocida.del_avance, conocida.verificada
        elif avance is None and seguimiento.estado is Estado.SIN_AVANCE and nunca_se_conocio:
            avance = _CERO if vale_cien else None
        revision = seguimiento.verificacion
        verificada = revision is not None and revision.resultado is Resultado.VERIFICADA
        return avance, None if avance is None else seguimiento.corte, verificada

    def ignora(self, seguimiento: Seguimiento) -> bool:
        """Si el seguimiento no cuenta: declara que no aplica lo que ya estaba terminado."""
        return self.terminada and seguimiento.estado is Estado.NO_APLICA

    def _no_reabre(self, seguimiento: Seguimiento) -> bool:
        """Si el seguimiento deja terminada la fila: un «sin avance» sin número no la reabre."""
        sin_numero = seguimiento.avance is None
        return self.terminada and sin_numero and seguimiento.estado is Estado.SIN_AVANCE

    def _contradicciones(self, seguimiento: Seguimiento) -> Sequence[Contradiccion]:
        """Contradicciones de un seguimiento: entre sus datos, y con la situación que había."""
        avance, estado = seguimiento.avance, seguimiento.estado
        dudas: list[tuple[Duda, str]] = []
        if choque := choque_con_su_estado(avance, estado):
            dudas.append(choque)
        if avance is not None:
            ultimo = self._ultimo_avance if estado is not Estado.NO_APLICA else None
            if ultimo is not None and avance < ultimo:
                baja = f"baja de {_con_coma(ultimo)} a {_con_coma(avance)} %"
                dudas.append(("retrocede", f"el avance {baja}"))
        if self.ignora(seguimiento):
            motivo = "se declara que no aplica después de terminada: se toma como nada reportado"
            dudas.append(("no_aplica_tras_terminar", motivo))
        if self._no_reabre(seguimiento):
            motivo = "se declara sin avance, sin porcentaje, después de terminada: sigue terminada"
            dudas.append(("sin_avance_tras_terminar", motivo))
        return [Contradiccion(duda, seguimiento.corte, mensaje) for duda, mensaje in dudas]


NADA_DECLARADO = Situacion()
_CORTE = attrgetter("corte")


def dice_algo(seguimiento: Seguimiento) -> bool:
    """Si trae un texto con contenido."""
    return (seguimiento.texto or "").strip().upper() not in SIN_CONTENIDO


def sin_guiones(texto: str | None) -> str:
    """El texto de un dato; vacío, si es sólo un guion o «N/A»."""
    plano = en_plano(texto)
    return "" if plano.strip(" -–—/._") in {"", "na", "n/a", "n.a", "no aplica"} else (texto or "")


def es_reporte(seguimiento: Seguimiento) -> bool:
    """Si dice algo de lo hecho: un avance, un estado o un texto con contenido."""
    return (
        seguimiento.avance is not None
        or seguimiento.estado not in {None, Estado.SIN_REPORTE}
        or dice_algo(seguimiento)
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
        """Historia de la misma fila, con los seguimientos de otra."""
        return Historia(seguimientos, self.fecha, self._cumplida_sin_numero)

    def comienza(self, corte: date | None) -> bool:
        """Si la fila tiene algún seguimiento hasta el corte.

        Sin corte (``None``), no.
        """
        seguimientos = self._seguimientos
        return corte is not None and bool(seguimientos) and seguimientos[0].corte <= corte

    def tiene_seguimiento_propio(self, desde: date | None, corte: date | None) -> bool:
        """Si la fila dijo algo hasta el corte, o en el período trae un seguimiento, así sea vacío.

        ``desde`` es el corte anterior. El que sólo trae su corte es una celda en blanco de ese
        corte, y en otro no cuenta.
        """
        hasta_el_corte = (
            self._seguimientos[: self._cuantos_hasta(corte)] if self.comienza(corte) else ()
        )
        return any(
            desde is None
            or seguimiento.corte > desde
            or es_reporte(seguimiento)  # casi todos, y se ve más rápido
            or seguimiento != Seguimiento(corte=seguimiento.corte)
            for seguimiento in hasta_el_corte
        )

    def entre(self, desde: date | None, corte: date | None) -> tuple[Seguimiento, ...]:
        """Seguimientos posteriores a ``desde`` y hasta el corte; ninguno, si no hay corte."""
        if not self.comienza(corte):
            return ()
        return self._seguimientos[self._cuantos_hasta(desde) : self._cuantos_hasta(corte)]

    def al_cierre(self, corte: date | None) -> Situacion:
        """Situación de la fila al cierre de un corte.

        Sin corte (``None``), o si hasta él no hay seguimientos, la de nada declarado.
        """
        if not self.comienza(corte):
            return NADA_DECLARADO
        return self._tras_cada_seguimiento()[self._cuantos_hasta(corte) - 1]

    def reportes(self, corte: date | None) -> tuple[date, ...]:
        """Cortes en que se reportó algo de la fila, hasta ``corte``."""
        if corte is None or not self.comienza(corte):
            return ()
        if self._reportes is None:
            previas = (NADA_DECLARADO, *self._tras_cada_seguimiento())
            self._reportes = tuple(
                seguimiento.corte
                for seguimiento, previa in zip(self._seguimientos, previas, strict=False)
                if es_reporte(seguimiento) and not previa.ignora(seguimiento)
            )
        return self._reportes[: bisect_right(self._reportes, corte)]

    def se_verifico(self, corte: date | None) -> bool:
        """Si control interno verificó algún seguimiento hasta el corte.

        Sin corte (``None``), no.
        """
        if self._verificado_desde is None:
            cortes_verificados = (
                seguimiento.corte for seguimiento in self._seguimientos if seguimiento.verificacion
            )
            self._verificado_desde = next(cortes_verificados, date.max)
        return corte is not None and self._verificado_desde <= corte

    def seguimiento_de(self, corte: date) -> Seguimiento:
        """Seguimiento de un corte que la fila trae."""
        return self._seguimientos[self._cuantos_hasta(corte) - 1]

    def _cuantos_hasta(self, corte: date | None) -> int:
        """Número de seguimientos hasta el corte.

        Sin corte (``None``), 0.
        """
        return 0 if corte is None else bisect_right(self._seguimientos, corte, key=_CORTE)

    def _tras_cada_seguimiento(self) -> Sequence[Situacion]:
        """Situación de la fila tras cada seguimiento, en su orden."""
        if self._situaciones is None:
            situacion, situaciones = NADA_DECLARADO, []
            for seguimiento in self._seguimientos:
                if seguimiento.avance is not None or seguimiento.estado is not None:
                    situacion = situacion.tras(seguimiento, self.fecha, self._cumplida_sin_numero)
                situaciones.append(situacion)
            self._situaciones = situaciones
        return self._situaciones


def _le_quedan_dias(fecha: FechaProgramada, corte: date) -> bool:
    """Si la fila se repite y después del corte todavía hay que volver a hacerla."""
    return se_repite(fecha) and (not fecha.dias or fecha.dias[-1] > corte)


_INCOMPATIBLES: dict[str, tuple[Duda, str, Callable[[Decimal], bool]]] = {
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


def choque_con_su_estado(avance: Decimal | None, estado: str | None) -> tuple[Duda, str] | None:
    """Cómo se llama la duda de un avance que no puede ir con ese estado, y la frase que lo dice.

    ``None`` si pueden ir juntos.
    """
    if avance is None or estado not in _INCOMPATIBLES:
        return None
    duda, frase, chocan = _INCOMPATIBLES[estado]
    return (duda, frase.format(_con_coma(avance))) if chocan(avance) else None


def _con_coma(avance: Decimal) -> str:
    """``87.5`` → ``87,5``."""
    return f"{avance:f}".replace(".", ",")
