"""Las cifras de un mapa de riesgos en un corte, cada una con sus filas y con lo que no se sabe.

Un riesgo retirado no cuenta. Lo que nadie dijo no es «no» ni 0: se cuenta aparte. De un corte vale
lo que se dijo en él; nada viene de uno anterior, salvo la última vez que un riesgo se volvió a
valorar.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.analisis.metodologia import Medida, Reglas, promedio_de_actividades, serie_de
from paac_reportes.analisis.riesgos import frases
from paac_reportes.analisis.riesgos.niveles import (
    ZONAS,
    ZONAS_ALTAS,
    CualRiesgo,
    MovimientoDeZonas,
    movimiento_de,
)
from paac_reportes.analisis.riesgos.revision import avisos_del_mapa, nombre_de_zona, serie_del_mapa
from paac_reportes.analisis.riesgos.valoracion import (
    PREVALECEN,
    RiesgoValorado,
    ValoracionLeida,
    hasta_el_corte,
    metodologia_del_mapa,
    orden_de,
    valorados,
)
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import Plan, Resultado
from paac_reportes.modelo.fechas import (
    ClaseDeFecha,
    FechaProgramada,
    leer_fecha_programada,
    leer_rango,
)
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.riesgos import (
    Accion,
    Control,
    ControlSeguido,
    MapaDeRiesgos,
    Materializacion,
    QuienSigue,
    Riesgo,
    SiNo,
    TipoDeRiesgo,
    Valoracion,
)
from paac_reportes.normativa.riesgos import IdDeZona, MetodologiaDeRiesgos, Nivel
from paac_reportes.textos.valores import en_datos, fecha_corta


@clases.frozen(kw_only=True)
class AccionAnalizada:
    """Una acción del mapa y de qué riesgo es."""

    ruta: str
    riesgo: str
    """El nombre de su riesgo."""
    accion: Accion
    fecha: FechaProgramada
    """Fecha que se entiende de la suya o, si no la trae, de su período."""

    @property
    def ultimo_dia(self) -> date | None:
        """Último día de la acción; ``None`` si no se sabe."""
        return self.fecha.dias[-1] if self.fecha.dias else None


@clases.frozen(kw_only=True)
class PlazosDeLasAcciones:
    """Las acciones que no constan finalizadas, según su último día y el corte."""

    vencidas: tuple[AccionAnalizada, ...]
    """En curso, y ya llegó su último día."""
    pasadas_sin_estado: tuple[AccionAnalizada, ...]
    """Acciones cuyo último día ya llegó, y no se sabe si se hicieron."""
    por_vencer: tuple[AccionAnalizada, ...]
    """Su último día es después del corte."""
    sin_dia: tuple[AccionAnalizada, ...]
    """Trae una fecha de la que no se entiende un último día."""
    sin_fecha: tuple[AccionAnalizada, ...]
    con_duda: tuple[AccionAnalizada, ...]
    """Su fecha se leyó con duda; ya están en otra."""


@clases.frozen(kw_only=True)
class RiesgoAnalizado:
    """Un riesgo y lo que de él se contó."""

    ruta: str
    """``procesos[0].riesgos[2]``."""
    nombre: str
    """Su referencia o, sin ella, su ruta."""
    rotulo: str
    """Cómo lo nombra un documento: su referencia o, sin ella, su lugar en el mapa (``n.º 3``)."""
    proceso: str
    responde: str | None
    """Responsable del riesgo o, si no lo dice, el líder o la dependencia de su proceso."""
    riesgo: Riesgo
    zona_inherente: IdDeZona | None
    """Zona que dan sus niveles; si falta alguno, la escrita, si se entiende."""
    zona_residual: IdDeZona | None
    """Zona del corte: la última que se valoró hasta él o, si ninguna, la residual."""
    comparables: tuple[IdDeZona | None, IdDeZona | None]
    """Zonas inherente y residual, sin la escrita que el único nivel conocido no puede dar."""
    inherente_escrita: str | None
    """La zona, a la letra, si no es la que dan sus niveles o no cabe con el que se conoce."""
    residual_escrita: str | None
    valoraciones: Mapping[QuienSigue, Valoracion]
    """Valoraciones del último corte en que se valoró, de quien lo hizo; primero la que vale."""
    valorado_el: date | None
    """Ese corte; ``None`` si nadie lo volvió a valorar."""
    se_valoro_distinto: bool
    """Si en él dos personas no dijeron lo mismo."""
    residual_calculado: Valoracion
    """Valoración que darían los controles; lo que no se calculó, en blanco."""
    sin_calcular: tuple[str, ...]
    """Por qué no se calculó cada eje que falta."""
    materializacion: Materializacion | None = None
    """Materialización que se dijo en el corte: control interno o, si calla, el líder.

    Lo que quien vale no escribe, de quien no lo contradice; sin la acción, lo que se adelantó.
    """
    lo_dice: QuienSigue | None = None
    """Quién de los dos lo dijo."""
    dicen_que_ocurrio: Mapping[QuienSigue, SiNo] = attrs.Factory(dict)
    """De cada quien lo dijo en el corte, si ocurrió o no."""


@clases.frozen(kw_only=True)
class RiesgosPorZona:
    """Los riesgos de cada zona; entre todas suman los del mapa."""

    bajo: tuple[RiesgoAnalizado, ...]
    moderado: tuple[RiesgoAnalizado, ...]
    alto: tuple[RiesgoAnalizado, ...]
    extremo: tuple[RiesgoAnalizado, ...]
    sin_zona: tuple[RiesgoAnalizado, ...]
    distintas: tuple[RiesgoAnalizado, ...]
    """Riesgos con otra zona escrita que la de sus niveles; ya están en la de sus niveles."""
    contradichas: tuple[RiesgoAnalizado, ...]
    """Riesgos de una zona escrita que su único nivel no puede dar; ya están en la escrita."""

    @property
    def total(self) -> int:
        """Número de riesgos, de todas las zonas y sin zona."""
        grupos = (self.bajo, self.moderado, self.alto, self.extremo, self.sin_zona)
        return sum(map(len, grupos))


@clases.frozen(kw_only=True)
class ControlAnalizado:
    """Un control del mapa y de qué riesgo es."""

    ruta: str
    riesgo: str
    """El nombre de su riesgo."""
    control: Control


@clases.frozen(kw_only=True)
class RespuestasDeControles:
    """Respuestas de control interno en el corte sobre cada control del mapa."""

    si: tuple[ControlAnalizado, ...]
    """De los que se respondió que sí."""
    parcial: tuple[ControlAnalizado, ...]
    """En parte no es sí."""
    no: tuple[ControlAnalizado, ...]
    """De los que se respondió que no."""
    sin_verificar: tuple[ControlAnalizado, ...]

    @property
    def verificados(self) -> int:
        """Número de controles de que se respondió."""
        return len(self.si) + len(self.parcial) + len(self.no)

    @property
    def total(self) -> int:
        """Número de controles del mapa."""
        return self.verificados + len(self.sin_verificar)


@clases.frozen(kw_only=True)
class Materializaciones:
    """Los riesgos que ocurrieron, los que no y los que no se sabe."""

    si: tuple[RiesgoAnalizado, ...]
    """Los que ocurrieron."""
    no: tuple[RiesgoAnalizado, ...]
    """Los que no."""
    no_se_sabe: tuple[RiesgoAnalizado, ...]
    sin_accion: tuple[RiesgoAnalizado, ...]
    """De los que sí, aquellos de los que no consta qué se hizo."""
    sin_revalorar: tuple[RiesgoAnalizado, ...]
    """De los que sí, los que en el corte no se volvieron a valorar."""


@clases.frozen(kw_only=True)
class AccionesDelMapa:
    """Las acciones por el estado que declaran, y el avance que se dijo en el corte."""

    finalizadas: tuple[AccionAnalizada, ...]
    en_curso: tuple[AccionAnalizada, ...]
    sin_estado: tuple[AccionAnalizada, ...]
    con_avance: tuple[RiesgoAnalizado, ...]
    """La base del avance: los riesgos que lo dicen."""
    avance: Decimal | None
    """El promedio de los que lo dicen, sin redondear; ``None`` si ninguno."""
    plazos: PlazosDeLasAcciones | None
    """Cómo van las que no constan finalizadas; ``None`` sin corte."""

    @property
    def total(self) -> int:
        """Acciones del mapa, en total."""
        return len(self.finalizadas) + len(self.en_curso) + len(self.sin_estado)


@clases.frozen(kw_only=True)
class VerificacionesDelMapa:
    """Los riesgos por lo que control interno verificó, en el corte, de lo reportado."""

    verificada: tuple[RiesgoAnalizado, ...]
    parcial: tuple[RiesgoAnalizado, ...]
    no_verificada: tuple[RiesgoAnalizado, ...]


@clases.frozen(kw_only=True)
class CifrasDelMapa(SeMuestra):
    """Cifras de un mapa de riesgos en un corte."""

    mapa: MapaDeRiesgos
    corte: date | None
    """``None`` si el mapa no tiene seguimientos."""
    metodologia: str | None
    """El nombre de la que se usó; ``None`` si no la dice o no se conoce."""
    riesgos: tuple[RiesgoAnalizado, ...]
    """Los vigentes."""
    retirados: int
    """Riesgos que el mapa trae retirados, que no cuentan en nada más."""
    inherente: RiesgosPorZona
    residual: RiesgosPorZona
    """La última que se valoró hasta el corte o, si ninguna, la del riesgo o su último control."""
    movimiento: MovimientoDeZonas
    aplicados: RespuestasDeControles
    """Respuestas de control interno en el corte sobre cada control: «en parte» no es sí."""
    adecuados: RespuestasDeControles
    efectivos: RespuestasDeControles
    materializados: Materializaciones
    """Materializaciones que del corte dice control interno o, si calla, el líder del proceso."""
    materializados_hasta: tuple[RiesgoAnalizado, ...]
    """Riesgos que alguien dijo que ocurrieron en un corte de la vigencia, hasta éste."""
    materializados_antes: tuple[RiesgoAnalizado, ...]
    """De ellos, los que se dijo en un corte anterior, y en éste no ocurrieron."""
    materializados_retirados: tuple[RiesgoAnalizado, ...]
    """Retirados que se dijo que ocurrieron en el corte, que no cuentan."""
    no_coinciden: tuple[RiesgoAnalizado, ...]
    """Riesgos de los que en el corte uno dice que ocurrieron y otro, que no."""
    acciones: AccionesDelMapa
    altos_sin_acciones: tuple[RiesgoAnalizado, ...]
    """Riesgos que en el corte están en las dos zonas más altas y no tienen acciones."""
    verificaciones: VerificacionesDelMapa
    sin_seguimiento: tuple[RiesgoAnalizado, ...]
    """Riesgos que control interno no siguió en el corte; ninguno si no lo hay."""
    calidad: Mapping[str, int]
    """De los vigentes, cuántos avisos de cada código (``revisar``) con lo sabido en el corte."""
    nombres_de_zona: Mapping[str, str]
    """Cómo llama la metodología a cada zona."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), kw_only=True, eq=False)
    """Avisos de lo que del mapa no se leyó del todo."""

    def por_proceso(self) -> dict[str, tuple[RiesgoAnalizado, ...]]:
        """Los riesgos de cada proceso que tiene alguno; dos con un mismo nombre son uno."""
        return _agrupados(self.riesgos, lambda riesgo: riesgo.proceso)

    def por_tipo(self) -> dict[TipoDeRiesgo | None, tuple[RiesgoAnalizado, ...]]:
        """Riesgos de cada tipo; ``None``, los que no lo dicen."""
        return _agrupados(self.riesgos, lambda riesgo: riesgo.riesgo.tipo)

    def frases(self) -> tuple[str, ...]:
        """Cifras en renglones, cada una con su base y con lo que no se sabe."""
        return tuple(frases.todas(self))

    def en_datos(self) -> dict[str, Any]:
        """Cifras en diccionarios y listas, para JSON; cada fila, por su ruta."""
        return _en_datos(self)

    def _cuadro(self) -> Cuadro:
        """Los riesgos con su zona antes y después."""
        nombres = self.nombres_de_zona
        return Cuadro(
            titulo=f"{self.mapa.en_palabras}, "
            + (f"corte {fecha_corta(self.corte)}" if self.corte else "sin cortes"),
            columnas=("Riesgo", "Proceso", "Zona inherente", "Zona residual"),
            filas=[
                (
                    riesgo.nombre,
                    riesgo.proceso,
                    *(
                        nombres[zona] if zona else "sin zona"
                        for zona in (riesgo.zona_inherente, riesgo.zona_residual)
                    ),
                )
                for riesgo in self.riesgos
            ],
            son="riesgos",
            notas=self.frases(),
        )


