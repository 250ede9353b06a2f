"""El CSV de los riesgos contra el mapa: lo que debe decir sale de los datos, no de las filas."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.modelo.riesgos import Accion, Causa
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.datos import de_la_entidad, de_una, escritos, leido_de_csv

Datos = Mapping[str, Any]

_DE_VARIOS = {"causa": ("causas", Causa), "accion": ("acciones", Accion)}
_LISTAS = ("factores", "consecuencias")
_APARTE = frozenset({"riesgos", "controles", "causas", "acciones", "seguimientos"})


def comprobar_riesgos(contenido: bytes, mapa: Datos) -> Iterator[Diferencia]:
    """Celda por celda; ``mapa`` son sus datos, como se leen de su JSON."""
    debidas = dict(_debidas(mapa))
    with leido_de_csv(contenido) as texto:
        lector = csv.DictReader(texto, delimiter=";", restkey="(sin rótulo)")
        if "ruta" not in (lector.fieldnames or ()):
            yield Diferencia("línea 1", "la columna ruta", None)
            return
        for fila in lector:
            ruta, lugar = fila["ruta"] or "", f"línea {lector.line_num}"
            if ruta not in debidas:
                yield Diferencia(lugar, None, ruta)
            else:
                yield from de_una(lugar, fila, debidas.pop(ruta))
    for ruta in debidas:
        yield Diferencia("archivo", f"la fila de {ruta}", None)


def _debidas(mapa: Datos) -> Iterator[tuple[str, dict[str, str]]]:
    """Por su ruta, la de cada control y la de quien no tiene, con lo de quien la contiene."""
    comunes = {cual: mapa.get(cual) for cual in ("vigencia", "metodologia")}
    comunes |= de_la_entidad(mapa["entidad"])
    for n, proceso in enumerate(mapa.get("procesos", ())):
        de_proceso = comunes | _suyos("proceso", proceso)
        riesgos = proceso.get("riesgos", ())
        if not riesgos:
            yield f"procesos[{n}]", escritos(de_proceso | {"ruta": f"procesos[{n}]"})
        for m, riesgo in enumerate(riesgos):
            ruta = f"procesos[{n}].riesgos[{m}]"
            de_riesgo = de_proceso | _suyos("riesgo", riesgo) | dict(_listas(riesgo))
            controles = riesgo.get("controles", ())
            if not controles:
                yield ruta, escritos(de_riesgo | {"ruta": ruta})
            for k, control in enumerate(controles):
                suya = f"{ruta}.controles[{k}]"
                suyos = {"control.causas_que_ataca": []} | _suyos("control", control)
                yield suya, escritos(de_riesgo | suyos | {"ruta": suya})


def _suyos(raiz: str, nodo: Datos) -> dict[str, Any]:
    suyos: dict[str, Any] = {}
    for campo, valor in nodo.items():
        if campo in _APARTE:
            continue
        if isinstance(valor, Mapping):
            suyos |= {f"{raiz}.{campo}.{nombre}": uno for nombre, uno in valor.items()}
        else:
            suyos[f"{raiz}.{campo}"] = valor
    return suyos


def _listas(riesgo: Datos) -> Iterator[tuple[str, list[Any]]]:
    for campo in _LISTAS:
        yield f"riesgo.{campo}", list(riesgo.get(campo, ()))
    for raiz, (lista, clase) in _DE_VARIOS.items():
        for campo in attrs.fields_dict(clase):
            yield f"{raiz}.{campo}", [uno.get(campo) for uno in riesgo.get(lista, ())]
