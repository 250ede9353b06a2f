"""Cómo queda un Word y un Excel en otro motor de páginas, que no es LibreOffice ni el nuestro.

    python herramientas/segundo_motor.py --words PYTHON --cells PYTHON ARCHIVO…

``--words`` y ``--cells`` son los Python que tienen aspose-words y aspose-cells, cada uno en su
entorno (``.ci/segundo_motor`` los prepara y lo llama). De un Word dice las palabras que se parten
dentro de una celda, en las páginas que la evaluación deja ver; si las deja ver todas, cuántas son y
cuántas las de nuestro PDF, cuando está al lado con su nombre. De un Excel, las páginas allí y en
LibreOffice. Falla si se parte una palabra que no es una dirección, o si las páginas de un Excel se
apartan en más de una.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGINAS_A_LA_VISTA = 5
"""Las que la evaluación deja ver, más o menos: corta el documento que es más largo."""

_A_PDF = {
    # Donde no hay Calibri pondría la letra de Times o de Arial; Carlito mide lo mismo.
    ".docx": "import sys, aspose.words as a;"
    "de = a.fonts.FontSettings.default_instance.substitution_settings.table_substitution;"
    "de.set_substitutes('Calibri', ['Carlito']);"
    "a.Document(sys.argv[1]).save(sys.argv[2])",
    ".xlsx": "import sys, aspose.cells as a; a.Workbook(sys.argv[1]).save(sys.argv[2])",
}


class Palabra(NamedTuple):
    """Una palabra de una página, y dónde está, en puntos."""

    texto: str
    izquierda: float
    arriba: float
    derecha: float
    abajo: float


def en_celdas(ruta: Path) -> set[str]:
    """Las palabras enteras de las celdas de un Word, también de su encabezado y su pie."""
    palabras: set[str] = set()
    with zipfile.ZipFile(ruta) as paquete:
        partes = [n for n in paquete.namelist() if re.match(r"word/(document|header|footer)", n)]
        for parte in partes:
            for celda in ET.fromstring(paquete.read(parte)).iter(f"{_W}tc"):
                for parrafo in celda.iter(f"{_W}p"):
                    palabras.update(_texto(parrafo).split())
    return palabras


def _texto(parrafo: ET.Element) -> str:
    return "".join(
        uno.text or "" if uno.tag == f"{_W}t" else " "
        for uno in parrafo.iter()
        if uno.tag in {f"{_W}t", f"{_W}br", f"{_W}tab"}
    )


def paginas(pdf: Path) -> int:
    """Cuántas tiene un PDF."""
    dicho = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(dicho.partition("Pages:")[2].split()[0])


def en_paginas(pdf: Path) -> Iterator[list[Palabra]]:
    """Las palabras de cada página, como las dibuja."""
    salida = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True)
    for pagina in ET.fromstring(salida.stdout).iter("{http://www.w3.org/1999/xhtml}page"):
        lados = ("xMin", "yMin", "xMax", "yMax")
        palabras = [Palabra(u.text or "", *(float(u.get(k, 0)) for k in lados)) for u in pagina]
        # El renglón con que la evaluación se anuncia no es del documento.
        suyos = {p.arriba for p in palabras if "Aspose" in p.texto}
        yield [p for p in palabras if p.arriba not in suyos]


def partidas(enteras: set[str], pdf: Path) -> Counter[str]:
    """Cada palabra que se parte, con ``|`` donde, y cuántas veces."""
    vistas: Counter[str] = Counter()
    for pagina in en_paginas(pdf):
        for palabra in pagina:
            pedazos = _pedazos(palabra, pagina, enteras)
            if pedazos and not _se_deja(pedazos):
                vistas["|".join(pedazos)] += 1
    return vistas


def _pedazos(
    palabra: Palabra, pagina: list[Palabra], enteras: set[str], dichos: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Los de una palabra que sigue en el renglón de abajo; nada si está entera."""
    dichos = (*dichos, palabra.texto)
    junta = "".join(dichos)
    if len(dichos) > 1 and junta in enteras:
        return () if all(dicho in enteras for dicho in dichos) else dichos
    if not any(entera.startswith(junta) and entera != junta for entera in enteras):
        return ()
    for otra in pagina:
        if _sigue_en(otra, palabra):
            hallados = _pedazos(otra, pagina, enteras, dichos)
            if hallados:
                return hallados
    return ()


