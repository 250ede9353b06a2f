"""Un proceso que se bifurca mientras otros hilos trabajan no le deja al hijo nada por esperar."""

import importlib
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

import pytest
from ayudas.a_medida import plan_de
from ayudas.compartido import lanzar
from ayudas.planes import CORTE, FORMATO, actividad, plan

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


# ------------------------------------------------------------------ el PDF en un proceso bifurcado
PLAN = plan_de(*(actividad(codigo=f"1.{n}") for n in range(40)))
PEDIDO = paac.reporte(PLAN, FORMATO)
_PLAZO = 60


def dicho_por_un_hijo(que: Callable[[], bytes]) -> bytes:
    """Lo que un proceso bifurcado de éste dice; se termina si no lo dice en un minuto."""
    lee, escribe = multiprocessing.get_context("fork").Pipe(duplex=False)

    def hijo() -> None:
        try:
            escribe.send_bytes(que())
        except paac.ErrorPaac as error:
            escribe.send_bytes(repr(error.fallas).encode())

    proceso = multiprocessing.get_context("fork").Process(target=hijo)
    proceso.start()
    try:
        assert lee.poll(_PLAZO), "el hijo no dijo nada"
        return lee.recv_bytes()
    finally:
        proceso.kill()
        proceso.join()


def test_tras_un_pdf_el_hijo_da_los_mismos_bytes() -> None:
    esperado = PEDIDO.emitir("pdf").contenido

    assert dicho_por_un_hijo(lambda: PEDIDO.emitir("pdf").contenido) == esperado


def test_lo_que_falla_en_el_aparte_se_dice_como_siempre(monkeypatch: pytest.MonkeyPatch) -> None:
    PEDIDO.emitir("pdf")
    monkeypatch.setattr(sys, "executable", "/usr/bin/uwsgi")

    fallas = dicho_por_un_hijo(lambda: PEDIDO.emitir("pdf").contenido).decode()
    assert "sin_python" in fallas
    assert "haga el primero después de bifurcar" in fallas


def test_un_lote_en_procesos_bifurcados_hace_sus_pdf(tmp_path: Path) -> None:
    PEDIDO.emitir("pdf")
    encargos = [
        paac.modelo.Encargo(contenido=PLAN, formato=FORMATO, tipos=("pdf",), clave=f"p{n}")
        for n in range(2)
    ]
    de_bifurcar = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(2, mp_context=de_bifurcar) as procesos:
        hechos = list(paac.en_lote(encargos, tmp_path, ejecutor=procesos))

    assert [hecho.falla for hecho in hechos] == [None, None]
    assert (tmp_path / "p1.pdf").read_bytes() == PEDIDO.emitir("pdf").contenido


_OTRO_LO_USO = """
import os, sys
import typst
typst.compile(b"a#pagebreak()b")
if os.fork() == 0:
    import paac_reportes as paac
    reporte = paac.reporte(paac.leer(sys.argv[1]).sin_dudas(), "ptep-seguimiento")
    sys.stdout.buffer.write(reporte.emitir("pdf").contenido)
    sys.stdout.flush()
    os._exit(0)
os.wait()
"""


def test_si_el_anfitrion_uso_typst_por_su_cuenta_el_hijo_tampoco_espera() -> None:
    plan = "ejemplos/ptep/plan.yaml"
    orden = [sys.executable, "-c", _OTRO_LO_USO, plan]
    hecho = subprocess.run(orden, capture_output=True, timeout=_PLAZO, check=True)

    esperado = paac.reporte(paac.leer(plan).sin_dudas(), "ptep-seguimiento").emitir("pdf")
    assert hecho.stdout == esperado.contenido


_EN_UNA_CARPETA_BORRADA = """
import os, sys, tempfile
import paac_reportes as paac
plan = paac.leer(sys.argv[1]).sin_dudas()
reporte = paac.reporte(plan, "ptep-seguimiento")
carpeta = tempfile.mkdtemp()
os.chdir(carpeta)
os.rmdir(carpeta)
for hacer in (
    lambda: reporte.emitir("pdf"),
    lambda: reporte.guardar("a.docx"),
    lambda: list(paac.en_lote([paac.modelo.Encargo(contenido=plan, formato="x", clave="a")], "s")),
):
    try:
        hacer()
    except paac.ErrorDeEntorno as error:
        print(error.fallas[0].codigo)
print(len(reporte.emitir("docx").contenido) > 0)
"""


def test_con_la_carpeta_de_trabajo_borrada_se_dice_y_word_sale() -> None:
    orden = [sys.executable, "-c", _EN_UNA_CARPETA_BORRADA, "ejemplos/ptep/plan.yaml"]
    hecho = subprocess.run(orden, capture_output=True, timeout=_PLAZO, check=True, text=True)

    assert hecho.stdout.split() == ["sin_carpeta_de_trabajo"] * 3 + ["True"]


def test_una_salida_relativa_a_una_carpeta_borrada_no_es_una_traza(tmp_path: Path) -> None:
    plan = Path("ejemplos/ptep/plan.yaml").resolve()
    orden = (
        f"cd {tmp_path} && rmdir {tmp_path} && {sys.executable} -m paac_reportes generar {plan}"
        " --formato ptep-seguimiento --salida a.docx"
    )
    hecho = lanzar("sh", "-c", orden, timeout=_PLAZO)

    assert hecho.returncode == 3
    assert hecho.stderr.startswith("a.docx: la carpeta de trabajo de este programa ya no existe")