def cifras_del_mapa(
    mapa: MapaDeRiesgos,
    corte: date | None,
    metodologia: MetodologiaDeRiesgos | None,
    avisos: Iterable[Aviso],
) -> CifrasDelMapa:
    """Las cifras de un mapa en un corte; sin corte, las que no dependen de los seguimientos.

    ``avisos``: los que se cuentan, por su código, en ``calidad``.
    """
    todos_los_riesgos = valorados(mapa, metodologia)
    vigentes = [valorado for valorado in todos_los_riesgos if valorado.riesgo.esta_vigente]
    filas = [(valorado, analizado(valorado, corte)) for valorado in vigentes]
    retirados = [(r, analizado(r, corte)) for r in todos_los_riesgos if not r.riesgo.esta_vigente]
    return CifrasDelMapa(
        mapa=mapa,
        corte=corte,
        metodologia=metodologia.nombre if metodologia else None,
        riesgos=tuple(fila for _, fila in filas),
        retirados=len(retirados),
        inherente=_por_zona(filas, lambda valorado: valorado.inherente),
        residual=_por_zona(filas, lambda valorado: valorado.en_el_corte(corte)),
        movimiento=movimiento_de((fila, fila.comparables) for _, fila in filas),
        aplicados=_respuestas(vigentes, corte, lambda seguido: seguido.aplicado),
        adecuados=_respuestas(vigentes, corte, lambda seguido: seguido.adecuado),
        efectivos=_respuestas(vigentes, corte, lambda seguido: seguido.efectivo),
        materializados=_materializados(filas, corte),
        materializados_hasta=tuple(
            fila for valorado, fila in filas if any(_cuando_ocurrio(valorado, corte, mapa.vigencia))
        ),
        materializados_antes=tuple(
            fila
            for valorado, fila in filas
            if {*_cuando_ocurrio(valorado, corte, mapa.vigencia)} - {corte}
            and not (fila.materializacion and fila.materializacion.ocurrio == "si")
        ),
        materializados_retirados=_materializados(retirados, corte).si,
        no_coinciden=tuple(f for _, f in filas if len({*f.dicen_que_ocurrio.values()}) > 1),
        acciones=_acciones_del_mapa(filas, corte, mapa.vigencia),
        altos_sin_acciones=tuple(
            fila
            for _, fila in filas
            if fila.zona_residual in ZONAS_ALTAS and not fila.riesgo.acciones
        ),
        verificaciones=_verificaciones(filas, corte),
        sin_seguimiento=tuple(f for v, f in filas if corte and v.seguido(corte) is None),
        calidad=dict(Counter(aviso.codigo for aviso in avisos)),
        nombres_de_zona={zona: nombre_de_zona(zona, metodologia) for zona in ZONAS},
    )


