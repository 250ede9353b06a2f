"""El libro de Excel completo."""

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.paquete import Arreglo, en_lugar_de, sellar
from paac_reportes.escritores.xlsx.cascaron import ENCABEZADO_VACIO, cascaron_de
from paac_reportes.escritores.xlsx.celdas.enlaces import de_openpyxl, enlazadas_de
from paac_reportes.escritores.xlsx.celdas.filas import (
    RELACION_DE_TEXTOS,
    TIPO_DE_TEXTOS,
    Textos,
    columnas_de,
    datos_de_hoja,
)
from paac_reportes.escritores.xlsx.celdas.filtro import rango_del_filtro
from paac_reportes.escritores.xlsx.celdas.formatos import Formatos
from paac_reportes.escritores.xlsx.contenido import disponer_con_contenido, enlazar_contenido
from paac_reportes.escritores.xlsx.encabezado import encabezado_de_hoja
from paac_reportes.escritores.xlsx.graficos import (
    arreglar_grafico,
    describir_graficos,
    poner_grafico,
)
from paac_reportes.escritores.xlsx.hojas_de_datos.hojas import (
    MARCO_SIN_PAGINAS,
    con_listas,
    extension,
    poner_hoja_de_datos,
)
from paac_reportes.escritores.xlsx.hojas_de_datos.listas import Listas
from paac_reportes.escritores.xlsx.imagenes import ImagenDeHoja
from paac_reportes.escritores.xlsx.nombres import nombres_de_hoja
from paac_reportes.maqueta.contenidos import Imagen
from paac_reportes.maqueta.documento import Documento, Metadatos, Pagina
from paac_reportes.maqueta.estilos import Estilo, Horizontal
from paac_reportes.maqueta.hoja.hoja import SALTOS_MAXIMOS, Compuestas, Hoja
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import MM_POR_PULGADA, Mm

_PAPELES = {(216, 279): 1, (216, 356): 5, (210, 297): 9, (216, 330): 14}
"""El código de Excel de cada papel, por su ancho y alto en milímetros."""

_PIXELES_POR_MM = 96 / MM_POR_PULGADA
_LETRA_NORMAL = Font(name="Arial", size=8, family=2)
_PIXELES_POR_LETRA = 6
"""Ancho de una cifra en la letra normal, la unidad de las columnas.

En Arial 8 es casi entero (5,93) y Excel y LibreOffice le dan lo mismo; con la letra de fábrica,
LibreOffice saca las columnas un 6 % más anchas.
"""

_HOLGURA = Mm(2)
"""Lo que cada margen lateral cede para que ningún programa pase una columna a otra página.

Las columnas, centradas, quedan donde las pone el formato. Reducir la hoja a una página de ancho
(``fitToPage``) no sirve: Excel deja entonces de mirar los cortes de página.
"""
_ESCALA, _ESCALA_SIN_HOLGURA = 100, 98
"""Por ciento: al que se imprime, y al que si los márgenes no tienen de dónde ceder."""

_PARTE_DE_UN_DIBUJO = 0.97
"""Del ancho de sus columnas, que en LibreOffice son hasta un 1,2 % más angostas.

Un dibujo que se asoma a la columna que sigue imprime otra página a lo ancho.
"""

_PARTE_A_LA_IZQUIERDA: dict[Horizontal, float] = {
    "izquierda": 0.0,
    "centro": 0.5,
    "derecha": 1.0,
    "justificada": 0.0,
}
"""De lo que le sobra a una imagen en su celda."""

_PRIMERA_IMAGEN = 1000
"""Desde dónde se numeran: openpyxl numera los gráficos del mismo dibujo desde 1."""

