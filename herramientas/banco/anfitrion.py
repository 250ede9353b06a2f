"""La biblioteca dentro de un programa que atiende a varios: los planes están en una base de datos.

    python herramientas/banco/anfitrion.py [--en tryton] [--obreros 8] [--reportes 200] [--datos X]

Cada obrero lee un plan de la base, hace su reporte y devuelve los bytes y los avisos. Se comparan,
uno por uno, con los que da un solo hilo; se dice cuánto crece la memoria de cada proceso entre el
reporte 50 y el último, y cuántos reportes salen por segundo en Word y en Excel. La base es de
SQLite o, con ``--en tryton``, un Tryton sobre PostgreSQL con el módulo de ``ejemplos/erp_tryton``.
Con ``--datos``, el plan que se repite es ése; si no, uno inventado.
"""

import argparse
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from types import ModuleType

from pedidos import CORTES, FORMATO, Hecho, Pedido, inventado, memoria, pedidos

import paac_reportes as paac

DESDE = 50
"""El reporte desde el que se mide cuánto crece la memoria."""
Atender = Callable[[Pedido], Hecho]
_LIMPIO = get_context("spawn")


def todos(atender: Atender, lista: list[Pedido]) -> list[Hecho]:
    """Los de un obrero, uno tras otro."""
    return list(map(atender, lista))


def en_reposo(hilos: Executor, atender: Atender, lista: list[Pedido]) -> list[Hecho]:
    """Los pedidos atendidos de a 50; la memoria se mira cuando nadie trabaja."""
    hechos: list[Hecho] = []
    for desde in range(0, len(lista), DESDE):
        tanda = list(hilos.map(atender, lista[desde : desde + DESDE]))
        hechos += [hecho._replace(memoria=memoria()) for hecho in tanda]
    return hechos


def de_a_uno(atender: Atender) -> Atender:
    """Lo mismo, por turnos: varios hilos a la vez no van más rápido y ocupan más."""
    turno = Lock()

    def atender_en_su_turno(pedido: Pedido) -> Hecho:
        with turno:
            return atender(pedido)

    return atender_en_su_turno


