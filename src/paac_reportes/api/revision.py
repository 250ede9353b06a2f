"""Leer un archivo y revisarlo entero: lo que dice, y lo que conviene corregir, en su celda."""

from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.api.cifras import revisar
from paac_reportes.api.lectura import en_su_celda, leer_sin_dudas
from paac_reportes.api.leida import Lectura

if TYPE_CHECKING:
    from paac_reportes.lectura.archivos import Origen
    from paac_reportes.sistema import Carpeta


def leer_y_revisar(
    origen: "Origen",
    carpeta: "Carpeta | None" = None,
    plantillas: "Carpeta | None" = None,
    *,
    de: str | None = None,
) -> Lectura[Any]:
    """Lo leído, y en sus avisos todo lo que conviene revisar de ello; de un libro, en su celda.

    Con ``de`` (``plan`` o ``mapa``), sólo si es de eso.
    """
    lectura = leer_sin_dudas(origen, carpeta, clave_del_tema=de)
    avisos_en_su_celda = en_su_celda(
        revisar(lectura.contenido, plantillas=plantillas), lectura.lugares
    )
    return attrs.evolve(
        lectura, avisos=tuple(dict.fromkeys((*lectura.avisos, *avisos_en_su_celda)))
    )
