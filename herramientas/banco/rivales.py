"""El mismo trabajo hecho por cada quien: las filas de la F.20 en una tabla de siete columnas.

De cada rival, cómo se prepara (no se cronometra) y cómo escribe. Los de otros hacen lo más simple
que da la tabla, sin medir textos ni juntar celdas: es menos de lo que hacemos, y va a su favor.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

RAIZ = Path(__file__).resolve().parents[2]
FORMATO = "MCCO.101.18.F.20"
ROTULOS = (
    *("Subcomponente/Procesos", "Código", "Actividades", "Meta o Producto"),
    *("Responsable", "Fecha Programada", "Seguimiento"),
)
CLAVES = (
    *("subcomponente.nombre", "actividad.codigo", "actividad.descripcion", "actividad.meta"),
    *("actividad.responsable", "actividad.fecha_programada", "seguimiento.texto"),
)
NIVEL = 6
"""El de comprimir, que es el de ``zipfile``."""

Fila = dict[str, Any]


def filas(cuantas: int) -> list[Fila]:
    """Las del ejemplo del proyecto, repetidas hasta ser tantas."""
    import paac_reportes as paac

    plan = paac.leer_plan(RAIZ / "ejemplos/informe_trimestral/plan.yaml")
    corte = max(plan.cortes())
    suyas = [
        una
        for una in paac.filas_de(plan)
        if una["actividad.descripcion"] and una["seguimiento.corte"] in {corte, str(corte)}
    ]
    return list(islice(cycle(suyas), cuantas))


def textos(de: list[Fila]) -> list[tuple[str, ...]]:
    """Las siete columnas de la matriz, como textos."""
    return [tuple(str(fila[clave] or "") for clave in CLAVES) for fila in de]


def faltan(contenido: bytes, de: list[Fila]) -> list[str]:
    """Las actividades y los seguimientos que un archivo no trae: así no se compara su tiempo."""
    with zipfile.ZipFile(io.BytesIO(contenido)) as archivo:
        xml = "".join(
            archivo.read(parte).decode() for parte in archivo.namelist() if "xml" in parte
        )
    escrito = _sin_blancos(unescape(re.sub(r"<[^>]*>", "", xml)))
    return [uno for fila in textos(de) for uno in fila[2::4] if _sin_blancos(uno) not in escrito]


def _sin_blancos(texto: str) -> str:
    return re.sub(r"\s+", "", texto)


# ------------------------------------------------------------------ nosotros


def como_plan(de: list[Fila]) -> Any:
    """Las filas como plan, en un componente: es lo que recibe la biblioteca."""
    import paac_reportes as paac

    claves = ("codigo", "descripcion", "meta", "responsable", "fecha_programada")
    actividades = [
        {
            **{clave: valor for clave, valor in zip(claves, fila[1:6], strict=True) if valor},
            "seguimientos": [{"corte": date(2023, 9, 30), "texto": fila[6]}],
        }
        for fila in textos(de)
    ]
    subcomponentes = [{"nombre": "Subcomponente 1", "actividades": actividades}]
    componentes = [{"numero": 1, "nombre": "Riesgos", "subcomponentes": subcomponentes}]
    return paac.plan_desde_datos({"entidad": {"nombre": "Municipio"}, "componentes": componentes})


def nosotros(tipo: str) -> Callable[[Any], bytes]:
    """El reporte completo: encabezado, franjas, uniones, cortes de página y marcas."""

    def escribir(plan: Any) -> bytes:
        import paac_reportes as paac

        return paac.reporte(plan, FORMATO).emitir(tipo).contenido

    return escribir


# ------------------------------------------------------------------ la cota

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_OFICINA = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DE_RELACIONES = "application/vnd.openxmlformats-package.relationships+xml"
_TIPO = "application/vnd.openxmlformats-officedocument"


def cota_word(de: list[tuple[str, ...]]) -> bytes:
    """El XML de Word, letra por letra: nadie que escriba lo mismo hace menos."""

    def fila(textos: tuple[str, ...], propiedades: str = "") -> str:
        ancho = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
        celdas = "".join(
            f"<w:tc>{ancho}<w:p><w:r><w:t>{escape(texto)}</w:t></w:r></w:p></w:tc>"
            for texto in textos
        )
        return f"<w:tr>{propiedades}{celdas}</w:tr>"

    rejilla = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * len(ROTULOS) + "</w:tblGrid>"
    rotulos = fila(ROTULOS, "<w:trPr><w:tblHeader/></w:trPr>")
    tabla = f"<w:tbl><w:tblPr/>{rejilla}{rotulos}{''.join(map(fila, de))}</w:tbl>"
    cuerpo = f'<w:document xmlns:w="{_WORD}"><w:body>{tabla}<w:p/></w:body></w:document>'
    return _paquete("word/document.xml", f"{_TIPO}.wordprocessingml.document.main+xml", cuerpo)


def cota_excel(de: list[tuple[str, ...]]) -> bytes:
    """Una hoja con sus textos dentro de cada celda."""

    def fila(numero: int, textos: tuple[str, ...]) -> str:
        celdas = "".join(f'<c t="inlineStr"><is><t>{escape(t)}</t></is></c>' for t in textos)
        return f'<row r="{numero}">{celdas}</row>'

    renglones = "".join(fila(n, textos) for n, textos in enumerate([ROTULOS, *de], 1))
    hoja = f'<worksheet xmlns="{_EXCEL}"><sheetData>{renglones}</sheetData></worksheet>'
    libro = (
        f'<workbook xmlns="{_EXCEL}" xmlns:r="{_OFICINA}"><sheets>'
        '<sheet name="Matriz" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    otras = {
        "xl/worksheets/sheet1.xml": (f"{_TIPO}.spreadsheetml.worksheet+xml", hoja),
        "xl/_rels/workbook.xml.rels": (
            "",
            _relaciones(f"{_OFICINA}/worksheet", "worksheets/sheet1.xml"),
        ),
    }
    return _paquete("xl/workbook.xml", f"{_TIPO}.spreadsheetml.sheet.main+xml", libro, otras)


def _relaciones(tipo: str, destino: str) -> str:
    una = f'<Relationship Id="r1" Type="{tipo}" Target="{destino}"/>'
    return f'<Relationships xmlns="{_PAQUETE}/relationships">{una}</Relationships>'


def _paquete(
    principal: str, tipo: str, xml: str, otras: dict[str, tuple[str, str]] | None = None
) -> bytes:
    partes = {principal: (tipo, xml), **(otras or {})}
    tipos = "".join(
        f'<Override PartName="/{parte}" ContentType="{suyo}"/>'
        for parte, (suyo, _) in partes.items()
        if suyo
    )
    por_omision = f'<Default Extension="rels" ContentType="{_DE_RELACIONES}"/>'
    destino = io.BytesIO()
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED, compresslevel=NIVEL) as archivo:
        archivo.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PAQUETE}/content-types">{por_omision}{tipos}</Types>',
        )
        archivo.writestr("_rels/.rels", _relaciones(f"{_OFICINA}/officeDocument", principal))
        for parte, (_, contenido) in partes.items():
            archivo.writestr(parte, contenido)
    return destino.getvalue()


# ------------------------------------------------------------------ los de otros


def python_docx(de: list[tuple[str, ...]]) -> bytes:
    """Como dice su manual: se agrega cada fila y se escribe en sus celdas."""
    import docx

    documento = docx.Document()
    tabla = documento.add_table(rows=0, cols=len(ROTULOS))
    for textos in [ROTULOS, *de]:
        for celda, texto in zip(tabla.add_row().cells, textos, strict=True):
            celda.text = texto
    return _guardado(documento)


def docxtpl(de: list[tuple[str, ...]]) -> bytes:
    """Una plantilla con su ciclo en la tabla; hacerla no se cronometra aparte, y es poco."""
    import docx
    from docxtpl import DocxTemplate

    modelo = docx.Document()
    tabla = modelo.add_table(rows=4, cols=len(ROTULOS))
    for celda, rotulo in zip(tabla.rows[0].cells, ROTULOS, strict=True):
        celda.text = rotulo
    tabla.rows[1].cells[0].text = "{%tr for fila in filas %}"
    for columna, celda in enumerate(tabla.rows[2].cells):
        celda.text = f"{{{{ fila[{columna}] }}}}"
    tabla.rows[3].cells[0].text = "{%tr endfor %}"
    plantilla = DocxTemplate(io.BytesIO(_guardado(modelo)))
    plantilla.render({"filas": de}, autoescape=True)
    return _guardado(plantilla)


def openpyxl(de: list[tuple[str, ...]]) -> bytes:
    """En modo de escritura, que es el rápido, y con renglones que se ajustan."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    libro, ajustado = Workbook(write_only=True), Alignment(wrap_text=True)
    hoja = libro.create_sheet("Matriz")

    def celdas(textos: tuple[str, ...]) -> Iterator[Any]:
        for texto in textos:
            celda = WriteOnlyCell(hoja, texto)
            celda.alignment = ajustado
            yield celda

    for fila in [ROTULOS, *de]:
        hoja.append(list(celdas(fila)))
    return _guardado(libro)


