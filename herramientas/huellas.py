"""La huella de todo lo que sale: para saber, después de mover una pared, que nada cambió.

    python herramientas/huellas.py antes.json [DATOS...]           deja las huellas
    python herramientas/huellas.py --contra antes.json [DATOS...]  dice qué cambió, y termina con 1

Cada formato del catálogo con cada plan en cada tipo de salida, los avisos, lo que se lee de vuelta
de Word y Excel, el libro del plan y los de captura. De un archivo comprimido se guarda la huella de
cada parte, que dice dónde está el cambio. Con dos versiones de Python (``.ci/otro_python``) dice si
los bytes son los mismos. Sin DATOS, los ejemplos del proyecto y los reales, donde
estén.
"""

import hashlib
import io
import json
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paac_reportes as paac

RAIZ = Path(__file__).parents[1]
TIPOS = ("docx", "xlsx", "html", "pdf", "png", "csv", "tablas.csv", "zip", "json", "parquet")
DE_VUELTA = ("docx", "xlsx")


def huella(contenido: bytes) -> str:
    """Las primeras letras de su SHA-256: bastan para notar un cambio."""
    return hashlib.sha256(contenido).hexdigest()[:16]


def de_archivo(nombre: str, contenido: bytes) -> Iterator[tuple[str, str]]:
    """Su huella o, si es un comprimido, la de cada parte, que no depende de quien comprime."""
    if contenido[:2] != b"PK":
        yield nombre, huella(contenido)
        return
    with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
        yield nombre, de_texto(abierto.namelist())
        for parte in abierto.namelist():
            yield f"{nombre} {parte}", huella(abierto.read(parte))


def de_texto(valor: Any) -> str:
    """La de algo que se puede volver texto."""
    escrito = json.dumps(valor, ensure_ascii=False, sort_keys=True, default=str)
    return huella(escrito.encode("utf-8", "surrogatepass"))


def de_un_reporte(plan: paac.Plan, codigo: str, nombre: str) -> Iterator[tuple[str, str]]:
    """Cada salida de un plan en un formato, sus avisos y lo que de ella se lee."""
    reporte = paac.reporte(plan, codigo)
    for tipo in TIPOS:
        este = f"{nombre}.{tipo}"
        try:
            emision = reporte.emitir(tipo)
        except paac.ErrorPaac as error:
            yield f"{este} falla", de_texto(str(error))
            continue
        yield from de_archivo(este, emision.contenido)
        yield f"{este} avisos", de_texto([str(aviso) for aviso in emision.avisos])
        if tipo in DE_VUELTA:
            try:
                lectura = paac.leer(io.BytesIO(emision.contenido))
            except paac.ErrorPaac as error:
                yield f"{este} leído", de_texto(str(error))
            else:
                yield f"{este} leído", de_texto(lectura.plan and paac.datos_de(lectura.plan))
                yield f"{este} reparos", de_texto([str(aviso) for aviso in lectura.avisos])


def de_sus_libros(plan: paac.Plan, nombre: str) -> Iterator[tuple[str, str]]:
    """El plan como libro y como YAML, y los libros de captura de su último corte."""
    with tempfile.TemporaryDirectory() as carpeta:
        for tipo in ("xlsx", "yaml"):
            destino = Path(carpeta) / f"plan.{tipo}"
            paac.guardar_plan(plan, destino)
            yield from de_archivo(f"{nombre} plan.{tipo}", destino.read_bytes())
            leido = paac.datos_de(paac.leer_plan(destino))
            yield f"{nombre} plan.{tipo} leído", de_texto(leido)
        cortes = plan.cortes()
        if not cortes:
            return
        libros = Path(carpeta) / "libros"
        paac.capturar(plan, max(cortes), libros)
        for libro in sorted(libros.iterdir()):
            yield from de_archivo(f"{nombre} {libro.name}", libro.read_bytes())


def de_todo(datos: list[Path]) -> dict[str, str]:
    """Las huellas de cada plan en cada formato, por nombre."""
    todas: dict[str, str] = {"esquema": de_texto(paac.esquema())}
    for origen in datos:
        plan = paac.leer_plan(origen)
        nombre = f"{origen.parent.name}/{origen.name}"
        todas[f"{nombre} análisis"] = de_texto(paac.datos_de_analisis(paac.analizar(plan)))
        todas[f"{nombre} filas"] = de_texto(paac.filas_de(plan))
        todas.update(de_sus_libros(plan, nombre))
        for ficha in paac.formatos_disponibles():
            todas.update(de_un_reporte(plan, ficha.codigo, f"{nombre} {ficha.codigo}"))
    return todas


def los_datos() -> list[Path]:
    """Los planes de los ejemplos y, donde estén, los cuatro reales."""
    return [
        RAIZ / "ejemplos/informe_trimestral/plan.yaml",
        RAIZ / "ejemplos/ptep/plan.yaml",
        *sorted((RAIZ.parent / "shared/datos").glob("*.json")),
    ]


def comparar(antes: dict[str, str], ahora: dict[str, str]) -> int:
    """Dice cada diferencia de los planes que ahora se miraron; 1 si hay alguna."""
    mirados = {nombre.split(" ")[0] for nombre in ahora}
    antes = {nombre: una for nombre, una in antes.items() if nombre.split(" ")[0] in mirados}
    distintas = sorted(
        nombre for nombre in antes.keys() | ahora.keys() if antes.get(nombre) != ahora.get(nombre)
    )
    for nombre in distintas:
        falta = "ya no está" if nombre not in ahora else "no estaba" if nombre not in antes else ""
        print(f"{nombre}: {falta or 'cambió'}")
    print(f"{len(ahora)} huellas, {len(distintas)} distintas")
    return 1 if distintas else 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    argumentos = sys.argv[1:]
    contra = argumentos[0] == "--contra"
    archivo, *pedidos = argumentos[1:] if contra else argumentos
    halladas = de_todo([Path(pedido) for pedido in pedidos] or los_datos())
    if contra:
        sys.exit(comparar(json.loads(Path(archivo).read_text("utf-8")), halladas))
    Path(archivo).write_text(json.dumps(halladas, ensure_ascii=False, indent=0), "utf-8")
    print(f"{len(halladas)} huellas en {archivo}")
