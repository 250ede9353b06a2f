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


def test_cada_modo_de_cambiar_se_cuenta_aparte() -> None:
    antes = [("a.0.x", "1", "A1"), ("a.1.x", "2", "A2"), ("b", "3", "B1"), ("c", "4", "C1")]
    ahora = [("a.0.x", "2", "A2"), ("b", "9", "B1"), ("c", "4", "C2"), ("d", "5", "D1")]

    assert oraculo.cambio(oraculo.Leido((*antes,), ""), oraculo.Leido((*ahora,), "nit 1")) == (
        ["a.0.x, A1"],
        ["d, D1"],
        ["b, B1"],
        ["c: C1 → C2"],
        ["a.1.x, A2"],
        ["ninguno → nit 1"],
    )
