"""Los componentes que cada norma propone, como punto de partida; nunca para validar.

Están en ``plantillas/_regimenes``, con su fuente.
"""

import functools
import tomllib
from datetime import date
from importlib.resources import files

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import estructurar, mostrar, validar_por_tipo
from paac_reportes.modelo import Actividad, Componente, Entidad, Plan, Subcomponente, Tramite


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class ComponenteDeRegimen:
    """Un componente con los subcomponentes que la guía le propone."""

    numero: int
    nombre: str
    subcomponentes: tuple[str, ...] = ()
    tramites: bool = False
    """Si lo suyo son trámites y no actividades."""


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Regimen:
    """Las reglas que rigen un plan entre dos días, incluidos."""

    codigo: str
    nombre: str
    desde: date
    hasta: date | None = None
    norma: str
    componentes: tuple[ComponenteDeRegimen, ...]


@functools.cache
def regimenes() -> tuple[Regimen, ...]:
    """Los regímenes que se conocen, del más antiguo al vigente."""
    carpeta = files("paac_reportes.plantillas") / "_regimenes"
    leidos = [
        estructurar(tomllib.loads(archivo.read_text("utf-8")), Regimen)
        for archivo in carpeta.iterdir()
        if archivo.name.endswith(".toml")
    ]
    return tuple(sorted(leidos, key=lambda regimen: regimen.desde))


def regimen_de(fecha: date) -> Regimen:
    """El régimen que rige un día; el primero, si es anterior a todos."""
    ya_rigen = [regimen for regimen in regimenes() if regimen.desde <= fecha]
    return ya_rigen[-1] if ya_rigen else regimenes()[0]


def buscar_regimen(codigo: str) -> Regimen:
    """El régimen con ese código; ``ErrorDeEntrada`` con los que hay."""
    for regimen in regimenes():
        if regimen.codigo == codigo:
            return regimen
    codigos = ", ".join(regimen.codigo for regimen in regimenes())
    raise ErrorDeEntrada(Falla("regimen", f"se esperaba {codigos}; llegó {mostrar(codigo)}"))


def plan_en_blanco(entidad: Entidad, vigencia: int, regimen: Regimen) -> Plan:
    """Un plan por llenar, con los componentes y subcomponentes de un régimen."""
    return Plan(
        entidad=entidad,
        vigencia=vigencia,
        componentes=tuple(map(_componente, regimen.componentes)),
    )


def _componente(propuesto: ComponenteDeRegimen) -> Componente:
    if propuesto.tramites:
        por_llenar = Tramite(numero="1", nombre="", fecha_inicio="", fecha_fin="")
        return Componente(numero=propuesto.numero, nombre=propuesto.nombre, tramites=(por_llenar,))
    nombres = propuesto.subcomponentes or (None,)
    return Componente(
        numero=propuesto.numero,
        nombre=propuesto.nombre,
        subcomponentes=tuple(
            Subcomponente(
                nombre=None if nombre is None else f"{numero}. {nombre}",
                actividades=(_actividad(f"{numero}.1"),),
            )
            for numero, nombre in enumerate(nombres, 1)
        ),
    )


def _actividad(codigo: str) -> Actividad:
    """Una actividad con sus celdas por llenar."""
    return Actividad(codigo=codigo, descripcion="", meta="", responsable="", fecha_programada="")
