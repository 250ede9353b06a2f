"""Reportes en procesos que se terminan: los mismos bytes, y nada queda de lo que se dejó.

Prueba ``anfitrion/procesos``, ``interprete`` y ``programas``.
"""

import asyncio
import contextlib
import functools
import io
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, wait
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac
from paac_reportes import programas
from paac_reportes.anfitrion import Procesos, procesos

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="los procesos se cuentan en /proc"),
]
PLAN = plan_de(*(actividad(codigo=f"1.{n}") for n in range(40)))
PEDIDO = paac.reporte(PLAN, FORMATO)


@functools.cache
def largo() -> paac.Reporte:
    """Uno que no termina antes de que se lo deje: su PDF toma más de diez segundos."""
    filas = (actividad(codigo=f"1.{n}") for n in range(20_000))
    return paac.reporte(plan_de(*filas), FORMATO)


@pytest.fixture
def paso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Dónde quedan las carpetas de paso."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def hacen(paso: Path) -> Iterator[Procesos]:
    with Procesos(2) as suyos:
        yield suyos
    assert descendientes() == set()
    assert [*paso.iterdir()] == []


@pytest.fixture(autouse=True)
def de_antes() -> Iterator[None]:
    """Otra prueba pudo dejar el vigilante de ``multiprocessing``, que vive con quien prueba."""
    _DE_ANTES.update(descendientes())
    yield
    _DE_ANTES.clear()


_DE_ANTES: set[int] = set()


def descendientes(de: int | None = None) -> set[int]:
    """Los procesos vivos que salieron de éste en esta prueba, por hondos que estén."""
    padres: dict[int, int] = {}
    for carpeta in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            dicho = (carpeta / "stat").read_text().rpartition(")")[2].split()
            if dicho[0] != "Z":
                padres[int(carpeta.name)] = int(dicho[1])
    suyos = {de or os.getpid()}
    while nuevos := {hijo for hijo, padre in padres.items() if padre in suyos} - suyos:
        suyos |= nuevos
    return suyos - _DE_ANTES - {de or os.getpid()}


def esperar(que: Callable[[], object]) -> None:
    pausa = threading.Event()
    while not que():
        pausa.wait(0.01)


def empezado(hacen: Procesos, paso: Path, *, tipo: str = "pdf") -> "Future[paac.Emision]":
    """Uno largo, cuyo proceso ya está haciéndolo."""
    futuro = hacen.emitir(largo(), tipo)
    esperar(lambda: any(encargo._obrero for encargo in hacen._vivos))
    assert descendientes()
    assert [*paso.iterdir()]
    return futuro


def test_da_lo_mismo_que_sin_procesos(hacen: Procesos) -> None:
    tipos = ["docx", "xlsx", "html", "csv", "json", "pdf"]
    futuros = [hacen.emitir(PEDIDO, tipo, plazo=600) for tipo in tipos * 2]

    assert [f.result() for f in futuros] == [PEDIDO.emitir(tipo) for tipo in tipos] * 2
    assert len(descendientes()) == 2


def test_en_un_flujo_y_con_sus_avisos(hacen: Procesos) -> None:
    con_avisos = paac.reporte(plan_de(actividad(), entidad={"nombre": "M\0"}), FORMATO)
    aqui, alla = io.BytesIO(), io.BytesIO()

    assert hacen.emitir_en(con_avisos, "xlsx", alla).result() == con_avisos.emitir_en("xlsx", aqui)
    assert alla.getvalue() == aqui.getvalue()


def test_cancelar_lo_empezado_no_deja_proceso_ni_archivo(hacen: Procesos, paso: Path) -> None:
    futuro = empezado(hacen, paso)

    assert futuro.cancel()
    assert descendientes() == set()
    assert [*paso.iterdir()] == []
    with pytest.raises(CancelledError):
        futuro.result()
    assert wait([futuro]).done == {futuro}
    assert hacen.emitir(PEDIDO, "docx").result() == PEDIDO.emitir("docx")  # y se rehace


