"""Mapas de riesgos en archivos JSON o YAML: ``{version_contrato, mapa}``.

Se leen como un plan (``lectura.archivos``): la misma versión del contrato, las mismas imágenes y
todas las fallas a la vez, cada una con su ruta.
"""

from collections.abc import Mapping

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import Entre, estructurar, validar_por_tipo
from paac_reportes.lectura.archivos import (
    VERSION_DEL_CONTRATO,
    Origen,
    comprobar_version,
    con_todas,
    datos_y_fallas,
    es_de_mapa,
)
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.sistema import Carpeta


@clases.frozen(kw_only=True, repr=False, field_transformer=validar_por_tipo)
class MapaEnArchivo:
    """Un mapa como va en un archivo: en su raíz, y la versión con que se escribió."""

    version_contrato: int | None = attrs.field(
        default=None, validator=Entre(1, VERSION_DEL_CONTRATO)
    )
    mapa: MapaDeRiesgos


def leer_mapa(origen: Origen, carpeta: Carpeta | None = None) -> MapaDeRiesgos:
    """El mapa de un archivo; las imágenes que nombra, junto a él o en ``carpeta``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, o si es de un plan.
    """
    nombre, datos, fallas = datos_y_fallas(origen, carpeta)
    if _es_de_plan(datos):
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, _ES_UN_PLAN))
    return con_todas(fallas, lambda: mapa_de_archivo(datos))


def mapa_de_archivo(datos: object) -> MapaDeRiesgos:
    """El de los datos de un archivo; ``ErrorDeEntrada`` con todas las fallas."""
    return estructurar(datos, MapaEnArchivo).mapa


def mapa_de(datos: object) -> MapaDeRiesgos:
    """El de unos datos: como van en su archivo, o sólo lo que va bajo ``mapa``.

    Lanza ``ErrorDeEntrada`` con todas las fallas.
    """
    comprobar_version(datos, "estos datos son más nuevos")
    if _es_de_plan(datos):
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", _ES_UN_PLAN))
    return mapa_de_archivo(datos) if es_de_mapa(datos) else estructurar(datos, MapaDeRiesgos)


_ES_UN_PLAN = "es un plan y no un mapa de riesgos: lo leen leer_plan y leer"
_DE_UN_PLAN = frozenset({"dependencias", "componentes"})


def _es_de_plan(datos: object) -> bool:
    de_mapa = es_de_mapa(datos)
    return isinstance(datos, Mapping) and not de_mapa and not _DE_UN_PLAN.isdisjoint(datos)
