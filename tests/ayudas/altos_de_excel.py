"""Cuánto miden las filas de un libro nuestro y cuánto les daría el auto-ajuste de LibreOffice.

El auto-ajuste no mira las celdas combinadas de varias filas: por eso cada celda se mide sola, en
una fila sin alto y en una columna de su ancho entero, con su misma letra. LibreOffice no ajusta al
convertir; lo hace la macro que aquí se le deja. Las celdas giradas y las hojas de datos, de una
tabla con filas de un renglón, no se miden.
"""

import re
import statistics
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import fsum
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import cell as de_openpyxl
from openpyxl.utils import get_column_letter

from ayudas.macros import correr_macro

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LO_MENOS = 12.8
"""Puntos: en LibreOffice ninguna fila ajustada mide menos, pida lo que pida."""
_TOLERANCIA = 0.3
_LO_MAS = 409
_MACRO = """
Sub Hacer(dichos As String)
  Dim rutas, n, h, libro
  rutas = Split(dichos, "|")
  For n = 0 To UBound(rutas) Step 2
    libro = StarDesktop.loadComponentFromURL(ConvertToURL(rutas(n)), "_blank", 0, _
      Array(Propiedad("Hidden", True)))
    For h = 0 To libro.Sheets.Count - 1
      libro.Sheets.getByIndex(h).Rows.OptimalHeight = True
    Next
    libro.storeToURL(ConvertToURL(rutas(n + 1)), _
      Array(Propiedad("FilterName", "Calc MS Excel 2007 XML")))
    libro.close(True)
  Next
  StarDesktop.terminate()
End Sub
"""


class Celda(NamedTuple):
    """Una celda con texto: dónde está, lo que cubre y lo que mide allí."""

    hoja: str
    lugar: str
    fila: int
    filas: int
    ancho: float
    xml: str
    tiene: float


class Medida(NamedTuple):
    """Lo que mide cada fila de un libro y lo que allí pide, y las celdas cuyo texto no cabe."""

    filas: list[tuple[float, float]]
    cortadas: list[str]

    def mediana(self, esperado: Callable[[float], float]) -> float:
        """La de lo que mide cada una sobre lo esperado de lo que allí pide."""
        return statistics.median(mide / esperado(pide) for mide, pide in self.filas)


def medir(rutas: Sequence[Path], carpeta: Path) -> dict[Path, Medida]:
    """La de cada libro; ``carpeta`` es de quien llama, y queda con lo que se escribió."""
    celdas = {ruta: list(_celdas(ruta)) for ruta in rutas}
    sondeos = {ruta: carpeta / f"sondeo{n}.xlsx" for n, ruta in enumerate(rutas)}
    for ruta, sondeo in sondeos.items():
        _sondear(ruta, celdas[ruta], sondeo)
    ajustados = {s: s.with_name(f"ajustado-{s.name}") for s in sondeos.values()}
    _ajustar(ajustados, carpeta)
    return {ruta: _medida(celdas[ruta], _altos(ajustados[sondeos[ruta]])) for ruta in rutas}


def _celdas(ruta: Path) -> Iterator[Celda]:
    with zipfile.ZipFile(ruta) as paquete:
        estilos = etree.fromstring(paquete.read("xl/styles.xml"))
        girados = {
            str(numero)
            for numero, uno in enumerate(estilos.find(f"{S}cellXfs"))
            if uno.find(f"{S}alignment[@textRotation]") is not None
            and uno.find(f"{S}alignment").get("textRotation") != "0"
        }
        for nombre in _hojas(paquete):
            hoja = etree.fromstring(paquete.read(nombre))
            if hoja.find(f"{S}tableParts") is None:
                yield from _de_hoja(nombre, hoja, girados)


