"""Parte sana de un formato con la forma rota, para decir de una vez sus demás fallas.

Lo que no se entiende se quita o se cambia por otra cosa cualquiera que sí, y se anota dónde: lo que
una regla lee de ahí no la deja correr (``reglas``).
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from paac_reportes.errores import Falla
from paac_reportes.estructura.formas import Tolerancia, estructurar_con_soltura
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.revision.tablas import fallas_de_lo_demas
from paac_reportes.formatos.revision.textos import fallas_de_textos
from paac_reportes.modelo import CodigoDeRegimen


def fallas_de_lo_sano(datos: object) -> Iterator[Falla]:
    """Fallas de las partes del formato que se entienden; las demás ya las dio su lectura."""
    if not isinstance(datos, Mapping):
        return
    tolerancia = Tolerancia(_RELLENO)
    formato = estructurar_con_soltura(datos, Formato, tolerancia)
    if formato is not None and len(tolerancia) <= _DEMASIADAS:
        yield from fallas_de_lo_demas(formato, tolerancia.tocado)
    yield from fallas_de_textos(datos)


_RELLENO: dict[str, Any] = {
    **dict.fromkeys(("codigo", "nombre", "titulo", "texto", "rotulo", "texto_alternativo"), "x"),
    **dict.fromkeys(("clave", "notas", "franjas", "tablas", "roles", "cuando", "marca"), "x"),
    "version": "1",
    "propiedades": {"titulo": "x"},
    "cuerpo": {"tipo": "salto"},
    "dato": "actividad.descripcion",
    "ancho": 1,
    "recorre": "actividades",
    "columnas": {"dato": "actividad.descripcion", "rotulo": "x", "ancho": 1},
    "secciones": {"recorre": "actividades"},
    "subtotales": {"por": "dependencia", "rotulo": "x"},
    "por": "dependencia",
    "anchos": 100,
    "filas": [{}],
    "tipo": "salto",
    "imagen": "entidad.escudo",
    "en": "documento",
    "regimenes": get_args(CodigoDeRegimen)[0],
}
"""Con qué se completa cada clave que no puede faltar, y lo que no se entiende de una lista."""

_DEMASIADAS = 500
"""Con más fallas de forma, las demás no ayudan a nadie y hallarlas tardaría."""