T = TypeVar("T")


def _agrupados(
    riesgos: Iterable[RiesgoAnalizado], por: Callable[[RiesgoAnalizado], T]
) -> dict[T, tuple[RiesgoAnalizado, ...]]:
    """Los riesgos de cada clave que ``por`` da, en su orden."""
    grupos = agrupadas((por(riesgo), riesgo) for riesgo in riesgos)
    return {clave: tuple(grupo) for clave, grupo in grupos.items()}


_Filas = Sequence[tuple[RiesgoValorado, RiesgoAnalizado]]


def analizado(valorado: RiesgoValorado, corte: date | None) -> RiesgoAnalizado:
    """Un riesgo con su zona inherente y la última valorada hasta el corte, y si en éste ocurrió."""
    probabilidad, impacto = valorado.calculado.probabilidad, valorado.calculado.impacto
    zona = valorado.calculado.zona
    seguimiento, residual = valorado.dice_si_ocurrio(corte), valorado.en_el_corte(corte)
    valoraciones = valorado.valoraciones(corte)
    return RiesgoAnalizado(
        ruta=valorado.ruta,
        nombre=valorado.nombre,
        rotulo=valorado.rotulo,
        proceso=valorado.proceso.nombre,
        responde=valorado.responde,
        riesgo=valorado.riesgo,
        zona_inherente=valorado.inherente.zona,
        zona_residual=residual.zona,
        comparables=(valorado.inherente.zona_comparable, residual.zona_comparable),
        inherente_escrita=valorado.inherente.otra_escrita,
        residual_escrita=residual.otra_escrita,
        valoraciones=valoraciones,
        valorado_el=valorado.valorado_el(corte),
        se_valoro_distinto=len(valoraciones) > 1
        and len({valorado.leida(v).en_niveles for v in valoraciones.values()}) > 1,
        residual_calculado=Valoracion(
            probabilidad=probabilidad.nivel.nombre if probabilidad.nivel else None,
            impacto=impacto.nivel.nombre if impacto.nivel else None,
            zona=nombre_de_zona(zona, valorado.metodologia) if zona else None,
            probabilidad_pct=probabilidad.porcentaje,
            impacto_pct=impacto.porcentaje,
        ),
        sin_calcular=tuple(
            f"{eje}: {calculado.por_que}"
            for eje, calculado in (("probabilidad", probabilidad), ("impacto", impacto))
            if calculado.por_que
        ),
        materializacion=valorado.lo_ocurrido(corte),
        lo_dice=seguimiento.quien if seguimiento else None,
        dicen_que_ocurrio={
            quien: seguido.materializacion.ocurrio
            for quien in PREVALECEN
            if (seguido := valorado.seguido(corte, quien))
            and seguido.materializacion
            and seguido.materializacion.ocurrio
        },
    )


