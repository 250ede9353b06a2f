"""Las oficinas: de qué está hecho lo que da ``reunir``, y qué se hace con ello."""

from paac_reportes.api.libros import guardar_reunion as guardar_reunion
from paac_reportes.api.oficios import oficios as oficios
from paac_reportes.api.recomendaciones import (
    recomendaciones_por_oficina as recomendaciones_por_oficina,
)
from paac_reportes.libros.captura.reportes import ReporteDeFila as ReporteDeFila
from paac_reportes.libros.captura.resultado import Conflicto as Conflicto
from paac_reportes.libros.captura.resultado import Falta as Falta
from paac_reportes.libros.captura.resultado import FilaSinTomar as FilaSinTomar
from paac_reportes.libros.captura.resultado import LibroRechazado as LibroRechazado
from paac_reportes.libros.captura.resultado import LibroReunido as LibroReunido
from paac_reportes.libros.captura.resultado import Nueva as Nueva
from paac_reportes.libros.captura.resultado import VersionEnConflicto as VersionEnConflicto
