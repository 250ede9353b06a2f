"""La página con todo lo que necesita, lista para servir: ``python ejemplos/navegador/armar.py``.

Reúne tres cosas: la página, que está en esta carpeta; Pyodide, que es Python para el navegador y se
toma de su paquete de npm; y la biblioteca con las que ella pide, como están instaladas aquí, en un
solo zip. De lo compilado no va nada: MarkupSafe, PyYAML y RapidFuzz traen lo suyo escrito también
en Python. No descarga nada, y con lo mismo instalado salen los mismos bytes.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
RAIZ = AQUI.parents[1]
PAGINA = ("index.html", "estilo.css", "pagina.js", "obrero.js", "reportes.py")
DE_PYODIDE = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"),
    *("python_stdlib.zip", "pyodide-lock.json"),
)
CONTENIDO = "contenido.json"
"""Lo que la página mira para saber si ofrece Word; también dice que la carpeta se armó aquí."""
DE_WORD = ("python-docx", "docxcompose")
"""Sólo con lxml: sin ella no se carga."""
_DE_LXML = re.compile(r"lxml-[\w.]+-cp\d+-cp\d+-\w*emscripten\w*_wasm32\.whl")
_REQUISITO = re.compile(r"[\w.-]+")
_SOBRAN = re.compile(
    r"(^|/)(tests?|__pycache__|__pyinstaller)/|\.(so|pyd|c|po|pyx)$"
    # Los tipos de las demás; el de ésta dice de dónde viene cada nombre, y se usa.
    r"|^(?!paac_reportes/).*\.pyi$"
    # De Babel, los idiomas de los que hereda el español de Colombia.
    r"|^babel/locale-data/(?!root\.|es\.|es_419\.|es_CO\.)"
    # De los festivos, los de Colombia; sin el módulo que los carga todos, sólo ésos se cargan.
    r"|^holidays/(countries/(?!colombia)|financial/|locale/(?!es/|en_US/))"
)
"""Lo que ninguna salida usa."""
_FECHA = (1980, 1, 1, 0, 0, 0)


def requisitos(nombre: str, con: set[str]) -> set[str]:
    """Una biblioteca instalada y las que pide, sin lo que sólo va con Word."""
    con.add(nombre.lower())
    for pedida in metadata.requires(nombre) or []:
        hallado = _REQUISITO.match(pedida)
        if hallado and ";" not in pedida and hallado[0].lower() not in con:
            requisitos(hallado[0], con)
    return con


def de_la_biblioteca() -> Iterator[tuple[str, bytes]]:
    """Sus archivos, y los formatos."""
    codigo = Path(paac.__file__).parent
    for ruta in sorted(codigo.rglob("*")):
        if ruta.is_file() and "plantillas" not in ruta.relative_to(codigo).parts:
            yield f"paac_reportes/{ruta.relative_to(codigo).as_posix()}", ruta.read_bytes()
    plantillas = Path(str(files("paac_reportes.plantillas")))
    for ruta in sorted(plantillas.rglob("*")):
        if ruta.is_file():
            nombre = ruta.relative_to(plantillas).as_posix()
            yield f"paac_reportes/plantillas/{nombre}", ruta.read_bytes()


def de_otra(nombre: str) -> Iterator[tuple[str, bytes]]:
    """Los archivos de una instalada, y su ficha, que dice su versión."""
    for ruta in sorted(metadata.files(nombre) or [], key=str):
        partes = ruta.parts
        es_ficha = partes[0].endswith(".dist-info")
        if partes[0] != ".." and (not es_ficha or partes[1:] == ("METADATA",)):
            yield ruta.as_posix(), Path(str(ruta.locate())).read_bytes()


def comprimir(destino: Path, *, con_word: bool) -> None:
    """Todo en un zip, siempre con los mismos bytes."""
    # Compiladas, las dos primeras; Pillow sólo la pide una imagen.
    aparte = {"lxml", "pillow", *DE_WORD}
    suyas = requisitos("paac-reportes", {*aparte}) - {"paac-reportes", *aparte}
    suyas |= {*DE_WORD, "typing_extensions"} if con_word else set()
    archivos = dict(de_la_biblioteca())
    for nombre in sorted(suyas):
        archivos |= dict(de_otra(nombre))
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zip_:
        for nombre, contenido in sorted(archivos.items()):
            if not _SOBRAN.search(nombre):
                ficha = zipfile.ZipInfo(nombre, _FECHA)
                zip_.writestr(ficha, contenido, zipfile.ZIP_DEFLATED)


def rueda_de_lxml(ruta: Path, pyodide: Path) -> str:
    """El nombre de la rueda, si es la de ese Pyodide; si no, por qué no sirve."""
    if not _DE_LXML.fullmatch(ruta.name):
        sys.exit(f"{ruta}: se esperaba la rueda de lxml para Pyodide (lxml-…_wasm32.whl)")
    suya = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["packages"]["lxml"]
    llego = hashlib.sha256(ruta.read_bytes()).hexdigest()
    if llego != suya["sha256"]:
        sys.exit(f"{ruta}: no es la de este Pyodide, que pide {suya['file_name']}: llegó {llego}")
    return ruta.name


def armar(salida: Path, pyodide: Path, lxml: Path | None = None) -> None:
    """Escribe la carpeta entera, de nuevo; sale con un mensaje si falta algo."""
    faltan = [nombre for nombre in DE_PYODIDE if not (pyodide / nombre).is_file()]
    if faltan:
        como = "npm install --prefix salida/npm pyodide"
        sys.exit(f"{pyodide}: faltan {', '.join(faltan)}; con npm: {como}")
    if salida.exists() and any(salida.iterdir()) and not (salida / CONTENIDO).is_file():
        sys.exit(f"{salida}: tiene algo que no se armó aquí; dé una carpeta nueva o vacía")
    rueda = rueda_de_lxml(lxml, pyodide) if lxml else None
    shutil.rmtree(salida, ignore_errors=True)
    (salida / "pyodide").mkdir(parents=True)
    for nombre in PAGINA:
        shutil.copyfile(AQUI / nombre, salida / nombre)
    for nombre in DE_PYODIDE:
        shutil.copyfile(pyodide / nombre, salida / "pyodide" / nombre)
    if lxml and rueda:
        shutil.copyfile(lxml, salida / "pyodide" / rueda)
    comprimir(salida / "biblioteca.zip", con_word=rueda is not None)
    (salida / CONTENIDO).write_text(json.dumps({"lxml": rueda}), "utf-8")


def main() -> None:
    """La orden."""
    lector = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    lector.add_argument("--salida", type=Path, default=RAIZ / "salida" / "navegador")
    lector.add_argument("--pyodide", type=Path, default=RAIZ / "node_modules" / "pyodide")
    lector.add_argument("--lxml", type=Path, help="la rueda de lxml de ese Pyodide: con ella, Word")
    pedido = lector.parse_args()
    armar(pedido.salida, pedido.pyodide, pedido.lxml)
    peso = sum(ruta.stat().st_size for ruta in pedido.salida.rglob("*") if ruta.is_file())
    print(f"{pedido.salida}: {peso / 10**6:.1f} MB")
    print(f"Para verla: python -m http.server --directory {pedido.salida}")


if __name__ == "__main__":
    main()
