"""Lo que pide procesos, anfitriones, cuadernos, navegadores o PostgreSQL: ``make integracion``."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker("integracion")