def _sigue_en(otra: Palabra, palabra: Palabra) -> bool:
    """Si comienza el renglón de abajo, en su misma celda o en una tan cerca que lo parece."""
    alto = palabra.abajo - palabra.arriba
    baja = otra.arriba - palabra.arriba
    return 0.5 * alto < baja < 1.8 * alto and otra.izquierda < palabra.derecha < otra.derecha + 250


_SEPARAN = "/?&.-–_=@:"


def _se_deja(pedazos: tuple[str, ...]) -> bool:
    """Si parte donde cualquiera parte: una dirección, o tras un guion o una barra entre letras."""
    junta = "".join(pedazos)
    if re.search(r"://|www\.|@", junta):
        return True
    con_letras = re.search(r"[^\W\d_]", junta) is not None
    return con_letras and all(pedazo[-1] in _SEPARAN for pedazo, _ in pairwise(pedazos))


def en_otro(python: str, archivo: Path, carpeta: Path) -> Path:
    """El PDF que ese motor hace de un archivo."""
    pdf = carpeta / f"{archivo.name}.pdf"
    orden = [python, "-c", _A_PDF[archivo.suffix], archivo, pdf]
    subprocess.run(orden, check=True, capture_output=True, timeout=600)
    return pdf


def _en_libreoffice(archivo: Path, carpeta: Path) -> int:
    perfil = f"-env:UserInstallation=file://{carpeta}/perfil"
    orden = ["soffice", perfil, "--headless", "--convert-to", "pdf", "--outdir", carpeta, archivo]
    subprocess.run(orden, check=True, capture_output=True, timeout=600)
    return paginas(carpeta / f"{archivo.stem}.pdf")


def mirar_word(python: str, archivo: Path, carpeta: Path) -> bool:
    """Dice lo de un Word; si está bien."""
    pdf = en_otro(python, archivo, carpeta)
    suyas, vistas = paginas(pdf), partidas(en_celdas(archivo), pdf)
    nuestro = archivo.with_suffix(".pdf")
    dicho = f"{archivo.name}: {sum(vistas.values())} partidas en {suyas} páginas"
    if suyas < _PAGINAS_A_LA_VISTA and nuestro.exists():
        dicho += f", y nuestro PDF, {paginas(nuestro)}"
    print(dicho, *(f"  {cuantas} {palabra}" for palabra, cuantas in vistas.most_common()), sep="\n")
    return not vistas


def mirar_excel(python: str, archivo: Path, carpeta: Path) -> bool:
    """Dice lo de un Excel; si está bien."""
    alli, aqui = paginas(en_otro(python, archivo, carpeta)), _en_libreoffice(archivo, carpeta)
    print(f"{archivo.name}: {alli} páginas, y en LibreOffice, {aqui}")
    return abs(alli - aqui) <= 1


if __name__ == "__main__":
    argumentos = argparse.ArgumentParser()
    argumentos.add_argument("--words", help="el Python que tiene aspose-words")
    argumentos.add_argument("--cells", help="el Python que tiene aspose-cells")
    argumentos.add_argument("archivos", type=Path, nargs="+")
    dichos = argumentos.parse_args()
    mal: list[str] = []
    with tempfile.TemporaryDirectory() as aparte:
        for uno in dichos.archivos:
            bien = True
            if uno.suffix == ".docx" and dichos.words:
                bien = mirar_word(dichos.words, uno, Path(aparte))
            elif uno.suffix == ".xlsx" and dichos.cells and shutil.which("soffice"):
                bien = mirar_excel(dichos.cells, uno, Path(aparte))
            mal += () if bien else (uno.name,)
    sys.exit(f"No quedan bien en el otro motor: {', '.join(mal)}" if mal else 0)
