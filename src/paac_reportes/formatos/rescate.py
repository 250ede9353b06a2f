"""Lo que sí se entiende de un formato con la forma rota, para decir de una vez sus demás fallas.

Lo que no se entiende se quita o se cambia por otra cosa cualquiera que sí, y se anota dónde; de eso
dependen fallas que dejan de poderse decir (``se_sostiene``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from paac_reportes.errores import Falla
from paac_reportes.estructura.formas import estructurar_con_soltura
from paac_reportes.estructura.tolerancia import Tolerancia
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.revision.tablas import datos_que_no_existen, fallas_de_contenido
from paac_reportes.formatos.revision.textos import fallas_de_alcance, fallas_de_textos
from paac_reportes.modelo import CodigoDeRegimen


def fallas_de_lo_sano(datos: object) -> Iterator[Falla]:
    """Las fallas de las partes que se entienden; las de la forma las da quien la leyó."""
    if not isinstance(datos, Mapping):
        return
    tolerancia = Tolerancia(_RELLENO, _RELLENO_DE_LISTA)
    formato = estructurar_con_soltura(datos, Formato, tolerancia)
    if formato is not None and len(tolerancia) <= _DEMASIADAS:
        yield from _lo_que_se_sostiene(formato, tolerancia.tocado)
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


_COLUMNA: dict[str, Any] = {"dato": "actividad.descripcion", "rotulo": "x", "ancho": 1}
_SECCION: dict[str, Any] = {"recorre": "actividades"}
_MINIMO: dict[str, Any] = {
    "codigo": "x",
    "nombre": "x",
    "version": "1",
    "propiedades": {"titulo": "x"},
    "cuerpo": [],
}
"""Lo que un formato no puede dejar de traer."""

_RELLENO: dict[str, Any] = {
    **_MINIMO,
    **dict.fromkeys(("titulo", "texto", "rotulo", "texto_alternativo", "clave"), "x"),
    "dato": "actividad.descripcion",
    "ancho": 1,
    "recorre": "actividades",
    "columnas": [_COLUMNA],
    "secciones": [_SECCION],
    "tablas": [],
    "por": "dependencia",
    "anchos": [100],
    "filas": [[{}]],
    "tipo": "salto",
    "imagen": "entidad.escudo",
    "marca": "X",
    "cuando": "x",
}
"""Con qué se completa cada clave que no puede faltar."""

_RELLENO_DE_LISTA: dict[str, Any] = {
    **dict.fromkeys(("notas", "franjas", "rotulo", "dato", "tablas", "roles"), "x"),
    "columnas": _COLUMNA,
    "secciones": _SECCION,
    "cuerpo": {"tipo": "salto"},
    "anchos": 1,
    "subtotales": {"por": "dependencia", "rotulo": "x"},
    "en": "documento",
    "regimenes": get_args(CodigoDeRegimen)[0],
}
"""Con qué se cambia un elemento de cada lista: quitarlo correría los números de los demás."""

_DEMASIADAS = 500
"""Con más fallas de forma, las demás no ayudan a nadie y hallarlas tardaría."""


_Reglas = tuple[tuple[str, str], ...]
"""Lo que se tocó, y las fallas que por eso se callan; ``{0}`` es lo que va entre paréntesis."""

_CALLAN: _Reglas = (
    # Los anchos que ya no suman, y las celdas que ya no cubren.
    (r"(tablas\..+\.columnas)(?:\[\d+\](?:\.(?:ancho|minimo|maximo))?)?", r"{0}"),
    (r"(.*anchos)(?:\[\d+\])?", r"{0}"),
    (r"(.*)anchos(?:\[\d+\])?", r"{0}filas"),
    (r"(.*filas)(?:\[\d+\](?:\[\d+\](?:\.(?:columnas|filas))?)?)?", r"{0}"),
    (r"(?:.*\.)?(?:papel|orientacion|margenes(?:\..+)?)", r"(?:.*\.)?margenes(?: en .*)?"),
    # De dónde salen las filas de una tabla decide qué datos tiene.
    (
        r"(tablas\..+)\.secciones(?:\[\d+\](?:\.recorre)?)?",
        r"{0}\.(?:columnas\[\d+\]\.(?:dato|texto|cuando.*)|si_hay|subtotales.*)",
    ),
    (r"tablas\..+\.secciones(?:\[\d+\](?:\.recorre)?)?", r"cuerpo\[\d+\]"),
    # Lo que una columna dice decide si se resume, si va por corte y con qué se compara.
    (
        r"(tablas\..+\.columnas\[\d+\])\.(?:dato|texto|cuando)(?:\[\d+\])?",
        r"{0}\.(?:dato|texto|total|por_corte|une|cuando.*)",
    ),
    (r"(tablas\..+\.columnas\[\d+\])\.numero(?:\..+)?", r"{0}\.total"),
    (r"(tablas\..+\.columnas\[\d+\])\.por_corte", r"{0}\.texto"),
    # Un total pide un rótulo, y un subtotal, una columna con total.
    (r"(tablas\..+)\.(?:total|subtotales)(?:\[\d+\])?", r"{0}\.columnas\[\d+\]\.total"),
    (r"(tablas\..+)\.columnas(?:\[\d+\](?:\.total)?)?", r"{0}\.subtotales"),
    (r"(tablas\..+\.subtotales)\[\d+\](?:\.por)?", r"{0}"),
    (r"cuerpo(?:\[\d+\])?(?:\.(?:cada|tipo|tablas))?", r"tablas\..+\.subtotales\[\d+\]\.por"),
    (r"(tablas\..+)\.notas", r"{0}\.(?:franjas|columnas|secciones|subtotales|total).*"),
    (r"(cuerpo\[\d+\])\.(?:cada|tipo)", r"{0}"),
    (r"tablas", r"cuerpo\[\d+\]\.tablas"),
)

_CALLAN_ALCANCE: _Reglas = (
    # Cuántas veces se escribe algo decide qué puede nombrar.
    (r"(cuerpo\[\d+\])\.(?:cada|tipo)", r"{0}\..*"),
    (r"cuerpo(?:\[\d+\])?(?:\.(?:cada|tipo|tablas(?:\[\d+\])?))?", r"tablas\..*"),
    (r"(tablas\..+\.columnas\[\d+\])\.por_corte", r"{0}\.rotulo.*"),
    (r"(tablas\..+\.subtotales\[\d+\])\.por", r"{0}\.(?:rotulo|banda)"),
    (r"libro\.hojas", r"libro\.nombre"),
)


def se_sostiene(ruta: str, tocado: Iterable[str]) -> bool:
    """Si una falla de contenido no viene de algo que se tocó, sino de lo que se escribió."""
    return not any(_es_de(ruta, t) or _depende(ruta, t, _CALLAN) for t in tocado)


def se_sostiene_el_alcance(ruta: str, tocado: Iterable[str]) -> bool:
    """Lo mismo, de una variable que no vale en el texto que la nombra."""
    return not any(_es_de(ruta, t) or _depende(ruta, t, _CALLAN_ALCANCE) for t in tocado)


def _es_de(ruta: str, tocada: str) -> bool:
    return ruta == tocada or ruta.startswith((f"{tocada}.", f"{tocada}["))


def _depende(ruta: str, tocada: str, reglas: _Reglas) -> bool:
    return any(
        re.fullmatch(de_la_falla.replace("{0}", "".join(map(re.escape, hallado.groups()))), ruta)
        for de_lo_tocado, de_la_falla in reglas
        if (hallado := re.fullmatch(de_lo_tocado, tocada))
    )