def vueltas(lista: list[Pedido], obreros: int) -> Iterator[int]:
    """Por dónde empieza cada obrero: piden lo mismo y nunca a la vez."""
    return (len(lista) * n // obreros for n in range(obreros))


def comparar(nombre: str, hechos: list[Hecho], debidos: list[Hecho]) -> bool:
    """Si cada quien recibió lo suyo; lo dice."""
    otros = sum(h.bytes != d.bytes for h, d in zip(hechos, debidos, strict=True))
    ajenos = sum(h.avisos != d.avisos for h, d in zip(hechos, debidos, strict=True))
    decir(f"{nombre}: {len(hechos)} reportes, {otros} con otros bytes, {ajenos} con otros avisos")
    return not otros and not ajenos


def crecimiento(nombre: str, pares: list[tuple[int, int]]) -> None:
    """Cuánto ocupa de más cada proceso al final que en el 50; si son varios, el que más creció."""
    antes, ahora = max(pares, key=lambda par: par[1] - par[0])
    cual = f" (el que más, de {len(pares)})" if len(pares) > 1 else ""
    decir(
        f"{nombre}: de {antes / 2**20:.0f} MB en el reporte {DESDE} a {ahora / 2**20:.0f} en el"
        f" último: {(ahora - antes) / 2**20:+.1f} MB{cual}"
    )


def de_uno(hechos: list[Hecho]) -> tuple[int, int]:
    """La memoria de un proceso en el reporte 50 y en el último."""
    return hechos[min(DESDE, len(hechos)) - 1].memoria, hechos[-1].memoria


def decir(renglon: str) -> None:
    """Ya: lo que sigue tarda."""
    print(renglon, flush=True)


def iguales(anfitrion: ModuleType, donde: str, lista: list[Pedido], obreros: int) -> bool:
    """Si lo que hacen ocho a la vez es lo que hace uno, y lo que crece la memoria."""
    atender: Atender = partial(anfitrion.atender, donde)
    with ProcessPoolExecutor(1, _LIMPIO) as solo:
        debidos = solo.submit(todos, atender, lista).result()
    crecimiento("un proceso, un hilo", [de_uno(debidos)])
    bien = True
    for nombre, suyo in (
        (f"{obreros} hilos, de a uno", de_a_uno(atender)),
        (f"{obreros} hilos", atender),
    ):
        with ThreadPoolExecutor(obreros) as hilos:
            en_hilos = en_reposo(hilos, suyo, lista)
        crecimiento(f"un proceso, {nombre}", [de_uno(en_hilos)])
        bien = comparar(nombre, en_hilos, debidos) and bien
    with ProcessPoolExecutor(obreros, _LIMPIO) as aparte:
        de_cada = [
            (desde, aparte.submit(todos, atender, lista[desde:] + lista[:desde]))
            for desde in vueltas(lista, obreros)
        ]
    crecimiento(f"{obreros} procesos", [de_uno(suyos.result()) for _, suyos in de_cada])
    juntos = [h for _, suyos in de_cada for h in suyos.result()]
    suyos_debidos = [d for desde, _ in de_cada for d in debidos[desde:] + debidos[:desde]]
    bien = comparar(f"{obreros} procesos", juntos, suyos_debidos) and bien
    if hasattr(anfitrion, "en_la_cola"):
        por_la_cola = [(p, d) for p, d in zip(lista, debidos, strict=True) if p.tipo in _EN_COLA]
        pedidos_a_la_cola = [pedido for pedido, _ in por_la_cola]
        hechos, pares = anfitrion.en_la_cola(donde, pedidos_a_la_cola, obreros, DESDE)
        crecimiento(f"trabajador de {obreros} procesos", pares)
        bien = comparar("por la cola", hechos, [d for _, d in por_la_cola]) and bien
    return bien


_EN_COLA = ("docx", "xlsx", "html", "csv")
"""Los tipos que ofrece el módulo."""


def por_segundo(abrir: Callable[[], Executor], atender: Atender, lista: list[Pedido]) -> float:
    """Reportes por segundo, de la base a los bytes, con los obreros ya calientes."""
    with abrir() as obreros:
        list(obreros.map(atender, lista[:16]))
        antes = time.perf_counter()
        list(obreros.map(atender, lista))
        return len(lista) / (time.perf_counter() - antes)


def ritmo(anfitrion: ModuleType, donde: str, planes: int, obreros: int) -> None:
    """Cuántos salen por segundo de la matriz F.20, en Word y en Excel."""
    un_proceso: Callable[[], Executor] = partial(ProcessPoolExecutor, 1, _LIMPIO)
    hilos: Callable[[], Executor] = partial(ThreadPoolExecutor, obreros)
    procesos: Callable[[], Executor] = partial(ProcessPoolExecutor, obreros, _LIMPIO)
    atender: Atender = partial(anfitrion.atender, donde)
    modos = (
        (un_proceso, atender),
        (hilos, de_a_uno(atender)),
        (hilos, atender),
        (procesos, atender),
    )
    for tipo in ("docx", "xlsx"):
        lista = [Pedido(n % planes, FORMATO, CORTES[1], tipo) for n in range(64)]
        cifras = [por_segundo(abrir, suyo, lista) for abrir, suyo in modos]
        dichas = " · ".join(f"{cifra:.1f}" for cifra in cifras)
        decir(
            f".{tipo}, reportes por segundo (un hilo · {obreros} hilos de a uno · {obreros} hilos ·"
            f" {obreros} procesos): {dichas}"
        )


def main() -> None:
    """Las medidas, y código 1 si alguien no recibió lo suyo."""
    opciones = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    opciones.add_argument("--en", choices=("sqlite", "tryton"), default="sqlite")
    opciones.add_argument("--obreros", type=int, default=8)
    opciones.add_argument("--reportes", type=int, default=200)
    opciones.add_argument("--planes", type=int, default=24)
    opciones.add_argument("--oficinas", type=int, default=10, help="de 40 actividades cada una")
    opciones.add_argument("--tipos", default="docx,xlsx,html,csv,docx,xlsx,json")
    opciones.add_argument("--datos", type=Path, help="un plan que se repite, en vez del inventado")
    opciones.add_argument("--sin-ritmo", action="store_true", help="no mide reportes por segundo")
    dado = opciones.parse_args()
    if dado.en == "tryton":
        import en_tryton as anfitrion  # lo pide sólo quien lo tiene
    else:
        import en_sqlite as anfitrion  # type: ignore[no-redef]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminado"))  # lo abierto se cierra
    warnings.simplefilter("ignore")  # trytond usa lo que él mismo retira
    filas = paac.filas_de(paac.leer_plan(dado.datos)) if dado.datos else inventado(dado.oficinas)
    with anfitrion.abierto(filas, dado.planes) as donde:
        lista = pedidos(dado.planes, dado.reportes, dado.tipos.split(","))
        bien = iguales(anfitrion, donde, lista, dado.obreros)
        if not dado.sin_ritmo:
            ritmo(anfitrion, donde, dado.planes, dado.obreros)
    sys.exit(0 if bien else 1)


if __name__ == "__main__":
    main()
