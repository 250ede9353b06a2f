"""El sitio de ejemplo, con una base en memoria que cada prueba deja como estaba."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import django
import pytest
from ayudas import postgresql
from ayudas.compartido import RAIZ

import paac_reportes as paac

sys.path.insert(0, str(RAIZ / "ejemplos" / "django"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitio.ajustes")
django.setup()

ABIERTO = date(2023, 12, 31)


@pytest.fixture(autouse=True)
def _decimales_de_django() -> Iterator[None]:
    """Tryton, que se prueba en el mismo proceso, cambia cómo guarda todo sqlite3 un Decimal."""
    sqlite3.register_adapter(Decimal, str)
    yield
    if tryton := sys.modules.get("trytond.backend.sqlite.database"):
        sqlite3.register_adapter(Decimal, tryton.adapt_decimal)


@pytest.fixture(scope="session")
def _cargada() -> Iterator[None]:
    """La base, con el plan de ejemplo y sus usuarios: se carga una vez."""
    sqlite3.register_adapter(Decimal, str)
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import (
        override_settings,
        setup_test_environment,
        teardown_test_environment,
    )

    setup_test_environment(debug=False)
    # Aquí nadie adivina claves: la de cada usuario no tiene por qué tardar en guardarse.
    de_prisa = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    de_prisa.enable()
    connection.creation.create_test_db(verbosity=0)
    plan = str(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml")
    with open(os.devnull, "w") as nada:  # noqa: PTH123 - no es un archivo
        call_command("cargar_plan", plan, "--abrir", str(ABIERTO), stdout=nada)
        oficina = "hacienda=SECRETARÍA DE HACIENDA"
        otra = "ciudadano=OFICINA DE SERVICIO AL CIUDADANO"
        call_command("crear_usuarios", "--oficina", oficina, "--oficina", otra, stdout=nada)
    yield
    connection.close()
    de_prisa.disable()
    teardown_test_environment()


@pytest.fixture(autouse=True)
def _sin_rastro(_cargada: None) -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def abierto() -> Any:
    """El corte abierto del plan de ejemplo, como está en la base."""
    from planes import models

    return models.Corte.objects.get(fecha=ABIERTO)


@pytest.fixture
def ejemplo() -> paac.Plan:
    """El mismo, como está en su archivo."""
    return paac.leer(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml").sin_dudas()


@pytest.fixture
def hacienda() -> Any:
    """El navegador de quien reporta por la Secretaría de Hacienda."""
    return _entrado("hacienda")


@pytest.fixture
def ciudadano() -> Any:
    """El de otra oficina: la de Servicio al Ciudadano."""
    return _entrado("ciudadano")


@pytest.fixture
def control() -> Any:
    """El de control interno."""
    return _entrado("control.interno")


def _entrado(usuario: str) -> Any:
    from django.contrib.auth.models import User
    from django.test import Client

    navegador = Client()
    navegador.force_login(User.objects.get(username=usuario))
    return navegador


@pytest.fixture
def client() -> Any:
    """El de quien no ha entrado."""
    from django.test import Client

    return Client()


@pytest.fixture(params=["postgresql", "sqlite"])
def base_nueva(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Lo que va en ``DATABASES`` para una base vacía, que otro proceso llena."""
    if request.param == "sqlite":
        nombre = str(tmp_path / "base.sqlite3")
        yield {"ENGINE": "django.db.backends.sqlite3", "NAME": nombre}
        return
    if motivo := postgresql.por_que_no():
        pytest.skip(motivo)
    pytest.importorskip("psycopg", reason="falta psycopg (pip install '.[integracion]')")
    with postgresql.servidor("planes") as direccion:
        servidor = dict(parse_qsl(urlsplit(direccion).query))
        suya = {"NAME": "planes", "HOST": servidor["host"], "USER": servidor["user"]}
        yield {"ENGINE": "django.db.backends.postgresql"} | suya
