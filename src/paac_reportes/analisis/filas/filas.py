"""Las filas de un plan en un corte: dónde están, qué se sabe de ellas y qué reportaron."""

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.analisis.filas.situacion import Situacion, es_reporte, situacion_de
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
    FechaProgramada,
    leer_fecha_programada,
    leer_rango,
)

_GUION = "-"
_NADA = Situacion()


@attrs.frozen(eq=False, slots=False, kw_only=True)
class FilaAnalizada:
    """Una actividad o un trámite, dónde está y cómo va al cierre de un corte."""

    ruta: str
    """Su lugar en los datos, como ``componentes[0].tramites[1]``."""
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
        return any(s.avance is not None and s.estado is not Estado.NO_APLICA for s in antes)

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
    for tabla in _tablas(plan):
        previa: FilaAnalizada | None = None
        for puesta in tabla:
            previa = _analizar(puesta, previa, (corte, desde, plan.vigencia), reglas)
            yield previa


@attrs.frozen
class Puesta:
    """Una fila en su lugar."""

    ruta: str
    dependencia: Dependencia | None
    componente: Componente
    subcomponente: Subcomponente | None
    fila: FilaDeMatriz


def _analizar(
    puesta: Puesta,
    previa: FilaAnalizada | None,
    cuando: tuple[date | None, date | None, int | None],
    reglas: Reglas,
) -> FilaAnalizada:
    corte, desde, vigencia = cuando
    fila = puesta.fila
    fecha = fecha_de(fila, vigencia)
    seguimientos = _hasta(fila.seguimientos, corte)
    excusado = not seguimientos and previa is not None and _excusa(previa)
    comparte = excusado and reglas.blancos == "combinadas"
    if comparte and previa is not None:
        seguimientos = previa.seguimientos
    situacion = situacion_de(seguimientos, fecha, corte) if corte and seguimientos else _NADA
    analizada = FilaAnalizada(
        ruta=puesta.ruta,
        dependencia=puesta.dependencia,
        componente=puesta.componente,
        subcomponente=puesta.subcomponente,
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


def filas_en_su_lugar(plan: Plan) -> Iterator[Puesta]:
    """Las filas del plan sin analizar, con su ruta."""
    for tabla in _tablas(plan):
        yield from tabla


def _tablas(plan: Plan) -> Iterator[Sequence[Puesta]]:
    """Las filas de cada lista de un componente, que es como van en las tablas de la matriz."""
    for lugar, dependencia, componente in plan.tablas_con_ruta():
        yield [
            Puesta(
                f"{lugar}.subcomponentes[{k}].actividades[{m}]",
                dependencia,
                componente,
                subcomponente,
                actividad,
            )
            for k, subcomponente in enumerate(componente.subcomponentes)
            for m, actividad in enumerate(subcomponente.actividades)
        ]
        for nombre, lista in (
            ("tramites", componente.tramites),
            ("intercambios", componente.intercambios),
        ):
            yield [
                Puesta(f"{lugar}.{nombre}[{k}]", dependencia, componente, None, tramite)
                for k, tramite in enumerate(lista)
            ]
