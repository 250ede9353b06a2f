"""Cuánto vuelve igual de un documento que se lee como si lo hubiera escrito otro.

    python herramientas/medir_ajenos.py CARPETA_DE_DATOS

Cada plan de la carpeta (``*.json``) se escribe en cada formato de matriz, en Word y en Excel; se le
quita lo que no se ve y se lee sin decir de qué formato es. Se cuenta campo por campo, fila por fila
y en orden, lo que el formato nombra en su ``formato.toml``.
"""

import io
import json
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import paac_reportes as paac
from paac_reportes.lectura.ajenos.lectura import leer_ajeno
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

PLANTILLAS = Path(__file__).parents[1] / "plantillas"
FORMATOS = (
    *("MCCO.101.18.F.20", "EV-EGMC-PC-003-FM-002", "cajica-plan", "california-plan"),
    *("paac-plan", "paac-seguimiento", "suit-racionalizacion", "ptep-plan", "ptep-seguimiento"),
)
LISTAS = ("actividades", "tramites", "intercambios")


def sin_lo_que_no_se_ve(visto: DocumentoVisto) -> DocumentoVisto:
    """El documento sin propiedades ni marcas."""
    partes = tuple(
        attrs.evolve(
            parte,
            bloques=tuple(
                attrs.evolve(b, marcas={}) if isinstance(b, TablaVista) else b
                for b in parte.bloques
            ),
        )
        for parte in visto.partes
    )
    return attrs.evolve(visto, partes=partes, propiedades={})


def mostrados(plan: paac.Plan, formato: str) -> Iterator[tuple[str, int, str, Any]]:
    """Lista, fila, dato y valor de cada campo que el formato nombra."""
    texto = (PLANTILLAS / formato / "formato.toml").read_text("utf-8")
    for lista in LISTAS:
        filas = [fila for fila in paac.filas_de(plan) if fila["lista"] == lista]
        for numero, fila in enumerate(filas if f'"{lista}"' in texto else ()):
            for dato, valor in fila.items():
                propio = "." in dato and not dato.startswith("entidad.")
                if (
                    propio
                    and re.search(rf"{re.escape(dato)}\b", texto)
                    and valor not in {None, "", ()}
                ):
                    yield lista, numero, dato, valor


def iguales(plan: paac.Plan, formato: str, tipo: str) -> tuple[int, int] | str:
    """Cuántos campos volvieron iguales, y de cuántos; o por qué no se leyó."""
    cortes = plan.cortes()
    corte = cortes[-1] if cortes else None
    contenido = paac.emitir(plan, formato, tipo, corte=corte)
    visto = sin_lo_que_no_se_ve(ver(io.BytesIO(contenido)))
    try:
        leido = leer_ajeno(visto, corte=corte, entidad=plan.entidad.nombre, vigencia=plan.vigencia)
    except paac.ErrorDeEntrada as error:
        return str(error).partition("\n")[0]
    vueltos = {tuple(campo[:3]): campo[3] for campo in mostrados(leido.contenido, formato)}
    todos = list(mostrados(plan, formato))
    return sum(1 for *donde, valor in todos if vueltos.get(tuple(donde)) == valor), len(todos)


def main(carpeta: str) -> None:
    """Un renglón por plan, formato y tipo."""
    warnings.simplefilter("ignore")
    for archivo in sorted(Path(carpeta).glob("*.json")):
        plan = paac.plan_desde_datos(json.loads(archivo.read_text("utf-8")))
        for formato in FORMATOS:
            for tipo in ("docx", "xlsx"):
                medida = iguales(plan, formato, tipo)
                if isinstance(medida, str):
                    print(f"{archivo.stem:24} {formato:22} {tipo}  {medida[:60]}")
                    continue
                bien, todos = medida
                parte = f"{100 * bien / todos:.1f} %" if todos else "-"
                print(f"{archivo.stem:24} {formato:22} {tipo} {bien:5} de {todos:5}  {parte}")


if __name__ == "__main__":
    main(*sys.argv[1:])
