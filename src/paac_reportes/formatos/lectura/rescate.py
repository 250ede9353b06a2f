"""Lo que sí se entiende de un formato con la forma rota, para decir de una vez sus demás fallas."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import estructurar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.revision.promesas import fallas_de_contenido
from paac_reportes.formatos.revision.textos import fallas_de_textos

_COLUMNA: dict[str, Any] = {"dato": "actividad.descripcion", "rotulo": "x", "ancho": 1}
_TABLA: dict[str, Any] = {"secciones": [{"recorre": "actividades"}], "columnas": [_COLUMNA]}
_MINIMO: dict[str, Any] = {
    "codigo": "x",
    "nombre": "x",
    "version": "1",
    "propiedades": {"titulo": "x"},
    "cuerpo": [],
}
"""Lo que un formato no puede dejar de traer."""


_CLAVES = {*attrs.fields_dict(Formato)} - {"vigente_desde", "vigente_hasta"}
"""Las que se revisan cada una por su lado."""


def fallas_de_lo_sano(datos: object) -> Iterator[Falla]:
    """Las fallas de las partes que se entienden; las de la forma las da quien la leyó.

    Cada parte que no se entiende se cambia por otra cualquiera, y lo que se diga de ella se calla.
    """
    if not isinstance(datos, Mapping):
        return
    sano = dict(_MINIMO)
    calladas = {*_MINIMO} - {*datos}
    for clave in _CLAVES & datos.keys():
        valor = datos[clave]
        if clave == "tablas" and isinstance(valor, Mapping):
            con_nombre = ((n, tabla) for n, tabla in valor.items() if isinstance(n, str))
            valor = {nombre: _tabla_sana(tabla) for nombre, tabla in con_nombre}
            calladas |= {f"tablas.{n}" for n, tabla in valor.items() if tabla is _TABLA}
            cambiadas = {n for n, tabla in valor.items() if tabla is not datos[clave][n]}
            calladas |= {f"tablas.{n}.columnas" for n in cambiadas}
        elif clave == "cuerpo" and isinstance(valor, list):
            valor = [b if _se_lee("cuerpo", [b]) else {"tipo": "salto"} for b in valor]
        if _se_lee(clave, valor):
            sano[clave] = valor
        else:
            calladas.add(clave)
    for falla in fallas_de_contenido(estructurar(sano, Formato)):
        if falla.ruta not in calladas and not falla.ruta.startswith(_prefijos(calladas)):
            yield falla
    yield from fallas_de_textos(datos)


def _prefijos(calladas: set[str]) -> tuple[str, ...]:
    # De una tabla a medias se callan sus anchos, que ya no suman, y no sus columnas.
    enteras = [ruta for ruta in calladas if not ruta.endswith(".columnas")]
    return tuple(f"{ruta}{separador}" for ruta in enteras for separador in ".[")


def _se_lee(clave: str, valor: object) -> bool:
    try:
        estructurar({**_MINIMO, clave: valor}, Formato)
    except ErrorDeEntrada:
        return False
    return True


def _tabla_sana(tabla: Any) -> Any:
    """La tabla, sin lo que sus columnas tengan roto; otra cualquiera si lo roto es ella."""
    if _se_lee("tablas", {"x": tabla}):
        return tabla
    if isinstance(tabla, Mapping) and isinstance(tabla.get("columnas"), list):
        columnas = [_columna_sana(columna) for columna in tabla["columnas"]]
        if _se_lee("tablas", {"x": {**tabla, "columnas": columnas}}):
            return {**tabla, "columnas": columnas}
    return _TABLA


def _columna_sana(columna: Any) -> Any:
    if _se_lee("tablas", {"x": {**_TABLA, "columnas": [columna]}}):
        return columna
    dato = columna.get("dato") if isinstance(columna, Mapping) else None
    con_su_dato = {**_COLUMNA, "dato": dato}
    return (
        con_su_dato if _se_lee("tablas", {"x": {**_TABLA, "columnas": [con_su_dato]}}) else _COLUMNA
    )
