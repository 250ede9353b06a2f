"""Las oficinas: lo que da ``reunir`` de los libros que ``capturar`` les hizo."""

from paac_reportes.api import guardar_reunion, recomendaciones_por_oficina
from paac_reportes.libros.captura.resultado import (
    Agregada,
    Conflicto,
    Falta,
    LibroEnConflicto,
    LibroRechazado,
    LibroReunido,
    Nueva,
    Respondida,
    Reunion,
    VersionEnConflicto,
)

__all__ = [
    "Agregada",
    "Conflicto",
    "Falta",
    "LibroEnConflicto",
    "LibroRechazado",
    "LibroReunido",
    "Nueva",
    "Respondida",
    "Reunion",
    "VersionEnConflicto",
    "guardar_reunion",
    "recomendaciones_por_oficina",
]
