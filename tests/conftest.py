"""Lo que comparten todas las pruebas."""

import os
import socket
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # para importar ``ayudas``

# Sin reloj: una máquina lenta no hace fallar una ley. Con semilla fija, una corrida repite otra.
settings.register_profile("casa", deadline=None, derandomize=True)
settings.load_profile("casa")


def pytest_configure(config: pytest.Config) -> None:
    # Las que miran un aviso lo piden; en las demás es ruido. Aquí y no en pyproject: nombrarla allí
    # importaría la biblioteca antes de medir la cobertura.
    config.addinivalue_line("filterwarnings", "ignore::paac_reportes.AvisoPaac")
    if not _se_alcanza_a_si_misma():
        os.environ["JUPYTER_CONFIG_PATH"] = str(Path(__file__).parent / "ayudas" / "sin_red")


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
