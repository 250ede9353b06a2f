"""Las filas cuyas celdas no están bajo su rótulo: se corrigen si no cabe duda, y se dice."""

from collections.abc import Mapping

import attrs

from paac_reportes.entrada.ajenos.columnas.contenido import (
    es_codigo,
    es_codigo_con_punto,
    es_fecha,
)
from paac_reportes.entrada.ajenos.filas.tramos import Tramo
from paac_reportes.entrada.documentos.visto import CeldaVista

Celdas = Mapping[int, CeldaVista]
_FECHAS = ("actividad.fecha_programada", "actividad.fecha_inicio")


@attrs.frozen
class Corrida:
    """Lo que se halló de una fila."""

    celdas: dict[int, CeldaVista]
    motivo: str = ""
    """Por qué se cree que está corrida; vacío si no lo parece."""
    corregida: bool = False


def enderezar(tramo: Tramo, celdas: Celdas) -> Corrida:
    """Las celdas de una fila, cada una bajo su rótulo."""
    codigo, fecha = _columna(tramo, "actividad.codigo"), _columna_de_fecha(tramo)
    if fecha is None:
        return Corrida(dict(celdas))
    for paso in (1, -1):
        fecha_corrida = _es_fecha(celdas, fecha + paso) and not _vale_de_fecha(celdas, fecha)
        codigo_corrido = codigo is not None and _codigo_corrido(celdas, codigo, paso)
        if fecha_corrida and codigo_corrido and _cabe(tramo, celdas, paso):
            corridas = {columna - paso: celda for columna, celda in celdas.items()}
            hacia = "derecha" if paso > 0 else "izquierda"
            motivo = f"el código y la fecha están una columna a la {hacia}: se leyó cada celda bajo"
            return Corrida(corridas, f"{motivo} su rótulo", corregida=True)
        if fecha_corrida and codigo is None and _texto(celdas, fecha):
            return Corrida(
                dict(celdas), "la fecha parece estar una columna más allá: no se corrió nada"
            )
    return _solo_el_codigo(tramo, celdas, codigo)


def _solo_el_codigo(tramo: Tramo, celdas: Celdas, codigo: int | None) -> Corrida:
    """El código en la celda del subcomponente, y la suya en blanco."""
    grupo = _columna(tramo, "subcomponente.nombre")
    if codigo is None or grupo is None or _texto(celdas, codigo):
        return Corrida(dict(celdas))
    if not es_codigo_con_punto(_texto(celdas, grupo)):
        return Corrida(dict(celdas))
    movidas = {columna: celda for columna, celda in celdas.items() if columna != grupo}
    movidas[codigo] = celdas[grupo]
    return Corrida(
        movidas, "el código está en la celda del subcomponente: se leyó como código", corregida=True
    )


def _codigo_corrido(celdas: Celdas, codigo: int, paso: int) -> bool:
    alla, aqui = _texto(celdas, codigo + paso), _texto(celdas, codigo)
    return es_codigo_con_punto(alla) and not es_codigo(aqui)


def _cabe(tramo: Tramo, celdas: Celdas, paso: int) -> bool:
    """Si del lado de donde vienen no queda nada escrito, y de aquel adonde van hay lugar."""
    con_dato = [una.columna.indice for una in tramo.columnas if una.dato]
    if paso > 0:
        return not _texto(celdas, min(con_dato)) and max(celdas, default=0) <= max(con_dato) + 1
    return not _texto(celdas, max(con_dato))


def _columna(tramo: Tramo, dato: str) -> int | None:
    una = tramo.de(dato)
    return None if una is None else una.columna.indice


def _columna_de_fecha(tramo: Tramo) -> int | None:
    return next((c for dato in _FECHAS if (c := _columna(tramo, dato)) is not None), None)


def _texto(celdas: Celdas, columna: int) -> str:
    celda = celdas.get(columna)
    return celda.texto.strip() if celda is not None else ""


def _es_fecha(celdas: Celdas, columna: int) -> bool:
    celda = celdas.get(columna)
    return celda is not None and es_fecha(celda)


def _vale_de_fecha(celdas: Celdas, columna: int) -> bool:
    return _es_fecha(celdas, columna)
