"""Ocho obreros le piden a la vez reportes distintos a un Tryton, y cada uno recibe lo suyo.

``python -m ayudas.ocho_en_tryton BASE``, con la configuración de Tryton en el ambiente: llena la
base con unos planes y dice, en JSON, cuántos reportes hubo y cuántos no fueron los que da un
proceso solo, en hilos, en procesos y por la cola.
"""

import functools
import json
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from itertools import islice, product
from multiprocessing import get_context
from typing import Any, NamedTuple

import paac_reportes as paac
from ayudas import tryton

OBREROS, PLANES, REPORTES = 8, 2, 8
CORTES = (date(2026, 4, 30), date(2026, 8, 31))
TIPOS = ("docx", "xlsx", "html", "csv")
_PLAZO = 300.0
_LIMPIO = get_context("spawn")
_DE_A_UNO = threading.Lock()


class Pedido(NamedTuple):
    """Qué pide un usuario: un plan en un formato, a un corte y en un tipo de archivo."""

    plan: int
    formato: str
    corte: date
    tipo: str


class Recibido(NamedTuple):
    """La huella de los bytes y los avisos que recibió."""

    huella: str
    avisos: str


def pedidos() -> list[Pedido]:
    """De todo: planes, formatos del catálogo y de la base, cortes y tipos."""
    formatos = (tryton.F20, "PROPIO-{}", "paac-seguimiento")
    todos = (
        Pedido(plan, formato.format(plan), corte, tipo)
        for tipo, formato, corte, plan in product(TIPOS, formatos, CORTES, range(PLANES))
    )
    return list(islice(todos, 0, None, 48 // REPORTES))


def plan_de(numero: int) -> paac.Plan:
    """El de una entidad: cuarenta actividades con dos cortes; el impar, con algo que avisar."""
    actividades = [
        {
            "codigo": f"1.{n}",
            "descripcion": f"Divulgar el informe {n} del plan {numero}" + "\x07" * (numero % 2),
            "seguimientos": [
                {"corte": str(corte), "texto": f"Se hizo el {n}", "avance": n} for corte in CORTES
            ],
        }
        for n in range(1, 41)
    ]
    componente = {"numero": 1, "subcomponentes": [{"nombre": "X", "actividades": actividades}]}
    oficina = {"nombre": "Oficina", "componentes": [componente]}
    datos = {"entidad": {"nombre": f"Municipio {numero}"}, "vigencia": 2026}
    return paac.plan_desde_datos({**datos, "dependencias": [oficina]})


def formato_propio(numero: int) -> str:
    """El ``formato.toml`` de uno de la entidad, como se guarda en la base."""
    return f"""
codigo = "PROPIO-{numero}"
nombre = "Avance {numero}"
version = "1"
propiedades = {{ titulo = "Avance {numero} de {{{{ entidad.nombre }}}}" }}
cuerpo = [{{ tipo = "tabla", cada = "plan", tablas = ["t"] }}]

[tablas.t]
descripcion = "Avance"
secciones = [{{ recorre = "actividades" }}]
columnas = [
    {{ dato = "actividad.descripcion", rotulo = "Acción {numero}", ancho = 50 }},
    {{ dato = "seguimiento.texto", rotulo = "Avance", ancho = 50 }},
]
"""


@functools.cache
def _registros(base: str) -> Any:
    """Los modelos de Tryton, cargados una vez en el proceso."""
    from trytond.pool import Pool
    from trytond.transaction import Transaction

    Pool.start()
    with Transaction().start(base, 0, readonly=True):
        Pool(base).init()
    return Pool(base)


def _transaccion(base: str, *, lee: bool) -> Any:
    with _DE_A_UNO:
        _registros(base)
    from trytond.transaction import Transaction

    return Transaction().start(base, 0, readonly=lee)


def llenar(base: str) -> None:
    """Los planes y, de cada entidad, su formato."""
    for numero in range(PLANES):
        with _transaccion(base, lee=False):
            from trytond_paac.puente import escritura

            registro = escritura.crear_plan(plan_de(numero))
            suyo = {"codigo": f"PROPIO-{numero}", "definicion": formato_propio(numero)}
            _registros(base).get("paac.formato").create([{"entidad": registro.entidad.id, **suyo}])


def atender(base: str, pedido: Pedido) -> Recibido:
    """Un pedido: el plan se arma dentro de la transacción y el archivo se escribe fuera."""
    with _transaccion(base, lee=True):
        from trytond_paac.puente import emision, fallas

        reporte = emision.reporte(_plan(base, pedido), pedido.formato, pedido.corte)
    emitida = reporte.emitir(pedido.tipo)
    avisos = fallas.en_renglones(emitida.avisos, reporte.contenido)
    return Recibido(sha256(emitida.contenido).hexdigest(), avisos)


def atender_todos(base: str, lista: list[Pedido]) -> list[Recibido]:
    """Los de un obrero, uno tras otro."""
    return [atender(base, pedido) for pedido in lista]


def _plan(base: str, pedido: Pedido) -> Any:
    suyo = ("entidad.nombre", "=", f"Municipio {pedido.plan}")
    [plan] = _registros(base).get("paac.plan").search([suyo])
    return plan


def por_la_cola(base: str, lista: list[Pedido]) -> list[Recibido]:
    """Lo que ``trytond-worker`` deja en cada pedido que se encola."""
    modelo = _registros(base).get("paac.pedido")
    with _transaccion(base, lee=False):
        encolados = [_encolar(base, modelo, pedido) for pedido in lista]
    trabajador = subprocess.Popen(
        tryton.orden("worker", base, "-n", str(OBREROS)), start_new_session=True
    )
    try:
        hasta = time.monotonic() + _PLAZO
        while _en_cola(base, modelo):
            if time.monotonic() > hasta or trabajador.poll() is not None:
                raise SystemExit("El trabajador de Tryton no terminó los pedidos")
            time.sleep(0.2)
    finally:
        os.killpg(trabajador.pid, signal.SIGTERM)  # con los procesos en que reparte el trabajo
        trabajador.wait(20)
    with _transaccion(base, lee=True):
        return [
            Recibido(sha256(bytes(hecho.adjunto.data)).hexdigest(), hecho.avisos or "")
            for hecho in modelo.browse(encolados)
        ]


def _encolar(base: str, modelo: Any, pedido: Pedido) -> int:
    plan = _plan(base, pedido)
    del_plan = [("plan", "=", plan.id), ("fecha", "=", pedido.corte)]
    [corte] = _registros(base).get("paac.corte").search(del_plan)
    suyo = {"plan": plan.id, "formato": pedido.formato, "corte": corte.id, "tipo": pedido.tipo}
    [creado] = modelo.create([suyo])
    modelo.__queue__.generar([creado])
    return int(creado.id)


def _en_cola(base: str, modelo: Any) -> int:
    with _transaccion(base, lee=True):
        return int(modelo.search([("estado", "=", "en_cola")], count=True))


def principal(base: str) -> dict[str, list[int]]:
    """De cada modo, cuántos reportes dio y cuántos no fueron los de un proceso solo."""
    lista = pedidos()
    with ProcessPoolExecutor(1, _LIMPIO) as aparte:
        aparte.submit(llenar, base).result()
        debidos = aparte.submit(atender_todos, base, lista).result()
    uno: Callable[[Pedido], Recibido] = functools.partial(atender, base)
    with ThreadPoolExecutor(OBREROS) as hilos:
        en_hilos = list(hilos.map(uno, lista))
    vueltas = [
        len(lista) * n // OBREROS for n in range(OBREROS)
    ]  # piden lo mismo, y nunca a la vez
    with ProcessPoolExecutor(OBREROS, _LIMPIO) as procesos:
        de_cada = procesos.map(
            functools.partial(atender_todos, base), (lista[n:] + lista[:n] for n in vueltas)
        )
        en_procesos = [recibido for suyos in de_cada for recibido in suyos]
    en_orden = [debido for n in vueltas for debido in debidos[n:] + debidos[:n]]
    return {
        "hilos": _distintos(en_hilos, debidos),
        "procesos": _distintos(en_procesos, en_orden),
        "cola": _distintos(por_la_cola(base, lista), debidos),
    }


def _distintos(recibidos: list[Recibido], debidos: list[Recibido]) -> list[int]:
    pares = zip(recibidos, debidos, strict=True)
    return [len(recibidos), sum(recibido != debido for recibido, debido in pares)]


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # trytond usa lo que él mismo retira
    sys.stdout.write(json.dumps(principal(sys.argv[1])))
