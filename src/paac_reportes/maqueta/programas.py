"""Los programas que muestran un documento: qué sabe hacer cada uno entre una página y otra."""

from paac_reportes import clases
from paac_reportes.maqueta.medida.tipografia import Pt


@clases.frozen(kw_only=True)
class Programa:
    """Cómo pone en páginas quien muestra el documento."""

    fila_entera: float
    """De la página: una fila que aquí mida más se parte, por lo que allá se mida distinto."""
    pierde_lo_que_no_cabe: bool
    """Si no sigue por sí solo en otra página lo que se le pidió no partir y no cabe en una."""
    ata_filas: bool
    """Si sabe no apartar cualquier fila de la que sigue; si no, sólo bandas y el final."""
    crece_con_lo_girado: bool
    """Si una fila es tan alta como pide un texto girado; si no, hay que decirle cuánto."""
    bajo_el_encabezado: Pt
    """Aire entre el encabezado y el cuerpo, y entre el cuerpo y el pie."""
    tantea_fino: bool
    """Si lo que cabe en una celda se tantea con su letra, todo su ancho y medios renglones."""


WORD = Programa(
    fila_entera=0.94,
    pierde_lo_que_no_cabe=False,
    ata_filas=True,
    crece_con_lo_girado=False,
    bajo_el_encabezado=Pt(0.0),
    tantea_fino=False,
)
TYPST = Programa(
    fila_entera=0.75,
    pierde_lo_que_no_cabe=True,
    ata_filas=False,
    crece_con_lo_girado=True,
    bajo_el_encabezado=Pt(12.0),
    tantea_fino=True,
)
