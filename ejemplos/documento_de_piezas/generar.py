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
con_avance = [c for c in analisis.componentes if c.avance is not None]
ultimo = min(con_avance, key=lambda c: c.avance)
parte = attrs.evolve(plan, componentes=(ultimo.filas[0].componente,))

# --- Un texto es Markdown. Sus cifras salen del mismo plan que la matriz. El párrafo que va antes
# del primer título sale en la portada.
HALLAZGO = f"""
A la mitad de {plan.vigencia} el programa avanza {cifras.avance_en_texto}, y {len(vencidas)} de las
{len(cifras.debian)} acciones que debían terminar están vencidas: es lo que esta oficina pide
resolver primero.

# Resumen

**El componente que menos avanza es «{ultimo.nombre}», con {ultimo.avance_en_texto}:** vea su
matriz.
"""
FUENTE = f"""
Fuente: lo declarado al {CORTE:%d/%m/%Y}; el promedio de las acciones en que se conoce, entre
paréntesis.
"""

# --- Las cuatro cifras del semestre: una fila, con su letra en grande, y su base en el rótulo.
CIFRAS = [
    {
        "avance": cifras.avance_en_texto,
        "vencidas": len(vencidas),
        "terminadas": len(cifras.terminadas),
        "verificadas": len(cifras.verificadas),
    }
]
EN_GRANDE = {"horizontal": "izquierda", "estilo": {"tamano": 21, "negrita": True}}
DE_CIFRAS = [
    {"dato": "avance", "rotulo": f"Avance\nen {cifras.base_en_texto}", **EN_GRANDE},
    {"dato": "vencidas", "rotulo": f"Vencidas\nde {len(cifras.debian)}", **EN_GRANDE},
    {"dato": "terminadas", "rotulo": f"Terminadas\nde {len(cifras.aplican)}", **EN_GRANDE},
    {"dato": "verificadas", "rotulo": f"Verificadas\nde {len(cifras.reportadas)}", **EN_GRANDE},
]

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
    """El avance de cada componente, en barras de matplotlib y con la letra del documento."""
    from matplotlib import font_manager, rc_context  # noqa: PLC0415 - puede no estar instalado
    from matplotlib.figure import Figure  # noqa: PLC0415

    instaladas = font_manager.get_font_names()
    letra = next((una for una in ("Calibri", "Carlito") if una in instaladas), "sans-serif")
    with rc_context({"font.family": letra, "font.size": 9}):
        dibujo = Figure(figsize=(6.5, 1.7))
        ejes = dibujo.subplots()
        componentes = con_avance[::-1]
        nombres = [f"{c.nombre} ({c.base_en_texto})" for c in componentes]
        barras = ejes.barh(nombres, [float(c.avance) for c in componentes], color="#2F6F9F")
        ejes.bar_label(barras, [c.avance_en_texto for c in componentes], padding=4)
        ejes.set_xlim(0, 100)
        ejes.xaxis.set_visible(False)
        ejes.spines[:].set_visible(False)
        ejes.tick_params(length=0)
    return dibujo


piezas: list[Any] = [
    HALLAZGO,
    (CIFRAS, DE_CIFRAS, "El semestre en cuatro cifras"),
    *([(figura(), "Avance de cada componente"), FUENTE] if find_spec("matplotlib") else []),
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
