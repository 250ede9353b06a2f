"""El cascarón de openpyxl: el libro sin sus celdas, en memoria y siempre con los mismos bytes."""

import io
import re
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_VACIOS = ("oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_SIN_CERRAR = re.compile(rf"<({'|'.join(_VACIOS)})/>")
ENCABEZADO_VACIO = (
    "<headerFooter><oddHeader>&amp;Cencabezado</oddHeader>"
    f"{''.join(f'<{marca}></{marca}>' for marca in _VACIOS)}</headerFooter>"
)
"""Donde irá el encabezado impreso de una hoja."""


class _EnMemoria(ExcelWriter):
    """El escritor de openpyxl sin su archivo temporal por hoja, que cuesta más que escribirla."""

    def write_worksheet(self, ws: Any) -> None:
        """Lo mismo que hace el suyo, con la hoja en memoria."""
        dibujo = ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - openpyxl lo guarda ahí
        dibujo.charts, dibujo.images = ws._charts, ws._images  # noqa: SLF001
        escrita, enlaces = io.BytesIO(), ws._hyperlinks  # noqa: SLF001
        escritor: Any = WorksheetWriter(ws, escrita)
        ws._hyperlinks = enlaces  # noqa: SLF001 - el suyo los vuelve a buscar celda por celda
        escritor.write()
        ws._rels = escritor._rels  # noqa: SLF001
        vars(self)["_archive"].writestr(ws.path[1:], _como_con_lxml(escrita.getvalue().decode()))
        self.manifest.append(ws)


def _como_con_lxml(hoja: str) -> str:
    """El cascarón de una hoja, igual aunque openpyxl escriba sin lxml (``OPENPYXL_LXML=False``)."""
    return _SIN_CERRAR.sub(r"<\1></\1>", hoja.replace(" />", "/>"))


def cascaron_de(libro: Workbook) -> bytes:
    """El libro como lo escribe openpyxl, sin comprimir."""
    cascaron = io.BytesIO()
    # ``Workbook.save`` pone la hora del momento; el escritor que usa por dentro no.
    with zipfile.ZipFile(cascaron, "w", zipfile.ZIP_STORED) as archivo:
        _EnMemoria(libro, archivo).save()
    return cascaron.getvalue()
