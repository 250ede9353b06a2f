"""La biblioteca dentro de un programa que atiende a varios: los planes están en una base de datos.

``python banco/anfitrion.py [--obreros 8] [--reportes 200] [--planes 24] [--datos PLAN.json]``

Cada obrero abre su conexión, lee las filas de un plan, hace su reporte y devuelve los bytes y los
avisos. Se comparan, uno por uno, con los que da un solo hilo; se dice cuánto crece la memoria entre
el reporte 50 y el último, y cuántos reportes salen por segundo en Word y en Excel. Con ``--datos``,
el plan que se repite es ése; si no, uno inventado de 400 filas.
"""

import argparse
import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import paac_reportes as paac

CORTES = (date(2026, 4, 30), date(2026, 8, 31))
FORMATO = "MCCO.101.18.F.20"
PAGINA = os.sysconf("SC_PAGE_SIZE")
DESDE = 50
"""El reporte desde el que se mide cuánto crece la memoria."""


class Pedido(NamedTuple):
    """Qué pide un usuario: un plan en un formato, a un corte y en un tipo de archivo."""

    plan: int
    formato: str
    corte: date
    tipo: str


class Hecho(NamedTuple):
    """La huella de lo que recibió: sus bytes y sus avisos."""

    bytes: str
    avisos: str
    memoria: int
    """La del proceso que lo hizo, en bytes, al terminar."""


def inventado() -> list[dict[str, Any]]:
    """Las filas de un plan de diez oficinas, cuarenta actividades en cada una y dos cortes."""
    actividades = [
        {
            "numero": componente,
            "codigo": f"{componente}.{n}",
            "descripcion": f"Publicar y divulgar el informe {n} del componente {componente}",
            "meta": f"{n} informes publicados en la sede electrónica",
            "responsable": f"Profesional {n}",
            "fecha_programada": f"{n % 28 + 1:02}/{n % 12 + 1:02}/2026",
            "seguimientos": [
                {"corte": str(corte), "texto": f"Se hizo el {n} al corte", "avance": n * 9 + 1}
                for corte in CORTES
            ],
        }
        for componente in range(1, 6)
        for n in range(1, 9)
    ]
    componentes = [
        {
            "numero": c,
            "nombre": f"Componente {c}",
            "subcomponentes": [
                {
                    "nombre": "Acciones",
                    "actividades": [
                        {k: v for k, v in a.items() if k != "numero"}
                        for a in actividades
                        if a["numero"] == c
                    ],
                }
            ],
        }
        for c in range(1, 6)
    ]
    oficinas = [{"nombre": f"Oficina {n}", "componentes": componentes} for n in range(1, 11)]
    datos = {"entidad": {"nombre": "Municipio"}, "vigencia": 2026, "dependencias": oficinas}
    return paac.filas_de(paac.plan_desde_datos(datos))


def llenar(base: Path, filas: list[dict[str, Any]], planes: int) -> None:
    """La base, con el mismo plan tantas veces y sus textos distintos en cada una; y un formato."""
    with sqlite3.connect(base) as conexion:
        conexion.execute("CREATE TABLE fila (plan INTEGER, datos TEXT NOT NULL)")
        conexion.execute("CREATE TABLE formato (codigo TEXT PRIMARY KEY, datos TEXT NOT NULL)")
        conexion.execute("CREATE INDEX por_plan ON fila (plan)")
        for plan in range(planes):
            propias = ((plan, json.dumps(_de_otro(fila, plan), default=str)) for fila in filas)
            conexion.executemany("INSERT INTO fila VALUES (?, ?)", propias)
        for numero in range(planes):
            formato = json.dumps(_formato(numero), ensure_ascii=False)
            conexion.execute("INSERT INTO formato VALUES (?, ?)", (f"PROPIO-{numero}", formato))


def _de_otro(fila: dict[str, Any], plan: int) -> dict[str, Any]:
    """La fila, como si fuera de otra entidad; en las pares, con algo que avisar."""
    cambios = {"entidad.nombre": f"Municipio {plan}", "entidad.nit": f"80009{plan:04}-1"}
    descripcion = fila.get("actividad.descripcion")
    if descripcion:
        cambios["actividad.descripcion"] = f"{descripcion} (plan {plan})" + "\x07" * (plan % 2)
    evidencias = "\n".join(fila["seguimiento.evidencias"] or ())
    return {**fila, **cambios, "seguimiento.evidencias": evidencias or None}


def _formato(numero: int) -> dict[str, Any]:
    """Uno de la entidad, guardado en la base."""
    columnas = [
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 10},
        {"dato": "actividad.descripcion", "rotulo": f"Acción {numero}", "ancho": 50},
        {"dato": "seguimiento.texto", "rotulo": "Avance", "ancho": 40},
    ]
    return {
        "codigo": f"PROPIO-{numero}",
        "nombre": f"Avance {numero}",
        "version": "1",
        "propiedades": {"titulo": f"Avance {numero} de {{{{ entidad.nombre }}}}"},
        "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["t"]}],
        "tablas": {
            "t": {
                "descripcion": "Avance",
                "secciones": [{"recorre": "actividades"}],
                "columnas": columnas,
            }
        },
    }