_FECHAS = re.compile(r"<dcterms:(created|modified).*?</dcterms:\1>")
_HOJA_VACIA = "<sheetData></sheetData>"
_SIN_EXTENSION = '<dimension ref="A1:A1"/>'


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.xlsx``; con el mismo documento, siempre los mismos."""
    escritura.sin_membrete(documento, "el libro")
    medidor = Medidor(documento.estilos)
    documento, hojas = disponer_con_contenido(documento, medidor)
    libro = Workbook()
    for de_fabrica in libro.worksheets:
        libro.remove(de_fabrica)
    vars(libro)["_fonts"] = IndexedList([_LETRA_NORMAL])  # openpyxl no deja elegirla de otro modo
    _poner_propiedades(libro, documento.metadatos)
    documento, listas = con_listas(documento)
    nombres = [hoja.nombre for hoja in hojas] + [hoja.nombre for hoja in documento.hojas_de_datos]
    creadas = list(map(libro.create_sheet, nombres_de_hoja(nombres)))
    de_excel, de_datos = creadas[: len(hojas)], creadas[len(hojas) :]
    textos, formatos = Textos(), Formatos(documento.estilos, creadas[0])
    arreglos: dict[str, Arreglo] = {}
    en_orden = zip(de_excel, hojas, documento.partes, strict=True)
    for numero, (excel, hoja, parte) in enumerate(en_orden, 1):
        compuestas = hoja.compuestas()
        _preparar(excel, hoja, parte.marco.pagina)
        for imagen in _imagenes(hoja, compuestas, documento.estilos):
            excel.add_image(imagen)
        escritura.avisos.extend(_avisos_de_cortes(hoja))
        enlazadas = enlazadas_de(hoja, compuestas, medidor, escritura.avisos)
        excel._hyperlinks += de_openpyxl(enlazadas)  # noqa: SLF001 - vea ``cascaron``
        datos = datos_de_hoja(hoja, formatos, textos, medidor, enlazadas)
        arreglos[f"xl/worksheets/sheet{numero}.xml"] = en_lugar_de(
            {
                _SIN_EXTENSION: _extension(hoja),
                f"{_HOJA_VACIA}{_filtro_de_fabrica(excel)}": datos,
                ENCABEZADO_VACIO: encabezado_de_hoja(parte.marco.hoja, escritura.avisos),
            }
        )
    enlazar_contenido(hojas, de_excel)
    arreglos |= _de_datos(documento, de_datos, listas, textos, escritura)
    graficos = [puesto.grafico for hoja in hojas for puesto in hoja.graficos]
    for numero, grafico in enumerate(graficos, 1):
        arreglos[f"xl/charts/chart{numero}.xml"] = functools.partial(arreglar_grafico, grafico)
    con_dibujos = [
        hoja for excel, hoja in zip(de_excel, hojas, strict=True) if _lleva_dibujos(excel)
    ]
    for numero, hoja in enumerate(con_dibujos, 1):
        suyos = [puesto.grafico for puesto in hoja.graficos]
        arreglos[f"xl/drawings/drawing{numero}.xml"] = functools.partial(describir_graficos, suyos)
    if documento.metadatos.fecha is None:  # openpyxl no sabe escribir propiedades sin fecha
        arreglos["docProps/core.xml"] = lambda parte: _FECHAS.sub("", parte)
    # openpyxl escribe cada texto dentro de su celda; aquí van una sola vez, como en Excel.
    arreglos["[Content_Types].xml"] = en_lugar_de({"</Types>": f"{TIPO_DE_TEXTOS}</Types>"})
    arreglos["xl/_rels/workbook.xml.rels"] = en_lugar_de(
        {"</Relationships>": f"{RELACION_DE_TEXTOS}</Relationships>"}
    )
    return sellar(cascaron_de(libro), arreglos, {"xl/sharedStrings.xml": textos.xml()})


def _de_datos(
    documento: Documento,
    de_excel: list[Worksheet],
    listas: Listas,
    textos: Textos,
    escritura: Escritura,
) -> Iterator[tuple[str, Arreglo]]:
    """Las hojas de datos, que van al final y se imprimen con el encabezado de la última página."""
    marco = documento.partes[-1].marco if documento.partes else MARCO_SIN_PAGINAS
    hojas = zip(de_excel, documento.hojas_de_datos, strict=True)
    for numero, (excel, hoja) in enumerate(hojas, len(documento.partes) + 1):
        _poner_pagina(excel, marco.pagina)
        celdas = poner_hoja_de_datos(
            excel, hoja, marco.pagina, listas, documento.estilos["celda"], textos, escritura
        )
        yield (
            f"xl/worksheets/sheet{numero}.xml",
            en_lugar_de(
                {
                    _SIN_EXTENSION: f'<dimension ref="{extension(hoja)}"/>',
                    _HOJA_VACIA: celdas,
                    ENCABEZADO_VACIO: encabezado_de_hoja(marco.hoja, escritura.avisos),
                }
            ),
        )


def _avisos_de_cortes(hoja: Hoja) -> Iterator[Aviso]:
    if hoja.cortes_de_mas:
        motivo = (
            f"la hoja pide {hoja.cortes_de_mas} cortes de página y Excel admite {SALTOS_MAXIMOS}:"
            " al imprimir, la corta Excel donde caiga"
        )
        yield Aviso("cortes_de_pagina", hoja.nombre, motivo)


def _filtro_de_fabrica(excel: Worksheet) -> str:
    """El que escribe openpyxl donde no va, después de las celdas combinadas y sin botones."""
    return f'<autoFilter ref="{excel.auto_filter.ref}"/>' if excel.auto_filter.ref else ""


def _extension(hoja: Hoja) -> str:
    """Hasta dónde llega: quien lee sin cargarlo todo no mira más allá de lo que aquí se diga."""
    ultima = f"{get_column_letter(columnas_de(hoja))}{max(len(hoja.filas), 1)}"
    return f'<dimension ref="A1:{ultima}"/>'


def _preparar(excel: Worksheet, hoja: Hoja, pagina: Pagina) -> None:
    for numero, ancho in enumerate(hoja.anchos, 1):
        pixeles = round(ancho * _PIXELES_POR_MM)
        excel.column_dimensions[get_column_letter(numero)].width = pixeles / _PIXELES_POR_LETRA
    if hoja.lleva_marcas:
        excel.column_dimensions[get_column_letter(columnas_de(hoja))].hidden = True
    _poner_pagina(excel, pagina)
    if hoja.repetidas:
        excel.print_title_rows = f"{hoja.repetidas_desde + 1}:{hoja.repetidas}"
    if hoja.inmovilizadas:
        excel.freeze_panes = f"A{hoja.inmovilizadas + 1}"
    if hoja.filtro:  # openpyxl nombra con él las celdas que se filtran
        excel.auto_filter.ref = rango_del_filtro(hoja.filtro, columnas_de(hoja))
    # Todos de una vez: ``append`` copia los que ya hay.
    excel.row_breaks.brk = [Break(id=salto) for salto in hoja.saltos[:SALTOS_MAXIMOS]]
    for grafico in hoja.graficos:
        poner_grafico(excel, grafico, Mm(sum(hoja.anchos) * _PARTE_DE_UN_DIBUJO))


def _lleva_dibujos(excel: Any) -> bool:
    return bool(excel._charts or excel._images)  # noqa: SLF001 - openpyxl no lo dice de otro modo


def _imagenes(
    hoja: Hoja, compuestas: Compuestas, estilos: Mapping[str, Estilo]
) -> Iterator[ImagenDeHoja]:
    con_imagen = [
        (fila, celda, tramo)
        for fila, celda in compuestas
        for tramo in celda.contenido
        if isinstance(tramo, Imagen)
    ]
    for numero, (fila, celda, imagen) in enumerate(con_imagen, _PRIMERA_IMAGEN):
        ancho = sum(hoja.anchos[celda.columna : celda.columna + celda.columnas])
        cabe = imagen.reducida(Mm(ancho * _PARTE_DE_UN_DIBUJO))
        sobra = ancho - cabe.ancho
        margen = Mm(sobra * _PARTE_A_LA_IZQUIERDA[estilos[celda.estilo].horizontal])
        yield ImagenDeHoja(cabe, numero, (celda.columna, fila), margen)


def _poner_pagina(excel: Worksheet, pagina: Pagina) -> None:
    excel.sheet_view.showGridLines = False
    ajuste = excel.page_setup
    ajuste.orientation = "landscape" if pagina.horizontal else "portrait"
    lados = sorted((round(pagina.ancho), round(pagina.alto)))
    ajuste.paperSize = _PAPELES.get((lados[0], lados[1]))
    lados_libres = pagina.izquierdo, pagina.derecho
    holgura = min(_HOLGURA, *lados_libres)
    ajuste.scale = _ESCALA if holgura == _HOLGURA else _ESCALA_SIN_HOLGURA
    margenes = excel.page_margins
    margenes.left, margenes.right = ((m - holgura) / MM_POR_PULGADA for m in lados_libres)
    margenes.top, margenes.bottom = (m / MM_POR_PULGADA for m in (pagina.superior, pagina.inferior))
    margenes.header = margenes.footer = pagina.encabezado / MM_POR_PULGADA
    excel.print_options.horizontalCentered = True
    # Aquí va el encabezado; openpyxl no lo escribe a la letra: cambia ``&[Date]`` por ``&D``.
    excel.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart("encabezado"))


def _poner_propiedades(libro: Workbook, metadatos: Metadatos) -> None:
    propiedades = libro.properties
    propiedades.title = metadatos.titulo
    propiedades.subject = metadatos.asunto
    propiedades.creator = propiedades.lastModifiedBy = metadatos.autor
    propiedades.keywords = metadatos.palabras_clave
    propiedades.language = metadatos.idioma
    propiedades.created = propiedades.modified = datetime.combine(
        metadatos.fecha or date.min, time()
    )
    propias: Any = libro
    for nombre, valor in metadatos.propiedades:
        propias.custom_doc_props.append(StringProperty(name=nombre, value=valor))
