"""Lo que se hace con cada fila al sacar los libros y al reunirlos: lo mismo con más columnas."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.mapas import mapa, riesgo
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.libros.captura.tablas import TablaDeCaptura
from paac_reportes.modelo.riesgos import Riesgo

CORTE = date(2026, 12, 31)
FILAS = 30


@pytest.fixture
def veces(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Las que se hace cada cosa."""
    cuenta: Counter[str] = Counter()

    def contado(nombre: str, hace: Callable[..., Any]) -> Callable[..., Any]:
        def hacer(*args: Any) -> Any:
            cuenta[nombre] += 1
            return hace(*args)

        return hacer

    monkeypatch.setattr(TablaDeCaptura, "reporte_de", contado("reporte", TablaDeCaptura.reporte_de))
    nombres = Riesgo.nombres_de_los_controles.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Riesgo, "nombres_de_los_controles", property(contado("controles", nombres)))
    return cuenta


def test_lo_de_una_fila_se_arma_unas_veces_y_no_una_por_columna(
    veces: Counter[str], tmp_path: Path
) -> None:
    suyas = [actividad(codigo=f"1.{n}", descripcion="La misma") for n in range(FILAS)]
    plan = paac.desde_datos(datos(componente(*suyas))).contenido
    libros = paac.capturar(plan, CORTE, tmp_path).archivos

    assert veces["reporte"] <= 2 * FILAS
    veces.clear()
    paac.reunir(libros, base=plan)
    assert veces["reporte"] <= 5 * FILAS


def test_los_controles_de_un_riesgo_se_nombran_una_vez(veces: Counter[str], tmp_path: Path) -> None:
    controles = [{"numero": str(n), "descripcion": "x"} for n in range(FILAS)]
    paac.capturar(mapa(riesgo(controles=controles)), CORTE, tmp_path)

    assert veces["controles"] <= 3
