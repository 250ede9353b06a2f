"""Un plan como filas planas, para una tabla de datos, una consulta o un CSV.

Qué lista es de filas, cuál las contiene y de quién es cada dato sale de la forma del plan.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import zip_longest
from typing import Any

import attrs

from paac_reportes.estructura import SIN_EXTRAS, Extras
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.plan import FILAS, Plan, Seguimiento
from paac_reportes.modelo.recorrer import (
    Parada,
    contenidos_de,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)

Fila = dict[str, Any]


_FORMA = tuple(todos_los_contenidos(Plan))
LISTAS_DE_FILAS = {uno.nombre: uno.raiz for uno in _FORMA if uno.clase in FILAS}
"""Las listas que son de filas, en su orden, y la raíz de los datos de cada una."""
LISTAS_DE_LA_MATRIZ = {
    uno.nombre: uno.raiz
    for uno in _FORMA
    if uno.clase in FILAS
    or any(dentro.clase in FILAS for dentro in todos_los_contenidos(uno.clase))
}
"""Ellas y las que las contienen, de afuera adentro."""
_SEGUIMIENTOS = {uno.nombre: uno.raiz for uno in _FORMA if uno.clase is Seguimiento}

_RAICES = dict(reversed({uno.raiz: uno.clase for uno in reversed(_FORMA)}.items()))
"""De qué clase son los datos de cada raíz; quien contiene, antes que lo que contiene."""
CLASES: dict[str, type] = {
    raiz: clase
    for raiz, clase in _RAICES.items()
    if raiz in {*LISTAS_DE_LA_MATRIZ.values(), *_SEGUIMIENTOS.values()}
}
"""Las de la matriz; los datos de la entidad y los de la verificación van aparte."""
CON_EXTRAS = tuple(raiz for raiz, clase in _RAICES.items() if "extras" in attrs.fields_dict(clase))
"""Las raíces de los datos de quienes los llevan."""
_LOS_LLEVAN = {raiz: {uno.nombre for uno in _FORMA if uno.raiz == raiz} for raiz in CON_EXTRAS}

_EXTRAS = ".extras."
_DE_EXTRA = re.compile(rf"(?:{'|'.join(CON_EXTRAS)}){re.escape(_EXTRAS)}{NOMBRE_DE_EXTRA.pattern}")
DE_LA_ENTIDAD = tuple(
    dato.rpartition(".")[2]
    for dato in CATALOGO.datos("entidad")
    if "filas" not in CATALOGO[dato].no_va
)


def _claves() -> Iterator[str]:
    yield from (f"entidad.{campo}" for campo in DE_LA_ENTIDAD)
    yield from ("vigencia", "ruta", "lista")
    partes = {
        f"{raiz}.{parte.nombre}": parte.clase
        for raiz, clase in CLASES.items()
        for parte in contenidos_de(clase)
        if not parte.es_lista
    }
    for raiz, clase in (CLASES | partes).items():
        yield from (
            f"{raiz}.{campo}" for campo in campos_propios(clase) if f"{raiz}.{campo}" not in partes
        )


CLAVES = tuple(_claves())
"""Las que toda fila trae, en su orden."""


def filas_de(plan: Plan) -> list[Fila]:
    """Una fila por actividad o trámite y corte; todas con las mismas claves.

    La de quien no tiene seguimientos va con ``seguimiento.corte`` en ``None``, y lo que no tiene
    filas (un componente sin llenar) conserva la suya. ``ruta`` es su lugar en los datos y
    ``lista``, de cuál es: ``actividades``, ``tramites`` o ``intercambios``. Las demás claves son
    los ``dato`` de un formato: ``actividad.meta``, ``seguimiento.avance``… Los textos van a la
    letra; los cortes son fechas, los avances ``Decimal`` y las evidencias, una tupla. Un extra
    tiene su clave, ``actividad.extras.riesgo``, si alguna fila del plan lo trae.
    """
    return list(una_a_una(plan))


def una_a_una(plan: Plan) -> Iterator[Fila]:
    """Lo mismo, sin guardar más que la fila que se da y quienes la contienen."""
    comunes = dict.fromkeys((*CLAVES, *_extras_de(plan))) | {
        **{f"entidad.{campo}": getattr(plan.entidad, campo) for campo in DE_LA_ENTIDAD},
        **_extras("entidad", plan.entidad),
        "vigencia": plan.vigencia,
    }
    lugares = recorrer(plan, *LISTAS_DE_LA_MATRIZ, *_SEGUIMIENTOS)
    abiertas: list[tuple[Parada | None, Fila]] = [(None, comunes)]
    for lugar, siguiente in zip_longest(lugares, lugares[1:]):
        while abiertas[-1][0] is not lugar.dentro_de:
            abiertas.pop()
        suyos = abiertas[-1][1] | _datos(lugar.contenido.raiz, lugar.objeto)
        lista = lugar.contenido.nombre
        if lista not in _SEGUIMIENTOS:  # van con el lugar de lo que reportan
            suyos["ruta"] = lugar.ruta
        if lista in LISTAS_DE_FILAS:
            suyos["lista"] = lista
        if siguiente is not None and siguiente.dentro_de is lugar:
            abiertas.append((lugar, suyos))
        else:
            yield suyos


def con_las_de_todas(claves: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Las de unas filas de distintos planes, sin repetir: primero las de toda fila.

    Un extra va con los de su dueño, en el orden en que aparecen.
    """
    vistas = dict.fromkeys(clave for suyas in claves for clave in suyas)
    extras = [clave for raiz in CON_EXTRAS for clave in vistas if _es_extra_de(raiz, clave)]
    propios = {*CLAVES, *extras}
    return (*CLAVES, *extras, *(clave for clave in vistas if clave not in propios))


