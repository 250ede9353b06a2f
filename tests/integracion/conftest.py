"""Lo que pide procesos, anfitriones, navegadores, PostgreSQL o los documentos reales."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker("integracion")