def atender(base: str, pedido: Pedido) -> Hecho:
    """Lo que hace un anfitrión con cada pedido: leer dentro de la transacción y escribir fuera."""
    conexion = sqlite3.connect(base)
    try:
        consulta = "SELECT datos FROM fila WHERE plan = ? ORDER BY rowid"
        filas = [json.loads(datos) for (datos,) in conexion.execute(consulta, (pedido.plan,))]
        formato: Any = pedido.formato
        consulta = "SELECT datos FROM formato WHERE codigo = ?"
        for (datos,) in conexion.execute(consulta, (pedido.formato,)):
            formato = paac.formato_desde_datos(json.loads(datos))
    finally:
        conexion.close()
    leidas = paac.leer_filas(filas)
    emision = paac.reporte(leidas.plan, formato, corte=pedido.corte).emitir(pedido.tipo)
    avisos = "\n".join(sorted(f"{a.codigo} {a}" for a in (*leidas.avisos, *emision.avisos)))
    return Hecho(hashlib.sha256(emision.contenido).hexdigest(), avisos, memoria())


def memoria() -> int:
    """Los bytes que el proceso ocupa ahora."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGINA


def pedidos(planes: int, cuantos: int) -> list[Pedido]:
    """De todo: cada plan en formatos del catálogo y de la base, en dos cortes y varios tipos."""

    def uno_tras_otro() -> Iterator[Pedido]:
        tipos = cycle(("docx", "xlsx", "html", "csv", "docx", "xlsx", "json"))
        cortes = cycle(CORTES)
        for n in cycle(range(planes)):
            for formato in (FORMATO, f"PROPIO-{n}", "paac-seguimiento"):
                yield Pedido(n, formato, next(cortes), next(tipos))

    return list(islice(uno_tras_otro(), cuantos))


def con(obreros: Executor, base: Path, lista: list[Pedido]) -> list[Hecho]:
    """Los pedidos atendidos, en su orden."""
    return list(obreros.map(atender, [str(base)] * len(lista), lista))


def comparar(nombre: str, hechos: list[Hecho], debidos: list[Hecho]) -> bool:
    """Si cada quien recibió lo suyo; lo dice."""
    otros = sum(h.bytes != d.bytes for h, d in zip(hechos, debidos, strict=True))
    ajenos = sum(h.avisos != d.avisos for h, d in zip(hechos, debidos, strict=True))
    print(
        f"{nombre}: {len(hechos)} reportes, {otros} con otros bytes, {ajenos} con otros avisos",
        flush=True,
    )
    return not otros and not ajenos


def crecimiento(nombre: str, hechos: list[Hecho]) -> None:
    """Cuánto ocupa de más el proceso al final que en el reporte 50."""
    antes, ahora = hechos[min(DESDE, len(hechos)) - 1].memoria, hechos[-1].memoria
    print(
        f"{nombre}: {antes / 2**20:.0f} MB en el reporte {DESDE}, {ahora / 2**20:.0f} en el"
        f" {len(hechos)}: {(ahora - antes) / 2**20:+.1f} MB",
        flush=True,
    )


def en_reposo(obreros: Executor, base: Path, lista: list[Pedido]) -> list[Hecho]:
    """Los pedidos atendidos de a 50; la memoria se mira cuando nadie trabaja."""
    hechos: list[Hecho] = []
    for desde in range(0, len(lista), DESDE):
        tanda = con(obreros, base, lista[desde : desde + DESDE])
        hechos += [hecho._replace(memoria=memoria()) for hecho in tanda]
    return hechos


def por_segundo(abrir: Callable[[], Executor], base: Path, tipo: str, cuantos: int) -> float:
    """Reportes por segundo de la F.20, de las filas a los bytes, con los obreros ya calientes."""
    lista = [Pedido(n % 8, FORMATO, CORTES[1], tipo) for n in range(cuantos)]
    with abrir() as obreros:
        con(obreros, base, lista[:16])
        antes = time.perf_counter()
        con(obreros, base, lista)
        return cuantos / (time.perf_counter() - antes)


def main() -> None:
    """Las cuatro medidas, y código 1 si alguien no recibió lo suyo."""
    opciones = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    opciones.add_argument("--obreros", type=int, default=8)
    opciones.add_argument("--reportes", type=int, default=200)
    opciones.add_argument("--planes", type=int, default=24)
    opciones.add_argument("--datos", type=Path)
    dado = opciones.parse_args()
    warnings.simplefilter("ignore", paac.AvisoPaac)
    filas = paac.filas_de(paac.leer_plan(dado.datos)) if dado.datos else inventado()
    with tempfile.TemporaryDirectory() as carpeta:
        base = Path(carpeta) / "planes.sqlite"
        llenar(base, filas, dado.planes)
        bien = medir(base, pedidos(dado.planes, dado.reportes), dado.obreros)
    sys.exit(0 if bien else 1)


def medir(base: Path, lista: list[Pedido], obreros: int) -> bool:
    """Todo, con la base ya llena."""
    limpio = get_context("spawn")

    def un_proceso() -> Executor:
        return ProcessPoolExecutor(1, limpio)

    def hilos() -> Executor:
        return ThreadPoolExecutor(obreros)

    def procesos() -> Executor:
        return ProcessPoolExecutor(obreros, limpio)

    with un_proceso() as solo:
        debidos = con(solo, base, lista)
    crecimiento("un proceso, un hilo", debidos)
    with hilos() as juntos:
        en_hilos = en_reposo(juntos, base, lista)
    crecimiento(f"un proceso, {obreros} hilos", en_hilos)
    with procesos() as aparte:
        en_procesos = con(aparte, base, lista)
    bien = comparar(f"{obreros} hilos", en_hilos, debidos)
    bien = comparar(f"{obreros} procesos", en_procesos, debidos) and bien
    for tipo in ("docx", "xlsx"):
        cifras = [por_segundo(abrir, base, tipo, 64) for abrir in (un_proceso, hilos, procesos)]
        dichas = " · ".join(f"{cifra:.1f}" for cifra in cifras)
        print(f".{tipo}, reportes por segundo (un hilo · {obreros} hilos · procesos): {dichas}")
    return bien


if __name__ == "__main__":
    main()
