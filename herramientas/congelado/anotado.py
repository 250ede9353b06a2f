"""Cómo se anota lo que sale: el árbol, los avisos, las fallas, los archivos y lo que se lee de ellos.

Sólo se usan nombres públicos, los de la entrada cerrada; el árbol, que no lo es, se toma en un solo
lugar (``arbol``).
"""

import io
import json
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import attrs

import paac_reportes as paac
from paac_reportes.api import eventos

from . import en_renglones, huella

RAIZ = Path(__file__).parents[2]
EJEMPLOS = RAIZ / "ejemplos"
DE_VUELTA = ("docx", "xlsx")


class Archivo(NamedTuple):
    """Uno escrito: de él se guarda la huella entera y cada sección de su forma normal."""

    tipo: str
    contenido: bytes


Salida = Iterator[tuple[str, str | Archivo]]
Caso = Callable[[], Salida]


def contenido_de(archivo: Path) -> Any:
    """El plan o el mapa de un archivo."""
    return paac.leer(archivo, como=None).contenido


def guardado(contenido: Any) -> bytes:
    """Su libro de Excel."""
    guardado = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        paac.guardar_datos(contenido, guardado, tipo="xlsx")
    return guardado.getvalue()


def arbol(reporte: paac.Reporte, medio: Any) -> tuple[str, str]:
    """El árbol de un reporte, y aparte sus marcas: el único lugar que entra a lo que no es público.

    Campo por campo y sin nombres de clases, que pueden cambiar sin que cambie lo que se ve.
    """
    marcas: list[str] = []
    renglones = list(_nodo("", reporte.arbol(medio), marcas))
    return "\n".join(renglones), "\n".join(marcas)


_MARCAS = {"marca", "propiedades"}
"""Los campos que van escondidos en el archivo."""


def _nodo(nombre: str, valor: Any, marcas: list[str], hondo: int = 0) -> Iterator[str]:
    if attrs.has(type(valor)):
        yield f"{' ' * hondo}{nombre}"
        for campo, suyo in _puestos(valor):
            if campo in _MARCAS:
                marcas += _nodo(campo, suyo, marcas)
            else:
                yield from _nodo(campo, suyo, marcas, hondo + 1)
    elif isinstance(valor, Mapping):
        for clave, uno in valor.items():
            yield from _nodo(f"{nombre} {clave}", uno, marcas, hondo)
    elif isinstance(valor, str | bytes) or not hasattr(valor, "__iter__"):
        yield f"{' ' * hondo}{nombre}: {_dicho(valor)}"
    else:
        for uno in valor:
            yield from _nodo(nombre, uno, marcas, hondo)


def _puestos(nodo: Any) -> Iterator[tuple[str, Any]]:
    """Los campos que no tienen lo que les toca si nadie los nombra."""
    for campo in attrs.fields(type(nodo)):
        omision: Any = campo.default
        valor = getattr(nodo, campo.name)
        if valor != (omision.factory() if hasattr(omision, "factory") else omision):
            yield campo.name, valor


def _dicho(valor: Any) -> str:
    if isinstance(valor, bytes):
        return f"{len(valor)} bytes, {huella(valor)}"
    if not isinstance(valor, str | int | float | Decimal | date | Enum | None):
        raise TypeError(f"del árbol no se sabe anotar {valor!r}")
    if isinstance(valor, float):
        return f"{valor:.6g}"
    return str(valor.value if isinstance(valor, Enum) else valor).replace("\n", "↵")


def en_texto(avisos: Iterable[Any]) -> str:
    """Avisos o fallas, en su orden: código, lugar y mensaje."""
    return "\n".join(f"{uno.codigo} | {uno.ruta} | {uno.mensaje}" for uno in avisos)


def con_partes(avisos: Iterable[Any]) -> str:
    """Lo mismo, y lo que traen para un programa: dónde por partes, y sus datos."""
    renglones = []
    for uno in avisos:
        partes = {parte: getattr(uno.posicion, parte) for parte in _PARTES}
        donde = ", ".join(f"{parte} {vale}" for parte, vale in partes.items() if vale is not None)
        datos = json.dumps(dict(uno.datos), ensure_ascii=False, sort_keys=True, default=_sin_clase)
        renglones.append(f"{en_texto([uno])} | {donde} | {datos}")
    return "\n".join(renglones)


