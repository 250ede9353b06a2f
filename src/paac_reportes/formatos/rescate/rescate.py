"""Lo que sí se entiende de un formato con la forma rota, para decir de una vez sus demás fallas."""

from collections.abc import Iterator, Mapping

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.tablas import TablaDeFormato
from paac_reportes.formatos.rescate.reparacion import Reparacion
from paac_reportes.formatos.rescate.silencios import se_sostiene, se_sostiene_el_alcance
from paac_reportes.formatos.revision.promesas import fallas_de_contenido
from paac_reportes.formatos.revision.tablas import datos_que_no_existen
from paac_reportes.formatos.revision.textos import fallas_de_alcance, fallas_de_textos


def fallas_de_lo_sano(datos: object) -> Iterator[Falla]:
    """Las fallas de las partes que se entienden; las de la forma las da quien la leyó."""
    if not isinstance(datos, Mapping):
        return
    reparacion = Reparacion(datos)
    formato = reparacion.hacer()
    if formato is not None:
        yield from _lo_que_se_sostiene(formato, reparacion.tocado)
    yield from fallas_de_textos(datos)


def _lo_que_se_sostiene(formato: Formato, tocado: frozenset[str]) -> Iterator[Falla]:
    yield from (f for f in fallas_de_contenido(formato) if se_sostiene(f.ruta, tocado))
    for nombre, tabla in formato.tablas.items():
        if not tocado.isdisjoint(_de_donde_salen(nombre, tabla)):
            yield from (f for f in datos_que_no_existen(nombre, tabla) if f.ruta not in tocado)
    yield from (f for f in fallas_de_alcance(formato) if se_sostiene_el_alcance(f.ruta, tocado))


def _de_donde_salen(nombre: str, tabla: TablaDeFormato) -> set[str]:
    """Las rutas de lo que dice qué recorre una tabla."""
    secciones = f"tablas.{nombre}.secciones"
    lugares = [f"{secciones}[{numero}]" for numero in range(len(tabla.secciones))]
    return {secciones, *lugares, *(f"{lugar}.recorre" for lugar in lugares)}
