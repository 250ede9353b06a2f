"""Mil reportes en cuatro procesos y en un clúster de dask, muertos a la mitad y retomados."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ayudas.encargos import archivos, encargos, estado

import paac_reportes as paac

pytestmark = [pytest.mark.integracion, pytest.mark.profundo]
MIL = 1_000
_CON = """
import sys
from contextlib import contextmanager
from pathlib import Path
import paac_reportes as paac
from ayudas.planes import FORMATO


@contextmanager
def procesos():
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as ejecutor:
        yield ejecutor


@contextmanager
def cluster():
    from distributed import Client, LocalCluster
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as local:
        with Client(local) as cliente:
            yield cliente


if __name__ == "__main__":
    planes, destino, donde = sys.argv[1:]
    pedidos = [
        paac.modelo.Encargo(ruta, FORMATO, tipos=("csv",)) for ruta in sorted(Path(planes).glob("*.json"))
    ]
    with {"procesos": procesos, "cluster": cluster}[donde]() as ejecutor:
        for hecho in paac.en_lote(pedidos, destino, ejecutor=ejecutor):
            print(hecho.clave, hecho.falla or "", hecho.de_antes, flush=True)
"""


def correr(programa: Path, *argumentos: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(programa), *map(str, argumentos)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


@pytest.mark.parametrize("donde", ["procesos", "cluster"])
def test_muerto_a_la_mitad_y_retomado_nada_se_hace_dos_veces_y_nada_falta(
    donde: str, tmp_path: Path
) -> None:
    if donde == "cluster":
        pytest.importorskip("distributed")
    dados = encargos(tmp_path / "planes", MIL)
    programa, destino = tmp_path / "lote.py", tmp_path / "lote"
    programa.write_text(_CON, "utf-8")
    con = (programa, tmp_path / "planes", destino, donde)
    with correr(*con) as primero:
        assert primero.stdout is not None
        antes = [primero.stdout.readline().split()[0] for _ in range(MIL // 3)]
        os.killpg(primero.pid, signal.SIGKILL)  # también a sus procesos
    time.sleep(0.5)
    con_acta = {ruta.name.removesuffix(".acta.json") for ruta in destino.glob("*.acta.json")}
    assert set(antes) <= con_acta
    assert len(con_acta) < MIL
    quedo = {n: e for n, e in estado(destino).items() if n.partition(".")[0] in con_acta}

    with correr(*con) as segundo:
        dichos = [renglon.split() for renglon in segundo.communicate()[0].splitlines()]
    assert segundo.returncode == 0
    assert sorted(clave for clave, _ in dichos) == sorted(Path(d.contenido).stem for d in dados)
    assert {clave for clave, de_antes in dichos if de_antes == "True"} == con_acta
    ahora = estado(destino)
    assert {nombre: ahora[nombre] for nombre in quedo} == quedo  # nada se hizo dos veces
    assert len(ahora) == 2 * MIL  # un archivo y un acta de cada uno, y nada más
    de_cinco = [*paac.en_lote(dados[:5], tmp_path / "serie")]
    assert archivos(de_cinco) == archivos([*paac.en_lote(dados[:5], destino)])
