"""Lo que un programa guarda: un corte cerrado, con el plan como estaba, y un objeto solo.

El objeto, con sus datos y sus códigos en palabras, es para quien guarda cada actividad en su fila y
no el plan entero: del plan, ``paac.datos_de``.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from paac_reportes import clases, modelo
from paac_reportes.api.comprobaciones import comprobar_clase
from paac_reportes.api.tipos import UnPlan
from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura import desestructurar, error_de_argumento, estructurar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.lectura import archivos
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import abierto
from paac_reportes.textos import valores


@clases.frozen(kw_only=True)
class Instantanea:
    """El plan entero en un momento: lo que se guarda al cerrar un corte."""

    datos: str
    """El JSON del plan, con sus imágenes. Se guarda como texto: una columna que lo reordene, como
    ``jsonb``, le cambia la huella."""
    huella: str
    """El sha256 de ``datos`` en UTF-8."""


@puerta
def instantanea(plan: "UnPlan") -> Instantanea:
    """Instantánea de un plan; ``plan_de`` da el mismo, y sus reportes son los mismos bytes."""
    contenido, _ = abierto(plan)
    comprobar_clase(Plan, plan=contenido)
    datos = json.dumps(archivos.en_archivo(contenido), ensure_ascii=True, default=imagen_como_texto)
    return Instantanea(datos=datos, huella=sha256_de(datos.encode()))


@puerta
def plan_de(guardada: Instantanea) -> Plan:
    """El plan que se guardó; ``ErrorDeEntrada`` si ya no es el mismo que se cerró."""
    comprobar_clase(Instantanea, guardada=guardada)
    contenido = guardada.datos.encode("utf-8", "backslashreplace")
    if sha256_de(contenido) != guardada.huella:
        motivo = (
            "lo guardado al cerrar cambió: su huella no es la que se guardó con él; recupérelo de"
            " una copia de la base"
        )
        raise ErrorDeEntrada(Falla("instantanea_cambiada", "datos", motivo))
    datos = json.loads(guardada.datos)
    archivos.comprobar_version(datos, "lo guardado es más nuevo")
    return archivos.plan_de_datos(datos)


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
