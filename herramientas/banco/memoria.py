"""La memoria que pide un reporte enorme además de la de su plan, que ya está leído.

``python herramientas/banco/memoria.py docx 50000 [FORMATO]``: un plan de actividades de 200 letras
en componentes de 5.000, escrito con ``Reporte.emitir_en``. Megas y segundos, de procesador.
"""

import gc
import resource
import sys
import tempfile
import time
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from crecer import sin_limites

import paac_reportes as paac

CORTE = date(2020, 8, 31)
DE_UN_COMPONENTE = 5_000
LETRAS = 200
QUE = (
    "Publicar en la página web institucional el informe de seguimiento",
    "Capacitar a los servidores públicos en atención al ciudadano",
    "Actualizar el mapa de riesgos de corrupción de la entidad",
)


def componente(numero: int, cuantas: int) -> dict[str, Any]:
    """Uno con tantas actividades, distintas de las de los demás."""
    primera = (numero - 1) * DE_UN_COMPONENTE + 1
    actividades = [actividad(f"{numero}.{n}", primera + n) for n in range(cuantas)]
    subcomponente = {"nombre": f"Subcomponente {numero}", "actividades": actividades}
    return {
        "numero": numero,
        "nombre": f"Componente {numero}",
        "subcomponentes": [subcomponente],
    }


def actividad(codigo: str, n: int) -> dict[str, Any]:
    """Una de doscientas letras, con su seguimiento."""
    seguimiento = {"corte": CORTE, "texto": f"Se avanzó en la actividad {n}", "avance": 50}
    return {
        "codigo": codigo,
        "descripcion": (f"{n} {QUE[n % len(QUE)]} " * LETRAS)[:LETRAS],
        "meta": f"{n % 100} informes",
        "responsable": f"Oficina {n % 40}",
        "fecha_programada": "31/12/2020",
        "seguimientos": [seguimiento],
    }


def plan_de(filas: int) -> paac.Plan:
    """El plan de tantas filas."""
    desde = range(0, filas, DE_UN_COMPONENTE)
    componentes = [
        componente(numero, min(DE_UN_COMPONENTE, filas - primera))
        for numero, primera in enumerate(desde, 1)
    ]
    dependencia = {"nombre": "Planeación", "componentes": componentes}
    return paac.plan_desde_datos({"entidad": {"nombre": "Alcaldía"}, "dependencias": [dependencia]})


def ocupada() -> float:
    """La memoria del proceso, ahora."""
    estado = Path("/proc/self/status").read_text("utf-8").splitlines()
    (renglon,) = (uno for uno in estado if uno.startswith("VmRSS"))
    return int(renglon.split()[1]) / 1024


def main(tipo: str, filas: int, formato: str = "MCCO.101.18.F.20") -> None:
    """La tabla, de una fila."""
    paac.formatos_disponibles()
    sin_plan = ocupada()
    plan = plan_de(filas)
    gc.collect()
    con_plan, antes = ocupada(), time.process_time()
    with tempfile.TemporaryFile() as archivo:
        paac.reporte(plan, formato, corte=CORTE).emitir_en(tipo, archivo)
        megas = archivo.tell() / 2**20
    pico = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        "| tipo | filas | s | MB del plan | MB de más | MB del archivo |\n|---|---|---|---|---|---|"
    )
    print(
        f"| {tipo} | {filas} | {time.process_time() - antes:.1f} | {con_plan - sin_plan:.0f}"
        f" | {pico - con_plan:.0f} | {megas:.1f} |"
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sin_limites()
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
