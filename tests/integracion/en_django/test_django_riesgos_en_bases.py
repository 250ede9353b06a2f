"""El mapa vuelve igual y cada líder escribe lo suyo, en SQLite y en PostgreSQL."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from ayudas.compartido import RAIZ

_HISTORIA = """
import io, json, sys
import sitio.ajustes as ajustes
ajustes.DATABASES = {"default": json.loads(sys.argv[1])}
ajustes.ALLOWED_HOSTS = ["testserver"]
import attrs, django
django.setup()
from datetime import date
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
import paac_reportes as paac
from planes import models
from planes.puente import cierre
from planes.puente.guardado import guardar
from planes.puente.lectura import plan_de

mapa = paac.leer_mapa(sys.argv[2])
mapa = attrs.evolve(mapa, entidad=paac.Entidad(nombre="Otra", extras={"sigla": "O"}))
datos = {"entidad": {"nombre": "M"}, "componentes": [{"numero": 1}]}
plan = attrs.evolve(paac.plan_desde_datos(datos), mapa_de_riesgos=mapa)

call_command("migrate", verbosity=0)
guardado = guardar(plan)
hecho = {
    "igual": plan_de(guardado) == plan,
    "cortes": [str(corte.fecha) for corte in guardado.cortes.all() if not corte.abierto],
}

# Quien lidera un proceso, en el corte que se abre.
models.Corte.objects.create(plan=guardado, fecha=date(2027, 6, 30))
call_command("crear_usuarios", "--proceso", "lider=Ayudas y bienes", stdout=io.StringIO())
lider = Client()
lider.force_login(User.objects.get(username="lider"))
suyo, ajeno = (models.Riesgo.objects.get(referencia=uno) for uno in ("R2", "R1"))
dicho = {"acciones_adelantadas": "Lo suyo", "valoracion_impacto_pct": "33,3333333333", "quien": "oci"}
hecho["respuestas"] = [lider.post(f"/riesgos/{uno.pk}/", dicho).status_code for uno in (suyo, ajeno)]
hecho["dichos"] = [
    [uno.riesgo.referencia, uno.quien, str(uno.datos()["valoracion"]["impacto_pct"])]
    for uno in models.SeguimientoDeRiesgo.objects.filter(corte__fecha="2027-06-30")
]
cierre.cerrar(guardado.corte_abierto, User.objects.get(username="control.interno"))
vivo = plan_de(guardado)
hecho["cerrado"] = lider.post(f"/riesgos/{suyo.pk}/", dicho).status_code
hecho["congelado"] = cierre.al_corte(guardado, date(2027, 6, 30)).plan == vivo
print(json.dumps(hecho))
"""


@pytest.fixture
def hecho(base_nueva: dict[str, Any]) -> dict[str, Any]:
    """Lo que pasó en cada base."""
    return _correr(_HISTORIA, base_nueva)


@pytest.mark.una_de_cada
def test_el_mapa_vuelve_igual_de_las_tablas_y_cada_lider_escribe_lo_suyo(
    hecho: dict[str, Any],
) -> None:
    assert hecho == {
        "igual": True,
        "cortes": ["2026-06-30", "2026-12-31"],
        "respuestas": [302, 403],
        "dichos": [["R2", "lider", "33.3333333333"]],
        "cerrado": 403,
        "congelado": True,
    }


def _correr(guion: str, base: dict[str, Any]) -> dict[str, Any]:
    mapa = str(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml")
    hecho = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", guion, json.dumps(base), mapa],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "sitio.ajustes",
            "PYTHONPATH": str(RAIZ / "ejemplos" / "django"),
        },
        capture_output=True,
        check=False,
        text=True,
    )
    assert hecho.returncode == 0, hecho.stderr
    leido: dict[str, Any] = json.loads(hecho.stdout.splitlines()[-1])
    return leido
