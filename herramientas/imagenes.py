"""Las imágenes de la documentación: lo que sale hoy de los ejemplos, dibujado.

    python herramientas/imagenes.py [NOMBRE…]     las hace otra vez, todas o esas (make imagenes)

Cada ``.png`` de ``docs/imagenes`` lleva adentro, como texto, la huella de aquello de lo que se
dibujó: la fuente del PDF, las partes del libro o la página web, sin lo que depende de las letras de
la máquina. Por eso revisarlas sólo pide Python; hacerlas, poppler, LibreOffice, Node y Chromium.
"""

import csv
import hashlib
import io
import math
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.shared import Mm, Pt
from PIL import Image, ImageOps, PngImagePlugin
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf.escritor import fuente_de
from paac_reportes.escritores.pdf.motor import Fuentes
from paac_reportes.formatos.lectura.catalogo import hallar_formato

RAIZ = Path(__file__).parents[1]
CARPETA = RAIZ / "docs" / "imagenes"
EJEMPLO = RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml"
CORTE = date(2023, 9, 30)
MATRIZ, INFORME = "MCCO.101.18.F.20", "informe-seguimiento"
HUELLA = "huella"
"""El nombre del texto que la lleva en el ``.png``."""

COLORES = 256
"""Los de una imagen: los más comunes de lo dibujado."""
BORDE = "#B0B0B0"
FINA = 200
"""Los puntos por pulgada con que se dibuja una hoja antes de reducirla."""
_TRAZO_DE_IMAGEN = re.compile(r'bytes\("((?:[^"\\]|\\.)*)"\)')
_ASPECTO = re.compile(r'style=\\?"([^"\\]*)')
_EN_LA_PAGINA = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")
_PARTES_QUE_SE_VEN = re.compile(
    r"xl/(worksheets|drawings|charts)/[^/]+\.xml|xl/(styles|sharedStrings|workbook)\.xml"
)


class Imagen(NamedTuple):
    """Una imagen: cómo se llama, de qué sale y cómo se dibuja."""

    nombre: str
    origen: Callable[[], str]
    """Aquello de lo que sale, como texto: lo mismo en cualquier máquina."""
    dibujar: Callable[[], Image.Image]
    ancho: int

    @property
    def archivo(self) -> Path:
        """Donde está."""
        return CARPETA / f"{self.nombre}.png"

    def huella(self) -> str:
        """La que debe llevar."""
        return hashlib.sha256(self.origen().encode("utf-8")).hexdigest()[:16]

    def huella_que_lleva(self) -> str | None:
        """La de cuando se dibujó; ``None`` si no está."""
        if not self.archivo.exists():
            return None
        with Image.open(self.archivo) as abierta:
            return str(abierta.info.get(HUELLA))

    def hacer(self) -> None:
        """La dibuja, la reduce y la guarda con su huella."""
        entera = self.dibujar().convert("RGB")
        reducida = entera.resize(
            (self.ancho, round(entera.height * self.ancho / entera.width)), Image.Resampling.BOX
        )
        con_borde = ImageOps.expand(reducida, 1, BORDE)
        dicho = PngImagePlugin.PngInfo()
        dicho.add_text(HUELLA, self.huella())
        CARPETA.mkdir(exist_ok=True)
        de_pocos_colores(con_borde).save(self.archivo, optimize=True, pnginfo=dicho)


def de_pocos_colores(imagen: Image.Image) -> Image.Image:
    """Imagen con sus colores más comunes a la letra, y los de los bordes de las letras, cercanos.

    El promedio de dos puntos (``BOX``) tampoco inventa un color dentro de lo que es de uno solo; y
    ``quantize`` con una paleta dada sí: junta los que difieren en dos unidades.
    """
    contados: Any = imagen.getcolors(imagen.width * imagen.height)
    colores = [color for _, color in sorted(contados, reverse=True)]
    paleta = colores[:COLORES]
    lugares = {color: lugar for lugar, color in enumerate(paleta)}
    for color in colores[COLORES:]:
        lugares[color] = min(range(COLORES), key=lambda n: math.dist(paleta[n], color))
    rojo, verde, azul = (capa.tobytes() for capa in imagen.split())
    puntos = bytes(map(lugares.__getitem__, zip(rojo, verde, azul, strict=True)))
    con_paleta = Image.frombytes("P", imagen.size, puntos)
    con_paleta.putpalette([parte for color in paleta for parte in color])
    return con_paleta


# ------------------------------------------------------------------ de qué salen
@cache
def _ejemplo() -> paac.Plan:
    return paac.leer(EJEMPLO).sin_dudas()


