"""Lo mismo en PostgreSQL, con el trabajador de Tryton aparte: otro proceso hace lo que se encola."""

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
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
import base64, hashlib, json, sys, time, warnings
warnings.simplefilter("ignore")
from datetime import date
from pathlib import Path
from ayudas import tryton

tryton.poblar(sys.argv[1])
base = tryton.Base(sys.argv[1]).como("hacienda")
pedido = base.asistente("paac.reportar", base.plan, formato=tryton.F20, en_cola=True)
pedido.execute("revisa")
pedido.execute("genera")
al_pedirlo = base.unico("paac.pedido").estado
base.como("control")
hasta = time.monotonic() + 90
while (hecho := base.unico("paac.pedido")).estado == "en_cola" and time.monotonic() < hasta:
    time.sleep(0.2)
ajeno = base.como("hacienda").seguimiento("PLANEACI")
ajeno.texto = "De otro"
try:
    ajeno.save()
    rechazo = ""
except Exception as error:
    rechazo = type(error).__name__
base.como("admin")
reales = [tryton.importar(Path(r).read_bytes(), Path(r).name).id for r in sys.argv[2:]]

# Un plan con su mapa de riesgos: quien importa compara lo releído con lo que llegó.
import attrs
import paac_reportes as paac
from paac_reportes import anfitrion

ejemplos = tryton.RAIZ / "ejemplos"
con_mapa = attrs.evolve(
    paac.leer(ejemplos / "ptep" / "plan.yaml").sin_dudas(),
    mapa_de_riesgos=paac.leer(ejemplos / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas(),
)
tryton.importar(anfitrion.instantanea(con_mapa).datos.encode(), "plan.json")
grupo = base.unico("res.group", ("name", "=", "PAAC: Oficina"))
proceso = base.unico("paac.proceso", ("nombre", "=", "Ayudas y bienes"))
proceso.usuarios.append(tryton.nuevo_usuario("lider", grupo.id))
proceso.save()
corte = base.modelo("paac.corte")(plan=proceso.mapa.plan, fecha=date(2027, 6, 30))
corte.save()
corte.click("abrir")
base.como("lider")

def dice(referencia, **mas):
    suyo = base.unico("paac.riesgo", ("referencia", "=", referencia))
    nuevo = {"riesgo": suyo.id, "corte": corte.id, "quien": "lider", **mas}
    try:
        base.modelo("paac.riesgo.seguimiento")._proxy.create([nuevo], {})
    except Exception as error:
        return type(error).__name__
    return "guardado"

riesgos = [dice("R2"), dice("R1"), dice("R3", quien="oci")]
print(json.dumps({
    "riesgos": riesgos,
    "al_pedirlo": al_pedirlo,
    "estado": hecho.estado,
    "adjunto": base64.b64encode(hecho.adjunto.data).decode() if hecho.adjunto else "",
    "rechazo": rechazo,
    "reales": len(reales),
}))
"""


@pytest.fixture(scope="module")
def hecho(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que pasó en la historia, contada una vez."""
    carpeta = tmp_path_factory.mktemp("postgresql")
    with tryton.en_postgresql(carpeta) as (uri, ambiente):
        with _trabajador(ambiente, carpeta):
            reales = sorted(map(str, DATOS.glob("*.json")))
            orden = [sys.executable, "-c", _GUION, uri, *reales]
            dicho = subprocess.run(
                orden, env=ambiente, capture_output=True, text=True, cwd=carpeta, check=False
            )
            carrera = tryton.correr_carrera(uri, ambiente, carpeta)
        assert dicho.returncode == 0, dicho.stderr + (carpeta / "bitacora").read_text()
        yield json.loads(dicho.stdout.splitlines()[-1]) | {"carrera": carrera}


def test_el_trabajador_hace_lo_que_se_encola(hecho: dict[str, Any]) -> None:
    assert (hecho["al_pedirlo"], hecho["estado"]) == ("en_cola", "hecho")


def test_lo_que_hace_el_trabajador_es_el_reporte(hecho: dict[str, Any]) -> None:
    plan = paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()
    esperado = paac.reporte(plan, tryton.F20, corte=tryton.CORTE).emitir("docx").contenido
    assert base64.b64decode(hecho["adjunto"]) == esperado


def test_en_postgresql_una_oficina_tampoco_escribe_lo_de_otra(hecho: dict[str, Any]) -> None:
    assert hecho["rechazo"] == "AccessError"


def test_en_postgresql_los_documentos_reales_vuelven_iguales(hecho: dict[str, Any]) -> None:
    # Importar compara lo releído con lo que llegó: si difieren, no queda nada.
    assert hecho["reales"] == len(list(DATOS.glob("*.json")))


def test_en_postgresql_un_lider_tampoco_dice_sino_lo_suyo(hecho: dict[str, Any]) -> None:
    assert hecho["riesgos"] == ["guardado", "AccessError", "AccessError"]


def test_en_postgresql_nada_queda_fuera_de_un_corte_cerrado_ni_se_pierde_callado(
    hecho: dict[str, Any],
) -> None:
    cuenta = hecho["carrera"]
    assert (cuenta["perdidos"], cuenta["fuera"], cuenta["mal_dichos"]) == ([], [], [])
    assert cuenta["a_tiempo"] + cuenta["tarde"] == 2 * RONDAS


@contextlib.contextmanager
def _trabajador(ambiente: dict[str, str], carpeta: Path) -> Iterator[None]:
    with (carpeta / "bitacora").open("w") as bitacora:
        proceso = subprocess.Popen(
            tryton.orden("worker", tryton.BASE, "-n", "1"),
            env=ambiente,
            stdout=bitacora,
            stderr=bitacora,
            start_new_session=True,
        )
        try:
            time.sleep(1)
            assert proceso.poll() is None, (carpeta / "bitacora").read_text()
            yield
        finally:
            os.killpg(proceso.pid, signal.SIGTERM)  # con los procesos en que reparte el trabajo
            proceso.wait(20)
