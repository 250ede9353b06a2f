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
    Resultado,
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
from paac_reportes.modelo.metodologia import CumplidaSinNumero
from paac_reportes.modelo.recorrer import Parada, recorrer

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
    """Lo que se sabe de una fila al cierre de un corte."""

    avance: Decimal | None = None
    """Porcentaje, de 0 a 100; ``None`` si se desconoce."""
    estado: Estado | None = None
    corte: date | None = None
    """El que decide lo que se sabe; ``None`` si nunca se declaró nada."""
    del_avance: date | None = None
    """El que declaró el avance: uno anterior, si desde entonces sólo se dijo el estado."""
    verificada: bool = False
    """Si control interno verificó el seguimiento que declaró el avance."""
    aplica: bool = True
    hasta: date | None = None
    """Hasta qué corte están cerrados sus días, si se declaró cumplida o llegó a 100."""
    terminada: bool = False
    reabierta: date | None = None
    """El corte que la reabrió después de terminada, si sigue así."""
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
    return fecha.clase in _SE_REPITEN and not fecha.dias_escritos


def situacion_de(
    seguimientos: Iterable[Seguimiento],
    fecha: FechaProgramada,
    hasta: date,
    cumplida_sin_numero: CumplidaSinNumero = "cien",
) -> Situacion:
    """La de una fila al cierre de ``hasta``; los seguimientos van en orden de corte."""
    situacion = Situacion()
    for seguimiento in seguimientos:
        if seguimiento.corte > hasta:
            break
        if seguimiento.avance is not None or seguimiento.estado is not None:
            situacion = _despues_de(situacion, seguimiento, fecha, cumplida_sin_numero)
    return situacion


def _despues_de(
    antes: Situacion,
    dice: Seguimiento,
    fecha: FechaProgramada,
    cumplida_sin_numero: CumplidaSinNumero,
) -> Situacion:
    dudas = (*antes.contradicciones, *_contradicciones(antes, dice))
    if dice.estado is Estado.NO_APLICA:
        if antes.terminada:
            return attrs.evolve(antes, contradicciones=dudas)
        return Situacion(
            dice.avance,
            dice.estado,
            dice.corte,
            aplica=False,
            reabierta=antes.reabierta,
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
        ultimo = antes._ultimo if estado is not Estado.NO_APLICA else None  # noqa: SLF001
        if ultimo is not None and avance < ultimo:
            baja = f"baja de {_escrito(ultimo)} a {_escrito(avance)} %"
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
        return self.avance is not None and not self.es_del_periodo(self.situacion.del_avance)

    @property
    def se_conocia_antes(self) -> bool:
        """Si en algún corte anterior al período se conoció su avance."""
        primero = self.situacion.conocida_desde
        return primero is not None and not self.es_del_periodo(primero)

    @property
    def verificada(self) -> bool:
        """Si aplica y control interno verificó el seguimiento que decide lo que se sabe de ella."""
        return self.situacion.aplica and self.situacion.verificada

    @property
    def terminada_antes(self) -> bool:
        """Si tiene varias fechas escritas y se declaró terminada antes de la última."""
        hasta, dias = self.situacion.hasta, self.fecha.dias
        if not self.terminada or not self.fecha.dias_escritos or hasta is None:
            return False
        return bool(dias) and hasta < dias[-1]

    @property
    def callo_desde_que_cerro(self) -> bool:
        """Si estuvo al día, ya no, y desde entonces no se reportó nada de ella."""
        hasta = self.situacion.hasta
        if hasta is None or not self.situacion.le_llego_otro_dia:
            return False
        return not any(corte > hasta for corte in self.reportes)

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
    situacion = _al_cierre(seguimientos, fecha, cuando, reglas) if seguimientos else _NADA
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


def _al_cierre(
    seguimientos: Sequence[Seguimiento],
    fecha: FechaProgramada,
    cuando: tuple[date | None, date | None, int | None],
    reglas: Reglas,
) -> Situacion:
    """La de la fila en el corte; lo que estuvo al día y ya no, sin el 100 de aquellos días."""
    corte, desde, _ = cuando
    if corte is None:
        return _NADA
    sabida = situacion_de(seguimientos, fecha, corte, reglas.cumplida_sin_numero)
    if sabida.hasta is None or sabida.terminada or _sigue_al_dia(sabida.hasta, fecha, corte, desde):
        return sabida
    return attrs.evolve(sabida, avance=None, del_avance=None, le_llego_otro_dia=True)


def _sigue_al_dia(hasta: date, fecha: FechaProgramada, corte: date, desde: date | None) -> bool:
    """Si lo que se cerró hasta un corte es todo lo que iba hasta el de ahora."""
    if fecha.clase is ClaseDeFecha.CONTINUA:
        return desde is None or hasta > desde
    return not any(hasta < dia <= corte for dia in fecha.dias)


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
    """Sólo trae textos, o sólo textos desde que estuvo al día: no se le acusa de nada."""
    SIN_REPORTE = "vencida sin reporte"
    """Nada se reportó de ella hasta el corte."""
    AL_DIA_SIN_REPORTE = "al día y sin reporte después"
    """Cerró sus días hasta un corte, después le llegaron otros y no se volvió a reportar."""
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
    if fila.situacion.le_llego_otro_dia:
        callo = fila.callo_desde_que_cerro
        return Vencimiento.AL_DIA_SIN_REPORTE if callo else Vencimiento.POR_DETERMINAR
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
        or vencimiento_de(fila) is Vencimiento.VENCIDA
        or _quedo_sin_reportar(fila)
    )


def esta_al_dia(fila: FilaAnalizada) -> bool:
    """Si se hace más de una vez y lo que iba hasta el corte se declaró cumplido."""
    hasta, corte = fila.situacion.hasta, fila.corte
    if hasta is None or corte is None:
        return False
    return _sigue_al_dia(hasta, fila.fecha, corte, fila.desde)


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
    """Si es un rango que se cruza con el período, aunque termine después, o alguno de los suyos.

    «Primer semestre» o «todo el año» no lo son: se exigen cuando terminan.
    """
    corte = fila.corte
    return corte is not None and any(
        desde <= corte and (fila.desde is None or hasta > fila.desde)
        for desde, hasta in _rangos(fila.fecha)
    )


def _rangos(fecha: FechaProgramada) -> Sequence[tuple[date, date]]:
    if fecha.clase is not ClaseDeFecha.RANGO:
        return fecha.rangos
    return [(fecha.desde, fecha.dias[-1])] if fecha.desde and fecha.dias else ()


def _quedo_sin_reportar(fila: FilaAnalizada) -> bool:
    """Si de su último día anterior al período no se reportó nada hasta el corte anterior."""
    anterior = fila.desde
    if anterior is None or fila.terminada:  # lo terminado ya no se pide
        return False
    dia = max((uno for uno in fila.fecha.dias if uno <= anterior), default=None)
    return dia is not None and not any(dia <= uno <= anterior for uno in fila.reportes)
