"""El recolector de Python es de quien lleva el proceso: la biblioteca no lo toca, y la orden sí.

Prueba ``cli/codigos``.
"""

import gc
import io
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from ayudas.planes import FORMATO, datos

import paac_reportes as paac
from paac_reportes import cli

ESPACIADO = 200_000
PROPIO = (701, 11, 12)
"""Uno que no es el de Python ni el de la orden."""


@pytest.fixture(autouse=True)
def el_mio() -> Iterator[None]:
    antes, prendido = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(*PROPIO)
    yield
    gc.set_threshold(*antes)
    assert gc.isenabled() == prendido


@pytest.mark.integracion
def test_la_biblioteca_no_lo_toca(tmp_path: Path) -> None:
    plan = paac.desde_datos(datos()).contenido
    for tipo in ("docx", "xlsx", "pdf", "html", "csv"):
        paac.reporte(plan, FORMATO).guardar(io.BytesIO(), tipo=tipo)
    suyo = paac.modelo.Encargo(contenido=plan, formato=FORMATO, tipos=("docx",), clave="uno")
    assert [hecho.falla for hecho in paac.en_lote([suyo], tmp_path)] == [None]

    assert gc.get_threshold() == PROPIO


def test_la_orden_llamada_desde_otro_programa_tampoco() -> None:
    assert cli.main(["formatos"]) == 0

    assert gc.get_threshold() == PROPIO


def test_la_orden_como_programa_lo_espacia(monkeypatch: pytest.MonkeyPatch) -> None:
    al_correr: list[int] = []

    def responder() -> int:
        al_correr.append(gc.get_threshold()[0])
        return 0

    monkeypatch.setattr(cli, "main", responder)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit):
        cli.proceso()

    assert al_correr == [ESPACIADO]


@pytest.mark.integracion
def test_el_ejecutor_de_otro_queda_como_lo_dio(tmp_path: Path) -> None:
    suyo = paac.modelo.Encargo(
        contenido=b'{"entidad": {"nombre": "Una"}}', formato=FORMATO, clave="uno"
    )
    with ProcessPoolExecutor(1, initializer=gc.set_threshold, initargs=PROPIO) as de_otro:
        list(paac.en_lote([suyo], tmp_path, ejecutor=de_otro))
        assert de_otro.submit(gc.get_threshold).result() == PROPIO