def _de_hoja(nombre: str, hoja: etree._Element, girados: set[str]) -> Iterator[Celda]:
    anchos = {
        int(c.get("min")): float(c.get("width"))
        for c in hoja.iter(f"{S}col")
        if c.get("hidden") != "1"
    }
    altos = {int(f.get("r")): float(f.get("ht")) for f in hoja.iter(f"{S}row")}
    combinadas = {}
    for una in hoja.iter(f"{S}mergeCell"):
        desde, arriba, hasta, abajo = _limites(una.get("ref"))
        combinadas[una.get("ref").partition(":")[0]] = (hasta - desde + 1, abajo - arriba + 1)
    for celda in hoja.iter(f"{S}c"):
        columna, fila, *_ = _limites(celda.get("r"))
        if celda.find(f"{S}v") is None or columna not in anchos or celda.get("s") in girados:
            continue
        columnas, filas = combinadas.get(celda.get("r"), (1, 1))
        ancho = round(fsum(anchos[n] for n in range(columna, columna + columnas)), 4)
        tiene = fsum(altos[n] for n in range(fila, fila + filas))
        xml = re.sub(
            r' xmlns(:\w+)?="[^"]*"| r="\w+"', "", etree.tostring(celda, encoding="unicode")
        )
        yield Celda(nombre, celda.get("r"), fila, filas, ancho, xml, tiene)


def _limites(rango: str) -> Any:
    """Las cuatro orillas de un rango, que para openpyxl pueden faltar y aquí no faltan."""
    return de_openpyxl.range_boundaries(rango)


def _hojas(paquete: zipfile.ZipFile) -> list[str]:
    hojas = [n for n in paquete.namelist() if n.startswith("xl/worksheets/sheet")]
    return sorted(hojas, key=lambda n: int(re.sub(r"\D", "", n)))


def _sondear(ruta: Path, celdas: Sequence[Celda], sondeo: Path) -> None:
    """El mismo libro, con todas las celdas en su primera hoja, una por fila y sin alto."""
    anchos = sorted({celda.ancho for celda in celdas})
    columnas = "".join(
        f'<col min="{n}" max="{n}" width="{ancho}" customWidth="1"/>'
        for n, ancho in enumerate(anchos, 1)
    )
    filas = "".join(
        f'<row r="{n}">'
        + una.xml.replace("<c", f'<c r="{get_column_letter(anchos.index(una.ancho) + 1)}{n}"', 1)
        + "</row>"
        for n, una in enumerate(celdas, 1)
    )
    vacia = f'<worksheet xmlns="{S[1:-1]}"><sheetData/></worksheet>'
    llena = (
        f'<worksheet xmlns="{S[1:-1]}"><cols>{columnas}</cols>'
        f"<sheetData>{filas}</sheetData></worksheet>"
    )
    sin_partes = re.compile(r'<Override PartName="/xl/(drawings|charts|tables)[^>]*/>')
    with zipfile.ZipFile(ruta) as de, zipfile.ZipFile(sondeo, "w", zipfile.ZIP_DEFLATED) as a:
        primera, *otras = _hojas(de)
        for nombre in de.namelist():
            if re.match(r"xl/(drawings|charts|media|tables|worksheets/_rels)/", nombre):
                continue
            texto = de.read(nombre).decode()
            if nombre == primera:
                texto = llena
            elif nombre in otras:
                texto = vacia
            elif nombre == "[Content_Types].xml":
                texto = sin_partes.sub("", texto)
            a.writestr(nombre, texto)


def _ajustar(libros: Mapping[Path, Path], carpeta: Path) -> None:
    encargos = [ruta.resolve() for par in libros.items() for ruta in par]
    correr_macro(_MACRO, encargos, carpeta, 300 * len(libros))


def _altos(ajustado: Path) -> dict[int, float]:
    with zipfile.ZipFile(ajustado) as paquete:
        hoja = etree.fromstring(paquete.read(_hojas(paquete)[0]))
    return {int(fila.get("r")): float(fila.get("ht")) for fila in hoja.iter(f"{S}row")}


def _medida(celdas: Sequence[Celda], altos: Mapping[int, float]) -> Medida:
    pide: dict[tuple[str, int], float] = {}
    tiene: dict[tuple[str, int], float] = {}
    cortadas = []
    for numero, celda in enumerate(celdas, 1):
        alto = altos[numero]
        if LO_MENOS + _TOLERANCIA < alto < _LO_MAS and alto > celda.tiene + _TOLERANCIA:
            cortadas.append(f"{celda.hoja}!{celda.lugar}: pide {alto} y tiene {celda.tiene}")
        if celda.filas == 1:
            lugar = celda.hoja, celda.fila
            pide[lugar], tiene[lugar] = max(pide.get(lugar, 0.0), alto), celda.tiene
    return Medida([(tiene[lugar], pide[lugar]) for lugar in pide], cortadas)