def test_vencido_el_plazo_no_deja_proceso_ni_archivo(hacen: Procesos, paso: Path) -> None:
    futuro = hacen.emitir(largo(), "pdf", plazo=1.5)

    with pytest.raises(paac.ErrorDeEntorno, match=r"en los 1,5 s que se le dieron") as dicho:
        futuro.result()
    assert (dicho.value.fallas[0].codigo, dicho.value.http) == ("plazo_vencido", 503)
    assert descendientes() == set()
    assert [*paso.iterdir()] == []


def test_el_plazo_cuenta_tambien_en_la_cola(paso: Path) -> None:
    with Procesos(1) as hacen:
        primero = empezado(hacen, paso)
        en_cola = hacen.emitir(PEDIDO, "docx", plazo=0.05)

        with pytest.raises(paac.ErrorDeEntorno, match="no estuvo"):
            en_cola.result()
        assert not primero.done()
        otro = hacen.emitir(PEDIDO, "docx")
        assert otro.cancel()
        assert descendientes()  # lo que no había empezado no le quita el proceso a otro


def test_en_un_programa_asincrono_cancelar_la_tarea_es_cancelarlo(
    hacen: Procesos, paso: Path
) -> None:
    async def pedir_y_dejar() -> None:
        futuro, dejado, lazo = empezado(hacen, paso), asyncio.Event(), asyncio.get_running_loop()
        futuro.add_done_callback(lambda _f: lazo.call_soon_threadsafe(dejado.set))
        tarea = asyncio.ensure_future(asyncio.wrap_future(futuro))
        await asyncio.sleep(0)
        tarea.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await tarea
        await dejado.wait()

    asyncio.run(pedir_y_dejar())
    assert descendientes() == set()


def test_lo_que_esta_mal_se_dice_y_el_proceso_sigue(hacen: Procesos) -> None:
    malo = paac.reporte(PLAN, FORMATO)
    object.__setattr__(malo, "corte", 3)

    with pytest.raises(paac.ErrorPaac):
        hacen.emitir(malo, "docx").result()
    quien = descendientes()
    assert hacen.emitir(PEDIDO, "docx").result() == PEDIDO.emitir("docx")
    assert descendientes() == quien


def test_si_lo_matan_se_dice_y_el_siguiente_sale(hacen: Procesos, paso: Path) -> None:
    futuro = empezado(hacen, paso)
    os.kill(min(descendientes()), signal.SIGKILL)

    with pytest.raises(paac.ErrorDeEntorno, match="el proceso que lo hacía murió") as dicho:
        futuro.result()
    assert dicho.value.fallas[0].codigo == "encargo_perdido"
    assert hacen.emitir(PEDIDO, "csv").result() == PEDIDO.emitir("csv")


class Lleno(io.BytesIO):
    def write(self, _pedazo: Any) -> int:
        raise OSError(28, "No space left on device")


def test_si_el_flujo_no_recibe_se_dice_y_el_siguiente_sale_entero(hacen: Procesos) -> None:
    with pytest.raises(paac.ErrorDeEntorno, match="no queda espacio"):
        hacen.emitir_en(PEDIDO, "docx", Lleno()).result()
    assert hacen.emitir(PEDIDO, "docx").result() == PEDIDO.emitir("docx")


