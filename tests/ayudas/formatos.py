"""Carpetas de formatos para las pruebas."""

import re
from pathlib import Path

import paac_reportes as paac

MINIMO = """
codigo = "{codigo}"
nombre = "Mínimo"
version = "1"
propiedades = {{ titulo = "Informe" }}
{mas}

[[cuerpo]]
tipo = "tabla"
tablas = ["unica"]

[tablas.unica]
secciones = [{{ recorre = "actividades" }}]
columnas = [
    {{ dato = "actividad.codigo", rotulo = "N.º", ancho = {ancho} }},
    {{ dato = "{dato}", rotulo = "{rotulo}", ancho = 70 }},
]
"""


def lleva_la_matriz(formato: paac.Formato) -> bool:
    """Si de lo que escribe se puede leer un plan, y no sólo lo que de él se cuenta."""
    recorre = {seccion.recorre for tabla in formato.tablas.values() for seccion in tabla.secciones}
    return not recorre.isdisjoint({"actividades", "tramites"})


def escribir_formato(carpeta: Path, texto: str) -> Path:
    """Una carpeta con ese ``formato.toml``."""
    carpeta.mkdir(parents=True, exist_ok=True)
    (carpeta / "formato.toml").write_text(texto, "utf-8")
    return carpeta


def con_ancho(texto: str, dato: str, ancho: float) -> str:
    """Un ``formato.toml`` con otro ancho en la primera columna de ese dato."""
    columna = rf'(dato = \[?"{re.escape(dato)}",.*? ancho = )[\d.]+'
    return re.sub(columna, rf"\g<1>{ancho}", texto, count=1)


def minimo(  # noqa: PLR0913 - cada prueba cambia una
    carpeta: Path,
    codigo: str | None = None,
    mas: str = "",
    *,
    dato: str = "actividad.meta",
    rotulo: str = "Meta",
    ancho: int = 30,
) -> Path:
    """Un formato de dos columnas, con lo que se le quiera cambiar."""
    texto = MINIMO.format(
        codigo=codigo or carpeta.name, mas=mas, dato=dato, rotulo=rotulo, ancho=ancho
    )
    return escribir_formato(carpeta, texto)
