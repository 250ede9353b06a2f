"""Lo que se dibuja sobre las celdas, que hace openpyxl: gráficos, imágenes y notas.

El gráfico que va bajo una tabla es propio de Excel: se edita, y sigue lo que digan sus celdas.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.reference import DummyWorksheet
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.comments.comment_sheet import CommentRecord, CommentSheet
from openpyxl.drawing.fill import Blip
from openpyxl.drawing.geometry import PresetGeometry2D
from openpyxl.drawing.image import Image
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.picture import PictureFrame
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor, SpreadsheetDrawing
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.xml.functions import tostring

from paac_reportes import clases
from paac_reportes.escritores.paquete import escapar
from paac_reportes.escritores.xlsx.celdas import en_clave
from paac_reportes.maqueta.aspecto import TINTA, Horizontal
from paac_reportes.maqueta.contenido import Imagen
from paac_reportes.maqueta.estilos import Estilo, letra_sobre
from paac_reportes.maqueta.hoja.graficos import (
    PARTE_DE_UN_DIBUJO,
    GraficoEnHoja,
    SerieEnHoja,
)
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm, emu

_CM_POR_MM = 0.1
_ENTRE_BARRAS = 40
"""Por ciento: lo que separa dos barras, ante el grueso de una."""
_SIN_CEROS = "0;;"
_CENTESIMAS = 850
"""De punto: el tamaño de las letras."""

_PARTE_A_LA_IZQUIERDA: dict[Horizontal, float] = {
    "izquierda": 0.0,
    "centro": 0.5,
    "derecha": 1.0,
    "justificada": 0.0,
}
"""Parte de lo que le sobra a una imagen en su celda que va a su izquierda."""

_PRIMERA_IMAGEN = 1000
"""Desde dónde se numeran: openpyxl numera los gráficos del mismo dibujo desde 1."""


class Dibujado(NamedTuple):
    """Las partes de un dibujo; las imágenes y los gráficos, por su nombre."""

    dibujo: str
    relaciones: bytes
    imagenes: Mapping[str, Sequence[bytes]]
    graficos: Mapping[str, str]


@clases.frozen
class Dibujo:
    """Lo que va sobre las celdas de una hoja."""

    de_hoja: Sequence[GraficoEnHoja]
    graficos: Sequence[Any]
    imagenes: Sequence["ImagenDeHoja"]

    def en_partes(self, graficos: int, imagenes: int) -> Dibujado:
        """Las partes del dibujo, en un libro que ya tiene tantos gráficos y tantas imágenes."""
        dibujo: Any = SpreadsheetDrawing()
        dibujo.charts, dibujo.images = [*self.graficos], [*self.imagenes]
        for antes, que_se_numera in ((graficos, dibujo.charts), (imagenes, dibujo.images)):
            for numero, uno in enumerate(que_se_numera, antes + 1):
                uno._id = numero  # noqa: SLF001 - openpyxl lo guarda ahí
        escrito = tostring(dibujo._write()).decode()  # noqa: SLF001
        return Dibujado(
            _descritos(self.de_hoja, escrito),
            tostring(dibujo._write_rels()),  # noqa: SLF001
            {imagen.path[1:]: [imagen.datos] for imagen in dibujo.images},
            {uno.path[1:]: _completo(tostring(uno._write()).decode()) for uno in dibujo.charts},  # noqa: SLF001
        )


def dibujo_de(
    hoja: HojaMontada,
    nombre: str,
    con_imagen: Iterable[tuple[int, CeldaDeHoja, Imagen]],
    estilos: Mapping[str, Estilo],
) -> Dibujo:
    """Los gráficos y las imágenes de una hoja: cada una en su celda, al lado que dice su estilo."""
    de_excel = DummyWorksheet(nombre)
    graficos = [_grafico(de_excel, grafico, hoja.ancho_de_dibujo) for grafico in hoja.graficos]
    imagenes = []
    for numero, (fila, celda, imagen) in enumerate(con_imagen, _PRIMERA_IMAGEN):
        ancho = fsum(hoja.anchos[celda.columna : celda.columna + celda.columnas])
        cabe = imagen.reducida(Mm(ancho * PARTE_DE_UN_DIBUJO))
        sobra = ancho - cabe.ancho
        margen = Mm(sobra * _PARTE_A_LA_IZQUIERDA[estilos[celda.estilo].horizontal])
        imagenes.append(ImagenDeHoja(cabe, numero, (celda.columna, fila), margen))
    return Dibujo(hoja.graficos, graficos, imagenes)


def _grafico(excel: DummyWorksheet, dibujo: GraficoEnHoja, ancho: Mm) -> Any:
    """Un gráfico de ese ancho, con las celdas de su hoja de donde sale."""
    grafico: Any = BarChart()  # openpyxl declara otro tipo para lo suyo
    grafico.type, grafico.grouping, grafico.overlap = "bar", "stacked", 100
    grafico.gapWidth, grafico.legend.position = _ENTRE_BARRAS, "t"
    grafico.roundedCorners, grafico.graphical_properties = False, _relleno(None)
    grafico.series = [_serie(excel, serie, dibujo) for serie in dibujo.series]
    grafico.x_axis.scaling.orientation = "maxMin"  # la primera fila, arriba
    grafico.x_axis.delete, grafico.y_axis.delete = False, True
    grafico.x_axis.majorTickMark, grafico.y_axis.majorGridlines = "none", None
    grafico.x_axis.txPr = grafico.legend.txPr = _letra(TINTA)
    grafico.height, grafico.width = dibujo.alto * _CM_POR_MM, ancho * _CM_POR_MM
    grafico.anchor = f"A{dibujo.fila}"
    return grafico


def _celdas(excel: DummyWorksheet, columna: int, dibujo: GraficoEnHoja) -> Any:
    """Las celdas de una columna, desde 0, en las filas que el gráfico dibuja."""
    primera, ultima = dibujo.valores
    que: Any = Reference  # openpyxl declara otro tipo para la hoja de la que sólo sabe el nombre
    return que(excel, min_col=columna + 1, min_row=primera, max_row=ultima)


def _serie(excel: DummyWorksheet, serie: SerieEnHoja, dibujo: GraficoEnHoja) -> Any:
    """Una serie con su color y, en cada barra, su número si no es cero."""
    de_excel: Any = Series(_celdas(excel, serie.columna, dibujo), title=serie.nombre)
    de_excel.cat = AxDataSource(strRef=StrRef(str(_celdas(excel, dibujo.nombres, dibujo))))
    de_excel.graphicalProperties = _relleno(serie.color)
    de_excel.dLbls = DataLabelList(
        numFmt=_SIN_CEROS,
        showVal=True,
        **dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent"), False),
        txPr=_letra(letra_sobre(serie.color, TINTA) or TINTA),
    )
    return de_excel


def _relleno(color: str | None) -> GraphicalProperties:
    """Un relleno sin contorno, o nada."""
    return GraphicalProperties(noFill=not color, solidFill=color, ln=LineProperties(noFill=True))


def _letra(color: str) -> RichText:
    de_letra: Any = CharacterProperties(sz=_CENTESIMAS, solidFill=color)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=de_letra), endParaRPr=de_letra)])


def _completo(parte: str) -> str:
    """XML de un gráfico con lo que openpyxl no escribe: que ni se titula ni sigue a sus celdas."""
    sin_titulo = parte.replace("<plotArea>", '<autoTitleDeleted val="1"/><plotArea>', 1)
    formato = f'formatCode="{_SIN_CEROS}"'
    return sin_titulo.replace(formato, f'{formato} sourceLinked="0"')


def _descritos(graficos: Iterable[GraficoEnHoja], parte: str) -> str:
    """XML de los dibujos de una hoja con el texto alternativo, que openpyxl no escribe."""
    for numero, grafico in enumerate(graficos, 1):
        series = ", ".join(serie.nombre for serie in grafico.series)
        descripcion = escapar(f"{grafico.de_que}: {series}, por fila de la tabla de encima")
        descrito = f'name="Gráfico {numero}" descr="{descripcion}"'
        parte = parte.replace(f'name="Chart {numero}"', descrito)
    return parte


class ImagenDeHoja(Image):
    """Una imagen para ``add_image``; ``margen`` la aparta del borde izquierdo de su celda."""

    def __init__(self, imagen: Imagen, numero: int, lugar: tuple[int, int], margen: Mm) -> None:
        columna, fila = lugar
        # Sin ``super().__init__``: la abriría para averiguar el tamaño, que ya se sabe.
        self.datos = imagen.datos
        self.format = imagen.clase
        self.anchor = OneCellAnchor(
            _from=AnchorMarker(col=columna, colOff=emu(margen), row=fila, rowOff=emu(Mm(1))),
            ext=XDRPositiveSize2D(emu(imagen.ancho), emu(imagen.alto)),
            pic=_marco(imagen, numero),
        )


def _marco(imagen: Imagen, numero: int) -> PictureFrame:
    """Marco de una imagen, sin borde, con su número en la hoja y su texto alternativo."""
    marco = PictureFrame()
    marco.nvPicPr.cNvPr.id = numero
    marco.nvPicPr.cNvPr.name = f"Imagen {numero}"
    marco.nvPicPr.cNvPr.descr = imagen.texto_alternativo
    marco.blipFill.blip = Blip()
    marco.spPr.prstGeom = PresetGeometry2D(prst="rect")
    marco.spPr.ln = None
    return marco


class Notas(NamedTuple):
    """Las notas de las celdas de una hoja, todas de un mismo autor."""

    autor: str
    de_celdas: Mapping[str, str]

    def en_partes(self) -> tuple[bytes, bytes]:
        """Los textos, y el dibujo del recuadro de cada uno."""
        notas = []
        for celda, texto in self.de_celdas.items():
            nota = CommentRecord(ref=celda, author=self.autor, width=_ANCHO_DE_NOTA)
            nota.text.t = en_clave(f"{self.autor}:\n{texto}")  # como las de Excel
            renglones = sum(1 + len(renglon) // _LETRAS_DE_NOTA for renglon in texto.split("\n"))
            nota.height = _ALTO_DE_NOTA * min(renglones + 1, _RENGLONES_DE_NOTA)
            notas.append(nota)
        de_openpyxl: Any = CommentSheet
        hoja = de_openpyxl.from_comments(notas)
        return tostring(hoja.to_tree()), hoja.write_shapes()


_ANCHO_DE_NOTA, _ALTO_DE_NOTA = 320, 17
"""Píxeles: el ancho de una nota, y el alto de un renglón suyo."""
_LETRAS_DE_NOTA, _RENGLONES_DE_NOTA = 48, 24
"""Letras que caben en un renglón de una nota, y los renglones de la más alta."""
