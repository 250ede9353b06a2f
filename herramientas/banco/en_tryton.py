"""Un ERP de verdad: el módulo de ``ejemplos/erp_tryton`` sobre PostgreSQL, que se hace y se borra.

Cada obrero es un Tryton: abre su transacción, trae el plan con la consulta por tabla del módulo y
escribe el reporte con la transacción ya cerrada.
"""

import contextlib
import functools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pedidos import Hecho, Pedido, de_otro, formato_propio, hecho, memoria

import paac_reportes as paac

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from ayudas import postgresql, tryton

BASE = "paac"
_ENTRADA = "from trytond.cli.{} import main; main()"
"""Lo que hacen trytond-admin y trytond-worker."""
_CONFIGURACION = "[database]\nuri = {}\nlanguage = es\n[queue]\nworker = True\n"
_UNO_A_LA_VEZ = threading.Lock()
_ESPERA = 1800.0


@contextlib.contextmanager
def abierto(filas: list[dict[str, Any]], planes: int) -> Iterator[str]:
    """La configuración de un Tryton con los planes guardados, cada uno de su entidad."""
    if falta := postgresql.por_que_no():
        sys.exit(falta)
    with TemporaryDirectory() as carpeta, postgresql.servidor(BASE) as uri:
        configuracion = Path(carpeta, "trytond.conf")
        configuracion.write_text(
            f"[database]\nuri = {uri}\nlanguage = es\n[queue]\nworker = True\n"
        )
        Path(carpeta, "clave").write_text("una clave de prueba\n")
        tryton.instalar(sitio := Path(carpeta, "sitio"))
        sys.path[:0] = [str(sitio), str(tryton.MODULO)]  # también para los obreros
        os.environ.pop("TRYTOND_DATABASE_URI", None)
        os.environ |= {
            "PYTHONPATH": os.pathsep.join(sys.path[:2]),
            "TRYTOND_CONFIG": str(configuracion),
            "TRYTONPASSFILE": str(Path(carpeta, "clave")),
        }
        activar = ["-u", BASE, "--activate-dependencies", "--email", "a@example.org"]
        subprocess.run(_orden("admin", *activar), check=True)
        # Otro proceso: el que mide no lleva lo que ocupó llenarla, ni sus conexiones.
        with ProcessPoolExecutor(1, get_context("spawn")) as aparte:
            aparte.submit(_llenar, str(configuracion), filas, planes).result()
        yield str(configuracion)


def _orden(cual: str, *resto: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-c", _ENTRADA.format(cual), "-d", BASE, *resto]


@functools.cache
def _registros(configuracion: str) -> Any:
    """Los modelos de Tryton, cargados una vez en el proceso."""
    from trytond import config

    config.update_etc(configuracion)
    from trytond.pool import Pool
    from trytond.transaction import Transaction

    Pool.start()
    with Transaction().start(BASE, 0, readonly=True):
        Pool(BASE).init()
    return Pool(BASE)


def _transaccion(configuracion: str, *, lee: bool) -> Any:
    with _UNO_A_LA_VEZ:
        _registros(configuracion)
    from trytond.transaction import Transaction

    return Transaction().start(BASE, 0, readonly=lee)


def _llenar(configuracion: str, filas: list[dict[str, Any]], planes: int) -> None:
    for numero in range(planes):
        with _transaccion(configuracion, lee=False):
            from trytond_paac.puente import escritura

            plan = paac.leer_filas(de_otro(filas, numero)).contenido
            registro = escritura.crear_plan(plan)
            suyo = {
                "entidad": registro.entidad.id,
                "codigo": f"PROPIO-{numero}",
                "definicion": formato_propio(numero),
            }
            _registros(configuracion).get("paac.formato").create([suyo])


def atender(configuracion: str, pedido: Pedido) -> Hecho:
    """Un pedido: el plan se arma dentro de la transacción y el archivo se escribe fuera."""
    with _transaccion(configuracion, lee=True):
        from trytond_paac.puente import emision, fallas

        reporte = emision.reporte(_plan(configuracion, pedido), pedido.formato, pedido.corte)
    emitida = reporte.emitir(pedido.tipo)
    return hecho(emitida.contenido, fallas.en_renglones(emitida.avisos, reporte.contenido))


def _plan(configuracion: str, pedido: Pedido) -> Any:
    [plan] = (
        _registros(configuracion)
        .get("paac.plan")
        .search([("entidad.nombre", "=", f"Municipio {pedido.plan}")])
    )
    return plan


def en_la_cola(
    configuracion: str, lista: list[Pedido], obreros: int, desde: int
) -> tuple[list[Hecho], list[tuple[int, int]]]:
    """Los pedidos, hechos por ``trytond-worker``, y lo que ocupaba cada trabajador en dos momentos.

    El primero, con ``desde`` pedidos hechos entre todos; el otro, al terminar.
    """
    with _transaccion(configuracion, lee=False):
        encolados = [_encolar(configuracion, pedido) for pedido in lista]
    orden = _orden("worker", "-n", str(obreros))
    trabajador = subprocess.Popen(orden, start_new_session=True)
    try:
        _esperar(configuracion, min(desde, len(lista)), trabajador)
        antes = {hijo: memoria(hijo) for hijo in _hijos(trabajador.pid)}
        _esperar(configuracion, len(lista), trabajador)
        ahora = {hijo: memoria(hijo) for hijo in _hijos(trabajador.pid)}
    finally:
        os.killpg(trabajador.pid, signal.SIGTERM)  # con los procesos en que reparte el trabajo
        trabajador.wait(20)
    with _transaccion(configuracion, lee=True):
        modelo = _registros(configuracion).get("paac.pedido")
        hechos = [
            hecho(bytes(p.adjunto.data) if p.adjunto else b"", p.avisos or p.fallas or "")
            for p in modelo.browse(encolados)
        ]
    return hechos, [(antes[hijo], ahora[hijo]) for hijo in antes if hijo in ahora]


def _encolar(configuracion: str, pedido: Pedido) -> int:
    registros = _registros(configuracion)
    plan = _plan(configuracion, pedido)
    [corte] = registros.get("paac.corte").search(
        [("plan", "=", plan.id), ("fecha", "=", pedido.corte)]
    )
    modelo = registros.get("paac.pedido")
    suyo = {"plan": plan.id, "formato": pedido.formato, "corte": corte.id, "tipo": pedido.tipo}
    [creado] = modelo.create([suyo])
    modelo.__queue__.generar([creado])
    return int(creado.id)


def _esperar(configuracion: str, cuantos: int, trabajador: "subprocess.Popen[bytes]") -> None:
    """Hasta que haya esos pedidos hechos, o fallidos."""
    hasta = time.monotonic() + _ESPERA
    while time.monotonic() < hasta and trabajador.poll() is None:
        with _transaccion(configuracion, lee=True):
            modelo = _registros(configuracion).get("paac.pedido")
            if modelo.search([("estado", "!=", "en_cola")], count=True) >= cuantos:
                return
        time.sleep(0.2)
    sys.exit("El trabajador de Tryton no terminó los pedidos")


def _hijos(proceso: int) -> list[str]:
    return Path(f"/proc/{proceso}/task/{proceso}/children").read_text("ascii").split()