def _por_zona(
    filas: _Filas, valoracion_de: Callable[[RiesgoValorado], ValoracionLeida]
) -> RiesgosPorZona:
    """Riesgos de cada zona, según una de sus valoraciones, y los que la escriben mal."""
    valoraciones = [(valoracion_de(valorado), fila) for valorado, fila in filas]
    return RiesgosPorZona(
        **{
            zona: tuple(fila for leida, fila in valoraciones if leida.zona == zona)
            for zona in ZONAS
        },
        sin_zona=tuple(fila for leida, fila in valoraciones if leida.zona is None),
        distintas=tuple(fila for leida, fila in valoraciones if leida.escribe_otra),
        contradichas=tuple(fila for leida, fila in valoraciones if leida.se_contradice),
    )


def _respuestas(
    riesgos: Iterable[RiesgoValorado],
    corte: date | None,
    respuesta_de: Callable[[ControlSeguido], str | None],
) -> RespuestasDeControles:
    """Los controles, por lo que control interno respondió de cada uno: sí, en parte, no o nada.

    ``respuesta_de``: la que se cuenta, como si se aplica. Sin ``corte``, todos sin respuesta.
    """
    por_respuesta: dict[str | None, list[ControlAnalizado]] = {}
    for valorado in riesgos:
        seguido = valorado.seguido(corte)
        for numero, control in enumerate(valorado.riesgo.controles):
            ruta = f"{valorado.ruta}.controles[{numero}]"
            respuestas = (
                respuesta_de(respuesta)
                for respuesta in (seguido.controles if seguido else ())
                if valorado.riesgo.control_de(respuesta) is control
            )
            analizado = ControlAnalizado(ruta=ruta, riesgo=valorado.nombre, control=control)
            por_respuesta.setdefault(next(respuestas, None), []).append(analizado)
    return RespuestasDeControles(
        si=tuple(por_respuesta.get("si", ())),
        parcial=tuple(por_respuesta.get("parcial", ())),
        no=tuple(por_respuesta.get("no", ())),
        sin_verificar=tuple(por_respuesta.get(None, ())),
    )


