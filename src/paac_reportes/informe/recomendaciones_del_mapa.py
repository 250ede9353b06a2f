"""Las recomendaciones que salen del mapa de riesgos de un plan.

Como las demás: cada una tiene una causa en las cifras, va a una oficina (el responsable del riesgo
o, si no lo dice, el líder o la dependencia de su proceso) y nombra sus filas, que son riesgos.
"""

from collections.abc import Callable, Iterator

import attrs

from paac_reportes import clases
from paac_reportes.analisis.riesgos.cifras import AccionAnalizada, CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.frases import en_zona_alta
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.vencimientos import DESPUES, MUY, PRONTO, vencio_hace_mucho
from paac_reportes.modelo import FilaRecomendada

Riesgos = tuple[RiesgoAnalizado, ...]


@clases.frozen
class CausaDelMapa:
    """Algo de las cifras del mapa que conviene atender."""

    clave: str
    """Clave que va en el ``id``: no cambia nunca."""
    riesgos: Callable[[CifrasDelMapa], Riesgos]
    peticion: str
    """Qué se recomienda; con ``{}`` donde va «en zona alta o extrema»."""
    habiles: int | None = None
    """Días hábiles de plazo desde el corte; ``None``, para el cierre del próximo."""


def _riesgos_con(
    cifras: CifrasDelMapa, acciones: tuple[AccionAnalizada, ...]
) -> tuple[RiesgoAnalizado, ...]:
    """Los riesgos que tienen alguna de esas acciones."""
    rutas = {accion.ruta.partition(".acciones")[0] for accion in acciones}
    return tuple(r for r in cifras.riesgos if r.ruta in rutas)


def _con_vencidas(cifras: CifrasDelMapa, *, hace_mucho: bool) -> Riesgos:
    """Los riesgos con acciones vencidas hace más de 90 días o, si no ``hace_mucho``, menos."""
    plazos = cifras.acciones.plazos
    acciones = (
        accion
        for accion in (plazos.vencidas if plazos else ())
        if vencio_hace_mucho(accion.ultimo_dia, cifras.corte) is hace_mucho
    )
    return _riesgos_con(cifras, tuple(acciones))


def _sin_estado(cifras: CifrasDelMapa) -> Riesgos:
    """Los riesgos con acciones cuyo último día pasó y no dicen su estado."""
    plazos = cifras.acciones.plazos
    return _riesgos_con(cifras, plazos.pasadas_sin_estado) if plazos else ()


CAUSAS = (
    CausaDelMapa(
        "riesgo-sin-accion",
        lambda cifras: cifras.materializados.sin_accion,
        "Decir qué se hizo con lo que se materializó",
    ),
    CausaDelMapa(
        "riesgo-sin-valorar",
        lambda cifras: cifras.materializados.sin_revalorar,
        "Volver a valorar lo que se materializó",
    ),
    CausaDelMapa(
        "riesgo-sin-acciones",
        lambda cifras: cifras.altos_sin_acciones,
        "Formular acciones para lo que está {} y no las tiene",
    ),
    CausaDelMapa(
        f"{MUY}acciones-vencidas",
        lambda cifras: _con_vencidas(cifras, hace_mucho=True),
        "Terminar las acciones del mapa que vencieron hace más de 90 días, o aprobar su nueva fecha"
        " con acta",
        habiles=PRONTO,
    ),
    CausaDelMapa(
        "acciones-vencidas",
        lambda cifras: _con_vencidas(cifras, hace_mucho=False),
        "Terminar las acciones vencidas del mapa, o aprobar su nueva fecha con acta",
        habiles=DESPUES,
    ),
    CausaDelMapa(
        "acciones-calladas",
        _sin_estado,
        "Declarar el estado de las acciones del mapa cuyo último día ya llegó",
    ),
)


def motivos(cifras: CifrasDelMapa) -> Iterator[tuple[CausaDelMapa, str | None, Riesgos]]:
    """Cada causa, a quién se le pide (``None`` si no se sabe) y sus riesgos: ``(causa, quién, …)``.

    Primero, las de lo que ocurrió.
    """
    altas = en_zona_alta(cifras)
    for causa in CAUSAS:
        con_zonas = attrs.evolve(causa, peticion=causa.peticion.format(altas))
        por_responsable = agrupadas([(r.responde, r) for r in causa.riesgos(cifras)])
        for responsable, riesgos in por_responsable.items():
            yield con_zonas, responsable, tuple(riesgos)


def fila_de_riesgo(valorado: RiesgoAnalizado) -> FilaRecomendada:
    """El riesgo como lo nombra una recomendación."""
    return FilaRecomendada(codigo=valorado.rotulo, texto=valorado.riesgo.descripcion)
