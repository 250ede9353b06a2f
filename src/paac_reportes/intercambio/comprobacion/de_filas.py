"""El CSV de datos abiertos contra el plan: lo que debe decir sale de los datos, no de las filas.

Cada fila dice en ``ruta`` dónde está lo suyo: se mira allí, en los datos del plan. Lo calculado no
se compara.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from paac_reportes.intercambio.comprobacion.certificado import Diferencia
from paac_reportes.intercambio.comprobacion.comprobacion import Resultado, contar
from paac_reportes.intercambio.comprobacion.de_datos import leido_de_csv

_LISTAS = ("actividades", "tramites", "intercambios")
_CALCULADO = "calculado."
_SIN_ROTULO = "(sin rótulo)"
_QUE_ES = {
    "dependencias": "dependencia",
    "componentes": "componente",
    "subcomponentes": "subcomponente",
    "actividades": "actividad",
    "tramites": "tramite",
    "intercambios": "tramite",
}
_CONTENIDAS = {
    "": ("dependencias", "componentes"),
    "dependencias": ("componentes",),
    "componentes": ("subcomponentes", "tramites", "intercambios"),
    "subcomponentes": ("actividades",),
}
Datos = Mapping[str, Any]
Clave = tuple[str, str]
"""La ruta de una fila y su corte."""


def comprobar_filas(contenido: bytes, datos: Datos) -> Resultado:
    """Celda por celda; ``datos`` son los del plan, como se leen de su JSON.

    ``ErrorDeEntrada`` si no se deja leer.
    """
    with leido_de_csv(contenido) as texto:
        lector = csv.DictReader(texto, delimiter=";", restkey=_SIN_ROTULO)
        return Resultado(tuple(_diferencias(lector, datos)), contar(()))


def _diferencias(lector: "csv.DictReader[str]", datos: Datos) -> Iterator[Diferencia]:
    debidas = dict(_filas_debidas(datos, "", "", {"vigencia": datos.get("vigencia")}))
    if not {"ruta", "seguimiento.corte"} <= set(lector.fieldnames or ()):
        yield Diferencia("línea 1", "las columnas ruta y seguimiento.corte", None)
        return
    for fila in lector:
        clave = (fila["ruta"] or "", fila["seguimiento.corte"] or "")
        lugar = f"línea {lector.line_num}"
        if clave not in debidas:
            yield Diferencia(lugar, None, " ".join(clave).strip())
        else:
            yield from _de_una(lugar, fila, debidas.pop(clave))
    for ruta, corte in debidas:
        yield Diferencia("archivo", f"la fila de {ruta} {corte}".strip(), None)


def _de_una(lugar: str, fila: Mapping[str, Any], debida: Mapping[str, str]) -> Iterator[Diferencia]:
    for columna in dict.fromkeys((*fila, *debida)):
        if str(columna).startswith(_CALCULADO):
            continue
        hallado, esperado = fila.get(columna) or "", debida.get(columna, "")
        if isinstance(hallado, list):  # las celdas que sobran
            hallado = ";".join(hallado)
        if not _dicen_lo_mismo(esperado, hallado):
            yield Diferencia(f"{lugar}, columna {columna}", esperado, hallado)


def _dicen_lo_mismo(esperado: str, hallado: str) -> bool:
    """A la letra, salvo el apóstrofo que protege un texto."""
    return hallado == esperado or (hallado.startswith("'") and hallado[1:] == esperado)


def _filas_debidas(
    nodo: Datos, ruta: str, lista: str, dicho: dict[str, Any]
) -> Iterator[tuple[Clave, dict[str, str]]]:
    """Las de lo que contiene, o la suya si no contiene nada."""
    raiz = _QUE_ES.get(lista, "")
    dicho = dicho | (_de_la_entidad(nodo["entidad"]) if not ruta else _suyo(raiz, nodo))
    if lista in _LISTAS:
        yield from _por_corte(nodo, ruta, dicho | {"lista": lista})
        return
    contenidos = [
        (f"{ruta}.{nombre}[{numero}]".lstrip("."), nombre, uno)
        for nombre in _CONTENIDAS[lista]
        for numero, uno in enumerate(nodo.get(nombre) or ())
    ]
    for suya, nombre, uno in contenidos:
        yield from _filas_debidas(uno, suya, nombre, dicho)
    if not contenidos:
        yield (ruta, ""), _escritos(dicho | {"ruta": ruta})


def _por_corte(nodo: Datos, ruta: str, dicho: dict[str, Any]) -> Iterator[Any]:
    dicho = dicho | {"ruta": ruta}
    for seguimiento in nodo.get("seguimientos") or ():
        suyo = {"evidencias": [], **seguimiento}
        verificacion = suyo.pop("verificacion", None) or {}
        reportado = _suyo("seguimiento", suyo) | _suyo("seguimiento.verificacion", verificacion)
        yield (ruta, seguimiento["corte"]), _escritos(dicho | reportado)
    if not nodo.get("seguimientos"):
        yield (ruta, ""), _escritos(dicho)


def _de_la_entidad(entidad: Datos) -> dict[str, Any]:
    visibles = ("nombre", "departamento", "nit", "divipola", "extras")
    return _suyo("entidad", {campo: entidad.get(campo) for campo in visibles})


def _suyo(raiz: str, nodo: Datos) -> dict[str, Any]:
    """Los datos de un objeto, sin lo que contiene."""
    propios = {
        f"{raiz}.{campo}": valor
        for campo, valor in nodo.items()
        if campo not in {*_QUE_ES, "seguimientos", "extras"}
    }
    extras = nodo.get("extras") or {}
    return propios | {f"{raiz}.extras.{nombre}": valor for nombre, valor in extras.items()}


def _escritos(dicho: Mapping[str, Any]) -> dict[str, str]:
    return {clave: _escrito(valor) for clave, valor in dicho.items() if valor is not None}


def _escrito(valor: Any) -> str:
    return json.dumps(valor, ensure_ascii=False) if isinstance(valor, list) else str(valor)
