"""Una hoja de datos en el libro, sea para filtrar o para llenar."""

import attrs
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx.celdas.filas import Textos
from paac_reportes.escritores.xlsx.hojas_de_datos.listas import Listas, listas_de
from paac_reportes.escritores.xlsx.hojas_de_datos.por_llenar import (
    celdas_por_llenar,
    preparar_hoja_por_llenar,
)
from paac_reportes.escritores.xlsx.hojas_de_datos.reglas import (
    filas_de_la_tabla,
    poner_rellenos,
    poner_validaciones,
)
from paac_reportes.escritores.xlsx.hojas_de_datos.tabla import (
    celdas_de_datos,
    preparar_hoja_de_datos,
)
from paac_reportes.maqueta.documento import Documento, Marco, Pagina
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.de_datos import HojaDeDatos
from paac_reportes.maqueta.medida.medidas import Mm

MARCO_SIN_PAGINAS = Marco(
    pagina=Pagina(
        ancho=Mm(279.4),
        alto=Mm(215.9),
        superior=Mm(15),
        inferior=Mm(15),
        izquierdo=Mm(12),
        derecho=Mm(12),
        encabezado=Mm(8),
    )
)
"""El de un libro que sólo tiene hojas de datos: carta, apaisada."""


def con_listas(documento: Documento) -> tuple[Documento, Listas]:
    """El documento con la hoja oculta de donde se escoge lo que no cabe en las celdas."""
    listas = listas_de(documento.hojas_de_datos)
    hoja = listas.hoja()
    if hoja is None:
        return documento, listas
    return attrs.evolve(documento, hojas_de_datos=(*documento.hojas_de_datos, hoja)), listas


def poner_hoja_de_datos(  # noqa: PLR0913, PLR0917 - lo que hace falta para una hoja
    excel: Worksheet,
    hoja: HojaDeDatos,
    pagina: Pagina,
    listas: Listas,
    celda: Estilo,
    textos: Textos,
    escritura: Escritura,
) -> str:
    """La deja preparada y da su ``<sheetData>``."""
    if hoja.oculta:
        excel.sheet_state = "hidden"
    if hoja.llenado is None:
        preparar_hoja_de_datos(excel, hoja, pagina)
        return celdas_de_datos(hoja, celda, excel, textos, escritura)
    preparar_hoja_por_llenar(excel, hoja, pagina)
    de_listas = excel.parent.worksheets[-1].title if excel.parent else ""
    poner_validaciones(excel, hoja, listas, de_listas)
    poner_rellenos(excel, hoja)
    return celdas_por_llenar(hoja, celda, excel, textos)


def extension(hoja: HojaDeDatos) -> str:
    """De la primera celda a la última: ``A1:BF387``."""
    ultima = filas_de_la_tabla(hoja)[1] if hoja.llenado else len(hoja.filas) + 1
    return f"A1:{get_column_letter(len(hoja.columnas))}{ultima}"
