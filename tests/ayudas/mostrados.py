"""Lo que un documento muestra de un plan, según lo anota quien lo compone (decisión 0015)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

import paac_reportes as paac
from paac_reportes.composicion.compositor import componer
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Medio

Muestra = Callable[[str, object], bool]

_HIJOS = {
    "dependencias": "dependencia",
    "componentes": "componente",
    "subcomponentes": "subcomponente",
    "actividades": "actividad",
    "tramites": "tramite",
    "intercambios": "tramite",
    "seguimientos": "seguimiento",
    "firmas": "firma",
    "control_cambios": "cambio",
}
_APARTE = {"escudo", "imagen", "metodologia", "textos", "regimen", "extras"}


def lo_mostrado(plan: paac.Plan, formato: Formato, corte: date | None, medio: Medio) -> Any:
    """El plan como diccionarios, con sólo lo que el documento muestra."""
    mostrado = componer(plan, formato, corte, medio).mostrado
    return {"entidad": _de("entidad", plan.entidad, mostrado.muestra)} | _de(
        "", plan, mostrado.muestra
    )


def _de(raiz: str, objeto: Any, muestra: Muestra) -> dict[str, Any]:
    datos: dict[str, Any] = {}
    for campo in attrs.fields(type(objeto)):
        valor = getattr(objeto, campo.name)
        if campo.name in _HIJOS:
            todos = (_de(_HIJOS[campo.name], hijo, muestra) for hijo in valor)
            hijos = [hijo for hijo in todos if _dice_algo(hijo)]
            datos |= {campo.name: hijos} if hijos else {}
        elif campo.name not in _APARTE and valor not in (None, "", ()):
            dato = f"{raiz}.{campo.name}" if raiz else campo.name
            es_dato = not attrs.has(type(valor)) or campo.name == "verificacion"
            if es_dato and (campo.name == "corte" or muestra(dato, objeto)):
                datos[campo.name] = valor
    return datos | _extras(raiz, objeto, muestra)


def _extras(raiz: str, objeto: Any, muestra: Muestra) -> dict[str, Any]:
    extras = getattr(objeto, "extras", {})
    return {
        f"extras.{nombre}": valor
        for nombre, valor in extras.items()
        if muestra(f"{raiz}.extras.{nombre}", objeto)
    }


def _dice_algo(datos: dict[str, Any]) -> bool:
    """Si muestra algo más que el corte."""
    return any(clave != "corte" for clave in datos)
