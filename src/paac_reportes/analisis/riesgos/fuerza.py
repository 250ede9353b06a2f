"""Qué tan fuertes son los controles de un mapa, donde su metodología los califica."""

from collections.abc import Iterable
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.analisis.riesgos.niveles import numero_de_porcentaje
from paac_reportes.analisis.riesgos.valoracion import calificacion_de, puntaje_de
from paac_reportes.modelo.riesgos import Control
from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos, TramoDePuntaje
from paac_reportes.textos.valores import porcentaje


@clases.frozen(kw_only=True)
class ControlAnalizado:
    """Un control del mapa y de qué riesgo es."""

    ruta: str
    riesgo: str
    """El nombre de su riesgo."""
    control: Control


@clases.frozen(kw_only=True)
class FuerzaDeLosControles:
    """Los controles por lo que se calificaron, del más fuerte al más débil."""

    por_calificacion: tuple[tuple[str, tuple[ControlAnalizado, ...]], ...]
    """``40 %``, ``76 puntos o más`` o ``diseño fuerte``, y los controles que la tienen."""
    sin_calificar: tuple[ControlAnalizado, ...]
    """Controles que no escriben su calificación ni traen con qué sacarla."""

    @property
    def calificados(self) -> int:
        """Número de controles cuya calificación se conoce."""
        return sum(len(controles) for _, controles in self.por_calificacion)

    @property
    def total(self) -> int:
        """Número de controles del mapa."""
        return self.calificados + len(self.sin_calificar)


def fuerza_de(
    controles: Iterable[ControlAnalizado], metodologia: MetodologiaDeRiesgos | None
) -> FuerzaDeLosControles | None:
    """Controles por su calificación, la escrita o la que se saca; ``None`` sin metodología."""
    if metodologia is None:
        return None
    por_calificacion: dict[tuple[Decimal, str], list[ControlAnalizado]] = {}
    sin_calificar = []
    for analizado in controles:
        calificacion = _calificacion(analizado.control, metodologia)
        if calificacion is None:
            sin_calificar.append(analizado)
        else:
            por_calificacion.setdefault(calificacion, []).append(analizado)
    en_orden = sorted(por_calificacion.items(), key=lambda par: -par[0][0])
    return FuerzaDeLosControles(
        por_calificacion=tuple((nombre, tuple(grupo)) for (_, nombre), grupo in en_orden),
        sin_calificar=tuple(sin_calificar),
    )


def _calificacion(
    control: Control, metodologia: MetodologiaDeRiesgos
) -> tuple[Decimal, str] | None:
    """Calificación de un control: el número con que se ordena y su nombre, ``(40, "40 %")``."""
    if metodologia.controles.regla == "porcentajes":
        numero_escrito, calculada = (
            numero_de_porcentaje(control.calificacion),
            calificacion_de(control, metodologia),
        )
        valor = (
            numero_escrito
            if numero_escrito is not None or calculada is None
            else Decimal(calculada)
        )
        return None if valor is None else (valor, porcentaje(valor))
    puntaje = numero_de_porcentaje(control.calificacion)
    if puntaje is None:
        puntaje = puntaje_de(control, metodologia)
    tramo = None if puntaje is None else metodologia.controles.tramo_de(puntaje)
    return None if tramo is None else (Decimal(tramo.desde), _nombre(tramo, metodologia))


def _nombre(tramo: TramoDePuntaje, metodologia: MetodologiaDeRiesgos) -> str:
    """Nombre de un tramo de puntaje: ``diseño fuerte``, o entre qué puntos va."""
    if tramo.nombre:
        return f"diseño {tramo.nombre.lower()}"
    siguiente = min(
        (mayor.desde for mayor in metodologia.controles.tramos if mayor.desde > tramo.desde),
        default=None,
    )
    if siguiente is None:
        return f"{tramo.desde} puntos o más"
    desde = f"{tramo.desde} puntos o más, y " if tramo.desde else ""
    return f"{desde}menos de {siguiente} puntos"
