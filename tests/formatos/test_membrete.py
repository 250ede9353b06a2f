"""El membrete se revisa al leer el formato: lo que no sirve se dice, y nada ajeno se ejecuta."""

import base64
import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
from ayudas.formatos import minimo
from ayudas.lectores import partes
from ayudas.membretes import campo, con_partes, guardado, membrete_de_dos, membrete_sencillo
from docx import Document
from docx.shared import Mm

import paac_reportes as paac
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.cli import main
from paac_reportes.formatos.definicion.formato import Formato

BUENO = guardado(membrete_sencillo())
DATOS = {
    "codigo": "x",
    "nombre": "X",
    "version": "1",
    "propiedades": {"titulo": "X"},
    "cuerpo": [{"tipo": "parrafo", "texto": "Hola"}],
}


VERTICAL = 'pagina = { orientacion = "vertical" }'


def formato_con(membrete: object) -> Formato:
    return paac.formato_desde_datos({**DATOS, "membrete": membrete})


def fallas_con(membrete: object) -> list[str]:
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato_con(membrete)
    assert {falla.ruta for falla in error.value.fallas} == {"membrete"}
    return [falla.mensaje for falla in error.value.fallas]


def test_la_pagina_de_cada_seccion_sale_del_membrete() -> None:
    membrete = formato_con(guardado(membrete_de_dos())).membrete

    assert membrete is not None
    vertical, horizontal = membrete.paginas
    assert (vertical.ancho, vertical.alto) == (215.9, 279.4)
    assert (vertical.izquierdo, vertical.derecho) == (30.0, 20.0)
    assert (vertical.superior, vertical.inferior, vertical.encabezado) == (40.0, 24.99, 11.99)
    assert (horizontal.ancho, horizontal.alto) == (279.4, 215.9)


def test_el_lomo_es_parte_del_margen_izquierdo() -> None:
    word = membrete_sencillo()
    word.sections[0].gutter = Mm(10)
    membrete = formato_con(guardado(word)).membrete

    assert membrete is not None
    assert membrete.paginas[0].izquierdo == 40.0


@pytest.mark.integracion
def test_el_archivo_esta_junto_al_formato_o_sus_bytes_en_los_datos(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "propio", mas='membrete = "membrete.docx"')
    (carpeta / "membrete.docx").write_bytes(BUENO)
    en_texto = f"data:application/octet-stream;base64,{base64.b64encode(BUENO).decode()}"

    assert paac.leer_formato(carpeta).membrete == formato_con(BUENO).membrete
    assert formato_con(en_texto).membrete == formato_con(bytearray(BUENO)).membrete


@pytest.mark.parametrize(
    ("nombre", "mensaje"),
    [
        ("no-esta.docx", "no está el membrete 'no-esta.docx' junto al formato"),
        ("../membrete.docx", "se esperaba el nombre de un archivo junto al formato, llegó '../"),
        (
            "/etc/passwd",
            "se esperaba el nombre de un archivo junto al formato, llegó '/etc/passwd'",
        ),
        ("", "se esperaba el nombre de un archivo junto al formato, llegó ''"),
        ("carpeta", "el membrete 'carpeta': es una carpeta, se esperaba un archivo"),
        ("afuera.docx", "el membrete 'afuera.docx': está fuera de la carpeta de quien lo nombra"),
        ("enorme.docx", "el membrete 'enorme.docx': pesa más de 20 MB"),
    ],
)
def test_solo_se_lee_un_archivo_corriente_de_la_carpeta(
    tmp_path: Path, nombre: str, mensaje: str
) -> None:
    carpeta = minimo(tmp_path / "propio", mas=f'membrete = "{nombre}"')
    (carpeta / "carpeta").mkdir()
    (tmp_path / "membrete.docx").write_bytes(BUENO)
    (carpeta / "afuera.docx").symlink_to(tmp_path / "membrete.docx")
    with (carpeta / "enorme.docx").open("wb") as enorme:
        enorme.truncate(20_000_001)

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    (falla,) = error.value.fallas
    assert falla.ruta == f"{carpeta}/formato.toml: membrete"
    assert falla.mensaje.startswith(mensaje)


def test_una_falla_del_membrete_no_calla_las_demas(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "propio", mas='membrete = "m.docx"', dato="actividad.nada")
    (carpeta / "m.docx").write_bytes(b"nada")

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    rutas = [falla.ruta.rpartition(": ")[2] for falla in error.value.fallas]
    assert rutas == ["membrete", "tablas.unica.columnas[1].dato"]


