"""Del Word de otro, sea cuerpo o membrete, nada corre, nada se trae y nada escondido viaja.

Prueba ``formatos/cuerpo/puerta``. Lo dañado y lo que haría daño se niega, con su motivo; lo que sólo
sobra no sale.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest
from ayudas.cuerpos import cuerpo
from ayudas.lectores import partes
from ayudas.membretes import formato_con, membrete_sencillo
from ayudas.paquetes_a_mano import con_partes, en_bytes
from ayudas.planes import CORTE, plan

import paac_reportes as paac

Ataque = Callable[[bytes, str], bytes]
"""De un Word sano y su parte que se ve (el texto o el encabezado), uno hostil."""
SANOS = {
    "cuerpo": (cuerpo("De {{ entidad.nombre }}", arriba="Arriba"), "word/document.xml"),
    "membrete": (en_bytes(membrete_sencillo()), "word/header1.xml"),
}
DE_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FUERA = "http://malo.example/x"


FORMATO: dict[str, Callable[[bytes], paac.Formato]] = {
    "cuerpo": paac.formato_desde_word,
    "membrete": formato_con,
}
"""De un Word a su formato."""


def rels_de(parte: str) -> str:
    return parte.replace("word/", "word/_rels/") + ".rels"


def con(cambios: dict[str, Callable[[bytes], bytes] | bytes | None]) -> Ataque:
    return lambda docx, _: con_partes(docx, cambios)


def en_el_parrafo(xml: str) -> Ataque:
    """Un XML al final del primer párrafo de la parte que se ve."""
    return lambda docx, parte: con_partes(
        docx, {parte: lambda antes: antes.replace(b"</w:p>", xml.encode() + b"</w:p>", 1)}
    )


def con_relacion(clase: str, xml: str, destino: str = FUERA, **mas: bytes) -> Ataque:
    """Ese XML, que nombra ``rIdMalo``, y una relación de esa clase; ``mas``: las partes nuevas."""

    def atacar(docx: bytes, parte: str) -> bytes:
        modo = "" if mas else ' TargetMode="External"'
        tipo = f"{DE_OFFICE}/{clase}"
        nueva = f'<Relationship Id="rIdMalo" Type="{tipo}" Target="{destino}"{modo}/>'
        nuevas = {f"word/{nombre.replace('__', '.')}": datos for nombre, datos in mas.items()}
        relaciones = partes(docx).get(rels_de(parte), VACIAS)
        relaciones = relaciones.replace(b"</Relationships>", f"{nueva}</Relationships>".encode())
        tipos = partes(docx)["[Content_Types].xml"].replace(b"</Types>", MAS_TIPOS + b"</Types>")
        cambios = {rels_de(parte): relaciones, "[Content_Types].xml": tipos, **nuevas}
        return en_el_parrafo(xml)(con_partes(docx, cambios), parte)

    return atacar


VACIAS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
MAS_TIPOS = (
    b'<Default Extension="bin" ContentType="application/octet-stream"/>'
    b'<Default Extension="html" ContentType="text/html"/>'
)


def complejo(*pedazos: str, termina: bool = True) -> str:
    """Un campo en corridas, con su instrucción en esos pedazos."""
    marca = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    dentro = "".join(
        uno if uno.startswith("<") else f"<w:r><w:instrText>{uno}</w:instrText></w:r>"
        for uno in pedazos
    )
    return marca.format("begin") + dentro + marca.format("end") * termina


def sencillo(instruccion: str) -> str:
    return f'<w:fldSimple w:instr="{instruccion}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'


def cambia(parte: str, antes: str, ahora: str) -> Ataque:
    return con({parte: lambda datos: re.sub(antes.encode(), ahora.encode(), datos)})


def con_ajuste(xml: str) -> Ataque:
    return cambia("word/settings.xml", r"(<w:settings\b[^>]*>)", rf"\1{xml}")


def cifrado(docx: bytes, _: str) -> bytes:
    lugar = docx.index(b"PK\x01\x02") + 8
    return docx[:lugar] + struct.pack("<H", 1) + docx[lugar + 2 :]


def dos_veces(docx: bytes, parte: str) -> bytes:
    salida = io.BytesIO(docx)
    with zipfile.ZipFile(salida, "a") as paquete, pytest.warns(UserWarning, match="Duplicate"):
        paquete.writestr(parte, b"<a/>")
    return salida.getvalue()


def con_dtd(entidades: str) -> Ataque:
    raiz, dtd = r"(<w:(?:document|hdr)\b)", rf"<!DOCTYPE w [{entidades}]>\1"
    return lambda docx, parte: cambia(parte, raiz, dtd)(docx, parte)


PIE_CON_DDE = (
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f"<w:p>{sencillo('DDE x')}</w:p></w:ftr>"
)
TEXTO, ARRIBA, RELS = "word/document.xml", "word/header1.xml", "word/_rels/document.xml.rels"
TIPOS = "[Content_Types].xml"
DE_WORD = "openxmlformats-officedocument.wordprocessingml.document.main"
ESTRICTO = (
    "schemas.openxmlformats.org/wordprocessingml/2006",
    "purl.oclc.org/ooxml/wordprocessingml",
)
OBJETO = '<w:r><w:object r:id="rIdMalo"/></w:r>'
ENLACE = '<w:hyperlink r:id="rIdMalo"/>'
DIBUJO = f'<w:r><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{FUERA}"/></w:r>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CON_CLAVE = OLE + "EncryptedPackage".encode("utf-16-le")
REHAGALO = "ábralo en Word y guárdelo otra vez"
NO_ES = "está dañado: su parte word/header1.xml no es lo que dice ser"
A_DONDE = "que no es de la web ni un correo; quite ese enlace"
ROTO = "no se deja leer; pídalo otra vez"
CON_DTD = "declara entidades o un DTD, que un documento de oficina no trae"
LEE_FUERA = "usa un campo {}, que lee fuera del archivo o corre algo; en Word, selecciónelo"
DE_AFUERA = f"de afuera ('{FUERA}'); lo que se vea tiene que estar dentro del documento"
INCRUSTADO = "lleva un control, un objeto o un documento incrustado; quítelo"
EN_UN_CUADRO = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
CAMPOS = {
    "DDE": complejo(" DDE excel c:\\x "),
    "DDEAUTO": sencillo("DDEAUTO c:\\cmd.exe x"),
    "INCLUDETEXT en pedazos": complejo(" INC", "LUDE", "TEXT ", "c:\\x.txt "),
    "INCLUDEPICTURE en otro": complejo(" IF 1 = 1 ", complejo(f" INCLUDEPICTURE {FUERA} ")),
    "LINK en minúsculas": complejo("\t link x "),
    "IMPORT sin fin": complejo("IMPORT x", termina=False),
    "DATABASE": sencillo(" DATABASE \\d x "),
    "RD": complejo("RD ", "x"),
    "MACROBUTTON": sencillo("MACROBUTTON m x"),
    "INCLUDE en un cuadro de texto": EN_UN_CUADRO.format(complejo(" INCLUDE x ")),
}
"""Los campos que leen o corren, escritos de cada modo."""
DE_CAMPOS = {
    caso: (en_el_parrafo(xml), LEE_FUERA.format(caso.partition(" ")[0]))
    for caso, xml in CAMPOS.items()
}
SE_NIEGA: dict[str, tuple[Ataque, str]] = {
    **DE_CAMPOS,
    # Lo que no es un Word, o no entero.
    "vacío": (lambda _docx, _parte: b"", "está vacío (0 bytes)"),
    "un PDF": (lambda _docx, _parte: b"%PDF-1.7", "es un PDF"),
    "con contraseña": (lambda _docx, _parte: CON_CLAVE, "está cifrado con contraseña"),
    "cortado": (lambda docx, _: docx[:-200], "está dañado: el archivo está cortado o incompleto"),
    "zip de nada": (lambda _docx, _parte: b"PK\x03\x04x", "está dañado: el archivo está cortado"),
    "cifrado por partes": (cifrado, "está cifrado con contraseña; ábralo, quítele la clave"),
    "una parte dos veces": (dos_veces, "está dañado: trae dos veces la parte"),
    "sin lista de partes": (con({TIPOS: None}), "no es de Office"),
    "sin relaciones": (con({"_rels/.rels": None}), "le falta word/document.xml"),
    "sin su texto": (con({TEXTO: None}), "le falta su parte word/document.xml"),
    "sin sus ajustes": (con({"word/settings.xml": None}), "le falta su parte word/settings.xml"),
    "sin estilos": (cambia(RELS, "ships/styles", "ships/x"), f"no trae estilos; {REHAGALO}"),
    "sin encabezado": (cambia(TEXTO, '(headerR[^>]*r:id=")', r"\1z"), "nombra un encabezado o un"),
    "sin secciones": (
        cambia(TEXTO, "(?s)<w:sectPr.*</w:sectPr>", ""),
        f"no dice el tamaño de su página; {REHAGALO}",
    ),
    "dos hojas de estilos": (
        cambia(RELS, r"(<Relationship Id=.)(\w+)(.[^>]*ships/styles\W[^>]*>)", r"\1\2\3\1x\3"),
        "está dañado: trae 2 partes «styles»",
    ),
    "de Excel": (
        cambia(TIPOS, "document.main", "sheet.main"),
        "no es un documento de Word (.docx)",
    ),
    "estricto": (cambia(TEXTO, *ESTRICTO), "es «Open XML estricto»"),
    "un encabezado de otro tipo": (cambia(TIPOS, r"wordprocessingml\.header\+xml", "x"), NO_ES),
    "un encabezado que es una página": (con({ARRIBA: b"<html/>"}), NO_ES),
    "un cambio por aceptar": (
        en_el_parrafo('<w:del w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>'),
        "trae cambios marcados; en Word, acéptelos o recházelos (Revisar)",
    ),
    "un XML roto": (con({ARRIBA: b"<w:hdr"}), ROTO),
    # Lo hecho para llenar la memoria.
    "sin fondo": (con({ARRIBA: b"<a>" * 300}), ROTO),
    "una bomba": (
        con_relacion("image", OBJETO, "b.bin", b__bin=b"\0" * 121_000_000),
        "al extenderlo pesa más de 120 MB",
    ),
    "seis mil partes": (
        con({f"x{n}": b"" for n in range(6000)}),
        "trae más de 5000 archivos dentro",
    ),
    "una entidad que crece": (con_dtd('<!ENTITY a "aaaaaa"><!ENTITY b "&a;&a;&a;&a;">'), CON_DTD),
    "una entidad de afuera": (con_dtd('<!ENTITY a SYSTEM "file:///etc/passwd">'), CON_DTD),
    # Lo que lleva afuera, lo trae de ahí, o es de otro programa.
    "un campo a un archivo": (en_el_parrafo(complejo(' HYPERLINK "file:///c:/x.exe" ')), A_DONDE),
    "un campo a la red": (en_el_parrafo(complejo(" HYPERLINK ", "\\\\malo\\x ")), A_DONDE),
    "un enlace que corre": (con_relacion("hyperlink", ENLACE, "javascript:x()"), A_DONDE),
    "un enlace a la red": (con_relacion("hyperlink", ENLACE, "\\\\malo\\x"), A_DONDE),
    "una imagen de afuera": (con_relacion("image", OBJETO), f"enlaza una imagen {DE_AFUERA}"),
    "un encabezado de afuera": (
        cambia(RELS, 'Target="header1.xml"', f'Target="{FUERA}" TargetMode="External"'),
        f"word/document.xml enlaza un archivo {DE_AFUERA}",
    ),
    "un dibujo de afuera": (en_el_parrafo(DIBUJO), f"trae de afuera un dibujo ('{FUERA}')"),
    "un objeto": (con_relacion("oleObject", OBJETO, "o.bin", o__bin=OLE), INCRUSTADO),
    "un zip en un zip": (
        con_relacion("package", OBJETO, "o.bin", o__bin=SANOS["cuerpo"][0]),
        INCRUSTADO,
    ),
    "un control": (con_relacion("control", OBJETO, "c.bin", c__bin=OLE), INCRUSTADO),
    "otro documento adentro": (con_relacion("aFChunk", OBJETO, "a.html", a__html=b"x"), INCRUSTADO),
    "un documento de afuera": (con_relacion("subDocument", OBJETO), f"un archivo {DE_AFUERA}"),
    "un pie que dice ser imagen": (
        con_relacion("image", OBJETO, "footer1.xml", footer1__xml=PIE_CON_DDE.encode()),
        LEE_FUERA.format("DDE"),
    ),
    "con macros": (cambia(TIPOS, DE_WORD, "ms-word.document.macroEnabled.main"), "trae macros"),
    "con macros escondidas": (con({"word/vbaProject.bin": OLE}), "trae macros"),
}


LENTOS = {"una bomba", "seis mil partes"}
CASOS = [
    pytest.param(caso, marks=pytest.mark.integracion) if caso in LENTOS else caso
    for caso in SE_NIEGA
]


@pytest.mark.una_de_cada("caso")
@pytest.mark.parametrize("que", SANOS)
@pytest.mark.parametrize("caso", CASOS)
def test_lo_danado_y_lo_que_haria_dano_se_niega_con_su_motivo(caso: str, que: str) -> None:
    atacar, dice = SE_NIEGA[caso]
    with pytest.raises(paac.ErrorDeFormato) as error:
        FORMATO[que](atacar(*SANOS[que]))

    (falla,) = error.value.fallas
    assert falla.codigo == f"{que}_invalido"
    assert dice in falla.mensaje


SECRETO = "secreto7"
NO_SALE: dict[str, Ataque] = {
    "un comentario": con_relacion(
        "comments",
        '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        "comments.xml",
        comments__xml=f"<a>{SECRETO}</a>".encode(),
    ),
    "la letra de antes": en_el_parrafo(
        f'<w:r><w:rPr><w:rPrChange w:author="{SECRETO}"><w:rPr/></w:rPrChange></w:rPr></w:r>'
    ),
    "los datos de otro programa": con_relacion(
        "customXml",
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/{SECRETO}" w:storeItemID="{{A}}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
        "item7.xml",
        item7__xml=f"<a>{SECRETO}</a>".encode(),
    ),
    "la plantilla de otra máquina": con_ajuste(f'<w:attachedTemplate r:id="{SECRETO}"/>'),
    "una lista de destinatarios": con_ajuste(
        f'<w:mailMerge><w:query w:val="{SECRETO}"/></w:mailMerge>'
    ),
    "la macro de un formulario": en_el_parrafo(
        f'<w:r><w:fldChar><w:ffData><w:entryMacro w:val="{SECRETO}"/></w:ffData></w:fldChar></w:r>'
    ),
    "una parte que nadie nombra": con({f"word/{SECRETO}.xml": SECRETO.encode()}),
    "una impresora": con_relacion(
        "printerSettings",
        '<w:printerSettings r:id="rIdMalo"/>',
        "p.bin",
        p__bin=SECRETO.encode(),
    ),
    "marcos de otras páginas": con_relacion(
        "webSettings", "", "webSettings.xml", webSettings__xml=SECRETO.encode()
    ),
}


@pytest.mark.una_de_cada("caso")
@pytest.mark.parametrize("que", SANOS)
@pytest.mark.parametrize("caso", NO_SALE)
def test_lo_que_no_se_ve_no_sale(caso: str, que: str) -> None:
    docx = NO_SALE[caso](*SANOS[que])
    assert SECRETO in todo_de(docx)

    hecho = paac.reporte(plan(), FORMATO[que](docx), corte=CORTE).emitir("docx").contenido
    dice = todo_de(hecho)
    assert SECRETO not in dice
    assert "rIdMalo" not in dice
    assert "MUNICIPIO DE PRUEBA" in dice if que == "cuerpo" else "PUERTO SAUCE" in dice


@pytest.mark.parametrize("ajuste", ["documentProtection", "updateFields", "trackRevisions"])
def test_de_un_membrete_no_salen_los_ajustes_de_quien_lo_dibujo(ajuste: str) -> None:
    docx = con_ajuste(f"<w:{ajuste}/>")(*SANOS["membrete"])

    assert ajuste in todo_de(docx)
    assert ajuste not in todo_de(paac.reporte(plan(), formato_con(docx)).emitir("docx").contenido)


def todo_de(docx: bytes) -> str:
    return "".join(f"{nombre} {datos.decode('latin-1')}" for nombre, datos in partes(docx).items())


def test_todo_lo_que_no_se_admite_se_dice_de_una_vez() -> None:
    docx, parte = SANOS["membrete"]
    for caso in ("DDE", "un enlace a la red", "un dibujo de afuera"):
        docx = SE_NIEGA[caso][0](docx, parte)
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato_con(docx)

    assert len(error.value.fallas) == 3


def test_un_campo_se_conoce_por_su_nombre_y_no_por_lo_que_nombra() -> None:
    campo = complejo(' HYPERLINK "http://x/link" \\o "dde link"')
    for que, (docx, parte) in SANOS.items():
        assert FORMATO[que](en_el_parrafo(campo)(docx, parte))
