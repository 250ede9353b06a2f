"""Un mapa con lo que resulta de él: cada riesgo, en su lugar y con lo que dan sus niveles."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.analisis.riesgos.niveles import ZONAS, EjeLeido
from paac_reportes.analisis.riesgos.valoracion import (
    ResidualCalculado,
    ValoracionLeida,
    leida,
    residual_de,
)
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.riesgos import (
    Eje,
    MapaDeRiesgos,
    Proceso,
    QuienSigue,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)
from paac_reportes.normativa.riesgos import (
    Escalones,
    IdDeZona,
    MetodologiaDeRiesgos,
    Nivel,
    metodologias,
)
from paac_reportes.textos.valores import porcentaje

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
        """Con qué se lo nombra: su referencia o, sin ella, su ruta."""
        return self.riesgo.referencia or self.ruta

    @property
    def rotulo(self) -> str:
        """Con qué se lo nombra a quien no ve el archivo."""
        referencia = " ".join((self.riesgo.referencia or "").split())
        return referencia or f"n.º\N{NO-BREAK SPACE}{self.lugar}"

    def seguido(self, corte: date | None, quien: QuienSigue = "oci") -> SeguimientoDeRiesgo | None:
        """El seguimiento que alguien hizo del riesgo en ese corte exacto."""
        seguimientos = self.riesgo.seguimientos
        return next(
            (uno for uno in seguimientos if uno.corte == corte and uno.quien == quien), None
        )

    def leida(self, valoracion: Valoracion | None) -> ValoracionLeida:
        """Otra valoración suya, con sus niveles."""
        return leida(valoracion, self.metodologia)

    def valorado_el(self, corte: date | None) -> date | None:
        """El último corte hasta ése en que alguien lo valoró."""
        cortes = (uno.corte for uno in self.riesgo.seguimientos if _dice_algo(uno.valoracion))
        return max((suyo for suyo in cortes if corte and suyo <= corte), default=None)

    def valoraciones(self, corte: date | None) -> dict[QuienSigue, Valoracion]:
        """Las valoraciones del último corte en que las hay, primero la que vale."""
        ultimo = self.valorado_el(corte)
        por_quien = {
            uno.quien: uno.valoracion
            for uno in self.riesgo.seguimientos
            if uno.corte == ultimo and uno.valoracion and _dice_algo(uno.valoracion)
        }
        return {quien: por_quien[quien] for quien in PREVALECEN if quien in por_quien}

    def en_el_corte(self, corte: date | None) -> ValoracionLeida:
        """La última de un seguimiento hasta el corte, o la residual si ninguno lo valoró."""
        for valoracion in self.valoraciones(corte).values():
            return self.leida(valoracion)
        return self.residual


def _dice_algo(valoracion: Valoracion | None) -> bool:
    """Si trae un nivel o una zona, y no sólo su fecha."""
    return valoracion is not None and any(
        dicho is not None
        for dicho in (
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
    for numero, lugar in enumerate(recorrer(mapa, Riesgo), 1):
        riesgo: Riesgo = lugar.objeto
        inherente = leida(riesgo.inherente, metodologia)
        ruta_dentro_de_el, residual = _residual_escrito(riesgo)
        yield RiesgoValorado(
            ruta=lugar.ruta,
            lugar=numero,
            proceso=lugar.objetos["proceso"],
            riesgo=riesgo,
            metodologia=metodologia,
            inherente=inherente,
            residual=leida(residual, metodologia),
            ruta_del_residual=f"{lugar.ruta}.{ruta_dentro_de_el}",
            calculado=residual_de(riesgo, inherente, metodologia),
        )


def _residual_escrito(riesgo: Riesgo) -> tuple[str, Valoracion | None]:
    """Dónde está, dentro del riesgo, y cuál es: la herramienta de la guía 5 da una por control."""
    de_controles = [
        (f"controles[{numero}].residual", control.residual)
        for numero, control in enumerate(riesgo.controles)
        if _dice_algo(control.residual)
    ]
    if de_controles and not _dice_algo(riesgo.residual):
        return de_controles[-1]
    return "residual", riesgo.residual


def hasta_el_corte(mapa: MapaDeRiesgos, corte: date | None) -> MapaDeRiesgos:
    """El mapa como se sabía entonces: sin los seguimientos posteriores."""
    if corte is not None and all(suyo <= corte for suyo in mapa.cortes()):
        return mapa
    procesos = [
        attrs.evolve(
            proceso,
            riesgos=[
                attrs.evolve(riesgo, seguimientos=_hasta(riesgo.seguimientos, corte))
                for riesgo in proceso.riesgos
            ],
        )
        for proceso in mapa.procesos
    ]
    return attrs.evolve(mapa, procesos=procesos, seguimientos=_hasta(mapa.seguimientos, corte))


_Seguido = TypeVar("_Seguido", SeguimientoDeRiesgo, SeguimientoDelMapa)


def _hasta(seguimientos: Iterable[_Seguido], corte: date | None) -> list[_Seguido]:
    return [uno for uno in seguimientos if corte is not None and uno.corte <= corte]


def metodologia_del_mapa(
    mapa: MapaDeRiesgos, de_la_entidad: Mapping[str, MetodologiaDeRiesgos]
) -> MetodologiaDeRiesgos | None:
    """Metodología que el mapa declara; las de la entidad mandan sobre las conocidas."""
    return {**metodologias(), **de_la_entidad}.get(mapa.metodologia or "")


def subida(antes: EjeLeido, despues: EjeLeido, escala: Escalones) -> Decimal | None:
    """Cuánto sube de uno a otro: en porcentaje si los dos lo dicen; si no, en niveles."""
    if antes.porcentaje is not None and despues.porcentaje is not None:
        return despues.porcentaje - antes.porcentaje
    if antes.nivel is None or despues.nivel is None:
        return None
    return Decimal(escala.lugar(despues.nivel) - escala.lugar(antes.nivel))


def orden_de(zona: IdDeZona) -> int:
    """0 la menor, 3 la mayor."""
    return ZONAS.index(zona)


def en_nivel(nivel: Nivel | None, exacto: Decimal | None, escala: Escalones) -> str:
    """``Baja (25,2 %)``, o sólo el nivel; redondeado, sin que cambie de nivel."""
    nombre = nivel.nombre if nivel else ""
    if exacto is None:
        return nombre
    con_cifras = porcentaje(exacto, escala.de_porcentaje)
    return f"{nombre} ({con_cifras})" if nombre else con_cifras