def _materializados(filas: _Filas, corte: date | None) -> Materializaciones:
    """Riesgos por si ocurrieron en el corte; de los que sí, lo que no consta que se hizo."""
    por_respuesta: dict[str | None, list[RiesgoAnalizado]] = {}
    sin_accion, sin_revalorar = [], []
    for valorado, fila in filas:
        paso = fila.materializacion or Materializacion()
        por_respuesta.setdefault(paso.ocurrio, []).append(fila)
        if paso.ocurrio == "si" and not paso.accion:
            sin_accion.append(fila)
        if paso.ocurrio == "si" and valorado.valorado_el(corte) != corte:
            sin_revalorar.append(fila)
    return Materializaciones(
        si=tuple(por_respuesta.get("si", ())),
        no=tuple(por_respuesta.get("no", ())),
        no_se_sabe=tuple(por_respuesta.get(None, ())),
        sin_accion=tuple(sin_accion),
        sin_revalorar=tuple(sin_revalorar),
    )


def _verificaciones(filas: _Filas, corte: date | None) -> VerificacionesDelMapa:
    """Riesgos con seguimiento verificado en el corte, por el resultado de la verificación.

    Sin corte (``None``), ninguno.
    """
    revisados = [
        (fila, seguido.verificacion.resultado)
        for valorado, fila in filas
        if (seguido := valorado.seguido(corte)) and seguido.verificacion
    ]
    return VerificacionesDelMapa(
        **{
            posible.value: tuple(fila for fila, resultado in revisados if resultado is posible)
            for posible in Resultado
        }
    )


def _cuando_ocurrio(
    valorado: RiesgoValorado, corte: date | None, vigencia: int | None
) -> Iterator[date]:
    """Los cortes de la vigencia, hasta el dado, en que se dijo que el riesgo ocurrió.

    ``corte``: con ``None``, ninguno; ``vigencia``: con ``None``, los de cualquier año.
    """
    for seguido in valorado.riesgo.seguimientos:
        ocurrio = seguido.materializacion is not None and seguido.materializacion.ocurrio == "si"
        de_la_vigencia = vigencia is None or seguido.corte.year == vigencia
        if ocurrio and de_la_vigencia and corte is not None and seguido.corte <= corte:
            yield seguido.corte


def _acciones_del_mapa(filas: _Filas, corte: date | None, vigencia: int | None) -> AccionesDelMapa:
    """Las acciones por su estado y su plazo, y el avance promedio.

    El avance de quien prevalece entre los que lo dicen; ``filas``: cada riesgo y su análisis.
    """
    analizadas = [
        AccionAnalizada(
            ruta=f"{valorado.ruta}.acciones[{numero}]",
            riesgo=fila.rotulo,
            accion=accion,
            fecha=fecha_de_accion(accion, vigencia),
        )
        for valorado, fila in filas
        for numero, accion in enumerate(valorado.riesgo.acciones)
    ]
    con_avance, avances = [], []
    for valorado, fila in filas:
        seguidos = (valorado.seguido(corte, quien) for quien in PREVALECEN)
        avances_dichos = [s.avance for s in seguidos if s is not None and s.avance is not None]
        if avances_dichos:
            con_avance.append(fila)
            avances.append(avances_dichos[0])
    return AccionesDelMapa(
        finalizadas=tuple(a for a in analizadas if a.accion.estado == "finalizado"),
        en_curso=tuple(a for a in analizadas if a.accion.estado == "en_curso"),
        sin_estado=tuple(a for a in analizadas if a.accion.estado is None),
        avance=promedio_de_actividades([Medida(avance) for avance in avances]),
        con_avance=tuple(con_avance),
        plazos=None if corte is None else plazos_de(analizadas, corte),
    )


