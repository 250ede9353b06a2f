"""La huella de todo lo que sale: para saber, después de mover una pared, que nada cambió.

    export PYTHONPATH=tests
    python herramientas/huellas.py antes.json [DATOS...]           deja las huellas
    python herramientas/huellas.py --contra antes.json [DATOS...]  dice qué cambió, y termina con 1

Cada formato del catálogo con cada plan y cada mapa en cada tipo de salida, los avisos, lo que se
lee de vuelta de Word y Excel, los libros, los de captura a medio llenar y su reunión, las filas y
las cifras, y el consolidado. De un archivo comprimido se guarda la huella de cada parte, que dice
dónde está el cambio. Con dos versiones de Python (``.ci/otro_python``) dice si los bytes son los
mismos. Sin DATOS, los ejemplos del proyecto y los reales, donde estén.
"""

import io
import json
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import openpyxl
from ayudas.huellas import de_texto, huella

import paac_reportes as paac

RAIZ = Path(__file__).parents[1]
TIPOS = ("docx", "xlsx", "html", "pdf", "png", "csv", "tablas.csv", "zip", "json", "parquet")
DE_VUELTA = ("docx", "xlsx")

Contenido = paac.Plan | paac.MapaDeRiesgos


def de_archivo(nombre: str, contenido: bytes) -> Iterator[tuple[str, str]]:
    """Su huella o, si es un comprimido, la de cada parte, que no depende de quien comprime."""
    if contenido[:2] != b"PK":
        yield nombre, huella(contenido)
        return
    with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
        yield nombre, de_texto(abierto.namelist())
        for parte in abierto.namelist():
            yield f"{nombre} {parte}", huella(abierto.read(parte))


def de_un_reporte(reporte: paac.Reporte, nombre: str) -> Iterator[tuple[str, str]]:
    """Cada salida de un reporte, sus avisos y lo que de ella se lee."""
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
            yield from de_lo_leido(io.BytesIO(emision.contenido), este)


def de_lo_leido(archivo: Any, nombre: str) -> Iterator[tuple[str, str]]:
    """Lo que se lee de un archivo, sus avisos, sus columnas y de dónde salió cada dato."""
    try:
        lectura = paac.leer(archivo)
    except paac.ErrorPaac as error:
        yield f"{nombre} leído", de_texto(str(error))
        return
    yield f"{nombre} leído", de_texto(paac.datos_de(lectura.contenido))
    yield f"{nombre} reparos", de_texto([str(aviso) for aviso in lectura.avisos])
    yield f"{nombre} columnas", de_texto([attrs.asdict(una) for una in lectura.columnas])
    yield f"{nombre} lugares", de_texto(dict(lectura.lugares))


def de_sus_libros(suyo: Contenido, nombre: str) -> Iterator[tuple[str, str]]:
    """El libro y el YAML de un plan o de un mapa, y los de captura de su último corte."""
    with tempfile.TemporaryDirectory() as carpeta:
        for tipo in ("xlsx", "yaml"):
            destino = Path(carpeta) / f"datos.{tipo}"
            paac.guardar(suyo, destino)
            yield from de_archivo(f"{nombre} datos.{tipo}", destino.read_bytes())
            yield from de_lo_leido(destino, f"{nombre} datos.{tipo}")
        cortes = suyo.cortes()
        if not cortes:
            return
        libros = Path(carpeta) / "libros"
        for quien in (None,) if isinstance(suyo, paac.Plan) else (None, "oci"):
            rutas = paac.capturar(suyo, max(cortes), libros, quien=quien)
            for libro in rutas:
                yield from de_archivo(f"{nombre} {libro.name}", libro.read_bytes())
            yield from de_una_reunion(suyo, rutas, f"{nombre} {quien or ''}reunidos")


def de_una_reunion(
    suyo: Contenido, libros: Sequence[Path], nombre: str
) -> Iterator[tuple[str, str]]:
    """Los libros a medio llenar, uno de ellos dos veces: lo reunido y su informe."""
    devueltos = [medio_lleno(libro) for libro in libros[:-1] or libros]
    devueltos.append(medio_lleno(devueltos[0], con="Otra cosa."))
    reunion = paac.reunir(devueltos, base=suyo)
    yield f"{nombre} reunido", de_texto(paac.datos_de(reunion.contenido))
    yield f"{nombre} resultado", de_texto(repr(reunion))
    with tempfile.TemporaryDirectory() as carpeta:
        for tipo in ("docx", "xlsx", "json", "html"):
            destino = Path(carpeta) / f"informe.{tipo}"
            paac.oficinas.guardar_reunion(reunion, [destino])
            yield from de_archivo(f"{nombre} informe.{tipo}", destino.read_bytes())