def test_un_heredero_recibe_el_membrete_de_su_base_y_puede_quitarlo(tmp_path: Path) -> None:
    base = minimo(tmp_path / "base", mas='membrete = "membrete.docx"')
    (base / "membrete.docx").write_bytes(BUENO)
    for codigo, quita in (("con", ""), ("sin", 'quita = ["membrete"]')):
        (tmp_path / codigo).mkdir()
        texto = f'base = "base"\ncodigo = "{codigo}"\n{quita}\n'
        (tmp_path / codigo / "formato.toml").write_text(texto, "utf-8")

    assert paac.leer_formato(tmp_path / "con").membrete == paac.leer_formato(base).membrete
    assert paac.leer_formato(tmp_path / "sin").membrete is None


# --- Lo que no es un documento de Word.


def _zip(**entradas: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        for nombre, contenido in entradas.items():
            archivo.writestr(nombre, contenido)
    return salida.getvalue()


def _cifrado_por_zip() -> bytes:
    """El bueno, con la marca de cifrado en la primera entrada de su lista."""
    lugar = BUENO.index(b"PK\x01\x02") + 8
    return BUENO[:lugar] + struct.pack("<H", 1) + BUENO[lugar + 2 :]


def cambiado(parte: str, antes: str, ahora: str) -> bytes:
    """El bueno, con otra cosa en una de sus partes."""
    return con_partes(BUENO, {parte: lambda x: re.sub(antes.encode(), ahora.encode(), x)})


def sin(parte: str) -> bytes:
    return con_partes(BUENO, {parte: None})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_ES_DE_WORD = {
    "vacío": (b"", "está vacío (0 bytes)"),
    "texto": (b"hola", "no es un documento de Word (.docx), o está dañado"),
    "pdf": (b"%PDF-1.7", "se esperaba un documento de Word (.docx), llegó un PDF"),
    "doc": (OLE + b"Word.Document.8", "es un .doc antiguo; ábralo en Word y guárdelo como .docx"),
    "con contraseña": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "está protegido con contraseña; guárdelo sin ella",
    ),
    "zip cifrado": (_cifrado_por_zip(), "está cifrado; guárdelo sin contraseña"),
    "cortado": (BUENO[:-100], "no es un documento de Word (.docx), o está dañado"),
    "otro zip": (
        _zip(mimetype=b"application/vnd.oasis.opendocument.text"),
        "no es un documento de Word (.docx): le falta su lista de partes",
    ),
    "sin document.xml": (
        sin("word/document.xml"),
        "le falta su parte word/document.xml; ábralo en Word y guárdelo otra vez",
    ),
    "sin relaciones": (
        sin("_rels/.rels"),
        "no es un documento de Word (.docx): le falta word/document.xml",
    ),
    "sin estilos": (
        cambiado("word/_rels/document.xml.rels", "relationships/styles", "x/x"),
        "no trae estilos; ábralo en Word y guárdelo otra vez",
    ),
    "sin la imagen": (
        sin("word/media/image1.png"),
        "le falta su parte word/media/image1.png; ábralo en Word y guárdelo otra vez",
    ),
    "con macros": (
        cambiado(
            "[Content_Types].xml",
            "openxmlformats-officedocument.wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        ),
        "trae macros; guárdelo en Word como .docx, que no las lleva",
    ),
    "con macros escondidas": (
        con_partes(BUENO, {"word/vbaProject.bin": OLE}),
        "trae macros; guárdelo en Word como .docx, que no las lleva",
    ),
    "de Excel": (
        cambiado("[Content_Types].xml", "document.main", "sheet.main"),
        "no es un documento de Word (.docx), aunque es de Office",
    ),
    "estricto": (
        cambiado(
            *("_rels/.rels", "schemas.openxmlformats.org/officeDocument/2006"),
            "purl.oclc.org/ooxml",
        ),
        "está guardado como «Open XML estricto»; guárdelo como «Documento de Word»",
    ),
    "XML roto": (
        con_partes(BUENO, {"word/header1.xml": b"<w:hdr"}),
        "está dañado: su parte word/header1.xml no es XML",
    ),
    "un encabezado que no lo es": (
        con_partes(BUENO, {"word/header1.xml": b"<html/>"}),
        "está dañado: su parte word/header1.xml no es lo que dice ser",
    ),
    "unos ajustes que no lo son": (
        cambiado("[Content_Types].xml", r"wordprocessingml\.settings\+xml", "x"),
        "está dañado: su parte word/settings.xml no es lo que dice ser",
    ),
    "un pie que no está": (
        cambiado("word/document.xml", '(footerR[^>]*r:id=")', r"\1z"),
        "está dañado: nombra un encabezado o un pie que no está",
    ),
    "medidas en otra cosa": (
        cambiado("word/document.xml", 'w:w="12240"', 'w:w="9in"'),
        "una medida de su página no se entiende: '9in'; ábralo en Word y guárdelo otra vez",
    ),
    "sin secciones": (
        cambiado("word/document.xml", "(?s)<w:sectPr.*</w:sectPr>", ""),
        "no dice el tamaño de su página; ábralo en Word y guárdelo otra vez",
    ),
}


@pytest.mark.parametrize("caso", NO_ES_DE_WORD)
def test_lo_que_no_es_un_documento_de_word_entero_se_dice(caso: str) -> None:
    contenido, mensaje = NO_ES_DE_WORD[caso]

    assert fallas_con(contenido) == [mensaje]


@pytest.mark.parametrize("otro", ["membrete.docx", "data:x;base64,?", 3, ["a"], True])
def test_en_los_datos_van_bytes(otro: object) -> None:
    (mensaje,) = fallas_con(otro)

    assert mensaje.startswith("se esperaban los bytes de un .docx, o su texto data:…;base64,…")


# --- Lo que está hecho para hacer daño.


@pytest.mark.integracion
def test_una_bomba_no_se_descomprime() -> None:
    bomba = con_partes(BUENO, {"word/media/image1.png": b"\0" * 100_000_000})
    muchas = con_partes(BUENO, {f"x{numero}": b"" for numero in range(2000)})

    assert len(bomba) < 200_000
    assert fallas_con(bomba) == ["descomprimido pasa de 100 MB"]
    assert fallas_con(muchas) == ["trae más de 2000 archivos adentro"]


def test_un_dtd_no_se_abre() -> None:
    def con_dtd(parte: bytes) -> bytes:
        entidad = b'<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        return parte.replace(b"<w:hdr", entidad + b"<w:hdr", 1)

    (mensaje,) = fallas_con(con_partes(BUENO, {"word/header1.xml": con_dtd}))

    assert mensaje == "su parte word/header1.xml trae un DTD, que Word no escribe"


@pytest.mark.parametrize(
    ("parte", "mensaje"),
    [
        (b"<a>" * 300, "su parte word/header1.xml tiene más de 200 niveles"),
        (b"<a>" + b" " * 9_000_001, "su parte word/header1.xml pasa de 9 MB"),
    ],
)
def test_una_parte_que_nadie_escribe_no_se_recorre(parte: bytes, mensaje: str) -> None:
    assert fallas_con(con_partes(BUENO, {"word/header1.xml": parte})) == [mensaje]


def test_lo_que_leeria_fuera_del_archivo_se_dice_de_una_vez() -> None:
    word = membrete_sencillo()
    campo(word.sections[0].footer.paragraphs[0], "INCLUDEPICTURE  \\\\servidor\\logo.png")
    relaciones = "word/_rels/header1.xml.rels"

    def enlazar(parte: bytes) -> bytes:
        return re.sub(
            rb'Target="media/image1.png"', rb'Target="http://x/l.png" TargetMode="External"', parte
        )

    mensajes = fallas_con(con_partes(guardado(word), {relaciones: enlazar}))

    assert mensajes == [
        "word/header1.xml enlaza una imagen de afuera ('http://x/l.png'); lo que se vea tiene que"
        " estar dentro del documento",
        "word/footer1.xml usa un campo INCLUDEPICTURE, que lee fuera del archivo; en Word,"
        " selecciónelo y oprima Ctrl+Mayús+F9 para dejar sólo lo que muestra",
    ]


def test_un_campo_se_conoce_por_su_nombre_y_no_por_lo_que_nombra() -> None:
    word = membrete_sencillo()
    campo(word.sections[0].footer.paragraphs[0], 'HYPERLINK "http://x/link" \\o "dde link"')

    assert formato_con(guardado(word)).membrete is not None


def test_una_cadena_de_partes_no_agota_la_pila() -> None:
    relacion = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/x" Target="{}"/></Relationships>'
    )
    cadena: dict[str, bytes] = {}
    for numero in range(900):
        cadena[f"word/c{numero}.xml"] = b"<a/>"
        cadena[f"word/_rels/c{numero}.xml.rels"] = relacion.format(f"c{numero + 1}.xml").encode()
    primera = b'<Relationship Id="zz" Type="x/x" Target="c0.xml"/></Relationships>'
    encabezado = "word/_rels/header1.xml.rels"
    cadena[encabezado] = partes(BUENO)[encabezado].replace(b"</Relationships>", primera)

    assert fallas_con(con_partes(BUENO, cadena)) == [
        "está dañado: hasta word/c18.xml hay más de 20 pasos"
    ]


