"""Archivos alterados a propósito: cada uno cambia lo que se ve, o lo que otro programa vería."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_REL = f'<Relationship Id="%s" Type="{_R}/%s" Target="%s"/></Relationships>'
_HOJA, _LIBRO, _FORMATOS = r"xl/worksheets/sheet1\.xml", r"xl/workbook\.xml", r"xl/styles\.xml"
_TEXTOS, _CUERPO, _ESTILOS = r"xl/sharedStrings\.xml", r"word/document\.xml", r"word/styles\.xml"
_TRAMO = "<w:r><w:t>FALSO</w:t></w:r>"


class EnParte(NamedTuple):
    """Un cambio en la primera parte que se llame así y lo admita."""

    cual: str
    parte: str
    antes: str
    ahora: str
    nueva: tuple[str, str] | None = None
    """Otra parte, con lo que trae."""


def _en_sus_partes(cambios: dict[str, dict[str, tuple[Any, ...]]]) -> list[EnParte]:
    """Por parte y por nombre, lo que dice antes y ahora."""
    return [
        EnParte(cual, parte, *cambio)
        for parte, por_nombre in cambios.items()
        for cual, cambio in por_nombre.items()
    ]


EXCEL = _en_sus_partes(
    {
        _FORMATOS: {
            "el formato muestra FALSO": (
                r'formatCode="[^"]*"',
                r'formatCode=";;;&quot;FALSO&quot;"',
            ),
            "una celda girada": (
                r'(?s)(<cellXfs.*<alignment [^>]*?)(?:textRotation="0" )?(wrapText[^>]*)/>',
                r'\1textRotation="90" \2/>',
            ),
            "letra blanca": (
                r"(<font>(?:(?!</font>).)*?)(<name|<sz)",
                r'\1<color rgb="FFFFFFFF"/>\2',
            ),
            "letra de otro tamaño": (r'<sz val="\d+"/>', r'<sz val="1"/>'),
            "letra tachada": (r"<font>", r"<font><strike/>"),
            "letra de un tema": (r"<font>", r'<font><color theme="0"/>'),
            "otro fondo": (r'(<fgColor rgb=)"FF[^"]*"', r'\1"FF000000"'),
            "otro borde": (r'style="thin"', r'style="thick"'),
            "otra alineación": (r'horizontal="center"', r'horizontal="fill"'),
            "texto encogido": (
                r'<alignment (.*?)(?:shrinkToFit="false")?/>',
                r'<alignment \1 shrinkToFit="true"/>',
            ),
            "dos formatos de un número": (
                r'(<numFmt [^>]*)formatCode="[^"]*"([^>]*/>)<numFmt [^>]*/>',
                r'\1formatCode=";;;"\2\1formatCode="0"\2',
            ),
            "un estilo con el número de otro": (r'(<cellStyle [^>]*?builtinId=)"\d+"', r'\1"5"'),
            # En ella se miden los anchos de todas las columnas.
            "otra letra corriente": (
                r'(<cellStyles count="[2-9]"><cellStyle name="Normal" xfId=)"0"',
                r'\1"17"',
            ),
            "otra cuenta": (r'(<fonts count=)"\d+"', r'\1"0"'),
        },
        _LIBRO: {
            "las fechas son de 1904": (r"<workbookPr", r'<workbookPr date1904="true"'),
            "el área de impresión cortada": (r"(Print_Area[^>]*>)[^<]*", r"\1Datos!$A$1"),
            "otros rótulos que se repiten": (r"(Print_Titles[^>]*>)[^<]*", r"\1Datos!$5:$9"),
            "una hoja oculta": (r'(<sheet [^>]*?)state="visible"', r'\1state="hidden"'),
            "una hoja con otro nombre": (r'(<sheet [^>]*?name=)"[^"]*"', r'\1"FALSO"'),
            "una hoja de más": (r"(<sheet [^>]*?name=)\"[^\"]*\"([^>]*/>)", r'\g<0>\1"Otra"\2'),
            "un XML de otra versión": (r"^(?:<\?xml[^>]*>)?", '<?xml version="1.1"?>'),
            "un vínculo a otro libro": (r"(</sheets>)", r"\1<externalReferences/>"),
        },
        _HOJA: {
            "una celda sin lugar": (r'<c r="[A-Z]+\d+" s', r"<c s"),
            "una fila sin lugar": (r'<row r="\d+"', r"<row"),
            "formato condicional": (
                r"(</mergeCells>|</sheetData>(?!<mergeCells|<autoFilter))",
                r'\1<conditionalFormatting sqref="A1:Z99"><cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>',
            ),
            "no se ven los ceros": (r"<sheetView ", r'<sheetView showZeros="0" '),
            "se ven las fórmulas": (
                r'<sheetView (?:showFormulas="false" )?',
                r'<sheetView showFormulas="true" ',
            ),
            "de derecha a izquierda": (
                r'<sheetView (?:(.*?)rightToLeft="false")?',
                r'<sheetView \1rightToLeft="true" ',
            ),
            "una fila oculta": (
                r'(<row r="[3-9]"[^>]*?)(?: hidden="false")?([ />])',
                r'\1 hidden="true"\2',
            ),
            "una fila sin alto": (r'(<row r="[3-9]"[^>]*? ht=)"[^"]*"', r'\1"0.5"'),
            "una fila más baja": (r'(<row r="[3-9]"[^>]*? ht=)"[^"]*"', r'\1"5"'),
            "una columna oculta": (
                r'(<col [^>]*?)(?:hidden="false")?( ?[^>]*?/>)',
                r'\1 hidden="true" \2',
            ),
            "una columna angosta": (r'(<col [^>]*?width=)"[^"]*"', r'\1"0.1"'),
            "una celda con otro texto": (r'(t="s"[^>]*><v>)(\d)(</v>)', r"\g<1>3\3"),
            "una celda en línea": (
                r'<c r="(A\d+)" s="(\d+)" t="s"><v>\d+</v></c>',
                r'<c r="\1" s="\2" t="inlineStr"><is><t>FALSO</t></is></c>',
            ),
            "una celda repetida": (r'(<c r="[A-Z]+\d+" s="\d+" t="s"><v>\d+</v></c>)', r"\1\1"),
            "una celda con otro formato": (r'(<c r="A[3-9]" s=)"\d+"', r'\1"0"'),
            "otra combinación": (
                r'<mergeCell ref="([A-Z]+\d+):[A-Z]+\d+"/>',
                r'<mergeCell ref="\1:ZZ99"/>',
            ),
            "una combinación menos": (r"<mergeCell ref=[^>]*/>", r""),
            "otro encabezado impreso": (r"(<odd(?:Header|Footer)>)", r"\1FALSO "),
            "otros márgenes": (r'(<pageMargins .*?left=)"[^"]*"', r'\1"9"'),
            "otra escala": (r'scale="\d+"', r'scale="10"'),
            "validación de datos": (
                r"(</mergeCells>|</sheetData>(?!<mergeCells|<autoFilter))",
                r'\1<dataValidations count="1"><dataValidation type="none" sqref="A1" showInputMessage="1" promptTitle="FALSO"/></dataValidations>',
            ),
            "un dibujo de VML": (
                r"</worksheet>",
                f'<legacyDrawing xmlns:r="{_R}" r:id="rId50"/></worksheet>',
            ),
            "una fórmula": (
                r'(<c r="A[1-9]" s="\d+") t="s"><v>\d+</v>',
                r'\1 t="str"><f>"FALSO"</f><v>X</v>',
            ),
            "un elemento ajeno": (
                r"</worksheet>",
                r'<ajeno xmlns="urn:ajeno">FALSO</ajeno></worksheet>',
            ),
            "una alternativa": (
                r"</worksheet>",
                f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x"/><mc:Fallback><c/></mc:Fallback></mc:AlternateContent></worksheet>',
            ),
            "columnas que se enciman": (r'(<col [^>]*?max=)"\d+"', r'\1"999"'),
            "otra extensión de la hoja": (r'(<dimension ref=)"[^"]*"', r'\1"A1"'),
            "dos filas cambiadas de lugar": (
                r'(?s)(<row r="3"(?:(?!</row>).)*</row>)(<row r="4"(?:(?!</row>).)*</row>)',
                r"\2\1",
            ),
            "una fila menos": (r'(?s)<row r="5"(?:(?!</row>).)*</row>', r""),
            "una celda menos": (r'<c r="B\d+" s="\d+" t="s"><v>\d+</v></c>', r""),
            "una celda que dice sí": (
                r'(<c r="B\d+" s="\d+") t="s"><v>\d+</v>',
                r'\1 t="b"><v>1</v>',
            ),
            "una celda que dice un error": (
                r'(<c r="B\d+" s="\d+") t="s"><v>\d+</v>',
                r'\1 t="e"><v>#N/A</v>',
            ),
            "un enlace donde no lo había": (
                r"(<pageMargins)",
                r'<hyperlinks><hyperlink ref="A1" location="Datos!A1"/></hyperlinks>\1',
            ),
            "filas plegadas": (r'<row r="([3-9])"', r'<row outlineLevel="1" collapsed="1" r="\1"'),
            "apaisada o no": (r'orientation="\w+"', r'orientation="portrait"'),
            "un salto de página": (
                r"</worksheet>",
                r'<rowBreaks count="1" manualBreakCount="1"><brk id="2" max="16383" man="1"/></rowBreaks></worksheet>',
            ),
            "un fondo de imagen": (
                r"</worksheet>",
                f'<picture xmlns:r="{_R}" r:id="rId60"/></worksheet>',
            ),
            # Python lee en «１2» un doce; LibreOffice, un cero: muestra otro texto.
            "otras cifras que dicen lo mismo": (r'(t="s"[^>]*><v>)1(\d*<)', "\\1\uff11\\2"),
            "una raya entre las cifras": (r'( ht=")(\d)(\d)', r"\1\2_\3"),
            "un formato que se cuenta desde el final": (r'(<c r="A1" s=)"\d+"', r'\1"-1"'),
        },
        r"xl/_rels/workbook\.xml\.rels": {
            "dos relaciones con un nombre": (r"(<Relationship [^>]*?/>)(?s:(.*))", r"\1\1\2"),
            "otra hoja de estilos": (r"</Relationships>", _REL % ("rId99", "styles", "styles.xml")),
        },
        _TEXTOS: {
            "un texto cambiado": (r"(<t[^>]*>)([A-ZÁÉÍÓÚ])", r"\1X\2"),
            "un texto quitado": (r"(<t[^>]*>)[^<]{6,}</t>", r"\1</t>"),
            "dos textos en una celda": (r"</t></si>", r"</t><t>FALSO</t></si>"),
            "un texto con partes": (
                r"<si><t[^>]*>([^<]{6,})</t></si>",
                r"<si><r><t>\1</t></r><r><t> FALSO</t></r></si>",
            ),
            "una letra de otro alfabeto": (r"(<t[^>]*>[^<]*)a", "\\1\u0430"),
            "un espacio que no se ve": (r"(<t[^>]*>[^<]{3})", "\\1\u200b"),
            "el texto al revés": (r"(<t[^>]*>)([^<]{6,})", "\\1\u202e\\2"),
            "mayúsculas por minúsculas": (r"(<t[^>]*>[A-Z])a", r"\1A"),
            "un comentario en un texto": (r"(<t[^>]*>[^<]{3})([^<]{3})", r"\1<!-- FALSO -->\2"),
            "un texto sin marcas": (r"(<t[^>]*>)([^<&]+)<", r"\1<![CDATA[\2]]><"),
        },
        r"xl/worksheets/_rels/sheet\d\.xml\.rels": {
            "un comentario en hilo": (
                r"</Relationships>",
                _REL % ("rId77", "threadedComment", "../threadedComments/threadedComment1.xml"),
                ("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>"),
            ),
        },
        r"xl/worksheets/sheet\d+\.xml": {
            "sin el dibujo de la hoja": (r"<drawing [^>]*/>", r""),
            "sin la tabla de la hoja": (r"(?s)<tableParts.*?</tableParts>", r""),
        },
        r"_rels/\.rels": {
            "sin decir cuál es la principal": (
                r'<Relationship [^>]*?/officeDocument"[^>]*?/>',
                r"",
            ),
        },
        r"\[Content_Types\]\.xml": {
            "una parte de otra clase": (
                r'ContentType="[^"]*worksheet\+xml"',
                r'ContentType="application/xml"',
            ),
        },
        r"docProps/custom\.xml": {
            "otra propiedad": (r"(lpwstr>)[^<]+", r"\1FALSO"),
        },
        r"docProps/core\.xml": {
            "otro título": (r"(title[^>]*>)[^<]+", r"\1FALSO"),
        },
        r"xl/worksheets/sheet2\.xml": {
            "un filtro que esconde": (
                r"</sheetData>",
                r'</sheetData><autoFilter ref="A1:B9"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
            ),
        },
    }
)

WORD = _en_sus_partes(
    {
        _CUERPO: {
            "un título sobre la tabla de antes": (
                r"(?s)(<w:tbl>(?:(?!</?w:tbl>).)*</w:tbl>)((?:<w:p[ >](?:(?!</?w:tbl>).)*?</w:p>)+)(?=<w:tbl>)",
                r"\2\1",
            ),
            "una columna de más en la cuadrícula": (
                r"</w:tblGrid>",
                r'<w:gridCol w:w="1"/></w:tblGrid>',
            ),
            "las propiedades después del texto": (
                r"(?s)<w:p>(<w:pPr>(?:(?!</w:p>).)*?</w:pPr>)(<w:r>)",
                r"<w:p><w:r/>\1\2",
            ),
            "un texto cambiado": (r"(<w:t[^>]*>)([A-Z])", r"\1X\2"),
            "un texto agregado": (r"</w:p>", rf"{_TRAMO}</w:p>"),
            "un texto quitado": (r"<w:t(?: [^>]*)?>[^<]{4,}</w:t>", r"<w:t></w:t>"),
            "una fila menos": (r"<w:tr>(?s:.*?)</w:tr>", r""),
            "oculto en el tramo": (r"<w:r>(<w:rPr>)?", r"<w:r><w:rPr><w:vanish/></w:rPr>"),
            "letra blanca en el tramo": (
                r"<w:r>(<w:rPr>)?",
                r'<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
            ),
            "letra de otro tamaño": (r"<w:r>(<w:rPr>)?", r'<w:r><w:rPr><w:sz w:val="2"/></w:rPr>'),
            "otra letra": (
                r"<w:r>(<w:rPr>)?",
                r'<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>',
            ),
            "otra numeración": (
                r"<w:pPr>(<w:pStyle[^>]*/>)?",
                r'<w:pPr>\1<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
            ),
            "un trozo de otro archivo": (
                r"<w:body>",
                f'<w:body><w:altChunk xmlns:r="{_R}" r:id="rId66"/>',
            ),
            "un campo que cita": (
                r"</w:p>",
                r"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>QUOTE FALSO</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            ),
            "un campo simple": (
                r"</w:p>",
                rf'<w:fldSimple w:instr="PAGE">{_TRAMO}</w:fldSimple></w:p>',
            ),
            "un campo sin cerrar": (
                r"(</w:pPr>)",
                r"\1<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
            ),
            "sin encabezado": (r"<w:(?:header|footer)Reference[^>]*/>", r""),
            "otro fondo": (r'w:fill="[0-9A-F]{6}"', r'w:fill="000000"'),
            "una celda angosta": (r'<w:tcW w:w="\d+"', r'<w:tcW w:w="10"'),
            "una columna angosta": (r'<w:gridCol w:w="\d+"', r'<w:gridCol w:w="10"'),
            "una celda que abarca otra": (
                r"<w:tcPr>(<w:tcW[^>]*/>)",
                r'<w:tcPr>\1<w:gridSpan w:val="2"/>',
            ),
            "una celda girada": (
                r"<w:tcPr>(<w:tcW[^>]*/>)",
                r'<w:tcPr>\1<w:textDirection w:val="btLr"/>',
            ),
            "una celda que sigue la de arriba": (
                r"<w:tcPr>(<w:tcW[^>]*/>)",
                r"<w:tcPr>\1<w:vMerge/>",
            ),
            "un alto exacto": (r"<w:trPr>", r'<w:trPr><w:trHeight w:val="2" w:hRule="exact"/>'),
            "una fila oculta": (r"<w:trPr>", r"<w:trPr><w:hidden/>"),
            "otra alineación": (r"</w:pPr>", r'<w:jc w:val="right"/></w:pPr>'),
            "otro papel": (r'(<w:pgSz .*?w:w=)"\d+"', r'\1"9000"'),
            "otros márgenes": (r'(<w:pgMar .*?w:left=)"\d+"', r'\1"9000"'),
            "un marco encima": (
                r"<w:pPr>(<w:pStyle[^>]*/>)?",
                r'<w:pPr>\1<w:framePr w:w="9000" w:h="9000" w:x="1" w:y="1"/>',
            ),
            "una figura encima": (
                r"</w:p>",
                r'<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;width:900pt;height:900pt" fillcolor="white"/></w:pict></w:r></w:p>',
            ),
            "una alternativa": (
                r"</w:p>",
                rf'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="wps"/><mc:Fallback>{_TRAMO}</mc:Fallback></mc:AlternateContent></w:p>',
            ),
            "un control con datos": (
                r"(<w:body>)",
                rf'\1<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="b"/></w:sdtPr><w:sdtContent><w:p>{_TRAMO}</w:p></w:sdtContent></w:sdt>',
            ),
            "un cambio sin aceptar": (
                r"</w:p>",
                rf'<w:ins w:id="1" w:author="a">{_TRAMO}</w:ins></w:p>',
            ),
            "un texto borrado": (
                r"</w:p>",
                r'<w:del w:id="1" w:author="a"><w:r><w:delText>FALSO</w:delText></w:r></w:del></w:p>',
            ),
            "una propiedad fuera de su orden": (
                r"(<w:r>)(?:<w:rPr>(?s:.*?)</w:rPr>)?(<w:t[^>]*>[^<]*</w:t>)</w:r>",
                r'\1\2<w:rPr><w:sz w:val="2"/></w:rPr></w:r>',
            ),
            "un texto suelto": (r"<w:body>", r"<w:body>FALSO"),
            "una letra de otro alfabeto": (r"(<w:t[^>]*>[^<]*)a", "\\1\u0430"),
            "un espacio que no se ve": (r"(<w:t[^>]*>[^<]{3})", "\\1\u200b"),
            "el texto al revés": (r"(<w:t[^>]*>)([^<]{6,})", "\\1\u202e\\2"),
            "un guion que no se ve": (r"(<w:t[^>]*>[^<]{3})", "\\1\u00ad"),
            "dos filas cambiadas de lugar": (
                r"(?s)(<w:tr>(?:(?!</w:tr>).)*</w:tr>)(<w:tr>(?:(?!</w:tr>).)*</w:tr>)(?=</w:tbl>)",
                r"\2\1",
            ),
            "una fila dos veces": (r"(?s)(<w:tr>(?:(?!</w:tr>).)*</w:tr>)", r"\1\1"),
            "una tabla menos": (r"(?s)<w:tbl>(?:(?!</?w:tbl>).)*</w:tbl>", r""),
            "un párrafo menos": (r"(?s)<w:p>(?:(?!</w:p>).)*<w:t(?:(?!</w:p>).)*</w:p>", r"<w:p/>"),
            **{
                cual: (r"<w:r>(<w:rPr>)?", f"<w:r><w:rPr>{propiedad}</w:rPr>")
                for cual, propiedad in (
                    ("en mayúsculas", "<w:caps/>"),
                    ("subrayado", '<w:u w:val="single"/>'),
                    ("tachado", "<w:dstrike/>"),
                    ("como exponente", '<w:vertAlign w:val="superscript"/>'),
                    ("letras encimadas", '<w:spacing w:val="-200"/>'),
                    ("letras anchas", '<w:w w:val="300"/>'),
                    ("subido del renglón", '<w:position w:val="400"/>'),
                    ("resaltado", '<w:highlight w:val="black"/>'),
                    ("oculto en la página web", "<w:webHidden/>"),
                    ("de derecha a izquierda", "<w:rtl/>"),
                )
            },
            "un salto de página": (r"<w:p>(<w:pPr>)", r"<w:p>\1<w:pageBreakBefore/>"),
            "un salto de línea": (r"(<w:r>(?:(?!</w:r>).)*?)(<w:t[ >])", r"\1<w:br/>\2"),
            "rótulos que no se repiten": (r"<w:tblHeader[^>]*/>", r""),
            "una tabla corrida": (r"(<w:tblPr>)", r'\1<w:tblInd w:w="5000" w:type="dxa"/>'),
            "una columna de texto más": (r"(<w:pgMar [^>]*/>)", r'\1<w:cols w:num="3"/>'),
            "otras cifras que dicen lo mismo": (r'(<w:gridCol w:w=")1(\d+)', "\\1\uff11\\2"),
            "una raya entre las cifras": (r'(<w:tcW w:w=")(\d)(\d+)', r"\1\2_\3"),
            "un ancho con exponente": (r'(<w:gridCol w:w=")(\d)(\d+)"', r'\1\2.\3e3"'),
            "dos codificaciones": (
                r"^(?:<\?xml[^>]*>)?",
                '\ufeff<?xml version="1.0" encoding="ISO-8859-1"?>',
            ),
            "una instrucción en un texto": (r"(<w:t[^>]*>[^<]{3})([^<]{3})", r"\1<?x FALSO?>\2"),
            "apaisada o no": (r'w:orient="\w+"', r'w:orient="portrait"'),
        },
        _ESTILOS: {
            "dos estilos con un nombre": (r"(?s)(<w:style .*?</w:style>)", r"\1\1"),
            "dos estilos que se llaman igual": (
                r'(?s)(<w:name w:val=")([^"]+)("/>.*w:type="paragraph"[^>]*><w:name w:val=")[^"]+"',
                r'\1\2\3\2"',
            ),
            "oculto en un estilo": (r"<w:rPr>", r"<w:rPr><w:vanish/>"),
            "oculto en el estilo de la tabla": (
                r'(<w:style w:type="table"(?s:.*?))(<w:tblPr>)',
                r"\1<w:rPr><w:vanish/></w:rPr>\2",
            ),
            "blanco en el estilo de la tabla": (
                r'(<w:style w:type="table"(?s:.*?))(<w:tblPr>)',
                r'\1<w:rPr><w:color w:val="FFFFFF"/></w:rPr>\2',
            ),
            "letra blanca en los estilos": (
                r"</w:rPr></w:style>",
                r'<w:color w:val="FFFFFF"/></w:rPr></w:style>',
            ),
            "sin negrita": (r"<w:b/>", r"<w:strike/>"),
            "numeración de un estilo": (
                r"<w:pPr>",
                r'<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>',
            ),
            "otra sangría": (r"<w:pPr>", r'<w:pPr><w:ind w:left="9000"/>'),
        },
        r"word/settings\.xml": {
            "ajustes sin lo de siempre": (r"(?s)<w:compat>.*</w:compat>", r""),
        },
        r"\[Content_Types\]\.xml": {
            "una parte de otra clase": (
                r'ContentType="[^"]*styles\+xml"',
                r'ContentType="application/xml"',
            ),
        },
        r"_rels/\.rels": {
            "sin decir cuál es la principal": (
                r'<Relationship [^>]*?/officeDocument"[^>]*?/>',
                r"",
            ),
        },
        r"word/(?:header|footer)\d*\.xml": {
            "el número de la página dice otra cosa": (
                r"(separate\"/>(?s:.*?)<w:t[^>]*>)[^<]*",
                r"\1FALSO",
            ),
            "otro campo": (r"PAGE", r"DATE"),
            "otro encabezado": (r"(<w:t[^>]*>)([A-Za-z])", r"\1X\2"),
        },
        r"word/_rels/document\.xml\.rels": {
            "dos relaciones con un nombre": (r"(<Relationship [^>]*?/>)(?s:(.*))", r"\1\1\2"),
            "otros estilos": (r"</Relationships>", _REL % ("rId99", "styles", "styles.xml")),
            "una plantilla de fuera": (
                r"</Relationships>",
                (_REL % ("rId98", "attachedTemplate", "https://ajeno.example/a.dotm")).replace(
                    "/></", ' TargetMode="External"/></'
                ),
            ),
            "una nota": (
                r"</Relationships>",
                _REL % ("rId97", "comments", "comments.xml"),
                ("word/comments.xml", f'<w:comments xmlns:w="{_W}"/>'),
            ),
        },
        r"docProps/custom\.xml": {
            "otra propiedad": (r"(lpwstr>)[^<]+", r"\1FALSO"),
        },
    }
)


def alterar(contenido: bytes, cambio: EnParte) -> bytes | None:
    """El archivo con ese cambio; ``None`` si no trae dónde hacerlo."""
    salida, hecho = io.BytesIO(), False
    with (
        zipfile.ZipFile(io.BytesIO(contenido)) as antes,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as ahora,
    ):
        for una in antes.infolist():
            suya = antes.read(una)
            if not hecho and re.fullmatch(cambio.parte, una.filename):
                texto = suya.decode("utf-8")
                nuevo = re.sub(cambio.antes, cambio.ahora, texto, count=1)
                hecho = nuevo != texto
                suya = nuevo.encode("utf-8")
            ahora.writestr(_entrada(una.filename), suya)
        if cambio.nueva:
            ahora.writestr(_entrada(cambio.nueva[0]), cambio.nueva[1])
    return salida.getvalue() if hecho else None


def _entrada(nombre: str) -> zipfile.ZipInfo:
    entrada = zipfile.ZipInfo(nombre, (1980, 1, 1, 0, 0, 0))
    entrada.compress_type = zipfile.ZIP_DEFLATED
    return entrada


def _con_comentario(contenido: bytes) -> bytes:
    flujo = io.BytesIO(contenido)
    with zipfile.ZipFile(flujo, "a") as abierto:
        abierto.comment = b"FALSO"
    return flujo.getvalue()


def _con_parte_repetida(contenido: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
        ultima = abierto.infolist()[-1]
        suya = abierto.read(ultima)
    return _con_otra(contenido, ultima.filename.upper(), suya.decode("utf-8", "replace"))


def _con_otra(contenido: bytes, nombre: str, texto: str) -> bytes:
    flujo = io.BytesIO(contenido)
    with zipfile.ZipFile(flujo, "a", zipfile.ZIP_DEFLATED) as abierto:
        abierto.writestr(_entrada(nombre), texto)
    return flujo.getvalue()


def _con_comentario_en_parte(contenido: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as antes, zipfile.ZipFile(salida, "w") as ahora:
        for una in antes.infolist():
            entrada = _entrada(una.filename)
            entrada.comment = b"FALSO"
            ahora.writestr(entrada, antes.read(una))
    return salida.getvalue()


def _con_cambio(contenido: bytes, parte: str, antes: str, ahora: str) -> bytes:
    return alterar(contenido, EnParte("", parte, antes, ahora)) or contenido


def _con_mas_comprimido(contenido: bytes) -> bytes:
    """La última parte con otra detrás, en lo comprimido: quien lee hasta donde mide no la ve."""
    with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
        ultima, indice = abierto.infolist()[-1], abierto.start_dir
    desde = ultima.header_offset
    desde += 30 + int.from_bytes(contenido[desde + 26 : desde + 28], "little")
    suya = contenido[desde:indice] + b"FALSO"
    mide = len(suya).to_bytes(4, "little")
    cabeza = contenido[:desde]
    en = ultima.header_offset + 18
    cabeza = cabeza[:en] + mide + cabeza[en + 4 :]
    cola = bytearray(contenido[indice:])
    del_indice = cola.rfind(b"PK\x01\x02") + 20
    cola[del_indice : del_indice + 4] = mide
    cola[-6:-2] = (len(cabeza) + len(suya)).to_bytes(4, "little")
    return cabeza + suya + bytes(cola)


def _recomprimido(contenido: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as antes, zipfile.ZipFile(salida, "w") as ahora:
        for una in antes.infolist():
            ahora.writestr(una, antes.read(una), zipfile.ZIP_DEFLATED, 1)
    return salida.getvalue()


def _sin_parte(cual: str) -> Callable[[bytes], bytes]:
    def quitar(contenido: bytes) -> bytes:
        salida = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(contenido)) as antes, zipfile.ZipFile(salida, "w") as ahora:
            for una in antes.infolist():
                if not re.fullmatch(cual, una.filename):
                    ahora.writestr(una, antes.read(una))
        return salida.getvalue()

    return quitar


def _renglones(cambiar: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    """Los de un CSV de filas de un renglón, sin tocar la marca del comienzo."""

    def con_otros(contenido: bytes) -> bytes:
        marca = contenido[:3] if contenido.startswith(b"\xef\xbb\xbf") else b""
        suyos = contenido.removeprefix(marca).removesuffix(b"\r\n").split(b"\r\n")
        return marca + b"\r\n".join(cambiar(suyos)) + b"\r\n"

    return con_otros


def _sin(cual: bytes) -> Callable[[bytes], bytes]:
    return lambda contenido: re.sub(cual, b"", contenido, count=1)


def _en(antes: bytes, ahora: bytes) -> Callable[[bytes], bytes]:
    return lambda contenido: contenido.replace(antes, ahora, 1)


ENVOLTURAS: dict[str, Callable[[bytes], bytes]] = {
    "algo antes": lambda contenido: b"FALSO" + contenido,
    "algo después": lambda contenido: contenido + b"FALSO",
    "un comentario": _con_comentario,
    "una parte repetida": _con_parte_repetida,
    "una parte de más": lambda contenido: _con_otra(contenido, "word/otra.xml", "<a/>"),
    "un comentario en una parte": _con_comentario_en_parte,
    "algo más en lo comprimido": _con_mas_comprimido,
}

DATOS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "JSON: una clave dos veces": ("json", _en(b'"entidad":', b'"entidad": {}, "entidad":')),
    "JSON: otro texto": ("json", _en(b"Mapa", b"Mepa")),
    "JSON: un dato más": ("json", _en(b"{", b'{"otro": 1,')),
    "JSON: un número como texto": ("json", _en(b"2026", b'"2026"')),
    "JSON: sí en lugar de uno": ("json", _en(b'"numero": 1', b'"numero": true')),
    "JSON: infinito": ("json", _en(b"2026", b"Infinity")),
    "CSV: otra letra": ("csv", _en(b"Mapa", b"Mepa")),
    "CSV: una fila menos": ("csv", lambda c: b"\r\n".join(c.split(b"\r\n")[:-2]) + b"\r\n"),
    "CSV: una fila más": ("csv", lambda c: c + b"FALSO\r\n"),
    "CSV: sin su marca": ("csv", lambda c: c[3:]),
    "CSV: otro separador": ("csv", lambda c: c.replace(b";", b",")),
    "CSV: una celda corrida": ("csv", _en(b";", b";;")),
    "tablas: otra letra": ("tablas.csv", _en(b"Mapa", b"Mepa")),
    "tablas: una fórmula": ("tablas.csv", _en(b"Mapa", b"=1+1")),
    "HTML: otra letra": ("html", _en(b"Mapa", b"Mepa")),
    "HTML: escondido": ("html", _en(b"<table", b'<table style="display:none"')),
    "HTML: un programa": ("html", _en(b"</body>", b"<script>x()</script></body>")),
    "HTML: un estilo": ("html", _en(b"</head>", b"<style>td{color:#fff}</style></head>")),
    "HTML: después del final": ("html", lambda c: c + b"<p>FALSO</p>"),
    "HTML: un comentario": ("html", _en(b"<body", b"<!-- FALSO --><body")),
    "PDF: algo después": ("pdf", lambda c: c + b"\n% FALSO\n"),
    "PDF: algo antes": ("pdf", lambda c: b"%PDF-1.4\n" + c),
    "PDF: otro byte": ("pdf", lambda c: c[:999] + bytes([c[999] ^ 1]) + c[1000:]),
    "PDF: la mitad": ("pdf", lambda c: c[: len(c) // 2]),
    "PDF: sin un dibujo": ("pdf", _en(b"stream", b"straem")),
    "PNG: otro byte": ("png", lambda c: c[:-20] + bytes([c[-20] ^ 1]) + c[-19:]),
    "PNG: algo después": ("png", lambda c: c + b"FALSO"),
    "zip: otra letra": ("zip", lambda c: _con_cambio(c, "filas.csv", "Mapa", "Mepa")),
    "zip: otro plan": ("zip", lambda c: _con_cambio(c, "plan.json", "Mapa", "Mepa")),
    "zip: una clave dos veces": (
        "zip",
        lambda c: _con_cambio(c, "plan.json", '"entidad":', '"entidad": {}, "entidad":'),
    ),
    "zip: otra página": ("zip", lambda c: _con_cambio(c, ".*html", "<body", "<!-- --><body")),
    "zip: una parte más": ("zip", lambda c: _con_otra(c, "otra.txt", "FALSO")),
    "zip: una repetida": ("zip", _con_parte_repetida),
    "zip: un comentario": ("zip", _con_comentario),
    "zip: algo antes": ("zip", lambda c: b"FALSO" + c),
    "zip: algo después": ("zip", lambda c: c + b"FALSO"),
    "JSON: una letra de otro alfabeto": ("json", _en(b"Mapa", "M\u0430pa".encode())),
    "JSON: un espacio al final": ("json", _en(b'Mapa publicado"', b'Mapa publicado "')),
    "JSON: otra fecha": ("json", _en(b"2026-04-30", b"2026-04-29")),
    "JSON: otro código": ("json", _en(b'"1.1"', b'"1.10"')),
    "JSON: nada en lugar de algo": ("json", _en(b"2026,", b"null,")),
    "JSON: otro número": ("json", _en(b'"numero": 1,', b'"numero": 2,')),
    "JSON: una lista de más": ("json", _en(b'"componentes": [', b'"componentes": [[], ')),
    "JSON: algo después": ("json", lambda c: c + b"{}"),
    "JSON: otra codificación": ("json", lambda c: c.decode().encode("utf-16")),
    "CSV: una letra de otro alfabeto": ("csv", _en(b"Mapa", "M\u0430pa".encode())),
    "CSV: un espacio al final": ("csv", _en(b"Mapa publicado", b"Mapa publicado ")),
    "CSV: una fórmula": ("csv", _en(b"Mapa", b"=1+1")),
    "CSV: otra fecha": ("csv", _en(b"2026-04-30", b"2026-04-29")),
    "CSV: la fila antes que los rótulos": ("csv", _renglones(lambda r: [*r[1:], r[0]])),
    "CSV: sin los rótulos": ("csv", _renglones(lambda r: r[1:])),
    "CSV: los rótulos dos veces": ("csv", _renglones(lambda r: [r[0], *r])),
    "CSV: una fila dos veces": ("csv", _renglones(lambda r: [*r, r[1]])),
    "CSV: otro rótulo": ("csv", lambda c: c[:3] + b"X" + c[3:]),
    "CSV: otra codificación": ("csv", lambda c: c.decode("utf-8-sig").encode("latin-1", "replace")),
    "CSV: una comilla sin cerrar": ("csv", _en(b";", b';"')),
    "CSV: sin el salto del final": ("csv", lambda c: c.removesuffix(b"\r\n") + b" "),
    "HTML: otra dirección": ("html", _en(b"<body", b'<base href="https://ajeno.example/"><body')),
    "HTML: lleva a otra parte": (
        "html",
        _en(
            b"</head>", b'<meta http-equiv="refresh" content="0;url=https://ajeno.example"></head>'
        ),
    ),
    "HTML: una ventana ajena": (
        "html",
        _en(b"</body>", b'<iframe src="//ajeno.example"></iframe></body>'),
    ),
    "HTML: un texto por estilo": (
        "html",
        _en(b"</head>", b'<style>td:after{content:"X"}</style></head>'),
    ),
    "HTML: una fila menos": ("html", _sin(rb"(?s)<tr>(?:(?!</tr>).)*Mapa(?:(?!</tr>).)*</tr>")),
    "HTML: una celda más ancha": ("html", _en(b"<td", b'<td colspan="9"')),
    "HTML: al oprimir": ("html", _en(b"<table", b'<table onclick="x()"')),
    "HTML: otro título": ("html", _en(b"</title>", b" X</title>")),
    "HTML: un carácter por su número": ("html", _en(b"Mapa", b"&#77;epa")),
    "HTML: otra codificación": ("html", _en(b"utf-8", b"utf-7")),
    "HTML: al revés": ("html", _en(b"<body", b'<body dir="rtl"')),
    "PDF: otras propiedades": ("pdf", _en(b"/Info", b"/Inca")),
    "PDF: algo al abrirlo": ("pdf", _en(b"/Root", b"/OpenAction 9 0 R/Root")),
    "PDF: otra revisión": ("pdf", lambda c: c + b"9 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"),
    "PDF: dos veces": ("pdf", lambda c: c + c),
    "PDF: sin el final": ("pdf", lambda c: c.rpartition(b"startxref")[0]),
    "PDF: una página menos": (
        "pdf",
        lambda c: re.sub(rb"/Count \d+", b"/Count 1", c, count=1) + b" ",
    ),
    "PDF: dice que está firmado": ("pdf", lambda c: c + b"<</ByteRange[0 9 9 9]>>"),
    "PDF: un adjunto": ("pdf", _en(b"/Root", b"/Names<</EmbeddedFiles 9 0 R>>/Root")),
    "PNG: un texto adentro": ("png", _en(b"IEND", b"tEXt")),
    "PNG: la mitad": ("png", lambda c: c[: len(c) // 2]),
    "zip: sin una parte": ("zip", _sin_parte(r"filas\.csv")),
    "zip: sin el diccionario": ("zip", _sin_parte(r"datapackage\.json")),
    "zip: otro diccionario": (
        "zip",
        lambda c: _con_cambio(c, "datapackage.json", '"name"', '"nome"'),
    ),
    "zip: otro corte": ("zip", lambda c: _con_cambio(c, "filas.csv", "2026-04-30", "2025-04-30")),
    "zip: una fila dos veces": (
        "zip",
        lambda c: _con_cambio(c, "filas.csv", r"(\n[^\n]+\n)$", r"\1\1"),
    ),
    "zip: un comentario en una parte": ("zip", _con_comentario_en_parte),
    "zip: algo más en lo comprimido": ("zip", _con_mas_comprimido),
    "zip: fuera de su carpeta": ("zip", lambda c: _con_otra(c, "../otra.txt", "FALSO")),
    "zip: sin nada": ("zip", lambda _c: b"PK\x05\x06" + bytes(18)),
    "Parquet: otro byte": ("parquet", lambda c: c[:-40] + bytes([c[-40] ^ 1]) + c[-39:]),
    "Parquet: algo después": ("parquet", lambda c: c + b"PAR1"),
    "Parquet: algo antes": ("parquet", lambda c: b"PAR1" + c),
    "tablas: una fila menos": ("tablas.csv", _renglones(lambda r: r[:-2] + r[-1:])),
    "tablas: otro rótulo": ("tablas.csv", _en(b"Responsable", "Respondió".encode())),
}

INTACTOS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "JSON: sin sangría": ("json", lambda c: json.dumps(json.loads(c), ensure_ascii=False).encode()),
    "JSON: sin tildes a la letra": ("json", lambda c: json.dumps(json.loads(c)).encode()),
    "JSON: 1.0 en lugar de 1": ("json", _en(b'"numero": 1,', b'"numero": 1.0,')),
    "CSV: otro salto de renglón": ("csv", lambda c: c.replace(b"\r\n", b"\n")),
    "CSV: entre comillas": ("csv", _en(b"Mapa publicado", b'"Mapa publicado"')),
    "docx: comprimido otra vez": ("docx", _recomprimido),
    "xlsx: comprimido otra vez": ("xlsx", _recomprimido),
    "zip: comprimido otra vez": ("zip", _recomprimido),
}
"""Lo que otro programa cambia y nadie ve."""
