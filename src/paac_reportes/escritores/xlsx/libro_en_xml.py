"""El libro de Excel por fuera: lo que va alrededor de las celdas, escrito en texto como ellas.

Primero, lo que se dibuja sobre una hoja. ``HojaDelLibro`` dice cómo es una; ``LibroEnXml`` junta
las partes de todas, en el orden y con las letras con que openpyxl las escribiría: a él sólo se le
piden los ``graficos``.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import count
from math import fsum, prod
from typing import NamedTuple

from paac_reportes import clases
from paac_reportes.columnas import letra_de_columna
from paac_reportes.escritores.paquete import (
    PARTE_DEL_PROGRAMA,
    PROGRAMA,
    Parte,
    Pedazos,
    en_atributo,
    escapar,
)
from paac_reportes.escritores.xlsx.celdas import EN_TEXTO, HOJA_DE_CALCULO, nombrada
from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.contenido import Imagen
from paac_reportes.maqueta.documento import Metadatos
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.montaje import PARTE_DE_UN_DIBUJO, GraficoEnHoja, HojaMontada
from paac_reportes.maqueta.medida.tipografia import Mm, emu

_PARTE_A_LA_IZQUIERDA: dict[Horizontal, float] = {
    "izquierda": 0.0,
    "centro": 0.5,
    "derecha": 1.0,
    "justificada": 0.0,
}
"""Parte de lo que le sobra a una imagen en su celda que va a su izquierda."""

_PRIMERA_IMAGEN = 1000
"""Número de la primera imagen: los gráficos del mismo dibujo van desde 1."""
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
        """XML de cada gráfico y de cada imagen de la hoja, puesto en su celda."""
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
    """XML que pone un dibujo en su celda.

    ``lugar``: la columna y la fila, desde 0, con lo que se aparta de cada una; ``mide``: su ancho y
    su alto. Los largos, en unidades de Office.
    """
    (columna, a_la_derecha, fila, abajo), (ancho, alto) = lugar, mide
    return (
        f"<oneCellAnchor><from><col>{columna}</col><colOff>{a_la_derecha}</colOff><row>{fila}</row>"
        f'<rowOff>{abajo}</rowOff></from><ext cx="{ancho}" cy="{alto}"/>{dibujo}<clientData/>'
        "</oneCellAnchor>"
    )


def dibujo_de(nombre: str, hoja: HojaMontada, estilos: Mapping[str, Estilo]) -> Dibujo | None:
    """Los gráficos y las imágenes de una hoja; cada una, al lado que dice su estilo.

    ``None`` si no lleva.
    """
    imagenes = tuple(_imagenes(hoja, estilos))
    if not imagenes and not hoja.graficos:
        return None
    return Dibujo(nombre, hoja.ancho_de_dibujo, hoja.graficos, imagenes)


def _imagenes(hoja: HojaMontada, estilos: Mapping[str, Estilo]) -> Iterator[ImagenPuesta]:
    """Las imágenes de una hoja, reducidas a lo ancho de su celda y con su margen."""
    for fila, celda in hoja.compuestas:
        for imagen in celda.contenido:
            if isinstance(imagen, Imagen):
                ancho = fsum(hoja.anchos[celda.columna : celda.columna + celda.cuantas_columnas])
                cabe = imagen.reducida(Mm(ancho * PARTE_DE_UN_DIBUJO))
                a_su_izquierda = _PARTE_A_LA_IZQUIERDA[estilos[celda.estilo].horizontal]
                margen = Mm((ancho - cabe.ancho) * a_su_izquierda)
                yield ImagenPuesta(cabe, celda.columna, fila, margen)


ZOOM = 100
"""Tamaño a que se ve una hoja, en por ciento."""


class EnlaceDeHoja(NamedTuple):
    """Unas celdas que llevan a una dirección o, sin ella, a un lugar del libro."""

    celdas: str
    direccion: str = ""
    lugar: str = ""


@clases.frozen(kw_only=True)
class HojaDelLibro:
    """Una hoja, sin sus celdas."""

    nombre: str
    extension: tuple[int, int]
    """Columnas y filas que abarcan sus celdas."""
    oculta: bool = False
    cuadricula: bool = False
    con_ajuste: bool = True
    """Si dice que no se ajusta a una página, que es lo de fábrica."""
    zoom: int = ZOOM
    inmoviles: tuple[int, int] = (0, 0)
    """Columnas y filas que quedan a la vista."""
    filas_repetidas: tuple[int, int] = (0, 0)
    """Primera y última, desde 1, de las que van en cada página impresa."""
    columnas_repetidas: int = 0
    filtro: str = ""
    area: str = ""
    """Rango que se imprime; sin él, toda."""
    enlaces: Sequence[EnlaceDeHoja] = ()
    tabla: str = ""
    """XML de su tabla, lo que va tras el número: ``name="Datos" …>…</table>``."""
    dibujo: Dibujo | None = None
    extensiones: str = ""
    """``<extLst>`` de la hoja."""

    def en_xml(self, celdas: Pedazos, impresion: str, final: str = "") -> Iterator[str | bytes]:
        """La parte de la hoja: ``celdas``, ``impresion`` y ``final`` son XML que va adentro."""
        ajuste = "<pageSetUpPr/>" if self.con_ajuste else ""
        yield (
            f'<worksheet xmlns="{HOJA_DE_CALCULO}"><sheetPr><outlinePr summaryBelow="1"'
            f' summaryRight="1"/>{ajuste}</sheetPr><dimension ref="A1:{self.esquina}"/>'
            f"<sheetViews>{self._vista()}</sheetViews>"
            '<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>'
        )
        yield from celdas
        if self.enlaces:
            yield f"<hyperlinks>{''.join(self._enlaces())}</hyperlinks>"
        yield f"{impresion}{final}"
        siguiente = len(self.direcciones) + 1
        if self.dibujo:
            yield f'<drawing xmlns:r="{_RELACIONES}" r:id="rId{siguiente}"/>'
        if self.tabla:
            parte = f'<tablePart xmlns:r="{_RELACIONES}" r:id="rId{siguiente}"/>'
            yield f'<tableParts count="1">{parte}</tableParts>'
        yield f"{self.extensiones}</worksheet>"

    @property
    def esquina(self) -> str:
        """Última de sus celdas: ``H108``."""
        columnas, filas = self.extension
        return f"{letra_de_columna(columnas)}{filas}"

    @property
    def direcciones(self) -> list[str]:
        """Direcciones de sus enlaces, en su orden."""
        return [enlace.direccion for enlace in self.enlaces if enlace.direccion]

    def _vista(self) -> str:
        """``<sheetView>``: a qué tamaño se ve y qué no se mueve."""
        zoom = f' zoomScale="{self.zoom}" zoomScaleNormal="{self.zoom}"' if self.zoom < ZOOM else ""
        vista = f'<sheetView showGridLines="{self.cuadricula:d}"{zoom} workbookViewId="0">'
        en_su_lugar = 'activeCell="A1" sqref="A1"/></sheetView>'
        columnas, filas = self.inmoviles
        if not columnas and not filas:
            return f"{vista}<selection {en_su_lugar}"
        partida = f'xSplit="{columnas}" ' * bool(columnas) + f'ySplit="{filas}" ' * bool(filas)
        activa = ("topRight", "bottomLeft", "bottomRight")[2 if columnas and filas else filas > 0]
        otras = '<selection pane="topRight"/><selection pane="bottomLeft"/>'
        return (
            f'{vista}<pane {partida}topLeftCell="{letra_de_columna(columnas + 1)}{filas + 1}"'
            f' activePane="{activa}" state="frozen"/>{otras if columnas and filas else ""}'
            f'<selection pane="{activa}" {en_su_lugar}'
        )

    def _enlaces(self) -> Iterator[str]:
        """XML de cada enlace; los que salen del libro nombran sus relaciones, en el mismo orden."""
        numero = 0
        for enlace in self.enlaces:
            if enlace.direccion:
                numero += 1
                destino = f' xmlns:r="{_RELACIONES}" ref="{enlace.celdas}" r:id="rId{numero}"'
            else:
                destino = f' ref="{enlace.celdas}" location="{en_hoja(enlace.lugar)}"'
            yield f"<hyperlink{destino}/>"

    def nombres(self, numero: int) -> Iterator[str]:
        """``<definedName>`` de lo que se repite, se filtra y se imprime; ``numero``, desde 0."""
        hoja, (primera, ultima) = nombrada(self.nombre), self.filas_repetidas
        columnas = f"{hoja}!$A:${letra_de_columna(max(self.columnas_repetidas, 1))}"
        repetido = [columnas] if self.columnas_repetidas else []
        repetido += [f"{hoja}!${primera}:${ultima}"] if ultima else []
        # Las columnas primero, como Excel: al revés, LibreOffice guarda el nombre dos veces.
        titulos = [_nombre("Print_Titles", numero, ",".join(repetido))] if repetido else []
        filtro, area = (
            f"{hoja}!{_ABSOLUTA.sub(_FIJA, rango)}" for rango in (self.filtro, self.area)
        )
        filtros = [_nombre("_FilterDatabase", numero, filtro, ' hidden="1"')] * bool(self.filtro)
        yield from titulos + filtros if len(repetido) > 1 else filtros + titulos
        if self.area:
            yield _nombre("Print_Area", numero, area)


_ABSOLUTA, _FIJA = expresion(r"([A-Z]{1,3})([0-9]{1,7})"), r"$\1$\2"


def _nombre(cual: str, hoja: int, rango: str, escondido: str = "") -> str:
    atributos = f'name="_xlnm.{cual}" localSheetId="{hoja}"{escondido}'
    return f"<definedName {atributos}>{escapar(rango, EN_TEXTO)}</definedName>"


def en_hoja(texto: str) -> str:
    """Texto como va en un atributo de una hoja."""
    return en_ascii(en_atributo(texto))


def en_ascii(xml: str) -> str:
    """XML con las tildes en clave, como las escribe openpyxl fuera de las celdas de una hoja."""
    return xml.encode("ascii", "xmlcharrefreplace").decode()


_DE_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_TIPO = "application/vnd.openxmlformats-officedocument."
_DE_LIBRO = f"{_TIPO}spreadsheetml."
_DE_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELACIONES = f"{_DE_OFFICE}/relationships"
_PROPIAS = "docProps/custom.xml"
_EXTENSIONES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
_FIJAS = {
    "xl/styles.xml": f"{_DE_LIBRO}styles+xml",
    "xl/theme/theme1.xml": f"{_TIPO}theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    PARTE_DEL_PROGRAMA: f"{_TIPO}extended-properties+xml",
}
"""El tipo de las partes que todo libro tiene."""


class LibroEnXml:
    """Las partes de un libro, que se ponen hoja por hoja."""

    def __init__(self, metadatos: Metadatos) -> None:
        self._hojas: list[HojaDelLibro] = []
        self._tipos = {**_FIJAS}
        self._imagenes: dict[str, Parte] = {}
        self._graficos: dict[str, Parte] = {}
        self._numeros = {"drawing": count(1), "table": count(1)}
        self._partes: dict[str, Parte] = {
            PARTE_DEL_PROGRAMA: PROGRAMA,
            "docProps/core.xml": _propiedades(metadatos),
            "xl/theme/theme1.xml": [_tema()],
        }
        if metadatos.propiedades:
            propias = _propias(metadatos.propiedades)
            self._poner(_PROPIAS, propias, f"{_TIPO}custom-properties+xml")

    def poner(self, hoja: HojaDelLibro, parte: Parte) -> None:
        """Agrega una hoja al libro, con sus enlaces, su dibujo y su tabla.

        ``parte``: su XML.
        """
        self._hojas.append(hoja)
        numero = len(self._hojas)
        self._poner(f"xl/worksheets/sheet{numero}.xml", parte, f"{_DE_LIBRO}worksheet+xml")
        relaciones = [("hyperlink", direccion) for direccion in hoja.direcciones]
        if hoja.dibujo:
            relaciones.append(("drawing", self._dibujo(hoja.dibujo)))
        if hoja.tabla:
            cual = next(self._numeros["table"])
            tabla = f'<table id="{cual}" {hoja.tabla}'
            self._poner(f"xl/tables/table{cual}.xml", tabla, f"{_DE_LIBRO}table+xml")
            relaciones.append(("table", f"/xl/tables/table{cual}.xml"))
        if relaciones:
            escritas = _relaciones(relaciones)
            self._partes[f"xl/worksheets/_rels/sheet{numero}.xml.rels"] = escritas

    @property
    def rejilla(self) -> int:
        """Celdas, escritas o no, que abarcan sus hojas."""
        return sum(prod(hoja.extension) for hoja in self._hojas)

    def _poner(self, nombre: str, parte: Parte, tipo: str) -> None:
        self._partes[nombre] = parte
        self._tipos[nombre] = tipo

    def _dibujo(self, dibujo: Dibujo) -> str:
        """Pone las partes de un dibujo, y dice dónde quedó."""
        cual = next(self._numeros["drawing"])
        self._poner(f"xl/drawings/drawing{cual}.xml", dibujo.en_xml(), f"{_TIPO}drawing+xml")
        relaciones = []
        for grafico in dibujo.graficos:
            parte = f"xl/charts/chart{len(self._graficos) + 1}.xml"
            self._graficos[parte] = _grafico_en_xml(dibujo.hoja, grafico)
            relaciones.append(("chart", f"/{parte}"))
        for puesta in dibujo.imagenes:
            parte = f"xl/media/image{len(self._imagenes) + 1}.{puesta.imagen.clase}"
            self._imagenes[parte] = [puesta.imagen.datos]
            relaciones.append(("image", f"/{parte}"))
        self._partes[f"xl/drawings/_rels/drawing{cual}.xml.rels"] = _relaciones(relaciones)
        return f"/xl/drawings/drawing{cual}.xml"

    def partes(self, estilos: str, textos: Parte) -> dict[str, Parte]:
        """Todas las partes del libro, por su nombre y en su orden.

        ``estilos`` y ``textos``: las partes que sólo se saben al final.
        """
        self._partes |= {**self._imagenes, **self._graficos, "xl/styles.xml": estilos}
        self._tipos |= dict.fromkeys(self._graficos, f"{_TIPO}drawingml.chart+xml")
        self._partes["_rels/.rels"] = _relaciones(
            [
                ("officeDocument", "xl/workbook.xml"),
                (f"{_DE_PAQUETE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("extended-properties", PARTE_DEL_PROGRAMA),
                *([("custom-properties", _PROPIAS)] if _PROPIAS in self._partes else []),
            ]
        )
        self._poner("xl/workbook.xml", self._libro(), f"{_DE_LIBRO}sheet.main+xml")
        hojas = (f"/xl/worksheets/sheet{n}.xml" for n in range(1, len(self._hojas) + 1))
        de_todas = [("styles", "styles.xml"), ("theme", "theme/theme1.xml")]
        self._partes["xl/_rels/workbook.xml.rels"] = _relaciones(
            [*(("worksheet", hoja) for hoja in hojas), *de_todas],
            '<Relationship Id="textos" Target="/xl/sharedStrings.xml"'
            f' Type="{_RELACIONES}/sharedStrings"/>',
        )
        self._tipos["xl/sharedStrings.xml"] = f"{_DE_LIBRO}sharedStrings+xml"
        self._partes["[Content_Types].xml"] = self._tipos_en_xml()
        return {**self._partes, "xl/sharedStrings.xml": textos}

    def _libro(self) -> str:
        """``xl/workbook.xml``: las hojas y lo que de ellas se nombra."""
        hojas = "".join(
            f'<sheet xmlns:r="{_RELACIONES}" name="{en_atributo(hoja.nombre)}" sheetId="{n}"'
            f' state="{"hidden" if hoja.oculta else "visible"}" r:id="rId{n}"/>'
            for n, hoja in enumerate(self._hojas, 1)
        )
        nombres = "".join(
            nombre for n, hoja in enumerate(self._hojas) for nombre in hoja.nombres(n)
        )
        activa = next(n for n, hoja in enumerate(self._hojas) if not hoja.oculta)
        return (
            f'<workbook xmlns="{HOJA_DE_CALCULO}"><workbookPr/><workbookProtection/><bookViews>'
            '<workbookView visibility="visible" minimized="0" showHorizontalScroll="1"'
            ' showVerticalScroll="1" showSheetTabs="1" tabRatio="600" firstSheet="0"'
            f' activeTab="{activa}" autoFilterDateGrouping="1"/></bookViews>'
            f"<sheets>{hojas}</sheets>"
            f"<definedNames{f'>{nombres}</definedNames>' if nombres else '/>'}"
            '<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
        )

    def _tipos_en_xml(self) -> str:
        """XML de ``[Content_Types].xml``: la clase de cada parte, por su extensión o su nombre."""
        usadas = dict.fromkeys(["rels", "xml", *(p.rpartition(".")[2] for p in self._partes)])
        de_extension = "".join(
            f'<Default Extension="{extension}" ContentType="{_EXTENSIONES[extension]}"/>'
            for extension in usadas
        )
        de_partes = "".join(
            f'<Override PartName="/{parte}" ContentType="{tipo}"/>'
            for parte, tipo in self._tipos.items()
        )
        return f'<Types xmlns="{_DE_PAQUETE}/content-types">{de_extension}{de_partes}</Types>'


def _grafico_en_xml(hoja: str, grafico: GraficoEnHoja) -> str:
    """El XML de un gráfico, que hace openpyxl."""
    from paac_reportes.escritores.xlsx.graficos import grafico_en_xml  # noqa: PLC0415 - openpyxl

    return grafico_en_xml(hoja, grafico)


@functools.lru_cache(maxsize=1)
def _tema() -> bytes:
    """Tema del libro: los colores y la letra de lo que alguien agregue a mano."""
    return files(__package__).joinpath("theme1.xml").read_bytes()


def _relaciones(relaciones: Iterable[tuple[str, str]], otras: str = "") -> str:
    """Relaciones de una parte, de cada una su clase y su destino; ``otras``, con su nombre."""
    numeradas = "".join(
        _relacion(clase, destino, f"rId{numero}")
        for numero, (clase, destino) in enumerate(relaciones, 1)
    )
    return f'<Relationships xmlns="{_DE_PAQUETE}/relationships">{numeradas}{otras}</Relationships>'


def _relacion(clase: str, destino: str, nombre: str) -> str:
    """XML de una relación: ``clase`` es su tipo, y ``destino``, la parte o la dirección."""
    tipo = clase if "/" in clase else f"{_RELACIONES}/{clase}"
    afuera = ' TargetMode="External"' if clase == "hyperlink" else ""
    return f'<Relationship Type="{tipo}" Target="{en_atributo(destino)}"{afuera} Id="{nombre}"/>'


def _propiedades(metadatos: Metadatos) -> str:
    """``docProps/core.xml``: de quién es el libro, de qué trata y, si se sabe, de cuándo."""
    campos = {
        "creator": metadatos.autor,
        "title": metadatos.titulo,
        "subject": metadatos.asunto,
        "language": metadatos.idioma,
    }
    de_dublin = "".join(
        f'<dc:{campo} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{escapar(texto, EN_TEXTO)}</dc:{campo}>"
        for campo, texto in campos.items()
    )
    fecha = metadatos.fecha
    fechas = "".join(
        f'<dcterms:{campo} xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:type="dcterms:W3CDTF">{fecha}T00:00:00Z</dcterms:{campo}>'
        for campo in ("created", "modified")
        if fecha
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_DE_PAQUETE}/metadata/core-properties">{de_dublin}{fechas}'
        f"<cp:lastModifiedBy>{escapar(metadatos.autor, EN_TEXTO)}</cp:lastModifiedBy>"
        f"<cp:keywords>{escapar(metadatos.palabras_clave, EN_TEXTO)}</cp:keywords>"
        "</cp:coreProperties>"
    )


def _propias(propiedades: Sequence[tuple[str, str]]) -> str:
    """``docProps/custom.xml``: las propiedades que son de la biblioteca."""
    escritas = "".join(
        f'<property name="{en_atributo(nombre)}" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}"'
        f' pid="{numero}"><vt:lpwstr xmlns:vt="{_DE_OFFICE}/docPropsVTypes">'
        f"{escapar(valor, EN_TEXTO)}</vt:lpwstr></property>"
        for numero, (nombre, valor) in enumerate(propiedades, 2)
    )
    return f'<Properties xmlns="{_DE_OFFICE}/custom-properties">{escritas}</Properties>'