@cache
def _mapa() -> paac.MapaDeRiesgos:
    return paac.leer(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()


@cache
def _primero() -> paac.Plan:
    """El plan que ``docs/primer_reporte.md`` pide escribir."""
    pagina = (RAIZ / "docs" / "primer_reporte.md").read_text("utf-8")
    (escrito,) = re.findall(r"^```yaml\n(.*?)^```", pagina, re.DOTALL | re.MULTILINE)[:1]
    with tempfile.TemporaryDirectory() as aparte:
        archivo = Path(aparte, "plan.yaml")
        archivo.write_text(escrito, "utf-8")
        return paac.leer(archivo).sin_dudas()


def _de_cuaderno() -> str:
    """Lo que un cuaderno muestra de una matriz propia."""
    peticiones = RAIZ / "ejemplos" / "matriz_propia" / "peticiones.csv"
    with peticiones.open(encoding="utf-8", newline="") as abierto:
        filas = list(csv.DictReader(abierto, delimiter=";"))
    columnas = [
        {"dato": "oficina", "rotulo": "Dependencia"},
        {"dato": "recibidas", "rotulo": ["Peticiones", "Recibidas"], "total": "suma"},
        {"dato": "respondidas", "rotulo": ["Peticiones", "Respondidas"], "total": "suma"},
        {
            "dato": "a_tiempo",
            "rotulo": ["Peticiones", "A tiempo (%)"],
            "total": "promedio",
            "colores": [{"<": 85, "color": "F8CBAD"}, {">=": 95, "color": "C6EFCE"}],
        },
    ]
    numeros = [
        {
            nombre: Decimal(v.replace(",", ".")) if v.replace(",", "").isdigit() else v
            for nombre, v in f.items()
        }
        for f in filas
    ]
    formato = paac.formato_de_columnas("Peticiones por dependencia", columnas, total="Total")
    reporte = paac.reporte(paac.Entidad(nombre="Municipio"), formato, filas=numeros)
    return str(reporte._repr_mimebundle_()["text/html"])


@cache
def _cuerpo() -> bytes:
    """El Word que ``docs/cuerpo_en_word.md`` pide escribir."""
    word, escrito = Document(), io.BytesIO()
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Arial", Pt(9)
    hoja = word.sections[0]
    hoja.left_margin = hoja.right_margin = Mm(20)
    word.add_heading("Seguimiento de {{ entidad.nombre }}", 1)
    word.add_paragraph(
        "La Oficina de Control Interno presenta lo que se reportó con corte al"
        " {{ corte | fecha_larga }}, vigencia {{ vigencia }}."
    )
    filas = (
        ("N.º", "Actividad", "Responsable", "Lo que se reportó"),
        ("{{ componente.nombre }}", "", "", ""),
        (
            *("{{ actividad.codigo }}", "{{ actividad.descripcion }}"),
            *("{{ actividad.responsable }}", "{{ seguimiento.texto }}"),
        ),
    )
    tabla = word.add_table(len(filas), 4, style="Light Grid Accent 1")
    for columna, ancho in zip(tabla.columns, (38, 46, 42, 50), strict=True):
        columna.width = Mm(ancho)
        for celda in columna.cells:
            celda.width = Mm(ancho)
    tabla.rows[1].cells[0].merge(tabla.rows[1].cells[3])
    for fila, textos in zip(tabla.rows, filas, strict=True):
        for celda, texto in zip(fila.cells, filter(None, textos), strict=False):
            celda.text = texto
    word.save(escrito)
    return escrito.getvalue()


@cache
def _cuerpo_lleno() -> bytes:
    formato = paac.formato_desde_word(_cuerpo())
    return paac.reporte(_ejemplo(), formato, corte=CORTE).emitir("docx").contenido


def _texto_de_word(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as abierto:
        return abierto.read("word/document.xml").decode("utf-8")


@cache
def _de_calor() -> paac.Formato:
    """Un mapa de calor y nada más, con el aspecto de un informe."""
    return paac.formato_desde_datos(
        {
            "codigo": "calor",
            "nombre": "Mapa de calor",
            "version": "1",
            "de": "mapa",
            "propiedades": {"titulo": "Mapa de calor"},
            "pagina": {"orientacion": "vertical", "familia": "Calibri", "tamano": 9},
            "aspecto": {"base": "sobrio"},
            "cuerpo": [{"tipo": "mapa_de_calor", "movimiento": False}],
        }
    )


def _fuente(plan: paac.Plan | paac.MapaDeRiesgos, formato: str | paac.Formato) -> str:
    """La del PDF, sin los trazos de sus imágenes: de ellas, sólo sus colores y sus rayas."""
    corte = max(plan.cortes()) if plan is not _ejemplo() else CORTE
    if isinstance(formato, str):
        formato, _ = hallar_formato(formato, fecha=corte)
    documento = componer(plan, formato, corte, "documento").documento
    ninguna: Any = None
    escrita, _ = fuente_de(documento, Fuentes(ninguna, {}, ()), Escritura(), [])
    return _TRAZO_DE_IMAGEN.sub(
        lambda trazo: " ".join(sorted(set(_ASPECTO.findall(trazo[1])))), escrita
    )


def _partes(libro: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(libro)) as abierto:
        for parte in sorted(abierto.namelist()):
            if _PARTES_QUE_SE_VEN.fullmatch(parte):
                yield f"{parte}\n{abierto.read(parte).decode('utf-8')}"


def _emitido(codigo: str, tipo: str) -> bytes:
    return paac.reporte(_ejemplo(), codigo, corte=CORTE).emitir(tipo).contenido


# ------------------------------------------------------------------ cómo se dibujan
def _correr(*orden: object) -> None:
    ambiente = {**os.environ, "NODE_PATH": str(RAIZ / "node_modules")}
    subprocess.run(  # noqa: S603 - programas que ya están
        [str(parte) for parte in orden], check=True, env=ambiente, stdout=subprocess.DEVNULL
    )


def _hoja(pdf: bytes, numero: int) -> Image.Image:
    """Una hoja de un PDF, contadas desde 1."""
    with tempfile.TemporaryDirectory() as aparte:
        archivo = Path(aparte, "x.pdf")
        archivo.write_bytes(pdf)
        _correr(
            "pdftoppm",
            "-png",
            "-singlefile",
            "-r",
            FINA,
            "-f",
            numero,
            "-l",
            numero,
            archivo,
            Path(aparte, "hoja"),
        )
        return Image.open(io.BytesIO(Path(aparte, "hoja.png").read_bytes()))


def parte(hoja: Image.Image, desde: float, hasta: float) -> Image.Image:
    """Lo que hay entre dos alturas de una hoja, que va de 0 a 1, hasta la última raya que quepa.

    A la altura donde una fila terminaba, con otros altos, hay una cortada por la mitad.
    """
    recorte = hoja.crop((0, round(hoja.height * desde), hoja.width, round(hoja.height * hasta)))
    de_lado_a_lado = recorte.convert("L").resize((1, recorte.height), Image.Resampling.BOX)
    claros = de_lado_a_lado.tobytes()
    ultima = max((n for n, claro in enumerate(claros) if claro < _RAYA), default=recorte.height - 1)
    return recorte.crop((0, 0, recorte.width, ultima + 1))


_RAYA = 130
"""Lo más claro que es, de lado a lado, el renglón de puntos de una raya; 255 es el blanco."""


def _hoja_que_dice(pdf: bytes, texto: str) -> Image.Image:
    """La última en que está: la primera suele ser la tabla de contenido."""
    paginas = [
        n
        for n, pagina in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1)
        if texto in " ".join(pagina.extract_text().split())
    ]
    return _hoja(pdf, paginas[-1])


def _como_hoja_de_calculo(libro: bytes) -> Image.Image:
    """La primera hoja en LibreOffice, con las letras de sus columnas y los números de sus filas.

    Con ellos no cabe en su papel: va en uno más grande, y se recorta.
    """
    con_letras = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(libro)) as abierto, zipfile.ZipFile(con_letras, "w") as nuevo:
        for parte in abierto.namelist():
            datos = abierto.read(parte)
            if parte == "xl/worksheets/sheet1.xml":
                datos = datos.replace(b"<printOptions", b'<printOptions headings="1"', 1)
                datos = re.sub(rb"<headerFooter.*?</headerFooter>", b"", datos, flags=re.DOTALL)
                datos = re.sub(rb'(<pageSetup[^>]*paperSize=)"\d+"', rb'\1"8"', datos)  # A3
            nuevo.writestr(parte, datos)
    hoja = _en_libreoffice(con_letras.getvalue(), "xlsx")
    return hoja.crop(ImageOps.invert(hoja.convert("L")).getbbox())


