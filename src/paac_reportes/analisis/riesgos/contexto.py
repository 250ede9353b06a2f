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
        """Nombre del riesgo: su referencia o, sin ella, su ruta."""
        return self.riesgo.referencia or self.ruta

    @property
    def rotulo(self) -> str:
        """Nombre para quien no ve el archivo: su referencia o ``n.º 3``, su lugar en el mapa."""
        referencia = " ".join((self.riesgo.referencia or "").split())
        return referencia or f"n.º\N{NO-BREAK SPACE}{self.lugar}"

    def seguido(self, corte: date | None, quien: QuienSigue = "oci") -> SeguimientoDeRiesgo | None:
        """Seguimiento que alguien hizo del riesgo en ese corte exacto."""
        seguimientos = self.riesgo.seguimientos
        return next((s for s in seguimientos if s.corte == corte and s.quien == quien), None)

    def leida(self, valoracion: Valoracion | None) -> ValoracionLeida:
        """Otra valoración del riesgo, con sus niveles."""
        return leida(valoracion, self.metodologia)

    def valorado_el(self, corte: date | None) -> date | None:
        """Último corte, hasta ``corte``, en que alguien valoró el riesgo."""
        cortes = (s.corte for s in self.riesgo.seguimientos if _dice_algo(s.valoracion))
        return max((dia for dia in cortes if corte and dia <= corte), default=None)

    def valoraciones(self, corte: date | None) -> dict[QuienSigue, Valoracion]:
        """Valoraciones del último corte en que las hay, hasta ``corte``; primero la que vale."""
        ultimo = self.valorado_el(corte)
        por_quien = {
            s.quien: s.valoracion
            for s in self.riesgo.seguimientos
            if s.corte == ultimo and s.valoracion and _dice_algo(s.valoracion)
        }
        return {quien: por_quien[quien] for quien in PREVALECEN if quien in por_quien}

    def en_el_corte(self, corte: date | None) -> ValoracionLeida:
        """Última valoración de un seguimiento hasta el corte, o la residual si no la hay."""
        for valoracion in self.valoraciones(corte).values():
            return self.leida(valoracion)
        return self.residual


def _dice_algo(valoracion: Valoracion | None) -> bool:
    """Si trae un nivel o una zona, y no sólo su fecha."""
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
    """Ruta del residual dentro del riesgo, y él: la herramienta de la guía 5 da uno por control."""
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
                attrs.evolve(riesgo, seguimientos=_hasta(riesgo.seguimientos, corte))
                for riesgo in proceso.riesgos
            ],
        )
        for proceso in mapa.procesos
    ]
    return attrs.evolve(mapa, procesos=procesos, seguimientos=_hasta(mapa.seguimientos, corte))


_Seguido = TypeVar("_Seguido", SeguimientoDeRiesgo, SeguimientoDelMapa)


def _hasta(seguimientos: Iterable[_Seguido], corte: date | None) -> list[_Seguido]:
    return [s for s in seguimientos if corte is not None and s.corte <= corte]


def metodologia_del_mapa(
    mapa: MapaDeRiesgos, de_la_entidad: Mapping[str, MetodologiaDeRiesgos]
) -> MetodologiaDeRiesgos | None:
    """Metodología que el mapa declara; las de la entidad mandan sobre las conocidas."""
    return {**metodologias(), **de_la_entidad}.get(mapa.metodologia or "")


def subida(antes: EjeLeido, despues: EjeLeido, escala: Escalones) -> Decimal | None:
    """Cuánto sube un eje: en puntos si los dos traen porcentaje; si no, en niveles."""
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