def test_los_margenes_dejan_pagina() -> None:
    word = membrete_sencillo()
    word.sections[0].left_margin = Mm(180)

    assert fallas_con(guardado(word)) == [
        "los márgenes de su sección 1 dejan 15,9 x 214,41 mm, se esperaban al menos 50 x 50"
    ]


# --- Lo que sirve, y lo que de eso no se usa.


def test_una_plantilla_de_word_tambien_sirve() -> None:
    def como_plantilla(tipos: bytes) -> bytes:
        return tipos.replace(b"document.main", b"template.main")

    membrete = formato_con(con_partes(BUENO, {"[Content_Types].xml": como_plantilla})).membrete

    assert membrete is not None
    assert b"template.main" not in partes(membrete.datos)["[Content_Types].xml"]


def test_del_paquete_pasa_el_membrete_y_no_lo_que_estaba_en_el_cuerpo() -> None:
    word = membrete_sencillo()
    word.add_paragraph("Borrador de una carta")
    word.add_paragraph().add_run().add_picture(io.BytesIO(BUENO_PNG))
    membrete = formato_con(guardado(word)).membrete

    assert membrete is not None
    assert [nombre for nombre in partes(membrete.datos) if "media" in nombre] == [
        "word/media/image1.png"
    ]
    assert membrete.reparos == (
        "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)",
    )


