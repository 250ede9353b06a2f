"""El mapa de calor: en qué celda de la matriz cae cada riesgo, antes y después de sus controles.

A un riesgo lo ubican sus dos niveles y nunca la zona escrita; si falta uno, queda sin ubicar. La
zona de una celda es la de la matriz de la metodología.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.analisis.riesgos.cifras import RiesgoAnalizado, analizado
from paac_reportes.analisis.riesgos.contexto import RiesgoValorado, orden_de, valorados
from paac_reportes.analisis.riesgos.niveles import CualRiesgo, MovimientoDeZonas, movimiento_de
from paac_reportes.analisis.riesgos.valoracion import ValoracionLeida
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.normativa.riesgos import IdDeZona, MetodologiaDeRiesgos, Nivel


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
    """Panel de los riesgos inherentes y el de los residuales, con los mismos impactos."""
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
    """Celda de un mapa de calor: su zona y los riesgos que están en esos dos niveles."""

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
    return tuple(fila for leida, fila in filas_leidas if cumple(leida))


def _se_ubica(valoracion: ValoracionLeida) -> bool:
    return valoracion.probabilidad.nivel is not None and valoracion.impacto.nivel is not None


def _impactos(
    valoraciones: Sequence[ValoracionLeida],
    riesgos: Sequence[RiesgoValorado],
    metodologia: MetodologiaDeRiesgos,
) -> tuple[Nivel, ...]:
    """Impactos del panel: los de un riesgo de corrupción, si todos lo son y en ellos caben."""
    niveles, minimo = metodologia.impacto.niveles, metodologia.impacto_minimo
    desde = metodologia.matriz.desde_el_minimo
    if minimo is None or desde is None:
        return niveles
    if desde == "de_corrupcion" and not all(r.riesgo.tipo == "corrupcion" for r in riesgos):
        return niveles
    admitidos = tuple(nivel for nivel in niveles if nivel.valor >= minimo)
    return admitidos if all(leida.impacto.nivel in admitidos for leida in valoraciones) else niveles
