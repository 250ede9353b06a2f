"""Cada celda de un libro se compara con lo que decía al salir y con lo que dice la base."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.oficinas import oficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

CORTE = date(2026, 8, 31)


def plan_de(texto: str | None) -> paac.Plan:
    """Una actividad que en el corte dice eso."""
    dichos = [{"corte": str(CORTE), "texto": texto}] if texto else []
    suya = actividad(codigo="1.1", seguimiento=None, seguimientos=dichos)
    return paac.desde_datos(datos(componente(suya))).contenido


def dice(plan: paac.Plan) -> str | None:
    [fila] = plan.dependencias[0].componentes[0].filas()
    return fila.seguimientos[-1].texto if fila.seguimientos else None


CASOS = (
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
)
"""Cómo salió, cómo volvió y qué dice la base; qué queda, y cuántas veces choca."""


@pytest.mark.parametrize("caso", CASOS)
def test_lo_que_solo_cambio_el_libro_se_toma_y_lo_que_cambiaron_los_dos_choca(
    caso: tuple[Any, ...], tmp_path: Path
) -> None:
    salio, libro, base, *queda = caso
    [ruta] = paac.capturar(plan_de(salio), CORTE, tmp_path).archivos
    with oficina(ruta) as hoja:
        hoja.celda(1, "Seguimiento").value = libro
    reunion = paac.reunir(ruta, base=plan_de(base))

    assert [dice(reunion.contenido), len(reunion.conflictos)] == queda
