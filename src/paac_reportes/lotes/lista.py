"""La lista de encargos que alguien escribe en un CSV, un YAML o un JSON.

Cada fila es un encargo: ``plan``, ``formato``, ``corte``, ``tipos`` y ``clave``; lo demás son
opciones de ``reporte``. Una fila mal llenada es un encargo con su falla, y las demás salen.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import attrs

from paac_reportes.api.atajos import OpcionesDeReporte
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import estructurar, inesperado, mostrar
from paac_reportes.estructura.valores import leer_fecha
from paac_reportes.lectura.archivos import leer_datos
from paac_reportes.lectura.filas.fuentes import filas_leidas
from paac_reportes.lotes.encargo import Encargo, Pendiente, pendiente_de
from paac_reportes.lotes.obra import OPCIONES, opcion_desconocida
from paac_reportes.sistema import es_ruta

COLUMNAS = ("plan", "formato", "corte", "tipos", "clave")
_TODAS = (*COLUMNAS, *OPCIONES)
_OBLIGATORIAS = ("plan", "formato")
"""Columnas sin las que una lista de encargos no sirve."""
_DE_FILAS, _DE_DATOS = frozenset({".csv", ".tsv"}), frozenset({".json", ".yaml", ".yml"})

Fila = Mapping[str, Any]
Leer = Callable[[Any, str, list[Falla]], Any]


def leer_encargos(ruta: str | os.PathLike[str]) -> list[Pendiente]:
    """Los encargos de un archivo, cada uno con sus fallas; sus rutas se buscan junto a él.

    ``ErrorDeEntrada`` si el archivo no se lee o si trae una columna que no existe.
    """
    nombre, carpeta = os.fspath(ruta), Path(ruta).parent
    filas = list(_filas(nombre))
    _comprobar_columnas(filas, nombre)
    return [_encargo(fila, lugar, carpeta) for lugar, fila in filas]


def _filas(nombre: str) -> Iterator[tuple[str, Fila]]:
    """Pares de lugar, ``lote.csv, línea 3``, y fila de un archivo."""
    extension = Path(nombre).suffix.lower()
    if extension in _DE_FILAS:
        for fila in filas_leidas(nombre):
            yield f"{nombre}, {fila.lugar}", {columna: fila(columna) for columna in fila.columnas}
    elif extension in _DE_DATOS:
        yield from _filas_de_datos(leer_datos(nombre), nombre)
    else:
        motivo = f"se esperaba un .csv, un .yaml o un .json, llegó {mostrar(Path(nombre).name)}"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))


def _filas_de_datos(datos: Any, nombre: str) -> Iterator[tuple[str, Fila]]:
    """Pares de lugar, ``lote.yaml, encargos[2]``, y fila de una lista de encargos."""
    if isinstance(datos, Mapping) and set(datos) == {"encargos"}:
        datos = datos["encargos"]
    if not isinstance(datos, list):
        falla = inesperado("encargos", "lista_de_encargos", datos)
        raise ErrorDeEntrada(falla.en(f"{nombre}: {falla.ruta}"))
    ajenos = [(n, encargo) for n, encargo in enumerate(datos) if not isinstance(encargo, Mapping)]
    if ajenos:
        raise ErrorDeEntrada(
            inesperado(f"{nombre}, encargos[{n}]", "encargo", encargo) for n, encargo in ajenos
        )
    yield from ((f"{nombre}, encargos[{n}]", encargo) for n, encargo in enumerate(datos))


def _comprobar_columnas(filas: Sequence[tuple[str, Fila]], nombre: str) -> None:
    """``ErrorDeEntrada`` con cada columna que no existe y cada una que falta en todas."""
    primer_lugar: dict[object, str] = {}
    for lugar, fila in filas:
        for columna in fila:
            primer_lugar.setdefault(columna, lugar)
    fallas = [
        Falla("dato_desconocido", f"{lugar}: {columna}", opcion_desconocida(columna, _TODAS))
        for columna, lugar in primer_lugar.items()
        if columna not in _TODAS
    ]
    fallas += [
        Falla("columna_no_hallada", nombre, f"falta la columna {columna!r}")
        for columna in _OBLIGATORIAS
        if filas and columna not in primer_lugar
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def _encargo(fila: Fila, lugar: str, carpeta: Path) -> Pendiente:
    """El encargo de una fila, con las fallas de lo que en ella no se entendió."""
    fallas = [
        Falla("dato_faltante", f"{lugar}: {columna}", "falta")
        for columna in _OBLIGATORIAS
        if fila.get(columna) in {None, ""}
    ]
    valores: dict[str, Any] = {}
    for columna, celda in fila.items():
        if celda is None or celda == "":
            continue
        valor = _LECTORES[columna](celda, f"{lugar}: {columna}", fallas)
        if columna in _DE_CARPETA and es_ruta(valor):
            valor = os.fspath(carpeta / valor)
        valores[columna] = valor
    campos = {columna: valores.pop(columna) for columna in COLUMNAS if columna in valores}
    encargo = Encargo(**{"plan": "", "formato": "", **campos}, opciones=valores)
    pendiente = pendiente_de(encargo, lugar)
    return attrs.evolve(pendiente, fallas=tuple(fallas) or pendiente.fallas)


# ------------------------------------------------------------------ valores

_SI = frozenset({"true", "verdadero", "si", "sí", "1"})
_NO = frozenset({"false", "falso", "no", "0"})


def _si_no(celda: Any, ruta: str, fallas: list[Falla]) -> Any:
    """El valor de un sí o no, como se escribe en una hoja: sí, verdadero o 1."""
    if isinstance(celda, bool):
        return celda
    respuesta = celda.strip().lower() if isinstance(celda, str) else str(celda)
    if respuesta not in _SI | _NO:
        fallas.append(inesperado(ruta, "si_o_no_escrito", celda))
    return respuesta in _SI


def _si_es_texto(celda: Any, ruta: str, fallas: list[Falla]) -> Any:
    if not isinstance(celda, str):
        fallas.append(inesperado(ruta, "texto", celda))
    return celda


def _tipos(celda: Any, ruta: str, fallas: list[Falla]) -> Any:
    """Los tipos de ``docx;xlsx``, o de una lista."""
    if isinstance(celda, str):
        return tuple(parte.strip() for parte in celda.split(";") if parte.strip())
    if not isinstance(celda, list) or not all(isinstance(tipo, str) for tipo in celda):
        fallas.append(inesperado(ruta, "extensiones", celda))
        return ()
    return tuple(celda)


def _lector_de(clase: Any) -> Leer:
    """El lector de un objeto de esa clase: como va en los datos, o en JSON si es de un CSV."""

    def leer(celda: Any, ruta: str, fallas: list[Falla]) -> Any:
        """Objeto de la clase que dice una celda; ``None`` si no se entiende, y anota las fallas."""
        try:
            datos = json.loads(celda) if isinstance(celda, str) else celda
            return estructurar(datos, clase)
        except ErrorDeEntrada as error:
            fallas += (falla.en(f"{ruta}.{falla.ruta}".rstrip(".")) for falla in error.fallas)
        except ValueError:
            fallas.append(inesperado(ruta, "objeto_de_json", celda))
        return None

    return leer


def _tal_cual(celda: Any, _ruta: str, _fallas: list[Falla]) -> Any:
    return celda


def _lector_de_opcion(tipo: Any) -> Leer:
    """El lector de una opción, por el tipo que declara."""
    tipos = get_args(tipo) or (tipo,)
    clase = next((t for t in tipos if isinstance(t, type) and attrs.has(t)), None)
    if bool in tipos:
        return _si_no
    if str in tipos:
        return _si_es_texto
    if date in tipos:
        return leer_fecha
    return _lector_de(clase) if clase else _tal_cual


_DECLARADOS = get_type_hints(OpcionesDeReporte)
_LECTORES: dict[str, Leer] = {
    "plan": _si_es_texto,
    "formato": _si_es_texto,
    "clave": _si_es_texto,
    "tipos": _tipos,
    **{nombre: _lector_de_opcion(tipo) for nombre, tipo in _DECLARADOS.items()},
}
_DE_CARPETA = {"plan", *(nombre for nombre, tipo in _DECLARADOS.items() if str in get_args(tipo))}
"""Columnas que nombran un archivo o una carpeta."""
