"""Las filas de un plan en un corte: dónde están, qué se sabe de ellas y qué reportaron.

Primero lo que se sabe de una en un corte: lo último que se declaró, y de qué corte viene. Sólo
cuenta lo declarado (avance y estado): de un texto no se deduce nada. Al final, qué se le puede
exigir: un reporte en el período, o estar terminada.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.analisis.metodologia import Reglas
from paac_reportes.modelo import (
    Componente,
    Dependencia,
    Estado,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
)
from paac_reportes.modelo.fechas import (
    ClaseDeFecha,
    FechaProgramada,
    leer_fecha_programada,
    leer_rango,
)
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.recorrer import Parada, recorrer

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


@clases.frozen
class Contradiccion:
    """Dos datos de una fila que no pueden ser ciertos a la vez; se cuentan como se declararon."""

    duda: Duda
    corte: date
    mensaje: str


@clases.frozen
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


_GUION = "-"
_NADA = Situacion()


@clases.frozen(eq=False, slots=False, kw_only=True)
class FilaAnalizada:
    """Una actividad o un trámite, dónde está y cómo va al cierre de un corte."""

    ruta: str
    """Su lugar en los datos, como ``componentes[0].tramites[1]``."""
    lista: str
    """De cuál es: ``actividades``, ``tramites`` o ``intercambios``."""
    dependencia: Dependencia | None
    componente: Componente
    subcomponente: Subcomponente | None
    fila: FilaDeMatriz
    fecha: FechaProgramada
    corte: date | None
    desde: date | None
    """El corte anterior: el período va después de él y hasta el corte."""
    seguimientos: Sequence[Seguimiento]
    """Los que hay hasta el corte, en orden."""
    situacion: Situacion
    avance: Decimal | None
    """El que entra en los promedios, de 0 a 100; ``None`` si se desconoce."""
    bajo_reporte: bool
    """Si es un blanco que puede ser parte de la celda reportada de arriba, y se cuenta aparte."""
    comparte_reporte: bool
    """Si es un blanco y, por metodología, sus seguimientos son los de la celda de arriba."""

    @functools.cached_property
    def del_periodo(self) -> tuple[Seguimiento, ...]:
        """Los seguimientos del período, en orden."""
        return tuple(s for s in self.seguimientos if self.desde is None or s.corte > self.desde)

    def __repr__(self) -> str:
        return f"<FilaAnalizada {self.ruta} con corte {self.corte}>"

    @property
    def seguimiento(self) -> Seguimiento | None:
        """El último del período."""
        return self.del_periodo[-1] if self.del_periodo else None

    @property
    def estado(self) -> Estado | None:
        """El último que se declaró; nunca se deduce. ``sin_reporte``, si es todo lo que se dijo."""
        if self.situacion.estado is not None:
            return self.situacion.estado
        dicho = self.seguimiento.estado if self.seguimiento else None
        return dicho if dicho is Estado.SIN_REPORTE else None

    @property
    def aplica(self) -> bool:
        """Si entra en los denominadores."""
        return self.situacion.aplica

    @property
    def terminada(self) -> bool:
        """Si se sabe cumplida del todo."""
        return self.situacion.terminada

    @property
    def arrastrada(self) -> bool:
        """Si su avance viene de un corte anterior."""
        return self.avance is not None and not self.es_del_periodo(self.situacion.corte)

    @property
    def se_conocia_antes(self) -> bool:
        """Si en algún corte anterior al período se declaró su avance."""
        antes = (s for s in self.seguimientos if self.desde is not None and s.corte <= self.desde)
        return any(map(_declara_avance, antes))

    @property
    def declaro_avance(self) -> bool:
        """Si en algún corte, hasta éste, se declaró su avance."""
        return any(map(_declara_avance, self.seguimientos))

    @property
    def con_texto(self) -> bool:
        """Si se escribió algo, que no sea un guion."""
        texto = self.seguimiento.texto if self.seguimiento else None
        return bool(texto and texto.strip()) and texto != _GUION

    @property
    def con_guion(self) -> bool:
        """Si se escribió un guion: dicho que no hay qué reportar."""
        return self.seguimiento is not None and self.seguimiento.texto == _GUION

    @property
    def ultimo_reporte(self) -> Seguimiento | None:
        """El último seguimiento en que se reportó algo de ella, de éste o de otro corte."""
        return next((s for s in reversed(self.seguimientos) if self._vale(s)), None)

    @functools.cached_property
    def reportada(self) -> bool:
        """Si en el período se reportó algo de ella."""
        return any(map(self._vale, self.del_periodo))

    @functools.cached_property
    def reportes(self) -> tuple[date, ...]:
        """Los cortes en que se reportó algo de ella, en orden."""
        return tuple(s.corte for s in self.seguimientos if self._vale(s))

    def _vale(self, seguimiento: Seguimiento) -> bool:
        ignorado = any(
            duda.corte == seguimiento.corte and duda.duda == "no_aplica_tras_terminar"
            for duda in self.situacion.contradicciones
        )
        return not ignorado and es_reporte(seguimiento)

    def es_del_periodo(self, corte: date | None) -> bool:
        """Si un corte cae en el período."""
        return corte is not None and (self.desde is None or corte > self.desde)


def _declara_avance(seguimiento: Seguimiento) -> bool:
    return seguimiento.avance is not None and seguimiento.estado is not Estado.NO_APLICA


def filas_de(
    plan: Plan, corte: date | None, desde: date | None, reglas: Reglas
) -> Iterator[FilaAnalizada]:
    """Todas las filas del plan, en su orden; ``desde`` es el corte anterior."""
    cuando = corte, desde, plan.vigencia
    for componente in recorrer(plan, Componente):
        for lista in LISTAS_DE_FILAS:  # cada una es una tabla de la matriz
            previa: FilaAnalizada | None = None
            for lugar in recorrer(componente, lista):
                previa = _analizar(lugar, previa, cuando, reglas)
                yield previa


def _analizar(
    lugar: Parada,
    previa: FilaAnalizada | None,
    cuando: tuple[date | None, date | None, int | None],
    reglas: Reglas,
) -> FilaAnalizada:
    corte, desde, vigencia = cuando
    fila, de = lugar.objeto, lugar.objetos
    fecha = fecha_de(fila, vigencia)
    seguimientos = _hasta(fila.seguimientos, corte)
    excusado = not seguimientos and previa is not None and _excusa(previa)
    comparte = excusado and reglas.blancos == "combinadas"
    if comparte and previa is not None:
        seguimientos = previa.seguimientos
    situacion = situacion_de(seguimientos, fecha, corte) if corte and seguimientos else _NADA
    analizada = FilaAnalizada(
        ruta=lugar.ruta,
        lista=lugar.contenido.nombre,
        dependencia=de.get("dependencia"),
        componente=de["componente"],
        subcomponente=de.get("subcomponente"),
        fila=fila,
        fecha=fecha,
        corte=corte,
        desde=desde,
        seguimientos=seguimientos,
        situacion=situacion,
        avance=situacion.avance if situacion.aplica else None,
        bajo_reporte=excusado and reglas.blancos == "aparte",
        comparte_reporte=comparte,
    )
    if reglas.arrastre == "solo_del_corte" and analizada.arrastrada:
        return attrs.evolve(analizada, avance=None)
    return analizada


def _excusa(previa: FilaAnalizada) -> bool:
    """Si un blanco bajo ella puede ser parte de su celda."""
    return previa.reportada or previa.bajo_reporte


def _hasta(seguimientos: Sequence[Seguimiento], corte: date | None) -> Sequence[Seguimiento]:
    if corte is None:
        return ()
    return sorted((s for s in seguimientos if s.corte <= corte), key=lambda s: s.corte)


def fecha_de(fila: FilaDeMatriz, vigencia: int | None) -> FechaProgramada:
    """Lo que se entiende de su fecha: la programada o la que va de su inicio a su fin.

    De un trámite manda la segunda, que es la que piden sus formatos.
    """
    if fila.va_de_inicio_a_fin:
        return leer_rango(fila.fecha_inicio, fila.fecha_fin, vigencia)
    return leer_fecha_programada(fila.fecha_programada, vigencia)


class Vencimiento(StrEnum):
    """Cómo está una fila cuyo último día ya llegó y no se sabe terminada."""

    VENCIDA = "vencida"
    """Se declaró su avance o su estado, y no es el de terminada."""
    POR_DETERMINAR = "por determinar"
    """Sólo trae textos: no se le acusa de nada."""
    SIN_REPORTE = "vencida sin reporte"
    """Nada se reportó de ella hasta el corte."""
    EN_BLANCO = "en blanco bajo un reporte"
    """Puede ser parte de la celda reportada de arriba."""


def ultimo_dia(fila: FilaAnalizada) -> date | None:
    """El último de sus días; ``None`` si no se sabe o no termina."""
    return fila.fecha.dias[-1] if fila.fecha.dias else None


def ya_vencio(fila: FilaAnalizada) -> bool:
    """Si aplica y su último día es el corte o uno anterior."""
    ultimo = ultimo_dia(fila)
    return bool(fila.aplica and fila.corte and ultimo and ultimo <= fila.corte)


def vencimiento_de(fila: FilaAnalizada) -> Vencimiento | None:
    """La clase de una fila que ya venció sin saberse terminada; ``None`` si no es el caso."""
    if not ya_vencio(fila) or fila.terminada:
        return None
    if fila.bajo_reporte:
        return Vencimiento.EN_BLANCO
    if fila.situacion.se_conoce:
        return Vencimiento.VENCIDA
    if fila.reportes:
        return Vencimiento.POR_DETERMINAR
    return Vencimiento.SIN_REPORTE


def es_exigible(fila: FilaAnalizada) -> bool:
    """Si en el período debía mostrar algo."""
    if not fila.aplica or fila.corte is None:
        return False
    return (
        fila.fecha.clase is ClaseDeFecha.CONTINUA
        or _tiene_un_dia_en_el_periodo(fila)
        or _cruza_el_periodo(fila)
        or _quedo_sin_terminar(fila)
        or _quedo_sin_reportar(fila)
    )


def esta_al_dia(fila: FilaAnalizada) -> bool:
    """Si se hace más de una vez y lo que iba hasta el corte se declaró cumplido."""
    hasta, corte = fila.situacion.hasta, fila.corte
    if hasta is None or corte is None:
        return False
    if fila.fecha.clase is ClaseDeFecha.CONTINUA:
        return fila.desde is None or hasta > fila.desde
    return not any(hasta < dia <= corte for dia in fila.fecha.dias)


def falta_su_reporte(fila: FilaAnalizada) -> bool:
    """Si es exigible, no está terminada ni al día, y en el período no se reportó nada de ella."""
    if fila.reportada or fila.bajo_reporte or fila.terminada:
        return False
    return not esta_al_dia(fila) and es_exigible(fila)


def _en_el_periodo(fila: FilaAnalizada, dia: date) -> bool:
    return bool(fila.corte and dia <= fila.corte and (fila.desde is None or dia > fila.desde))


def _tiene_un_dia_en_el_periodo(fila: FilaAnalizada) -> bool:
    return any(_en_el_periodo(fila, dia) for dia in fila.fecha.dias)


def _cruza_el_periodo(fila: FilaAnalizada) -> bool:
    """Si es un rango que se cruza con el período, aunque termine después.

    «Primer semestre» o «todo el año» no lo son: se exigen cuando terminan.
    """
    desde, ultimo, corte = fila.fecha.desde, ultimo_dia(fila), fila.corte
    if fila.fecha.clase is not ClaseDeFecha.RANGO:
        return False
    if desde is None or ultimo is None or corte is None:
        return False
    return desde <= corte and (fila.desde is None or ultimo > fila.desde)


def _quedo_sin_terminar(fila: FilaAnalizada) -> bool:
    return ya_vencio(fila) and fila.situacion.se_conoce and not fila.terminada


def _quedo_sin_reportar(fila: FilaAnalizada) -> bool:
    """Si de su último día anterior al período no se reportó nada hasta el corte anterior."""
    anterior = fila.desde
    if anterior is None or fila.terminada:  # lo terminado ya no se pide
        return False
    dia = max((uno for uno in fila.fecha.dias if uno <= anterior), default=None)
    return dia is not None and not any(dia <= uno <= anterior for uno in fila.reportes)
