"""El libro de Excel completo.

``escribir`` es todo el camino. Debajo: el cascarón de openpyxl, que es el libro sin sus celdas, en
memoria y siempre con los mismos bytes; los enlaces de la tabla de contenido; el encabezado y el pie
de una hoja, en la clave de Excel; y las imágenes, sin abrirlas otra vez.
"""

import functools
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from math import fsum
from typing import IO, Any, assert_never

import attrs
from openpyxl.drawing.fill import Blip
from openpyxl.drawing.geometry import PresetGeometry2D
from openpyxl.drawing.image import Image
from openpyxl.drawing.picture import PictureFrame
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.errores import Aviso
from paac_reportes.escritores.compresion import Compresion
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.limites import comprobar_que_caben, revisar_lo_escrito
from paac_reportes.escritores.paquete import (
    Arreglo,
    Parte,
    comprimir,
    en_curso,
    en_lugar_de,
    guardar_en,
)
from paac_reportes.escritores.xlsx.cascaron import (
    CascaronDeLibro,
    con_hojas,
    poner_propiedades_de_libro,
)
from paac_reportes.escritores.xlsx.celdas import (
    RELACION_DE_TEXTOS,
    TIPO_DE_TEXTOS,
    TextosDelLibro,
    anchos_en_xml,
    de_openpyxl,
    enlazadas,
    escapar_en_excel,
    rango_del_filtro,
    repetir_al_imprimir,
)
from paac_reportes.escritores.xlsx.formatos import Formatos, FormatosDelLibro, libro_sin_hojas
from paac_reportes.escritores.xlsx.graficos import (
    completar_grafico,
    describir_graficos,
    poner_grafico,
)
from paac_reportes.escritores.xlsx.hoja_en_xml import cuantas_columnas, datos_de_hoja
from paac_reportes.escritores.xlsx.hojas_de_datos import (
    ColumnasDeListas,
    anchos_de_datos,
    escala_de_datos,
    titulo_aparte,
)
from paac_reportes.escritores.xlsx.por_llenar import (
    MARCO_SIN_PAGINAS,
    area_impresa,
    con_hoja_de_listas,
    extension,
    poner_hoja_de_datos,
)
from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.contenido import (
    Barra,
    CampoCalculado,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.documento import AjustesDeHoja, Documento, Lado, Marco, Pagina
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.contenido import SALTOS_MAXIMOS
from paac_reportes.maqueta.hoja.graficos import PARTE_DE_UN_DIBUJO
from paac_reportes.maqueta.hoja.libro import (
    Enlazada,
    Remitido,
    anclas_en_hojas,
    disponer_con_contenido,
    nombres_de_hoja,
    remisiones_de,
)
from paac_reportes.maqueta.hoja.montaje import Compuestas, HojaMontada
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm, emu


class ImagenDeHoja(Image):
    """Una imagen para ``add_image``; ``margen`` la aparta del borde izquierdo de su celda."""

    def __init__(self, imagen: Imagen, numero: int, lugar: tuple[int, int], margen: Mm) -> None:
        columna, fila = lugar
        # Sin ``super().__init__``: la abriría para averiguar el tamaño, que ya se sabe.
        self._imagen = imagen.datos
        self.format = imagen.clase
        self.anchor = OneCellAnchor(
            _from=AnchorMarker(col=columna, colOff=emu(margen), row=fila, rowOff=emu(Mm(1))),
            ext=XDRPositiveSize2D(emu(imagen.ancho), emu(imagen.alto)),
            pic=_marco(imagen, numero),
        )

    def _data(self) -> bytes:
        return self._imagen


_PAPELES = {(216, 279): 1, (216, 356): 5, (210, 297): 9, (216, 330): 14, (279, 432): 3}
"""El código de Excel de cada papel, por su ancho y alto en milímetros."""

_PIXELES_POR_MM = 96 / MM_POR_PULGADA
_PIXELES_POR_LETRA = 6
"""Ancho de una cifra en la letra normal, la unidad de las columnas.

En Arial 8 es casi entero (5,93) y Excel y LibreOffice le dan lo mismo; con la letra de fábrica,
LibreOffice saca las columnas un 6 % más anchas.
"""

_HOLGURA = Mm(2)
"""Holgura que cada margen lateral cede para que ningún programa pase una columna a otra página.

Las columnas, centradas, quedan donde las pone el formato. Reducir la hoja a una página de ancho
(``fitToPage``) no sirve: Excel deja entonces de mirar los cortes de página.
"""
_ESCALA, _ESCALA_SIN_HOLGURA = 100, 98
"""Por ciento: al que se imprime, y al que si los márgenes no tienen de dónde ceder."""

_PARTE_A_LA_IZQUIERDA: dict[Horizontal, float] = {
    "izquierda": 0.0,
    "centro": 0.5,
    "derecha": 1.0,
    "justificada": 0.0,
}
"""Parte de lo que le sobra a una imagen en su celda que va a su izquierda."""

_PRIMERA_IMAGEN = 1000
"""Desde dónde se numeran: openpyxl numera los gráficos del mismo dibujo desde 1."""

_FECHAS = expresion(r"<dcterms:(created|modified)[^<]*+</dcterms:\1>")
_HOJA_VACIA = "<sheetData></sheetData>"
_SIN_EXTENSION = '<dimension ref="A1:A1"/>'
_SIN_MARCA_DE_ERROR = (
    '<ignoredErrors><ignoredError sqref="A1:{}" numberStoredAsText="1"/></ignoredErrors>'
)
"""Un código como «1.1» es texto: Excel pondría en su celda la marca de un error."""
_MARGENES_DE_FABRICA = (
    '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'
)
"""Márgenes de openpyxl, en cuyo lugar va todo lo que dice cómo se imprime una hoja."""
_ANCHO_DE_FABRICA = 13
"""Ancho de una columna a la que no se le dice."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.xlsx``; con el mismo documento, siempre los mismos."""
    salida = io.BytesIO()
    escribir_en(salida, documento, escritura)
    return salida.getvalue()


def escribir_en(flujo: IO[bytes], documento: Documento, escritura: Escritura) -> None:
    """Escribe el ``.xlsx`` en un flujo vacío que se puede recorrer."""
    escritura.sin_membrete(documento, "el libro sólo lleva los textos, y al imprimirlo")
    del_papel = documento.estilos
    documento, medidor, hojas = disponer_con_contenido(documento)
    comprobar_que_caben(hojas)
    libro = libro_sin_hojas()
    poner_propiedades_de_libro(libro, documento.metadatos)
    documento, listas = con_hoja_de_listas(documento)
    nombres = [hoja.nombre for hoja in hojas] + [hoja.nombre for hoja in documento.hojas_de_datos]
    creadas = con_hojas(libro, nombres_de_hoja(nombres))
    de_excel, de_datos = creadas[: len(hojas)], creadas[len(hojas) :]
    textos, del_libro = TextosDelLibro(), FormatosDelLibro()
    formatos = Formatos(documento.estilos, del_libro.__getitem__)
    arreglos: dict[str, Arreglo] = {}
    vistas = {
        excel.title: _preparar(excel, hoja, se_imprime=parte.marco.hoja.se_imprime)
        for excel, hoja, parte in zip(de_excel, hojas, documento.partes, strict=True)
    }
    cascaron = CascaronDeLibro(libro, vistas)
    lugares = _lugares_de_lo_nombrado(documento, hojas)
    en_orden = zip(de_excel, hojas, documento.partes, strict=True)
    with Compresion() as compresion:
        for numero, (excel, hoja, parte) in enumerate(en_orden, 1):
            compuestas = hoja.compuestas
            for imagen in _imagenes(hoja, compuestas, documento.estilos):
                excel.add_image(imagen)
            escritura.avisos.extend(_avisos_de_cortes(hoja))
            con_enlace = enlazadas(hoja, compuestas, medidor, escritura.avisos)
            excel._hyperlinks += de_openpyxl(con_enlace)  # noqa: SLF001 - vea ``cascaron``
            remitidos = [r for r in remisiones_de(hoja) if r.destino in lugares]
            excel._hyperlinks += _de_remisiones(remitidos, lugares, de_excel)  # noqa: SLF001
            celdas = chain.from_iterable(remitido.celdas for remitido in remitidos)
            que_remiten = dict.fromkeys(celdas, Enlazada(como_formula=True))
            datos = datos_de_hoja(hoja, formatos, textos, medidor, {**con_enlace, **que_remiten})
            poner = en_lugar_de(
                {
                    **_extension(excel, hoja),
                    f"{_HOJA_VACIA}{_filtro_de_fabrica(excel)}": [_anchos(hoja), *datos],
                    _MARGENES_DE_FABRICA: _impresion(
                        hoja, parte.marco, del_papel["pie"], escritura.avisos
                    ),
                }
            )
            hecha = en_curso(poner(cascaron.hoja(excel)), compresion)
            arreglos[f"xl/worksheets/sheet{numero}.xml"] = hecha
        arreglos |= _arreglos_de_hojas_de_datos(
            documento, del_papel, de_datos, listas, textos, del_libro, escritura
        )
        nuevas: dict[str, Parte] = {"xl/sharedStrings.xml": textos.xml()}
        cuantos = sum(len(hoja.graficos) for hoja in hojas)
        for numero in range(1, cuantos + 1):
            arreglos[f"xl/charts/chart{numero}.xml"] = completar_grafico
        con_dibujos = [
            hoja for excel, hoja in zip(de_excel, hojas, strict=True) if _lleva_dibujos(excel)
        ]
        for numero, hoja in enumerate(con_dibujos, 1):
            arreglos[f"xl/drawings/drawing{numero}.xml"] = functools.partial(
                describir_graficos, hoja.graficos
            )
        if documento.metadatos.fecha is None:  # openpyxl no sabe escribir propiedades sin fecha
            arreglos["docProps/core.xml"] = lambda parte: _FECHAS.sub("", parte)
        # openpyxl escribe cada texto dentro de su celda; aquí van una sola vez, como en Excel.
        arreglos["[Content_Types].xml"] = en_lugar_de({"</Types>": f"{TIPO_DE_TEXTOS}</Types>"})
        arreglos["xl/_rels/workbook.xml.rels"] = en_lugar_de(
            {"</Relationships>": f"{RELACION_DE_TEXTOS}</Relationships>"}
        )
        con_reglas = [excel for excel in de_datos if excel.conditional_formatting]
        for excel in con_reglas[:1]:  # las reglas también van con los formatos
            del_libro.poner_en(excel)
        estilos = None if con_reglas else del_libro.en_xml()
        partes = comprimir(compresion, cascaron.partes(estilos), arreglos, nuevas)
    for escrito in (libro, *creadas):  # se nombran entre sí: si no, los busca el recolector
        vars(escrito).clear()
    guardar_en(flujo, partes)
    revisar_lo_escrito(flujo, escritura, textos.letras)


def _arreglos_de_hojas_de_datos(  # noqa: PLR0913, PLR0917 - es de adentro
    documento: Documento,
    estilos: dict[str, Estilo],
    de_excel: list[Worksheet],
    listas: ColumnasDeListas,
    textos: TextosDelLibro,
    del_libro: FormatosDelLibro,
    escritura: Escritura,
) -> Iterator[tuple[str, Arreglo]]:
    """Arreglo de cada hoja de datos, por su parte; llevan el encabezado de la última página."""
    marco = documento.partes[-1].marco if documento.partes else MARCO_SIN_PAGINAS
    hojas = zip(de_excel, documento.hojas_de_datos, strict=True)
    for numero, (excel, hoja) in enumerate(hojas, len(documento.partes) + 1):
        celdas = poner_hoja_de_datos(excel, hoja, listas, estilos, textos, del_libro, escritura)
        escala = escala_de_datos(hoja, marco.pagina, estilos["celda"].tamano)
        ajustes = marco.hoja
        titulo = titulo_aparte(hoja, marco.pagina, escala)
        if area := area_impresa(hoja, desde_rotulos=bool(titulo)):
            excel.print_area = area
        if titulo:
            ajustes = attrs.evolve(ajustes, encabezado={"izquierda": titulo})
        letra = letra_impresa(estilos["pie"], escala)
        encabezado = encabezado_de_hoja(ajustes, escritura.avisos, letra)
        yield (
            f"xl/worksheets/sheet{numero}.xml",
            en_lugar_de(
                {
                    _SIN_EXTENSION: f'<dimension ref="{extension(hoja)}"/>',
                    _HOJA_VACIA: chain((anchos_de_datos(hoja),), celdas),
                    _MARGENES_DE_FABRICA: _impresion_en_xml(
                        marco.pagina,
                        encabezado,
                        apaisada=True,
                        escala=escala,
                        orden=_POR_LADOS if hoja.fijas or hoja.llenado else "",
                    ),
                }
            ),
        )


def _avisos_de_cortes(hoja: HojaMontada) -> Iterator[Aviso]:
    """Aviso de una hoja que pide más cortes de página de los que Excel admite."""
    if hoja.cortes_de_mas:
        motivo = (
            f"la hoja pide {hoja.cortes_de_mas} cortes de página y Excel admite {SALTOS_MAXIMOS}:"
            " al imprimir, la corta Excel donde caiga"
        )
        yield Aviso("cortes_de_pagina", hoja.nombre, motivo)


def _filtro_de_fabrica(excel: Worksheet) -> str:
    """Filtro que escribe openpyxl donde no va, después de las combinadas y sin botones."""
    return f'<autoFilter ref="{excel.auto_filter.ref}"/>' if excel.auto_filter.ref else ""


def _extension(excel: Worksheet, hoja: HojaMontada) -> dict[str, str]:
    """Qué celdas tiene una hoja, y que en ninguna se marque un número como texto.

    Sin el lugar de un último gráfico: no se mira más allá.
    """
    tramos = list(hoja.tramos)
    while tramos and not tramos[-1].columnas:
        tramos.pop()
    filas = sum(len(tramo.altos) for tramo in tramos)
    ultima = f"{get_column_letter(cuantas_columnas(hoja))}{max(filas, 1)}"
    sigue = "<drawing" if _lleva_dibujos(excel) else "</worksheet>"
    return {
        _SIN_EXTENSION: f'<dimension ref="A1:{ultima}"/>',
        sigue: f"{_SIN_MARCA_DE_ERROR.format(ultima)}{sigue}",
    }


def _en_pixeles(hoja: HojaMontada) -> list[int]:
    """Ancho en píxeles enteros de cada columna: juntas no pasan de la página ni por uno."""
    bordes = [int(borde * _PIXELES_POR_MM) for borde in accumulate(hoja.anchos, initial=0.0)]
    return [hasta - desde for desde, hasta in pairwise(bordes)]


def _anchos(hoja: HojaMontada) -> str:
    """``<cols>…``: los anchos de las columnas; la de las marcas, escondida."""
    anchos = [pixeles / _PIXELES_POR_LETRA for pixeles in _en_pixeles(hoja)]
    de_marcas = [_ANCHO_DE_FABRICA] if hoja.lleva_marcas else []
    return anchos_en_xml([*anchos, *de_marcas], escondidas={len(anchos)})


_POR_LADOS = "overThenDown"
"""Orden de impresión: lo que sigue de una fila, en la página que sigue."""


def _impresion(hoja: HojaMontada, marco: Marco, pie: Estilo, avisos: list[Aviso]) -> str:
    """XML de cómo se imprime una hoja: entera a lo ancho o, si es de varias páginas, por lados."""
    pagina = marco.pagina
    entera = _ESCALA if _holgura(pagina) == _HOLGURA else _ESCALA_SIN_HOLGURA
    escala = entera * hoja.escala // _ESCALA
    encabezado = encabezado_de_hoja(marco.hoja, avisos, letra_impresa(pie, escala))
    orden = _POR_LADOS if hoja.paginas_a_lo_ancho else ""
    impresa = _impresion_en_xml(
        pagina, encabezado, apaisada=pagina.horizontal, escala=escala, orden=orden
    )
    de_filas = _cortes("rowBreaks", hoja.saltos[:SALTOS_MAXIMOS])
    return impresa + de_filas + _cortes("colBreaks", hoja.paginas_a_lo_ancho)


def _cortes(clase: str, lugares: Sequence[int]) -> str:
    """``<rowBreaks>`` o ``<colBreaks>``: los cortes de página puestos; nada, si ninguno."""
    cuantos = len(lugares)
    cortes = "".join([f'<brk id="{lugar}" min="0" max="16383" man="1"/>' for lugar in lugares])
    cuenta = f'count="{cuantos}" manualBreakCount="{cuantos}"'
    return f"<{clase} {cuenta}>{cortes}</{clase}>" if lugares else ""


def _preparar(excel: Worksheet, hoja: HojaMontada, *, se_imprime: bool) -> object:
    """Pone en una hoja lo que openpyxl escribe de ella; da lo que la distingue de las otras."""
    excel.sheet_view.showGridLines = False
    if not se_imprime:
        excel.print_area = f"{get_column_letter(len(hoja.anchos) + 2)}1"
    filas = f"${hoja.repetidas_desde + 1}:${hoja.repetidas}" if hoja.repetidas else ""
    repetir_al_imprimir(excel, filas, hoja.columnas_repetidas)
    _poner_vista(excel, hoja)
    if hoja.filtro:  # openpyxl nombra con él las celdas que se filtran
        excel.auto_filter.ref = rango_del_filtro(hoja.filtro, cuantas_columnas(hoja))
    for grafico in hoja.graficos:
        poner_grafico(excel, grafico, hoja.ancho_de_dibujo)
    inmoviles = hoja.inmovilizadas, hoja.columnas_inmovilizadas
    return excel.sheet_view.zoomScale, inmoviles, excel.auto_filter.ref


_PANTALLA, _BORDES_DE_EXCEL = 1366, 60
"""Píxeles: el ancho de una pantalla corriente, y lo que en él ocupan los bordes de Excel."""
_ZOOM_MINIMO, _ZOOM = 60, 100
"""Por ciento: con menos no se lee."""


def _poner_vista(excel: Worksheet, hoja: HojaMontada) -> None:
    """Pone el tamaño a que se ve una hoja, para que quepa a lo ancho, y lo que queda a la vista."""
    vista = excel.sheet_view
    zoom = max(_ZOOM * (_PANTALLA - _BORDES_DE_EXCEL) // sum(_en_pixeles(hoja)), _ZOOM_MINIMO)
    if zoom < _ZOOM:
        vista.zoomScale = vista.zoomScaleNormal = zoom
    if hoja.inmovilizadas or hoja.columnas_inmovilizadas:
        columna = get_column_letter(hoja.columnas_inmovilizadas + 1)
        excel.freeze_panes = f"{columna}{hoja.inmovilizadas + 1}"


def _lleva_dibujos(excel: Any) -> bool:
    return bool(excel._charts or excel._images)  # noqa: SLF001 - openpyxl no lo dice de otro modo


def _imagenes(
    hoja: HojaMontada, compuestas: Compuestas, estilos: Mapping[str, Estilo]
) -> Iterator[ImagenDeHoja]:
    """Imágenes de una hoja, cada una en su celda y al lado que dice el estilo de ella."""
    con_imagen = [
        (fila, celda, tramo)
        for fila, celda in compuestas
        for tramo in celda.contenido
        if isinstance(tramo, Imagen)
    ]
    for numero, (fila, celda, imagen) in enumerate(con_imagen, _PRIMERA_IMAGEN):
        ancho = fsum(hoja.anchos[celda.columna : celda.columna + celda.columnas])
        cabe = imagen.reducida(Mm(ancho * PARTE_DE_UN_DIBUJO))
        sobra = ancho - cabe.ancho
        margen = Mm(sobra * _PARTE_A_LA_IZQUIERDA[estilos[celda.estilo].horizontal])
        yield ImagenDeHoja(cabe, numero, (celda.columna, fila), margen)


_ORIENTACIONES = {True: "landscape", False: "portrait"}


def _impresion_en_xml(
    pagina: Pagina, encabezado: str, *, apaisada: bool, escala: int, orden: str
) -> str:
    """XML de los márgenes, el papel y el encabezado de una hoja, en el orden de Excel."""
    holgura = _holgura(pagina)
    izquierdo, derecho = (
        (lado - holgura) / MM_POR_PULGADA for lado in (pagina.izquierdo, pagina.derecho)
    )
    superior, inferior, encima = (
        lado / MM_POR_PULGADA for lado in (pagina.superior, pagina.inferior, pagina.encabezado)
    )
    lados = sorted((round(pagina.ancho), round(pagina.alto)))
    papel = _PAPELES.get((lados[0], lados[1]))
    de_papel = f' paperSize="{papel}"' if papel else ""
    de_orden = f' pageOrder="{orden}"' if orden else ""
    return (
        '<printOptions horizontalCentered="1"/>'
        f'<pageMargins left="{izquierdo:.16g}" right="{derecho:.16g}" top="{superior:.16g}"'
        f' bottom="{inferior:.16g}" header="{encima:.16g}" footer="{encima:.16g}"/>'
        f'<pageSetup orientation="{_ORIENTACIONES[apaisada]}"{de_papel}'
        f' scale="{escala}"{de_orden}/>{encabezado}'
    )


def _holgura(pagina: Pagina) -> Mm:
    return min(_HOLGURA, pagina.izquierdo, pagina.derecho)


_Lugares = Mapping[int | str, tuple[int, int]]
"""Hoja y fila, desde 0, por el lugar de un título o por un ancla: ``{0: (1, 4)}``."""


def _lugares_de_lo_nombrado(documento: Documento, hojas: Sequence[HojaMontada]) -> _Lugares:
    """Hoja y fila de cada título, por su lugar, y de cada ancla."""
    lugares: dict[int | str, tuple[int, int]] = {}
    lugares.update(anclas_en_hojas(documento, hojas))
    titulos = ((numero, fila) for numero, hoja in enumerate(hojas) for fila in hoja.titulos)
    lugares.update(enumerate(titulos))
    return lugares


def _de_remisiones(
    remitidos: Iterable[Remitido], lugares: _Lugares, de_excel: Sequence[Worksheet]
) -> Iterator[Hyperlink]:
    """Enlaces de openpyxl: cada renglón del contenido, a su título, y cada remisión, a su ancla."""
    for remitido in remitidos:
        numero, fila = lugares[remitido.destino]
        destino = f"{quote_sheetname(de_excel[numero].title)}!A{fila + 1}"
        desde, hasta = map(get_column_letter, (remitido.desde + 1, remitido.hasta))
        primera, ultima = (f"{columna}{remitido.fila + 1}" for columna in (desde, hasta))
        # Por celda, openpyxl las crearía todas.
        rango = primera if primera == ultima else f"{primera}:{ultima}"
        yield Hyperlink(ref=rango, location=destino)


_LETRAS_MAXIMAS = 255
"""Largo máximo que Excel admite, contando las claves de los tres lados."""

_LETRAS_MINIMAS = 2
"""Letras que ocupa un campo, y las menos en que vale la pena acortar un texto."""

_LADOS: dict[Lado, str] = {"izquierda": "&L", "centro": "&C", "derecha": "&R"}
_CAMPOS = {CampoCalculado.PAGINA: "&P", CampoCalculado.PAGINAS: "&N"}


def letra_impresa(pie: Estilo, escala: int) -> str:
    """Letra de un encabezado o un pie, en clave: ``&8&"Calibri,Regular"&K5B6876``.

    Se reduce con su hoja, que LibreOffice no admite otra cosa: va tan grande como haga falta para
    que en el papel mida lo suyo. El tamaño, lo primero, no se junta con una cifra del texto.
    """
    color = f"&K{pie.color}" if pie.color else ""
    return f'&{pie.tamano * _ESCALA / escala:.0f}&"{pie.familia},Regular"{color}'


_HASTA_LAS_COLUMNAS = "\N{NO-BREAK SPACE}" * 4
"""Distancia de las columnas a los márgenes (``_HOLGURA``), en espacios de un pie."""


def encabezado_de_hoja(ajustes: AjustesDeHoja, avisos: list[Aviso], letra: str = "") -> str:
    """``<headerFooter>`` completo, o nada si no hay qué escribir; ``letra``, la suya en clave."""
    textos = [("oddHeader", ajustes.encabezado), ("oddFooter", ajustes.pie)]
    distinta, primera = "", ajustes.primera
    if primera is not None:
        distinta = ' differentFirst="1"'
        textos += [("firstHeader", primera.encabezado), ("firstFooter", primera.pie)]
    partes = "".join(
        f"<{marca}>{escapar_en_excel(_en_clave(lados, letra, avisos))}</{marca}>"
        for marca, lados in textos
        if lados
    )
    return f"<headerFooter{distinta}>{partes}</headerFooter>" if partes else ""


def _en_clave(lados: Mapping[Lado, Contenido], letra: str, avisos: list[Aviso]) -> str:
    """Encabezado en clave de Excel, ``&L&8…GF-01&RPágina &P``, acortado si pasa de 255 letras."""
    tramos = {lado: _tramos(contenido) for lado, contenido in lados.items()}
    bordes = {lado: _bordes_impresos(lado, letra) for lado in _LADOS if lado in lados}
    claves = sum(len(delante) + len(detras) for delante, detras in bordes.values())
    queda = _LETRAS_MAXIMAS - claves
    textos: dict[Lado, str] = {}
    # Del más corto al más largo: lo que uno no usa le queda a los que faltan.
    for lado in sorted(tramos, key=lambda lado: len(_unidos(tramos[lado]))):
        textos[lado] = _recortado(tramos[lado], queda // (len(tramos) - len(textos)))
        queda -= len(textos[lado])
    if any(textos[lado] != _unidos(_tramos(lados[lado])) for lado in lados):
        motivo = (
            f"el encabezado o el pie impreso pasa de {_LETRAS_MAXIMAS} letras, las que Excel admite"
        )
        avisos.append(Aviso("encabezado_recortado", "", f"{motivo}: se recortó"))
    return "".join(f"{delante}{textos[lado]}{detras}" for lado, (delante, detras) in bordes.items())


def _bordes_impresos(lado: Lado, letra: str) -> tuple[str, str]:
    """Claves antes y después del texto de un lado, que queda alineado con la hoja."""
    blanco = _HASTA_LAS_COLUMNAS
    delante, detras = {"izquierda": (blanco, ""), "derecha": ("", blanco)}.get(lado, ("", ""))
    return f"{_LADOS[lado]}{letra}{delante}", detras


def _recortado(tramos: list[Tramo], cabe: int) -> str:
    """Texto en clave, de hasta ``cabe`` letras: se acorta el tramo más largo, que lleva ``…``."""
    while len(clave := _unidos(tramos)) > cabe:
        largos = [len(t) if isinstance(t, str) else 0 for t in tramos]
        if max(largos) < _LETRAS_MINIMAS:  # sólo quedan campos: se escriben los que caben
            return _unidos(tramos[: cabe // _LETRAS_MINIMAS])
        mayor = largos.index(max(largos))
        tramos[mayor] = f"{str(tramos[mayor]).removesuffix('…')[:-1]}…"
    return clave


def _tramos(contenido: Contenido) -> list[Tramo]:
    return [contenido] if isinstance(contenido, str) else list(contenido)


def _unidos(tramos: list[Tramo]) -> str:
    return "".join(map(_tramo, tramos))


def _tramo(tramo: Tramo) -> str:
    """Texto de un tramo en el encabezado o el pie de Excel, donde «&» va doble."""
    match tramo:
        case str():
            return tramo.replace("&", "&&")
        case Enfasis() | Enlace() | NumeroDeLeyenda() | Remision():
            return tramo.texto.replace("&", "&&")
        case CampoCalculado():
            return _CAMPOS[tramo]
        case Imagen() | Barra():
            return ""
        case _:
            assert_never(tramo)


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
