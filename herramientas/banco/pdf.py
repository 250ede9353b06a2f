"""Cuánto tarda un plan en ser un PDF, junto a lo que LibreOffice tarda en convertir su Word.

    python herramientas/banco/pdf.py MCCO.101.18.F.20 ../shared/datos/cartago_2020.json
    python herramientas/banco/pdf.py informe-seguimiento ejemplos/informe_trimestral/plan.yaml

Alternados, de plan a bytes, en segundos de reloj y de procesador, contado el de los procesos que
lance (mediana y menor); y hasta cuánta memoria llega un proceso que hace doce PDF seguidos, antes
de hacerlos y después. La primera vez, que carga lo suyo, no se cuenta. Sólo en Linux.
"""

import os
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import paac_reportes as paac
from paac_reportes.escritores.docx import paginas as libreoffice

RONDAS, SEGUIDOS = 7, 12
MB = 1024
RELOJES = {"reloj": time.perf_counter, "procesador": lambda: sum(os.times()[:4])}


def cronometrar(hacer: Callable[[], object]) -> list[float]:
    """Los segundos que toma una vez, en cada reloj."""
    antes = [reloj() for reloj in RELOJES.values()]
    hacer()
    return [reloj() - a for reloj, a in zip(RELOJES.values(), antes, strict=True)]


def comparar(formato: str, plan: paac.Plan) -> None:
    """La mediana y el menor de cada uno, y cuántas veces más tarda LibreOffice."""

    def emitir(tipo: str) -> bytes:
        return paac.reporte(plan, formato).emitir(tipo).contenido

    casos: dict[str, Callable[[], object]] = {
        "Typst": lambda: emitir("pdf"),
        "LibreOffice": lambda: libreoffice.convertir(emitir("docx")),
    }
    tiempos: dict[str, list[list[float]]] = {caso: [] for caso in casos}
    for hacer in casos.values():
        hacer()
    for _ in range(RONDAS):
        for caso, hacer in casos.items():
            tiempos[caso].append(cronometrar(hacer))
    for lugar, reloj in enumerate(RELOJES):
        suyos = {caso: [una[lugar] for una in todos] for caso, todos in tiempos.items()}
        for resumen, resumir in {"mediana": statistics.median, "menor": min}.items():
            typst, otro = resumir(suyos["Typst"]), resumir(suyos["LibreOffice"])
            fila = (formato, reloj, resumen, f"{typst:.2f}", f"{otro:.2f}", f"{otro / typst:.1f}")
            print(f"| {' | '.join(fila)} |", flush=True)


def hasta_donde() -> str:
    """La mayor memoria de este proceso, en MB; ``getrusage`` da también la de quien lo lanzó."""
    renglones = Path("/proc/self/status").read_text("utf-8").splitlines()
    (mayor,) = (uno.split()[1] for uno in renglones if uno.startswith("VmHWM"))
    return str(int(mayor) // MB)


def seguidos(formato: str, plan: paac.Plan) -> None:
    """En un proceso aparte: lo que ocupa al comenzar y hasta dónde llega."""
    antes = hasta_donde()
    for _ in range(SEGUIDOS):
        paac.reporte(plan, formato).emitir("pdf")
    print(f"| {formato} | memoria, MB | {antes} | {hasta_donde()} |")


if __name__ == "__main__":
    warnings.simplefilter("ignore", paac.AvisoPaac)
    cual, datos, *aparte = sys.argv[1:]
    if aparte:
        seguidos(cual, paac.leer_plan(datos))
    else:
        comparar(cual, paac.leer_plan(datos))
        subprocess.run([sys.executable, __file__, cual, datos, "seguidos"], check=True)
