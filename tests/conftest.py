"""Lo que comparten todas las pruebas."""

import gc
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # para importar ``ayudas``

from ayudas.ejemplos import ejemplos
from ayudas.por_clase import CasosVistos

settings.register_profile("casa", ejemplos())
settings.load_profile("casa")


AQUI = Path(__file__).parent
SOLO_PYTHON = "not integracion"
"""Lo que ``make pruebas`` le pide a ``-m``."""
_VISTOS = CasosVistos()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "integracion: tarda, o pide procesos o programas que no son de la biblioteca"
    )
    config.addinivalue_line("markers", "enorme: tarda por lo que pesa lo que lee o escribe")
    config.addinivalue_line("markers", "profundo: todos los casos; sólo en make profundo")
    config.addinivalue_line(
        "markers",
        "una_de_cada(*argumentos, resto='profundo'): se queda donde está el primer caso de cada "
        "valor de ellos, o el primero si no se nombra ninguno; los demás llevan esa otra marca",
    )
    # Las que miran un aviso lo piden; en las demás es ruido. Aquí y no en pyproject: nombrarla allí
    # importaría la biblioteca antes de medir la cobertura.
    if not _se_alcanza_a_si_misma():
        os.environ["JUPYTER_CONFIG_PATH"] = str(Path(__file__).parent / "ayudas" / "sin_red")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Sin sus pruebas no se abre su carpeta: pide bibliotecas que aquí pueden no estar."""
    sobra = config.getoption("markexpr") == SOLO_PYTHON and collection_path == AQUI / "integracion"
    return sobra or None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Lo que pide un programa de fuera lo arranca; lo enorme tampoco se espera mientras se piensa."""
    from ayudas.compartido import PROGRAMAS

    for marca in item.iter_markers("una_de_cada"):
        valores: dict[str, object] = item.callspec.params  # type: ignore[attr-defined]
        if not _VISTOS.es_el_primero(item.nodeid.partition("[")[0], marca.args, valores):
            item.add_marker(marca.kwargs.get("resto", "profundo"))
    pide = any(marca in PROGRAMAS for marca in item.iter_markers("skipif"))
    if pide or any(item.get_closest_marker(otra) for otra in ("enorme", "profundo")):
        item.add_marker("integracion")


def pytest_collectstart() -> None:
    """Las miles de pruebas que se leen no son basura: no se busca entre ellas hasta que estén todas."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Se recoge la que haya sin volver a verlas, y desde ahí menos veces."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _cada_documento_se_escribe_una_vez_por_corrida(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """La carpeta de cada proceso de xdist está en la de la corrida."""
    from ayudas import emitidos

    with pytest.MonkeyPatch.context() as cambio:
        if "PYTEST_XDIST_WORKER" in os.environ:
            comun = tmp_path_factory.getbasetemp().parent / "escritos"
            comun.mkdir(exist_ok=True)
            cambio.setattr(emitidos, "carpeta_de_la_corrida", comun)
        yield


@pytest.fixture(scope="session", autouse=True)
def _cada_borde_de_lo_combinado_se_suma_una_vez() -> Iterator[None]:
    """Cientos de pruebas abren un libro con openpyxl: guarda lo mismo (``test_ayudas``)."""
    from ayudas.combinadas import revestir
    from openpyxl.worksheet.merge import MergedCellRange

    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(MergedCellRange, "format", revestir)
        yield


@pytest.fixture(scope="session", autouse=True)
def _el_word_vacio_no_trae_cien_estilos_de_tabla(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Cientos de pruebas arman un Word y lo leen: lo que dice es lo mismo, y pesa la décima parte."""
    import docx.api
    from ayudas.word_liviano import escribir_word_liviano

    ruta = tmp_path_factory.getbasetemp() / "word_liviano.docx"
    escribir_word_liviano(ruta)
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(docx.api, "_default_docx_path", lambda: str(ruta))
        yield


@pytest.fixture(scope="session", autouse=True)
def _avisar_de_los_procesos() -> Iterator[None]:
    """Arrancar un proceso hace fallar a la prueba que no lleva ``integracion``."""

    def vigilado(de_verdad: Callable[..., Any]) -> Callable[..., Any]:
        def arrancar(*argumentos: Any, **claves: Any) -> Any:
            if not _EN_CURSO or _EN_CURSO[-1].get_closest_marker("integracion"):
                return de_verdad(*argumentos, **claves)
            return pytest.fail("arranca un proceso: le falta la marca «integracion»")

        return arrancar

    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(subprocess.Popen, "__init__", vigilado(subprocess.Popen.__init__))
        for cual in ("fork", "posix_spawn", "system"):
            if hasattr(os, cual):
                cambio.setattr(os, cual, vigilado(getattr(os, cual)))
        yield


_EN_CURSO: list[pytest.Item] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _EN_CURSO[:] = [item]
    try:
        return (yield)
    finally:
        _EN_CURSO.clear()


def _se_alcanza_a_si_misma() -> bool:
    """Si la máquina tiene su red interna, por la que un cuaderno le habla a su núcleo."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as enchufe:
        try:
            enchufe.connect(("127.0.0.1", 9))
        except OSError:
            return False
    return True


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--aceptar", action="store_true", help="escribe los textos dorados con lo que salga"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Al terminar, cuántas se omitieron por cada razón: en un renglón y no en uno por archivo."""
    razones = Counter(_razon(omitida) for omitida in terminalreporter.getreports("skipped"))
    if razones:
        terminalreporter.section("Lo que se omitió, y por qué")
    for razon, cuantas in razones.most_common():
        terminalreporter.write_line(f"{cuantas:5d}  {razon}")


def _razon(omitida: pytest.TestReport | pytest.CollectReport) -> str:
    """Una omitida trae su archivo, su renglón y «Skipped: la razón»."""
    motivo = omitida.longrepr[2] if isinstance(omitida.longrepr, tuple) else str(omitida.longrepr)
    return motivo.removeprefix("Skipped: ")


@pytest.fixture
def con_ataque(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Con ``herramientas`` a mano mientras dura la prueba."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1])
    yield
    for modulo in [m for m in sys.modules if m.partition(".")[0] == "herramientas"]:
        del sys.modules[modulo]