_GRUPOS = (
    *("inherente", "residual", "movimiento", "aplicados", "adecuados", "efectivos"),
    *("materializados", "materializados_hasta", "materializados_antes"),
    *("materializados_retirados", "no_coinciden"),
    *("acciones", "altos_sin_acciones", "verificaciones", "sin_seguimiento"),
)


def _en_datos(cifras: CifrasDelMapa) -> dict[str, Any]:
    """Cifras de un mapa como diccionario de JSON; de cada grupo de riesgos, sus rutas."""
    return {
        "corte": cifras.corte.isoformat() if cifras.corte else None,
        "metodologia": cifras.mapa.metodologia if cifras.metodologia else None,
        "riesgos": [
            {
                "ruta": r.ruta,
                "referencia": r.riesgo.referencia,
                "proceso": r.proceso,
                "zona_inherente": r.zona_inherente,
                "zona_residual": r.zona_residual,
                "residual_calculado": {
                    "probabilidad": r.residual_calculado.probabilidad,
                    "impacto": r.residual_calculado.impacto,
                    "zona": r.residual_calculado.zona,
                    "probabilidad_pct": en_datos(r.residual_calculado.probabilidad_pct),
                    "impacto_pct": en_datos(r.residual_calculado.impacto_pct),
                },
                "sin_calcular": list(r.sin_calcular),
                "valoraciones": [
                    {"quien": quien, "dice": frases.valoracion_en_palabras(valoracion)}
                    for quien, valoracion in r.valoraciones.items()
                ],
            }
            for r in cifras.riesgos
        ],
        "retirados": cifras.retirados,
        **{nombre: _rutas(getattr(cifras, nombre)) for nombre in _GRUPOS},
        "calidad": dict(cifras.calidad),
    }


def _rutas(grupo: Any) -> Any:
    """Un grupo con las rutas de sus filas: ``{"alto": ["procesos[0].riesgos[2]"]}``."""
    if isinstance(grupo, tuple):
        return [fila.ruta for fila in grupo]
    if not clases.es_de_attrs(type(grupo)):
        return en_datos(grupo)
    return {nombre: _rutas(valor) for nombre, valor in attrs.asdict(grupo, recurse=False).items()}


def plazos_de(acciones: Iterable[AccionAnalizada], corte: date) -> PlazosDeLasAcciones:
    """Las acciones que no constan finalizadas, por su plazo: vencidas, por vencer o sin día."""
    faltan = [a for a in acciones if a.accion.estado != "finalizado"]
    con_dia = [(a, dia) for a in faltan if (dia := a.ultimo_dia) is not None]
    ya_llego = [a for a, dia in con_dia if dia <= corte]
    sin_dia = [a for a in faltan if a.ultimo_dia is None]
    return PlazosDeLasAcciones(
        vencidas=tuple(a for a in ya_llego if a.accion.estado == "en_curso"),
        pasadas_sin_estado=tuple(a for a in ya_llego if a.accion.estado is None),
        por_vencer=tuple(a for a, dia in con_dia if dia > corte),
        sin_dia=tuple(a for a in sin_dia if a.fecha.clase is not ClaseDeFecha.VACIA),
        sin_fecha=tuple(a for a in sin_dia if a.fecha.clase is ClaseDeFecha.VACIA),
        con_duda=tuple(a for a, _ in con_dia if a.fecha.avisos),
    )


def fecha_de_accion(accion: Accion, vigencia: int | None) -> FechaProgramada:
    """Fecha final de la acción; sin ella, el período, donde muchos la escriben, o la de inicio."""
    if accion.fecha_fin:
        return leer_rango(accion.fecha_inicio, accion.fecha_fin, vigencia)
    if accion.periodo:
        return leer_fecha_programada(accion.periodo, vigencia)
    return leer_rango(accion.fecha_inicio, None, vigencia)


# ------------------------------------------------------------------ en un corte


