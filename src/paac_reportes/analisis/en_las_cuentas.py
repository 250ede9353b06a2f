"""En qué cuentas está cada fila en un corte, y de dónde viene su avance.

Con esto se filtra cualquier número de un informe: «26 terminadas» de «51 que debían» son las de
``debia`` cuya clase es terminada. Va igual en la hoja ``Datos``, en las tablas y en JSON.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.modelo.campos import Campo


@clases.frozen(kw_only=True)
class EnLasCuentas:
    """Una fila en un corte: cada sí o no es una cuenta."""

    clase: str
    ultimo_dia: date | None
    aplica: bool
    debia: bool
    exigible: bool
    reportada: bool
    sin_reporte: bool
    avance_conocido: bool
    avance: Decimal | None
    avance_de: date | None
    arrastrada: bool


def en_las_cuentas(fila: FilaAnalizada) -> EnLasCuentas:
    """Las de una fila en su corte."""
    return EnLasCuentas(
        clase=fila.clase,
        ultimo_dia=fila.ultimo_dia,
        aplica=fila.aplica,
        debia=fila.ya_vencio,
        exigible=fila.exigible,
        reportada=fila.reportada,
        sin_reporte=fila.sin_reporte,
        avance_conocido=fila.avance is not None,
        avance=fila.avance,
        avance_de=None if fila.avance is None else fila.situacion.del_avance,
        arrastrada=fila.arrastrada,
    )


EN_EL_CORTE, EN_EL_ANTERIOR = "al_corte", "al_anterior"
CAMPOS: Mapping[str, Campo] = {
    "clase": Campo(
        "Clase",
        "No aplica, terminada, vencida, vencida sin reporte, por determinar, al día y sin reporte"
        " después, en blanco bajo un reporte, no ha vencido, permanente o sin un día exigible.",
    ),
    "ultimo_dia": Campo("Último día", "El último de sus días; en blanco si no se sabe o no acaba."),
    "aplica": Campo("Aplica", "Si entra en los denominadores."),
    "debia": Campo(
        "Debía estar terminada", "Si aplica y su último día es el corte o uno anterior."
    ),
    "exigible": Campo("Exigible", "Si en el período debía mostrar algo."),
    "reportada": Campo("Reportada", "Si en el período se reportó algo de ella."),
    "sin_reporte": Campo("Sin reporte", "Si es exigible y falta su reporte en el período."),
    "avance_conocido": Campo("Avance conocido", "Si está en la base del promedio."),
    "avance": Campo("Avance", "El que entra en el promedio, de 0 a 100."),
    "avance_de": Campo("Avance de", "El corte que lo declaró."),
    "arrastrada": Campo("Arrastrada", "Si ese corte es anterior al período."),
}
"""Qué dice cada una, en su orden."""
_DE_FECHA, _DE_NUMERO = frozenset({"ultimo_dia", "avance_de"}), frozenset({"avance"})


def tipo_de(clave: str) -> type:
    """De qué es lo que se escribe en ella: un sí o un no va en palabras."""
    return date if clave in _DE_FECHA else Decimal if clave in _DE_NUMERO else str


def por_ruta(analisis: Analisis) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """De cada fila, lo de su corte y lo del anterior, en el orden de ``CAMPOS``.

    Lo del anterior va en blanco si no lo hay, o si la fila no estaba.
    """
    for fila in analisis.todo.filas:
        antes = analisis.todo.antes_de(fila)
        yield fila.ruta, (*_escrito(fila), *(_escrito(antes) if antes else _NADA))


_NADA = (None,) * len(CAMPOS)


def _escrito(fila: FilaAnalizada) -> tuple[Any, ...]:
    valores = attrs.astuple(en_las_cuentas(fila))
    return tuple([_SI_O_NO[uno] if uno.__class__ is bool else uno for uno in valores])


_SI_O_NO = {True: "Sí", False: "No"}
