"""Dos lotes a la vez en una carpeta no; y el que muere no la deja cerrada."""

import contextlib
import errno
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ayudas.encargos import encargos

import paac_reportes as paac
from paac_reportes.lotes import cerrojo, diario

QUEDA_A_MEDIAS = """
import sys, time
from pathlib import Path
from paac_reportes.lotes.diario import abrir_diario

abierto = abrir_diario(Path(sys.argv[1]))
{}
print("listo", flush=True)
time.sleep(600)
"""
CON_UN_HIJO = """
import os
lee, escribe = os.pipe()
if os.fork() == 0:
    os.write(escribe, b".")  # ya corre, y soltó lo que heredó
    time.sleep(600)
os.read(lee, 1)
"""


@pytest.fixture
def destino(tmp_path: Path) -> Path:
    return tmp_path / "lote"


def falla_de(lote: Iterator[paac.Hecho]) -> paac.Falla:
    with pytest.raises(paac.ErrorDeEntorno) as error:
        next(lote)
    return error.value.fallas[0]


def test_mientras_uno_escribe_el_otro_no_empieza(tmp_path: Path, destino: Path) -> None:
    dados = encargos(tmp_path, 2)
    primero = paac.en_lote(dados, destino)
    next(primero)
    antes = (destino / "diario.jsonl").read_bytes()
    falla = falla_de(paac.en_lote(dados, destino))

    assert (falla.codigo, falla.ruta) == ("carpeta_en_uso", str(destino))
    assert "espere a que termine y repita la llamada, o dé otra carpeta" in falla.mensaje
    assert (destino / "diario.jsonl").read_bytes() == antes
    assert [hecho.falla for hecho in primero] == [None]
    assert [hecho.de_antes for hecho in paac.en_lote(dados, destino)] == [True, True]


def test_el_que_espera_no_toca_el_renglon_que_otro_esta_escribiendo(destino: Path) -> None:
    with diario.abrir_diario(destino):
        (destino / "diario.jsonl").write_bytes(b'{"version": 1, "cla')
        with pytest.raises(paac.ErrorDeEntorno, match="otro lote escribe en esta carpeta"):
            diario.abrir_diario(destino)

        assert (destino / "diario.jsonl").read_bytes() == b'{"version": 1, "cla'


def test_dos_carpetas_van_a_la_vez(tmp_path: Path) -> None:
    with diario.abrir_diario(tmp_path / "a"), diario.abrir_diario(tmp_path / "b"):
        pass


def test_uno_que_no_pudo_empezar_no_la_deja_cerrada(
    destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falla(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as cambio:
        cambio.setattr(diario, "_quitar_lo_cortado", falla)
        with pytest.raises(paac.ErrorDeEntorno, match="el disco o la red fallaron"):
            diario.abrir_diario(destino)
    with diario.abrir_diario(destino):
        pass


@pytest.mark.parametrize(("error", "abre"), [(errno.ENOLCK, True), (errno.EIO, False)])
def test_donde_el_disco_no_sabe_de_cerrojos_se_sigue(
    error: int,
    abre: bool,  # noqa: FBT001
    destino: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tomar(_: int) -> None:
        raise OSError(error, "")

    monkeypatch.setattr(cerrojo, "_tomar", tomar)
    if abre:
        with diario.abrir_diario(destino):
            return
    with pytest.raises(paac.ErrorDeEntorno):
        diario.abrir_diario(destino)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="este sistema no bifurca procesos")
@pytest.mark.integracion
def test_un_proceso_bifurcado_no_la_tiene_tomada(destino: Path) -> None:
    bifurcados = multiprocessing.get_context("fork")
    empezo, suelta = bifurcados.Event(), bifurcados.Event()

    def en_el_hijo() -> None:
        empezo.set()
        suelta.wait(60)

    with diario.abrir_diario(destino):
        hijo = bifurcados.Process(target=en_el_hijo)
        hijo.start()
        assert empezo.wait(60)
    try:
        with diario.abrir_diario(destino):
            assert hijo.is_alive()
    finally:
        suelta.set()
        hijo.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="este sistema no bifurca procesos")
@pytest.mark.integracion
@pytest.mark.parametrize("ademas", ["", CON_UN_HIJO])
def test_el_que_muere_sin_despedirse_no_la_deja_cerrada(
    ademas: str, tmp_path: Path, destino: Path
) -> None:
    otro = subprocess.Popen(
        [sys.executable, "-c", QUEDA_A_MEDIAS.format(ademas), str(destino)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert otro.stdout is not None
    with otro:
        try:
            assert otro.stdout.readline() == b"listo\n"
            dados = encargos(tmp_path, 1)
            assert falla_de(paac.en_lote(dados, destino)).codigo == "carpeta_en_uso"
            otro.send_signal(signal.SIGKILL)
            otro.wait()
            assert [hecho.falla for hecho in paac.en_lote(dados, destino)] == [None]
        finally:
            with contextlib.suppress(ProcessLookupError):  # sin hijo, ya no queda nadie
                os.killpg(otro.pid, signal.SIGKILL)
