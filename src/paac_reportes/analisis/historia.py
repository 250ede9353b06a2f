"""Historia de lo que ya debía estar terminado en el corte anterior, y qué se hizo con ello.

Una fila era *debida* si su último día ya había llegado y no constaba terminada, sea cual sea su
clase. Su clase es la del archivo anterior en su propio corte. Sin ese archivo no se ve qué se
corrió, se retiró o se reescribió: sólo lo que dicen los datos de hoy, que es lo que se declaró no
aplicable y lo que terminó.

Aparte van las que vencían en el período, entre los dos cortes, y se retiraron o se corrieron para
después de él: sin el archivo anterior no habrían faltado a nada.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING, Literal, get_args

from paac_reportes import clases
from paac_reportes.analisis.anterior import Impresas
from paac_reportes.analisis.cambios import CambioDeTexto
from paac_reportes.analisis.comparacion import Pareja, comparar_analisis
from paac_reportes.analisis.filas import FilaAnalizada, Vencimiento
from paac_reportes.analisis.situacion import SIN_CONTENIDO
from paac_reportes.expresiones import expresion
from paac_reportes.modelo import CambioDocumento, Estado, Plan, Seguimiento, Tramite
from paac_reportes.modelo.fechas import leer_fecha_programada
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.plan import CAMPOS_DE_FECHA
from paac_reportes.textos.plano import en_plano

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis


Gesto = Literal["retirada", "corrida", "no_aplica", "reescrita", "reporte", "terminada"]
"""Qué se hizo con lo debido, de lo más grave a lo menos.