def _es_extra_de(raiz: str, clave: str) -> bool:
    return clave.startswith(f"{raiz}{_EXTRAS}")


def contar(plan: Plan) -> dict[tuple[str, str], int]:
    """Cuántos hay de cada cosa; cada una con su nombre en singular y en plural."""
    return {
        ("dependencia", "dependencias"): len(plan.dependencias),
        ("componente", "componentes"): len(objetos_de(plan, "componentes")),
        ("actividad", "actividades"): len(objetos_de(plan, "actividades")),
        ("trámite", "trámites"): len(objetos_de(plan, "tramites")),
        ("intercambio", "intercambios"): len(objetos_de(plan, "intercambios")),
        ("corte", "cortes"): len(plan.cortes()),
    }


def es_extra(clave: str) -> bool:
    """Si es la clave de un extra; cuáles hay, sólo lo dice cada plan."""
    return _DE_EXTRA.fullmatch(clave) is not None


def con_extras(plan: Plan) -> Iterator[tuple[str, Any]]:
    """Todo lo que puede llevar extras, por la raíz de sus datos."""
    for raiz, nombres in _LOS_LLEVAN.items():
        for objeto in objetos_de(plan, *nombres):
            yield raiz, objeto


def _extras_de(plan: Plan) -> Iterator[str]:
    """Las claves de los extras de todo el plan, una vez cada una y en el orden de sus dueños."""
    yield from dict.fromkeys(
        f"{raiz}{_EXTRAS}{nombre}" for raiz, objeto in con_extras(plan) for nombre in objeto.extras
    )


def _datos(raiz: str, objeto: Any) -> Fila:
    """Los datos de un objeto por su clave, con los de lo que lleva adentro y no es una lista."""
    suyos: Fila = {}
    clase: type = type(objeto)
    for clave, campo, es_parte in _campos_de(raiz, clase):
        valor = getattr(objeto, campo)
        if es_parte:
            suyos |= {} if valor is None else _datos(clave, valor)
        else:
            suyos[clave] = valor.value if isinstance(valor, Enum) else valor
    return suyos | _extras(raiz, objeto)


@functools.cache
def _campos_de(raiz: str, clase: type) -> tuple[tuple[str, str, bool], ...]:
    """De cada campo, la clave de su dato, su nombre y si lleva otro objeto adentro."""
    partes = {parte.nombre for parte in contenidos_de(clase) if not parte.es_lista}
    return tuple((f"{raiz}.{c}", c, c in partes) for c in campos_propios(clase))


def _extras(raiz: str, objeto: object) -> Fila:
    extras: Extras = getattr(objeto, "extras", SIN_EXTRAS)
    return {f"{raiz}{_EXTRAS}{nombre}": extra for nombre, extra in extras.items()}