def cifras_en(
    mapa: MapaDeRiesgos,
    corte: date | None,
    *,
    serie: Sequence[date] | None = None,
    de_la_entidad: Mapping[str, MetodologiaDeRiesgos] | None = None,
) -> CifrasDelMapa:
    """Las cifras de un mapa en un corte, con la cuenta de sus avisos.

    ``serie``: los cortes que debe tener; ``de_la_entidad``: sus metodologías propias.
    """
    mapa_de_entonces = hasta_el_corte(mapa, corte)
    riesgos = recorrer(mapa, Riesgo)
    retirados = [f"{r.ruta}." for r in riesgos if not r.objeto.esta_vigente]
    avisos = (
        aviso
        for aviso in avisos_del_mapa(mapa_de_entonces, serie=serie, de_la_entidad=de_la_entidad)
        if not f"{aviso.ruta}.".startswith((*retirados,))
    )
    return cifras_del_mapa(mapa, corte, metodologia_del_mapa(mapa, de_la_entidad or {}), avisos)


def cifras_de_un_mapa(
    mapa: MapaDeRiesgos, corte: date | None, de_la_entidad: Mapping[str, MetodologiaDeRiesgos]
) -> CifrasDelMapa:
    """Cifras de un mapa solo en ese corte o, sin él, en el último que tenga.

    ``ErrorDeEntrada`` si no es de los datos ni de los que la guía fija en su vigencia.
    """
    cortes, serie = mapa.cortes(), serie_del_mapa(mapa)
    if corte is not None and corte not in {*cortes, *(serie or ())}:
        los_hay = (
            f"los hay del {', '.join(map(fecha_corta, cortes))}" if cortes else "no hay ninguno"
        )
        motivo = f"el mapa no tiene el del {fecha_corta(corte)}; {los_hay}"
        anotado = {"llego": corte, "opciones": tuple(cortes)}
        raise ErrorDeEntrada(Falla("corte_desconocido", "corte", motivo, datos=anotado))
    elegido = corte or max(cortes, default=None)
    return cifras_en(mapa, elegido, serie=serie, de_la_entidad=de_la_entidad)


def avisos_del_mapa_del_plan(
    plan: Plan,
    mapa: MapaDeRiesgos,
    reglas: Reglas,
    de_la_entidad: Mapping[str, MetodologiaDeRiesgos],
) -> Iterator[Aviso]:
    """Los avisos del mapa que un plan lleva, con la ruta desde el plan.

    ``reglas``: las del plan, que dicen los cortes; ``de_la_entidad``: sus metodologías propias.
    """
    cortes = plan.cortes()
    serie = serie_de(plan, reglas, cortes[-1]) if reglas.cortes and cortes else None
    for aviso in avisos_del_mapa(mapa, serie=serie, de_la_entidad=de_la_entidad):
        yield attrs.evolve(aviso, ruta=unir_ruta("mapa_de_riesgos", aviso.ruta))


def cifras_del_mapa_del_plan(
    plan: Plan, mapa: MapaDeRiesgos, corte: date | None, serie: Sequence[date] | None
) -> CifrasDelMapa:
    """Cifras del mapa que un plan lleva; la vigencia y el régimen que no diga, los del plan.

    ``serie``: los días de corte que sus reglas fijan; ``None`` si no los fijan.
    """
    vigencia, regimen = mapa.vigencia or plan.vigencia, mapa.regimen or plan.regimen
    return cifras_en(attrs.evolve(mapa, vigencia=vigencia, regimen=regimen), corte, serie=serie)


# ------------------------------------------------------------------ el mapa de calor
# En qué celda de la matriz cae cada riesgo, antes y después de sus controles. A un riesgo lo ubican
# sus dos niveles y nunca la zona escrita; si falta uno, queda sin ubicar.


@clases.frozen(kw_only=True)
class CeldaDeCalor:
    """Un cruce de la matriz y los riesgos que caen en él."""

    probabilidad: Nivel
    impacto: Nivel
    zona: IdDeZona
    producto: Decimal | None
    """Si la metodología lo usa."""
    riesgos: tuple[RiesgoAnalizado, ...]


@clases.frozen(kw_only=True)
class PanelDeCalor:
    """La matriz con los riesgos inherentes, o con los residuales."""

    cual: CualRiesgo
    filas: tuple[tuple[CeldaDeCalor, ...], ...]
    """De la probabilidad más alta a la más baja, y cada una del impacto más bajo al más alto."""
    sin_ubicar: tuple[RiesgoAnalizado, ...]
    """A los que les falta algún nivel."""

    @property
    def ocupadas(self) -> tuple[CeldaDeCalor, ...]:
        """Celdas que tienen riesgos, de la zona más alta a la más baja."""
        con_riesgos = (celda for fila in self.filas for celda in fila if celda.riesgos)
        return tuple(
            sorted(
                con_riesgos,
                key=lambda celda: (
                    -orden_de(celda.zona),
                    -(celda.producto or 0),
                    -celda.probabilidad.valor,
                    -celda.impacto.valor,
                ),
            )
        )

    @property
    def ubicados(self) -> int:
        """Número de riesgos que caen en alguna celda."""
        return sum(len(celda.riesgos) for celda in self.ocupadas)