``reporte``: los datos de hoy dicen, de lo que se reportó hasta aquel corte, otra cosa que la
publicada. ``terminada``: es lo que se esperaba de ella.
"""
GESTOS: tuple[Gesto, ...] = get_args(Gesto)


@clases.frozen(kw_only=True, eq=False)
class ReporteCambiado:
    """Un seguimiento de entonces que hoy dice otra cosa; ``None`` donde no lo hay."""

    corte: date
    antes: Seguimiento | None
    despues: Seguimiento | None


@clases.frozen(kw_only=True, eq=False, repr=False)
class FilaDebida:
    """Una fila que debía estar terminada, y todo lo que desde entonces se hizo con ella."""

    antes: FilaAnalizada
    """La de entonces, en su corte."""
    despues: FilaAnalizada | None
    """La de hoy; ``None`` si se retiró."""
    gestos: tuple[Gesto, ...]
    clase: Vencimiento | None
    """Clase que tenía; ``None`` si aún no vencía: le tocaba en el período."""
    textos: tuple[CambioDeTexto, ...] = ()
    """Textos de lo que se pedía que se reescribieron."""
    en_su_lugar: FilaAnalizada | None = None
    """De una retirada, la nueva que tiene su lugar y su código."""
    reportes: tuple[ReporteCambiado, ...] = ()
    """Reportes que hoy dicen otra cosa."""
    de_hoy: FilaAnalizada | None = None
    """Fila de hoy en el corte anterior, si se sabe."""
    de_documento: bool = False
    """Si la de entonces salió de un documento, que sólo imprime lo de su corte."""

    def __repr__(self) -> str:
        return f"<FilaDebida {self.antes.ruta}: {', '.join(self.gestos)}>"

    @property
    def cambio(self) -> bool:
        """Si con ella se hizo algo que no es terminarla."""
        return self.gestos != ("terminada",)

    @property
    def vencia(self) -> date:
        """Último día que la fila tenía para hacerse, en el corte anterior."""
        dia = self.antes.ultimo_dia
        assert dia is not None  # noqa: S101 - sin él no era debida
        return dia


@clases.frozen(kw_only=True, eq=False)
class HistoriaDelPlan:
    """Historia de un plan: qué debía estar terminado en el corte anterior, y qué se hizo."""

    desde: date
    """El corte anterior."""
    con_anterior: bool
    """Si se vio el archivo de entonces."""
    debidas: tuple[FilaAnalizada, ...]
    """Todas, también aquellas con las que no se hizo nada."""
    filas: tuple[FilaDebida, ...]
    """Filas con las que se hizo algo, de lo más grave a lo menos."""
    del_periodo: tuple[FilaDebida, ...] = ()
    """Filas que vencían en el período, y se retiraron o se corrieron para después de él."""
    control: tuple[CambioDocumento, ...] = ()
    """Cambios del período que dice el control de cambios del plan."""
    sin_ver: tuple[str, ...] = ()
    """Los datos que el documento de entonces no imprime, y de los que no se sabe si cambiaron."""

    def __repr__(self) -> str:
        return f"<HistoriaDelPlan desde {self.desde}: {len(self.filas)} de {len(self.debidas)}>"

    @property
    def por_aprobar(self) -> tuple[FilaDebida, ...]:
        """Todas las filas cuyo cambio pide un acto que lo apruebe."""
        return (*(debida for debida in self.filas if debida.cambio), *self.del_periodo)


_FECHA, _AVANCE = "fecha", "avance"
_NADA_SE_VE = frozenset({_FECHA, _AVANCE})
"""Sin una de las dos no se sabe qué debía estar terminado."""


def historia_de(analisis: "Analisis") -> HistoriaDelPlan | None:
    """Lo que pasó en el período con las filas que se debían; ``None`` sin un corte anterior."""
    anterior = analisis.anterior
    if anterior is None or anterior.corte is None or analisis.corte is None:
        return None
    con_anterior = analisis.publicado is not None
    sin_ver = tuple(_sin_ver(anterior)) if con_anterior else ()
    debidas = [] if _NADA_SE_VE & {*sin_ver} else _debidas(anterior)
    if con_anterior:
        vencian = [] if _FECHA in sin_ver else _vencian_en_el_periodo(anterior, analisis.corte)
        vistas = [*_con_lo_publicado(analisis, anterior, (*debidas, *vencian))]
    else:
        vistas = [*_con_los_datos_de_hoy(analisis, debidas)]
    return HistoriaDelPlan(
        desde=anterior.corte,
        con_anterior=con_anterior,
        debidas=tuple(fila for fila, _ in debidas),
        filas=_en_orden(debida for debida in vistas if debida.clase is not None),
        del_periodo=_en_orden(debida for debida in vistas if debida.clase is None),
        control=_control(analisis.plan, anterior.corte, analisis.corte),
        sin_ver=sin_ver,
    )


_Debidas = Sequence[tuple[FilaAnalizada, Vencimiento | None]]


def _debidas(anterior: "Analisis") -> _Debidas:
    """Filas que ya debían estar terminadas y no constaban así, en el orden del plan."""
    clase_de = {
        id(fila): clase for clase, filas in anterior.todo.por_vencimiento.items() for fila in filas
    }
    return [(fila, clase_de[id(fila)]) for fila in anterior.todo.filas if id(fila) in clase_de]


def _vencian_en_el_periodo(anterior: "Analisis", corte: date) -> _Debidas:
    """Filas que, según el archivo anterior, vencían después de su corte y hasta éste."""
    return [
        (fila, None)
        for fila in anterior.todo.aplican
        if not fila.terminada
        and fila.ultimo_dia is not None
        and anterior.corte is not None
        and anterior.corte < fila.ultimo_dia <= corte
    ]


def _en_orden(debidas: Iterable[FilaDebida]) -> tuple[FilaDebida, ...]:
    """Lo debido, de lo del gesto más grave a lo del menos."""
    return tuple(sorted(debidas, key=lambda debida: GESTOS.index(debida.gestos[0])))


def _con_los_datos_de_hoy(analisis: "Analisis", debidas: _Debidas) -> Iterator[FilaDebida]:
    """Filas debidas con las que se hizo algo, vistas sin el archivo de entonces."""
    de_hoy = {fila.ruta: fila for fila in analisis.todo.filas}
    for fila, clase in debidas:
        hoy = de_hoy[fila.ruta]
        if gestos := tuple(_gestos_de_hoy(fila, hoy)):
            yield FilaDebida(antes=fila, clase=clase, despues=hoy, gestos=gestos)


def _gestos_de_hoy(
    en_el_corte_anterior: FilaAnalizada | None, hoy: FilaAnalizada
) -> Iterator[Gesto]:
    """Gesto que se ve en los datos de hoy: que la fila no aplica, o que terminó desde entonces."""
    if not hoy.aplica:
        yield "no_aplica"
    elif hoy.terminada and not (
        en_el_corte_anterior is not None
        and en_el_corte_anterior.aplica
        and en_el_corte_anterior.terminada
    ):
        yield "terminada"


# ------------------------------------------------------------------ con el archivo de entonces


def _con_lo_publicado(
    analisis: "Analisis", anterior: "Analisis", debidas: _Debidas
) -> Iterator[FilaDebida]:
    """Las filas que se debían y con las que algo se hizo, según el archivo de entonces.

    ``debidas``: cada fila con la clase de su vencimiento; ``None`` si vencía en el período.
    """
    if not debidas:
        return
    comparacion = comparar_analisis(anterior, analisis)
    cortes = [dia for dia in analisis.plan.cortes() if anterior.corte and dia <= anterior.corte]
    if anterior.impresas is not None:  # un documento sólo imprime lo de su corte
        cortes = [dia for dia in cortes if dia == anterior.corte]
    pareja_de = {id(pareja.antes): pareja for pareja in comparacion.parejas}
    retiradas = {id(fila) for fila in comparacion.retiradas}
    frente = analisis._frente_a_lo_publicado  # noqa: SLF001 - las que ya reconoció
    pares = frente.emparejadas.en_su_codigo() if frente else ()
    en_su_lugar = {id(par.antes.valor): par.despues.valor for par in pares}
    for fila, clase in debidas:
        if id(fila) in retiradas:
            yield FilaDebida(
                antes=fila,
                clase=clase,
                despues=None,
                gestos=("retirada",),
                en_su_lugar=en_su_lugar.get(id(fila)),
                de_documento=anterior.impresas is not None,
            )
        elif pareja := pareja_de.get(id(fila)):
            debida = _debida_de_la_pareja(pareja, clase, analisis, cortes)
            if debida.gestos:
                yield debida


def _debida_de_la_pareja(
    pareja: Pareja, clase: Vencimiento | None, analisis: "Analisis", cortes: Sequence[date]
) -> FilaDebida:
    """La fila que se debía, con lo que se hizo de ella, de lo más grave a lo menos.

    ``cortes``: aquéllos cuyos reportes se comparan.
    """
    antes, hoy, de_documento = pareja.antes, pareja.despues, pareja.impresas is not None
    de_hoy = analisis.de_hoy_en_el_anterior(hoy)
    textos: tuple[CambioDeTexto, ...] = ()
    reportes: tuple[ReporteCambiado, ...] = ()
    gestos: tuple[Gesto, ...] = ()
    if clase is None:  # vencía en el período: sólo si se corrió para después de él
        if hoy.aplica and not hoy.terminada and not hoy.ya_vencio and pareja.cambios("fecha"):
            gestos = ("corrida",)
    elif not (de_documento and _ya_estaba(antes, de_hoy)):
        es_tramite = isinstance(antes.fila, Tramite)
        textos = _reescritos(pareja.textos, *(_DEL_TRAMITE if es_tramite else _DE_LA_ACTIVIDAD))
        reportes = tuple(_reportes_cambiados(pareja, cortes)) if de_hoy else ()
        se_ven = {
            **dict.fromkeys(_gestos_de_hoy(de_hoy, hoy), True),
            "corrida": pareja.cambios("fecha") and _se_corrio(antes.ultimo_dia, hoy.ultimo_dia),
            "reescrita": textos,
            "reporte": reportes,
        }
        gestos = tuple(gesto for gesto in GESTOS if se_ven.get(gesto))
    return FilaDebida(
        antes=antes,
        clase=clase,
        despues=hoy,
        gestos=gestos,
        textos=textos,
        reportes=reportes,
        de_hoy=de_hoy,
        de_documento=de_documento,
    )


def _ya_estaba(antes: FilaAnalizada, de_hoy: FilaAnalizada | None) -> bool:
    """Si la fila ya estaba terminada, o no aplicaba, en un corte que el documento no imprime.

    ``antes``: como el documento la dice; ``de_hoy``: como los datos de hoy dicen que estaba.
    """
    if antes.situacion.se_conoce or de_hoy is None:
        return False
    situacion = de_hoy.situacion
    de_antes = situacion.corte is not None and situacion.corte != antes.corte
    return de_antes and (not de_hoy.aplica or situacion.hasta is not None)


_DE_LA_ACTIVIDAD = ("meta", "indicador")
_DEL_TRAMITE = ("mejora", "accion")


# ------------------------------------------------------------------ lo que se reportó entonces


def _reportes_cambiados(pareja: Pareja, cortes: Sequence[date]) -> Iterator[ReporteCambiado]:
    """Los reportes de esos cortes que hoy dicen otra cosa que cuando se publicaron."""
    viejos, nuevos = (
        {seguimiento.corte: seguimiento for seguimiento in lado.fila.seguimientos}
        for lado in (pareja.antes, pareja.despues)
    )
    for corte in cortes:
        viejo, nuevo = viejos.get(corte), nuevos.get(corte)
        if _declarado(viejo, pareja.impresas, viejo) != _declarado(nuevo, pareja.impresas, viejo):
            yield ReporteCambiado(corte=corte, antes=viejo, despues=nuevo)


def _declarado(
    seguimiento: Seguimiento | None, impresas: "Impresas | None", viejo: Seguimiento | None
) -> tuple[object, ...]:
    """Avance, estado y texto de un seguimiento, como se comparan con los del ``viejo``.

    Si ``impresas`` son las de un documento, sólo lo que ese documento imprime. Con ``None`` en
    ``seguimiento``, nada; en ``impresas``, todo cuenta.
    """
    if seguimiento is None:
        return None, None, ""
    avance, estado = seguimiento.avance, seguimiento.estado
    texto = seguimiento.texto or ""
    texto = "" if texto.strip().upper() in SIN_CONTENIDO else sin_puntuacion(texto)
    estado = None if estado is Estado.SIN_REPORTE else estado
    if impresas is None:
        return avance, estado, texto
    if avance is not None and viejo is not None and viejo.avance is not None:
        avance = avance.quantize(viejo.avance, ROUND_HALF_UP)  # con los decimales que imprime
    return (
        avance if impresas.trae("seguimiento.avance") else None,
        estado if impresas.trae("seguimiento.estado") else None,
        "",  # en su celda van también las observaciones
    )


# ------------------------------------------------------------------ lo que no se puede ver


def _sin_ver(anterior: "Analisis") -> Iterator[str]:
    """Los datos de las filas que el documento anterior no imprime; de unos datos, ninguno."""
    impresas = anterior.impresas
    if impresas is None:
        return
    raices = {LISTAS_DE_FILAS[fila.lista] for fila in anterior.todo.filas}
    de_cada_raiz = {"actividad": _DE_LA_ACTIVIDAD, "tramite": _DEL_TRAMITE}
    for dato in (_FECHA, *_DE_LA_ACTIVIDAD, *_DEL_TRAMITE):
        la_traen = {raiz for raiz in raices if dato in (_FECHA, *de_cada_raiz[raiz])}
        campos = CAMPOS_DE_FECHA if dato == _FECHA else (dato,)
        rutas = [f"{raiz}.{campo}" for raiz in la_traen for campo in campos]
        if rutas and not any(map(impresas.trae, rutas)):
            yield dato
    if not any(map(impresas.trae, ("seguimiento.avance", "seguimiento.estado"))):
        yield _AVANCE


def _control(plan: Plan, desde: date, hasta: date) -> tuple[CambioDocumento, ...]:
    """Los renglones del control de cambios con fecha en el período."""
    return tuple(
        cambio
        for cambio in plan.control_cambios
        if any(
            desde < dia <= hasta
            for dia in leer_fecha_programada(cambio.fecha, plan.vigencia).dias[-1:]
        )
    )


# ------------------------------------------------------------------ cuándo algo cambió


def _se_corrio(antes: date | None, hoy: date | None) -> bool:
    """Si el último día es hoy posterior al que había, o ya no lo tiene.

    ``antes`` y ``hoy``: ese último día, o ``None`` si no lo tiene; si no lo tenía, no se corrió.
    """
    return antes is not None and (hoy is None or hoy > antes)


def _reescritos(cambios: Iterable[CambioDeTexto], *pedidos: str) -> tuple[CambioDeTexto, ...]:
    """Los cambios de esos datos que no son sólo de puntuación."""
    return tuple(
        cambio
        for cambio in cambios
        if cambio.campo in pedidos
        and sin_puntuacion(cambio.antes) != sin_puntuacion(cambio.despues)
    )


_SIGNO = expresion(r"[^\w\s%‰#&@]|_")
"""Lo que puede ser puntuación; cinco signos que Unicode llama así dicen algo: 10 no es 10 %."""


def sin_puntuacion(texto: str) -> str:
    """Texto en plano y sin puntuación."""
    return " ".join(_SIGNO.sub(_sin_el_signo, en_plano(texto)).split())


def _sin_el_signo(hallado: re.Match[str]) -> str:
    return " " if unicodedata.category(hallado[0]).startswith("P") else hallado[0]
