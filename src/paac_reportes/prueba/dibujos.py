"""Lo que flota sobre las celdas de una hoja: imágenes, gráficos, cuadros de texto y comentarios."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from paac_reportes.prueba.graficos import dicho, dicho_de_serie, etiquetas_de, lugares_de
from paac_reportes.prueba.paquete import Elemento, Paquete, R, S
from paac_reportes.prueba.visible import Casilla, marca

_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Dibujado(NamedTuple):
    """Algo sobre las celdas; una imagen, en la fila y la columna de su esquina."""

    texto: str
    lugar: tuple[int, int] | None = None


Escritas = Mapping[tuple[int, int], Casilla]
"""Lo que dicen las celdas de la hoja, por su fila y su columna."""


def dibujados_de(paquete: Paquete, hoja: str, escritas: Escritas) -> Iterator[Dibujado]:
    """Los de una hoja, en orden."""
    for relacion in paquete.relaciones(hoja).values():
        if relacion.clase == "drawing":
            yield from _del_dibujo(paquete, relacion.parte, escritas)
        elif relacion.clase in {"comments", "threadedComment"}:
            comentarios = paquete.xml(relacion.parte)
            for uno in comentarios.iter(f"{S}comment"):
                yield Dibujado(marca("comentario", "".join(uno.itertext()).strip()))


def _del_dibujo(paquete: Paquete, parte: str, escritas: Escritas) -> Iterator[Dibujado]:
    relaciones = paquete.relaciones(parte)
    for ancla in paquete.xml(parte):
        dicho = "".join(texto.text or "" for texto in ancla.iter(f"{_A}t"))
        descrito = next((uno.get("descr", "") for uno in ancla.iter(f"{_D}cNvPr")), "")
        grafico = next(ancla.iter(f"{_C}chart"), None)
        if grafico is not None:
            destino = relaciones[grafico.get(f"{R}id", "")].parte
            yield Dibujado(_grafico(paquete.xml(destino), descrito, escritas))
        elif next(ancla.iter(f"{_D}pic"), None) is not None:
            yield Dibujado(marca("imagen", descrito), _esquina(ancla))
        elif dicho:
            yield Dibujado(marca("cuadro de texto", dicho))


def _esquina(ancla: Elemento) -> tuple[int, int]:
    desde = ancla.find(f"{_D}from")
    if desde is None:
        return 0, 0
    return int(desde.findtext(f"{_D}row", "0")), int(desde.findtext(f"{_D}col", "0"))


def _grafico(grafico: Elemento, descrito: str, escritas: Escritas) -> str:
    """Lo que describe, sus etiquetas y, por serie, lo que dicen las celdas de donde sale."""
    series = [
        dicho_de_serie(
            _nombre(serie, escritas),
            _rango(serie.find(f"{_C}cat"), escritas),
            _rango(serie.find(f"{_C}val"), escritas),
        )
        for serie in grafico.iter(f"{_C}ser")
    ]
    return dicho(descrito, etiquetas_de(grafico), series)


def _nombre(serie: Elemento, escritas: Escritas) -> str:
    titulo = serie.find(f"{_C}tx")
    if titulo is None:
        return ""
    escrito = titulo.findtext(f"{_C}v")
    return escrito if escrito is not None else " ".join(_rango(titulo, escritas))


def _rango(datos: Elemento | None, escritas: Escritas) -> list[str]:
    formula, lugares = lugares_de(datos)
    if formula and not lugares:
        return [marca("rango", formula)]
    return [escritas[lugar].texto if lugar in escritas else "" for lugar in lugares]
