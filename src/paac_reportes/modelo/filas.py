"""Un plan como filas planas, para una tabla de datos, una consulta o un CSV."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from paac_reportes.errores import unir_ruta
from paac_reportes.estructura import SIN_EXTRAS, Extras
from paac_reportes.estructura.reglas import NOMBRE_DE_EXTRA, campos_propios
from paac_reportes.modelo import (
    Actividad,
    Componente,
    Dependencia,
    Entidad,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
    Verificacion,
)

Fila = dict[str, Any]
ConExtras = Entidad | Componente | FilaDeMatriz | Seguimiento
CON_EXTRAS = ("entidad", "componente", "actividad", "tramite", "seguimiento")
"""Las raíces de los datos de quienes los llevan."""

_EXTRAS = ".extras."
_DE_EXTRA = re.compile(rf"(?:{'|'.join(CON_EXTRAS)}){re.escape(_EXTRAS)}{NOMBRE_DE_EXTRA.pattern}")
_DE_LA_ENTIDAD = ("nombre", "departamento", "nit", "divipola")
CLASES: dict[str, type] = {
    "dependencia": Dependencia,
    "componente": Componente,
    "subcomponente": Subcomponente,
    "actividad": Actividad,
    "tramite": Tramite,
    "seguimiento": Seguimiento,
}
"""De qué clase son los datos de cada raíz; los de la entidad y la verificación van aparte."""


def _claves() -> tuple[str, ...]:
    de_cada = (
        f"{raiz}.{campo}" for raiz, clase in CLASES.items() for campo in campos_propios(clase)
    )
    return (
        *(f"entidad.{campo}" for campo in _DE_LA_ENTIDAD),
        *("vigencia", "ruta", "lista"),
        *(clave for clave in de_cada if clave != "seguimiento.verificacion"),
        *(f"seguimiento.verificacion.{campo}" for campo in campos_propios(Verificacion)),
    )


CLAVES = _claves()
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
    comunes = dict.fromkeys((*CLAVES, *_extras_de(plan))) | {
        **{f"entidad.{campo}": getattr(plan.entidad, campo) for campo in _DE_LA_ENTIDAD},
        **_extras("entidad", plan.entidad),
        "vigencia": plan.vigencia,
    }
    return [comunes | fila for fila in _filas(plan)]


def es_extra(clave: str) -> bool:
    """Si es la clave de un extra; cuáles hay, sólo lo dice cada plan."""
    return _DE_EXTRA.fullmatch(clave) is not None


def _extras_de(plan: Plan) -> Iterator[str]:
    """Las claves de los extras de todo el plan, una vez cada una y en el orden de sus dueños."""
    claves = dict.fromkeys(
        (raiz, nombre) for raiz, objeto in con_extras(plan) for nombre in objeto.extras
    )
    for raiz in CON_EXTRAS:
        yield from (f"{raiz}{_EXTRAS}{nombre}" for suya, nombre in claves if suya == raiz)


def con_extras(plan: Plan) -> Iterator[tuple[str, ConExtras]]:
    """Todo lo que puede llevar extras, con la raíz de sus datos."""
    yield "entidad", plan.entidad
    for _, componente in plan.tablas():
        yield "componente", componente
        for fila in componente.filas():
            yield "tramite" if isinstance(fila, Tramite) else "actividad", fila
            yield from (("seguimiento", seguimiento) for seguimiento in fila.seguimientos)


def _filas(plan: Plan) -> Iterator[Fila]:
    """En el orden del plan, también las de quien no tiene nada adentro."""
    for numero, dependencia in enumerate(plan.dependencias):
        ruta, suyos = f"dependencias[{numero}]", _datos("dependencia", dependencia)
        if not dependencia.componentes:
            yield {"ruta": ruta} | suyos
        yield from (suyos | fila for fila in _de_componentes(ruta, dependencia.componentes))
    yield from _de_componentes("", plan.componentes)


def _de_componentes(ruta: str, componentes: Sequence[Componente]) -> Iterator[Fila]:
    for numero, componente in enumerate(componentes):
        lugar = unir_ruta(ruta, f"componentes[{numero}]")
        suyos = _datos("componente", componente)
        llenas = False
        for fila in _de_un_componente(lugar, componente):
            llenas = True
            yield suyos | fila
        if not llenas:
            yield {"ruta": lugar} | suyos


def _de_un_componente(ruta: str, componente: Componente) -> Iterator[Fila]:
    for k, subcomponente in enumerate(componente.subcomponentes):
        lugar = f"{ruta}.subcomponentes[{k}]"
        suyos = _datos("subcomponente", subcomponente)
        if not subcomponente.actividades:
            yield {"ruta": lugar} | suyos
        for m, actividad in enumerate(subcomponente.actividades):
            donde = {"ruta": f"{lugar}.actividades[{m}]", "lista": "actividades"}
            yield from _por_corte(donde | suyos | _datos("actividad", actividad), actividad)
    for lista in ("tramites", "intercambios"):
        for m, tramite in enumerate(getattr(componente, lista)):
            donde = {"ruta": f"{ruta}.{lista}[{m}]", "lista": lista}
            yield from _por_corte(donde | _datos("tramite", tramite), tramite)


def _por_corte(suyos: Fila, fila: FilaDeMatriz) -> Iterator[Fila]:
    for seguimiento in fila.seguimientos:
        reportado = _datos("seguimiento", seguimiento)
        verificacion = reportado.pop("seguimiento.verificacion")
        yield suyos | reportado | _datos("seguimiento.verificacion", verificacion)
    if not fila.seguimientos:
        yield suyos


def _datos(raiz: str, objeto: object) -> Fila:
    """Los datos de un objeto por su clave; ninguno si falta."""
    if objeto is None:
        return {}
    clase: type = type(objeto)
    suyos = {f"{raiz}.{campo}": _simple(getattr(objeto, campo)) for campo in campos_propios(clase)}
    return suyos | _extras(raiz, objeto)


def _extras(raiz: str, objeto: object) -> Fila:
    extras: Extras = getattr(objeto, "extras", SIN_EXTRAS)
    return {f"{raiz}{_EXTRAS}{nombre}": extra for nombre, extra in extras.items()}


def _simple(valor: object) -> object:
    return valor.value if isinstance(valor, Enum) else valor
