"""Valoración que resulta de lo escrito de un riesgo: sus niveles, su zona y su residual.

Lo escrito no se reemplaza: va al lado. El residual sólo se calcula donde la regla de la guía se
confirmó, y lo que no se calcula dice por qué. Los números son decimales sin redondear.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.analisis.riesgos.niveles import (
    ZONAS,
    EjeLeido,
    ZonaLeida,
    esta_en_blanco,
    leer_nivel,
    leer_zona,
    numero_de_porcentaje,
)
from paac_reportes.decimales import contexto
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.riesgos import (
    Control,
    Eje,
    MapaDeRiesgos,
    Materializacion,
    Proceso,
    QuienSigue,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)
from paac_reportes.normativa.riesgos import (
    CorteDeCuestionario,
    Escalones,
    IdDeZona,
    MetodologiaDeRiesgos,
    Nivel,
    metodologias,
)
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import porcentaje

EJES: tuple[Eje, ...] = ("probabilidad", "impacto")
_HOLGADO = contexto(400)
"""Con las cifras que se llevan al multiplicar: con cien controles en un eje todavía es exacto."""


@clases.frozen(kw_only=True)
class ValoracionLeida:
    """Una valoración escrita, con los niveles que se entienden y la zona que dan."""

    probabilidad: EjeLeido = EjeLeido()
    impacto: EjeLeido = EjeLeido()
    escrita: ZonaLeida = ZonaLeida()
    """La zona y el producto que el mapa dice."""
    zona_calculada: IdDeZona | None = None
    """Zona de la matriz, si se conocen los dos niveles."""
    producto: Decimal | None = None
    """Probabilidad por impacto, si la metodología lo usa."""
    zonas_posibles: frozenset[IdDeZona] = frozenset()
    """Zonas de la matriz con el único nivel que se conoce; ninguna si son los dos, o ninguno."""
    literal: str | None = None
    """La zona, como está escrita."""

    def eje(self, nombre: Eje) -> EjeLeido:
        """Eje con ese nombre: la probabilidad o el impacto."""
        return self.probabilidad if nombre == "probabilidad" else self.impacto

    @property
    def zona(self) -> IdDeZona | None:
        """Zona de la matriz, si se conocen los dos niveles; si no, la escrita, si se entiende."""
        return self.zona_calculada or self.escrita.zona

    @property
    def en_niveles(self) -> tuple[Hashable, ...]:
        """Niveles y zona, para saber si otra dice lo mismo con otras palabras."""
        ejes = (self.probabilidad, self.impacto)
        niveles = ((eje.nivel or en_plano(eje.escrito), eje.porcentaje) for eje in ejes)
        return (*niveles, self.zona or en_plano(self.literal))

    @property
    def otra_escrita(self) -> str | None:
        """Zona escrita, a la letra, si no es la de sus niveles o el que se conoce no la da."""
        difiere = self.escribe_otra or self.se_contradice
        return " ".join((self.literal or "").split()) if difiere else None

    @property
    def escribe_otra(self) -> bool:
        """Si la zona escrita no es la que dan sus dos niveles."""
        return self.zona_calculada is not None and self.escrita.zona not in {None, self.zona}

    @property
    def se_contradice(self) -> bool:
        """Si la zona escrita no la puede dar el único nivel que se conoce."""
        return bool(self.zonas_posibles) and self.escrita.zona not in {None, *self.zonas_posibles}

    @property
    def zona_comparable(self) -> IdDeZona | None:
        """Zona con que se dice si un riesgo baja o sube; ``None`` si se contradice."""
        return None if self.se_contradice else self.zona


SIN_VALORAR = ValoracionLeida()


def leida(
    valoracion: Valoracion | None, metodologia: MetodologiaDeRiesgos | None
) -> ValoracionLeida:
    """Valoración entendida; sin metodología, sólo la zona escrita."""
    if valoracion is None:
        return SIN_VALORAR
    zona_escrita = leer_zona(valoracion.zona)
    if metodologia is None:
        return ValoracionLeida(
            probabilidad=EjeLeido(valoracion.probabilidad),
            impacto=EjeLeido(valoracion.impacto),
            escrita=zona_escrita,
            literal=valoracion.zona,
        )
    unidad = metodologia.unidad
    probabilidad = leer_nivel(
        valoracion.probabilidad, valoracion.probabilidad_pct, metodologia.probabilidad, unidad
    )
    impacto = leer_nivel(valoracion.impacto, valoracion.impacto_pct, metodologia.impacto, unidad)
    zona, producto = None, None
    if probabilidad.nivel and impacto.nivel:
        zona = metodologia.zona(probabilidad.nivel, impacto.nivel)
        producto = metodologia.producto(probabilidad.nivel, impacto.nivel)
    return ValoracionLeida(
        probabilidad=probabilidad,
        impacto=impacto,
        escrita=zona_escrita,
        zona_calculada=zona,
        producto=producto,
        zonas_posibles=frozenset(_zonas_posibles(probabilidad.nivel, impacto.nivel, metodologia)),
        literal=valoracion.zona,
    )


def _zonas_posibles(
    probabilidad: Nivel | None, impacto: Nivel | None, metodologia: MetodologiaDeRiesgos
) -> Iterator[IdDeZona]:
    """Las zonas que puede dar un nivel, si el otro no se conoce; si no, ninguna."""
    if probabilidad is not None and impacto is None:
        yield from (metodologia.zona(probabilidad, nivel) for nivel in metodologia.impacto.niveles)
    elif impacto is not None and probabilidad is None:
        yield from (metodologia.zona(nivel, impacto) for nivel in metodologia.probabilidad.niveles)


@clases.frozen(kw_only=True)
class EjeCalculado:
    """Dónde quedaría un eje con los controles."""

    nivel: Nivel | None = None
    porcentaje: Decimal | None = None
    """Sin redondear, si la metodología mide en porcentajes."""
    por_que: str = ""
    """Por qué no se calculó; vacío si se calculó."""


@clases.frozen(kw_only=True)
class ResidualCalculado:
    """Valoración que quedaría de un riesgo con sus controles, según la metodología."""

    probabilidad: EjeCalculado
    impacto: EjeCalculado
    zona: IdDeZona | None = None

    def eje(self, nombre: Eje) -> EjeCalculado:
        """Eje con ese nombre: la probabilidad o el impacto."""
        return self.probabilidad if nombre == "probabilidad" else self.impacto


_SIN_METODOLOGIA = "el mapa no dice con qué metodología se valoró, o no se conoce"
_SIN_CONFIRMAR = "la regla de la guía para los controles no está confirmada"


def residual_de(
    riesgo: Riesgo, inherente: ValoracionLeida, metodologia: MetodologiaDeRiesgos | None
) -> ResidualCalculado:
    """El residual que dan los controles de un riesgo; el eje que no se calcula dice por qué."""
    if metodologia is None:
        sin_calcular = EjeCalculado(por_que=_SIN_METODOLOGIA)
        return ResidualCalculado(probabilidad=sin_calcular, impacto=sin_calcular)
    probabilidad, impacto = (
        _eje_residual(eje, riesgo.controles, inherente.eje(eje), metodologia) for eje in EJES
    )
    zona = None
    if probabilidad.nivel and impacto.nivel:
        zona = metodologia.zona(probabilidad.nivel, impacto.nivel)
    return ResidualCalculado(probabilidad=probabilidad, impacto=impacto, zona=zona)


def _eje_residual(
    eje: Eje, controles: Sequence[Control], inherente: EjeLeido, metodologia: MetodologiaDeRiesgos
) -> EjeCalculado:
    """El nivel de un eje tras los controles que actúan sobre él, o por qué no se sabe.

    ``inherente``: el de antes de ellos.
    """
    if metodologia.controles.regla == "solidez":
        return EjeCalculado(por_que=_SIN_CONFIRMAR)
    if inherente.nivel is None:
        return EjeCalculado(por_que="no se conoce el nivel inherente")
    actuan = [control.actua_sobre(eje) for control in controles]
    if None in actuan:
        return EjeCalculado(por_que="hay controles que no dicen sobre qué actúan")
    controles_del_eje = [control for control, actua in zip(controles, actuan, strict=True) if actua]
    if metodologia.controles.regla == "porcentajes":
        return _por_porcentajes(controles_del_eje, inherente, inherente.nivel, metodologia, eje)
    if any(puntaje_de(control, metodologia) is None for control in controles):
        return EjeCalculado(por_que="un control no trae todos sus criterios, ni su puntaje")
    return _por_puntos(controles_del_eje, inherente.nivel, metodologia, eje)


def _por_porcentajes(
    controles: Sequence[Control],
    inherente: EjeLeido,
    nivel: Nivel,
    metodologia: MetodologiaDeRiesgos,
    eje: Eje,
) -> EjeCalculado:
    """El nivel de un eje, que cada control baja en su calificación: de 60, un 40 % deja 36."""
    calificaciones = [calificacion_de(control, metodologia) for control in controles]
    conocidas = [calificacion for calificacion in calificaciones if calificacion is not None]
    if len(conocidas) < len(calificaciones):
        return EjeCalculado(por_que="a un control le falta el tipo o la implementación")
    queda = nivel.valor if inherente.porcentaje is None else inherente.porcentaje
    with localcontext(_HOLGADO):
        for calificacion in conocidas:
            queda = queda * (100 - calificacion) / 100
    return EjeCalculado(nivel=escalones(metodologia, eje).de_porcentaje(queda), porcentaje=queda)


def _por_puntos(
    controles: Sequence[Control], inherente: Nivel, metodologia: MetodologiaDeRiesgos, eje: Eje
) -> EjeCalculado:
    """El nivel de un eje, que su único control baja según su puntaje; no bajo el menor."""
    if len(controles) > 1:
        return EjeCalculado(por_que="de varios controles en un eje no se conoce la regla")
    bajan = 0
    for control in controles:
        tramo = metodologia.controles.tramo_de(puntaje_de(control, metodologia) or Decimal(0))
        bajan = (tramo.niveles or 0) if tramo else 0
    escala = escalones(metodologia, eje)
    return EjeCalculado(nivel=escala.niveles[max(0, escala.lugar(inherente) - bajan)])


def escalones(metodologia: MetodologiaDeRiesgos, eje: Eje) -> Escalones:
    """Escala de un eje, con sus niveles."""
    return metodologia.probabilidad if eje == "probabilidad" else metodologia.impacto


def calificacion_de(control: Control, metodologia: MetodologiaDeRiesgos) -> int | None:
    """Calificación del control, en puntos: tipo más implementación.

    ``None`` si no trae los dos, o la metodología no les da puntos.
    """
    reglas = metodologia.controles
    if control.tipo is None or control.implementacion is None:
        return None
    tipo = reglas.tipo.get(control.tipo)
    implementacion = reglas.implementacion.get(control.implementacion)
    return None if tipo is None or implementacion is None else tipo + implementacion


def puntaje_de(control: Control, metodologia: MetodologiaDeRiesgos) -> Decimal | None:
    """Puntaje del control: la suma de sus criterios, si responde todos; si ninguno, el escrito.

    ``None`` si la metodología no los tiene, si sólo responde algunos, o si no se conoce.
    """
    reglas = metodologia.controles
    if not reglas.criterios:
        return None
    if not control.criterios:
        return numero_de_porcentaje(control.calificacion)
    puntos = [
        criterio.puntos.get(control.criterios.get(criterio.codigo, ""))
        for criterio in reglas.criterios
    ]
    conocidos = [punto for punto in puntos if punto is not None]
    return Decimal(sum(conocidos)) if len(conocidos) == len(puntos) else None


@clases.frozen(kw_only=True)
class CuestionarioLeido:
    """Resultado de las respuestas de un cuestionario de impacto."""

    nivel: Nivel | None
    """``None`` si con lo que falta podría ser otro, o si ninguna es afirmativa."""
    afirmativas: int
    faltan: int
    total: int
    grave: int | None = None
    """La pregunta que por sí sola lo lleva al nivel más alto."""


def cuestionario_de(
    riesgo: Riesgo, metodologia: MetodologiaDeRiesgos | None
) -> CuestionarioLeido | None:
    """Resultado del cuestionario de un riesgo; ``None`` si no lo trae o no lo hay."""
    formulario = metodologia.cuestionario if metodologia else None
    if metodologia is None or formulario is None or not riesgo.cuestionario:
        return None
    total = len(formulario.preguntas)
    respuestas = {n: respuesta for n, respuesta in riesgo.cuestionario.items() if n <= total}
    afirmativas = sum(respuesta == "si" for respuesta in respuestas.values())
    faltan = total - len(respuestas)
    mayor = metodologia.impacto.niveles[-1]
    grave = next((n for n in formulario.graves if respuestas.get(n) == "si"), None)
    if grave is not None:
        posibles: set[Decimal | None] = {mayor.valor}
    else:
        cuentas = range(afirmativas, afirmativas + faltan + 1)
        posibles = {_valor_de(cuenta, formulario.cortes) for cuenta in cuentas}
        if any(n not in respuestas for n in formulario.graves):
            posibles.add(mayor.valor)
    (valor,) = posibles if len(posibles) == 1 else (None,)
    return CuestionarioLeido(
        nivel=None if valor is None else metodologia.impacto.de_valor(valor),
        afirmativas=afirmativas,
        faltan=faltan,
        total=total,
        grave=grave,
    )


def _valor_de(cuantas: int, cortes: Sequence[CorteDeCuestionario]) -> Decimal | None:
    """Nivel de tantas respuestas afirmativas, por su valor; ``None`` si no da ninguno."""
    niveles = [corte.nivel for corte in cortes if corte.desde <= cuantas]
    return niveles[-1] if niveles else None


# ------------------------------------------------------------------ cada riesgo en su lugar


PREVALECEN: tuple[QuienSigue, ...] = ("oci", "planeacion", "lider")
"""De los que dicen algo de un riesgo en un mismo corte, vale el primero."""
EN_FRASE: Mapping[Eje, str] = {"probabilidad": "la probabilidad", "impacto": "el impacto"}


@clases.frozen(kw_only=True, eq=False)
class RiesgoValorado:
    """Un riesgo, dónde está y lo que resulta de lo que trae."""

    ruta: str
    """``procesos[0].riesgos[2]``."""
    lugar: int
    """Cuál es de los del mapa, desde 1."""
    comparte_referencia: bool
    """Si otro riesgo del mapa tiene la suya."""
    proceso: Proceso
    riesgo: Riesgo
    metodologia: MetodologiaDeRiesgos | None
    inherente: ValoracionLeida
    residual: ValoracionLeida
    """La escrita: la del riesgo o, si no la trae, la de su último control que la traiga."""
    ruta_del_residual: str
    """Dónde está esa, o dónde estaría la del riesgo."""
    calculado: ResidualCalculado
    """Valoración que darían los controles."""

    @property
    def nombre(self) -> str:
        """Nombre del riesgo: su referencia o, sin ella, su ruta."""
        return self.riesgo.referencia or self.ruta

    @property
    def rotulo(self) -> str:
        """Nombre para quien no ve el archivo: ``R1``, su referencia, o ``n.º 3``, su lugar.

        Si otro la tiene, los dos: ``R1 (n.º 3)``.
        """
        referencia = en_un_renglon(self.riesgo.referencia)
        lugar = f"n.º\N{NO-BREAK SPACE}{self.lugar}"
        if self.comparte_referencia:
            return f"{referencia} ({lugar})"
        return referencia or lugar

    @property
    def responde(self) -> str | None:
        """Responsable del riesgo o, si no lo dice, el líder o la dependencia de su proceso."""
        dichos = (self.riesgo.responsable, self.proceso.lider, self.proceso.dependencia)
        return next((en_un_renglon(dicho) for dicho in dichos if not esta_en_blanco(dicho)), None)

    def seguido(self, corte: date | None, quien: QuienSigue = "oci") -> SeguimientoDeRiesgo | None:
        """Seguimiento que alguien hizo del riesgo en ese corte exacto.

        Sin corte (``None``), ninguno. ``quien``: control interno, el líder o planeación.
        """
        seguimientos = self.riesgo.seguimientos
        return next((s for s in seguimientos if s.corte == corte and s.quien == quien), None)

    def dice_si_ocurrio(self, corte: date | None) -> SeguimientoDeRiesgo | None:
        """Seguimiento del corte que dice si ocurrió: de control interno o, si calla, del líder."""
        seguidos = (self.seguido(corte), self.seguido(corte, "lider"))
        dicen = (s for s in seguidos if s and s.materializacion and s.materializacion.ocurrio)
        return next(dicen, None)

    def lo_ocurrido(self, corte: date | None) -> Materializacion | None:
        """Materialización que del corte se dice: cada dato, de quien lo trae y no la contradice.

        Si ocurrió y nadie escribe su acción, lo que se adelantó. ``None`` si no se sabe.
        """
        vale = self.dice_si_ocurrio(corte)
        if vale is None or vale.materializacion is None:
            return None
        ocurrio = vale.materializacion.ocurrio
        seguidos = [s for quien in PREVALECEN if (s := self.seguido(corte, quien))]
        dichas = [s.materializacion or Materializacion() for s in (vale, *seguidos)]
        acordes = [attrs.asdict(m) for m in dichas if m.ocurrio in {None, ocurrio}]
        if ocurrio == "si":
            acordes += [{"accion": s.acciones_adelantadas} for s in seguidos]
        return Materializacion(
            **{dato: valor for m in reversed(acordes) for dato, valor in m.items() if valor}
        )

    def leida(self, valoracion: Valoracion | None) -> ValoracionLeida:
        """Otra valoración del riesgo, con sus niveles."""
        return leida(valoracion, self.metodologia)

    def valorado_el(self, corte: date | None) -> date | None:
        """Último corte, hasta ése, en que alguien lo valoró; ``None`` si nadie, o sin corte."""
        return _valorado_el(self.riesgo, corte)

    def valoraciones(self, corte: date | None) -> dict[QuienSigue, Valoracion]:
        """Valoraciones del último corte en que las hay, hasta ``corte``; primero la que vale."""
        return valoraciones_hasta(self.riesgo, corte)

    def en_el_corte(self, corte: date | None) -> ValoracionLeida:
        """Última valoración de un seguimiento hasta el corte, o la residual si no la hay."""
        for valoracion in self.valoraciones(corte).values():
            return self.leida(valoracion)
        return self.residual


def _valorado_el(riesgo: Riesgo, corte: date | None) -> date | None:
    """Último corte, hasta ése, en que alguien lo valoró; ``None`` si nadie, o sin corte."""
    cortes = (s.corte for s in riesgo.seguimientos if _dice_algo(s.valoracion))
    return max((dia for dia in cortes if corte and dia <= corte), default=None)


def valoraciones_hasta(riesgo: Riesgo, corte: date | None) -> dict[QuienSigue, Valoracion]:
    """Valoraciones de un riesgo en el último corte en que las hay; primero la que vale."""
    ultimo = _valorado_el(riesgo, corte)
    por_quien = {
        s.quien: s.valoracion
        for s in riesgo.seguimientos
        if s.corte == ultimo and s.valoracion and _dice_algo(s.valoracion)
    }
    return {quien: por_quien[quien] for quien in PREVALECEN if quien in por_quien}


def _dice_algo(valoracion: Valoracion | None) -> bool:
    """Si una valoración trae un nivel o una zona, y no sólo su fecha."""
    return valoracion is not None and any(
        dato is not None
        for dato in (
            *(valoracion.probabilidad, valoracion.impacto, valoracion.zona),
            *(valoracion.probabilidad_pct, valoracion.impacto_pct),
        )
    )


def valorados(
    mapa: MapaDeRiesgos, metodologia: MetodologiaDeRiesgos | None
) -> tuple[RiesgoValorado, ...]:
    """Todos los riesgos de un mapa, también los retirados, en su orden."""
    return tuple(_valorados(mapa, metodologia))


def _valorados(
    mapa: MapaDeRiesgos, metodologia: MetodologiaDeRiesgos | None
) -> Iterator[RiesgoValorado]:
    """Riesgos del mapa, numerados desde 1, con su zona inherente, la residual y la calculada."""
    lugares = [*recorrer(mapa, Riesgo)]
    veces = Counter(filter(None, (en_un_renglon(r.objeto.referencia) for r in lugares)))
    for numero, lugar in enumerate(lugares, 1):
        riesgo: Riesgo = lugar.objeto
        inherente = leida(riesgo.inherente, metodologia)
        ruta_dentro_de_el, residual = _residual_escrito(riesgo)
        yield RiesgoValorado(
            ruta=lugar.ruta,
            lugar=numero,
            comparte_referencia=veces[en_un_renglon(riesgo.referencia)] > 1,
            proceso=lugar.objetos["proceso"],
            riesgo=riesgo,
            metodologia=metodologia,
            inherente=inherente,
            residual=leida(residual, metodologia),
            ruta_del_residual=f"{lugar.ruta}.{ruta_dentro_de_el}",
            calculado=residual_de(riesgo, inherente, metodologia),
        )


def _residual_escrito(riesgo: Riesgo) -> tuple[str, Valoracion | None]:
    """Ruta del residual dentro del riesgo, y el residual: el del riesgo o, sin él, de un control.

    La herramienta de la guía 5 da uno por control: vale el último que dice algo.
    """
    de_controles = [
        (f"controles[{numero}].residual", control.residual)
        for numero, control in enumerate(riesgo.controles)
        if _dice_algo(control.residual)
    ]
    if de_controles and not _dice_algo(riesgo.residual):
        return de_controles[-1]
    return "residual", riesgo.residual


def hasta_el_corte(mapa: MapaDeRiesgos, corte: date | None) -> MapaDeRiesgos:
    """El mapa como se sabía en el corte: sin los seguimientos posteriores."""
    if corte is not None and all(dia <= corte for dia in mapa.cortes()):
        return mapa
    procesos = [
        attrs.evolve(
            proceso,
            riesgos=[
                attrs.evolve(riesgo, seguimientos=_al_corte(riesgo.seguimientos, corte))
                for riesgo in proceso.riesgos
            ],
        )
        for proceso in mapa.procesos
    ]
    return attrs.evolve(mapa, procesos=procesos, seguimientos=_al_corte(mapa.seguimientos, corte))


_Seguido = TypeVar("_Seguido", SeguimientoDeRiesgo, SeguimientoDelMapa)


def _al_corte(seguimientos: Iterable[_Seguido], corte: date | None) -> list[_Seguido]:
    """Los seguimientos hasta el corte; ninguno, si no hay corte."""
    return [s for s in seguimientos if corte is not None and s.corte <= corte]


def metodologia_del_mapa(
    mapa: MapaDeRiesgos, de_la_entidad: Mapping[str, MetodologiaDeRiesgos]
) -> MetodologiaDeRiesgos | None:
    """Metodología que el mapa declara; ``None`` si no la dice o no se conoce.

    Las de la entidad mandan sobre las conocidas.
    """
    return {**metodologias(), **de_la_entidad}.get(mapa.metodologia or "")


def subida(antes: EjeLeido, despues: EjeLeido, escala: Escalones) -> Decimal | None:
    """Cuánto sube un eje: en puntos si los dos traen porcentaje; si no, en niveles.

    Negativo si baja; ``None`` si de alguno no se conoce ni el nivel.
    """
    if antes.porcentaje is not None and despues.porcentaje is not None:
        return despues.porcentaje - antes.porcentaje
    if antes.nivel is None or despues.nivel is None:
        return None
    return Decimal(escala.lugar(despues.nivel) - escala.lugar(antes.nivel))


def orden_de(zona: IdDeZona) -> int:
    """Orden de una zona: 0 la menor, 3 la mayor."""
    return ZONAS.index(zona)


def en_nivel(nivel: Nivel | None, numero: Decimal | None, escala: Escalones) -> str:
    """Nivel con su porcentaje, ``Baja (25,2 %)``; redondeado, sin que cambie de nivel."""
    nombre = nivel.nombre if nivel else ""
    if numero is None:
        return nombre
    con_cifras = porcentaje(numero, escala.de_porcentaje)
    return f"{nombre} ({con_cifras})" if nombre else con_cifras
