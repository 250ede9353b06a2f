"""Cuántos ejemplos prueba una ley: pocos mientras se piensa, y en ``make profundo`` muchos más."""

import os

from hypothesis import HealthCheck, settings

VECES = int(os.environ.get("PAAC_VECES", "1"))
"""Por cuánto se multiplica lo que cada una dice."""


def ejemplos(cuantos: int = 40, *no_estorban: HealthCheck) -> settings:
    """Los ajustes de una ley que aquí prueba tantos, con semilla fija.

    Ni el reloj ni lo que el azar descarta la hacen fallar: una máquina lenta no es un defecto, y lo
    que se ensaya depende también de qué módulos haya cargados.
    """
    return settings(
        max_examples=cuantos * VECES,
        deadline=None,
        derandomize=True,
        suppress_health_check=[
            HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large,
            *no_estorban,
        ],
    )  # fmt: skip
