"""Qué es cada dato, en una frase; están en ``plantillas/_diccionario``."""

import functools
import tomllib
from importlib.resources import files

import attrs

from paac_reportes.estructura import estructurar, validar_por_tipo
from paac_reportes.modelo import Entidad, Verificacion
from paac_reportes.modelo.filas import CLASES

DEL_PLAN = "PlanEnArchivo"
"""Con el nombre que su clase tiene en un archivo, que además trae la versión del contrato."""
_DE_LA_FILA = "fila"
_CLASES = {"entidad": Entidad, **CLASES, "seguimiento.verificacion": Verificacion}


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Descripcion:
    """Lo que se dice de un dato."""

    titulo: str
    dice: str
    unidad: str | None = None


@functools.cache
def diccionario() -> dict[str, dict[str, Descripcion]]:
    """Por el nombre de la clase y el del campo; la clase misma, con ``""``."""
    archivo = files("paac_reportes.plantillas") / "_diccionario" / "diccionario.toml"
    leido = tomllib.loads(archivo.read_text("utf-8"))
    return {
        clase: {campo: estructurar(suya, Descripcion) for campo, suya in campos.items()}
        for clase, campos in leido.items()
    }


def descripcion_de_clave(clave: str) -> Descripcion:
    """La de una columna de ``filas_de``; la de un extra dice que es propio de la entidad."""
    raiz, _, campo = clave.rpartition(".")
    if raiz in _CLASES:
        return diccionario()[_CLASES[raiz].__name__][campo]
    if clave == "vigencia":
        return diccionario()[DEL_PLAN][clave]
    if clave in diccionario()[_DE_LA_FILA]:
        return diccionario()[_DE_LA_FILA][clave]
    quien = diccionario()[_CLASES[raiz.removesuffix(".extras")].__name__][""].titulo
    dice = f"Un dato que sólo lleva el formato de la entidad: {campo}, de {quien.lower()}."
    return Descripcion(titulo=f"{quien}: {campo.replace('_', ' ')}", dice=dice)
