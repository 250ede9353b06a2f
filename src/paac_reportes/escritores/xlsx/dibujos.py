"""Lo que se dibuja sobre las celdas de una hoja: gráficos e imágenes, cada uno en su sitio."""

from collections.abc import Iterator, Mapping
from math import fsum

from paac_reportes import clases
from paac_reportes.escritores.paquete import en_atributo
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.contenido import Imagen
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.graficos import PARTE_DE_UN_DIBUJO, GraficoEnHoja
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.medida.tipografia import Mm, emu

_PARTE_A_LA_IZQUIERDA: dict[Horizontal, float] = {
    "izquierda": 0.0,
    "centro": 0.5,
    "derecha": 1.0,
    "justificada": 0.0,
}
"""Parte de lo que le sobra a una imagen en su celda que va a su izquierda."""

_PRIMERA_IMAGEN = 1000
"""Desde dónde se numeran: los gráficos del mismo dibujo van desde 1."""
_EMU_POR_CM, _CM_POR_MM = 360_000, 0.1
_DE_DIBUJO = "http://schemas.openxmlformats.org/drawingml/2006"
_A = f'xmlns:a="{_DE_DIBUJO}/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


@clases.frozen
class ImagenPuesta:
    """Una imagen en su celda; ``margen`` la aparta del borde izquierdo."""

    imagen: Imagen
    columna: int
    fila: int
    margen: Mm


@clases.frozen
class Dibujo:
    """Lo que va sobre las celdas de la hoja de ese nombre; sus gráficos son de ese ``ancho``."""

    hoja: str
    ancho: Mm
    graficos: tuple[GraficoEnHoja, ...]
    imagenes: tuple[ImagenPuesta, ...]

    def en_xml(self) -> str:
        """La parte del dibujo; las relaciones, los gráficos primero, van numeradas desde 1."""
        anclas = "".join(self._anclas())
        return f'<wsDr xmlns="{_DE_DIBUJO}/spreadsheetDrawing">{anclas}</wsDr>'

    def _anclas(self) -> Iterator[str]:
        for numero, grafico in enumerate(self.graficos, 1):
            lados = (self.ancho, grafico.alto)
            cx, cy = (int(lado * _CM_POR_MM * _EMU_POR_CM) for lado in lados)
            series = ", ".join(serie.nombre for serie in grafico.series)
            dice = en_atributo(f"{grafico.de_que}: {series}, por fila de la tabla de encima")
            yield _ancla(
                (0, 0, grafico.fila - 1, 0),
                (cx, cy),
                f'<graphicFrame><nvGraphicFramePr><cNvPr id="{numero}" name="Gráfico {numero}"'
                f' descr="{dice}"/><cNvGraphicFramePr/></nvGraphicFramePr><xfrm/><a:graphic {_A}>'
                f'<a:graphicData uri="{_DE_DIBUJO}/chart"><c:chart xmlns:c="{_DE_DIBUJO}/chart"'
                f' {_R} r:id="rId{numero}"/></a:graphicData></a:graphic></graphicFrame>',
            )
        for numero, puesta in enumerate(self.imagenes):
            imagen, cual = puesta.imagen, _PRIMERA_IMAGEN + numero
            dice = en_atributo(imagen.texto_alternativo)
            relacion = len(self.graficos) + numero + 1
            yield _ancla(
                (puesta.columna, emu(puesta.margen), puesta.fila, emu(Mm(1))),
                (emu(imagen.ancho), emu(imagen.alto)),
                f'<pic><nvPicPr><cNvPr id="{cual}" name="Imagen {cual}" descr="{dice}"/><cNvPicPr/>'
                f'</nvPicPr><blipFill><a:blip {_A} {_R} r:embed="rId{relacion}"/><a:stretch {_A}>'
                f"<a:fillRect/></a:stretch></blipFill><spPr><a:prstGeom {_A}"
                ' prst="rect"/></spPr></pic>',
            )


def _ancla(lugar: tuple[int, int, int, int], mide: tuple[int, int], dibujo: str) -> str:
    """Un dibujo en su celda: la columna y la fila, desde 0, con lo que se aparta de cada una."""
    columna, a_la_derecha, fila, abajo = lugar
    return (
        f"<oneCellAnchor><from><col>{columna}</col><colOff>{a_la_derecha}</colOff><row>{fila}</row>"
        f'<rowOff>{abajo}</rowOff></from><ext cx="{mide[0]}" cy="{mide[1]}"/>{dibujo}<clientData/>'
        "</oneCellAnchor>"
    )


def dibujo_de(nombre: str, hoja: HojaMontada, estilos: Mapping[str, Estilo]) -> Dibujo | None:
    """Los gráficos y las imágenes de una hoja, si lleva; cada una, al lado que dice su estilo."""
    imagenes = tuple(_imagenes(hoja, estilos))
    if not imagenes and not hoja.graficos:
        return None
    return Dibujo(nombre, hoja.ancho_de_dibujo, hoja.graficos, imagenes)


def _imagenes(hoja: HojaMontada, estilos: Mapping[str, Estilo]) -> Iterator[ImagenPuesta]:
    for fila, celda in hoja.compuestas:
        for imagen in celda.contenido:
            if isinstance(imagen, Imagen):
                ancho = fsum(hoja.anchos[celda.columna : celda.columna + celda.columnas])
                cabe = imagen.reducida(Mm(ancho * PARTE_DE_UN_DIBUJO))
                a_su_izquierda = _PARTE_A_LA_IZQUIERDA[estilos[celda.estilo].horizontal]
                margen = Mm((ancho - cabe.ancho) * a_su_izquierda)
                yield ImagenPuesta(cabe, celda.columna, fila, margen)
