"""Los tipos: las palabras que admite cada opción, y qué se da donde va un plan o un mapa.

>>> from paac_reportes import tipos
>>> def publicar(plan: tipos.UnPlan, tipo: tipos.TipoDeReporte = "html") -> bytes: ...

Donde va un contenido va también la ``Lectura`` o la ``Reunion`` que lo trae.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, get_args

from paac_reportes.api.leida import Lectura
from paac_reportes.modelo import CodigoDeRegimen, Escala, Metodologia, Plan
from paac_reportes.modelo.metodologia import Arrastre, Blancos, CumplidaSinNumero, Metodo
from paac_reportes.modelo.periodos import Periodicidad
from paac_reportes.modelo.riesgos import MapaDeRiesgos

if TYPE_CHECKING:
    from paac_reportes.api.libros import Reunion
else:  # leer datos no carga los libros: al correr, la clase de que es
    from paac_reportes.modelo.temas import ConContenido as Reunion

Regimen: TypeAlias = CodigoDeRegimen
TipoDeReporte: TypeAlias = Literal["docx", "xlsx", "pdf", "html", "json", "csv", "zip"]
TipoDeDatos: TypeAlias = Literal["json", "yaml", "xlsx", "csv"]
CodigoDeFormato: TypeAlias = Literal[
    "EV-EGMC-PC-003-FM-002",
    "MCCO.101.18.F.20",
    "MCCO.101.18.F.20-informe",
    "cajica-plan",
    "california-plan",
    "informe-ejecutivo",
    "informe-seguimiento",
    "mapa-corrupcion-2015",
    "mapa-v5",
    "oficio-pendientes",
    "paac-plan",
    "paac-seguimiento",
    "ptep-plan",
    "ptep-seguimiento",
    "seguimiento-mapa",
    "suit-racionalizacion",
]
"""Los del catálogo; el propio, y el que llega como texto, los da ``leer_formato``."""

Preferencia: TypeAlias = Literal["base", "libro", "ultimo"]
PREFERENCIAS: tuple[Preferencia, ...] = get_args(Preferencia)
"""Qué vale donde dos libros, o un libro y el plan, dicen cosas distintas."""
Ruta: TypeAlias = str | os.PathLike[str]
Origen: TypeAlias = Ruta | bytes | IO[bytes] | IO[str]
"""Una ruta, los bytes de un archivo, o uno ya abierto."""
Destino: TypeAlias = Ruta | IO[bytes]
UnPlan: TypeAlias = Plan | Lectura[Plan] | Reunion[Plan]
UnMapa: TypeAlias = MapaDeRiesgos | Lectura[MapaDeRiesgos] | Reunion[MapaDeRiesgos]
Contenido: TypeAlias = (
    UnPlan | UnMapa | Lectura[Plan | MapaDeRiesgos] | Reunion[Plan | MapaDeRiesgos]
)
"""También la lectura de ``leer(…, como=None)``, de la que sólo al abrirla se sabe de qué es."""


class OpcionesDeMetodologia(TypedDict, total=False):
    """Las de ``Metodologia``, por su nombre; en la consola, las mismas con guion."""

    metodo: Metodo
    pesos: Mapping[int, Decimal | int | str]
    escala: Escala | str
    arrastre: Arrastre
    blancos: Blancos
    cumplida_sin_numero: CumplidaSinNumero
    cortes: Periodicidad | Sequence[date]
    logros: int


class OpcionesDeEncargo(TypedDict, total=False):
    """Lo que ``reporte`` pide por su nombre, y lo de publicarlo."""

    anterior: UnPlan | Origen
    metodologia: Metodologia | OpcionesDeMetodologia
    con_datos: bool
    publico: bool
    cedulas: bool
    revisado: Origen | Mapping[str, Any]