def medio_lleno(libro: Path, con: str = "Se hizo.") -> Path:
    """Una copia con algo escrito en cada dos filas de sus columnas abiertas de texto."""
    abierto = openpyxl.load_workbook(libro)
    for hoja in abierto.worksheets:
        rotulos = next(
            (f for f in hoja.iter_rows() if IDENTIFICACION in {c.value for c in f}), None
        )
        if rotulos is None:
            continue
        for rotulo in rotulos:
            if rotulo.value in ABIERTAS:
                for fila in range(rotulos[0].row + 1, hoja.max_row + 1, 2):
                    hoja.cell(fila, rotulo.column).value = con
    destino = libro.with_name(f"{libro.stem}-{con[:4].strip()}.xlsx")
    abierto.save(destino)
    return destino


IDENTIFICACION = "Identificación (no la cambie)"
ABIERTAS = {"Seguimiento", "Observaciones", "Acciones adelantadas", "Nota", "Respuesta"}


def de_un_consolidado(planes: list[paac.Plan]) -> Iterator[tuple[str, str]]:
    """El de unos planes, en cada tipo."""
    reporte = paac.consolidar(planes)
    for tipo in TIPOS:
        try:
            emision = reporte.emitir(tipo)
        except paac.ErrorPaac as error:
            yield f"consolidado.{tipo} falla", de_texto(str(error))
            continue
        yield from de_archivo(f"consolidado.{tipo}", emision.contenido)
        yield f"consolidado.{tipo} avisos", de_texto([str(aviso) for aviso in emision.avisos])


def de_uno(suyo: Contenido, nombre: str) -> Iterator[tuple[str, str]]:
    """Lo de un plan o un mapa: sus datos, sus filas, sus cifras, sus libros y cada formato."""
    yield f"{nombre} datos", de_texto(paac.datos_de(suyo))
    yield f"{nombre} filas", de_texto(paac.filas_de(suyo))
    yield (
        f"{nombre} claves",
        de_texto(list(dict.fromkeys(k for f in paac.filas_de(suyo) for k in f))),
    )
    if isinstance(suyo, paac.Plan):
        yield f"{nombre} análisis", de_texto(paac.cifras.datos_de_analisis(paac.analizar(suyo)))
    else:
        yield f"{nombre} análisis", de_texto(paac.analizar(suyo).frases())
        yield f"{nombre} revisión", de_texto([str(uno) for uno in paac.revisar(suyo)])
    yield from de_sus_libros(suyo, nombre)
    for ficha in paac.formatos_disponibles():
        try:
            reporte = paac.reporte(suyo, ficha.codigo)
        except paac.ErrorPaac as error:
            yield f"{nombre} {ficha.codigo} falla", de_texto(str(error))
            continue
        yield from de_un_reporte(reporte, f"{nombre} {ficha.codigo}")


def de_todo(datos: list[Path]) -> dict[str, str]:
    """Las huellas de cada plan o mapa en cada formato, por nombre."""
    todas: dict[str, str] = {"esquema": de_texto(paac.esquema())}
    todas["esquema del mapa"] = de_texto(paac.esquema(de="mapa"))
    planes: list[paac.Plan] = []
    for origen in datos:
        lectura = paac.leer(origen)
        suyo = lectura.contenido
        planes += [suyo] if isinstance(suyo, paac.Plan) else []
        todas.update(de_uno(suyo, f"{origen.parent.name}/{origen.name}"))
    todas.update(de_un_consolidado(planes) if planes else {})
    return todas


def los_datos() -> list[Path]:
    """Los planes y el mapa de los ejemplos y, donde estén, los cuatro reales."""
    return [
        RAIZ / "ejemplos/informe_trimestral/plan.yaml",
        RAIZ / "ejemplos/ptep/plan.yaml",
        RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml",
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
