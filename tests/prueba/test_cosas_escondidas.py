"""Lo que un Word o un Excel esconde se dice con su clase, y lo que Office escribe solo, no."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache, partial

import pytest
from ayudas.alteraciones import con_partes, partes_de
from ayudas.alterados import ENVOLTURAS, EXCEL, WORD, EnParte, alterar
from ayudas.emitidos import emitido
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.prueba import escondido
from paac_reportes.prueba.escondido import REGLAS, cosas_escondidas
from paac_reportes.sistema import IlegibleError

CUERPO, ESTILOS, HOJA, LIBRO = (
    *("word/document.xml", "word/styles.xml"),
    *("xl/worksheets/sheet1.xml", "xl/workbook.xml"),
)
FORMATOS, AJUSTES = "xl/styles.xml", "word/settings.xml"
_TIPOS, _DE_WORD = "[Content_Types].xml", "word/_rels/document.xml.rels"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@pytest.fixture(scope="module", autouse=True)
def _lo_debido_se_mira_una_vez() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as cambios:
        cambios.setattr(escondido, "_hallazgos_de", cache(escondido._hallazgos_de))
        yield


@cache
def escrito(tipo: str) -> bytes:
    return paac.emitir(plan(), FORMATO, tipo, corte=CORTE)


def clases_de(contenido: bytes, tipo: str) -> set[str]:
    return {una.clase for una in cosas_escondidas(contenido, escrito(tipo))}


NO_SE_LEEN = {
    "docx": {
        "codificacion": "dos codificaciones|una instrucción en un texto",
        "dos_veces": "dos estilos con un nombre|dos estilos que se llaman igual|otros estilos"
        "|dos relaciones con un nombre",
        "otra_clase": "una parte de otra clase|sin decir cuál es la principal|una parte de más",
        "mal_escrito": "las propiedades después del texto|una propiedad fuera de su orden"
        "|otras cifras que dicen lo mismo|una raya entre las cifras|un ancho con exponente",
        "letra_oculta": "oculto en el tramo|oculto en un estilo|oculto en el estilo de la tabla"
        "|oculto en la página web",
        "letra_del_fondo": "blanco en el estilo de la tabla|letra blanca en el tramo|otro fondo"
        "|resaltado",
        "letra_diminuta": "letra de otro tamaño",
        "letra_de_simbolos": "otra letra",
        "letra_tachada": "tachado",
        "letra_deformada": "como exponente|letras encimadas|letras anchas|subido del renglón"
        "|de derecha a izquierda",
        "numeracion": "otra numeración",
        "trozo_ajeno": "un trozo de otro archivo",
        "campo": "un campo que cita|un campo simple|un campo sin cerrar|otro campo"
        "|el número de la página dice otra cosa",
        "otra_pagina": "sin encabezado",
        "fuera_de_lugar": "una celda angosta|una columna angosta|una celda que sigue la de arriba"
        "|un alto exacto|otra sangría|otro papel|otros márgenes|una tabla corrida"
        "|una columna de texto más|una columna de más en la cuadrícula",
        "marco": "una fila oculta|un marco encima",
        "dibujo": "una figura encima",
        "raro": "una alternativa",
        "control": "un control con datos",
        "cambio_sin_aceptar": "un cambio sin aceptar|un texto borrado",
        "de_fuera": "una plantilla de fuera|una nota",
        "suelto": "un texto suelto",
        "envoltura": "algo después|un comentario|una parte repetida|un comentario en una parte"
        "|algo más en lo comprimido",
    },
    "xlsx": {
        "codificacion": "un XML de otra versión|un comentario en un texto|un texto sin marcas",
        "dos_veces": "dos relaciones con un nombre|otra hoja de estilos|dos formatos de un número",
        "otra_clase": "una parte de otra clase|sin decir cuál es la principal|una parte de más",
        "mal_escrito": "una celda sin lugar|una fila sin lugar|una celda repetida"
        "|columnas que se enciman|otra extensión de la hoja|dos filas cambiadas de lugar"
        "|otras cifras que dicen lo mismo|una raya entre las cifras"
        "|un formato que se cuenta desde el final",
        "formato_de_numero": "el formato muestra FALSO",
        "vista": "las fechas son de 1904|no se ven los ceros|se ven las fórmulas"
        "|de derecha a izquierda|otros márgenes|otra escala",
        "formato_condicional": "formato condicional",
        "nombre": "otros rótulos que se repiten",
        "oculto": "una columna oculta|una columna angosta|otra combinación|una hoja oculta"
        "|un filtro que esconde|filas plegadas",
        "letra_del_fondo": "letra blanca|letra de un tema|otro fondo",
        "letra_diminuta": "letra de otro tamaño",
        "letra_tachada": "letra tachada",
        "letra_deformada": "otra alineación|texto encogido",
        "de_fuera": "un comentario en hilo",
        "indicacion": "validación de datos",
        "raro": "un dibujo de VML|un elemento ajeno|una alternativa|un fondo de imagen"
        "|un vínculo a otro libro",
        "formula": "una fórmula",
        "enlace": "un enlace donde no lo había",
        "envoltura": "algo después|un comentario|una parte repetida|un comentario en una parte"
        "|algo más en lo comprimido",
    },
}
"""De cada clase, las alteraciones declaradas en que se dice."""
HACEN: dict[str, dict[str, Callable[[bytes], bytes | None]]] = {
    tipo: {
        **{uno.cual: partial(alterar, cambio=uno) for uno in tabla},
        **ENVOLTURAS,
    }
    for tipo, tabla in (("docx", WORD), ("xlsx", EXCEL))
}
DECLARADAS = [
    (tipo, clase, cual)
    for tipo, suyas in NO_SE_LEEN.items()
    for clase, juntas in suyas.items()
    for cual in juntas.split("|")
]


@pytest.mark.una_de_cada("tipo", "clase")
@pytest.mark.parametrize(("tipo", "clase", "cual"), DECLARADAS)
def test_cada_alteracion_que_esconde_se_dice_con_su_clase(tipo: str, clase: str, cual: str) -> None:
    alterado = HACEN[tipo][cual](escrito(tipo))
    assert alterado is not None
    assert clase in clases_de(alterado, tipo)


def _tramo(propiedad: str) -> tuple[str, str, str]:
    return CUERPO, r"<w:r>(<w:rPr>)?", f"<w:r><w:rPr>{propiedad}</w:rPr>"


def _tema(blanco: str) -> str:
    return f'<w:color w:val="000000" w:themeColor="{blanco}"/>'


def _fondo(relleno: str) -> tuple[str, str, str]:
    return FORMATOS, r'<fill><patternFill patternType="solid">.*?</fill>', f"<fill>{relleno}</fill>"


_TRAMO = "<w:r><w:t>X</w:t></w:r>"
_PARRAFO, _EN_CONTROL = f"<w:p>{_TRAMO}</w:p>", f"<w:sdtContent>{_TRAMO}</w:sdtContent>"
_TABLA = f"<w:tbl><w:tr><w:tc>{_PARRAFO}</w:tc></w:tr></w:tbl>"
_OCULTA = '<w:tblStylePr w:type="wholeTable"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'


def _estilo(tipo: str, pide: str) -> str:
    return f'<w:style w:type="{tipo}" w:styleId="X"><w:name w:val="X"/>{pide}</w:style>'


OTRAS: dict[tuple[str, str], dict[str, tuple[str, str, str]]] = {
    ("docx", "suelto"): {
        cual: (CUERPO, antes, ahora)
        for cual, antes, ahora in (
            ("otro cuerpo", "</w:body>", f"</w:body><w:body>{_PARRAFO}</w:body>"),
            ("una tabla en un párrafo", "</w:p>", f"{_TABLA}</w:p>"),
            ("un párrafo en un párrafo", "</w:p>", f"{_PARRAFO}</w:p>"),
            ("un párrafo entre filas", "</w:tblGrid>", rf"</w:tblGrid>{_PARRAFO}"),
            ("un párrafo en un enlace", "</w:p>", f"<w:hyperlink>{_PARRAFO}</w:hyperlink></w:p>"),
            ("un tramo en otro", "</w:r>", f"{_TRAMO}</w:r>"),
            ("un tramo en el cuerpo", "<w:body>", f"<w:body>{_TRAMO}"),
            ("un tramo en una celda", "</w:tc>", f"{_TRAMO}</w:tc>"),
            ("un tramo en la celda, envuelto", "</w:tc>", f"<w:sdt>{_EN_CONTROL}</w:sdt></w:tc>"),
            ("un texto sin tramo", "</w:p>", "<w:t>X</w:t></w:p>"),
        )
    },
    ("docx", "mal_escrito"): {
        "con otra unidad": (CUERPO, r"</w:pPr>", '<w:ind w:left="-700pt"/></w:pPr>'),
    },
    ("docx", "dos_veces"): {
        "dos propiedades de un tramo": _tramo('</w:rPr><w:rPr><w:color w:val="FFFFFF"/>'),
        "dos colores": _tramo('<w:color w:val="FFFFFF"/><w:color w:val="000000"/>'),
    },
    ("docx", "letra_del_fondo"): {
        **{
            f"sobre una trama {trama}": _tramo(
                f'<w:shd w:val="{trama}" w:color="000000" w:fill="FFFFFF"/>'
            )
            for trama in ("pct95", "horzStripe")
        },
        "un gris casi blanco": _tramo('<w:color w:val="F2F2F2"/>'),
        "letra y sombra iguales": _tramo(
            '<w:color w:val="1F497D"/><w:shd w:val="clear" w:fill="1F497D"/>'
        ),
        "automática sobre negro": _tramo(
            '<w:color w:val="auto"/><w:shd w:val="solid" w:color="000000"/>'
        ),
    },
    ("docx", "letra_diminuta"): {
        "dos puntos y medio": _tramo('<w:sz w:val="5"/>'),
        "la letra de todos": (ESTILOS, r'<w:sz w:val="\d+"/>', '<w:sz w:val="2"/>'),
    },
    ("docx", "letra_deformada"): {
        "al uno por ciento": _tramo('<w:w w:val="1"/>'),
        "ajustada a nada": _tramo('<w:fitText w:val="10"/>'),
    },
    ("docx", "letra_oculta"): {
        "oculto en el estilo que hereda el de la tabla": (
            ESTILOS,
            r'(styleId="TableGrid"(?s:.*?)<w:name [^>]*/>)(?:<w:basedOn [^>]*/>)?(?s:(.*))</w:styles>',
            rf'\1<w:basedOn w:val="X"/>\2{_estilo("table", _OCULTA)}</w:styles>',
        ),
        "especial y oculta": _tramo("<w:specVanish/>"),
    },
    ("docx", "fuera_de_lugar"): {
        **{
            cual: (CUERPO, r"</w:pPr>", f"<w:ind {sangria}/></w:pPr>")
            for cual, sangria in (
                ("colgado fuera de la hoja", 'w:left="0" w:hanging="14000"'),
                ("colgado y adelantado", 'w:firstLine="14000" w:hanging="14000"'),
                ("en letras, fuera de la hoja", 'w:leftChars="-9000"'),
            )
        },
        **{
            f"{lado} fuera de la hoja": (
                *(CUERPO, f'w:{lado}="[0-9]+"(?=[^<]*/>(?:(?!pgMar).)*$)', f'w:{lado}="-9000"'),
            )
            for lado in ("header", "footer")
        },
        "hacia fuera de la hoja": (CUERPO, r"</w:pPr>", '<w:ind w:left="-9000"/></w:pPr>'),
        "un renglón sin alto": (
            CUERPO,
            r"</w:pPr>",
            '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr>',
        ),
        "un alto exacto en que no cabe todo": (
            CUERPO,
            r"<w:trPr>",
            '<w:trPr><w:trHeight w:val="240" w:hRule="exact"/>',
        ),
    },
    ("docx", "cambio_sin_aceptar"): {
        "movido sin aceptar": (
            CUERPO,
            r"</w:p>",
            '<w:moveFrom w:id="1"><w:r><w:t>X</w:t></w:r></w:moveFrom></w:p>',
        ),
        "un formato sin aceptar": (
            CUERPO,
            r"</w:pPr>",
            '<w:pPrChange w:id="1" w:author="a"><w:pPr/></w:pPrChange></w:pPr>',
        ),
    },
    ("docx", "trozo_ajeno"): {
        "otro documento": (CUERPO, r"<w:body>", "<w:body><w:subDoc/>"),
    },
    ("docx", "control"): {
        "un control sin llenar": (
            CUERPO,
            r"<w:body>",
            "<w:body><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>X"
            "</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ),
    },
    ("docx", "raro"): {
        "un signo": (
            CUERPO,
            r"</w:p>",
            '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>',
        ),
    },
    ("docx", "otra_pagina"): {
        "otra primera página": (CUERPO, r"</w:sectPr>", "<w:titlePg/></w:sectPr>"),
        "otras páginas pares": (AJUSTES, r"</w:settings>", "<w:evenAndOddHeaders/></w:settings>"),
    },
    ("docx", "marco"): {
        **{
            cual: (ESTILOS, "</w:styles>", f"{_estilo(tipo, pide)}</w:styles>")
            for cual, tipo, pide in (
                ("una tabla al revés en un estilo", "table", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
                ("una fila oculta en un estilo", "table", "<w:trPr><w:hidden/></w:trPr>"),
                ("un marco en un estilo", "paragraph", "<w:pPr><w:framePr/></w:pPr>"),
            )
        },
        "una tabla al revés": (CUERPO, r"<w:tblPr>", "<w:tblPr><w:bidiVisual/>"),
    },
    ("docx", "campo"): {
        "una página con otro formato": ("word/header1.xml", " PAGE ", r" PAGE \\\\# '9' "),
        "un campo que incluye": (CUERPO, r"</w:p>", '<w:fldSimple w:instr="INCLUDETEXT a"/></w:p>'),
    },
    ("docx", "enlace"): {
        "un enlace por campo": (
            CUERPO,
            r"</w:p>",
            "<w:fldSimple w:instr='HYPERLINK \"https://ajeno.example\"'/></w:p>",
        ),
    },
    ("xlsx", "letra_del_fondo"): {
        "indexado y blanco": (FORMATOS, r"<font>", '<font><color indexed="9"/>'),
        "un tema aclarado": (FORMATOS, r"<font>", '<font><color theme="1" tint="0.95"/>'),
        "una trama oscura": _fondo(
            '<patternFill patternType="darkGray"><fgColor rgb="FF000000"/></patternFill>'
        ),
        "un degradado": _fondo(
            '<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop>'
            '<stop position="1"><color rgb="FF000000"/></stop></gradientFill>'
        ),
    },
    ("xlsx", "letra_de_simbolos"): {
        "símbolos": (FORMATOS, r'<name val="[^"]*"', '<name val="Wingdings"'),
    },
    ("xlsx", "formato_de_numero"): {
        "en blanco por formato": (FORMATOS, r'formatCode="[^"]*"', 'formatCode="[White]0.00"'),
        "un texto por formato": (FORMATOS, r'formatCode="[^"]*"', 'formatCode="0&quot;0 %&quot;"'),
        "un quebrado": (FORMATOS, r'formatCode="[^"]*"', 'formatCode="# ?/?"'),
        **{
            f"un formato como {formato}": (
                FORMATOS,
                r'formatCode="[^"]*"',
                f'formatCode="{formato}"',
            )
            for formato in ("0*9", "[$-107041E]dd/mm/yyyy", "[$-41E]0", "[DBNum1]0")
        },
    },
    ("xlsx", "vista"): {
        "lo de arriba, fijo y fuera de la vista": (
            HOJA,
            r'(<sheetView [^>]*topLeftCell=)"A4"',
            r'\1"A30"',
        ),
        "una ventana oculta": (LIBRO, r'showSheetTabs="\w+"', 'showSheetTabs="0"'),
    },
    ("xlsx", "otra_pagina"): {
        "otra primera hoja": (HOJA, r"<headerFooter", '<headerFooter differentFirst="1"'),
        "otra página": (HOJA, r"</oddHeader>", "</oddHeader><evenHeader>FALSO</evenHeader>"),
        "impreso diminuto": (HOJA, r"<oddHeader>", "<oddHeader>&amp;1FALSO"),
    },
    ("xlsx", "raro"): {
        "vistas de otros": (HOJA, r"<sheetData>", "<customSheetViews/><sheetData>"),
    },
    ("xlsx", "oculto"): {
        "una fila con texto, oculta": (HOJA, r'<row r="4"', '<row hidden="1" r="4"'),
        "una fila con texto, sin alto": (HOJA, r'(<row r="4" ht=)"[^"]*"', r'\1"2"'),
        "muy oculta": (LIBRO, r'state="visible"', 'state="veryHidden"'),
    },
    ("xlsx", "sin_imprimir"): {
        "un área de impresión corta": (
            LIBRO,
            r"<definedNames>",
            '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'
            "'SECRETARÍA DE PLANEACIÓN'!$A$1:$B$2</definedName>",
        ),
    },
    ("xlsx", "nombre"): {
        "un nombre oculto": (
            LIBRO,
            r"<definedNames>",
            '<definedNames><definedName name="a" hidden="1">1</definedName>',
        ),
    },
}


@pytest.mark.parametrize(
    ("tipo", "clase", "cual"), [(*de, cual) for de, suyas in OTRAS.items() for cual in suyas]
)
def test_otras_de_cada_clase_tambien_se_dicen(tipo: str, clase: str, cual: str) -> None:
    parte, antes, ahora = OTRAS[tipo, clase][cual]
    alterado = alterar(escrito(tipo), EnParte(cual, re.escape(parte), antes, ahora))
    assert alterado is not None
    assert clase in clases_de(alterado, tipo)


@pytest.mark.parametrize(
    ("clase", "antes", "ahora"),
    [
        ("numeracion", 'w:val="•"', 'w:val="9 •"'),
        ("numeracion", 'w:val="%1[.]"', 'w:val="1%1."'),
        ("numeracion", 'w:numFmt w:val="decimal"', 'w:numFmt w:val="hex"'),
        ("raro", "<w:lvlText", "<w:isLgl/><w:lvlText"),
        ("letra_oculta", "</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"),
        ("fuera_de_lugar", 'w:left="[0-9]+"', 'w:left="-14000"'),
    ],
)
def test_lo_que_una_lista_escribe_o_esconde_se_dice(clase: str, antes: str, ahora: str) -> None:
    entero = emitido("informe-ejecutivo", "docx")
    alterado = alterar(entero, EnParte("", r"word/numbering\.xml", antes, ahora))
    assert alterado is not None
    assert clase in {una.clase for una in cosas_escondidas(alterado, entero)}


def test_cada_regla_tiene_su_alteracion() -> None:
    assert {clase for _, clase, *_ in (*DECLARADAS, *OTRAS)} == REGLAS.keys()


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_que_el_formato_pone_no_se_dice(tipo: str) -> None:
    for codigo in ("informe-ejecutivo", "paac-seguimiento"):
        assert cosas_escondidas(emitido(codigo, tipo), emitido(codigo, tipo)) == ()


@pytest.mark.parametrize(("ahora", "clases"), [("2", set()), ("FALSO", {"campo", "otra_pagina"})])
def test_cuantas_paginas_calculo_cada_programa_en_la_primera_no_se_dice(
    ahora: str, clases: set[str]
) -> None:
    # Al guardarlo, LibreOffice pone «1 de 2» donde se escribió «1 de 1».
    partes = partes_de(escrito("docx"))
    encabezado = next(parte for parte in partes if re.fullmatch(r"word/header\d*\.xml", parte))

    def con_primera(paginas: str) -> bytes:
        campo = f"<w:fldSimple w:instr='NUMPAGES'><w:r><w:t>{paginas}</w:t></w:r></w:fldSimple>"
        cambiado = partes[encabezado].replace("</w:hdr>", f"<w:p>{campo}</w:p></w:hdr>")
        cuerpo = re.sub(
            r'(<w:headerReference w:type=)"default"( [^>]*/>)',
            r'\g<0>\1"first"\2',
            partes[CUERPO],
        )
        return con_partes(escrito("docx"), {encabezado: cambiado, CUERPO: cuerpo})

    hallado = cosas_escondidas(con_primera(ahora), con_primera("1"))
    assert {una.clase for una in hallado} == clases


def test_sin_lo_que_dan_los_datos_se_dice_todo() -> None:
    clases = {una.clase for una in cosas_escondidas(escrito("xlsx"))}
    assert {"oculto", "formula"} & clases


def test_cada_cosa_dice_donde_y_que() -> None:
    sin_color = EnParte("", re.escape(CUERPO), *_tramo('<w:color w:val="FFFFFF"/>')[1:])
    (una,) = cosas_escondidas(alterar(escrito("docx"), sin_color) or b"", escrito("docx"))

    assert (una.clase, una.lugar) == ("letra_del_fondo", "el párrafo 1")
    assert una.descripcion.startswith("MATRIZ SEGUIMIENTO")
    assert REGLAS[una.clase].frase == "letras del color de su fondo, o casi"


def test_una_fila_en_que_no_cabe_su_texto_se_dice() -> None:
    entero = emitido("informe-ejecutivo", "xlsx")
    baja = re.sub(r'(<row [^>]*?ht=)"[0-9.]+"', r'\1"11"', partes_de(entero)[HOJA])
    assert "oculto" in {
        una.clase for una in cosas_escondidas(con_partes(entero, {HOJA: baja}), entero)
    }


def test_la_imagen_que_falta_y_la_de_mas_se_dicen() -> None:
    entero = emitido("informe-ejecutivo", "docx")
    xml = partes_de(entero)[CUERPO]
    dibujo = re.search(r"<w:drawing>.*?</w:drawing>", xml, re.DOTALL)
    assert dibujo
    for cambiado in (dibujo[0] * 2, ""):
        alterado = con_partes(entero, {CUERPO: xml.replace(dibujo[0], cambiado, 1)})
        assert {una.clase for una in cosas_escondidas(alterado, entero)} == {"dibujo"}


_IMAGEN = r"<a:blip ([^>]*)/>"
_Ahora = str | Callable[[re.Match[str]], str]
EN_EL_INFORME: dict[str, tuple[str, str, str, str, _Ahora]] = {
    "un letrero de un gráfico": ("docx", "dibujo", "word/charts/.*", r"<a:t>", "<a:t>100 %"),
    "un título de un gráfico": (
        *("xlsx", "dibujo", "xl/charts/.*", "<c:autoTitleDeleted"),
        "<c:title><c:tx><c:rich><a:p><a:r><a:t>100 %</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        "<c:autoTitleDeleted",
    ),
    "cómo se escribe el valor de un gráfico": (
        *("docx", "dibujo", "word/charts/.*", r'formatCode="[^"]*"'),
        'formatCode="&quot;99 %&quot;"',
    ),
    "un gráfico de otras celdas": (
        *("xlsx", "dibujo", "xl/charts/.*", r"(<c:val>.*?<c:f>[^<]*?\$[A-Z]+\$)\d+:", r"\g<1>1:"),
    ),
    "una imagen transparente": (
        *("docx", "dibujo", "word/.*", _IMAGEN),
        r'<a:blip \1><a:alphaModFix amt="0"/></a:blip>',
    ),
    "una imagen recortada": (
        *("docx", "dibujo", "word/.*", f"({_IMAGEN})"),
        r'\1<a:srcRect l="99000"/>',
    ),
    "una imagen de cabeza": (
        *("docx", "dibujo", "word/.*", "<a:xfrm>", '<a:xfrm rot="10800000">'),
    ),
    "una imagen diminuta": (
        *("docx", "dibujo", "word/.*", r"<wp:extent [^>]*>", '<wp:extent cx="1" cy="1"/>'),
    ),
    "una imagen con otra encima": (
        *("docx", "dibujo", "word/.*", _IMAGEN),
        r'<a:blip \1><a:extLst><a:ext><s:svgBlip xmlns:s="urn:s" r:embed="otra"/></a:ext>'
        "</a:extLst></a:blip>",
    ),
    "una imagen que lleva a otra parte": (
        *("docx", "dibujo", "word/.*", r"(<wp:docPr [^>]*)/>"),
        r'\1><a:hlinkClick xmlns:a="urn:a" r:id="otra"/></wp:docPr>',
    ),
    "un enlace con otras mayúsculas": (
        *("docx", "enlace", "word/_rels/document.*", r'(Target="https?://[^/"]+/)([^"]+)'),
        lambda dicho: f"{dicho[1]}{dicho[2].upper()}",
    ),
    "un texto sin ajustar": ("xlsx", "oculto", FORMATOS, 'wrapText="1"', ""),
}


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cual", EN_EL_INFORME)
def test_lo_que_cambia_lo_que_se_ve_en_un_informe_se_dice(cual: str) -> None:
    tipo, clase, parte, antes, ahora = EN_EL_INFORME[cual]
    entero = emitido("informe-seguimiento", tipo)
    cambiadas = {
        nombre: re.sub(antes, ahora, xml, flags=re.DOTALL)
        for nombre, xml in partes_de(entero).items()
        if re.fullmatch(parte, nombre) and re.search(antes, xml, re.DOTALL)
    }
    halladas = cosas_escondidas(con_partes(entero, cambiadas), entero)
    assert clase in {una.clase for una in halladas}


def test_los_enlaces_trocados_de_un_mismo_texto_se_dicen() -> None:
    enlaces = [f"<w:fldSimple w:instr='HYPERLINK \"https://a.example/{n}\"'>" for n in "ab"]

    def con(orden: list[str]) -> bytes:
        dos = "".join(f"<w:p>{uno}<w:r><w:t>Ver</w:t></w:r></w:fldSimple></w:p>" for uno in orden)
        cuerpo = partes_de(escrito("docx"))[CUERPO].replace("<w:body>", f"<w:body>{dos}")
        return con_partes(escrito("docx"), {CUERPO: cuerpo})

    (una,) = cosas_escondidas(con(enlaces[::-1]), con(enlaces))
    assert una.lugar == "el párrafo 1"
    assert una.clase == "enlace"


def test_lo_que_se_esconde_en_una_hoja_no_se_paga_con_lo_que_se_muestra_en_otra() -> None:
    entero = escrito("xlsx")
    partes = partes_de(entero)
    ocultas = {
        n: x.replace("<row ", '<row hidden="1" ') for n, x in partes.items() if "/sheet" in n
    }
    primera, *_, ultima = sorted(ocultas, key=lambda nombre: (len(nombre), nombre))
    una = cosas_escondidas(
        con_partes(entero, {primera: ocultas[primera]}),
        con_partes(entero, {ultima: ocultas[ultima]}),
    )
    otra = cosas_escondidas(con_partes(entero, {primera: ocultas[primera]}), entero)
    assert una == otra != ()


@pytest.mark.parametrize(
    ("de_mas", "dicho"),
    [
        (b"UT\x05\0\1abcdux\x0b\0\1\4abcd\4abcd", set()),
        (b"UT\x20\0" + bytes(32), {"envoltura"}),
        (b"XY\x04\0abcd", {"envoltura"}),
    ],
)
def test_la_hora_y_el_dueno_que_pone_zip_no_se_dicen(de_mas: bytes, dicho: set[str]) -> None:
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(escrito("docx"))) as antes,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as ahora,
    ):
        for una in antes.infolist():
            una.extra = de_mas
            ahora.writestr(una, antes.read(una.filename))
    halladas = cosas_escondidas(salida.getvalue(), escrito("docx"))
    assert {una.clase for una in halladas} == dicho
    assert all("trae un comentario" in una.descripcion for una in halladas)


@pytest.mark.integracion
def test_los_numeros_de_un_grafico_son_los_suyos() -> None:
    for tipo, parte in (("docx", "word/charts/chart"), ("xlsx", "xl/charts/chart")):
        entero = emitido("informe-ejecutivo", tipo)
        cambio = EnParte("", f"{parte}.*", r"(<(?:c:)?v>)90(?:\.0)?(</)", r"\g<1>99\2")
        alterado = alterar(entero, cambio)
        assert alterado is not None
        assert {una.clase for una in cosas_escondidas(alterado, entero)} == {"dibujo"}


# ------------------------------------------------------------------ lo que Word y Excel escriben


def _con_relacion(rels: str, clase: str, destino: str, espacio: str = _R) -> str:
    una = f'<Relationship Id="rIdW{clase}" Type="{espacio}/{clase}" Target="{destino}"/>'
    return rels.replace("</Relationships>", f"{una}</Relationships>")


def _con_tipos(tipos: str, de_cada_una: dict[str, str]) -> str:
    office = "application/vnd.openxmlformats-officedocument"
    juntos = "".join(
        f'<Override PartName="/{parte}" ContentType="{office}.{tipo}+xml"/>'
        for parte, tipo in de_cada_una.items()
    )
    return tipos.replace("</Types>", f"{juntos}</Types>")


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TEMA = (
    f'<a:theme xmlns:a="{_A}" name="Office"><a:themeElements><a:clrScheme name="Office">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2>'
    "</a:clrScheme></a:themeElements></a:theme>"
)


def como_word(contenido: bytes) -> bytes:
    """Con lo que Word agrega al guardar: sus marcas de revisión, su tema, sus notas en blanco."""
    partes = partes_de(contenido)
    cuerpo = partes[CUERPO]
    cuerpo = re.sub(r"<w:p>", '<w:p w:rsidR="00A1" w:rsidRDefault="00B2">', cuerpo)
    cuerpo = re.sub(r"<w:tr>", '<w:tr w:rsidR="00A1" w:rsidTr="00C3">', cuerpo)
    cuerpo = re.sub(r"<w:r>", '<w:r w:rsidRPr="00D4">', cuerpo, count=9)
    cuerpo = cuerpo.replace("</w:p>", '<w:proofErr w:type="spellEnd"/></w:p>', 3)
    cuerpo = re.sub(r"(<w:r>)(<w:t)", r"\1<w:lastRenderedPageBreak/>\2", cuerpo, count=1)
    marca = '<w:bookmarkStart w:id="99" w:name="_GoBack"/><w:bookmarkEnd w:id="99"/>'
    cuerpo = cuerpo.replace("</w:p>", f"{marca}</w:p>", 1)
    cuerpo = cuerpo.replace("<w:document ", f'<w:document xmlns:w14="{_W14}" ', 1)
    cuerpo = cuerpo.replace("<w:p ", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" ', 4)
    cuerpo = re.sub(r"(<w:sectPr)(?=[ >])", r'\1 w:rsidR="00A1"', cuerpo)
    cuerpo = re.sub(
        r"(</?w:pgMar[^>]*/>)", r'\1<w:cols w:space="708"/><w:docGrid w:linePitch="360"/>', cuerpo
    )
    estilos = partes[ESTILOS].replace(
        "</w:docDefaults>",
        '</w:docDefaults><w:latentStyles w:count="1"><w:lsdException w:name="Normal"/>'
        "</w:latentStyles>",
    )
    w = re.search(r'xmlns:w="([^"]+)"', cuerpo)
    assert w
    notas = (
        f'<w:{{0}}s xmlns:w="{w[1]}"><w:{{0}} w:type="separator" w:id="-1"><w:p><w:r><w:separator/>'
        '</w:r></w:p></w:{0}><w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:{0}></w:{0}s>"
    )
    nuevas = {
        "word/theme/theme1.xml": ("theme", TEMA),
        "word/webSettings.xml": (
            "wordprocessingml.webSettings",
            f'<w:webSettings xmlns:w="{w[1]}"/>',
        ),
        "word/fontTable.xml": ("wordprocessingml.fontTable", f'<w:fonts xmlns:w="{w[1]}"/>'),
        "word/footnotes.xml": ("wordprocessingml.footnotes", notas.format("footnote")),
        "word/endnotes.xml": ("wordprocessingml.endnotes", notas.format("endnote")),
    }
    rels, tipos = partes[_DE_WORD], partes[_TIPOS]
    for parte, (tipo, _) in nuevas.items():
        clase = tipo.rpartition(".")[2]
        rels = _con_relacion(rels, clase, parte.removeprefix("word/"))
    ajustes = partes[AJUSTES].replace(
        "</w:settings>", '<w:rsids><w:rsidRoot w:val="00A1"/></w:rsids></w:settings>'
    )
    tipos = _con_tipos(tipos, {parte: tipo for parte, (tipo, _) in nuevas.items()})
    return con_partes(
        contenido,
        {
            CUERPO: cuerpo,
            ESTILOS: estilos,
            AJUSTES: ajustes,
            _DE_WORD: rels,
            _TIPOS: tipos,
            **{
                parte: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{xml}'
                for parte, (_, xml) in nuevas.items()
            },
        },
    )


def como_excel(contenido: bytes) -> bytes:
    """Con lo que Excel agrega al guardar: su tema, su ventana, el orden de sus cuentas."""
    partes = partes_de(contenido)
    x14ac = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
    cambiadas = {
        nombre: re.sub(r"<row ", '<row x14ac:dyDescent="0.2" ', xml).replace(
            "<worksheet ", f'<worksheet xmlns:x14ac="{x14ac}" xmlns:xr="urn:xr" xr:uid="{{1}}" ', 1
        )
        for nombre, xml in partes.items()
        if nombre.startswith("xl/worksheets/sheet")
    }
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    libro = re.sub(
        r"(<workbookPr[^>]*/>)",
        rf'\1<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x15"><x15ac:absPath'
        r' xmlns:x15ac="urn:a" url="C:\\"/></mc:Choice></mc:AlternateContent>'
        r'<xr:revisionPtr xmlns:xr="urn:xr" revIDLastSave="0"/>',
        partes[LIBRO],
    )
    formatos = partes[FORMATOS].replace(
        "</styleSheet>",
        '<colors><mruColors><color rgb="FFFFFFFF"/></mruColors></colors><extLst><ext uri="{1}">'
        "<a/></ext></extLst></styleSheet>",
    )
    rels = "xl/_rels/workbook.xml.rels"
    nuevas = {} if "theme" in partes[rels] else {"xl/theme/theme1.xml": "theme"}
    con_tema = _con_relacion(partes[rels], "theme", "theme/theme1.xml") if nuevas else partes[rels]
    return con_partes(
        contenido,
        {
            **cambiadas,
            LIBRO: libro,
            FORMATOS: formatos,
            rels: con_tema,
            _TIPOS: _con_tipos(partes[_TIPOS], nuevas),
            **dict.fromkeys(nuevas, TEMA),
        },
    )


@pytest.mark.parametrize(("tipo", "guardar"), [("docx", como_word), ("xlsx", como_excel)])
def test_lo_que_word_y_excel_escriben_solos_no_se_dice(
    tipo: str, guardar: Callable[[bytes], bytes]
) -> None:
    for codigo in ("informe-ejecutivo", "paac-seguimiento"):
        suyo = emitido(codigo, tipo)
        assert cosas_escondidas(guardar(suyo), suyo) == ()


def test_la_holgura_que_office_deja_en_una_parte_no_se_dice() -> None:
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(escrito("docx"))) as antes,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as ahora,
    ):
        for una in antes.infolist():
            ahora.writestr(una, antes.read(una))
    con = bytearray(salida.getvalue())
    holgura = b"\x20\xa2\x14\x00\x28\xa0\x10\x00" + bytes(16)
    largo = int.from_bytes(con[26:28], "little")
    con[28:30] = len(holgura).to_bytes(2, "little")
    con[30 + largo : 30 + largo] = holgura
    indice = int.from_bytes(con[-6:-2], "little") + len(holgura)
    con[-6:-2] = indice.to_bytes(4, "little")
    donde = indice
    while con[donde : donde + 4] == b"PK\x01\x02":
        suya = int.from_bytes(con[donde + 42 : donde + 46], "little")
        if suya:
            con[donde + 42 : donde + 46] = (suya + len(holgura)).to_bytes(4, "little")
        donde += 46 + sum(
            int.from_bytes(con[donde + n : donde + n + 2], "little") for n in (28, 30, 32)
        )

    assert cosas_escondidas(bytes(con), escrito("docx")) == ()


# ------------------------------------------------------------------ lo que no se deja leer


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_de_lo_mal_hecho_dice_algo_o_que_no_se_lee(tipo: str) -> None:
    azar, suyo = random.Random(5), escrito(tipo)  # noqa: S311 - elige dónde, no claves
    partes = {n: x for n, x in partes_de(suyo).items() if not n.startswith("docProps")}
    for _ in range(30):
        nombre = azar.choice([*partes])
        valores = list(re.finditer(r'="([^"]*)"', partes[nombre]))
        uno = azar.choice(valores)
        otro = azar.choice(["", "-1", "9" * 12, "A", "１", "1e9", "0.5", "NaN", "rId1"])
        xml = f'{partes[nombre][: uno.start()]}="{otro}"{partes[nombre][uno.end() :]}'
        try:
            cosas_escondidas(con_partes(suyo, {nombre: xml}), suyo)
        except IlegibleError:
            continue


@pytest.mark.parametrize("mal", [b"", b"PK\x03\x04", b"hola", b"%PDF-1.7"])
def test_lo_que_no_es_de_office_no_se_lee(mal: bytes) -> None:
    with pytest.raises(IlegibleError):
        cosas_escondidas(mal)
