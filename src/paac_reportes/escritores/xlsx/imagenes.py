"""Imágenes en una hoja, con texto alternativo y sin depender de Pillow."""

from openpyxl.drawing.fill import Blip
from openpyxl.drawing.geometry import PresetGeometry2D
from openpyxl.drawing.image import Image
from openpyxl.drawing.picture import PictureFrame
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from paac_reportes.maqueta.contenidos import Imagen
from paac_reportes.maqueta.medida.medidas import Mm, emu


class ImagenDeHoja(Image):
    """Una imagen para ``add_image``; ``margen`` la aparta del borde izquierdo de su celda."""

    def __init__(self, imagen: Imagen, numero: int, lugar: tuple[int, int], margen: Mm) -> None:
        columna, fila = lugar
        # Sin ``super().__init__``: pediría Pillow para averiguar el tamaño, que ya se sabe.
        self._imagen = imagen.datos
        self.format = imagen.clase
        self.anchor = OneCellAnchor(
            _from=AnchorMarker(col=columna, colOff=emu(margen), row=fila, rowOff=emu(Mm(1))),
            ext=XDRPositiveSize2D(emu(imagen.ancho), emu(imagen.alto)),
            pic=_marco(imagen, numero),
        )

    def _data(self) -> bytes:
        return self._imagen


def _marco(imagen: Imagen, numero: int) -> PictureFrame:
    marco = PictureFrame()
    marco.nvPicPr.cNvPr.id = numero
    marco.nvPicPr.cNvPr.name = f"Imagen {numero}"
    marco.nvPicPr.cNvPr.descr = imagen.texto_alternativo
    marco.blipFill.blip = Blip()
    marco.spPr.prstGeom = PresetGeometry2D(prst="rect")
    marco.spPr.ln = None
    return marco