def test_queda_en_el_registro_del_anfitrion(
    hacen: Procesos, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        emision = hacen.emitir(PEDIDO, ".DOCX").result()
        with pytest.raises(paac.ErrorDeEntorno):
            hacen.emitir(largo(), "pdf", plazo=0.2).result()
        esperar(lambda: len(caplog.records) > 1)

    emitido, fallida = (vars(registro) for registro in caplog.records)
    assert emitido["message"] == "reporte.emitido"
    assert (emitido["paac"]["tipo"], emitido["paac"]["bytes"]) == ("docx", len(emision.contenido))
    assert fallida["message"] == "operacion.fallida"
    assert fallida["paac"]["codigos"] == ("plazo_vencido",)


def test_si_el_anfitrion_muere_los_procesos_se_van_con_lo_suyo(tmp_path: Path) -> None:
    programa = f"""
import sys, tempfile, threading
tempfile.tempdir = {str(tmp_path)!r}
sys.path[:0] = {[p for p in sys.path if p]!r}
import anfitrion.test_procesos as p
hacen = p.Procesos(1)
p.empezado(hacen, p.Path(tempfile.tempdir))
print("listo", flush=True)
threading.Event().wait()
"""
    with subprocess.Popen([sys.executable, "-c", programa], stdout=subprocess.PIPE) as quien:
        assert quien.stdout is not None
        assert quien.stdout.readline() == b"listo\n"
        suyos = descendientes(quien.pid)
        quien.kill()
    assert suyos
    esperar(lambda: not suyos & {int(c.name) for c in Path("/proc").glob("[0-9]*")})
    esperar(lambda: not [*tmp_path.iterdir()])


def test_una_copia_bifurcada_lanza_los_suyos(hacen: Procesos) -> None:
    esperado = hacen.emitir(PEDIDO, "csv").result()
    with io.FileIO(os.memfd_create("salida"), "r+") as salida:
        hijo = os.fork()
        if hijo == 0:
            with contextlib.suppress(BaseException):
                salida.write(hacen.emitir(PEDIDO, "csv").result().contenido)
                hacen.cerrar()
            os._exit(0)
        os.waitpid(hijo, 0)
        salida.seek(0)
        assert salida.read() == esperado.contenido


def test_una_copia_no_espera_los_cerrojos_que_otro_hilo_tenia(hacen: Procesos) -> None:
    hacen.emitir(PEDIDO, "csv").result()
    with hacen._cerrojo, procesos._UNO_A_LA_VEZ:
        hijo = os.fork()
        if hijo == 0:
            with contextlib.suppress(BaseException):
                assert hacen.emitir(PEDIDO, "csv").result(timeout=20)
                hacen.cerrar()
                os._exit(0)
            os._exit(1)
    assert os.waitpid(hijo, 0)[1] == 0


def test_lo_que_no_viaja_se_dice(hacen: Procesos) -> None:
    suyo = paac.reporte(PLAN, FORMATO)
    object.__setattr__(suyo, "previos", lambda: None)

    with pytest.raises(paac.ErrorDeEntrada, match="no se dejó llevar a otro proceso"):
        hacen.emitir(suyo, "docx").result()


def test_cerrado_no_recibe_mas() -> None:
    hacen = Procesos()
    hacen.cerrar()
    hacen.cerrar()

    with pytest.raises(paac.ErrorDeEntrada, match="procesos: ya se cerraron"):
        hacen.emitir(PEDIDO, "docx")
    with pytest.raises(paac.ErrorDeEntrada, match="procesos: ya se cerraron"), hacen:
        pass


def test_cerrar_termina_tambien_al_que_no_se_iria_solo(paso: Path) -> None:
    hacen = Procesos()
    hacen.emitir(PEDIDO, "csv").result()
    (proceso,) = descendientes()
    os.kill(proceso, signal.SIGSTOP)  # no ve que le cerraron la entrada
    hacen.cerrar()

    assert descendientes() == set()
    assert [*paso.iterdir()] == []


def test_cerrar_con_uno_a_medias_lo_cancela(paso: Path) -> None:
    hacen = Procesos()
    futuro = empezado(hacen, paso)
    hacen.cerrar()

    assert futuro.cancelled()
    assert descendientes() == set()
    assert [*paso.iterdir()] == []


def test_un_ejecutable_que_no_es_python_se_dice(paso: Path) -> None:
    with Procesos(ejecutable="/no/existe") as hacen:
        with pytest.raises(paac.ErrorDeEntorno, match="no se pudo lanzar '/no/existe'"):
            hacen.emitir(PEDIDO, "csv").result()
        assert [*paso.iterdir()] == []
    with (
        Procesos(ejecutable="/bin/false") as hacen,
        pytest.raises(paac.ErrorDeEntorno, match="'/bin/false' no arrancó como un Python"),
    ):
        hacen.emitir(PEDIDO, "csv").result()


@pytest.mark.parametrize(
    ("ejecutable", "que"),
    [
        ("/usr/bin/uwsgi_python3", "lo que corre no es un Python"),
        (None, "este programa no dice cuál es su Python"),
        ("", "este programa no dice cuál es su Python"),
        (7, "este programa no dice cuál es su Python"),
        (b"/usr/bin/python3", "este programa no dice cuál es su Python"),
    ],
)
def test_un_programa_que_lleva_a_python_adentro_no_se_lanza(
    ejecutable: object, que: str, paso: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", ejecutable)
    with Procesos() as hacen, pytest.raises(paac.ErrorDeEntorno, match=que) as error:
        hacen.emitir(PEDIDO, "csv").result()

    assert [falla.codigo for falla in error.value.fallas] == ["sin_python"]
    assert "Procesos(ejecutable=…)" in str(error.value)
    assert [*paso.iterdir()] == []


def test_un_programa_congelado_no_se_abre_otra_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with Procesos() as hacen, pytest.raises(paac.ErrorDeEntorno, match="no es un Python"):
        hacen.emitir(PEDIDO, "csv").result()


def test_en_un_programa_congelado_se_dice_cual_es_el_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with Procesos(ejecutable=Path(sys.executable)) as hacen:
        assert hacen.emitir(PEDIDO, "csv").result() == PEDIDO.emitir("csv")


def test_sin_carpeta_temporal_se_dice_donde_se_pone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/no/existe")
    with Procesos() as hacen, pytest.raises(paac.ErrorDeEntorno, match="diga en TMPDIR") as error:
        hacen.emitir(PEDIDO, "csv").result()

    assert [falla.codigo for falla in error.value.fallas] == ["sin_carpeta_temporal"]


@pytest.mark.parametrize(
    ("llamada", "que"),
    [
        (lambda: Procesos(0), "cuantos: se esperaba un número desde 1, llegó 0"),
        (lambda: Procesos("2"), "cuantos"),  # type: ignore[arg-type]
        (lambda: Procesos(ejecutable=3), "ejecutable: se esperaba la ruta"),  # type: ignore[arg-type]
        (lambda: Procesos().emitir(PLAN, "docx"), "reporte: se esperaba"),  # type: ignore[arg-type]
        (lambda: Procesos().emitir(PEDIDO, "doc"), "no se sabe escribir"),
        (
            lambda: Procesos().emitir(PEDIDO, "docx", plazo=0),
            "plazo: se esperaba un número de segundos, más de cero",
        ),
        (lambda: Procesos().emitir(PEDIDO, "docx", plazo=float("nan")), "plazo"),
        (lambda: Procesos().emitir(PEDIDO, "docx", plazo=1e99), "plazo"),
        (lambda: Procesos().emitir(PEDIDO, "docx", plazo="5"), "plazo"),  # type: ignore[arg-type]
    ],
)
def test_lo_que_no_sirve_se_dice_en_seguida(llamada: Callable[[], object], que: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=que):
        llamada()


def test_en_windows_se_termina_lo_que_lanzo(monkeypatch: pytest.MonkeyPatch) -> None:
    pedidas: list[list[str]] = []

    class Proceso:
        pid = 77

        def kill(self) -> None:
            pedidas.append(["kill"])

    monkeypatch.setattr(subprocess, "run", lambda orden, **_: pedidas.append(orden))
    programas._terminar_en_windows(Proceso())  # type: ignore[arg-type]

    assert pedidas == [["taskkill", "/T", "/F", "/PID", "77"], ["kill"]]
