"""Cuerpos en Word con de todo envuelto: controles, etiquetas, cambios y cuadros, unos en otros."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ayudas.cuerpos import con_el_texto, cuerpo

_NS = (
    f'{nsdecls("w", "r", "wp", "a")} xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
ENVOLTURAS = {
    "control": "<w:sdt><w:sdtPr><w:alias w:val='c'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "lista": "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value='a'/></w:dropDownList></w:sdtPr>"
    "<w:sdtContent>{}</w:sdtContent></w:sdt>",
    "sección que se repite": "<w:sdt><w:sdtPr><w15:repeatingSection/></w:sdtPr><w:sdtContent>"
    "<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    "</w:sdtContent></w:sdt>",
    "etiqueta": '<w:customXml w:element="e"><w:customXmlPr><w:attr w:name="n" w:val="v"/>'
    "</w:customXmlPr>{}</w:customXml>",
    "alternativa": '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}'
    "</mc:Fallback></mc:AlternateContent>",
    "sólo la otra": "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
}
DE_CORRIDA = {
    "etiqueta inteligente": '<w:smartTag w:element="e"><w:smartTagPr/>{}</w:smartTag>',
    "enlace": '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    "dirección": '<w:dir w:val="ltr">{}</w:dir>',
    "sentido": '<w:bdo w:val="ltr">{}</w:bdo>',
    "campo": '<w:fldSimple w:instr=" AUTHOR ">{}</w:fldSimple>',
}
_DIBUJO = (
    '<w:drawing><wp:anchor><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="c"/>'
    "<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
_VIEJO = (
    '<w:pict><v:shape style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{}'
    "</w:txbxContent></v:textbox></v:shape></w:pict>"
)
CUADROS = {
    "nuevo": f"<w:r>{_DIBUJO}</w:r>",
    "viejo": f"<w:r>{_VIEJO}</w:r>",
    "de los dos modos": f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{_DIBUJO}</mc:Choice>'
    f"<mc:Fallback>{_VIEJO}</mc:Fallback></mc:AlternateContent></w:r>",
}


def xml_de(texto: str, marca: str = "w:p") -> Any:
    """Un elemento con ese XML adentro."""
    return parse_xml(f"<{marca} {_NS}>{texto}</{marca}>")


def con_bloques(*bloques: str) -> bytes:
    """Un Word cuyo cuerpo es ese XML."""

    def poner(raiz: Any) -> None:
        (adentro,) = (uno for uno in raiz if uno.tag.endswith("}body"))
        for parrafo in [*adentro][:-1]:
            adentro.remove(parrafo)
        for nuevo in reversed(xml_de("".join(bloques), "w:body")):
            adentro.insert(0, nuevo)

    return con_el_texto(cuerpo("x"), poner)


def corrida(texto: str) -> str:
    """Una con ese texto."""
    return f'<w:r><w:t xml:space="preserve">{texto} </w:t></w:r>'


def parrafo(texto: str) -> str:
    """Uno de una corrida."""
    return f"<w:p>{corrida(texto)}</w:p>"


def celda(adentro: str, propiedades: str = "") -> str:
    """Una, con ese XML adentro."""
    return f'<w:tc><w:tcPr><w:tcW w:w="3600" w:type="dxa"/>{propiedades}</w:tcPr>{adentro}</w:tc>'


def tabla(*filas: str, columnas: int = 2) -> str:
    """Una de tantas columnas, con esas filas."""
    cuadricula = '<w:gridCol w:w="3600"/>' * columnas
    return f"<w:tbl><w:tblPr/><w:tblGrid>{cuadricula}</w:tblGrid>{''.join(filas)}</w:tbl>"
