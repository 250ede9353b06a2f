"""De dónde sale cada fecha del calendario de una vigencia, según su régimen.

Un corte es de la norma si la que rige ese día lo fija; si no, lo decide la entidad. Los que son
deber van siempre, y los propios se suman a ellos.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from paac_reportes import clases
from paac_reportes.analisis.calendario import (
    CorteDelCalendario,
    ReglasDelCalendario,
    plazo_de_publicacion,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.modelo import CodigoDeRegimen, Plan
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.metodologia import (
    CORTES,
    Periodicidad,
    Periodo,
    cortes_de,
    periodo_entre,
    periodos_de,
)
from paac_reportes.normativa.normas import (
    Regimen,
    buscar_regimen,
    regimen_de,
    regimen_de_las_fechas,
    regimen_de_vigencia,
    regimenes,
    transicion_de,
)
from paac_reportes.textos.valores import contar, dia_y_mes, fecha_larga, lista

_DE_LA_ENTIDAD = "según lo adopte la entidad"
_PASA = "pasa del plazo de la guía"

PRIMERA_VIGENCIA, ULTIMA_VIGENCIA = 2013, 2100
"""Primera vigencia con plan (Decreto 2641 de 2012), y última con festivos conocidos."""

Dicha = Periodicidad | tuple[date, ...] | None
"""Serie de cortes que unos datos dicen en ``metodologia.cortes``."""


def reglas_del_calendario(
    vigencia: int,
    periodicidad: Periodicidad | tuple[date, ...],
    declarado: CodigoDeRegimen | None,
    orden: Orden | None = None,
    dias_habiles: int | None = None,
) -> ReglasDelCalendario:
    """Reglas del calendario: las del régimen ``declarado`` o las del que corresponde a la vigencia.

    ``periodicidad``: la de los cortes, o sus fechas. ``dias_habiles`` es el plazo que la entidad se
    da para ellos; sin él, el de la norma, si lo fija. ``ErrorDeEntrada`` si en esa vigencia el
    régimen no existía.
    """
    regimen = buscar_regimen(declarado) if declarado else regimen_de_vigencia(vigencia)
    creado = regimen.creado or regimen.desde
    if declarado and creado.year > vigencia:
        motivo = f"se esperaba uno que ya existiera en {vigencia}; {declarado} es de {creado.year}"
        raise ErrorDeEntrada(Falla("datos_incoherentes", "regimen", motivo))
    regulador = regimen_de_las_fechas(regimen, vigencia)
    retirado = regulador.hasta is not None and regulador.hasta < date(vigencia, 1, 31)
    frases_del_ano = (
        regulador.derogacion if retirado else "",
        regimen.sin_reglamentar if regulador != regimen else "",
    )

    def cambios(dia: date) -> tuple[str, ...]:
        frases = (*frases_del_ano, transicion_de(vigencia, dia, declarado, orden))
        return tuple(filter(None, frases))

    serie_pedida = _Serie(regulador, periodicidad, dias_habiles)
    cortes = [*serie_pedida.cortes(vigencia)]
    fijada = regulador.cortes.periodicidad
    # Los que la norma fijaba al comenzar la vigencia también se deben, aunque se pidan otros.
    era_deber = regimen_de_vigencia(vigencia).cortes.periodicidad == fijada
    if fijada is not None and fijada != periodicidad and era_deber:
        # El día de la guía que la entidad nombra en su lista es uno solo, y es deber.
        nombrados = set() if isinstance(periodicidad, str) else set(periodicidad)
        repetidos = nombrados.intersection(cortes_de(vigencia, fijada))
        de_la_guia = _Serie(regulador, fijada, dias_habiles if repetidos else None)
        propios = (corte for corte in cortes if corte.periodo.corte not in repetidos)
        cortes = [*de_la_guia.cortes(vigencia), *propios]
    alguno_pasa = any(_PASA in corte.marcas_del_plazo for corte in cortes)
    motivo = serie_pedida.plazo_de_la_entidad.rstrip(".")
    return ReglasDelCalendario(
        publicar=f"Publicar {regimen.articulo} {regimen.instrumento}",
        dia_de_publicar=regulador.dia_de_publicar(vigencia),
        fuente_de_publicar=regulador.publicacion.fuente,
        cortes=tuple(cortes),
        cambios=cambios,
        avisos=(Aviso("plazo_mayor_que_la_guia", "dias_habiles", motivo),) if alguno_pasa else (),
    )


def publicacion_del_corte(plan: Plan, corte: date) -> date | None:
    """Último día para publicar el seguimiento de un corte, si la guía fija el plazo y se sabe."""
    vigencia = plan.vigencia or corte.year
    if not all(PRIMERA_VIGENCIA <= ano <= ULTIMA_VIGENCIA for ano in (vigencia, corte.year)):
        return None
    reglas = reglas_del_calendario(vigencia, "cuatrimestral", plan.regimen)
    plazos = (del_corte.plazo for del_corte in reglas.cortes if del_corte.periodo.corte == corte)
    plazo = next(plazos, None)
    return None if plazo is None else plazo_de_publicacion(corte, dias=plazo)


@clases.frozen
class _Serie:
    """Los cortes de una periodicidad, o de unas fechas, en un régimen, y el plazo que tienen."""

    regimen: Regimen
    periodicidad: Periodicidad | tuple[date, ...]
    dias_habiles: int | None = None

    def cortes(self, vigencia: int) -> Iterator[CorteDelCalendario]:
        if isinstance(self.periodicidad, str):
            periodos = periodos_de(vigencia, self.periodicidad)
        else:
            pares = pairwise((None, *self.periodicidad))
            periodos = tuple(
                periodo_entre(antes, corte, vigencia) for antes, corte in pares if corte
            )
        yield from map(self._corte, periodos)

    @property
    def es_de_la_guia(self) -> bool:
        """Si es la periodicidad que fija la guía del régimen."""
        return self.periodicidad == self.regimen.cortes.periodicidad

    @property
    def plazo_de_la_entidad(self) -> str:
        """Frase con el plazo que la entidad se dio y el de la guía."""
        cuantos = contar(self.dias_habiles or 0, "día hábil", "días hábiles")
        return f"La entidad se dio {cuantos}; {self.regimen.plazo.segun_la_guia}."

    def _corte(self, periodo: Periodo) -> CorteDelCalendario:
        """Corte de un período, con su plazo, sus marcas y las fuentes de ambos."""
        fijado = regimen_de(periodo.corte).cortes.periodicidad == self.periodicidad
        plazo = self.dias_habiles or (self.regimen.plazo.habiles if self.es_de_la_guia else None)
        desde = _desde_cuando(self.regimen, periodo.corte, "esos cortes y ese plazo")
        fin_del_deber = desde if self.es_de_la_guia else ()
        del_plazo = (self._fuente_de_plazo(fijado=fijado), *fin_del_deber)
        periodicidad = self.periodicidad if isinstance(self.periodicidad, str) else None
        origen = origen_de_los_cortes(self.regimen, periodicidad, periodo.corte)
        return CorteDelCalendario(
            periodo=periodo,
            marcas=() if fijado else (_DE_LA_ENTIDAD,),
            fuentes=(
                origen,
                *fin_del_deber,
                *filter(None, (self.regimen.cortes.nota,)),
                *(del_plazo if plazo is None else ()),
            ),
            plazo=plazo,
            marcas_del_plazo=self._marcas_del_plazo(fijado=fijado),
            fuentes_del_plazo=del_plazo,
        )

    def _marcas_del_plazo(self, *, fijado: bool) -> tuple[str, ...]:
        """Las marcas del plazo: que es de la entidad o pasa del de la guía; ninguna si es el suyo.

        ``fijado``: si la guía fija también el corte.
        """
        if fijado and self.regimen.plazo.habiles is not None:
            if self.dias_habiles is None:
                return ()
            if self.dias_habiles > self.regimen.plazo.habiles:
                return (_PASA,)
        return (_DE_LA_ENTIDAD,)

    def _fuente_de_plazo(self, *, fijado: bool) -> str:
        """La frase que dice quién da el plazo: la guía o la entidad.

        ``fijado``: si la guía fija también el corte.
        """
        plazo = self.regimen.plazo
        if self.es_de_la_guia or plazo.habiles is None:
            if self.dias_habiles is None:
                return plazo.fuente
            if fijado and plazo.habiles is not None:
                return self.plazo_de_la_entidad
            return f"El plazo es decisión de la entidad. {plazo.fuente}"
        no_da = "La guía no da plazo para cortes que no son los suyos"
        if self.dias_habiles is None:
            return f"{no_da}; dé el suyo con --con plazo-habiles=N (en Python, dias_habiles=)."
        return f"El plazo es decisión de la entidad. {no_da}."


def frases_de_los_cortes(
    regimen: Regimen, serie: Sequence[date], declarada: Dicha, dia: date
) -> tuple[str, ...]:
    """Las frases que dicen quién fijó los cortes de ``serie``; ninguna si falta confirmarlo.

    ``declarada``: cada cuánto, o qué días, dijo la entidad que reporta; ``dia``: el del corte.
    """
    if regimen.cortes.salvedad:
        return ()
    periodicidad = _periodicidad(serie, declarada)
    fijados = regimen.cortes.periodicidad
    desde = _desde_cuando(regimen, dia, "esos cortes")
    if periodicidad is None and fijados is not None and _caben(serie, fijados):
        primer_dia = dia_y_mes(serie[0])
        origen = (
            f"El {primer_dia} es uno de los de {regimen.cortes.fuente}. {_frase_de_dias(fijados)}."
        )
        return (origen, *desde)
    origen = origen_de_los_cortes(regimen, periodicidad, dia)
    return (origen, *(desde if periodicidad == fijados else ()))


def _periodicidad(serie: Sequence[date], declarada: Dicha) -> Periodicidad | None:
    """La periodicidad declarada, o la de un calendario conocido donde caben todos los cortes.

    Un 31 de diciembre solo cabe en todos: no es de ninguno mientras nadie lo diga.
    """
    if isinstance(declarada, str):
        return declarada
    if _caben(serie, "anual"):
        return None if declarada is None else "anual"
    en_orden: tuple[Periodicidad, ...] = ("cuatrimestral", "semestral", "trimestral")
    return next((calendario for calendario in en_orden if _caben(serie, calendario)), None)


def _caben(serie: Sequence[date], periodicidad: Periodicidad) -> bool:
    """Si todos los cortes caen en días de esa periodicidad."""
    return {(corte.month, corte.day) for corte in serie} <= set(CORTES[periodicidad])


def _dias_de_corte(periodicidad: Periodicidad) -> list[str]:
    return [dia_y_mes(date(2001, mes, dia)) for mes, dia in CORTES[periodicidad]]


def _frase_de_dias(periodicidad: Periodicidad) -> str:
    """``Son el 30 de junio y el 31 de diciembre``."""
    return f"Son {lista([f'el {dia}' for dia in _dias_de_corte(periodicidad)])}"


def _ya_no_manda(regimen: Regimen, dia: date) -> bool:
    """Si ese día ninguna norma fija los cortes que fijaba la guía del régimen."""
    return regimen_de(dia).cortes.periodicidad != regimen.cortes.periodicidad


def _desde_cuando(regimen: Regimen, dia: date, sujeto: str) -> tuple[str, ...]:
    """Frase con el día desde el que ``sujeto`` (``esos cortes``) lo decide la entidad, o nada."""
    if regimen.hasta is None or not _ya_no_manda(regimen, dia):
        return ()
    return (f"Desde el {_fin(regimen)} {sujeto} son decisión de la entidad.",)


def _fin(regimen: Regimen) -> str:
    """El primer día, en palabras, en que ninguna norma fija los cortes de la guía del régimen."""
    dias = (r.desde for r in regimenes() if r.desde > regimen.desde)
    return fecha_larga(next(dia for dia in dias if _ya_no_manda(regimen, dia)))


def origen_de_los_cortes(regimen: Regimen, periodicidad: Periodicidad | None, dia: date) -> str:
    """La frase que dice si los cortes de ese día los fijó la guía o la entidad."""
    fijados = regimen.cortes.periodicidad
    uno_solo = periodicidad == "anual"
    sujeto = f"Los cortes {periodicidad}es" if periodicidad else "Los cortes"
    sujeto, son, los = ("El corte anual", "es", "lo") if uno_solo else (sujeto, "son", "los")
    if fijados is None:
        return f"{sujeto} {son} decisión de la entidad: {regimen.cortes.fuente} no {los} fija."
    if periodicidad == fijados:
        salvedad = f" ({regimen.cortes.salvedad})" if regimen.cortes.salvedad else ""
        return f"{sujeto} son los de {regimen.cortes.fuente}{salvedad}. {_frase_de_dias(fijados)}."
    guia = regimen.cortes.guia
    if _ya_no_manda(regimen, dia):
        return (
            f"{sujeto} {son} decisión de la entidad. También lo son, desde el {_fin(regimen)}, los"
            f" de {guia}."
        )
    verbo = "reemplaza" if uno_solo else "reemplazan"
    dias = lista(_dias_de_corte(fijados))
    return f"{sujeto} {son} decisión de la entidad. No {verbo} los de {guia} ({dias})."
