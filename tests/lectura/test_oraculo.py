"""Lo que se lee de cada archivo es lo de siempre, dato por dato y celda por celda.

Si debe leerse otra cosa, se mira primero lo que la prueba dice y después ``pytest --aceptar`` lo guarda.
"""

from collections.abc import Iterable

import pytest
from ayudas import oraculo
from ayudas.compartido import con_datos_reales

ARCHIVOS = oraculo.archivos()
AJENOS = [n for n in {**oraculo.guardados(), **ARCHIVOS} if n.startswith("ajeno ")]


def comparar(cuales: Iterable[str], config: pytest.Config) -> None:
    """Los de ese nombre, con lo guardado; el que ya no existe también es un cambio."""
    antes = {nombre: suyo for nombre, suyo in oraculo.guardados().items() if nombre in cuales}
    ahora = {nombre: oraculo.leido(ARCHIVOS[nombre]) for nombre in cuales if nombre in ARCHIVOS}
    distintos = list(oraculo.diferencias(antes, ahora))
    if distintos and config.getoption("--aceptar"):
        oraculo.guardar(ahora, en_lugar_de=antes)
    elif distintos:
        pytest.fail("\n".join(distintos), pytrace=False)


@pytest.mark.parametrize("nombre", AJENOS)
def test_de_los_ajenos(nombre: str, pytestconfig: pytest.Config) -> None:
    comparar([nombre], pytestconfig)


@con_datos_reales
def test_de_los_reales(pytestconfig: pytest.Config) -> None:
    comparar(
        [n for n in {**oraculo.guardados(), **ARCHIVOS} if n.startswith("real-")], pytestconfig
    )
