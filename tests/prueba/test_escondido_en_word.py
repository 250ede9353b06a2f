"""Lo que un Word esconde por dónde va, por sus estilos, por sus listas o por sus sangrías."""

import re
from functools import cache

import pytest
from ayudas.alterados import EnParte, alterar
from ayudas.emitidos import emitido
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.prueba.escondido import cosas_escondidas

CUERPO, ESTILOS = "word/document.xml", "word/styles.xml"


@cache
def escrito() -> bytes:
    return paac.emitir(plan(), FORMATO, "docx", corte=CORTE)


def _tramo(propiedad: str) -> tuple[str, str, str]:
    return CUERPO, r"<w:r>(<w:rPr>)?", f"<w:r><w:rPr>{propiedad}</w:rPr>"


_TRAMO = "<w:r><w:t>X</w:t></w:r>"
_PARRAFO, _EN_CONTROL = f"<w:p>{_TRAMO}</w:p>", f"<w:sdtContent>{_TRAMO}</w:sdtContent>"
_TABLA = f"<w:tbl><w:tr><w:tc>{_PARRAFO}</w:tc></w:tr></w:tbl>"
_OCULTA = '<w:tblStylePr w:type="wholeTable"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'


def _estilo(tipo: str, pide: str) -> str:
    return f'<w:style w:type="{tipo}" w:styleId="X"><w:name w:val="X"/>{pide}</w:style>'


ALTERACIONES: dict[str, tuple[str, tuple[str, str, str]]] = {
    **{
        cual: ("suelto", (CUERPO, antes, ahora))
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
    **{
        cual: (clase, (ESTILOS, "</w:styles>", f"{_estilo(tipo, pide)}</w:styles>"))
        for cual, clase, tipo, pide in (
            (
                "una tabla al revés en un estilo",
                "marco",
                "table",
                "<w:tblPr><w:bidiVisual/></w:tblPr>",
            ),
            ("una fila oculta en un estilo", "marco", "table", "<w:trPr><w:hidden/></w:trPr>"),
            ("un marco en un estilo", "marco", "paragraph", "<w:pPr><w:framePr/></w:pPr>"),
        )
    },
    "oculto en el estilo que hereda el de la tabla": (
        "letra_oculta",
        (
            ESTILOS,
            r'(styleId="TableGrid"(?s:.*?)<w:name [^>]*/>)(?:<w:basedOn [^>]*/>)?(?s:(.*))</w:styles>',
            rf'\1<w:basedOn w:val="X"/>\2{_estilo("table", _OCULTA)}</w:styles>',
        ),
    ),
    **{
        cual: ("fuera_de_lugar", (CUERPO, r"</w:pPr>", f"<w:ind {sangria}/></w:pPr>"))
        for cual, sangria in (
            ("colgado fuera de la hoja", 'w:left="0" w:hanging="14000"'),
            ("colgado y adelantado", 'w:firstLine="14000" w:hanging="14000"'),
            ("en letras, fuera de la hoja", 'w:leftChars="-9000"'),
        )
    },
    **{
        f"{lado} fuera de la hoja": (
            "fuera_de_lugar",
            (CUERPO, f'w:{lado}="[0-9]+"(?=[^<]*/>(?:(?!pgMar).)*$)', f'w:{lado}="-9000"'),
        )
        for lado in ("header", "footer")
    },
    "con otra unidad": (
        "mal_escrito",
        (CUERPO, r"</w:pPr>", '<w:ind w:left="-700pt"/></w:pPr>'),
    ),
    "dos propiedades de un tramo": (
        "dos_veces",
        _tramo('</w:rPr><w:rPr><w:color w:val="FFFFFF"/>'),
    ),
    "dos colores": (
        "dos_veces",
        _tramo('<w:color w:val="FFFFFF"/><w:color w:val="000000"/>'),
    ),
    **{
        f"sobre una trama {trama}": (
            "letra_del_fondo",
            _tramo(f'<w:shd w:val="{trama}" w:color="000000" w:fill="FFFFFF"/>'),
        )
        for trama in ("pct95", "horzStripe")
    },
    "una página con otro formato": (
        "campo",
        ("word/header1.xml", " PAGE ", r" PAGE \\\\# '9' "),
    ),
}


@pytest.mark.parametrize("cual", ALTERACIONES)
def test_cada_una_se_dice_con_su_clase(cual: str) -> None:
    clase, (parte, antes, ahora) = ALTERACIONES[cual]
    alterado = alterar(escrito(), EnParte(cual, re.escape(parte), antes, ahora))
    assert alterado is not None
    assert clase in {una.clase for una in cosas_escondidas(alterado, escrito())}


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
