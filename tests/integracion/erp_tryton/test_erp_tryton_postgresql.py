"""Lo mismo en PostgreSQL, por otro proceso."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from ayudas import postgresql, tryton
from ayudas.carreras import RONDAS
from ayudas.compartido import DATOS

import paac_reportes as paac

pytest.importorskip("psycopg", reason="falta psycopg (pip install '.[integracion]')")
pytestmark = [
    pytest.mark.skipif(bool(postgresql.por_que_no()), reason=postgresql.por_que_no()),
    pytest.mark.profundo,  # cada cosa la prueban las demás en SQLite
]

_GUION = """
import hashlib, json, sys, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from ayudas import tryton

tryton.poblar(sys.argv[1])
base = tryton.Base(sys.argv[1]).como("hacienda")
word = hashlib.sha256(base.reporte("docx")[1]).hexdigest()
ajeno = base.seguimiento("PLANEACI")
ajeno.texto = "De otro"
try:
    ajeno.save()
    rechazo = ""
except Exception as error:
    rechazo = type(error).__name__
base.como("admin")
reales = [tryton.importar(Path(r).read_bytes(), Path(r).name).id for r in sys.argv[2:]]
print(json.dumps({"word": word, "rechazo": rechazo, "reales": len(reales)}))
"""


@pytest.fixture(scope="module")
def hecho(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que pasó en la historia, contada una vez."""
    carpeta = tmp_path_factory.mktemp("postgresql")
    with tryton.en_postgresql(carpeta) as (uri, ambiente):
        orden = [sys.executable, "-c", _GUION, uri, *sorted(map(str, DATOS.glob("*.json")))]
        dicho = subprocess.run(
            orden, env=ambiente, capture_output=True, text=True, cwd=carpeta, check=False
        )
        assert dicho.returncode == 0, dicho.stderr
        carrera = tryton.correr_carrera(uri, ambiente, carpeta)
        yield json.loads(dicho.stdout.splitlines()[-1]) | {"carrera": carrera}


def test_en_postgresql_el_reporte_es_el_del_plan(hecho: dict[str, Any]) -> None:
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    esperado = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).emitir("docx").contenido
    assert hecho["word"] == hashlib.sha256(esperado).hexdigest()


def test_en_postgresql_una_oficina_tampoco_escribe_lo_de_otra(hecho: dict[str, Any]) -> None:
    assert hecho["rechazo"] == "AccessError"


def test_en_postgresql_los_documentos_reales_vuelven_iguales(hecho: dict[str, Any]) -> None:
    # Importar compara lo releído con lo que llegó: si difieren, no queda nada.
    assert hecho["reales"] == len(list(DATOS.glob("*.json")))


def test_en_postgresql_nada_queda_fuera_de_un_corte_cerrado_ni_se_pierde_callado(
    hecho: dict[str, Any],
) -> None:
    cuenta = hecho["carrera"]
    assert (cuenta["perdidos"], cuenta["fuera"], cuenta["mal_dichos"]) == ([], [], [])
    assert cuenta["a_tiempo"] + cuenta["tarde"] == 2 * RONDAS