def xlsxwriter(de: list[tuple[str, ...]]) -> bytes:
    """Con memoria de sobra y renglones que se ajustan."""
    from xlsxwriter import Workbook

    destino = io.BytesIO()
    with Workbook(destino, {"in_memory": True}) as libro:
        hoja, ajustado = libro.add_worksheet("Matriz"), libro.add_format({"text_wrap": True})
        for numero, fila in enumerate([ROTULOS, *de]):
            for columna, texto in enumerate(fila):
                hoja.write_string(numero, columna, texto, ajustado)
    return destino.getvalue()


def _guardado(documento: Any) -> bytes:
    destino = io.BytesIO()
    documento.save(destino)
    return destino.getvalue()


RIVALES: dict[str, dict[str, tuple[Callable[[list[Fila]], Any], Callable[[Any], bytes]]]] = {
    "word": {
        "cota": (textos, cota_word),
        "paac_reportes": (como_plan, nosotros("docx")),
        "docxtpl": (textos, docxtpl),
        "python-docx": (textos, python_docx),
    },
    "excel": {
        "cota": (textos, cota_excel),
        "paac_reportes": (como_plan, nosotros("xlsx")),
        "XlsxWriter": (textos, xlsxwriter),
        "openpyxl": (textos, openpyxl),
    },
}
