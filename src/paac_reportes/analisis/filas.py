"""Las filas de un plan en un corte: dónde están, qué se sabe de ellas y qué reportaron.

Lo que se sabe de una, lo dice ``analisis.situacion``. Cada una sabe además, una sola vez, qué se le
puede exigir: un reporte en el período, o estar terminada.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

from paac_reportes import clases
from paac_reportes.analisis.metodologia import Reglas, precede, serie_de
from paac_reportes.analisis.situacion import (
    NADA_DECLARADO,
    Historia,
    Situacion,
    dice_algo,
    es_reporte,
)
from paac_reportes.modelo import (
    Componente,
    Dependencia,
    Estado,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
    Verificacion,
)
from paac_reportes.modelo.fechas import (
    ClaseDeFecha,
    FechaProgramada,
    leer_fecha_programada,
    leer_rango,
)
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.textos.frases import nombre_en_frase
from paac_reportes.textos.plano import en_plano


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


@clases.frozen(slots=False, kw_only=True)
class FilaAnalizada:
    """Una actividad o un trámite, dónde está y cómo va al cierre de un corte."""

    ruta: str
    """Su lugar en los datos, como ``componentes[0].tramites[1]``."""
    lista: str
    """De cuál es: ``actividades``, ``tramites`` o ``intercambios``."""
    dependencia: Dependencia | None
    oficina: str | None
    """Cómo se nombra su dependencia en lo que se cuenta, que no es un formato oficial."""
    componente: Componente
    subcomponente: Subcomponente | None
    fila: FilaDeMatriz
    fecha: FechaProgramada
    corte: date | None
    desde: date | None
    """El corte anterior: el período va después de él y hasta el corte."""
    situacion: Situacion
    aplica: bool
    """Si entra en los denominadores."""
    terminada: bool
    """Si se sabe cumplida del todo."""
    ultimo_dia: date | None
    """El último de sus días; ``None`` si no se sabe o no termina."""
    avance: Decimal | None
    """Avance que entra en los promedios, de 0 a 100; ``None`` si se desconoce."""
    bajo_reporte: bool
    """Si es un blanco que puede ser parte de la celda reportada de arriba, y se cuenta aparte."""
    _historia: Historia = attrs.field(eq=False)

    @clases.propiedad_recordada
    def seguimientos(self) -> Sequence[Seguimiento]:
        """Los seguimientos que hay hasta el corte, en orden."""
        return self._historia.entre(None, self.corte)

    @clases.propiedad_recordada
    def del_periodo(self) -> Sequence[Seguimiento]:
        """Los seguimientos del período, en orden."""
        return self._historia.entre(self.desde, self.corte)

    def __repr__(self) -> str:
        return f"<FilaAnalizada {self.ruta} con corte {self.corte}>"

    @clases.propiedad_recordada
    def seguimiento(self) -> Seguimiento | None:
        """El último seguimiento del período; ``None`` si no hay."""
        return self.del_periodo[-1] if self.del_periodo else None

    @property
    def revision(self) -> Verificacion | None:
        """Última revisión de sus evidencias en el período; ``None`` si no la hubo."""
        revisiones = (s.verificacion for s in reversed(self.del_periodo) if s.verificacion)
        return next(revisiones, None)

    @property
    def estado(self) -> Estado | None:
        """Último estado declarado, que nunca se deduce; ``sin_reporte``, si sólo eso se dijo.

        ``None`` si ninguno se declaró.
        """
        if self.situacion.estado is not None:
            return self.situacion.estado
        estado_dicho = self.seguimiento.estado if self.seguimiento else None
        return estado_dicho if estado_dicho is Estado.SIN_REPORTE else None

    @property
    def vence_en_el_corte(self) -> bool:
        """Si su último día es el mismo del corte."""
        return self.corte is not None and self.ultimo_dia == self.corte

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

    @clases.propiedad_recordada
    def alguna_verificada(self) -> bool:
        """Si control interno verificó algún seguimiento suyo, de éste o de otro corte."""
        return self._historia.se_verifico(self.corte)

    @property
    def terminada_antes(self) -> bool:
        """Si tiene varias fechas escritas y se declaró terminada antes de la última."""
        cerrada_hasta, dias = self.situacion.hasta, self.fecha.dias
        if not self.terminada or not self.fecha.dice_sus_dias or cerrada_hasta is None:
            return False
        return bool(dias) and cerrada_hasta < dias[-1]

    @property
    def callo_desde_que_cerro(self) -> bool:
        """Si estuvo al día hasta un corte, después le llegó otro de sus días y ya no se reportó."""
        cerrada_hasta = self.situacion.hasta
        if cerrada_hasta is None or not self.situacion.le_llego_otro_dia:
            return False
        return not self.reportes or self.reportes[-1] <= cerrada_hasta

    @property
    def con_texto(self) -> bool:
        """Si en el período se escribió un texto que no sea un guion o un «N/A»."""
        return any(map(dice_algo, self.del_periodo))

    @property
    def con_guion(self) -> bool:
        """Si en el período sólo se escribió un guion o un «N/A»: que no hay qué reportar."""
        return not self.con_texto and any((s.texto or "").strip() for s in self.del_periodo)

    @property
    def llego_reporte(self) -> bool:
        """Si en el período llegó algún reporte suyo, aunque no cuente o diga que no aplica."""
        return any(map(es_reporte, self.del_periodo))

    @property
    def ultimo_reporte(self) -> Seguimiento | None:
        """El último seguimiento en que se reportó algo de ella, de éste o de otro corte.

        ``None`` si en ninguno.
        """
        return self._historia.seguimiento_de(self.reportes[-1]) if self.reportes else None

    @clases.propiedad_recordada
    def reportada(self) -> bool:
        """Si en el período se reportó algo de ella."""
        return bool(self.reportes) and self.es_del_periodo(self.reportes[-1])

    @clases.propiedad_recordada
    def reportes(self) -> tuple[date, ...]:
        """Los cortes en que se reportó algo de ella, en orden."""
        return self._historia.reportes(self.corte)

    def es_del_periodo(self, corte: date | None) -> bool:
        """Si un corte cae en el período.

        ``corte``: con ``None`` no cae en ninguno; sin ``desde``, todo corte es del período.
        """
        return corte is not None and (self.desde is None or corte > self.desde)

    @property
    def ya_vencio(self) -> bool:
        """Si aplica y su último día es el corte o uno anterior."""
        return self.aplica and self.llego_su_dia

    @property
    def llego_su_dia(self) -> bool:
        """Si su último día es el corte o uno anterior, aplique o no."""
        return bool(self.corte and self.ultimo_dia and self.ultimo_dia <= self.corte)

    @clases.propiedad_recordada
    def vencimiento(self) -> Vencimiento | None:
        """Clase de vencida que es la fila; ``None`` si no ha vencido, o consta terminada.

        En blanco bajo la celda reportada de otra fila, no se sabe si la comparte. De la que en un
        día anterior estuvo al día, sólo se afirma si desde entonces calló.
        """
        if not self.ya_vencio or self.terminada:
            return None
        if self.bajo_reporte:
            return Vencimiento.EN_BLANCO
        if self.situacion.le_llego_otro_dia:
            callo = self.callo_desde_que_cerro
            return Vencimiento.AL_DIA_SIN_REPORTE if callo else Vencimiento.POR_DETERMINAR
        if self.situacion.se_conoce:
            return Vencimiento.VENCIDA
        return Vencimiento.POR_DETERMINAR if self.reportes else Vencimiento.SIN_REPORTE

    def tiene_un_dia(self, desde: date | None, hasta: date) -> bool:
        """Si algún día de la fecha de la fila va después de ``desde`` y hasta ``hasta``."""
        return _hay_un_dia(self.fecha, desde, hasta)

    @property
    def clase(self) -> str:
        """Clase de la fila, una sola: la de su vencimiento, si ya debía estar terminada."""
        if not self.aplica:
            return "no aplica"
        if self.terminada:
            return "terminada"
        if self.vencimiento:
            return self.vencimiento.value
        if self.fecha.clase is ClaseDeFecha.CONTINUA:
            return "permanente"
        return "no ha vencido" if self.fecha.dias else "sin un día exigible"

    @clases.propiedad_recordada
    def exigible(self) -> bool:
        """Si en el período debía mostrar algo."""
        if not self.aplica or self.corte is None:
            return False
        return (
            self.fecha.clase is ClaseDeFecha.CONTINUA
            or self.tiene_un_dia(self.desde, self.corte)
            or any(_finales_en_el_periodo(self))
            or self.vencimiento is Vencimiento.VENCIDA
            or _quedo_sin_reportar(self)
        )

    @property
    def dia_debido(self) -> date | None:
        """El día por el que en el período debía mostrar algo: si son varios, el primero.

        De un rango que lo cruza, su final; de lo que quedó sin reportar de antes, el último día
        anterior. ``None`` si no se le exige por un día.
        """
        if self.corte is None:
            return None
        dias = self.fecha.dias
        de_antes = 0 if self.desde is None else bisect_right(dias, self.desde)
        if de_antes < bisect_right(dias, self.corte):
            return dias[de_antes]
        ultimo_de_antes = dias[de_antes - 1] if de_antes else None
        return min(_finales_en_el_periodo(self), default=ultimo_de_antes)

    @property
    def al_dia(self) -> bool:
        """Si se hace más de una vez y lo que iba hasta el corte se declaró cumplido."""
        cerrada_hasta, corte = self.situacion.hasta, self.corte
        if cerrada_hasta is None or corte is None:
            return False
        return _sigue_al_dia(cerrada_hasta, self.fecha, corte, self.desde)

    @clases.propiedad_recordada
    def sin_reporte(self) -> bool:
        """Si es exigible, ni terminada ni al día, y en el período no se reportó nada de ella."""
        if self.reportada or self.bajo_reporte or self.terminada:
            return False
        return not self.al_dia and self.exigible


Filas = tuple[FilaAnalizada, ...]


def sin_las_excluidas(filas: Filas, excluidas: Filas) -> Filas:
    """Las filas que no están entre las excluidas, en su orden."""
    fuera = {fila.ruta for fila in excluidas}
    return tuple(fila for fila in filas if fila.ruta not in fuera)


class Historias:
    """Historias de las filas de un plan con unas reglas: una vez para todos los cortes."""

    def __init__(self, plan: Plan, reglas: Reglas) -> None:
        self.plan, self.reglas = plan, reglas
        self._por_ruta: dict[str, Historia] = {}
        self._series: dict[int, tuple[date, ...]] = {}
        """Por el año del corte, que es lo que de él cuenta."""

    def de_la_fila(self, ruta: str, fila: FilaDeMatriz) -> Historia:
        """Historia de una fila, que se arma una vez; ``ruta``: ``componentes[0].tramites[1]``."""
        if (historia := self._por_ruta.get(ruta)) is None:
            fecha = fecha_de_fila(fila, self.plan.vigencia)
            historia = Historia(fila.seguimientos, fecha, self.reglas.cumplida_sin_numero)
            self._por_ruta[ruta] = historia
        return historia

    @clases.propiedad_recordada
    def oficinas(self) -> dict[str, str]:
        """Nombre con que se cuenta cada dependencia, por el que trae en los datos."""
        return oficinas_de(self.plan)

    def corte_anterior(self, corte: date) -> date | None:
        """Corte que precede a otro en su serie; ``None`` si es el primero."""
        if corte.year not in self._series:
            self._series[corte.year] = serie_de(self.plan, self.reglas, corte)
        return precede(self._series[corte.year], corte)


def oficinas_de(plan: Plan) -> dict[str, str]:
    """Nombre con que se cuenta cada dependencia, por el que trae en los datos.

    ``SECRETARÍA DE HACIENDA`` es ``Secretaría de Hacienda`` o, si lo trae, su nombre corto; el que
    es también de otra no la distingue, y se deja.
    """
    nombres = {dependencia.nombre: dependencia.en_corto for dependencia in plan.dependencias}
    veces = Counter(
        en_plano(nombre) for largo_y_corto in nombres.items() for nombre in set(largo_y_corto)
    )
    return {
        nombre: nombre_en_frase(corto if veces[en_plano(corto)] == 1 else nombre)
        for nombre, corto in nombres.items()
    }


def filas_analizadas(
    historias: Historias, corte: date | None, desde: date | None
) -> Iterator[FilaAnalizada]:
    """Todas las filas del plan, en su orden; ``desde`` es el corte anterior.

    Cada una sabe de la de encima en su tabla: su blanco puede ser parte de la celda de ella.
    """
    for componente in recorrer(historias.plan, Componente):
        for lista in LISTAS_DE_FILAS:  # cada una es una tabla de la matriz
            previa: FilaAnalizada | None = None
            for lugar in recorrer(componente, lista):
                previa = _analizar(lugar, previa, (corte, desde), historias)
                yield previa


def _analizar(
    parada: Parada,
    previa: FilaAnalizada | None,
    cuando: tuple[date | None, date | None],
    historias: Historias,
) -> FilaAnalizada:
    """La fila de una parada, analizada en el corte.

    ``previa``: la de encima, cuya celda puede cubrir un blanco; ``cuando``: el corte y el anterior.
    """
    (corte, desde), reglas = cuando, historias.reglas
    fila, objetos, ruta = parada.objeto, parada.objetos, parada.ruta
    dependencia = objetos.get("dependencia")
    historia = historias.de_la_fila(ruta, fila)
    # Un blanco bajo un texto puede ser parte de su celda; bajo un número o un estado, no.
    excusado = (
        previa is not None
        and not historia.tiene_seguimiento_propio(desde, corte)
        and (previa.bajo_reporte or previa.con_texto)
    )
    if excusado and previa is not None and reglas.blancos == "combinadas":
        historia = historia.con(filter(dice_algo, previa.seguimientos))
    situacion = _al_cierre(historia, corte, desde) if corte else NADA_DECLARADO
    analizada = FilaAnalizada(
        ruta=ruta,
        lista=parada.contenido.nombre,
        dependencia=dependencia,
        oficina=historias.oficinas[dependencia.nombre] if dependencia else None,
        componente=objetos["componente"],
        subcomponente=objetos.get("subcomponente"),
        fila=fila,
        fecha=historia.fecha,
        corte=corte,
        desde=desde,
        historia=historia,
        situacion=situacion,
        aplica=situacion.aplica,
        terminada=situacion.terminada,
        ultimo_dia=historia.fecha.dias[-1] if historia.fecha.dias else None,
        avance=situacion.avance if situacion.aplica else None,
        bajo_reporte=excusado and reglas.blancos == "aparte",
    )
    if reglas.arrastre == "solo_del_corte" and analizada.arrastrada:
        return attrs.evolve(analizada, avance=None)
    return analizada


def _al_cierre(historia: Historia, corte: date, desde: date | None) -> Situacion:
    """La situación de la fila en el corte; si estuvo al día y ya no, sin el 100 de entonces.

    ``desde``: cuándo empezó el período.
    """
    situacion = historia.al_cierre(corte)
    cerrada_hasta = situacion.hasta
    if (
        cerrada_hasta is None
        or situacion.terminada
        or _sigue_al_dia(cerrada_hasta, historia.fecha, corte, desde)
    ):
        return situacion
    return attrs.evolve(situacion, avance=None, del_avance=None, le_llego_otro_dia=True)


def _sigue_al_dia(
    cerrada_hasta: date, fecha: FechaProgramada, corte: date, desde: date | None
) -> bool:
    """Si en el corte no hay días nuevos desde ``cerrada_hasta``; ``desde`` es el corte anterior."""
    if fecha.clase is ClaseDeFecha.CONTINUA:
        return desde is None or cerrada_hasta > desde
    return not _hay_un_dia(fecha, cerrada_hasta, corte)


def _hay_un_dia(fecha: FechaProgramada, desde: date | None, hasta: date) -> bool:
    """Si algún día de la fecha, que van en orden, es posterior a ``desde`` y no a ``hasta``."""
    dias_hasta = bisect_right(fecha.dias, hasta)
    return dias_hasta > 0 and (desde is None or fecha.dias[dias_hasta - 1] > desde)


def fecha_de_fila(fila: FilaDeMatriz, vigencia: int | None) -> FechaProgramada:
    """Fecha que se entiende de una fila: la programada o la que va de su inicio a su fin.

    De un trámite manda la segunda, que es la que piden sus formatos.
    """
    if fila.va_de_inicio_a_fin:
        return leer_rango(fila.fecha_inicio, fila.fecha_fin, vigencia)
    return leer_fecha_programada(fila.fecha_programada, vigencia)


def _finales_en_el_periodo(fila: FilaAnalizada) -> Iterator[date]:
    """El último día, así sea posterior, de cada rango de la fecha que se cruza con el período.

    «Primer semestre» o «todo el año» no lo son: se exigen cuando terminan.
    """
    for desde, hasta in _rangos(fila.fecha):
        if fila.corte and desde <= fila.corte and (fila.desde is None or hasta > fila.desde):
            yield hasta


def _rangos(fecha: FechaProgramada) -> Sequence[tuple[date, date]]:
    """Rangos escritos en la fecha, cada uno con su primer día y su último."""
    if fecha.clase is not ClaseDeFecha.RANGO:
        return fecha.rangos
    return [(fecha.desde, fecha.dias[-1])] if fecha.desde and fecha.dias else ()


def _quedo_sin_reportar(fila: FilaAnalizada) -> bool:
    """Si de su último día anterior al período no se reportó nada hasta el corte anterior."""
    anterior = fila.desde
    if anterior is None or fila.terminada:  # lo terminado ya no se pide
        return False
    dias_vencidos = bisect_right(fila.fecha.dias, anterior)
    if not dias_vencidos:
        return False
    dia, reportes_de_entonces = (
        fila.fecha.dias[dias_vencidos - 1],
        bisect_right(fila.reportes, anterior),
    )
    return not reportes_de_entonces or fila.reportes[reportes_de_entonces - 1] < dia
