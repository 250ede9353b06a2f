"""Un lote en varios procesos y en un clúster: lo mismo que en serie, aunque maten a alguno."""

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from ayudas.encargos import archivos, encargos, estado, matar_a_quien_lo_hace, nombres
from ayudas.planes import FORMATO

import paac_reportes as paac
from paac_reportes.lotes.ejecutores import en_procesos
from paac_reportes.lotes.lote import abrir_lote
from paac_reportes.lotes.obra import hacer

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(os.name == "nt", reason="en Windows no hay SIGKILL"),
]
CUANTOS = 24


def procesos(cuantos: int = 2) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(cuantos, mp_context=get_context("spawn"))


def matar_a_uno() -> None:
    """A uno de los que trabajan para este proceso."""
    victima = multiprocessing.active_children()[0].pid
    assert victima is not None
    os.kill(victima, signal.SIGKILL)


def al_tercero(
    hacer_algo: Callable[[], object], lote: Iterable[paac.Hecho], salieron: list[paac.Hecho]
) -> None:
    """Recorre un lote entero, y cuando van tres pasa algo."""
    for hecho in lote:
        salieron.append(hecho)
        if len(salieron) == 3:
            hacer_algo()


@pytest.fixture
def dados(tmp_path: Path) -> list[paac.Encargo]:
    """Muchos buenos y siete rotos."""
    rotos = [
        paac.Encargo(plan=b'{"entidad": 3}', formato=FORMATO, clave=f"roto{n}") for n in range(7)
    ]
    return [*encargos(tmp_path, CUANTOS, tipos=("csv", "docx")), *rotos]


@pytest.fixture
def en_serie(dados: list[paac.Encargo], tmp_path: Path) -> dict[str, dict[str, str]]:
    return archivos([*paac.en_lote(dados, tmp_path / "serie")])


def salidos(destino: Path) -> dict[str, dict[str, str]]:
    """Según el diario, lo último que salió de cada clave."""
    renglones = map(json.loads, (destino / "diario.jsonl").read_bytes().splitlines())
    return {
        uno["clave"]: {nombre: emitido["sha256"] for nombre, emitido in uno["archivos"].items()}
        for uno in renglones
        if uno["falla"] is None
    }


# ------------------------------------------------------------------ procesos


