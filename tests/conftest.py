"""Lo que comparten todas las pruebas."""

import sys
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--aceptar", action="store_true", help="escribe los textos dorados con lo que salga"
    )
