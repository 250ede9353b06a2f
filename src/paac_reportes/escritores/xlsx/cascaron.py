"""El cascarón de un libro: lo que openpyxl hace de él, en memoria y sin sus celdas.

``con_hojas`` y ``poner_propiedades_de_libro`` dicen qué libro es; ``CascaronDeLibro`` da sus
partes, y antes la de cada hoja.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.manifest import Override
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.constants import (
    ARC_APP,
    ARC_CORE,
    ARC_CUSTOM,
    ARC_ROOT_RELS,
    ARC_STYLE,
    ARC_THEME,
    ARC_WORKBOOK,
    ARC_WORKBOOK_RELS,
    CPROPS_FMTID,
    CPROPS_TYPE,
    CUSTPROPS_NS,
    VTYPES_NS,
)
from openpyxl.xml.functions import tostring

from paac_reportes.escritores.paquete import PROGRAMA, Cascaron
from paac_reportes.maqueta.documento import Metadatos


class _Hoja(Worksheet):
    """Hoja de openpyxl sin su encabezado y su pie, que en cada una son dieciocho objetos.

    Los de un libro los escribe ``escritor``: aquí todas llevan unos mismos, en blanco.
    """

    _setup: Callable[[], None]

    def __init__(self, libro: Any, nombre: str, en_blanco: HeaderFooter) -> None:
        self._parent, self.title, self.HeaderFooter = libro, nombre, en_blanco
        self._setup()


def con_hojas(libro: Any, nombres: Sequence[str]) -> list[Any]:
    """Las hojas de un libro que no tiene ninguna, que se llaman cada una distinto.

    openpyxl mira si el nombre de cada una es el de alguna de las que ya están: aquí no las halla.
    """
    en_blanco = HeaderFooter()
    creadas = [_Hoja(libro, nombre, en_blanco) for nombre in nombres]
    libro._sheets.extend(creadas)  # noqa: SLF001 - openpyxl no lo hace de otro modo
    return creadas


def poner_propiedades_de_libro(libro: Workbook, metadatos: Metadatos) -> None:
    """Pone las propiedades de un libro; sin fecha, una cualquiera, que después se quita."""
    propiedades = libro.properties
    propiedades.title = metadatos.titulo
    propiedades.subject = metadatos.asunto
    propiedades.creator = propiedades.lastModifiedBy = metadatos.autor
    propiedades.keywords = metadatos.palabras_clave
    propiedades.language = metadatos.idioma
    propiedades.created = propiedades.modified = datetime.combine(
        metadatos.fecha or date.min, time()
    )
    sin_tipos: Any = libro  # openpyxl declara otro tipo para ellas
    sin_tipos.custom_doc_props = metadatos.propiedades


Vistas = Mapping[str, object]
"""Lo que openpyxl escribe de cada hoja y no es de fábrica, por su título."""


class CascaronDeLibro(ExcelWriter):
    """El escritor de openpyxl sin su archivo temporal por hoja, que cuesta más que escribirla."""

    def __init__(self, libro: Workbook, vistas: Vistas) -> None:
        self._cascaron, self._vistas = Cascaron(), vistas
        super().__init__(libro, cast("Any", self._cascaron))
        self._estilos: bytes | None = None
        self._por_vista: dict[object, str] = {}

    def partes(self, estilos: bytes | None) -> Cascaron:
        """El libro como lo escribe openpyxl; con esa hoja de estilos, si no es la suya."""
        self._estilos = estilos
        # ``Workbook.save`` pone la hora del momento; lo que usa por dentro no.
        self.write_data()
        return self._cascaron

    def write_data(self) -> None:
        """Partes del libro, en el orden de openpyxl, sin las que aquí son siempre otras."""
        escritor: Any = self  # openpyxl guarda ahí cada parte, y no tiene tipos
        poner, libro, lista = self._cascaron.writestr, escritor.workbook, escritor.manifest
        del_libro: Any = WorkbookWriter(libro)
        poner(ARC_APP, PROGRAMA)
        poner(ARC_CORE, tostring(libro.properties.to_tree()))
        poner(ARC_THEME, theme_xml)
        if len(libro.custom_doc_props):
            poner(ARC_CUSTOM, _en_xml(libro.custom_doc_props))
            propias = Override(PartName=f"/{ARC_CUSTOM}", ContentType=CPROPS_TYPE)
            lista.Override.append(propias)
        escritor._write_worksheets()  # noqa: SLF001
        escritor._write_images()  # noqa: SLF001
        escritor._write_charts()  # noqa: SLF001
        poner(ARC_STYLE, self._estilos or tostring(write_stylesheet(libro)))
        poner(ARC_ROOT_RELS, del_libro.write_root_rels())
        poner(ARC_WORKBOOK, del_libro.write())
        poner(ARC_WORKBOOK_RELS, del_libro.write_rels())
        lista._write(self._cascaron, libro)  # noqa: SLF001

    def write_worksheet(self, ws: Any) -> None:
        """Escribe una hoja, ya preparada."""
        self._cascaron.writestr(ws.path[1:], self.hoja(ws))
        self.manifest.append(ws)

    def hoja(self, ws: Any) -> str:
        """XML de una hoja; las que se ven igual y no llevan enlaces ni dibujos son la misma."""
        es_unica = ws._charts or ws._images or ws._hyperlinks or ws._comments  # noqa: SLF001
        vista = ws.title if es_unica else self._vistas.get(ws.title, ws.title)
        if vista not in self._por_vista:
            self._por_vista[vista] = self._escrita(ws)
        return self._por_vista[vista]

    @staticmethod
    def _escrita(ws: Any) -> str:
        """XML de una hoja como la escribe openpyxl, en memoria y no en un archivo."""
        dibujo = ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - openpyxl lo guarda ahí
        dibujo.charts, dibujo.images = ws._charts, ws._images  # noqa: SLF001
        flujo, enlaces, notas = io.BytesIO(), ws._hyperlinks, ws._comments  # noqa: SLF001
        escritor: Any = WorksheetWriter(ws, flujo)
        # El suyo los vuelve a buscar, celda por celda.
        ws._hyperlinks, ws._comments = enlaces, notas  # noqa: SLF001
        escritor.write()
        ws._rels = escritor._rels  # noqa: SLF001
        return _como_con_lxml(flujo.getvalue().decode())


def _en_xml(propiedades: Sequence[tuple[str, str]]) -> str:
    """XML de las propiedades propias, como openpyxl, que hace cuatro objetos de cada una."""
    escritas = "".join(
        f'<property name="{escape(nombre)}" fmtid="{CPROPS_FMTID}" pid="{numero}"><vt:lpwstr'
        f' xmlns:vt="{VTYPES_NS}">{escape(valor, quote=False)}</vt:lpwstr></property>'
        for numero, (nombre, valor) in enumerate(propiedades, 2)
    )
    return f'<Properties xmlns="{CUSTPROPS_NS}">{escritas}</Properties>'


def _como_con_lxml(hoja: str) -> str:
    """XML de una hoja, igual aunque openpyxl escriba sin lxml (``OPENPYXL_LXML=False``)."""
    return hoja.replace(" />", "/>")
