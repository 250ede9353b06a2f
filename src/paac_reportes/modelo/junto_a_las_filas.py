"""Datos que se dan junto a unas filas: las demás claves de un archivo de datos."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from paac_reportes.estructura import Extras
from paac_reportes.modelo import (
    CambioDocumento,
    CodigoDeRegimen,
    Entidad,
    Firma,
    Metodologia,
    Recomendacion,
)

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos, SeguimientoDelMapa


class DatosDelPlan(TypedDict, total=False):
    """Claves de un plan además de sus filas, como objetos o como van en un archivo de datos."""

    entidad: Entidad | Mapping[str, Any] | str | None
    """Un texto es su nombre."""
    vigencia: int | None
    regimen: CodigoDeRegimen | None
    control_cambios: Sequence[CambioDocumento | Mapping[str, Any]]
    firmas: Sequence[Firma | Mapping[str, Any]]
    textos: Mapping[str, str]
    metodologia: Metodologia | Mapping[str, Any] | None
    recomendaciones: Sequence[Recomendacion | Mapping[str, Any]]
    mapa_de_riesgos: "MapaDeRiesgos | Mapping[str, Any] | None"


class DatosDelMapa(TypedDict, total=False):
    """Claves de un mapa además de sus filas, como objetos o como van en un archivo de datos."""

    entidad: Entidad | Mapping[str, Any] | str | None
    """Un texto es su nombre."""
    vigencia: int | None
    regimen: CodigoDeRegimen | None
    metodologia: str | None
    version: str | None
    fecha_elaboracion: date | str | None
    fecha_publicacion: date | str | None
    fecha_actualizacion: date | str | None
    mision: str | None
    seguimientos: "Sequence[SeguimientoDelMapa | Mapping[str, Any]]"
    firmas: Sequence[Firma | Mapping[str, Any]]
    control_cambios: Sequence[CambioDocumento | Mapping[str, Any]]
    textos: Mapping[str, str]
    extras: "Extras | Mapping[str, Any]"