_PARTES = ("archivo", "hoja", "celda", "fila", "columna", "clave")


def _sin_clase(valor: Any) -> Any:
    return sorted(map(str, valor)) if isinstance(valor, set | frozenset) else str(valor)


def lo_que_falla(hacer: Callable[..., str], *con: Any) -> str:
    """Lo que da, o sus fallas; y lo que avisó al darlo."""
    avisados: list[paac.Aviso] = []
    anotar = eventos.anotar_avisos

    def anotado(evento: str, avisos: Collection[paac.Aviso] | Mapping[str, int]) -> None:
        avisados.extend(aviso for aviso in avisos if isinstance(aviso, paac.Aviso))
        anotar(evento, avisos)

    eventos.anotar_avisos = anotado
    try:
        dicho = hacer(*con)
    except paac.ErrorPaac as error:
        dicho = f"FALLA\n{con_partes(error.fallas)}"
    finally:
        eventos.anotar_avisos = anotar
    callados = (uno for uno in dict.fromkeys(avisados) if uno.mensaje not in dicho)
    return "\n".join([dicho, *map(str, callados)])


def de_reporte(hacer: Callable[[], paac.Reporte], tipos: Iterable[str] = ()) -> Salida:
    """Todo lo de un reporte: avisos, árbol, cada tipo en que sale y lo que de él se lee."""
    try:
        reporte = hacer()
        yield "avisos", en_texto(reporte.avisos)
    except paac.ErrorPaac as error:
        yield "falla", con_partes(error.fallas)
        return
    disenado_en_word = "html" not in reporte.tipos
    for medio in ("documento",) if disenado_en_word else ("documento", "libro"):
        try:
            yield from zip(
                (f"arbol.{medio}", f"arbol.{medio}.escondido"), arbol(reporte, medio), strict=True
            )
        except paac.ErrorPaac as error:
            yield f"arbol.{medio}", con_partes(error.fallas)
    # El PDF de lo que se dibujó en Word lo hace LibreOffice, y nunca son los mismos bytes.
    hace_otro = "pdf" if reporte.formato.de_word else ""
    for tipo in tipos or [tipo for tipo in reporte.tipos if tipo != hace_otro]:
        try:
            emision = reporte.emitir(tipo)
        except paac.ErrorPaac as error:
            yield f"{tipo}.falla", con_partes(error.fallas)
            continue
        nuevos = [aviso for aviso in emision.avisos if aviso not in set(reporte.avisos)]
        yield f"{tipo}.avisos", "\n".join([emision.nombre, emision.tipo_mime, en_texto(nuevos)])
        if tipo == "pdf":
            yield f"{tipo}.fuentes", en_renglones(emision.acta.fuentes)
        yield tipo, Archivo(tipo, emision.contenido)
        if tipo in DE_VUELTA:
            yield from leido_de(tipo, emision.contenido)


def leido_de(nombre: str, contenido: bytes, **dicho: Any) -> Salida:
    """Lo que ``leer`` da de un archivo: sus datos y, aparte, sus avisos."""
    try:
        lectura = paac.leer(io.BytesIO(contenido), **{"como": None, **dicho})
    except paac.ErrorPaac as error:
        yield f"{nombre}.leido.falla", con_partes(error.fallas)
        return
    sin_leer = (
        a.datos.get("lugares", ("",)) for a in lectura.avisos if a.codigo == "fila_sin_leer"
    )
    de_ella = [
        f"formato {lectura.formato}",
        f"corte {lectura.corte}",
        f"sin leer {sum(map(len, sin_leer))}",
    ]
    yield f"{nombre}.leido", "\n".join([*de_ella, en_renglones(paac.datos_de(lectura.contenido))])
    yield f"{nombre}.leido.avisos", en_texto(lectura.avisos)
