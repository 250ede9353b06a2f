"""Cada celda de un libro se compara con lo que decía al salir y con lo que dice la base."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.oficinas import oficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

CORTE = date(2026, 8, 31)


def plan_de(texto: str | None, avance: int | None = None, **cambios: Any) -> paac.Plan:
    """Una actividad que en el corte dice eso."""
    dicho = {"corte": str(CORTE), "texto": texto, "avance": avance}
    hay = texto is not None or avance is not None
    suyos = {"seguimiento": None, "seguimientos": [dicho] if hay else [], **cambios}
    return paac.desde_datos(datos(componente(actividad(codigo="1.1", **suyos)))).contenido


def dice(plan: paac.Plan) -> str | None:
    [fila] = plan.dependencias[0].componentes[0].filas()
    return fila.seguimientos[-1].texto if fila.seguimientos else None


@pytest.mark.parametrize(
    ("salio", "libro", "base", "queda", "chocan"),
    [
        ("A", "A", "A", "A", 0),
        ("A", "A", "B", "B", 0),
        ("A", "A", None, None, 0),
        ("A", "B", "A", "B", 0),
        (None, "B", None, "B", 0),
        ("A", None, "A", None, 0),
        ("A", "B", "B", "B", 0),
        ("A", None, None, None, 0),
        ("A", "B", "C", "C", 1),
        (None, "B", "C", "C", 1),
        ("A", None, "C", "C", 1),
        ("A", "B", None, None, 1),
    ],
)
def test_lo_que_solo_cambio_el_libro_se_toma_y_lo_que_cambiaron_los_dos_choca(  # noqa: PLR0913, PLR0917
    salio: str | None,
    libro: str | None,
    base: str | None,
    queda: str | None,
    chocan: int,
    tmp_path: Path,
) -> None:
    [ruta] = paac.capturar(plan_de(salio), CORTE, tmp_path).archivos
    with oficina(ruta) as hoja:
        hoja.celda(1, "Seguimiento").value = libro
    reunion = paac.reunir(ruta, base=plan_de(base))

    assert (dice(reunion.contenido), len(reunion.conflictos)) == (queda, chocan)
