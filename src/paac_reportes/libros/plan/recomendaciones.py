"""La hoja Recomendaciones: cómo se escribe y cómo se lee.

Va una por renglón. De las filas que nombra, la primera va en el suyo, y cada una de las demás
debajo, con el mismo identificador y lo demás en blanco: así cada texto está entero en su celda.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from paac_reportes.lectura.filas.valores import leer
from paac_reportes.libros.plan.hojas import datos_en_celdas
from paac_reportes.libros.tablas import Fila
from paac_reportes.libros.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.modelo import Plan, Recomendacion
from paac_reportes.modelo.catalogo import CATALOGO

_ID = "recomendacion.id"
_SUYOS = CATALOGO.datos("recomendacion")
_DE_LA_FILA = CATALOGO.datos("fila_recomendada")


def filas_de_recomendaciones(plan: Plan) -> Iterator[Fila]:
    """Filas de las recomendaciones de todos los cortes."""
    for recomendacion in plan.recomendaciones:
        yield from _renglones(recomendacion)


def _renglones(recomendacion: Recomendacion) -> Iterator[Fila]:
    celdas = datos_en_celdas("recomendacion", recomendacion)
    if not recomendacion.filas:
        yield celdas
    for numero, nombrada in enumerate(recomendacion.filas):
        de_ella = datos_en_celdas("fila_recomendada", nombrada)
        yield {**({_ID: recomendacion.id} if numero else celdas), **de_ella}


def recomendaciones_de(
    renglones: Iterable[FilaDelLibro],
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Los datos de cada una, y la celda de cada dato por su ruta."""
    recomendaciones: list[dict[str, Any]] = []
    lugares: dict[str, str] = {}
    for renglon in renglones:
        datos = {dato: _leido(renglon, dato) for dato in _SUYOS}
        nombrada = {dato: _leido(renglon, dato) for dato in _DE_LA_FILA}
        if all(valor is None for valor in (*datos.values(), *nombrada.values())):
            continue
        numero = _cual_sigue(datos, recomendaciones)
        ruta = f"recomendaciones[{numero}]"
        if numero == len(recomendaciones):
            recomendaciones.append({_campo(dato): valor for dato, valor in datos.items()})
            lugares[ruta] = renglon.lugar
            lugares |= {f"{ruta}.{_campo(dato)}": renglon.lugar_de(dato) for dato in datos}
        if any(valor is not None for valor in nombrada.values()):
            filas = recomendaciones[numero].setdefault("filas", [])
            de_la_fila = f"{ruta}.filas[{len(filas)}]"
            lugares[de_la_fila] = renglon.lugar
            lugares |= {f"{de_la_fila}.{_campo(d)}": renglon.lugar_de(d) for d in nombrada}
            filas.append({_campo(dato): valor for dato, valor in nombrada.items()})
    return recomendaciones, lugares


def _cual_sigue(datos: dict[str, Any], recomendaciones: list[dict[str, Any]]) -> int:
    """De cuál es el renglón: de una de antes si sólo trae su identificador, o ninguno."""
    if all(valor is None for dato, valor in datos.items() if dato != _ID):
        if datos[_ID] is None and recomendaciones:
            return len(recomendaciones) - 1
        iguales = (n for n, una in enumerate(recomendaciones) if una["id"] == datos[_ID])
        return next(iguales, len(recomendaciones))
    return len(recomendaciones)


def _leido(renglon: FilaDelLibro, dato: str) -> Any:
    crudo = renglon.propio(dato)
    es_texto = CATALOGO.tipo(dato) is str
    return leer_fecha_o_texto(crudo) if es_texto else leer(dato, crudo)


def _campo(dato: str) -> str:
    return dato.rpartition(".")[2]
