"""Un corte entero: los libros salen, las oficinas los llenan, y lo que vuelve se reúne.

Una oficina manda su libro dos veces y otra no responde, para ver cómo lo dice el informe.
"""

import shutil
from datetime import date
from pathlib import Path

import openpyxl

import paac_reportes as paac

PLAN = Path(__file__).parents[1] / "informe_trimestral" / "plan.yaml"
SALIDA = Path(__file__).parents[2] / "salida" / "captura"
CORTE = date(2023, 12, 31)
SEGUIMIENTO, AVANCE, ESTADO = "Seguimiento", "Avance (%)", "Estado"


def llenar(libro: Path, reportes: list[tuple[str, int, str]], en: Path | None = None) -> None:
    """Lo que haría una oficina: abrir su libro y escribir en las columnas abiertas."""
    abierto = openpyxl.load_workbook(libro)
    hoja = abierto["Actividades"]
    rotulos = next(fila for fila in hoja.iter_rows() if SEGUIMIENTO in {c.value for c in fila})
    columnas = {celda.value: celda.column for celda in rotulos}
    for fila, reporte in enumerate(reportes, rotulos[0].row + 1):
        for rotulo, valor in zip((SEGUIMIENTO, AVANCE, ESTADO), reporte, strict=True):
            hoja.cell(fila, columnas[rotulo]).value = valor
    abierto.save(en or libro)


shutil.rmtree(SALIDA, ignore_errors=True)
SALIDA.mkdir(parents=True)
plan = paac.leer(PLAN).sin_dudas()

libros = paac.capturar(plan, CORTE, SALIDA / "libros").archivos
print(f"{len(libros)} libros salen a las oficinas:")
print(*(f"  captura/libros/{libro.name}" for libro in libros), sep="\n")

for libro in libros[1:]:
    llenar(
        libro, [("Se cumplió lo previsto.", 100, "Cumplida"), ("Sigue en curso.", 70, "En proceso")]
    )
corregido = SALIDA / "libros" / "corregido.xlsx"
llenar(libros[1], [("Se cumplió, y se publicó el acta.", 100, "Cumplida")], en=corregido)

reunion = paac.reunir([*libros[1:], corregido], base=plan)
for tipo in ("xlsx", "json"):
    reunion.guardar(SALIDA / f"consolidacion.{tipo}")
paac.guardar_datos(reunion, SALIDA / "datos.json")
print(f"{len(reunion.nuevas)} reportes nuevos; {len(reunion.faltan)} oficina sin responder:")
print("  captura/consolidacion.xlsx: lo que llegó, y en «Conflictos» lo que se contradice")
print("  captura/consolidacion.json: quién respondió, qué falta y qué se contradice")
print("  captura/datos.json: el plan con lo que llegó")

# Quien consolida escoge: de lo que se mandó dos veces, lo último.
resuelta = paac.reunir([*libros[1:], corregido], base=plan, preferir="ultimo")
paac.guardar_datos(resuelta, SALIDA / "datos-resueltos.json")
print(f"{len(reunion.pendientes)} conflicto; si se prefiere el último, {len(resuelta.pendientes)}:")
print("  captura/datos-resueltos.json: el plan con esa preferencia")