@clases.frozen(kw_only=True)
class CalorDelMapa:
    """Los dos paneles de un mapa en un corte, de la misma escala, y lo que se movieron."""

    metodologia: MetodologiaDeRiesgos | None
    riesgos: tuple[RiesgoAnalizado, ...]
    """Los vigentes."""
    paneles: tuple[PanelDeCalor, ...]
    """El inherente y el residual; ninguno si no se conoce la metodología."""
    movimiento: MovimientoDeZonas


_Leida = tuple[ValoracionLeida, RiesgoAnalizado]


def calor_del_mapa(
    mapa: MapaDeRiesgos, corte: date | None, metodologia: MetodologiaDeRiesgos | None
) -> CalorDelMapa:
    """Mapa de calor de un mapa en un corte; sin él, con el residual escrito."""
    vigentes = [riesgo for riesgo in valorados(mapa, metodologia) if riesgo.riesgo.esta_vigente]
    filas = [(riesgo, analizado(riesgo, corte)) for riesgo in vigentes]
    riesgos = tuple(fila for _, fila in filas)
    por_panel: dict[CualRiesgo, list[_Leida]] = {
        "inherente": [(riesgo.inherente, fila) for riesgo, fila in filas],
        "residual": [(riesgo.en_el_corte(corte), fila) for riesgo, fila in filas],
    }
    return CalorDelMapa(
        metodologia=metodologia,
        riesgos=riesgos,
        paneles=() if metodologia is None else tuple(_paneles(por_panel, vigentes, metodologia)),
        movimiento=movimiento_de((riesgo, riesgo.comparables) for riesgo in riesgos),
    )


def _paneles(
    por_panel: dict[CualRiesgo, list[_Leida]],
    riesgos: Sequence[RiesgoValorado],
    metodologia: MetodologiaDeRiesgos,
) -> Iterator[PanelDeCalor]:
    """El mapa de calor de antes de los controles y el de después, con los mismos impactos.

    ``por_panel``: las valoraciones de cada uno, con su riesgo.
    """
    valoraciones = [leida for panel in por_panel.values() for leida, _ in panel if _se_ubica(leida)]
    impactos = _impactos(valoraciones, riesgos, metodologia)
    for panel, filas_leidas in por_panel.items():
        yield PanelDeCalor(
            cual=panel,
            filas=tuple(
                tuple(
                    _celda(probabilidad, impacto, filas_leidas, metodologia) for impacto in impactos
                )
                for probabilidad in reversed(metodologia.probabilidad.niveles)
            ),
            sin_ubicar=_riesgos_que(filas_leidas, lambda valoracion: not _se_ubica(valoracion)),
        )


def _celda(
    probabilidad: Nivel,
    impacto: Nivel,
    filas_leidas: Sequence[_Leida],
    metodologia: MetodologiaDeRiesgos,
) -> CeldaDeCalor:
    """La celda de un mapa de calor: su zona y los riesgos que tienen esos dos niveles."""

    def cae(valoracion: ValoracionLeida) -> bool:
        return valoracion.probabilidad.nivel == probabilidad and valoracion.impacto.nivel == impacto

    return CeldaDeCalor(
        probabilidad=probabilidad,
        impacto=impacto,
        zona=metodologia.zona(probabilidad, impacto),
        producto=metodologia.producto(probabilidad, impacto),
        riesgos=_riesgos_que(filas_leidas, cae),
    )


def _riesgos_que(
    filas_leidas: Sequence[_Leida], cumple: Callable[[ValoracionLeida], bool]
) -> tuple[RiesgoAnalizado, ...]:
    """Los riesgos cuya valoración cumple."""
    return tuple(fila for leida, fila in filas_leidas if cumple(leida))


def _se_ubica(valoracion: ValoracionLeida) -> bool:
    return valoracion.probabilidad.nivel is not None and valoracion.impacto.nivel is not None


def _impactos(
    valoraciones: Sequence[ValoracionLeida],
    riesgos: Sequence[RiesgoValorado],
    metodologia: MetodologiaDeRiesgos,
) -> tuple[Nivel, ...]:
    """Los niveles de impacto que un panel muestra: todos, o desde el menor de corrupción.

    Desde éste si la metodología lo dice, siempre o si todos son de ésos, y ninguno va por debajo.
    """
    niveles, minimo = metodologia.impacto.niveles, metodologia.impacto_minimo
    desde = metodologia.matriz.desde_el_minimo
    if minimo is None or desde is None:
        return niveles
    if desde == "de_corrupcion" and not all(r.riesgo.tipo == "corrupcion" for r in riesgos):
        return niveles
    admitidos = tuple(nivel for nivel in niveles if nivel.valor >= minimo)
    return admitidos if all(leida.impacto.nivel in admitidos for leida in valoraciones) else niveles
