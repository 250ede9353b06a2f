"""Un informe de gestión armado con piezas: un texto, una figura, tablas y parte de una matriz."""

from collections.abc import Iterable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

import paac_reportes as paac

(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
CORTE = date(2026, 6, 30)

plan = paac.leer_plan(Path(__file__).parents[1] / "ptep" / "plan.yaml")
analisis = paac.analizar(plan, corte=CORTE)
cifras = analisis.todo
vencidas = [*cifras.vencidas, *cifras.vencidas_sin_reporte]
abiertas = [f for f in cifras.aplican if not f.terminada and f not in vencidas]

# --- De la matriz va el componente que menos avanza, y no los cuatro.
ultimo = min(analisis.componentes, key=lambda c: c.avance or 0)
parte = attrs.evolve(
    plan, componentes=tuple(c for c in plan.componentes if c.nombre in ultimo.nombre)
)

# --- Un texto es Markdown. Sus cifras salen del mismo plan que la matriz.
RESUMEN = f"""
# Resumen

El Programa de Transparencia y Ética Pública llega a la mitad de {plan.vigencia} con un avance de
**{cifras.avance_en_texto}**, que se conoce en {cifras.base_en_texto} acciones. De las
{len(cifras.debian)} que debían terminar en el semestre, **{len(vencidas)} están vencidas**: es lo
que esta oficina pide resolver primero.

- Terminaron {len(cifras.terminadas)} acciones y siguen en plazo {len(abiertas)}.
- De lo reportado se verificó una parte: {len(cifras.verificadas)} de {len(cifras.reportadas)}.
- Dos dependencias respondieron a tiempo menos del 90 % de las peticiones de la ciudadanía.

El avance es el promedio de lo que declararon los responsables de las acciones que aplican; lo que
no se sabe no cuenta como cero. Una acción está vencida si su último día pasó sin que se declarara
terminada.
"""

# --- Una tabla son sus filas y sus columnas.
PETICIONES = [
    {"oficina": "Secretaría General", "recibidas": 214, "respondidas": 209, "a_tiempo": 97.2},
    {"oficina": "Secretaría de Hacienda", "recibidas": 388, "respondidas": 371, "a_tiempo": 91.5},
    {"oficina": "Secretaría de Planeación", "recibidas": 176, "respondidas": 160, "a_tiempo": 84.1},
    {"oficina": "Secretaría de Educación", "recibidas": 95, "respondidas": 95, "a_tiempo": 100},
    {"oficina": "Oficina de Contratación", "recibidas": 41, "respondidas": 33, "a_tiempo": 70.7},
]
DE_PETICIONES = [
    {"dato": "oficina", "rotulo": "Dependencia"},
    {"dato": "recibidas", "rotulo": "Recibidas", "total": "suma"},
    {"dato": "respondidas", "rotulo": "Respondidas", "total": "suma"},
    {"dato": "a_tiempo", "rotulo": "A tiempo", "numero": {"decimales": 1, "porcentaje": True}},
]
DE_ACCIONES = {
    "codigo": "N.º",
    "descripcion": "Acción",
    "responsable": "Responsable",
    "fecha_fin": "Termina",
}


def acciones(filas: Iterable[Any]) -> list[dict[str, str]]:
    """De las filas que se contaron, lo que el plan dice de cada una."""
    return [{dato: getattr(fila.fila, dato) for dato in DE_ACCIONES} for fila in filas]


def figura() -> Any:
    """El avance de cada componente, en barras de matplotlib."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - puede no estar instalado

    dibujo = Figure(figsize=(6.3, 1.6))
    ejes = dibujo.subplots()
    componentes = [c for c in reversed(analisis.componentes) if c.avance is not None]
    avances = [float(c.avance or 0) for c in componentes]
    barras = ejes.barh([c.nombre for c in componentes], avances, color="#2F6F9F", height=0.6)
    ejes.bar_label(barras, [c.avance_en_texto for c in componentes], padding=4)
    ejes.set_xlim(0, 100)
    ejes.xaxis.set_visible(False)
    ejes.spines[:].set_visible(False)
    ejes.tick_params(length=0)
    return dibujo


piezas: list[Any] = [
    RESUMEN,
    *([(figura(), "Avance de cada componente")] if find_spec("matplotlib") else []),
    "# Lo que se pide resolver",
    (acciones(vencidas), DE_ACCIONES, "Acciones vencidas"),
    "# Peticiones de la ciudadanía",
    (PETICIONES, DE_PETICIONES, "Peticiones por dependencia, de enero a junio"),
    "# Lo que sigue en plazo",
    (acciones(abiertas), DE_ACCIONES, "Acciones por terminar"),
    "# El componente que menos avanza",
    paac.reporte(parte, "ptep-seguimiento", corte=CORTE),
]
informe = paac.documento("Informe de gestión del primer semestre", *piezas)
tipos = ["docx", "xlsx", *(["pdf"] if find_spec("typst") else [])]
archivos = [SALIDA / f"informe-de-gestion.{tipo}" for tipo in tipos]
emisiones = informe.guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {informe.titulo}")
for aviso in dict.fromkeys(aviso for emision in emisiones for aviso in emision.avisos):
    print(f"  conviene revisar: {aviso}")
