"""La lista de encargos que alguien escribe en un CSV: una fila, un encargo.

Las columnas son ``plan``, ``formato``, ``corte``, ``tipos`` y ``clave``; las demás, opciones de
``reporte``. De una fila mal llenada sale un encargo que dice su falla, y los demás se hacen.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.estructura.formas import claves_desconocidas
from paac_reportes.estructura.valores import leer_fecha
from paac_reportes.lectura.filas.fuentes import filas_leidas
from paac_reportes.lotes.encargo import Encargo

_DE_CARPETA = ("plan", "plantillas", "anterior", "revisado")
"""Columnas que nombran un archivo o una carpeta, que se busca junto a la lista."""
_SI_O_NO = ("publico", "con_datos", "cedulas")
_ESCRITOS = dict.fromkeys(("sí", "si", "true", "1"), True) | dict.fromkeys(("no", "0"), False)
_CONOCIDAS = (*_DE_CARPETA, *_SI_O_NO, "formato", "corte", "tipos", "clave")


def leer_encargos(ruta: str) -> list[tuple[Encargo, str]]:
    """Encargos de un CSV, cada uno con la clave que, si no dice ninguna, le puede servir.

    ``ErrorDeEntrada`` si no se lee o trae una columna que no existe.
    """
    filas = filas_leidas(ruta)
    if fallas := list(claves_desconocidas(dict.fromkeys(filas.columnas), _CONOCIDAS, "")):
        raise ErrorDeEntrada(falla.en(f"{ruta}: {falla.ruta}") for falla in fallas)
    carpeta = Path(ruta).parent
    return [_encargo(*fila, carpeta) for fila in zip(filas.filas, filas.lugares, strict=True)]


def _encargo(fila: Mapping[str, str | None], lugar: str, carpeta: Path) -> tuple[Encargo, str]:
    """El encargo de una fila; lo que en ella no se entendió va como está, y lo dice su hecho."""
    dicho = {c: _valor(c, celda, carpeta) for c, celda in fila.items() if celda}
    contenido, formato = dicho.pop("plan", None), dicho.pop("formato", "")
    clave = dicho.pop("clave", None)
    aparte = {nombre: dicho.pop(nombre) for nombre in ("corte", "tipos") if nombre in dicho}
    opciones: Any = dicho
    encargo = Encargo(contenido, formato, clave=clave, **aparte, opciones=opciones)
    return encargo, Path(contenido or "").stem or lugar


def _valor(columna: str, celda: str, carpeta: Path) -> Any:
    if columna in _DE_CARPETA:
        return os.fspath(carpeta / celda)
    if columna in _SI_O_NO:
        return _ESCRITOS.get(celda.strip().lower(), celda)
    if columna == "tipos":
        return tuple(parte.strip() for parte in celda.split(";") if parte.strip())
    return (leer_fecha(celda, "", []) or celda) if columna == "corte" else celda
