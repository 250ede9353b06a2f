"""La receta de FastAPI, servida de verdad: cincuenta a la vez, y con plazo."""

import asyncio
import contextlib
import hashlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes import anfitrion

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="se cuentan en /proc")
SITIO = RAIZ / "ejemplos" / "fastapi"
PROPIO = "VAL-FO-040"
ESPERA = 600
"""Segundos: ninguna respuesta depende de ellos."""


@attrs.frozen
class Servido:
    proceso: "subprocess.Popen[bytes]"
    direccion: str
    base: Path

    def trabajador(self) -> Path:
        """La carpeta de ``/proc`` del primero de los que hacen reportes."""
        return next(c for c in Path("/proc").glob("[0-9]*") if self._es_de_aqui(c))

    def _es_de_aqui(self, carpeta: Path) -> bool:
        with contextlib.suppress(OSError):
            padre = (carpeta / "stat").read_text().rpartition(")")[2].split()[1]
            de_hacer = b"spawn_main" in (carpeta / "cmdline").read_bytes()
            return de_hacer and int(padre) == self.proceso.pid
        return False


def trabajado(proceso: Path) -> int:
    """Centésimas de segundo de un proceso."""
    return sum(map(int, (proceso / "stat").read_text().split()[13:15]))


def esperar(que: Callable[[], object]) -> None:
    pausa = threading.Event()
    while not que():
        pausa.wait(0.02)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La del ejemplo y, además, un plan que toma muchos segundos."""
    ruta = tmp_path_factory.mktemp("fastapi") / "planes.db"
    ambiente = os.environ | {"BASE": f"sqlite+aiosqlite:///{ruta}"}
    dicho = subprocess.run(
        [sys.executable, "cargar.py"], cwd=SITIO, env=ambiente, check=True, capture_output=True
    ).stdout.decode()
    assert dicho == "Plan 2023 de MUNICIPIO DE VALDELUNA: quedó con el número 1.\n"
    with contextlib.closing(sqlite3.connect(ruta)) as conexion, conexion:
        conexion.execute("INSERT INTO plan VALUES (2, 'M', 2023)")
        conexion.execute(
            "INSERT INTO accion (plan_id, oficina, componente, nombre_del_componente, codigo, que,"
            " para_cuando) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
            " i < 200) SELECT 2, oficina, componente, nombre_del_componente, codigo, que,"
            " para_cuando FROM accion, n WHERE plan_id = 1"
        )
    return ruta


@contextlib.contextmanager
def servido(base: Path, paso: Path, **ajustes: str) -> Iterator[Servido]:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    ambiente = os.environ | {
        "BASE": f"sqlite+aiosqlite:///{base}",
        "TMPDIR": str(paso),
        "PLAZO": "600",
        **ajustes,
    }
    orden = [sys.executable, "-m", "uvicorn", "servicio:app", "--port", str(puerto)]
    with subprocess.Popen(
        orden, cwd=SITIO, env=ambiente, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as proceso:
        sitio = Servido(proceso, f"http://127.0.0.1:{puerto}", base)

        def responde() -> bool:
            assert proceso.poll() is None
            with contextlib.suppress(httpx.TransportError):
                return httpx.get(f"{sitio.direccion}/docs").is_success
            return False

        esperar(responde)
        try:
            yield sitio
        finally:
            proceso.terminate()
            proceso.wait()
            assert [*paso.iterdir()] == []


@pytest.fixture(scope="module")
def sitio(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servido]:
    with servido(base, tmp_path_factory.mktemp("paso")) as suyo:
        yield suyo


def plan_de_la_base(ruta: Path) -> paac.Plan:
    """El mismo, leído sin el sitio."""
    with contextlib.closing(sqlite3.connect(ruta)) as conexion:
        conexion.row_factory = sqlite3.Row
        filas = conexion.execute(
            "SELECT oficina, componente, nombre_del_componente, codigo, que, para_cuando, corte,"
            " texto, avance FROM accion LEFT JOIN reporte ON accion_id = accion.id"
            " WHERE plan_id = 1 ORDER BY accion.id, corte"
        ).fetchall()
    columnas = {
        "dependencia.nombre": "oficina",
        "componente.numero": "componente",
        "componente.nombre": "nombre_del_componente",
        "actividad.codigo": "codigo",
        "actividad.descripcion": "que",
        "actividad.fecha_programada": "para_cuando",
        "seguimiento.corte": "corte",
        "seguimiento.texto": "texto",
        "seguimiento.avance": "avance",
    }
    return paac.desde_filas(
        filas, entidad="MUNICIPIO DE VALDELUNA", vigencia=2023, columnas=columnas
    ).contenido


def formato_de_la_base(ruta: Path) -> paac.Formato:
    with contextlib.closing(sqlite3.connect(ruta)) as conexion:
        (datos,) = conexion.execute("SELECT datos FROM formato WHERE codigo = ?", [PROPIO])
    return paac.formato_desde_datos(json.loads(datos[0]))


def test_cincuenta_a_la_vez_dan_los_mismos_bytes(sitio: Servido) -> None:
    plan = plan_de_la_base(sitio.base)
    formatos: dict[str, Any] = {PROPIO: formato_de_la_base(sitio.base), "paac-plan": "paac-plan"}
    tipos = ["docx", "xlsx", "html", "csv", "pdf"]
    pedidos = [(codigo, tipo) for codigo in formatos for tipo in tipos] * 5

    async def pedir() -> list[httpx.Response]:
        limites = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(
            base_url=sitio.direccion, timeout=ESPERA, limits=limites
        ) as cliente:
            rutas = (f"/planes/1/reportes/{codigo}/{tipo}" for codigo, tipo in pedidos)
            return await asyncio.gather(*map(cliente.get, rutas))

    @cache
    def esperado(codigo: str, tipo: str) -> tuple[dict[str, str], bytes]:
        reporte = paac.reporte(plan, formatos[codigo])
        contenido = reporte.emitir(tipo).contenido
        return anfitrion.cabeceras(reporte, tipo), hashlib.sha256(contenido).digest()

    respuestas = asyncio.run(pedir())
    assert len(respuestas) == 50
    for pedido, respuesta in zip(pedidos, respuestas, strict=True):
        assert respuesta.status_code == 200, respuesta.text
        cabeceras, huella = esperado(*pedido)
        assert {c: respuesta.headers[c] for c in cabeceras} == cabeceras
        assert hashlib.sha256(respuesta.content).digest() == huella


def test_lo_que_no_esta_en_el_plazo_es_un_503(base: Path, tmp_path: Path) -> None:
    with servido(base, tmp_path, PLAZO="0.3") as sitio:
        tarde = httpx.get(f"{sitio.direccion}/planes/2/reportes/paac-plan/docx", timeout=ESPERA)

        assert tarde.status_code == 503
        assert tarde.json() == {"detail": "El reporte no estuvo en 0.3 s."}


def test_si_muere_el_proceso_que_lo_hacia_se_dice_y_el_siguiente_sale(
    base: Path, tmp_path: Path
) -> None:
    with servido(base, tmp_path, PROCESOS="1") as sitio, ThreadPoolExecutor(1) as hilo:
        ruta = f"{sitio.direccion}/planes/1/reportes/{PROPIO}/csv"
        assert httpx.get(ruta, timeout=ESPERA).status_code == 200
        largo = f"{sitio.direccion}/planes/2/reportes/paac-plan/docx"
        hace = sitio.trabajador()
        antes = trabajado(hace)
        pedido = hilo.submit(httpx.get, largo, timeout=ESPERA)
        esperar(lambda: trabajado(hace) > antes + 30)
        os.kill(int(hace.name), signal.SIGKILL)

        assert pedido.result().status_code == 503
        assert httpx.get(ruta, timeout=ESPERA).status_code == 200


def test_lo_que_falta_antes_de_cerrar_y_en_que_sale(sitio: Servido) -> None:
    falta = httpx.get(
        f"{sitio.direccion}/planes/1/cortes/2023-12-31/falta", params={"hoy": "2023-12-20"}
    ).json()
    salidas = httpx.get(f"{sitio.direccion}/planes/1/salidas/{PROPIO}").json()
    dicho = anfitrion.antes_de_cerrar(
        plan_de_la_base(sitio.base),
        date(2023, 12, 31),
        hoy=date(2023, 12, 20),
    )

    assert (falta["dias"], falta["completo"], tuple(falta["frases"])) == (11, False, dicho.frases)
    assert len(falta["oficinas"]) == len(dicho.oficinas)
    assert [s["tipo"] for s in salidas] == [s.tipo for s in anfitrion.salidas("paac-plan")]


def test_lo_que_se_publica_lo_revisa_alguien(sitio: Servido) -> None:
    with contextlib.closing(sqlite3.connect(sitio.base)) as conexion, conexion:
        conexion.execute("INSERT INTO plan VALUES (3, 'M', 2023)")
        conexion.execute(
            "INSERT INTO accion (plan_id, oficina, componente, nombre_del_componente, codigo, que,"
            " para_cuando) SELECT 3, oficina, componente, nombre_del_componente, codigo,"
            " 'La oficina, 2114000', para_cuando FROM accion WHERE plan_id = 1 LIMIT 1"
        )
    lista = httpx.get(f"{sitio.direccion}/planes/3/por-revisar/paac-plan", timeout=ESPERA).json()
    publicos = f"{sitio.direccion}/planes/3/publicos/paac-plan/csv"
    sin_responder = httpx.post(publicos, json={}, timeout=ESPERA)
    respuestas = {uno["id"]: "se omite" for uno in lista}
    publicado = httpx.post(publicos, json=respuestas, timeout=ESPERA)

    assert [uno["se_lee"] for uno in lista] == ["••••000"]
    assert sin_responder.status_code == 422
    assert "sin respuesta: ••••000" in sin_responder.text
    assert "La oficina, [número omitido]" in publicado.content.decode("utf-8-sig")


def test_un_formato_se_revisa_al_guardarlo_y_lo_malo_se_dice(sitio: Servido) -> None:
    malo = httpx.put(f"{sitio.direccion}/formatos/X-1", json={"nombre": "X", "colunas": []})
    sin_formato = httpx.get(f"{sitio.direccion}/planes/1/reportes/no-hay/docx")
    sin_tipo = httpx.get(f"{sitio.direccion}/planes/1/reportes/paac-plan/doc")
    sin_plan = httpx.get(f"{sitio.direccion}/planes/9/reportes/paac-plan/docx")

    assert malo.status_code == 422
    assert "colunas" in {falla["ruta"] for falla in malo.json()["fallas"]}
    assert (sin_formato.status_code, sin_tipo.status_code, sin_plan.status_code) == (404, 406, 404)
    assert sin_formato.json()["fallas"][0]["codigo"] == "formato_desconocido"
    assert sin_tipo.json()["fallas"][0]["codigo"] == "tipo_no_admitido"
