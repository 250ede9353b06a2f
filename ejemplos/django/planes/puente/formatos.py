"""Los formatos: los del catálogo de la biblioteca y los que la entidad guarda en la base."""

from functools import lru_cache
from typing import TYPE_CHECKING

import paac_reportes as paac
from planes import models

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato

Huellas = tuple[tuple[str, str], ...]


def disponibles() -> list[tuple[str, str]]:
    """El código y el nombre de cada uno; los propios, primero."""
    propios = list(models.Formato.objects.values_list("codigo", "nombre"))
    dichos = {codigo for codigo, _ in propios}
    return propios + [
        (ficha.codigo, ficha.nombre)
        for ficha in paac.formatos_disponibles()
        if ficha.codigo not in dichos
    ]


def elegir(codigo: str) -> "str | Formato":
    """El propio, ya leído; si no lo hay, su código en el catálogo.

    Lanza ``ErrorDeFormato`` si el guardado dejó de servir, como cuando se borra el que le sirve de
    base.
    """
    huellas = tuple(models.Formato.objects.values_list("codigo", "huella"))
    return _leido(codigo, huellas) if codigo in dict(huellas) else codigo


@lru_cache(maxsize=64)
def _leido(codigo: str, _huellas: Huellas) -> "Formato":
    """Se lee una vez mientras ninguno cambie: de las huellas sólo importa que sean las mismas."""
    datos = dict(models.Formato.objects.values_list("codigo", "datos"))
    return paac.formato_desde_datos(datos[codigo], plantillas=list(datos.values()))