def _sin_margenes(hoja: Image.Image) -> Image.Image:
    """Sin los blancos de alrededor."""
    tinta = ImageOps.invert(hoja.convert("L"))
    return ImageOps.expand(hoja.crop(tinta.getbbox()), FINA // 10, "white")


def _como_word(docx: bytes) -> Image.Image:
    """La primera hoja en LibreOffice, sin los blancos de alrededor."""
    return _sin_margenes(_en_libreoffice(docx, "docx"))


def _en_libreoffice(contenido: bytes, tipo: str) -> Image.Image:
    """Su primera hoja."""
    with tempfile.TemporaryDirectory() as aparte:
        archivo = Path(aparte, f"x.{tipo}")
        archivo.write_bytes(contenido)
        _correr(
            "soffice", f"-env:UserInstallation=file://{aparte}/perfil",
            "--headless", "--convert-to", "pdf", "--outdir", aparte, archivo,
        )  # fmt: skip
        return _hoja(Path(aparte, "x.pdf").read_bytes(), 1)


def _en_un_navegador(pagina: str | bytes, ancho: int, *trecho: str) -> Image.Image:
    """Página entera, o el trecho que va de un elemento a otro."""
    with tempfile.TemporaryDirectory() as aparte:
        archivo, vista = Path(aparte, "x.html"), Path(aparte, "x.png")
        archivo.write_bytes(pagina.encode("utf-8") if isinstance(pagina, str) else pagina)
        _correr("node", RAIZ / "herramientas" / "captura.js", archivo, vista, ancho, *trecho)
        return Image.open(io.BytesIO(vista.read_bytes()))


_CUADERNO = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 12px; font: 14px system-ui, sans-serif; }
table { border-collapse: collapse; font-size: 12px; }
th, td { padding: .5em; border: 0; }
tr:nth-child(even) { background: #F5F5F5; }
</style>"""
"""Como una celda de cuaderno muestra lo suyo, que trae tablas sin más aspecto que ese."""

IMAGENES = (
    Imagen(
        "matriz",
        lambda: _fuente(_ejemplo(), MATRIZ),
        lambda: _sin_margenes(_hoja(_emitido(MATRIZ, "pdf"), 1)),
        1200,
    ),
    Imagen(
        "cinco_filas",
        lambda: _fuente(_ejemplo(), MATRIZ),
        lambda: _sin_margenes(parte(_hoja(_emitido(MATRIZ, "pdf"), 1), 0.19, 0.6)),
        1400,
    ),
    Imagen(
        "mapa_de_calor",
        lambda: _fuente(_mapa(), _de_calor()),
        lambda: _sin_margenes(_hoja(paac.reporte(_mapa(), _de_calor()).emitir("pdf").contenido, 1)),
        1000,
    ),
    Imagen(
        "informe",
        lambda: _fuente(_ejemplo(), INFORME),
        lambda: _hoja_que_dice(_emitido(INFORME, "pdf"), "Lo que se pide decidir"),
        1000,
    ),
    Imagen(
        "libro",
        lambda: "\n".join(_partes(_emitido(MATRIZ, "xlsx"))),
        lambda: _como_hoja_de_calculo(_emitido(MATRIZ, "xlsx")),
        1100,
    ),
    Imagen(
        "telefono",
        lambda: _EN_LA_PAGINA.sub("", _emitido(INFORME, "html").decode("utf-8")),
        lambda: _en_un_navegador(_emitido(INFORME, "html"), 390, "#resumen", "#resumen ~ figure"),
        780,
    ),
    Imagen(
        "primer_reporte",
        lambda: _fuente(_primero(), "paac-seguimiento"),
        lambda: _sin_margenes(
            _hoja(paac.reporte(_primero(), "paac-seguimiento").emitir("pdf").contenido, 1)
        ),
        1600,
    ),
    Imagen(
        "cuerpo_escrito",
        lambda: _texto_de_word(_cuerpo()),
        lambda: _como_word(_cuerpo()),
        1000,
    ),
    Imagen(
        "cuerpo_lleno",
        lambda: _texto_de_word(_cuerpo_lleno()),
        lambda: parte(_como_word(_cuerpo_lleno()), 0, 0.4),
        1000,
    ),
    Imagen(
        "cuaderno",
        _de_cuaderno,
        lambda: _en_un_navegador(_CUADERNO + _de_cuaderno(), 620),
        620,
    ),
)


def main(argumentos: list[str]) -> None:
    """Las hace, todas o las que se nombren."""
    for una in IMAGENES:
        if not argumentos or una.nombre in argumentos:
            una.hacer()
            print(una.archivo.relative_to(RAIZ), una.archivo.stat().st_size // 1024, "kB")


if __name__ == "__main__":
    main(sys.argv[1:])