BUENO_PNG = partes(BUENO)["word/media/image1.png"] + b"\0"
"""Otra imagen: python-docx no guarda dos veces la misma."""


def test_los_comentarios_y_las_notas_del_cuerpo_no_viajan() -> None:
    relaciones = "word/_rels/document.xml.rels"
    base = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    nuevas = b"".join(
        b'<Relationship Id="%b" Type="%b%b" Target="%b.xml"/>' % (clase, base, clase, clase)
        for clase in (b"comments", b"footnotes")
    )
    membrete = formato_con(
        con_partes(
            BUENO,
            {
                relaciones: partes(BUENO)[relaciones].replace(b"</Rel", nuevas + b"</Rel"),
                "word/comments.xml": b"<a>Esto no lo vea nadie</a>",
                "word/footnotes.xml": b"<a>Ni esto</a>",
            },
        )
    ).membrete

    assert membrete is not None
    assert not any(b"esto" in parte.lower() for parte in partes(membrete.datos).values())


def test_un_documento_sin_encabezado_ni_pie_se_usa_y_se_dice() -> None:
    membrete = formato_con(guardado(Document())).membrete

    assert membrete is not None
    assert membrete.reparos == ("el membrete no tiene encabezado ni pie",)


AJUSTES = {
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>': "la protección del documento",
    '<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>': (
        "la combinación de correspondencia"
    ),
    "<w:trackRevisions/>": "el control de cambios encendido",
}


@pytest.mark.parametrize("ajuste", AJUSTES)
def test_los_ajustes_que_no_pasan_se_dicen(ajuste: str) -> None:
    def con_ajuste(parte: bytes) -> bytes:
        return re.sub(rb"(<w:settings\b[^>]*>)", rb"\1" + ajuste.encode(), parte, count=1)

    membrete = formato_con(con_partes(BUENO, {"word/settings.xml": con_ajuste})).membrete

    assert membrete is not None
    assert membrete.reparos == (f"del membrete no se usa {AJUSTES[ajuste]}",)


def test_revisar_y_formatos_cuentan_del_membrete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carpeta = minimo(tmp_path / "propio", mas=f'membrete = "membrete.docx"\n{VERTICAL}')
    word = membrete_de_dos()
    word.add_paragraph("Cuerpo")
    (carpeta / "membrete.docx").write_bytes(guardado(word))

    assert main(["formatos", "propio", "--plantillas", str(tmp_path)]) == 0
    renglon = "Membrete: vertical, 215,9 x 279,4 mm, 165,9 de ancho útil; horizontal"
    assert renglon in capsys.readouterr().out

    _, avisos = revisar_formatos(carpeta)
    assert [(aviso.codigo, aviso.ruta, aviso.mensaje) for aviso in avisos] == [
        (
            "membrete_sin_usar",
            "propio",
            "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)",
        ),
        (
            "membrete_sin_usar",
            "propio",
            "del membrete no se usa su sección 2, horizontal: ninguna parte la pide",
        ),
    ]
