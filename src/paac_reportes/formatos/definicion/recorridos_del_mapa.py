"""Las filas de un mapa de riesgos y los objetos que cada una tiene a mano.

Aparte de las demás: quien no muestra un mapa no carga sus clases.
"""

from collections.abc import Callable, Iterable, Mapping

from paac_reportes import clases
from paac_reportes.formatos.definicion.filas import FilaDeTabla
from paac_reportes.modelo.riesgos import (
    Accion,
    Causa,
    Control,
    ControlSeguido,
    MapaDeRiesgos,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)
from paac_reportes.textos.valores import contar


@clases.frozen
class Consecuencia:
    """Una consecuencia de un riesgo, con su lugar en la lista."""

    numero: int
    texto: str


@clases.frozen
class Aplicacion:
    """Cuántos controles de un riesgo se aplican, según control interno en el corte."""

    texto: str
    """``2 de 3 controles aplicados; 1 sin verificar``: de todos los del riesgo."""
    de: tuple[ControlSeguido, ...]
    """Las respuestas que cuenta."""

    @classmethod
    def de_todos(cls, total: int, respuestas: tuple[ControlSeguido, ...]) -> "Aplicacion":
        """Aplicación de los controles de un riesgo: ``2 de 5 controles aplicados; 1 en parte``."""
        valores = [seguido.aplicado for seguido in respuestas]
        aplicados = contar(total, "control aplicado", "controles aplicados")
        partes = [f"{valores.count('si')} de {aplicados}"]
        if en_parte := valores.count("parcial"):
            partes.append(f"{en_parte} en parte")
        if sin_verificar := total - len(valores):
            partes.append(f"{sin_verificar} sin verificar")
        return cls("; ".join(partes), respuestas)


_DICHO_POR: Mapping[str, Callable[["DeRiesgo"], Iterable[tuple[str, object]]]] = {
    "causa_inmediata.texto": lambda fila: [("clase", fila.causa_inmediata)],
    "causa_raiz.texto": lambda fila: [("clase", fila.causa_raiz)],
    "aplicacion.texto": lambda fila: [
        ("aplicado", seguido) for seguido in (fila.aplicacion.de if fila.aplicacion else ())
    ],
    "a_cargo.responsable": lambda fila: [("responsable", fila.a_cargo and fila.a_cargo.de)],
    "a_cargo.indicador": lambda fila: [("indicador", fila.a_cargo and fila.a_cargo.de)],
}


@clases.frozen
class ACargo:
    """Quien responde y con qué se mide, de la acción o, si ninguna lo dice, del riesgo."""

    responsable: str | None
    indicador: str | None
    de: Accion | Riesgo

    @classmethod
    def del_que_lo_dice(cls, objeto: Accion | Riesgo | None) -> "ACargo | None":
        """Responsable e indicador de una acción o un riesgo; nada si no lo hay."""
        return None if objeto is None else cls(objeto.responsable, objeto.indicador, objeto)


@clases.frozen(kw_only=True)
class DeRiesgo(FilaDeTabla):
    """Fila de un riesgo, que tiene tantas como la más larga de sus listas.

    De cada lista trae el elemento de su altura o, si ya no hay más, el último: los que son el mismo
    comparten celda (``grupos``), y ninguna lista depende de las otras.
    """

    DICHO_POR = _DICHO_POR
    mapa: MapaDeRiesgos
    proceso: Proceso
    riesgo: Riesgo | None
    """Ninguno en la fila de un proceso que aún no los tiene."""
    causa: Causa | None = None
    causa_inmediata: Causa | None = None
    """De las de esa clase; lo mismo la raíz."""
    causa_raiz: Causa | None = None
    consecuencia: Consecuencia | None = None
    control: Control | None = None
    residual_final: Valoracion | None = None
    """Última valoración hasta el corte; si no la hay, la del control o, sin ella, la del riesgo."""
    accion: Accion | None = None
    a_cargo: ACargo | None = None
    seguimiento_de_riesgo: SeguimientoDeRiesgo | None = None
    """Seguimiento de control interno en el corte."""
    seguimiento_del_mapa: SeguimientoDelMapa | None = None
    """Seguimiento del mapa entero en el corte."""
    aplicacion: Aplicacion | None = None
    grupos: Mapping[str, object]
    """Por la raíz de sus datos, de quién es su celda: la comparten las filas del mismo."""