def test_en_procesos_sale_lo_mismo_que_en_serie_y_otra_vez_nada(
    dados: list[paac.Encargo], en_serie: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    destino = tmp_path / "lote"
    with procesos() as ejecutor:
        hechos = [*paac.en_lote(dados, destino, ejecutor=ejecutor)]
        antes = estado(destino)
        otra_vez = [*paac.en_lote(dados[:CUANTOS], destino, ejecutor=ejecutor)]

    assert archivos(hechos) == en_serie
    assert sum(hecho.falla is not None for hecho in hechos) == 7
    assert {hecho.de_antes for hecho in otra_vez} == {True}
    assert estado(destino) == antes


def test_si_matan_un_proceso_se_dice_y_se_sigue_con_otros(
    dados: list[paac.Encargo], en_serie: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    destino, salieron = tmp_path / "lote", list[paac.Hecho]()
    with (
        procesos() as ejecutor,
        pytest.raises(paac.ErrorDeEntorno, match=r"de 31 encargos y faltan") as error,
    ):
        al_tercero(matar_a_uno, paac.en_lote(dados, destino, ejecutor=ejecutor), salieron)
    assert error.value.fallas[0].codigo == "ejecutor_roto"
    assert f"quedaron {len(salieron)} de 31" in str(error.value)
    assert 3 <= len(salieron) < 31

    with procesos() as ejecutor:
        hechos = [*paac.en_lote(dados, destino, ejecutor=ejecutor)]
    assert archivos(hechos) == en_serie
    assert sum(hecho.de_antes for hecho in hechos) == sum(not h.falla for h in salieron)


def test_los_procesos_de_la_orden_se_rehacen(
    dados: list[paac.Encargo], en_serie: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    hechos: list[paac.Hecho] = []
    with abrir_lote(dados, tmp_path / "lote") as lote:
        for hecho in lote.hacer(en_procesos(2)):
            hechos.append(hecho)
            if len(hechos) in {3, 15}:
                matar_a_uno()

    assert archivos(hechos) == en_serie
    assert sum(hecho.falla is not None for hecho in hechos) == 7


def test_el_encargo_que_mata_a_quien_lo_hace_se_queda_solo_con_su_falla(tmp_path: Path) -> None:
    from paac_reportes.lotes import lote as de_lote

    dados = encargos(tmp_path, 6)
    with pytest.MonkeyPatch.context() as cambio, abrir_lote(dados, tmp_path / "lote") as lote:
        cambio.setattr(de_lote, "hacer", matar_a_quien_lo_hace)
        hechos = {hecho.clave: hecho for hecho in lote.hacer(en_procesos(2))}

    assert {clave for clave, hecho in hechos.items() if hecho.falla} == {"m01"}
    assert len(hechos) == 6
    assert hechos["m01"].falla is not None
    assert hechos["m01"].falla.codigo == "encargo_perdido"
    assert "murió 2 veces" in hechos["m01"].falla.mensaje


def test_lo_que_no_viaja_es_la_falla_de_su_encargo(tmp_path: Path) -> None:
    bueno, malo = encargos(tmp_path, 2)
    con_filas: Any = {"filas": [lambda: None]}
    malo = paac.Encargo(plan=malo.plan, formato=FORMATO, opciones=con_filas)
    with procesos(1) as ejecutor:
        hechos = [*paac.en_lote([malo, bueno], tmp_path / "lote", ejecutor=ejecutor)]
    fallas = {hecho.clave: hecho.falla for hecho in hechos}

    assert fallas["m00"] is None
    assert fallas["m01"] is not None
    assert fallas["m01"].codigo == "encargo_perdido"


@pytest.mark.una_de_cada("senal")
@pytest.mark.parametrize("senal", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("cuantos", [2, 1])
def test_una_orden_interrumpida_deja_archivos_enteros_y_la_otra_vez_sigue(
    senal: signal.Signals, cuantos: int, tmp_path: Path
) -> None:
    dados = encargos(tmp_path, 40)
    lista = tmp_path / "encargos.csv"
    filas = [f"{uno.plan!s};{FORMATO};docx;" for uno in dados]
    lista.write_text("\n".join(["plan;formato;tipos;clave", *filas]))
    destino, diario = tmp_path / "lote", tmp_path / "lote" / "diario.jsonl"
    orden = [
        *(sys.executable, "-c"),
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from paac_reportes.cli import main\n"
        "if __name__ == '__main__': sys.exit(main(sys.argv[1:]))",
        *("lote", str(lista), "--salida", str(destino), "--procesos", str(cuantos)),
    ]
    proceso = subprocess.Popen(orden, stderr=subprocess.PIPE, start_new_session=True)
    while not (diario.exists() and diario.read_bytes().count(b"\n") >= 3):
        time.sleep(0.01)
    if senal == signal.SIGINT:
        os.killpg(proceso.pid, senal)  # como en una terminal: a todos
    else:
        proceso.kill()
    dicho = proceso.communicate(timeout=60)[1].decode()
    if senal == signal.SIGINT:
        assert (proceso.returncode, "Traceback" in dicho) == (130, False)
        assert dicho.splitlines()[-1] == f"interrumpida; ya estaba escrito: {diario}"
        escritos = {ruta.stem: sha256(ruta.read_bytes()) for ruta in destino.glob("*.docx")}
        # El que lo hace en el mismo proceso puede quedar entre el archivo y su renglón.
        assert len(escritos.keys() - salidos(destino).keys()) <= (cuantos == 1)
        assert salidos(destino) == {
            clave: {f"{clave}.docx": escritos[clave].hexdigest()} for clave in salidos(destino)
        }
    assert _se_fueron(proceso.pid)

    with contextlib.suppress(OSError):
        assert not [nombre for nombre in nombres(destino) if nombre.startswith(".paac")]
    hechos = [*paac.en_lote(_con_clave(dados), destino)]
    assert 3 <= sum(hecho.de_antes for hecho in hechos) < 40
    assert archivos(hechos) == archivos([*paac.en_lote(_con_clave(dados), tmp_path / "serie")])


class InterrumpidoAlMandar(ThreadPoolExecutor):
    """El Ctrl-C llega cuando ya recibió el tercero y todavía no lo ha dicho."""

    mandados = 0

    def submit(self, *que: Any, **como: Any) -> "Future[Any]":
        futuro = super().submit(*que, **como)
        self.mandados += 1
        if self.mandados == 3:
            signal.raise_signal(signal.SIGINT)
        return futuro


def test_el_que_se_manda_cuando_llega_el_ctrl_c_tambien_se_anota(tmp_path: Path) -> None:
    destino, antes = tmp_path / "lote", signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with InterrumpidoAlMandar(3) as ejecutor, pytest.raises(KeyboardInterrupt):
            list(paac.en_lote(_con_clave(encargos(tmp_path, 12)), destino, ejecutor=ejecutor))
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, antes)

    assert ejecutor.mandados == 3
    assert salidos(destino).keys() == {ruta.stem for ruta in destino.glob("*.docx")}


def _con_clave(dados: list[paac.Encargo]) -> list[paac.Encargo]:
    return [paac.Encargo(plan=uno.plan, formato=FORMATO, tipos=("docx",)) for uno in dados]


def _se_fueron(sesion: int) -> bool:
    """Si de esa sesión no queda ningún proceso; los que trabajaban terminan lo suyo."""
    for _ in range(200):
        try:
            os.killpg(sesion, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# ------------------------------------------------------------------ dask


@pytest.fixture
def cliente() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="falta el extra [lotes]")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as suyo,
    ):
        yield suyo


@pytest.mark.filterwarnings("default")  # los de dask son de dask
def test_en_dask_aunque_maten_a_uno_sale_lo_mismo_que_en_serie(
    cliente: Any,
    dados: list[paac.Encargo],
    en_serie: dict[str, dict[str, str]],
    tmp_path: Path,
) -> None:
    destino, hechos = tmp_path / "lote", list[paac.Hecho]()
    victima = next(iter(cliente.run(os.getpid).values()))
    lote = paac.en_lote(dados, destino, ejecutor=cliente)
    al_tercero(lambda: os.kill(victima, signal.SIGKILL), lote, hechos)
    assert archivos(hechos) == en_serie
    assert sum(hecho.falla is not None for hecho in hechos) == 7

    antes = estado(destino)
    otra_vez = [*paac.en_lote(dados[:CUANTOS], destino, ejecutor=cliente)]
    assert {hecho.de_antes for hecho in otra_vez} == {True}
    assert estado(destino) == antes


@pytest.mark.filterwarnings("default")
def test_si_el_cluster_se_va_se_dice_cuanto_falta(cliente: Any, tmp_path: Path) -> None:
    dados, salieron = encargos(tmp_path, 30), list[paac.Hecho]()
    lote = paac.en_lote(dados, tmp_path / "lote", ejecutor=cliente)
    with pytest.raises(paac.ErrorDeEntorno, match="de 30 encargos y faltan"):
        al_tercero(cliente.close, lote, salieron)

    assert set(salidos(tmp_path / "lote")) == {hecho.clave for hecho in salieron}


def test_lo_que_corre_un_trabajador_es_un_nombre_de_un_modulo() -> None:
    import pickle

    assert pickle.loads(pickle.dumps(hacer)) is hacer  # noqa: S301 - es el nuestro
    assert len(pickle.dumps(hacer)) < 100
