"""Un proceso que se bifurca mientras otros hilos trabajan no le deja al hijo nada por esperar."""

import importlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

import pytest
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes import bifurcacion
from paac_reportes.escritores import paquete
from paac_reportes.escritores.paquete import Compresion

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="aquí no hay procesos bifurcados"),
]
_A_LO_SUMO = 20.0


def salio(hijo: Callable[[], object]) -> bool:
    """Si un proceso bifurcado de éste hace lo suyo y termina; si no, se mata."""
    cual = os.fork()
    if cual == 0:
        try:
            hijo()
            os._exit(0)
        finally:
            os._exit(1)
    limite = time.monotonic() + _A_LO_SUMO
    while time.monotonic() < limite:
        terminado, estado = os.waitpid(cual, os.WNOHANG)
        if terminado:
            return estado == 0
        time.sleep(0.01)
    os.kill(cual, 9)
    os.waitpid(cual, 0)
    return False


@contextmanager
def en_otro_hilo(trabajar: Callable[[threading.Event, threading.Event], object]) -> Iterator[None]:
    """Un hilo que trabaja con lo suyo tomado; ``trabajar`` dice cuándo lo tomó, y espera."""
    tomado, soltar = threading.Event(), threading.Event()
    hilo = threading.Thread(target=trabajar, args=(tomado, soltar), daemon=True)
    hilo.start()
    assert tomado.wait(_A_LO_SUMO)
    try:
        yield
    finally:
        soltar.set()
        hilo.join()


def emitir() -> None:
    paac.reporte(plan(), FORMATO, corte=CORTE).emitir("docx")


def test_lo_que_python_suelta_despues_de_bifurcar_estaba_tomado(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import logging
    from concurrent.futures import thread

    for modulo in (logging, thread):
        monkeypatch.delitem(sys.modules, modulo.__name__)

    def otro_hilo_los_carga() -> frozenset[str]:
        sys.modules |= {"logging": logging, "concurrent.futures.thread": thread}
        return frozenset()

    monkeypatch.setattr(bifurcacion, "_lo_que_otros_cargan", otro_hilo_los_carga)
    bifurcacion._esperar_lo_que_se_carga()
    vars(logging)["_lock"].release()
    thread._global_shutdown_lock.release()


@pytest.mark.parametrize(("modulo", "nombre"), bifurcacion._CERROJOS)
def test_el_cerrojo_de_una_biblioteca_no_queda_tomado_en_la_copia(modulo: str, nombre: str) -> None:
    cerrojo = attrgetter(nombre)(importlib.import_module(modulo))

    def tomarlo(tomado: threading.Event, soltar: threading.Event) -> None:
        with cerrojo:
            tomado.set()
            soltar.wait()

    with en_otro_hilo(tomarlo):
        assert not cerrojo.acquire(timeout=0.01)
        assert salio(lambda: cerrojo.acquire(timeout=1) or os._exit(1))


class Despacio:
    """Un archivo cuyo contenido tarda lo que otro quiera."""

    def __init__(self, tomado: threading.Event, soltar: threading.Event) -> None:
        self.tomado, self.soltar = tomado, soltar

    def read(self, _cuanto: int = -1) -> bytes:
        if self.tomado.is_set():
            return b""
        self.tomado.set()
        self.soltar.wait()
        return b"<a/>"


@pytest.mark.parametrize(("modulo", "nombre"), bifurcacion._LECTORES)
def test_un_word_sale_en_la_copia_aunque_otro_hilo_leyera(modulo: str, nombre: str) -> None:
    from lxml import etree

    emitir()
    lector = getattr(sys.modules[modulo], nombre)
    with en_otro_hilo(lambda *cuando: etree.parse(Despacio(*cuando), lector)):
        assert salio(emitir)


def test_un_word_sale_en_la_copia_aunque_otro_hilo_comprimiera(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paquete, "_POCO", 0)

    def comprimir(tomado: threading.Event, soltar: threading.Event) -> None:
        with Compresion() as compresion:
            compresion.encargar(tomado.set)
            compresion.encargar(soltar.wait)

    antes = threading.active_count()
    emitir()
    assert threading.active_count() == antes
    with en_otro_hilo(comprimir):
        assert threading.active_count() == antes + 2
        assert salio(emitir)


@pytest.mark.parametrize("paciencia", [5.0, 0.0], ids=["esperado", "a-medias"])
def test_un_modulo_que_otro_hilo_carga_se_puede_cargar_en_la_copia(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paciencia: float
) -> None:
    monkeypatch.setattr(bifurcacion, "_PACIENCIA", paciencia)
    modulo = f"de_a_poco_{paciencia:.0f}"
    programa = "import time\ntime.sleep(0.15)\nlisto = True\n"
    (tmp_path / f"{modulo}.py").write_text(programa, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def cargarlo(tomado: threading.Event, _soltar: threading.Event) -> None:
        tomado.set()
        importlib.import_module(modulo)

    with en_otro_hilo(cargarlo):
        time.sleep(0.05)
        assert salio(lambda: importlib.import_module(modulo).listo or os._exit(1))


def test_una_carga_que_no_termina_no_detiene_la_bifurcacion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programa = "import sys\nsys.tomado.set()\nsys.soltar.wait()\n"
    (tmp_path / "que_no_termina.py").write_text(programa, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(bifurcacion, "_PACIENCIA", 0.05)

    def cargarlo(tomado: threading.Event, soltar: threading.Event) -> None:
        monkeypatch.setattr(sys, "tomado", tomado, raising=False)
        monkeypatch.setattr(sys, "soltar", soltar, raising=False)
        importlib.import_module("que_no_termina")

    with en_otro_hilo(cargarlo):
        assert salio(emitir)


_SE_BIFURCA = """
import faulthandler, logging, os, random, sys, threading, time
import paac_reportes as paac
logging.getLogger("paac_reportes").setLevel("ERROR")

tipo, en_frio, veces = sys.argv[1], sys.argv[2] == "frio", int(sys.argv[3])
azar = random.Random(f"{tipo} {veces}")

def componer():
    plan = paac.leer("ejemplos/ptep/plan.yaml").sin_dudas()
    return paac.reporte(plan, "ptep-seguimiento").emitir(tipo).contenido

desde = time.perf_counter()
if not en_frio:
    componer(), componer()
dura = 0.5 if en_frio else (time.perf_counter() - desde) / 2
def seguir():
    while True:
        componer()
for _ in range(2):
    threading.Thread(target=seguir, daemon=True).start()
for _ in range(veces):
    time.sleep(azar.random() * dura)
    hijo = os.fork()
    if hijo == 0:
        faulthandler.dump_traceback_later(20, exit=True)  # dice dónde se quedó
        assert componer()
        os._exit(0)
    _, estado = os.waitpid(hijo, 0)
    if estado:
        os._exit(1)
print("todos salieron", flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("como", "veces"), [("tibio", 12), ("frio", 2), ("frio", 3)])
def test_bifurcarse_mientras_otros_hilos_componen_no_cuelga_a_ningun_hijo(
    tipo: str, como: str, veces: int
) -> None:
    orden = [sys.executable, "-W", "ignore", "-c", _SE_BIFURCA, tipo, como, str(veces)]
    hecho = subprocess.run(orden, capture_output=True, text=True, timeout=120, check=False)

    assert (hecho.stdout, hecho.stderr) == ("todos salieron\n", "")
