"""Los formatos: los del catálogo de la biblioteca y los que la entidad guarda en la base."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING

import paac_reportes as paac
from planes import models

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato


def disponibles(plan: models.Plan) -> list[tuple[str, str]]:
    """El código y el nombre de cada uno: los propios, los del catálogo y los ya borrados.

    Uno borrado sirve todavía para los cortes que se cerraron mientras lo había.
    """
    hay = dict(models.Formato.objects.values_list("codigo", "nombre"))
    for ficha in paac.formatos_disponibles():
        hay.setdefault(ficha.codigo, ficha.nombre)
    congelados = models.Instantanea.objects.filter(corte__plan=plan, reabierta_en=None)
    for propios in congelados.values_list("formatos", flat=True):
        for codigo, datos in json.loads(propios).items():
            hay.setdefault(codigo, f"{datos.get('nombre', codigo)} (borrado)")
    return list(hay.items())


def escritos() -> str:
    """Los propios de hoy, en JSON: los que guarda una instantánea."""
    datos = dict(models.Formato.objects.order_by("codigo").values_list("codigo", "datos"))
    return json.dumps(datos, ensure_ascii=False, sort_keys=True)


def elegir(codigo: str) -> "str | Formato":
    """El propio, ya leído; si no lo hay, su código en el catálogo.

    Lanza ``ErrorDeFormato`` si el guardado dejó de servir, como cuando se borra el que le sirve de
    base.
    """
    return _leido(codigo, escritos()) or codigo


def congelado(codigo: str, propios: str) -> "str | Formato":
    """El que ese código era cuando se guardaron los propios.

    El que entonces no había es el de hoy; uno nuevo con el código de uno del catálogo no lo
    reemplaza en lo que ya se cerró.
    """
    if (leido := _leido(codigo, propios)) is not None:
        return leido
    del_catalogo = {ficha.codigo for ficha in paac.formatos_disponibles()}
    return codigo if codigo in del_catalogo else elegir(codigo)


@lru_cache(maxsize=64)
def _leido(codigo: str, propios: str) -> "Formato | None":
    """Se lee una vez mientras no cambie ninguno, que uno puede partir de otro."""
    datos = json.loads(propios)
    if codigo not in datos:
        return None
    return paac.formato_desde_datos(datos[codigo], plantillas=list(datos.values()))
