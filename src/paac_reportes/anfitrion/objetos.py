"""Un objeto del modelo por su cuenta: sus datos, y de ellos el objeto; y sus códigos en palabras.

Es para quien guarda cada actividad en su fila y no el plan entero: del plan, ``paac.datos_de``.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from paac_reportes import modelo
from paac_reportes.api.comprobaciones import comprobar_clase
from paac_reportes.clases import es_de_attrs
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura import desestructurar, error_de_argumento, estructurar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.textos import valores

T = TypeVar("T")


@puerta
def datos_de_uno(objeto: Any) -> dict[str, Any]:
    """Datos de un objeto del modelo (una actividad, un riesgo), como van en el JSON de su plan.

    Los textos, a la letra; las claves vacías no están, y una imagen va como ``data:``. ``armar`` da
    el mismo objeto. Lanza ``ErrorDeEntrada``.

    >>> datos_de_uno(paac.modelo.Actividad(codigo="1.1"))
    {'codigo': '1.1'}
    """
    _comprobar_del_modelo("objeto", "objeto_del_modelo", type(objeto), objeto)
    en_json = json.dumps(desestructurar(objeto), default=imagen_como_texto)
    datos: dict[str, Any] = json.loads(en_json)
    return datos


@puerta
def armar(clase: type[T], datos: Mapping[str, Any]) -> T:
    """Objeto de esa clase del modelo, de sus datos.

    Lanza ``ErrorDeEntrada`` con todas sus fallas, cada una con su clave.

    >>> armar(paac.modelo.Actividad, {"codigo": "1.1"}).codigo
    '1.1'
    """
    _comprobar_del_modelo("clase", "clase_del_modelo", clase, clase)
    return estructurar(datos, clase)


@puerta
def en_palabras(codigo: str) -> str:
    """Un código en las palabras de los documentos: ``en_proceso``, «En proceso»."""
    comprobar_clase(str, codigo=codigo)
    return valores.en_palabras(codigo)


def _comprobar_del_modelo(argumento: str, espera: str, clase: object, llegado: object) -> None:
    """``ErrorDeEntrada`` si la clase no es de las que dicen los datos."""
    del_modelo = getattr(clase, "__module__", "").startswith(f"{modelo.__name__}.")
    nombre = getattr(clase, "__name__", "")
    if not (del_modelo and es_de_attrs(clase) and getattr(modelo, nombre, None) is clase):
        raise error_de_argumento(argumento, espera, llegado)
